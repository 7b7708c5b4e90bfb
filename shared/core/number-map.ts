/**
 * A `Map` by registry number for hundreds of thousands of them, held as many small ones: a large one moves all its keys
 * whenever it has to double, and nobody is answered during the tens of milliseconds that takes. Its order is not the one
 * in which the numbers came.
 */
export class NumberMap<T> {
  readonly #parts = new Map<number, Map<string, T>>()

  get(id: string): T | undefined {
    return this.#parts.get(partOf(id))?.get(id)
  }

  has(id: string): boolean {
    return this.#parts.get(partOf(id))?.has(id) === true
  }

  set(id: string, value: T): void {
    const part = this.#parts.get(partOf(id))
    if (part) part.set(id, value)
    else this.#parts.set(partOf(id), new Map([[id, value]]))
  }

  /** A part of the numbers in each step. */
  *eachInSteps(act: (value: T, id: string) => void): Generator<void, void> {
    for (const part of this.#parts.values()) {
      part.forEach(act)
      yield
    }
  }
}

const PARTS = 64

/** By the last signs, which differ most; what is not there (a short number) counts as nothing. */
function partOf(id: string): number {
  const last = id.length - 1
  const [a, b, c] = [id.charCodeAt(last) | 0, id.charCodeAt(last - 1) | 0, id.charCodeAt(last - 3) | 0]
  return (a + 8 * b + c) % PARTS
}
