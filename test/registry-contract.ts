import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { AppError } from '../server/errors.ts'
import type { CollectResult, OnProgress, Registry } from '../server/registries/registry.ts'
import type { Substance } from '../shared/substances/substance.ts'
import { STATUS_GROUPS, TrialRecord } from '../shared/trial.ts'
import { startDouble, type FaultKind, type RegistryDouble } from './registry-double/double.ts'
import { plainHttp } from './registry-double/plain-http.ts'

/**
 * What every registry must do, asked of its adapter against the double. A new registry is in the list of
 * `server/registries/index.ts`, so this runs over it: it needs `test/fixtures/<id>/` and a double.
 */

const FETCHED_AT = '2026-11-22T10:00:00.000Z'

/** Answers that are no answers, whatever the registry's format. `slow` and the registry-specific lies stand apart. */
const BROKEN: readonly FaultKind[] = [
  'refuse',
  'hang',
  'reset',
  '403',
  '500',
  '503',
  '429',
  'html-200',
  'request-failed',
]
const HALF_BROKEN: readonly FaultKind[] = ['invalid-json', 'truncated']
const LIES: readonly FaultKind[] = ['count-mismatch', 'empty-middle-page']

export interface ContractOptions {
  substances: readonly Substance[]
}

export function describeRegistryContract(registry: Registry, { substances }: ContractOptions): void {
  describe(`registry ${registry.id}`, () => {
    const fixtures = fileURLToPath(new URL(`fixtures/${registry.id}/`, import.meta.url))

    it('has fixtures of its own', () => {
      expect(existsSync(fixtures), `test/fixtures/${registry.id}/ is missing`).toBe(true)
    })

    it('says who it is and how politely it is asked', () => {
      expect(registry.id).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(registry.name).not.toBe('')
      for (const url of [registry.homeUrl, registry.defaultBaseUrl]) expect(new URL(url).protocol).toBe('https:')
      expect(registry.defaultBaseUrl.endsWith('/')).toBe(false)
      expect(registry.trialIdPattern.source).toMatch(/^\^.*\$$/)
      expect(registry.pace.minIntervalMs).toBeGreaterThan(0)
      expect(registry.pace.maxConcurrent).toBeGreaterThan(0)
      expect(registry.maxReplyBytes).toBeGreaterThan(0)
      expect(registry.liveChecks.length).toBeGreaterThan(0)
    })

    it('gives people a search link of its own for each substance', () => {
      const urls = substances.map((substance) => registry.searchUrl(substance))
      for (const url of urls) expect(new URL(url).protocol).toBe('https:')
      expect(new Set(urls).size).toBe(substances.length)
    })

    it('calls a status it does not know unknown', () => {
      for (const raw of [null, '', 'NO_SUCH_STATUS', '__proto__', 'constructor'])
        expect(registry.statusGroup(raw), String(raw)).toBe('unknown')
    })

    describeAgainstDouble(registry, substances)
  })
}

function describeAgainstDouble(registry: Registry, substances: readonly Substance[]): void {
  let double: RegistryDouble
  beforeAll(async () => {
    double = await startDouble({ ctgovMaxPageSize: 7 })
  })
  afterEach(() => double.setFault(registry.id, null))
  afterAll(() => double.stop())

  // Short only where an answer never comes: a busy machine must not look like a fault.
  const http = (timeoutMs?: number) => plainHttp(registry.id, double.baseUrls[registry.id] ?? '', timeoutMs)
  const timeoutFor = (kind: FaultKind) => (kind === 'hang' ? 400 : undefined)
  const collect = (substance: Substance, onProgress: OnProgress = () => undefined, timeoutMs?: number) =>
    registry.collect(substance, http(timeoutMs), onProgress, FETCHED_AT)

  it.each(substances)('collects everything the registry holds of $id', async (substance) => {
    const progress: { done: number; total: number | null }[] = []
    const result = await collect(substance, (step) => progress.push(step))
    const expected = double.counts()[registry.id]?.[substance.id] ?? 0
    expect(result.incompleteReason).toBeNull()
    expect(result.complete).toBe(true)
    expect(result.records.length + result.rejected.length).toBe(expected)
    expect(result.rejected.map(({ recordId, reason }) => `${recordId ?? '?'}: ${reason}`)).toEqual([])
    // Counted in the registry's own units: EUCTR counts country records.
    const last = progress.at(-1)
    expect(last?.done).toBe(last?.total ?? expected)
    expect(last?.done).toBeGreaterThanOrEqual(expected)
    expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).toSorted((a, b) => a - b))
    expectRecords(registry, result)
  })

  it('finds one record by its number, the same as in its collection', async () => {
    const { substance, record } = await anyRecord()
    const alone = await registry.fetchRecord(record.recordId, http(), FETCHED_AT)
    expect(z.safeParse(TrialRecord, alone).error).toBeUndefined()
    expect(alone?.recordId).toBe(record.recordId)
    expect(alone?.titles[0], substance.id).toEqual(record.titles[0])
    expect(alone?.statusGroup).toBe(record.statusGroup)
  })

  it('answers null for a number the registry does not have', async () => {
    const { record, held } = await anyRecord()
    const unknown = unknownNumber(record.recordId, held, registry.trialIdPattern)
    expect(await registry.fetchRecord(unknown, http(), FETCHED_AT)).toBeNull()
  })

  it('sends every request to its own registry', async () => {
    const { substance } = await anyRecord()
    const before = double.requests.length
    await collect(substance)
    const sent = double.requests.slice(before)
    expect(sent.length).toBeGreaterThan(0)
    expect(new Set(sent.map(({ registryId }) => registryId))).toEqual(new Set([registry.id]))
  })

  it('waits for a slow registry', async () => {
    const { substance, clean } = await anyRecord()
    double.setFault(registry.id, { kind: 'slow', delayMs: 50, when: (_, n) => n === 1 })
    expect(await collect(substance)).toEqual(clean)
  })

  it.each([...BROKEN, ...HALF_BROKEN])(
    'loses nothing silently by %s, at the first or the last request',
    async (kind) => {
      const { substance, requests, clean } = await anyRecord()
      for (const nth of new Set([1, requests])) {
        double.setFault(registry.id, { kind, when: (_, n) => n === nth })
        const { error, result } = await outcome(collect(substance, undefined, timeoutFor(kind)))
        const where = `request ${nth} of ${requests}`
        if (result?.complete !== true) {
          expect(error ?? result?.incompleteReason, where).toMatch(/\S/)
          continue
        }
        // Complete in spite of it: each record is as it was, or stands among the rejected with a reason.
        expect(result.records.length + result.rejected.length, where).toBe(clean.records.length)
        expect(clean.records, where).toEqual(expect.arrayContaining(result.records))
        for (const { reason } of result.rejected) expect(reason, where).toMatch(/\S/)
      }
    },
  )

  it.each(BROKEN)('never takes %s for "no such number"', async (kind) => {
    const { record } = await anyRecord()
    double.setFault(registry.id, { kind })
    const asked = registry.fetchRecord(record.recordId, http(timeoutFor(kind)), FETCHED_AT)
    await expect(asked).rejects.toBeInstanceOf(AppError)
  })

  it.each(LIES)('sees through %s', async (kind) => {
    const held = double.counts()[registry.id] ?? {}
    const largest = substances.toSorted((a, b) => (held[b.id] ?? 0) - (held[a.id] ?? 0))[0]!
    double.setFault(registry.id, { kind })
    const { error, result } = await outcome(collect(largest))
    expect(result?.complete ?? false, `${largest.id} was called complete`).toBe(false)
    expect(error ?? result?.incompleteReason).toMatch(/\S/)
  })

  let known: ReturnType<typeof collectSmallest> | null = null
  /** A record, and how the smallest collection that holds any is collected without a fault. */
  function anyRecord() {
    return (known ??= collectSmallest())
  }

  async function collectSmallest() {
    const counts = double.counts()[registry.id] ?? {}
    const [substance] = substances
      .filter(({ id }) => (counts[id] ?? 0) > 0)
      .toSorted((a, b) => (counts[a.id] ?? 0) - (counts[b.id] ?? 0))
    if (substance === undefined) throw new Error(`the double of ${registry.id} holds no record of any substance`)
    const before = double.requests.length
    const clean = await collect(substance)
    const requests = double.requests.length - before
    const [record] = clean.records
    if (record === undefined) throw new Error(`no ${substance.id} record of ${registry.id} could be read`)
    const held = new Set(clean.records.flatMap(({ recordId, aliasIds }) => [recordId, ...aliasIds]))
    return { substance, record, held, requests, clean }
  }
}

/** What came of it: a result, or the words of an error that says which kind it is. Anything else is thrown on. */
async function outcome(
  collecting: Promise<CollectResult>,
): Promise<{ error: string | null; result: CollectResult | null }> {
  try {
    return { error: null, result: await collecting }
  } catch (error) {
    if (error instanceof AppError) return { error: `${error.code}: ${error.message}`, result: null }
    throw error
  }
}

function expectRecords(registry: Registry, { records }: CollectResult): void {
  for (const record of records) {
    expect(z.safeParse(TrialRecord, record).error, record.recordId).toBeUndefined()
    expect(record.registryId).toBe(registry.id)
    expect(record.recordId).toMatch(registry.trialIdPattern)
    expect(record.url).toBe(registry.recordUrl(record.recordId))
    expect(record.url).toContain(record.recordId)
    expect(record.asOf).toBe(FETCHED_AT)
    expect(record.from).toBe('live')
    expect(STATUS_GROUPS).toContain(record.statusGroup)
    expect(record.titles.length, record.recordId).toBeGreaterThan(0)
    expect(record.linkedIds).not.toContain(record.recordId)
    expect(JSON.parse(JSON.stringify(record)), 'survives the store').toEqual(record)
  }
  expect(new Set(records.map(({ recordId }) => recordId)).size).toBe(records.length)
}

/** A well-formed number near a real one that the registry does not hold. */
function unknownNumber(recordId: string, held: ReadonlySet<string>, pattern: RegExp): string {
  for (let at = recordId.length - 1; at >= 0; at--) {
    for (const digit of '9876543210') {
      const near = recordId.slice(0, at) + digit + recordId.slice(at + 1)
      const base = near.slice(0, 14)
      // Not another resubmission (last part) of a number that is held.
      if (/\d/.test(recordId.charAt(at)) && pattern.test(near) && ![...held].some((id) => id.startsWith(base)))
        return near
    }
  }
  throw new Error(`no unknown number near ${recordId}`)
}
