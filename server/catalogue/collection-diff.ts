import type { ChangeEntry } from '../../shared/api.ts'
import { NumberMap } from '../../shared/core/number-map.ts'
import { eachInSteps } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import type { Collection, TrialRecord } from '../../shared/trial.ts'

/** What is compared in a record that both collections hold: the kind of the change, the field, its value as text. */
const COMPARED: readonly { kind: string; field: string; read: (record: TrialRecord) => string | null }[] = [
  { kind: 'status', field: 'overallStatus', read: (r) => r.overallStatus },
  { kind: 'enrollment', field: 'enrollment.planned', read: (r) => number(r.enrollment.planned) },
  { kind: 'enrollment', field: 'enrollment.actual', read: (r) => number(r.enrollment.actual) },
  { kind: 'enrollment', field: 'enrollment.unspecified', read: (r) => number(r.enrollment.unspecified) },
  { kind: 'ages', field: 'minimumAge', read: (r) => r.minimumAge?.stated ?? null },
  { kind: 'ages', field: 'maximumAge', read: (r) => r.maximumAge?.stated ?? null },
  { kind: 'ages', field: 'ageBands', read: (r) => list(r.ageBands) },
  { kind: 'date', field: 'startDate', read: (r) => r.startDate?.date ?? null },
  { kind: 'date', field: 'completionDate', read: (r) => r.completionDate?.date ?? null },
  { kind: 'sites', field: 'sites', read: (r) => (r.sites.length === 0 ? null : String(r.sites.length)) },
  { kind: 'results', field: 'hasResults', read: (r) => (r.hasResults === true ? 'true' : null) },
]

/**
 * What a registry changed between two looks at one collection, as entries dated `at` (ISO time) under the record's own
 * number. None when there was no earlier look: a copy, or an answer that was cut short, says nothing of what the
 * registry held, so the first live answer after a snapshot changes nothing. `goneBefore`: record ids whose last entry
 * is that they vanished.
 */
export function* diffInSteps(
  previous: Collection | null,
  next: Collection,
  at: string,
  goneBefore: ReadonlySet<string> = new Set(),
): Steps<ChangeEntry[]> {
  if (previous === null || !wasLookedAt(previous) || !wasLookedAt(next)) return []
  const held = previous.records
  const placeOf = new NumberMap<number>()
  yield* eachInSteps(held, ({ recordId }, place) => {
    placeOf.set(recordId, place)
  })
  const unreadBefore = unread(previous)
  const unreadNow = unread(next)
  const matched = new Uint8Array(held.length)
  const entries: ChangeEntry[] = []
  yield* eachInSteps(next.records, (record) => {
    const place = numbersOf(record).flatMap((id) => placeOf.get(id) ?? [])[0]
    const old = place === undefined ? undefined : held[place]
    if (place !== undefined && old !== undefined) {
      matched[place] = 1
      entries.push(...diffRecords(old, record, at))
    } else if (!unreadBefore.ids.has(record.recordId) && unreadBefore.unnamed <= unreadNow.unnamed) {
      entries.push(entry(record, at, goneBefore.has(record.recordId) ? 'returned' : 'new', titleOf(record)))
    }
  })
  // A record that we can no longer read is still there; one that we cannot even name could be any of those missing.
  if (unreadNow.unnamed > unreadBefore.unnamed) return entries
  yield* eachInSteps(held, (record, place) => {
    if (matched[place] === 1 || unreadNow.ids.has(record.recordId)) return
    entries.push(entry(record, at, 'vanished', titleOf(record)))
  })
  return entries
}

/** A complete answer of the registry itself; a snapshot is not one, whatever it says of itself. */
export function wasLookedAt(collection: Collection): boolean {
  return collection.complete && collection.from !== 'snapshot'
}

export function numbersOf(record: TrialRecord): string[] {
  return [record.recordId, ...record.aliasIds]
}

function diffRecords(old: TrialRecord, record: TrialRecord, at: string): ChangeEntry[] {
  const { registryId, recordId } = record
  const compared = [
    // CTIS gives a resubmitted trial a higher suffix; it stays one trial.
    { kind: 'number', field: 'recordId', from: old.recordId, to: record.recordId as string | null },
    ...COMPARED.map(({ kind, field, read }) => ({ kind, field, from: read(old), to: read(record) })),
  ]
  return compared
    .filter(({ from, to }) => from !== to)
    .map(({ kind, field, from, to }) => ({ at, trialId: recordId, recordId, kind, field, from, to, registryId }))
}

/** Records that could not be read: those with a number, and how many without. */
function unread({ rejected }: Collection): { ids: ReadonlySet<string>; unnamed: number } {
  const ids = rejected.flatMap(({ recordId }) => recordId ?? [])
  return { ids: new Set(ids), unnamed: rejected.length - ids.length }
}

function entry(record: TrialRecord, at: string, kind: string, title: string | null): ChangeEntry {
  const { registryId, recordId } = record
  const [from, to] = kind === 'vanished' ? [title, null] : [null, title]
  return { at, trialId: recordId, recordId, kind, field: null, from, to, registryId }
}

function titleOf(record: TrialRecord): string | null {
  const title = record.titles.find((t) => t.kind === 'brief') ?? record.titles[0]
  return title?.text ?? null
}

function number(value: number | null): string | null {
  return value === null ? null : String(value)
}

function list(values: readonly string[]): string | null {
  return values.length === 0 ? null : [...values].sort().join(', ')
}
