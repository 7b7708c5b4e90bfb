/** So many small tables instead of a large one. */
const SHARDS = 64

/**
 * A WeakMap in parts. The garbage collector looks through the table of a WeakMap in one go, and all of it is written anew
 * when it grows: with 200,000 keys everybody waits for a quarter of a second.
 */
export class WeakNotes<K extends object, V> {
  readonly #shards: readonly WeakMap<K, V>[] = Array.from({ length: SHARDS }, () => new WeakMap<K, V>())
  readonly #nameOf: (key: K) => string

  /** `nameOf`: a text that tells most keys apart by its end, the same for as long as the key lives. */
  constructor(nameOf: (key: K) => string) {
    this.#nameOf = nameOf
  }

  get(key: K): V | undefined {
    return this.#shardOf(key)?.get(key)
  }

  set(key: K, value: V): void {
    this.#shardOf(key)?.set(key, value)
  }

  #shardOf(key: K): WeakMap<K, V> | undefined {
    const name = this.#nameOf(key)
    const end = name.length
    return this.#shards[
      (31 * name.charCodeAt(end - 4) + 7 * name.charCodeAt(end - 1) + name.charCodeAt(end - 2)) % SHARDS || 0
    ]
  }
}
