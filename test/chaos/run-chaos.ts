import { setTimeout as sleep } from 'node:timers/promises'
import { ChangesReply } from '../../shared/api.ts'
import { seededRandom } from '../bench/scaled-trials.ts'
import { getJson } from '../journeys/server-process.ts'
import { startRedis } from '../redis-server.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { createReplica, environmentOf, PATHS, waitUntilIdentical } from './replica-set.ts'
import type { Replica } from './replica-set.ts'

export interface ChaosResult {
  seed: number
  requests: number
  /** Requests that failed although their replica was up all the time. */
  failed: string[]
  /** Requests that ended with the replica that answered them. */
  lostWithReplica: number
  replicasEnded: number
  redisKilled: number
  /** Requests to the registries: of the three replicas together, and of one on its own in the same time. */
  upstream: number
  upstreamOfOne: number
  /** Requests that one round of all collections takes. */
  requestsPerRound: number
  identicalAfterMs: number
  changes: ChangesReply['changes']
  /** Status words that the changed trial had, in their order. */
  statuses: string[]
}

/**
 * Three replicas on one Redis, and one replica on its own beside them, for `seconds`: replicas (SIGKILL or SIGTERM) and
 * Redis (SIGKILL, so that it forgets everything) go down and come back at random, while visitors ask and a registry
 * changes what it says.
 */
export async function runChaos(options: {
  seconds: number
  seed: number
  refreshSeconds: number
  say: (line: string) => void
}): Promise<ChaosResult> {
  const { say, seed } = options
  // Four servers publish what they learn, round after round: with few trials that costs little.
  const few = { perSubstance: 2 }
  const [double, doubleOfOne, redis] = [await startDouble(few), await startDouble(few), await startRedis()]
  const env = { REFRESH_HOURS: String(options.refreshSeconds / 3_600) }
  const replicas = await Promise.all(
    ['a', 'b', 'c'].map((name) => createReplica(name, environmentOf(double, { ...env, REDIS_URL: redis.url }))),
  )
  const one = await createReplica('one', environmentOf(doubleOfOne, env))
  const result: ChaosResult = {
    seed,
    requests: 0,
    failed: [],
    lostWithReplica: 0,
    replicasEnded: 0,
    redisKilled: 0,
    upstream: 0,
    upstreamOfOne: 0,
    requestsPerRound: 0,
    identicalAfterMs: 0,
    changes: [],
    statuses: [],
  }
  let over = false

  async function visit(): Promise<void> {
    const choose = seededRandom(seed + 1)
    while (!over) {
      const up = replicas.filter(({ upSince }) => upSince !== null)
      const replica = up[Math.floor(choose() * up.length)]
      const path = PATHS[Math.floor(choose() * PATHS.length)] ?? '/'
      if (replica !== undefined) await ask(replica, path)
      await sleep(30)
    }
  }

  async function ask(replica: Replica, path: string): Promise<void> {
    const start = performance.now()
    result.requests += 1
    try {
      const response = await fetch(replica.url + path, { signal: AbortSignal.timeout(10_000) })
      await response.arrayBuffer()
      if (response.status !== 200) result.failed.push(`${replica.name} ${path}: ${String(response.status)}`)
    } catch (error) {
      if (replica.upSince === null || replica.downAt >= start) result.lostWithReplica += 1
      else result.failed.push(`${replica.name} ${path}: ${String(error)}`)
    }
  }

  async function breakRedis(until: number): Promise<void> {
    const random = seededRandom(seed + 2)
    for (;;) {
      await sleep(3_000 + random() * 7_000)
      if (performance.now() >= until) return
      const awayMs = Math.round(300 + random() * 4_000)
      say(`Redis killed for ${String(awayMs)} ms`)
      result.redisKilled += 1
      await redis.kill()
      await sleep(awayMs)
      await redis.restart()
    }
  }

  async function breakReplicas(until: number): Promise<void> {
    const random = seededRandom(seed + 3)
    for (;;) {
      await sleep(1_500 + random() * 4_000)
      const replica = replicas[Math.floor(random() * replicas.length)]
      if (performance.now() >= until || replica === undefined) return
      const signal = random() < 0.75 ? 'SIGKILL' : 'SIGTERM'
      const awayMs = Math.round(200 + random() * 3_000)
      say(`replica ${replica.name} ended by ${signal} for ${String(awayMs)} ms`)
      result.replicasEnded += 1
      await replica.end(signal)
      await sleep(awayMs)
      await replica.start()
    }
  }

  async function changeTheRegister(until: number): Promise<void> {
    for (let n = 0; performance.now() < until; n += 1) {
      for (const registry of [double, doubleOfOne]) setStatus(registry, STATUSES[n % STATUSES.length] ?? '')
      result.statuses.push(STATUSES[n % STATUSES.length] ?? '')
      await sleep(options.refreshSeconds * 600)
    }
  }

  try {
    await one.start()
    await waitUntilIdentical([one], 90_000)
    result.requestsPerRound = doubleOfOne.requests.length
    await Promise.all(replicas.map((replica) => replica.start()))
    await waitUntilIdentical(replicas, 90_000)
    // From here on both are counted for the same time.
    const counted = [double.requests.length, doubleOfOne.requests.length] as const
    const until = performance.now() + options.seconds * 1_000
    const visitors = [visit(), visit(), visit()]
    await Promise.all([breakRedis(until), breakReplicas(until), changeTheRegister(until)])
    result.upstream = double.requests.length - counted[0]
    result.upstreamOfOne = doubleOfOne.requests.length - counted[1]
    // A lock of a killed replica has to end first, and a round to be made.
    await sleep(options.refreshSeconds * 1_000)
    result.identicalAfterMs = await waitUntilIdentical(replicas, 90_000)
    over = true
    await Promise.all(visitors)
    result.changes = ChangesReply.parse(await getJson(`${replicas[0]?.url ?? ''}/api/changes`)).changes
    return result
  } catch (error) {
    for (const replica of replicas) say(`--- ${replica.name}\n${replica.said().slice(-4_000)}`)
    throw error
  } finally {
    over = true
    await Promise.all([...replicas, one].map((replica) => replica.end('SIGKILL')))
    await redis.kill()
    await Promise.all([double.stop(), doubleOfOne.stop()])
  }
}

const STATUSES = ['RECRUITING', 'ACTIVE_NOT_RECRUITING', 'SUSPENDED', 'ENROLLING_BY_INVITATION', 'NOT_YET_RECRUITING']

function setStatus(double: RegistryDouble, status: string): void {
  const fixture = double.data.ctgov[0]
  if (fixture === undefined) throw new Error('the double has no study')
  fixture.study.protocolSection.statusModule.overallStatus = status
}
