import type { Logger } from 'pino'
import type { Collection } from '../../shared/trial.ts'
import type { Clock } from '../clock.ts'
import { asStored, isNewer } from './store.ts'
import type { Store } from './store.ts'

/** How often writing is tried again while it fails, in ms. */
const RETRY_MS = 30_000

export interface HealingStore extends Store {
  /** Tries once more to write what could not be written. */
  flush(): Promise<void>
}

type Change = (current: unknown) => unknown

/** What waits to be written: what to read meanwhile, and how to write it. */
interface Waiting {
  value: unknown
  write(): Promise<unknown>
  /** Of an update: all changes since it began to wait, in their order. */
  change?: Change
}

/**
 * Makes a store survive a full disk, a folder that is read-only or a server that is away: what cannot be written stays
 * in memory, is read from there, and is written once that works again. One warning when it begins, one line when it
 * ends. Writes do not reject for such reasons; a value that cannot be kept at all (a bug) still does.
 */
export function createHealingStore(
  inner: Store,
  options: {
    clock: Clock
    log: Logger
    /** Worth waiting for; by default an error of the system. */
    isRefusal?: (error: unknown) => boolean
    /** Somebody else warns of this one. */
    wasSaid?: (error: unknown) => boolean
  },
): HealingStore {
  const { clock, log, isRefusal = isSystemError, wasSaid = () => false } = options
  const waiting = new Map<string, Waiting>()
  let flushing: Promise<void> | null = null
  let timed = false

  /** Writes, or lets wait; a newer value of the same name takes the place of one that waits. */
  async function attempt(key: string, next: Waiting): Promise<void> {
    if (waiting.has(key)) waiting.set(key, next)
    try {
      await next.write()
      forget(key, next)
    } catch (error) {
      if (!isRefusal(error)) {
        forget(key, next)
        throw error
      }
      wait(key, next, error)
    }
  }

  function wait(key: string, next: Waiting, error: unknown): void {
    if (waiting.size === 0 && !wasSaid(error)) {
      log.warn({ err: error }, 'what is learned cannot be written; it is kept in memory and written when that works')
    }
    waiting.set(key, next)
    retryLater()
  }

  function forget(key: string, next: Waiting): void {
    if (waiting.get(key) !== next) return
    waiting.delete(key)
    if (waiting.size === 0) log.info('all that waited in memory is written')
  }

  function retryLater(): void {
    if (timed) return
    timed = true
    clock.setTimeout(() => {
      timed = false
      void flush()
    }, RETRY_MS)
  }

  function flush(): Promise<void> {
    flushing ??= writeWaiting().finally(() => {
      flushing = null
    })
    return flushing
  }

  async function writeWaiting(): Promise<void> {
    for (const [key, next] of [...waiting]) {
      try {
        await next.write()
        forget(key, next)
      } catch (error) {
        log.debug({ err: error }, 'still cannot be written')
        break
      }
    }
    if (waiting.size > 0) retryLater()
  }

  async function updateWaiting(name: string, held: Waiting, change: Change): Promise<unknown> {
    const value = change(held.value)
    if (value === held.value) return value
    const earlier = held.change ?? (() => held.value)
    const all: Change = (current) => change(earlier(current))
    await attempt(documentKey(name), { value, change: all, write: () => inner.updateDocument(name, all) })
    return value
  }

  return {
    async readCollection(registryId, substanceId) {
      const held = waiting.get(`${registryId}/${substanceId}`)
      return held === undefined ? inner.readCollection(registryId, substanceId) : asStored(held.value as Collection)
    },
    async writeCollection(collection) {
      const key = `${collection.registryId}/${collection.substanceId}`
      const held = waiting.get(key)?.value as Collection | undefined
      if (held !== undefined && isNewer(held.fetchedAt, collection.fetchedAt)) return
      await attempt(key, { value: collection, write: () => inner.writeCollection(collection) })
    },
    readDocument(name) {
      const held = waiting.get(documentKey(name))
      return held === undefined ? inner.readDocument(name) : Promise.resolve(held.value)
    },
    async writeDocument(name, value) {
      await attempt(documentKey(name), { value, write: () => inner.writeDocument(name, value) })
    },
    async updateDocument(name, change) {
      const held = waiting.get(documentKey(name))
      if (held !== undefined) return updateWaiting(name, held, change)
      let last: unknown = null
      try {
        return await inner.updateDocument(name, (current) => change((last = current)))
      } catch (error) {
        if (!isRefusal(error)) throw error
        const value = change(last)
        wait(documentKey(name), { value, change, write: () => inner.updateDocument(name, change) }, error)
        return value
      }
    },
    flush,
  }
}

const documentKey = (name: string): string => `document ${name}`

/** The system refused (ENOSPC, EROFS, EACCES, EDQUOT, EIO ...): not an error of the value or of ours. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)
}
