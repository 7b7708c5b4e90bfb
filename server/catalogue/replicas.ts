import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { RedisAwayError } from '../store/redis-away.ts'
import type { RedisConnection } from '../store/redis-connection.ts'
import { takeRedisLock } from '../store/redis-lock.ts'
import { versionName } from '../store/redis-store.ts'
import type { RedisStore } from '../store/redis-store.ts'
import type { HealingStore } from '../store/healing-store.ts'
import { isNewer } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import type { Collection } from '../../shared/trial.ts'
import type { ChangeLog } from './changes.ts'
import type { Collections } from './collections.ts'
import { attemptDocument, LastAttempt } from './last-attempt.ts'
import type { Turn, Turns } from './refresh.ts'
import type { CollectionKey } from './slots.ts'

/** How often a replica looks whether another one learned something: one small question to Redis. */
const LOOK_EVERY_MS = 1_000
/** Data that grow old harm more than a second question to a registry: after this long without Redis each asks for itself. */
const ALONE_AFTER_MS = 60_000
const CHANGES = 'changes'

export interface ReplicasOptions {
  collections: Pick<Collections, 'keys' | 'get' | 'adopt' | 'attempt' | 'adoptAttempt'>
  changes: Pick<ChangeLog, 'load' | 'all' | 'settled'>
  redis: RedisConnection
  redisStore: RedisStore
  shared: Pick<HealingStore, 'flush'>
  files: Store
  clock: Clock
  log: Logger
  aloneAfterMs?: number
  lockExpiresAfterMs?: number
}

export interface Replicas extends Turns {
  /** Takes over what others learned and gives what they lack; never rejects. */
  catchUp(): Promise<void>
  /** Looks every second from now on. */
  start(): void
  stop(): Promise<void>
}

/**
 * Keeps this replica and the others, through Redis, at the same collections, attempts and changes. Nothing depends on a
 * message that could be lost: each look compares versions, so that a replica or a Redis that was away, or lost its
 * memory, is brought up to date by the next one.
 */
export function createReplicas(options: ReplicasOptions): Replicas {
  const { collections, changes, redis, redisStore, files, clock, log } = options
  const { aloneAfterMs = ALONE_AFTER_MS, lockExpiresAfterMs } = options
  const seen = new Map<string, string | null>()
  const held = new Set<Turn>()
  let looking: Promise<void> | null = null
  let cancel: () => void = () => undefined
  let stopped = false
  let alone = false

  function catchUp(): Promise<void> {
    looking ??= look()
      .catch((error: unknown) => {
        // That Redis is away was said by the connection.
        if (!(error instanceof RedisAwayError))
          log.error({ err: error }, 'what other replicas learned could not be read')
      })
      .finally(() => {
        looking = null
      })
    return looking
  }

  async function look(): Promise<void> {
    if (!redis.isReady()) return
    await options.shared.flush()
    const keys = collections.keys()
    const names = [
      versionName.document(CHANGES),
      ...keys.map((key) => versionName.document(attemptDocument(key.registryId, key.substanceId))),
      ...keys.map((key) => versionName.collection(key.registryId, key.substanceId)),
    ]
    const versions = await redisStore.versions(names)
    const there = new Map(names.map((name, i) => [name, versions[i] ?? null]))
    const versionOf = (name: string): string | null => there.get(name) ?? null
    // In the order in which they are written: whoever sees a collection has seen what changed in it.
    await shareChanges(versionOf(versionName.document(CHANGES)))
    for (const key of keys) {
      const document = attemptDocument(key.registryId, key.substanceId)
      await shareAttempt(key, document, versionOf(versionName.document(document)))
    }
    for (const key of keys)
      await shareCollection(key, versionOf(versionName.collection(key.registryId, key.substanceId)))
  }

  async function shareChanges(version: string | null): Promise<void> {
    const unchanged = version === null ? changes.all().length === 0 : seen.get(CHANGES) === version
    if (unchanged) return
    await changes.load()
    seen.set(CHANGES, version)
  }

  async function shareAttempt(key: CollectionKey, document: string, version: string | null): Promise<void> {
    const { registryId, substanceId } = key
    const own = collections.attempt(registryId, substanceId)
    if (version === null) {
      if (own !== null) await redisStore.updateDocument(document, (current) => current ?? own)
      return
    }
    if (seen.get(document) === version) return
    const parsed = LastAttempt.safeParse(await redisStore.readDocument(document))
    seen.set(document, version)
    if (!parsed.success || (own !== null && own.at >= parsed.data.at)) return
    collections.adoptAttempt(registryId, substanceId, parsed.data)
    await files.writeDocument(document, parsed.data)
  }

  async function shareCollection({ registryId, substanceId }: CollectionKey, version: string | null): Promise<void> {
    const now = collections.get(registryId, substanceId)
    const own = now !== null && now.complete && now.from !== 'snapshot' ? now : null
    if (version === null || (own !== null && isNewer(own.fetchedAt, version))) {
      if (own !== null) await share(own)
      return
    }
    if (own?.fetchedAt === version) {
      // Read back from our own file, and the others hold the same: it is as live here as it is there.
      if (own.from === 'stored') collections.adopt(asLive(own))
      return
    }
    const theirs = await redisStore.readCollection(registryId, substanceId)
    if (theirs === null) {
      if (own !== null) await share(own)
      return
    }
    collections.adopt(asLive(theirs))
    log.info({ registryId, substanceId, records: theirs.records.length }, 'collection taken over from another replica')
    await files.writeCollection(theirs)
  }

  /** After what changed in it is written down: whoever has it compares it no more. */
  async function share(own: Collection): Promise<void> {
    await changes.settled()
    await redisStore.writeCollection(own)
  }

  async function take(registryId: string): Promise<Turn | null> {
    try {
      const lock = await takeRedisLock({
        redis,
        name: `refresh:${registryId}`,
        clock,
        ...(lockExpiresAfterMs === undefined ? {} : { expiresAfterMs: lockExpiresAfterMs }),
      })
      alone = false
      if (lock === null) return null
      const turn: Turn = {
        async release() {
          held.delete(turn)
          await lock.release().catch((error: unknown) => {
            log.debug({ err: error, registryId }, 'a turn was not given back; it ends by itself')
          })
        },
      }
      held.add(turn)
      // Perhaps another replica has just done it; a look that began before the turn was ours may have missed that.
      await looking
      await catchUp()
      return turn
    } catch (error) {
      if (!(error instanceof RedisAwayError)) log.error({ err: error, registryId }, 'no turn could be taken')
      if (redis.awayMs() < aloneAfterMs) return null
      if (!alone) log.warn('Redis has been away for long: this replica asks the registries by itself')
      alone = true
      return { release: () => Promise.resolve() }
    }
  }

  function lookLater(): void {
    cancel = clock.setTimeout(() => {
      void catchUp().finally(() => {
        if (!stopped) lookLater()
      })
    }, LOOK_EVERY_MS)
  }

  return {
    take,
    catchUp,
    start: lookLater,
    async stop() {
      stopped = true
      cancel()
      await Promise.all([...held].map((turn) => turn.release()))
    },
  }
}

function asLive(collection: NonNullable<ReturnType<Collections['get']>>): typeof collection {
  return { ...collection, from: 'live', records: collection.records.map((r) => ({ ...r, from: 'live' as const })) }
}
