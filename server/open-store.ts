import type { Logger } from 'pino'
import type { ChangeLog } from './catalogue/changes.ts'
import type { Collections } from './catalogue/collections.ts'
import { createReplicas } from './catalogue/replicas.ts'
import type { Replicas } from './catalogue/replicas.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { createFileStore } from './store/file-store.ts'
import { createHealingStore } from './store/healing-store.ts'
import { createRedisStore } from './store/redis-store.ts'
import { createSharedStore } from './store/shared-store.ts'
import type { Store } from './store/store.ts'

/** A start waits this long for Redis, and as long again for what other replicas hold; files and snapshot serve without. */
const FIRST_CONTACT_MS = 400

interface OpenStore {
  store: Store
  /** Joins the other replicas, and takes over what they hold; null where there are none. */
  replicate: (collections: Collections, changes: ChangeLog) => Promise<Replicas | null>
}

/** The store of this process: its files, and Redis beside them when REDIS_URL is set. */
export async function openStore(options: {
  config: Pick<Config, 'dataDir' | 'redisUrl'>
  clock: Clock
  log: Logger
}): Promise<OpenStore> {
  const { config, clock, log } = options
  const files = createHealingStore(createFileStore({ folder: config.dataDir, clock, log }), { clock, log })
  if (config.redisUrl === null) return { store: files, replicate: () => Promise.resolve(null) }
  // Its client is a quarter of all code: who has no Redis starts without reading it.
  const { connectRedis } = await import('./store/redis-connection.ts')
  const redis = connectRedis({ url: config.redisUrl, clock, log })
  const redisStore = createRedisStore({ redis, clock, log })
  const shared = createSharedStore({ files, redis: redisStore, clock, log })
  return {
    store: shared,
    async replicate(collections, changes) {
      const replicas = createReplicas({ collections, changes, redis, redisStore, shared, files, clock, log })
      await redis.firstAttempt(FIRST_CONTACT_MS)
      await Promise.race([
        replicas.catchUp(),
        new Promise<void>((resolve) => clock.setTimeout(resolve, FIRST_CONTACT_MS)),
      ])
      replicas.start()
      return {
        ...replicas,
        async stop() {
          await replicas.stop()
          redis.close()
        },
      }
    },
  }
}
