import * as z from 'zod/mini'
import type { Logger } from 'pino'
import { ChangeEntry } from '../../shared/api.ts'
import type { Collection, TrialRecord } from '../../shared/trial.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'

/** The newest entries that are kept; at the pace at which registers change, several years. */
const LOG_LENGTH = 5_000
const DOCUMENT = 'changes'

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
 * What a registry changed between two looks at one collection, as entries dated `at` (ISO time) whose `trialId` is the
 * record's number. None when there was no earlier look: a copy, or an answer that was cut short, says nothing of what
 * the registry held. `goneBefore`: record ids whose last entry is that they vanished.
 */
export function diffCollections(
  previous: Collection | null,
  next: Collection,
  at: string,
  goneBefore: ReadonlySet<string> = new Set(),
): ChangeEntry[] {
  if (previous === null || !wasLookedAt(previous) || !wasLookedAt(next)) return []
  const before = indexByNumber(previous.records)
  const unreadBefore = new Set(previous.rejected.map((r) => r.recordId))
  const unreadNow = new Set(next.rejected.map((r) => r.recordId))
  const matched = new Set<TrialRecord>()
  const entries: ChangeEntry[] = []
  for (const record of next.records) {
    const old = numbersOf(record).flatMap((id) => before.get(id) ?? [])[0]
    if (old !== undefined) {
      matched.add(old)
      entries.push(...diffRecords(old, record, at))
    } else if (!unreadBefore.has(record.recordId)) {
      entries.push(entry(record, at, goneBefore.has(record.recordId) ? 'returned' : 'new', titleOf(record)))
    }
  }
  for (const record of previous.records) {
    // A record that we can no longer read is still there.
    if (matched.has(record) || unreadNow.has(record.recordId)) continue
    entries.push(entry(record, at, 'vanished', titleOf(record)))
  }
  return entries
}

function diffRecords(old: TrialRecord, record: TrialRecord, at: string): ChangeEntry[] {
  const { registryId, recordId: trialId } = record
  const compared = [
    // CTIS gives a resubmitted trial a higher suffix; it stays one trial.
    { kind: 'number', field: 'recordId', from: old.recordId, to: record.recordId as string | null },
    ...COMPARED.map(({ kind, field, read }) => ({ kind, field, from: read(old), to: read(record) })),
  ]
  return compared
    .filter(({ from, to }) => from !== to)
    .map(({ kind, field, from, to }) => ({ at, trialId, kind, field, from, to, registryId }))
}

export interface ChangeLog {
  /** Reads what was kept. */
  load(): Promise<void>
  /** Oldest first. */
  all(): readonly ChangeEntry[]
  /** Entries at or after an ISO time, oldest first. */
  since(at: string): readonly ChangeEntry[]
  /** Compares two looks at a collection, and keeps and returns what changed. Never throws. */
  observe(previous: Collection | null, next: Collection): ChangeEntry[]
  /** Resolves when everything observed so far was written, or could not be. */
  settled(): Promise<void>
}

export interface ChangeLogOptions {
  store: Store
  clock: Clock
  log: Logger
  /** Everything that is held now: a record that comes into or leaves one of two substances is not new or gone. */
  held(): readonly Collection[]
  length?: number
}

/** A bounded log of what changed, kept in the store. */
export function createChangeLog(options: ChangeLogOptions): ChangeLog {
  const { store, clock, log, length = LOG_LENGTH } = options
  let entries: ChangeEntry[] = []
  let writing: Promise<void> = Promise.resolve()
  let unwritten = false

  /** However many collections land while one write is under way, one more write follows. */
  function keep(): void {
    if (unwritten) return
    unwritten = true
    writing = writing.then(async () => {
      unwritten = false
      try {
        await store.writeDocument(DOCUMENT, entries)
      } catch (error) {
        log.error({ err: error }, 'the change log could not be kept; it is served all the same')
      }
    })
  }

  return {
    async load() {
      const document = await store.readDocument(DOCUMENT)
      if (document === null) return
      const parsed = z.array(ChangeEntry).safeParse(document)
      if (parsed.success) entries = [...parsed.data, ...entries].slice(-length)
      else log.error({ issues: parsed.error.issues.slice(0, 3) }, 'the change log that was kept is not readable')
    },
    all: () => entries,
    since: (at) => entries.filter((e) => Date.parse(e.at) >= Date.parse(at)),
    observe(previous, next) {
      const at = clock.now().toISOString()
      const elsewhere = idsHeldElsewhere(options.held(), next)
      const latest = latestByKey(entries)
      const found = diffCollections(previous, next, at, goneFrom(entries, next.registryId)).filter(
        (change) =>
          !(isPresence(change) && elsewhere.has(change.trialId)) && !isSame(latest.get(keyOf(change)), change),
      )
      if (found.length === 0) return found
      entries = [...entries, ...found].slice(-length)
      keep()
      return found
    },
    settled: () => writing,
  }
}

/** Records of a registry whose latest entry says that they vanished. */
function goneFrom(entries: readonly ChangeEntry[], registryId: string): Set<string> {
  const gone = new Set<string>()
  for (const { registryId: of, trialId, kind } of entries) {
    if (of !== registryId) continue
    if (kind === 'vanished') gone.add(trialId)
    else gone.delete(trialId)
  }
  return gone
}

function isPresence({ field }: ChangeEntry): boolean {
  return field === null
}

function idsHeldElsewhere(held: readonly Collection[], than: Collection): Set<string> {
  const others = held.filter((c) => c.registryId === than.registryId && c.substanceId !== than.substanceId)
  return new Set(others.filter(wasLookedAt).flatMap((c) => c.records.flatMap(numbersOf)))
}

/** A record of two substances is compared twice, once with each collection; its change is told once. */
function latestByKey(entries: readonly ChangeEntry[]): Map<string, ChangeEntry> {
  return new Map(entries.map((change) => [keyOf(change), change]))
}

function keyOf({ registryId, trialId, field }: ChangeEntry): string {
  return `${registryId} ${trialId} ${field ?? ''}`
}

function isSame(known: ChangeEntry | undefined, change: ChangeEntry): boolean {
  return known?.kind === change.kind && known.from === change.from && known.to === change.to
}

function wasLookedAt(collection: Collection): boolean {
  return collection.complete && collection.from !== 'snapshot'
}

function indexByNumber(records: readonly TrialRecord[]): Map<string, TrialRecord> {
  return new Map(records.map((record) => [record.recordId, record]))
}

function numbersOf(record: TrialRecord): string[] {
  return [record.recordId, ...record.aliasIds]
}

function entry(record: TrialRecord, at: string, kind: string, title: string | null): ChangeEntry {
  const { registryId, recordId: trialId } = record
  const vanished = kind === 'vanished'
  return { at, trialId, kind, field: null, from: vanished ? title : null, to: vanished ? null : title, registryId }
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
