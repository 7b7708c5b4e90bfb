import { isMapOf } from './kept-shape.ts'

export const MARKS = ['true', 'not-true', 'not-sure'] as const
export type Mark = (typeof MARKS)[number]

/** Trial -> criterion -> mark. */
type Marks = Readonly<Record<string, Readonly<Record<string, Mark>>>>

const isMark = (value: unknown): value is Mark => MARKS.some((mark) => mark === value)
const isMarks = isMapOf(isMapOf(isMark))

/** Starts with the prefix that "clear everything on this device" takes away. */
const KEY = 'trialwijzer.marks'

/**
 * What a person marked for themselves at the criteria of a trial. Stays on the device. Read from the storage each time,
 * so that clearing it, here or in another tab, is seen at once. Dispatches `change`.
 */
export class MarksStore extends EventTarget {
  readonly #storage: Storage | null
  /** Holds the marks of this visit where the browser refuses to keep them. */
  #refused: Marks | null

  constructor(storage: Storage | null) {
    super()
    this.#storage = storage
    this.#refused = storage === null ? {} : null
  }

  marksOf(trialId: string): ReadonlyMap<string, Mark> {
    const all = this.#read()
    return new Map(Object.entries(Object.hasOwn(all, trialId) ? (all[trialId] ?? {}) : {}))
  }

  /** Null takes the mark away. */
  set(trialId: string, criterion: string, mark: Mark | null): void {
    const marks = new Map(this.marksOf(trialId))
    if (mark === null) marks.delete(criterion)
    else marks.set(criterion, mark)
    this.#replace(trialId, marks)
  }

  clear(trialId: string): void {
    this.#replace(trialId, new Map())
  }

  /** Everything kept on the device was cleared. */
  forget(): void {
    if (this.#refused !== null) this.#refused = {}
    this.dispatchEvent(new Event('change'))
  }

  #replace(trialId: string, marks: ReadonlyMap<string, Mark>): void {
    const all = new Map(Object.entries(this.#read()))
    if (marks.size === 0) all.delete(trialId)
    else all.set(trialId, Object.fromEntries(marks))
    this.#write(Object.fromEntries(all))
    this.dispatchEvent(new Event('change'))
  }

  #read(): Marks {
    if (this.#refused !== null) return this.#refused
    try {
      const kept: unknown = JSON.parse(this.#storage?.getItem(KEY) ?? '{}')
      return isMarks(kept) ? kept : {}
    } catch {
      return {}
    }
  }

  #write(marks: Marks): void {
    try {
      if (Object.keys(marks).length === 0) this.#storage?.removeItem(KEY)
      else this.#storage?.setItem(KEY, JSON.stringify(marks))
      if (this.#refused !== null) this.#refused = marks
    } catch {
      this.#refused = marks
    }
  }
}

/**
 * Names a criterion by its side and words, not by its place: when the register changes the words, the mark is gone and
 * does not stand at another criterion. 53 bits of cyrb53 (public domain), so that the words themselves are not kept.
 */
export function criterionKey(side: string, text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return `${side}-${(4294967296 * (2097151 & b) + (a >>> 0)).toString(36)}`
}

/** How many of each mark stand at these criteria; marks of criteria that are gone do not count. */
export function countMarks(marks: ReadonlyMap<string, Mark>, criteria: readonly string[]): Record<Mark, number> {
  const counts: Record<Mark, number> = { true: 0, 'not-true': 0, 'not-sure': 0 }
  for (const key of criteria) {
    const mark = marks.get(key)
    if (mark !== undefined) counts[mark] += 1
  }
  return counts
}
