import type { Collection } from '../../shared/trial.ts'

/**
 * Keeps what was learned across restarts. Reading gives null for what was never written or can no longer be trusted;
 * writing rejects when it did not happen, and then what was kept before is still there.
 */
export interface Store {
  /** The last complete collection, with `from: 'stored'`. */
  readCollection(registryId: string, substanceId: string): Promise<Collection | null>
  /** Only for a complete collection that came from its registry. */
  writeCollection(collection: Collection): Promise<void>
  /** A JSON value by name (letters, digits, `-` and `_`); the caller checks its shape. */
  readDocument(name: string): Promise<unknown>
  writeDocument(name: string, value: unknown): Promise<void>
}

/** Also keeps names that came from outside from becoming paths. */
export function checkStoreName(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(name)) {
    throw new Error(`not a name for the store: ${JSON.stringify(name.slice(0, 120))}`)
  }
  return name
}

export function checkStorable(collection: Collection): void {
  if (collection.complete && collection.from !== 'snapshot') return
  throw new Error(`only complete collections are kept: ${collection.registryId} ${collection.substanceId}`)
}

/** Marks a collection and its records as read back, not asked for by this process. */
export function asStored(collection: Collection): Collection {
  return { ...collection, from: 'stored', records: collection.records.map((r) => ({ ...r, from: 'stored' as const })) }
}
