import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createCollections } from '../../../server/catalogue/collections.ts'
import type { Collections } from '../../../server/catalogue/collections.ts'
import { RegistryBusyError, RegistryChangedError, RegistryUnavailableError } from '../../../server/errors.ts'
import type { CollectResult, OnProgress } from '../../../server/registries/registry.ts'
import { RegistryState } from '../../../shared/api.ts'
import type { Collection, TrialRecord } from '../../../shared/trial.ts'
import { buildCollection, buildRecord } from '../../builders.ts'
import { createFakeClock } from '../fake-clock.ts'
import { defer, fakeRegistry, fakeSubstance, noHttp, resultOf } from '../fake-registry.ts'
import { createLogLines } from '../log-lines.ts'
import { createMemoryStore } from '../memory-store.ts'

const HOUR = 3_600_000
const NOW = '2026-11-01T00:00:00.000Z'

type Answer = (onProgress: OnProgress) => Promise<CollectResult>

let clock: ReturnType<typeof createFakeClock>
let store: ReturnType<typeof createMemoryStore>
let logged: ReturnType<typeof createLogLines>
/** What the registry answers for psilocybin; counted in `asked`. */
let answer: Answer
let asked: string[]

beforeEach(() => {
  clock = createFakeClock(NOW)
  store = createMemoryStore()
  logged = createLogLines()
  asked = []
  answer = () => Promise.resolve(resultOf([]))
})

function open(snapshot: Collection[] = [], substanceIds = ['psilocybin']): Collections {
  const registry = fakeRegistry('reg', (substance, _http, onProgress) => {
    asked.push(substance.id)
    return answer(onProgress)
  })
  return createCollections({
    registries: [registry],
    substances: substanceIds.map(fakeSubstance),
    httpFor: () => noHttp,
    store,
    snapshot,
    refreshHours: 6,
    clock,
    log: logged.log,
  })
}

const record = (n: number, more: Partial<TrialRecord> = {}) =>
  buildRecord({ registryId: 'reg', recordId: `X${n}`, ...more })
const records = (count: number) => Array.from({ length: count }, (_, i) => record(i + 1))
const copyOf = (count: number): Collection =>
  buildCollection({
    registryId: 'reg',
    records: records(count).map((r) => ({ ...r, from: 'snapshot' as const })),
    complete: false,
    fetchedAt: null,
    asOfRange: { oldest: '2023-05', newest: '2026-03-12' },
    from: 'snapshot',
  })
const storedOf = (count: number, fetchedAt = NOW): Collection =>
  buildCollection({ registryId: 'reg', records: records(count), fetchedAt })
const refresh = (c: Collections) => c.refresh('reg', 'psilocybin')
const held = (c: Collections) => c.get('reg', 'psilocybin')
const stateOf = (c: Collections) => {
  const [state] = c.registryStates()
  return RegistryState.parse(state)
}

const answers =
  (result: CollectResult): Answer =>
  () =>
    Promise.resolve(result)
const fails =
  (error: Error): Answer =>
  () =>
    Promise.reject(error)
const partial = (count: number) =>
  resultOf(records(count), { complete: false, reportedTotal: 90, incompleteReason: `read ${count} of 90` })
const down = () => new RegistryUnavailableError('reg', 'timeout', 'reg did not answer')

describe('one flight', () => {
  it('serves fifty who ask at once, and tells of the change once', async () => {
    const flight = defer<CollectResult>()
    answer = () => flight.promise
    const collections = open([copyOf(1)])
    await collections.load()
    const changes: [number | undefined, number][] = []
    collections.onChange((previous, next) => changes.push([previous?.records.length, next.records.length]))
    const all = Array.from({ length: 50 }, () => refresh(collections))
    expect(held(collections)?.records).toHaveLength(1)
    flight.resolve(resultOf(records(2)))
    const outcomes = await Promise.all(all)
    expect(asked).toEqual(['psilocybin'])
    expect(new Set(outcomes.map((o) => o.ok && o.collection)).size).toBe(1)
    expect(outcomes[0]).toMatchObject({ ok: true })
    expect(changes).toEqual([[1, 2]])
    expect(store.collections.size).toBe(1)
  })

  it('that fails tells everyone why, once in the log, and the next one is new', async () => {
    answer = fails(down())
    const collections = open()
    const outcomes = await Promise.all([refresh(collections), refresh(collections), refresh(collections)])
    expect(outcomes.map((o) => !o.ok && o.error.message)).toEqual(Array(3).fill('reg did not answer'))
    expect(asked).toHaveLength(1)
    expect(logged.at('warn')).toHaveLength(1)
    answer = answers(resultOf(records(1)))
    expect(await refresh(collections)).toMatchObject({ ok: true })
    expect(asked).toHaveLength(2)
  })

  it('has the new collection in place before anybody hears of it', async () => {
    answer = answers(resultOf(records(3)))
    const collections = open()
    const seen: (number | undefined)[] = []
    collections.onChange(() =>
      seen.push(held(collections)?.records.length, stateOf(collections).collections[0]?.records),
    )
    await refresh(collections)
    expect(seen).toEqual([3, 3])
  })

  it('survives a listener that throws', async () => {
    answer = answers(resultOf(records(1)))
    const collections = open()
    const second = vi.fn()
    collections.onChange(() => {
      throw new Error('listener broke')
    })
    collections.onChange(second)
    expect(await refresh(collections)).toMatchObject({ ok: true })
    expect(second).toHaveBeenCalledOnce()
    expect(logged.at('error')).toHaveLength(1)
  })
})

describe('what is held', () => {
  it('is marked live when fetched and stored when read back', async () => {
    answer = answers(resultOf([record(1, { from: 'stored' })]))
    const first = open()
    await refresh(first)
    expect(held(first)?.from).toBe('live')
    expect(held(first)?.records[0]?.from).toBe('live')
    const second = open()
    await second.load()
    expect(held(second)?.from).toBe('stored')
    expect(held(second)?.records[0]?.from).toBe('stored')
    expect(second.all()).toHaveLength(1)
  })

  it('comes from the snapshot where the store has nothing', async () => {
    await store.writeCollection(storedOf(3))
    const collections = open([copyOf(1), { ...copyOf(2), substanceId: 'mdma' }], ['psilocybin', 'mdma', 'esketamine'])
    await collections.load()
    expect(collections.all().map((c) => [c.substanceId, c.from, c.records.length])).toEqual([
      ['psilocybin', 'stored', 3],
      ['mdma', 'snapshot', 2],
    ])
  })

  it('is served although it cannot be kept', async () => {
    answer = answers(resultOf(records(2)))
    store.failWith = new Error('ENOSPC: no space left on device')
    const collections = open()
    expect(await refresh(collections)).toMatchObject({ ok: true })
    await collections.settled()
    expect(held(collections)?.records).toHaveLength(2)
    expect(logged.at('error').map((line) => line.msg)).toEqual([expect.stringContaining('could not be kept')])
  })

  it('comes from the snapshot when the store cannot even be read', async () => {
    store.readCollection = () => Promise.reject(new Error('EIO'))
    const collections = open([copyOf(1)])
    await collections.load()
    expect(held(collections)?.from).toBe('snapshot')
  })

  it('stays, however often fetching fails and however old it gets', async () => {
    await store.writeCollection(storedOf(3))
    const collections = open()
    await collections.load()
    for (const error of [
      down(),
      new RegistryBusyError('reg', 9),
      new RegistryChangedError('reg', 'odd'),
      new Error('bug'),
    ]) {
      answer = fails(error)
      await clock.advance(1_000 * HOUR)
      expect(await refresh(collections)).toMatchObject({ ok: false })
      expect(held(collections)?.records).toHaveLength(3)
    }
  })
})

describe('an incomplete answer', () => {
  it.each([
    ['a complete collection', () => store.writeCollection(storedOf(3)), []],
    ['a snapshot', () => Promise.resolve(), [copyOf(3)]],
  ])('never replaces %s', async (_name, prepare, snapshot) => {
    await prepare()
    const collections = open(snapshot)
    await collections.load()
    const changed = vi.fn()
    collections.onChange(changed)
    answer = answers(partial(40))
    expect(await refresh(collections)).toMatchObject({ ok: false })
    expect(held(collections)?.records).toHaveLength(3)
    expect(changed).not.toHaveBeenCalled()
    expect(stateOf(collections).error).toEqual({ code: 'incomplete', message: 'read 40 of 90', at: NOW })
    expect(stateOf(collections).state).toBe(snapshot.length > 0 ? 'snapshot' : 'stale')
  })

  it('is held as incomplete when nothing else is, and not kept', async () => {
    answer = answers(partial(40))
    const collections = open()
    const changed = vi.fn()
    collections.onChange(changed)
    expect(await refresh(collections)).toMatchObject({ ok: false })
    expect(held(collections)).toMatchObject({ complete: false, from: 'live' })
    expect(changed).toHaveBeenCalledOnce()
    expect(store.collections.size).toBe(0)
    expect(stateOf(collections)).toMatchObject({
      state: 'stale',
      fetchedAt: null,
      error: { code: 'incomplete' },
      collections: [{ records: 40, reportedTotal: 90, complete: false, fetchedAt: null }],
    })
  })

  it('is replaced by a larger one and by a complete one, not by a smaller one', async () => {
    const collections = open()
    const sizes = []
    for (const result of [partial(40), partial(20), partial(60), resultOf(records(50))]) {
      answer = answers(result)
      await refresh(collections)
      sizes.push(held(collections)?.records.length)
    }
    expect(sizes).toEqual([40, 40, 60, 50])
    expect(stateOf(collections)).toMatchObject({ state: 'fresh', error: null })
  })
})

describe('"none" where there were some', () => {
  it('is believed only after a day of saying so', async () => {
    await store.writeCollection(storedOf(5))
    const collections = open()
    await collections.load()
    answer = answers(resultOf([]))
    for (let hour = 0; hour < 24; hour += 6) {
      expect(await refresh(collections)).toMatchObject({ ok: false })
      expect(held(collections)?.records).toHaveLength(5)
      await clock.advance(6 * HOUR)
    }
    expect(stateOf(collections).error?.message).toContain('where it held 5 before')
    expect(await refresh(collections)).toMatchObject({ ok: true })
    expect(held(collections)?.records).toHaveLength(0)
  })

  it('is believed the second time where there were one or two', async () => {
    await store.writeCollection(storedOf(2))
    const collections = open()
    await collections.load()
    answer = answers(resultOf([]))
    expect(await refresh(collections)).toMatchObject({ ok: false })
    expect(await refresh(collections)).toMatchObject({ ok: true })
    expect(held(collections)?.records).toHaveLength(0)
  })

  it('is forgotten when records come back in between', async () => {
    await store.writeCollection(storedOf(2))
    const collections = open()
    await collections.load()
    const outcomes = []
    for (const count of [0, 2, 0]) {
      answer = answers(resultOf(records(count)))
      outcomes.push((await refresh(collections)).ok)
    }
    expect(outcomes).toEqual([false, true, false])
  })

  it('is believed at once where only a copy was held', async () => {
    const collections = open([copyOf(5)])
    await collections.load()
    answer = answers(resultOf([]))
    expect(await refresh(collections)).toMatchObject({ ok: true })
    expect(stateOf(collections)).toMatchObject({ state: 'fresh', collections: [{ records: 0, complete: true }] })
  })
})

describe('a record that breaks our own schema', () => {
  it('is rejected with the reason, and the others are kept', async () => {
    const bad = record(2, { enrollment: { planned: 1.5, actual: null, unspecified: null, scope: null } })
    answer = answers(resultOf([record(1), bad]))
    const collections = open()
    expect(await refresh(collections)).toMatchObject({ ok: true })
    expect(held(collections)?.records.map((r) => r.recordId)).toEqual(['X1'])
    expect(held(collections)?.rejected).toEqual([
      expect.objectContaining({
        registryId: 'reg',
        recordId: 'X2',
        reason: expect.stringContaining('enrollment.planned') as string,
      }),
    ])
    expect(stateOf(collections).collections[0]).toMatchObject({ records: 1, rejected: 1, complete: true })
    expect(logged.at('warn')[0]).toMatchObject({ recordId: 'X2', msg: 'record rejected' })
  })

  it('is rejected when it is nested too deeply to be written, and the others are kept', async () => {
    let nested: unknown = []
    for (let depth = 0; depth < 100_000; depth += 1) nested = [nested]
    answer = answers(resultOf([record(1), record(2, { raw: { results: nested } })]))
    const collections = open()
    expect(await refresh(collections)).toMatchObject({ ok: true })
    expect(held(collections)?.records.map((r) => r.recordId)).toEqual(['X1'])
    expect(held(collections)?.rejected).toMatchObject([
      { recordId: 'X2', reason: expect.stringContaining('cannot be kept') as string, rawText: '' },
    ])
  })
})

describe('the state of a registry', () => {
  it('is never before anything was asked or held', () => {
    expect(stateOf(open())).toEqual({
      registryId: 'reg',
      name: 'Registry reg',
      url: 'https://reg.example/',
      state: 'never',
      fetchedAt: null,
      error: null,
      progress: null,
      collections: [
        {
          substanceId: 'psilocybin',
          state: 'never',
          fetchedAt: null,
          records: 0,
          rejected: 0,
          reportedTotal: null,
          complete: false,
        },
      ],
    })
  })

  it('is failed only when nothing at all is held', async () => {
    answer = fails(down())
    const collections = open()
    await refresh(collections)
    expect(stateOf(collections)).toMatchObject({
      state: 'failed',
      error: { code: 'registry-unavailable', message: 'reg did not answer', at: NOW },
    })
    const withCopy = open([copyOf(2)])
    await withCopy.load()
    await refresh(withCopy)
    expect(stateOf(withCopy)).toMatchObject({ state: 'snapshot', error: { code: 'registry-unavailable' } })
  })

  it('is snapshot with the date of the copy until the first fetch', async () => {
    const collections = open([{ ...copyOf(2), complete: true }])
    await collections.load()
    expect(stateOf(collections)).toMatchObject({
      state: 'snapshot',
      fetchedAt: '2026-03-12',
      error: null,
      collections: [{ records: 2, complete: false, fetchedAt: '2026-03-12' }],
    })
  })

  it('is in progress, n of m, while the first fetch runs, and tells who listens', async () => {
    const flight = defer<CollectResult>()
    answer = async (onProgress) => {
      onProgress({ done: 3, total: 9 })
      return flight.promise
    }
    const collections = open([copyOf(2)])
    await collections.load()
    const told = vi.fn()
    collections.onStateChange(told)
    const done = refresh(collections)
    expect(stateOf(collections)).toMatchObject({ state: 'in-progress', progress: { done: 3, total: 9 } })
    expect(stateOf(collections).collections[0]).toMatchObject({ records: 2, complete: false })
    expect(told).toHaveBeenCalledTimes(2)
    flight.resolve(resultOf(records(9)))
    await done
    expect(told).toHaveBeenCalledTimes(3)
    expect(stateOf(collections)).toMatchObject({ state: 'fresh', progress: null, fetchedAt: NOW })
  })

  it('stays fresh or stale, with progress, while what was complete is fetched again', async () => {
    await store.writeCollection(storedOf(2))
    const flight = defer<CollectResult>()
    answer = () => flight.promise
    const collections = open()
    await collections.load()
    const done = refresh(collections)
    expect(stateOf(collections)).toMatchObject({ state: 'fresh', progress: { done: 0, total: null } })
    await clock.advance(8 * HOUR)
    expect(stateOf(collections)).toMatchObject({ state: 'stale', progress: { done: 0, total: null } })
    flight.resolve(resultOf(records(2)))
    await done
    expect(stateOf(collections).state).toBe('fresh')
  })

  it('is stale when a collection is older than its refresh allows, by the clock that was given', async () => {
    await store.writeCollection(storedOf(2, '2026-10-31T17:00:00.000Z'))
    const collections = open()
    await collections.load()
    expect(stateOf(collections).state).toBe('fresh')
    await clock.advance(HOUR)
    expect(stateOf(collections)).toMatchObject({ state: 'stale', fetchedAt: '2026-10-31T17:00:00.000Z', error: null })
    expect(held(collections)?.records).toHaveLength(2)
  })

  it('is stale with its error when the last attempt failed, and fresh again when one succeeds', async () => {
    answer = answers(resultOf(records(2)))
    const collections = open()
    await refresh(collections)
    answer = fails(new RegistryBusyError('reg', 60))
    await refresh(collections)
    expect(stateOf(collections)).toMatchObject({ state: 'stale', fetchedAt: NOW, error: { code: 'registry-busy' } })
    answer = answers(resultOf(records(2)))
    await refresh(collections)
    expect(stateOf(collections)).toMatchObject({ state: 'fresh', error: null })
  })

  it('is the worst of its collections', async () => {
    await store.writeCollection(storedOf(2))
    answer = () => new Promise(() => undefined)
    const collections = open([{ ...copyOf(1), substanceId: 'mdma' }], ['psilocybin', 'mdma', 'esketamine'])
    await collections.load()
    const states = () => [stateOf(collections).state, ...stateOf(collections).collections.map((c) => c.state)]
    expect(states()).toEqual(['never', 'fresh', 'snapshot', 'never'])
    void collections.refresh('reg', 'esketamine')
    expect(states()).toEqual(['snapshot', 'fresh', 'snapshot', 'in-progress'])
    void collections.refresh('reg', 'mdma')
    expect(states()).toEqual(['in-progress', 'fresh', 'in-progress', 'in-progress'])
    expect(stateOf(collections).fetchedAt).toBe(NOW)
  })

  it('never shows visitors the text of a bug of ours, and logs it with its stack', async () => {
    answer = fails(new TypeError("Cannot read properties of undefined (reading 'secret')"))
    const collections = open()
    await refresh(collections)
    expect(stateOf(collections).error).toMatchObject({ code: 'internal' })
    expect(JSON.stringify(collections.registryStates())).not.toContain('secret')
    expect(JSON.stringify(logged.at('error'))).toContain('collections.test.ts')
  })
})

it('refuses to be asked about a collection that does not exist', async () => {
  expect(() => open().get('reg', 'lsd')).toThrow('no collection')
  await expect(open().refresh('other', 'psilocybin')).rejects.toThrow('no collection')
})
