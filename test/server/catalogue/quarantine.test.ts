import { beforeEach, describe, expect, it } from 'vitest'
import { createCollections } from '../../../server/catalogue/collections.ts'
import type { Collections } from '../../../server/catalogue/collections.ts'
import { agrees, lossInSteps } from '../../../server/catalogue/quarantine.ts'
import type { CollectResult } from '../../../server/registries/registry.ts'
import { RegistryState } from '../../../shared/api.ts'
import { finish } from '../../../shared/core/steps.ts'
import type { Collection, TrialRecord } from '../../../shared/trial.ts'
import { buildCollection, buildRecord } from '../../builders.ts'
import { createFakeClock } from '../fake-clock.ts'
import { fakeRegistry, fakeSubstance, noHttp, resultOf } from '../fake-registry.ts'
import { createLogLines } from '../log-lines.ts'
import { createMemoryStore } from '../memory-store.ts'

const record = (n: number, more: Partial<TrialRecord> = {}) =>
  buildRecord({ registryId: 'reg', recordId: `X${n}`, overallStatus: 'RECRUITING', ...more })
const records = (from: number, to: number, more: Partial<TrialRecord> = {}) =>
  Array.from({ length: to - from + 1 }, (_, i) => record(from + i, more))
const collection = (list: TrialRecord[]): Collection => buildCollection({ registryId: 'reg', records: list })
const loss = (held: TrialRecord[], next: TrialRecord[]) => finish(lossInSteps(collection(held), collection(next)))

describe('a loss', () => {
  it.each([
    ['a tenth of the trials', 20, 18, false],
    ['more than a tenth', 20, 17, true],
    ['one of five', 5, 4, false],
    ['one of two', 2, 1, false],
    ['two of five', 5, 3, true],
    ['all but one', 9, 1, true],
    ['none', 5, 5, false],
  ])('of %s (%d, then %d)', (_name, before, after, tooMuch) => {
    expect(loss(records(1, before), records(1, after)) !== null).toBe(tooMuch)
  })

  it('counts trials, not numbers: others in their place do not make up for them', () => {
    expect(loss(records(1, 10), records(6, 30))?.lostIds).toEqual(['X1', 'X2', 'X3', 'X4', 'X5'])
  })

  it('finds a trial again under the number it has now', () => {
    const renumbered = records(1, 10).map((r) => ({ ...r, recordId: `${r.recordId}-01`, aliasIds: [r.recordId] }))
    expect(loss(records(1, 10), renumbered)).toBeNull()
  })

  it('counts a trial that can no longer be read', () => {
    const rejected = records(1, 5).map(({ registryId, recordId }) => ({
      registryId,
      recordId,
      reason: 'odd',
      url: null,
      rawText: '',
    }))
    const next = { ...collection(records(6, 10)), rejected }
    expect(finish(lossInSteps(collection(records(1, 10)), next))?.lostIds).toHaveLength(5)
  })

  it.each([
    ['95 % before and 40 % after', 95, 40, true],
    ['95 % before and 60 % after', 95, 60, false],
    ['2 of 100 before and none after', 2, 0, true],
    ['1 of 100 before and none after', 1, 0, false],
  ])('of the values of a field: %s', (_name, before, after, tooMuch) => {
    const stated = (count: number) => [...records(1, count), ...records(count + 1, 100, { overallStatus: null })]
    expect(loss(stated(before), stated(after))?.lostFields ?? []).toEqual(tooMuch ? ['overallStatus'] : [])
  })

  it('is not made by new trials that state little', () => {
    expect(loss(records(1, 10), [...records(1, 10), ...records(11, 100, { overallStatus: null })])).toBeNull()
  })

  it('is the same one when what is gone is mostly the same', () => {
    const of = { of: 40, lostFields: [] }
    const ids = (from: number, to: number) => records(from, to).map((r) => r.recordId)
    const earlier = { since: '', ...of, lostIds: ids(1, 20) }
    expect(agrees(earlier, { ...of, lostIds: ids(1, 19) })).toBe(true)
    expect(agrees(earlier, { ...of, lostIds: ids(10, 29) })).toBe(false)
    expect(agrees(earlier, { ...of, lostIds: ids(1, 40) })).toBe(false)
    expect(agrees(earlier, { ...of, lostIds: ids(1, 20), lostFields: ['sites'] })).toBe(false)
  })
})

describe('an answer that lost much', () => {
  let store: ReturnType<typeof createMemoryStore>
  let logged: ReturnType<typeof createLogLines>
  let clock: ReturnType<typeof createFakeClock>
  let answer: CollectResult

  beforeEach(async () => {
    store = createMemoryStore()
    logged = createLogLines()
    clock = createFakeClock()
    await store.writeCollection(buildCollection({ registryId: 'reg', records: records(1, 20) }))
  })

  async function open(snapshot: Collection[] = []): Promise<Collections> {
    const collections = createCollections({
      registries: [fakeRegistry('reg', () => Promise.resolve(answer))],
      substances: [fakeSubstance('psilocybin')],
      httpFor: () => noHttp,
      store,
      snapshot,
      refreshHours: 6,
      clock,
      log: logged.log,
    })
    await collections.load()
    return collections
  }
  async function refresh(collections: Collections, next: TrialRecord[]): Promise<boolean> {
    answer = resultOf(next)
    const { ok } = await collections.refresh('reg', 'psilocybin')
    await collections.keepAttempt('reg', 'psilocybin', { failures: ok ? 0 : 1, nextAt: clock.now() })
    return ok
  }
  const sizeOf = (collections: Collections) => collections.get('reg', 'psilocybin')?.records.length
  const stateOf = (collections: Collections) => RegistryState.parse(collections.registryStates()[0])

  it('is held back, said to the operator, and served after a second one agrees', async () => {
    const collections = await open()
    expect(await refresh(collections, records(1, 12))).toBe(false)
    expect(sizeOf(collections)).toBe(20)
    expect(stateOf(collections)).toMatchObject({
      state: 'stale',
      error: { code: 'held-back', message: expect.stringContaining('8 of 20 trials are missing') as string },
      collections: [
        {
          records: 20,
          complete: true,
          heldBack: { since: '2026-11-01T00:00:00.000Z', lostTrials: 8, ofTrials: 20, lostFields: [] },
        },
      ],
    })
    expect(logged.at('warn')).toEqual([expect.objectContaining({ code: 'held-back', msg: 'collection not fetched' })])
    expect(await refresh(collections, records(1, 12))).toBe(true)
    expect(sizeOf(collections)).toBe(12)
    expect(stateOf(collections)).toMatchObject({ state: 'fresh', error: null })
    expect(stateOf(collections).collections[0]?.heldBack).toBeUndefined()
  })

  it('is forgotten when the next one is as before', async () => {
    const collections = await open()
    expect(await refresh(collections, records(1, 12))).toBe(false)
    expect(await refresh(collections, records(1, 20))).toBe(true)
    expect(await refresh(collections, records(1, 12))).toBe(false)
    expect(sizeOf(collections)).toBe(20)
  })

  it('is not confirmed by one that lost something else', async () => {
    const collections = await open()
    expect(await refresh(collections, records(1, 10))).toBe(false)
    expect(await refresh(collections, records(11, 20))).toBe(false)
    expect(await refresh(collections, records(11, 20))).toBe(true)
    expect(sizeOf(collections)).toBe(10)
  })

  it('is remembered over a restart and over a failure in between', async () => {
    expect(await refresh(await open(), records(1, 12))).toBe(false)
    const second = await open()
    expect(stateOf(second)).toMatchObject({ state: 'stale', error: { code: 'held-back' } })
    answer = resultOf(records(1, 5), { complete: false, reportedTotal: 90, incompleteReason: 'read 5 of 90' })
    expect(await second.refresh('reg', 'psilocybin')).toMatchObject({ ok: false })
    expect(stateOf(second).collections[0]?.heldBack).toMatchObject({ lostTrials: 8 })
    expect(await refresh(second, records(1, 12))).toBe(true)
    expect(sizeOf(second)).toBe(12)
  })

  it('is served at once where only a copy was held: a copy is not a complete answer', async () => {
    store.collections.clear()
    const copy = {
      ...buildCollection({ registryId: 'reg', records: records(1, 20) }),
      complete: false,
      from: 'snapshot' as const,
    }
    const collections = await open([copy])
    expect(await refresh(collections, records(1, 3))).toBe(true)
    expect(sizeOf(collections)).toBe(3)
  })
})
