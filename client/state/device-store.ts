import { isKept, isSavedTrials, isTexts } from './kept-shape.ts'
import type { Kept } from './kept-shape.ts'
import type { SavedCopy, SavedTrial } from './saved-copy.ts'
import type { HomePlace } from './near-me.ts'

/** Every key of this site is this name, or starts with it and a dot: that is what "clear everything" takes away. */
const KEY = 'trialwijzer'
const PREFIX = `${KEY}.`
const SAVED_KEY = `${PREFIX}saved`
const COMPARED_KEY = `${PREFIX}compared`

/** Pages opened within this time of each other are one visit. */
const VISIT_GAP_MS = 30 * 60_000

/** More columns than this nobody can read side by side. */
export const MOST_COMPARED = 4

/** Dispatches `change` when something kept was changed, here or in another tab. */
export class DeviceStore extends EventTarget {
  readonly #storage: Storage | null
  #kept: Kept
  #saved: readonly SavedTrial[]
  #compared: readonly string[]

  /** `storage` is null where the browser refuses it: then everything lasts until the page is closed. */
  constructor(storage: Storage | null) {
    super()
    this.#storage = storage
    this.#kept = this.#readOr(KEY, isKept, {})
    this.#saved = this.#readOr(SAVED_KEY, isSavedTrials, [])
    this.#compared = this.#readOr(COMPARED_KEY, isTexts, [])
  }

  get lang(): string | null {
    return this.#kept.lang ?? null
  }

  get age(): number | null {
    return this.#kept.age ?? null
  }

  get place(): HomePlace | null {
    return this.#kept.place ?? null
  }

  /** ISO time at which the visit before this one ended; null on a first visit, and after everything was cleared. */
  get previousVisit(): string | null {
    return this.#kept.visit?.before ?? null
  }

  /** A page was opened at `now` (ISO time): of this visit, or the first of a new one. */
  noteVisit(now: string): void {
    const known = this.#kept.visit
    const isNew = known !== undefined && !(Date.parse(now) - Date.parse(known.at) < VISIT_GAP_MS)
    this.#writeKept({ ...this.#kept, visit: { at: now, before: isNew ? known.at : (known?.before ?? null) } })
  }

  setLang(lang: string): void {
    this.#writeKept({ ...this.#kept, lang })
  }

  /** Null forgets it. */
  setAge(age: number | null): void {
    const others = { ...this.#kept }
    delete others.age
    this.#writeKept(age === null ? others : { ...others, age })
  }

  /** Kept as exact as hundredths of a degree (about a kilometre). Null forgets it. */
  setPlace(place: HomePlace | null): void {
    const others = { ...this.#kept }
    delete others.place
    const rounded = (degrees: number): number => Math.round(degrees * 100) / 100
    this.#writeKept(
      place === null ? others : { ...others, place: { ...place, lat: rounded(place.lat), lon: rounded(place.lon) } },
    )
    this.#changed()
  }

  /** Oldest first. */
  savedTrials(): readonly SavedTrial[] {
    return this.#saved
  }

  isSaved(trialId: string): boolean {
    return this.#saved.some((one) => one.trialId === trialId)
  }

  /** Saves a trial, or forgets it. `copy`: how it is now, so that a change can be told later; `at`: ISO time. */
  toggleSaved(trialId: string, copy: SavedCopy | null = null, at: string = new Date().toISOString()): void {
    const others = this.#saved.filter((one) => one.trialId !== trialId)
    this.#setSaved(this.isSaved(trialId) ? others : [...others, { trialId, at, copy }])
  }

  /** From now on a saved trial is compared with this copy: the changes up to here were seen. */
  renewSaved(trialId: string, copy: SavedCopy, at: string = new Date().toISOString()): void {
    this.#setSaved(this.#saved.map((one) => (one.trialId === trialId ? { trialId, at, copy } : one)))
  }

  /** In the order in which they were chosen; never more than `MOST_COMPARED`. */
  comparedTrials(): readonly string[] {
    return this.#compared
  }

  /** Adds a trial to the comparison or takes it away. False when the comparison is full and nothing changed. */
  toggleCompared(trialId: string): boolean {
    const isIn = this.#compared.includes(trialId)
    if (!isIn && this.#compared.length >= MOST_COMPARED) return false
    this.setCompared(isIn ? this.#compared.filter((id) => id !== trialId) : [...this.#compared, trialId])
    return true
  }

  setCompared(trialIds: readonly string[]): void {
    this.#compared = [...new Set(trialIds)].slice(0, MOST_COMPARED)
    this.#write(COMPARED_KEY, this.#compared)
    this.#changed()
  }

  /** Takes away everything this site keeps on the device, and forgets it here. */
  clearAll(): void {
    try {
      const keys = Array.from({ length: this.#storage?.length ?? 0 }, (_, index) => this.#storage?.key(index) ?? '')
      for (const key of keys.filter(isOurs)) this.#storage?.removeItem(key)
    } catch {
      // What the browser does not let us read it did not let us keep.
    }
    this.#forget()
  }

  /** Another tab changed what is kept (`null`: all of it). */
  seeOtherTab(key: string | null): void {
    if (key !== null && !isOurs(key)) return
    this.#kept = this.#readOr(KEY, isKept, {})
    this.#saved = this.#readOr(SAVED_KEY, isSavedTrials, [])
    this.#compared = this.#readOr(COMPARED_KEY, isTexts, [])
    this.#changed()
  }

  #forget(): void {
    this.#kept = {}
    this.#saved = []
    this.#compared = []
    this.dispatchEvent(new Event('clear'))
    this.#changed()
  }

  #setSaved(saved: readonly SavedTrial[]): void {
    this.#saved = saved
    this.#write(SAVED_KEY, saved)
    this.#changed()
  }

  #writeKept(kept: Kept): void {
    this.#kept = kept
    this.#write(KEY, kept)
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'))
  }

  #write(key: string, value: unknown): void {
    try {
      this.#storage?.setItem(key, JSON.stringify(value))
    } catch {
      // Storage is full or refused: the value still holds for this visit.
    }
  }

  #readOr<T>(key: string, isOne: (value: unknown) => value is T, otherwise: T): T {
    try {
      const held: unknown = JSON.parse(this.#storage?.getItem(key) ?? 'null')
      return isOne(held) ? held : otherwise
    } catch {
      return otherwise
    }
  }
}

function isOurs(key: string): boolean {
  return key === KEY || key.startsWith(PREFIX)
}

/** localStorage, or null where reading the property itself throws (blocked cookies). */
export function deviceStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
