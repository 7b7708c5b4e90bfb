import type { TrialRecord } from '../trial.ts'

/**
 * What a catalogue of 200,000 trials holds, the collector of garbage goes through again and again, object by object.
 * Most lists of a record are empty, and most records of a refresh say what they said before.
 */

/** The one empty list, for as many owners as like; nobody can add to it. */
export const NONE: never[] = Object.freeze([]) as readonly never[] as never[]

/** The same list without room for more (a list that was pushed onto has room for 16), or the one empty list. */
export function lean<T>(list: readonly T[]): T[] {
  return list.length === 0 ? NONE : list.slice()
}

/** Words for a status, countries, dates, towns, usual names: the same few thousand stand in most records. */
const LONGEST_SHARED = 40
/** Bounded, since they come from outside: then the usual ones are learnt anew. */
const MOST_SHARED = 20_000
const texts = new Map<string, string>()

function shared(text: string): string {
  if (text.length > LONGEST_SHARED) return text
  const known = texts.get(text)
  if (known !== undefined) return known
  if (texts.size >= MOST_SHARED) texts.clear()
  texts.set(text, text)
  return text
}

/**
 * Puts the one empty list in the place of all empty lists within `value`, and one copy of each short text in the place
 * of all others. `value` holds what JSON can hold.
 */
export function share(value: object): void {
  const owner = value as Record<string, unknown>
  for (const key of Object.keys(owner)) {
    const part = owner[key]
    if (typeof part === 'string') owner[key] = shared(part)
    else if (typeof part !== 'object' || part === null) continue
    else if (Array.isArray(part) && part.length === 0) owner[key] = NONE
    else share(part)
  }
}

/**
 * The same as it comes out of a store: every list as long as it is, objects of one shape, and texts that are not cut out
 * of a whole reply and so hold on to it. `value` holds what JSON can hold.
 */
export function throughJson<T extends object>(value: T): T {
  const stored = JSON.parse(JSON.stringify(value)) as T
  share(stored)
  return stored
}

/** Lets `record` hold the lists and objects of `earlier`, which `saysTheSame`, in the place of its own. */
export function shareParts(earlier: TrialRecord, record: TrialRecord): void {
  for (const [key, part] of Object.entries(earlier)) {
    if (typeof part === 'object' && part !== null) (record as Record<string, unknown>)[key] = part
  }
}
