import type { Collection } from '../../shared/trial.ts'
import { asStored } from '../../server/store/store.ts'
import { checkStorable } from '../../server/store/stored-collection.ts'
import type { Store } from '../../server/store/store.ts'

export interface MemoryStore extends Store {
  collections: Map<string, Collection>
  documents: Map<string, unknown>
  /** When set, every write rejects with it. */
  failWith: Error | null
}

export function createMemoryStore(): MemoryStore {
  const store: MemoryStore = {
    collections: new Map(),
    documents: new Map(),
    failWith: null,
    readCollection: (registryId, substanceId) => {
      const held = store.collections.get(`${registryId}/${substanceId}`)
      return Promise.resolve(held === undefined ? null : asStored(held))
    },
    async writeCollection(collection) {
      checkStorable(collection)
      await Promise.resolve()
      if (store.failWith !== null) throw store.failWith
      store.collections.set(`${collection.registryId}/${collection.substanceId}`, structuredClone(collection))
    },
    readDocument: (name) => Promise.resolve(store.documents.get(name) ?? null),
    async writeDocument(name, value) {
      await Promise.resolve()
      if (store.failWith !== null) throw store.failWith
      store.documents.set(name, structuredClone(value))
    },
    async updateDocument(name, change) {
      await Promise.resolve()
      const current = store.documents.get(name) ?? null
      const next = change(current)
      if (next !== current) await store.writeDocument(name, next)
      return next
    },
  }
  return store
}
