import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { CheckFact, CheckReply } from '../../shared/api.ts'
import { checkFacts } from '../../shared/core/check-trial.ts'
import { deriveAnyTrial } from '../../shared/core/derive-trial.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import type { TrialRecord, TrialSummary } from '../../shared/trial.ts'
import { sleep } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import type { Registry, RegistryHttp } from '../registries/registry.ts'

/**
 * Asks a registry for one number that the catalogue does not hold: once, however many visitors ask; kept for a while,
 * also the answer "none"; and within a budget that all visitors share, so that nobody can use us to flood a registry.
 */
export interface Lookup {
  /** `id` canonical. Null: none of our registries writes its numbers so. */
  ask(id: string): Promise<LookupAnswer | null>
}

export interface LookupAnswer {
  registryId: string
  /** What the registry answered; null when it could not be asked, and then `reason` says why. */
  found: boolean | null
  reason: CheckReply['reason']
  /** ISO time of the registry's answer, or of our failure to get one. */
  at: string
  record: FoundRecord | null
}

/** What is kept of a record: not its criteria and raw fields. */
interface FoundRecord {
  trial: TrialSummary | null
  facts: CheckFact[]
  recordId: string
  url: string
}

/** Numbers a registry is asked for at once, and how soon another may be: the budget of all visitors together. */
const BURST = 20
const REFILL_MS = 5_000
/** How long an answer is kept, in ms: a record or "none"; and a failure, so that asking again is not asking at once. */
const KEPT_MS = 60 * 60 * 1_000
const FAILURE_KEPT_MS = 30_000
const MOST_KEPT = 2_000
/** A visitor waits this long, in ms; the question goes on and its answer is kept for the next time. */
const PATIENCE_MS = 15_000

export function createLookup(deps: {
  registries: readonly Registry[]
  substances: readonly Substance[]
  httpFor: (registryId: string) => RegistryHttp
  /** Never ask. */
  offline: boolean
  clock: Clock
  log: Logger
}): Lookup {
  const { registries, clock, log } = deps
  const kept = new LRUCache<string, LookupAnswer>({
    max: MOST_KEPT,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  })
  const flights = new Map<string, Promise<LookupAnswer>>()
  const budgets = new Map(registries.map(({ id }) => [id, createBudget(clock)]))
  const order = registries.map(({ id }) => id)

  async function fetchOne(registry: Registry, id: string): Promise<LookupAnswer> {
    const at = clock.now().toISOString()
    const { id: registryId } = registry
    try {
      const record = await registry.fetchRecord(id, deps.httpFor(registryId), at)
      const context = { substances: deps.substances, registryOrder: order, now: at }
      const answer: LookupAnswer =
        record === null
          ? { registryId, found: false, reason: null, at, record: null }
          : { registryId, found: true, reason: null, at, record: foundRecord(record, context) }
      kept.set(id, answer, { ttl: KEPT_MS })
      return answer
    } catch (error) {
      // What cannot be read is not "none" either.
      if (!(error instanceof AppError)) log.error({ err: error, registryId }, 'a number could not be looked up')
      else log.warn({ registryId, code: error.code, reason: error.message }, 'a number could not be looked up')
      const answer = notAsked(registryId, 'unavailable', at)
      kept.set(id, answer, { ttl: FAILURE_KEPT_MS })
      return answer
    } finally {
      flights.delete(id)
    }
  }

  return {
    async ask(id) {
      const registry = registries.find(({ trialIdPattern }) => trialIdPattern.test(id))
      if (registry === undefined) return null
      const held = kept.get(id)
      if (held !== undefined) return held
      const at = clock.now().toISOString()
      if (deps.offline) return notAsked(registry.id, 'offline', at)
      let flight = flights.get(id)
      if (flight === undefined) {
        if (budgets.get(registry.id)?.take() !== true) return notAsked(registry.id, 'too-many', at)
        flight = fetchOne(registry, id)
        flights.set(id, flight)
      }
      return within(flight, clock, () => notAsked(registry.id, 'too-slow', clock.now().toISOString()))
    },
  }
}

function notAsked(registryId: string, reason: CheckReply['reason'], at: string): LookupAnswer {
  return { registryId, found: null, reason, at, record: null }
}

function foundRecord(
  record: TrialRecord,
  context: { substances: readonly Substance[]; registryOrder: readonly string[]; now: string },
): FoundRecord {
  const trial =
    deriveAnyTrial({ trialId: record.recordId, records: [record], joinWarnings: [] }, context)?.summary ?? null
  const substanceIds = (trial?.substances ?? []).map(({ substanceId }) => substanceId)
  return { trial, facts: checkFacts([record], substanceIds), recordId: record.recordId, url: record.url }
}

async function within<T>(flight: Promise<T>, clock: Clock, late: () => T): Promise<T> {
  const patience = new AbortController()
  const waited = sleep(clock, PATIENCE_MS, patience.signal).then(late)
  // Aborted when the answer came first: nobody waits for it then.
  waited.catch(() => undefined)
  try {
    return await Promise.race([flight, waited])
  } finally {
    patience.abort()
  }
}

/** A token bucket: `BURST` at once, one more every `REFILL_MS`. */
function createBudget(clock: Clock): { take(): boolean } {
  let tokens = BURST
  let refilledAt = clock.now().getTime()
  return {
    take() {
      const now = clock.now().getTime()
      // A clock that was set back gives nothing and takes nothing away.
      const refills = Math.max(0, Math.floor((now - refilledAt) / REFILL_MS))
      tokens = Math.min(BURST, tokens + refills)
      refilledAt = now < refilledAt || tokens === BURST ? now : refilledAt + refills * REFILL_MS
      if (tokens === 0) return false
      tokens -= 1
      return true
    },
  }
}
