import type { TrialRecord } from '../trial.ts'
import { createNotes } from './notes.ts'
import { isSameList } from './same-list.ts'

/**
 * What was read from records. Reading every word of one takes longer than all the rest of deriving, and a catalogue is
 * derived again at each change, mostly from the same records. Forgotten together with them.
 */
const notes = createNotes<TrialRecord, unknown[]>()
let kinds = 0

/**
 * The same function, which reads each record once. `read` must depend on what the record says alone: not on `asOf`, nor
 * on who copied it.
 */
export function readOnce<T extends object | string | number>(
  read: (record: TrialRecord) => T,
): (record: TrialRecord) => T {
  const kind = kinds++
  return (record) => {
    const held = notesOf(record)
    const known = held[kind] as T | undefined
    if (known !== undefined) return known
    const value = read(record)
    held[kind] = value
    return value
  }
}

/** The same function of the records of a trial; most trials have one, which is then read once. */
export function readAloneOnce<T extends object | string | number>(
  read: (records: readonly TrialRecord[]) => T,
): (records: readonly TrialRecord[]) => T {
  const readOne = readOnce((record) => read([record]))
  return (records) => {
    const [only] = records
    return only !== undefined && records.length === 1 ? readOne(only) : read(records)
  }
}

/** The record asked about last: what is read from one is mostly asked for together. */
let last: { record: TrialRecord; held: unknown[] } | null = null

function notesOf(record: TrialRecord): unknown[] {
  if (last !== null && last.record === record) return last.held
  const known = notes.get(record)
  const held = known ?? new Array<unknown>(kinds)
  if (known === undefined) notes.set(record, held)
  last = { record, held }
  return held
}

/** Has anything been read from this record yet? */
export function isRead(record: TrialRecord): boolean {
  return notes.get(record) !== undefined
}

/** What was read from `earlier` is held to be read from `record`, which `saysTheSame`. */
export function passNotesOn(earlier: TrialRecord, record: TrialRecord): void {
  notes.set(record, notesOf(earlier))
  last = null
}

/** Were the notes of one passed on to the other? */
export function sharesNotes(a: TrialRecord, b: TrialRecord): boolean {
  return isRead(a) && notes.get(a) === notes.get(b)
}

/** Do two records say the same, whenever and by whom they were copied? */
export function saysTheSame(a: TrialRecord, b: TrialRecord): boolean {
  if (a.recordId !== b.recordId || a.registryId !== b.registryId) return false
  for (const key of Object.keys(a) as (keyof TrialRecord)[]) {
    if (key !== 'asOf' && key !== 'from' && !isSameValue(a[key], b[key])) return false
  }
  return Object.keys(b).length === Object.keys(a).length
}

/** Of values that JSON can hold. */
function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && isSameList(a as unknown[], b as unknown[], isSameValue)
  const keys = Object.keys(a)
  if (Object.keys(b).length !== keys.length) return false
  for (const key of keys) {
    if (!Object.hasOwn(b, key)) return false
    if (!isSameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false
  }
  return true
}
