import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createClient, RESP_TYPES } from 'redis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { createFileStore } from '../../../server/store/file-store.ts'
import { createHealingStore } from '../../../server/store/healing-store.ts'
import { connectRedis } from '../../../server/store/redis-connection.ts'
import type { RedisConnection } from '../../../server/store/redis-connection.ts'
import { createRedisStore, versionName } from '../../../server/store/redis-store.ts'
import { noRedis, startRedis } from '../../redis-server.ts'
import type { RedisServer } from '../../redis-server.ts'
import { collectionOf, describeStoreContract } from '../../store-contract.ts'
import { createLogLines } from '../log-lines.ts'

const clock = systemClock

describe.each(['files', 'files that heal'])('the store of %s', (kind) => {
  let folder: string
  let logged: ReturnType<typeof createLogLines>

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'contract-'))
    logged = createLogLines()
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const fileOf = (name: string) =>
    name === 'collection'
      ? path.join(folder, 'collections', 'ctgov.psilocybin.store')
      : path.join(folder, 'documents', `${name}.store`)

  describeStoreContract(() => ({
    open() {
      const files = createFileStore({ folder, clock, log: logged.log })
      return kind === 'files' ? files : createHealingStore(files, { clock, log: logged.log })
    },
    damage(name, change) {
      writeFileSync(fileOf(name), change(readFileSync(fileOf(name))))
      return Promise.resolve()
    },
    setAside() {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      return Promise.resolve(
        files.filter((name) => name.includes('.damaged-')).map((name) => readFileSync(path.join(folder, name))),
      )
    },
    errors: () => logged.at('error'),
  }))
})

describe.skipIf(noRedis !== null)('the store in Redis', () => {
  let server: RedisServer
  let redis: RedisConnection
  let logged: ReturnType<typeof createLogLines>
  const raw = () =>
    createClient({ url: server.url, commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } } })
  let client: ReturnType<typeof raw>

  beforeAll(async () => {
    server = await startRedis()
    client = raw()
    await client.connect()
  })
  afterAll(async () => {
    client.destroy()
    await server.kill()
  })
  beforeEach(async () => {
    await client.flushAll()
    logged = createLogLines()
    redis = connectRedis({ url: server.url, clock, log: logged.log })
    await redis.firstContact(5_000)
  })
  afterEach(() => redis.close())

  const open = () => createRedisStore({ redis, clock, log: logged.log })
  const keyOf = (name: string) =>
    `trialwijzer:1:${name === 'collection' ? versionName.collection('ctgov', 'psilocybin') : versionName.document(name)}`

  describeStoreContract(() => ({
    open,
    async damage(name, change) {
      const body = await client.hGet(keyOf(name), 'body')
      await client.hSet(keyOf(name), 'body', change(body!))
    },
    async setAside() {
      const keys = (await client.keys('trialwijzer:1:*:damaged-*')).map(String)
      return Promise.all(keys.map(async (key) => (await client.hGet(key, 'body'))!))
    },
    errors: () => logged.at('error'),
  }))

  it('tells which version of each name is kept', async () => {
    const store = open()
    const names = [
      versionName.collection('ctgov', 'psilocybin'),
      versionName.document('log'),
      versionName.document('no'),
    ]
    expect(await store.versions(names)).toEqual([null, null, null])
    await store.writeCollection(collectionOf([], '2026-11-02T00:00:00.000Z'))
    await store.writeDocument('log', 1)
    const [collection, first, none] = await store.versions(names)
    expect([collection, none]).toEqual(['2026-11-02T00:00:00.000Z', null])
    await store.writeDocument('log', 2)
    expect((await store.versions(names))[1]).not.toBe(first)
  })

  it('keeps a collection compressed, with a lifetime that each write renews, and documents without end', async () => {
    const store = open()
    const ids = Array.from({ length: 500 }, (_, i) => `NCT${String(i).padStart(8, '0')}`)
    await store.writeCollection(collectionOf(ids))
    await store.writeDocument('log', [])
    const size = JSON.stringify(collectionOf(ids)).length
    expect((await client.hGet(keyOf('collection'), 'body'))!.length).toBeLessThan(size / 5)
    const days = (await client.pTTL(keyOf('collection'))) / (24 * 3_600_000)
    expect(days).toBeGreaterThan(89)
    expect(await client.pTTL(keyOf('log'))).toBe(-1)
  })

  it('rejects at once while Redis is away, says so once, and works again when it is back', async () => {
    const store = open()
    await store.writeDocument('log', 'before')
    client.destroy()
    await server.kill()
    for (let i = 0; i < 5; i += 1) await expect(store.readDocument('log')).rejects.toThrow(/away/)
    await new Promise((resolve) => setTimeout(resolve, 600))
    await expect(store.writeDocument('log', 'meanwhile')).rejects.toThrow(/away/)
    expect(redis.awayMs()).toBeGreaterThan(0)
    await server.restart()
    await redis.firstContact(5_000)
    expect(redis.awayMs()).toBe(0)
    await store.writeDocument('log', 'after')
    expect(await store.readDocument('log')).toBe('after')
    expect(logged.at('warn').map((line) => line.msg)).toEqual([expect.stringContaining('Redis is away')])
    expect(logged.lines.map((line) => line.msg)).toContain('Redis is back')
    client = raw()
    await client.connect()
  })

  it('gives up on a Redis that takes the question and never answers', async () => {
    const store = open()
    server.freeze()
    await expect(store.readDocument('log')).rejects.toThrow(/away/)
    server.thaw()
    await redis.firstContact(10_000)
    expect(await store.readDocument('log')).toBeNull()
  })
})

it.skipIf(noRedis !== null)('opens a Redis with its password, and never says it', async () => {
  const server = await startRedis({ password: 's3cret' })
  const logged = createLogLines()
  const right = connectRedis({ url: server.url, clock, log: logged.log })
  const wrong = connectRedis({ url: server.url.replace('s3cret', 'wr0ng'), clock, log: logged.log })
  try {
    await Promise.all([right.firstContact(5_000), wrong.firstContact(1_000)])
    expect(right.isReady()).toBe(true)
    expect(wrong.isReady()).toBe(false)
    expect(logged.at('warn').map((line) => line.reason)).toEqual([expect.stringContaining('WRONGPASS')])
    expect(JSON.stringify(logged.lines)).not.toMatch(/s3cret|wr0ng/)
  } finally {
    right.close()
    wrong.close()
    await server.kill()
  }
})
