import * as z from 'zod/mini'
import type { Collection, RejectedRecord } from '../../shared/trial.ts'
import { throughJson } from '../../shared/core/lean.ts'
import { TrialRecord } from '../../shared/trial.ts'
import { eachInSteps } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import { RegistryChangedError } from '../errors.ts'
import { MOST_REJECTED_TEXT } from '../registries/registry.ts'
import type { CollectResult } from '../registries/registry.ts'
import { agrees, describeLoss, lossInSteps } from './quarantine.ts'
import type { HeldBack } from './quarantine.ts'

/** How often, and since when (ms since 1970), a registry has said that it holds none of what it held before. */
export const EmptyAnswers = z.object({ first: z.number(), times: z.number() })
export type EmptyAnswers = z.infer<typeof EmptyAnswers>

/** `empty` and `heldBack` are to be remembered until the next answer. */
export type Acceptance =
  | { accepted: true }
  | { accepted: false; code: string; reason: string; empty: EmptyAnswers | null; heldBack: HeldBack | null }

/** A registry drops one or two records now and then; more than that at once is a broken search until it lasts. */
const FEW_RECORDS = 2
const BELIEVED_AFTER_TIMES = 2
const BELIEVED_AFTER_MS = 24 * 60 * 60 * 1_000

/**
 * May `next` take the place of `held`? An incomplete answer only where nothing better is held; a "none" after some only
 * when it is repeated: twice where one or two records were held, and for a day where there were more; one that lost much
 * (see quarantine.ts) only when a second one agrees.
 */
export function* judgeInSteps(input: {
  held: Collection | null
  next: Collection
  incompleteReason: string | null
  /** Earlier empty answers in a row, or null. */
  empty: EmptyAnswers | null
  /** The earlier answer that waits for this one to agree, or null. */
  heldBack: HeldBack | null
  /** Milliseconds since 1970. */
  now: number
}): Steps<Acceptance> {
  const { held, next, now, heldBack } = input
  if (!next.complete) {
    const nothingBetter = held === null || (isPartial(held) && sizeOf(next) >= sizeOf(held))
    if (nothingBetter) return { accepted: true }
    const reason = input.incompleteReason ?? 'the registry did not give all it said it holds'
    return { accepted: false, code: 'incomplete', reason, empty: null, heldBack }
  }
  // A copy never came from this search, so it says nothing about what the search should find.
  const before = held !== null && held.complete && held.from !== 'snapshot' ? held : null
  if (before === null || sizeOf(before) === 0) return { accepted: true }
  if (sizeOf(next) > 0) return yield* judgeLoss(before, next, heldBack, now)
  const heldBefore = sizeOf(before)
  const empty = { first: input.empty?.first ?? now, times: (input.empty?.times ?? 0) + 1 }
  const believed =
    empty.times >= BELIEVED_AFTER_TIMES && (heldBefore <= FEW_RECORDS || now - empty.first >= BELIEVED_AFTER_MS)
  if (believed) return { accepted: true }
  const reason = `the registry says it holds none, where it held ${heldBefore} before; kept until it keeps saying so`
  return { accepted: false, code: 'registry-changed', reason, empty, heldBack: null }
}

function* judgeLoss(before: Collection, next: Collection, earlier: HeldBack | null, now: number): Steps<Acceptance> {
  const loss = yield* lossInSteps(before, next)
  if (loss === null || (earlier !== null && agrees(earlier, loss))) return { accepted: true }
  const heldBack = { since: new Date(now).toISOString(), ...loss }
  return { accepted: false, code: 'held-back', reason: describeLoss(loss), empty: null, heldBack }
}

/** A live answer that is not all: better than nothing, worse than anything else. */
function isPartial(collection: Collection): boolean {
  return !collection.complete && collection.from !== 'snapshot'
}

/**
 * Moves records that break our own schema to the rejected ones: kept as they are they would be refused when read back
 * from the store, and take the whole collection with them.
 */
export function* checkRecordsInSteps(registryId: string, result: CollectResult): Steps<CollectResult> {
  const records: TrialRecord[] = []
  const rejected: RejectedRecord[] = [...result.rejected]
  const check = (record: TrialRecord): void => {
    const parsed = TrialRecord.safeParse(record)
    const [issue] = parsed.success ? [] : parsed.error.issues
    const reason = parsed.success
      ? keep(parsed.data)
      : `our reading of it is not a valid record: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()
    if (reason === null) return
    rejected.push({
      registryId,
      recordId: typeof record.recordId === 'string' ? record.recordId : null,
      reason,
      url: typeof record.url === 'string' ? record.url : null,
      rawText: textOf(record),
    })
  }
  /** Why not, or null. The schema takes `raw` whole, however deep it is. */
  const keep = (record: TrialRecord): string | null => {
    try {
      records.push(throughJson({ ...record, from: 'live' }))
      return null
    } catch (error) {
      return `it cannot be kept: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  // One at a time: some have hundreds of sites.
  yield* eachInSteps(result.records, check, 1)
  return { ...result, records, rejected }
}

function textOf(record: TrialRecord): string {
  try {
    return ((JSON.stringify(record) as string | undefined) ?? '').slice(0, MOST_REJECTED_TEXT)
  } catch {
    return ''
  }
}

/** One record that cannot be read is its own trouble; several, and not one that can, is a layout we do not know. */
const FEWEST_UNREADABLE = 2

/**
 * Throws when an answer holds records and not one of them can be read. Taken for a complete answer it would empty the
 * collection, and asking again, as for other losses, would only show the same.
 */
export function refuseUnreadable(registryId: string, { records, rejected }: CollectResult): void {
  if (records.length > 0 || rejected.length < FEWEST_UNREADABLE) return
  const first = rejected[0]?.reason ?? ''
  throw new RegistryChangedError(
    registryId,
    `none of the ${rejected.length} records could be read; the first: ${first.slice(0, 300)}`,
  )
}

function sizeOf(collection: Collection): number {
  return collection.records.length + collection.rejected.length
}
