import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { RedisConnection } from './redis-connection.ts'

/** How long a holder that died keeps the others out, in ms. */
const EXPIRES_AFTER_MS = 10_000

export interface RedisLock {
  release(): Promise<void>
}

const PREFIX = 'trialwijzer:1:lock:'
/** A Redis that lost its memory forgot the lock as well: the holder takes it again, unless somebody else was first. */
const RENEW = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

/**
 * A lock that only its holder renews and releases (it knows the token), and that ends by itself when the holder dies.
 * No clock of a replica counts: Redis measures the time. Null: somebody else holds it. Rejects when Redis is away.
 *
 * A holder that is cut off longer than the expiry may work beside its successor; that costs a fetch, and what it writes
 * is older and replaces nothing.
 */
export async function takeRedisLock(options: {
  redis: RedisConnection
  name: string
  clock: Clock
  expiresAfterMs?: number
}): Promise<RedisLock | null> {
  const { redis, clock, expiresAfterMs = EXPIRES_AFTER_MS } = options
  const key = PREFIX + options.name
  const token = randomBytes(16).toString('hex')
  const taken = await redis.run((client) =>
    client.set(key, token, { condition: 'NX', expiration: { type: 'PX', value: expiresAfterMs } }),
  )
  if (taken === null) return null
  let released = false
  let cancel: () => void = () => undefined

  function renewLater(): void {
    cancel = clock.setTimeout(() => {
      const renewed = redis.run((client) =>
        client.eval(RENEW, { keys: [key], arguments: [token, String(expiresAfterMs)] }),
      )
      // A renewal that fails is tried again: Redis may be back before the lock has ended.
      renewed
        .catch(() => undefined)
        .finally(() => {
          if (!released) renewLater()
        })
    }, expiresAfterMs / 3)
  }

  renewLater()
  return {
    async release() {
      if (released) return
      released = true
      cancel()
      await redis.run((client) => client.eval(RELEASE, { keys: [key], arguments: [token] }))
    },
  }
}
