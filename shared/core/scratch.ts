/**
 * Bytes for numbers that nobody needs once the work is done. Arrays of numbers lie outside the heap of the collector of
 * garbage: with every 64 MB of new ones it goes through all of the heap again, and until that is over each further one
 * costs its maker 5 to 10 ms. So work that is done again and again borrows the same ones.
 */
const MOST_FREE = 8

let free: ArrayBuffer[] = []

/** Arrays for one piece of work, holding anything; if it is left off halfway they need not be given back. */
export class Scratch {
  readonly #borrowed: ArrayBuffer[] = []

  uint32(length: number): Uint32Array {
    return new Uint32Array(this.#borrow(length * Uint32Array.BYTES_PER_ELEMENT), 0, length)
  }

  int32(length: number): Int32Array {
    return new Int32Array(this.#borrow(length * Int32Array.BYTES_PER_ELEMENT), 0, length)
  }

  float64(length: number): Float64Array {
    return new Float64Array(this.#borrow(length * Float64Array.BYTES_PER_ELEMENT), 0, length)
  }

  /** None of the arrays may be used any more. */
  giveBack(): void {
    for (const buffer of this.#borrowed.splice(0)) if (free.length < MOST_FREE) free.push(buffer)
  }

  #borrow(bytes: number): ArrayBuffer {
    const at = free.findIndex(({ byteLength }) => byteLength >= bytes)
    // What is too small now would be too small the next time.
    if (at < 0) free = []
    const [buffer = new ArrayBuffer(bytes)] = at < 0 ? [] : free.splice(at, 1)
    this.#borrowed.push(buffer)
    return buffer
  }
}

/** A copy of numbers in borrowed bytes, to be kept; or `earlier` when it holds the same. */
export function kept(numbers: Uint32Array, earlier: Uint32Array | undefined): Uint32Array {
  return earlier !== undefined && isSame(numbers, earlier) ? earlier : numbers.slice()
}

function isSame(numbers: Uint32Array, others: Uint32Array): boolean {
  if (numbers.length !== others.length) return false
  for (let at = 0; at < numbers.length; at++) if (numbers[at] !== others[at]) return false
  return true
}
