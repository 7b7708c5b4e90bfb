import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { DamagedValueError, decodeValue, encodeValue } from './checked-value.ts'
import type { RedisConnection } from './redis-connection.ts'
import { checkStoreName } from './store.ts'
import type { Store } from './store.ts'
import { decodeCollection, encodeCollection } from './stored-collection.ts'

export interface RedisStore extends Store {
  /** Which version of each name is kept: a collection's `fetchedAt`, a document's mark; null where none is. */
  versions(names: readonly string[]): Promise<(string | null)[]>
}

/** Another layout of the keys gets another number: two versions of the program never read each other's. */
const PREFIX = 'trialwijzer:1:'
const VERSIONS = `${PREFIX}versions`
/** Only a safety, against values that nobody writes any more: every refresh starts it anew. Documents have none. */
const COLLECTION_TTL_MS = 90 * 24 * 3_600_000
const MOST_TRIES = 50

/** Names as `versions` knows them. */
export const versionName = {
  collection: (registryId: string, substanceId: string): string => `collection:${registryId}:${substanceId}`,
  document: (name: string): string => `document:${name}`,
}

/** An older collection never takes the place of a newer one. ISO times compare as text. */
const WRITE_COLLECTION = `
local held = redis.call('HGET', KEYS[1], 'version')
if held and held > ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[1], 'body', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('HSET', KEYS[2], ARGV[4], ARGV[1])
return 1`

/** Only when nobody else wrote since it was read. */
const WRITE_DOCUMENT = `
if (redis.call('HGET', KEYS[1], 'version') or '') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'body', ARGV[3])
redis.call('HSET', KEYS[2], ARGV[4], ARGV[2])
return 1`

const SET_ASIDE = `
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
redis.call('RENAME', KEYS[1], ARGV[2])
redis.call('PERSIST', ARGV[2])
redis.call('HDEL', KEYS[2], ARGV[3])
return 1`

/**
 * The store that replicas share: each value one hash of its version and its checked, compressed bytes, beside one hash
 * of all versions, so that a replica sees with one small question what changed. Rejects with RedisAwayError when Redis is.
 */
export function createRedisStore(options: { redis: RedisConnection; clock: Clock; log: Logger }): RedisStore {
  const { redis, clock, log } = options

  async function read<T>(
    name: string,
    decode: (bytes: Buffer) => Promise<T>,
  ): Promise<{ version: string; value: T | null }> {
    const [version, body] = await redis.run((client) => client.hmGet(PREFIX + name, ['version', 'body']))
    if (!version || !body) return { version: '', value: null }
    try {
      return { version: version.toString(), value: await decode(body) }
    } catch (error) {
      if (!(error instanceof DamagedValueError)) throw error
      await setAside(name, version.toString(), error)
      return { version: '', value: null }
    }
  }

  /** Never deleted: somebody may want to know what happened to it. */
  async function setAside(name: string, version: string, reason: DamagedValueError): Promise<void> {
    const key = PREFIX + name
    const aside = `${key}:damaged-${clock.now().toISOString().replaceAll(':', '')}`
    await redis.run((client) => client.eval(SET_ASIDE, { keys: [key, VERSIONS], arguments: [version, aside, name] }))
    log.error({ key, aside, reason: reason.message }, 'a value in Redis is damaged and was set aside')
  }

  async function readDocument(name: string): Promise<{ version: string; value: unknown }> {
    return read(versionName.document(checkStoreName(name)), async (bytes) => (await decodeValue(bytes)).value)
  }

  async function replaceDocument(name: string, seen: string, value: unknown): Promise<boolean> {
    const body = await encodeValue(value)
    const field = versionName.document(name)
    // A mark, not a count: a count would start again in a Redis that lost its memory, and look like one seen before.
    const mark = randomBytes(9).toString('base64url')
    const keys = [PREFIX + field, VERSIONS]
    const done = await redis.run((client) =>
      client.eval(WRITE_DOCUMENT, { keys, arguments: [seen, mark, body, field] }),
    )
    return done === 1
  }

  async function updateDocument(name: string, change: (current: unknown) => unknown): Promise<unknown> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { version, value } = await readDocument(name)
      const next = change(value)
      if (next === value || (await replaceDocument(name, version, next))) return next
    }
    throw new Error(`${name} was changed by others ${MOST_TRIES} times while it was being written`)
  }

  return {
    async readCollection(registryId, substanceId) {
      const name = versionName.collection(checkStoreName(registryId), checkStoreName(substanceId))
      return (await read(name, (bytes) => decodeCollection(bytes, registryId, substanceId))).value
    },
    async writeCollection(collection) {
      const { registryId, substanceId, fetchedAt } = collection
      const field = versionName.collection(checkStoreName(registryId), checkStoreName(substanceId))
      const body = await encodeCollection(collection)
      const values = [fetchedAt ?? '', body, String(COLLECTION_TTL_MS), field]
      await redis.run((client) =>
        client.eval(WRITE_COLLECTION, { keys: [PREFIX + field, VERSIONS], arguments: values }),
      )
    },
    async readDocument(name) {
      return (await readDocument(name)).value
    },
    async writeDocument(name, value) {
      await updateDocument(name, () => value)
    },
    updateDocument,
    async versions(names) {
      if (names.length === 0) return []
      const found = await redis.run((client) => client.hmGet(VERSIONS, [...names]))
      return found.map((version) => version?.toString() ?? null)
    },
  }
}
