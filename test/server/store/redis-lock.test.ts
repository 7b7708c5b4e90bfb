import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { connectRedis } from '../../../server/store/redis-connection.ts'
import type { RedisConnection } from '../../../server/store/redis-connection.ts'
import { takeRedisLock } from '../../../server/store/redis-lock.ts'
import { noRedis, startRedis } from '../../redis-server.ts'
import type { RedisServer } from '../../redis-server.ts'
import { createLogLines } from '../log-lines.ts'

describe.skipIf(noRedis !== null)('a lock in Redis', () => {
  let server: RedisServer
  let connections: RedisConnection[]

  beforeEach(async () => {
    server = await startRedis()
    connections = [connect(), connect()]
    await Promise.all(connections.map((redis) => redis.firstContact(5_000)))
  })
  afterEach(async () => {
    for (const redis of connections) redis.close()
    await server.kill()
  })

  const connect = () => connectRedis({ url: server.url, clock: systemClock, log: createLogLines().log })
  const take = (replica: number, expiresAfterMs = 400) =>
    takeRedisLock({ redis: connections[replica]!, name: 'refresh:reg', clock: systemClock, expiresAfterMs })
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  async function takeEventually(replica: number) {
    for (;;) {
      const lock = await take(replica)
      if (lock !== null) return lock
      await pause(20)
    }
  }

  it('is held by one of many who ask at once, longer than its expiry, until it is given back', async () => {
    const locks = await Promise.all(Array.from({ length: 20 }, (_, i) => take(i % 2)))
    const held = locks.filter((lock) => lock !== null)
    expect(held).toHaveLength(1)
    await pause(1_200)
    expect(await take(0)).toBeNull()
    expect(await take(1)).toBeNull()
    await held[0]!.release()
    const next = await take(1)
    expect(next).not.toBeNull()
    await next!.release()
  })

  it('passes to another when its holder dies', async () => {
    const lock = await take(0)
    expect(lock).not.toBeNull()
    connections[0]!.close()
    await (await takeEventually(1)).release()
  })

  it('is given back only by its holder', async () => {
    const slow = await take(0)
    connections[0]!.close()
    const taken = await takeEventually(1)
    connections[0] = connect()
    await connections[0].firstContact(5_000)
    await slow!.release().catch(() => undefined)
    expect(await take(0)).toBeNull()
    await taken.release()
  })

  it('is taken again by its holder when Redis forgot it', async () => {
    const lock = await take(0, 3_000)
    await server.kill()
    await server.restart()
    await Promise.all(connections.map((redis) => redis.firstContact(5_000)))
    await pause(1_500)
    expect(await take(1)).toBeNull()
    await lock!.release()
    expect(await take(1)).not.toBeNull()
  })
})
