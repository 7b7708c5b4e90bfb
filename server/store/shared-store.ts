import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { createHealingStore } from './healing-store.ts'
import type { HealingStore } from './healing-store.ts'
import { RedisAwayError } from './redis-away.ts'
import type { RedisStore } from './redis-store.ts'
import type { Store } from './store.ts'

/**
 * What one of several replicas keeps: everything in Redis for all of them, and a copy in its own files for the time that
 * Redis is away. What Redis misses meanwhile waits in memory and is written when it is back (`flush`).
 *
 * Collections are read from the files: what Redis holds that is newer comes in through catalogue/replicas.ts, which
 * never makes a start wait.
 */
export function createSharedStore(options: {
  files: Store
  redis: RedisStore
  clock: Clock
  log: Logger
}): HealingStore {
  const { files } = options
  const redis = createHealingStore(options.redis, {
    clock: options.clock,
    log: options.log,
    // Redis says no in many ways (out of memory, a replica that only reads): none of them is an error of the value.
    isRefusal: (error) => error instanceof Error && !(error instanceof TypeError),
    wasSaid: (error) => error instanceof RedisAwayError,
  })

  async function readRedis(name: string): Promise<unknown> {
    try {
      return await redis.readDocument(name)
    } catch (error) {
      if (error instanceof RedisAwayError) return null
      throw error
    }
  }

  return {
    readCollection: (registryId, substanceId) => files.readCollection(registryId, substanceId),
    async writeCollection(collection) {
      await Promise.all([files.writeCollection(collection), redis.writeCollection(collection)])
    },
    async readDocument(name) {
      return (await readRedis(name)) ?? files.readDocument(name)
    },
    async writeDocument(name, value) {
      await Promise.all([files.writeDocument(name, value), redis.writeDocument(name, value)])
    },
    async updateDocument(name, change) {
      const own = await files.readDocument(name)
      // Where Redis has nothing (it is new, or lost its memory) this replica's copy is what there is to change.
      const next = await redis.updateDocument(name, (current) => change(current ?? own))
      if (next !== own) await files.writeDocument(name, next)
      return next
    },
    flush: () => redis.flush(),
  }
}
