import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { RegistryBusyError } from '../errors.ts'
import type { Collections } from './collections.ts'
import { isStopping } from './flight-error.ts'
import type { CollectionKey } from './slots.ts'

/** The right to ask one registry, until it is given back. */
export interface Turn {
  release(): Promise<void>
}

/** Null: another replica asks that registry now. */
export interface Turns {
  take(registryId: string): Promise<Turn | null>
}

export interface RefreshOptions {
  collections: Pick<Collections, 'keys' | 'ageMs' | 'refresh' | 'attempt' | 'keepAttempt' | 'settled'>
  /** Shared with other replicas; null or absent: nobody else asks, and every turn is ours. */
  turns?: Turns | null
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

/** While another replica asks: how soon to look again whether it is done (or gone), in ms. */
const LOOK_AGAIN_MS = 1_000
/** Replicas that started together drift apart, and no registry gets all questions on the hour. */
const JITTER = 0.1
/** A registry that asks us to wait longer than this is asked all the same. */
const LONGEST_WAIT_MS = 24 * 3_600_000

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
  const { collections, clock, log, turns = null } = options
  const schedule = createSchedule(options)
  const queue = keys.map((key): Due => ({ ...key, at: schedule.dueAt(key), failures: 0 }))
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
    const turn = turns === null ? OURS : await turns.take(due.registryId)
    try {
      if (stopped) return
      if (turn === null) due.at = clock.now().getTime() + LOOK_AGAIN_MS
      else if (turns === null || !isDoneByAnother(due)) await ask(due)
    } finally {
      await turn?.release()
    }
    wait()
  }

  function isDoneByAnother(due: Due): boolean {
    const at = schedule.dueAt(due)
    if (at <= clock.now().getTime()) return false
    due.at = at
    return true
  }

  async function ask(due: Due): Promise<void> {
    const { registryId, substanceId } = due
    // Replicas count together; a process of its own starts again from none.
    if (turns !== null) due.failures = collections.attempt(registryId, substanceId)?.failures ?? 0
    const outcome = await collections.refresh(registryId, substanceId)
    if (!outcome.ok && isStopping(outcome.error)) {
      stopped = true
      return
    }
    due.failures = outcome.ok ? 0 : due.failures + 1
    const delay = outcome.ok ? schedule.intervalMs() : schedule.retryMs(due.failures, outcome.error)
    due.at = clock.now().getTime() + delay
    if (!outcome.ok) {
      const { failures } = due
      log.info({ registryId, substanceId, failures, retrySeconds: Math.round(delay / 1_000) }, 'will ask again')
    }
    await collections.keepAttempt(registryId, substanceId, { failures: due.failures, nextAt: new Date(due.at) })
    await collections.settled()
  }

  wait()
  return () => {
    stopped = true
    cancel()
  }
}

const OURS: Turn = { release: () => Promise.resolve() }

function createSchedule({ collections, config, clock, random = Math.random, turns = null }: RefreshOptions) {
  const intervalMs = config.refreshHours * 3_600_000
  const jittered = (ms: number): number => ms * (1 + JITTER * (2 * random() - 1))
  return {
    intervalMs: (): number => jittered(intervalMs),
    /** Milliseconds since 1970. */
    dueAt({ registryId, substanceId }: CollectionKey): number {
      const now = clock.now().getTime()
      const age = collections.ageMs(registryId, substanceId)
      const byAge = age === null ? now : Math.max(now, now - age + jittered(intervalMs))
      const attempt = collections.attempt(registryId, substanceId)
      // Fetched after that attempt: by a replica that died before it could say so.
      if (attempt === null || (age !== null && now - age > Date.parse(attempt.at))) return byAge
      // Restarting a process of its own is how an operator says "try again".
      if (turns === null) return attempt.error === null ? byAge : now
      const nextAt = Date.parse(attempt.nextAt)
      return Number.isNaN(nextAt) ? byAge : Math.min(Math.max(now, nextAt), now + Math.max(intervalMs, LONGEST_WAIT_MS))
    },
    /** RETRY_SECONDS, doubling up to the refresh interval; longer only when the registry itself asked for it. */
    retryMs(failures: number, error: Error): number {
      const doubled = config.retrySeconds * 1_000 * 2 ** Math.min(failures - 1, 30)
      const asked = error instanceof RegistryBusyError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0
      return Math.max(jittered(Math.min(doubled, intervalMs)), Math.min(asked, LONGEST_WAIT_MS))
    },
  }
}
