import type { StatusTable } from '../../shared/api.ts'
import type { StatusGroup, RejectedRecord, TrialRecord } from '../../shared/trial.ts'
import type { Substance } from '../../shared/substances/substance.ts'

/** A reply whose status is 2xx, 400 or 404. Everything else is thrown as an AppError before an adapter sees it. */
export interface RegistryReply {
  status: number
  /** Lower case, without parameters; '' when the registry sent none. */
  contentType: string
  /** Body decoded as UTF-8. */
  body: string
}

/**
 * What an adapter may do to the outside world: paced, retried, bounded requests to one registry.
 * `path` starts with `/` and is appended to the registry's base URL.
 * Throws RegistryUnavailableError, RegistryBusyError (both after retries) or RegistryChangedError (over the size cap).
 */
export interface RegistryHttp {
  get(path: string): Promise<RegistryReply>
  post(path: string, json: unknown): Promise<RegistryReply>
}

export interface Pace {
  /** Smallest time between two request starts, in ms. */
  minIntervalMs: number
  maxConcurrent: number
}

/** Characters kept of a record that cannot be read: whole as a rule, since what is cut off could name what is looked for. */
export const MOST_REJECTED_TEXT = 500_000

/** What `collect` learned. Complete means: `records` and `rejected` account for all the registry said it holds. */
export interface CollectResult {
  records: TrialRecord[]
  rejected: RejectedRecord[]
  reportedTotal: number | null
  complete: boolean
  /** Why it is not complete, in one sentence; null when it is. */
  incompleteReason: string | null
}

export type OnProgress = (progress: { done: number; total: number | null }) => void

/** A live question of `npm run doctor`: returns what was seen, throws with what was expected. */
export interface LiveCheck {
  name: string
  run(http: RegistryHttp): Promise<string>
}

/**
 * One registry. Adding one is a file that exports this and a line in `index.ts`; list order is preference order.
 */
export interface Registry {
  id: string
  name: string
  /** How it is cited in a sentence ("CTIS"), and its place in such a list: a register before its successor. */
  citation: { name: string; place: number }
  homeUrl: string
  defaultBaseUrl: string
  /** Anchored, canonical form of its numbers. */
  trialIdPattern: RegExp
  pace: Pace
  maxReplyBytes: number
  recordUrl(recordId: string): string
  /** The registry's own search page for a substance, for people who repeat the search. */
  searchUrl(substance: Substance): string
  /** Maps a raw status word of this registry (as kept in `overallStatus`) to a group; unknown words give 'unknown'. */
  statusGroup(rawStatus: string | null): StatusGroup
  /** The status words we know of this registry, in its own order: shown beside their groups on the page about methods. */
  statusWords?: readonly string[]
  /**
   * Asks for all records of a substance. `fetchedAt` (ISO time) becomes the records' `asOf`.
   * A malformed record goes to `rejected`; a reply the adapter does not know throws RegistryChangedError.
   */
  collect(substance: Substance, http: RegistryHttp, onProgress: OnProgress, fetchedAt: string): Promise<CollectResult>
  /** Asks for one record by number: null when the registry answers that it has none. Other troubles throw. */
  fetchRecord(recordId: string, http: RegistryHttp, fetchedAt: string): Promise<TrialRecord | null>
  liveChecks: readonly LiveCheck[]
}

/** What the status words of each registry mean here: its own words beside the groups that its own mapping gives. */
export function statusTables(registries: readonly Registry[]): StatusTable[] {
  return registries.map((registry) => ({
    registryId: registry.id,
    words: (registry.statusWords ?? []).map((word) => ({ word, group: registry.statusGroup(word) })),
  }))
}
