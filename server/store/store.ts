import type { Collection } from '../../shared/trial.ts'

/**
 * Keeps what was learned across restarts. Reading gives null for what was never written or can no longer be trusted
 * (then it was set aside and reported, not deleted); writing rejects when it did not happen, and then what was kept
 * before is still there.
 */
export interface Store {
  /** The last complete collection, with `from: 'stored'`. */
  readCollection(registryId: string, substanceId: string): Promise<Collection | null>
  /** Only for a complete collection that came from its registry. An older one never replaces a newer one. */
  writeCollection(collection: Collection): Promise<void>
  /** A JSON value by name (letters, digits, `-` and `_`); the caller checks its shape. */
  readDocument(name: string): Promise<unknown>
  writeDocument(name: string, value: unknown): Promise<void>
  /**
   * Reads, changes and writes as one step, whoever else is writing; resolves to what is kept then. `change` gets null
   * where nothing is kept, may be called again when another was faster, and gives back the very value it got when there
   * is nothing to change. It must not change that value itself.
   */
  updateDocument(name: string, change: (current: unknown) => unknown): Promise<unknown>
}

/** Also keeps names that came from outside from becoming paths. */
export function checkStoreName(name: string): string {
  if (!/^[A-Z0-9][\w-]{0,99}$/i.test(name)) {
    throw new Error(`not a name for the store: ${JSON.stringify(name.slice(0, 120))}`)
  }
  return name
}

/** True when `held` was fetched after `next`. */
export function isNewer(held: string | null, next: string | null): boolean {
  return held !== null && (next === null || held > next)
}

/** Marks a collection and its records as read back, not asked for by this process. */
export function asStored(collection: Collection): Collection {
  return { ...collection, from: 'stored', records: collection.records.map((record) => ({ ...record, from: 'stored' })) }
}
