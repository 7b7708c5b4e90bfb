/** Something to remember about objects, for as long as they live. */
export interface Notes<K extends object, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
}

/** A constructor that returns what it is given: the fields of a derived class are then added to that. */
const Itself = function (object: object): object {
  return object
} as unknown as new (object: object) => object

/**
 * What a WeakMap is for, kept in a private field that each object is given. Nobody else sees it: not a copy made with
 * `...`, not Object.keys, not JSON; a frozen object can have one. The collector of garbage goes through every entry of a
 * WeakMap at the end of each round while everybody waits: 75 ms of 200,000 records.
 */
export function createNotes<K extends object, V>(): Notes<K, V> {
  class Noted extends Itself {
    #value: V

    constructor(key: K, value: V) {
      super(key)
      this.#value = value
    }

    static get(key: K): V | undefined {
      return #value in key ? key.#value : undefined
    }

    static set(key: K, value: V): void {
      if (#value in key) key.#value = value
      else new Noted(key, value)
    }
  }
  return { get: (key) => Noted.get(key), set: (key, value) => Noted.set(key, value) }
}
