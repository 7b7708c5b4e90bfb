import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { RegistryBusyError } from '../errors.ts'
import { isStopping } from './collections.ts'
import type { CollectionKey, Collections } from './collections.ts'

export interface RefreshOptions {
  collections: Pick<Collections, 'keys' | 'ageMs' | 'refresh'>
  config: Pick<Config, 'refreshHours' | 'retrySeconds' | 'offline'>
  clock: Clock
  log: Logger
  random?: () => number
}

export interface Refresh {
  /** Nothing more is started; a flight under way is left to the signal of its registry's http. */
  stop(): void
}

interface Due extends CollectionKey {
  /** Milliseconds since 1970. */
  at: number
  failures: number
}

/** Replicas that started together drift apart, and no registry gets all questions on the hour. */
const JITTER = 0.1

/**
 * Keeps all collections fresh, behind the visitors' backs: registries side by side, the substances of one registry one
 * after another. A collection read back from the store is asked for when it is due, not at every start.
 */
export function startRefresh(options: RefreshOptions): Refresh {
  const { collections, config, log } = options
  if (config.offline) {
    log.info('offline: no registry will be asked')
    return { stop: () => undefined }
  }
  const byRegistry = new Map<string, CollectionKey[]>()
  for (const key of collections.keys()) {
    byRegistry.set(key.registryId, [...(byRegistry.get(key.registryId) ?? []), key])
  }
  const stops = [...byRegistry.values()].map((keys) => refreshRegistry(options, keys))
  return {
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

/** One registry's round: always the collection that is due first, one at a time. Returns its stop. */
function refreshRegistry(options: RefreshOptions, keys: readonly CollectionKey[]): () => void {
  const { collections, clock, log } = options
  const schedule = createSchedule(options)
  const queue = keys.map((key): Due => ({ ...key, at: schedule.firstAt(key), failures: 0 }))
  let stopped = false
  let cancel: () => void = () => undefined

  function wait(): void {
    const next = queue.reduce<Due | null>((first, due) => (first === null || due.at < first.at ? due : first), null)
    if (stopped || next === null) return
    const ms = next.at - clock.now().getTime()
    // Always through a timer, also when it is due already: starting never runs ahead of whoever starts us.
    cancel = clock.setTimeout(() => void run(next), Math.max(0, ms))
  }

  async function run(due: Due): Promise<void> {
    const outcome = await collections.refresh(due.registryId, due.substanceId)
    if (stopped || (!outcome.ok && isStopping(outcome.error))) return
    due.failures = outcome.ok ? 0 : due.failures + 1
    const delay = outcome.ok ? schedule.intervalMs() : schedule.retryMs(due.failures, outcome.error)
    due.at = clock.now().getTime() + delay
    if (!outcome.ok) {
      const { registryId, substanceId, failures } = due
      log.info({ registryId, substanceId, failures, retrySeconds: Math.round(delay / 1_000) }, 'will ask again')
    }
    wait()
  }

  wait()
  return () => {
    stopped = true
    cancel()
  }
}

function createSchedule({ collections, config, clock, random = Math.random }: RefreshOptions) {
  const intervalMs = config.refreshHours * 3_600_000
  const jittered = (ms: number): number => ms * (1 + JITTER * (2 * random() - 1))
  return {
    intervalMs: (): number => jittered(intervalMs),
    firstAt({ registryId, substanceId }: CollectionKey): number {
      const now = clock.now().getTime()
      const age = collections.ageMs(registryId, substanceId)
      return age === null ? now : Math.max(now, now - age + jittered(intervalMs))
    },
    /** RETRY_SECONDS, doubling up to the refresh interval; longer only when the registry itself asked for it. */
    retryMs(failures: number, error: Error): number {
      const doubled = config.retrySeconds * 1_000 * 2 ** Math.min(failures - 1, 30)
      const asked = error instanceof RegistryBusyError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0
      return Math.max(jittered(Math.min(doubled, intervalMs)), Math.min(asked, 24 * 3_600_000))
    },
  }
}
