/**
 * Which drawn element stands for which item, from one drawing to the next: an item that stays keeps its element, and a new
 * one takes over an element that became free, at the same place where it can. Filling an element anew costs a fraction of
 * making it. `busy`: the place of an element that must not become another item's under the reader's hands: the focused one.
 */
export class Reuse {
  #held: readonly Held[] = []
  #made = 0

  /** One number for each key, in order, to draw by; equal numbers from one call to the next are one element. */
  numbersFor(keys: readonly string[], busy: number | null): number[] {
    const before = new Map(this.#held.map(({ key, number }) => [key, number]))
    const wanted = new Set(keys)
    const free = new Map<number, number>()
    for (const [place, { key, number }] of this.#held.entries()) {
      if (!wanted.has(key) && place !== busy) free.set(place, number)
    }
    const take = (place: number | undefined): number | undefined => {
      const number = place === undefined ? undefined : free.get(place)
      if (place !== undefined) free.delete(place)
      return number
    }
    const stayed = keys.map((key, place) => before.get(key) ?? take(place) ?? null)
    const numbers = stayed.map((number) => number ?? take(free.keys().next().value) ?? this.#made++)
    this.#held = keys.map((key, place) => ({ key, number: numbers[place] ?? 0 }))
    return numbers
  }
}

interface Held {
  key: string
  number: number
}
