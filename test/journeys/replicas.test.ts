import { afterEach, describe, expect, it } from 'vitest'
import { RegistryState, StatementReply, TrialsReply } from '../../shared/api.ts'
import { createReplica, environmentOf, waitUntilIdentical } from '../chaos/replica-set.ts'
import type { Replica } from '../chaos/replica-set.ts'
import { noRedis, startRedis } from '../redis-server.ts'
import type { RedisServer } from '../redis-server.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { getJson, waitFor } from './server-process.ts'

const replicas: Replica[] = []
const doubles: RegistryDouble[] = []
const servers: RedisServer[] = []

afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.end('SIGKILL')))
  await Promise.all(servers.splice(0).map((redis) => redis.kill()))
  await Promise.all(doubles.splice(0).map((double) => double.stop()))
})

async function redisServer(): Promise<RedisServer> {
  const redis = await startRedis()
  servers.push(redis)
  return redis
}

async function registryDouble(): Promise<RegistryDouble> {
  const double = await startDouble({ perSubstance: 2 })
  doubles.push(double)
  return double
}

async function replica(double: RegistryDouble, env: Record<string, string>): Promise<Replica> {
  const one = await createReplica(String(replicas.length), environmentOf(double, env))
  replicas.push(one)
  return one
}

async function statesOf(url: string): Promise<RegistryState[]> {
  const reply = (await getJson(`${url}/api/registries`)) as { registries: unknown[] }
  return reply.registries.map((state) => RegistryState.parse(state))
}
const allFresh = (states: RegistryState[]) => states.every(({ state }) => state === 'fresh')
const warnings = (one: Replica) =>
  one
    .said()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { level: string; msg: string })
    .filter(({ level }) => level === 'warn' || level === 'error')
    .map(({ msg }) => msg)

describe.skipIf(noRedis !== null)('replicas on one Redis', { timeout: 180_000 }, () => {
  it('ask each registry together as often as one does, and answer the same bytes', async () => {
    const redis = await redisServer()
    const [double, alone] = [await registryDouble(), await registryDouble()]
    const one = await replica(alone, {})
    await one.start()
    await waitFor(() => statesOf(one.url), allFresh)
    const three = await Promise.all([1, 2, 3].map(() => replica(double, { REDIS_URL: redis.url })))
    await Promise.all(three.map((each) => each.start()))
    await waitUntilIdentical(three, 60_000)
    expect(double.requests.length).toBe(alone.requests.length)

    // A restarted one holds what its own file says until Redis confirms it; then it says the same again.
    await three[1]!.end('SIGKILL')
    await three[1]!.start()
    await waitUntilIdentical(three, 60_000)
    expect(double.requests.length).toBe(alone.requests.length)
    const { trials } = TrialsReply.parse(await getJson(`${three[1]!.url}/api/trials?role=all`))
    expect(new Set(trials.map(({ from }) => from))).toEqual(new Set(['live']))
  })

  it('take over from one that is killed while it asks', async () => {
    const redis = await redisServer()
    const double = await registryDouble()
    for (const id of Object.keys(double.baseUrls)) double.setFault(id, { kind: 'hang' })
    const [first, second] = [
      await replica(double, { REDIS_URL: redis.url }),
      await replica(double, { REDIS_URL: redis.url }),
    ]
    await first.start()
    await waitFor(
      () => Promise.resolve(double.requests.length),
      (n) => n >= 3,
    )
    await second.start()
    await first.end('SIGKILL')
    for (const id of Object.keys(double.baseUrls)) double.setFault(id, null)
    await waitFor(() => statesOf(second.url), allFresh, 60_000)
  })

  it('share what went wrong, and when to ask again', async () => {
    const redis = await redisServer()
    const double = await registryDouble()
    const [first] = Object.keys(double.baseUrls)
    double.setFault(first!, { kind: '500' })
    const env = { REDIS_URL: redis.url, RETRY_SECONDS: '3600' }
    const two = [await replica(double, env), await replica(double, env)]
    await Promise.all(two.map((each) => each.start()))
    const failed = (states: RegistryState[]) =>
      states.filter(({ error }) => error !== null).length === 1 &&
      states.filter(({ state }) => state === 'fresh').length === 2
    for (const each of two) await waitFor(() => statesOf(each.url), failed, 60_000)
    await waitFor(
      () => Promise.all(two.map(async ({ url }) => (await fetch(`${url}/api/registries`)).headers.get('etag'))),
      ([a, b]) => a === b,
    )
  })
})

describe.skipIf(noRedis !== null)('without its Redis, a replica', { timeout: 180_000 }, () => {
  it.each(['dead', 'frozen'])(
    'starts and serves when Redis is %s, says so once, and gives it all when it is back',
    async (how) => {
      const redis = await redisServer()
      const double = await registryDouble()
      const one = await replica(double, { REDIS_URL: redis.url })
      await one.start()
      await waitFor(() => statesOf(one.url), allFresh)
      await one.end('SIGTERM')
      if (how === 'dead') await redis.kill()
      else redis.freeze()
      await one.start()
      const reply = TrialsReply.parse(await getJson(`${one.url}/api/trials?role=all`))
      expect(new Set(reply.trials.map(({ from }) => from))).toEqual(new Set(['stored']))
      await waitFor(
        () => Promise.resolve(warnings(one)),
        (said) => said.length > 0,
      )
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      expect((await fetch(`${one.url}/readyz`)).status).toBe(200)
      expect(warnings(one)).toEqual([expect.stringContaining('Redis is away')])

      if (how === 'frozen') {
        redis.thaw()
        await redis.kill()
      }
      await redis.restart()
      // It never asks a registry: all it can have comes from what the other one gave to the empty Redis.
      const other = await replica(double, { REDIS_URL: redis.url, OFFLINE: '1' })
      await other.start()
      await waitUntilIdentical([one, other], 60_000)
      const { version } = StatementReply.parse(await getJson(`${one.url}/api/statement`))
      const kept = await fetch(`${other.url}/api/statement?version=${version}`)
      expect(kept.status).toBe(200)
    },
  )
})
