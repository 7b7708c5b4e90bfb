import { REGISTRY_STATES } from '../../shared/api.ts'
import type { CollectionState, RegistryState, RegistryStateName } from '../../shared/api.ts'
import type { Collection } from '../../shared/trial.ts'
import type { Registry } from '../registries/registry.ts'
import type { HeldBack } from './quarantine.ts'

/** What is known about one collection at a moment. */
export interface CollectionStanding {
  substanceId: string
  held: Collection | null
  /** Younger than it may become between two refreshes. */
  young: boolean
  /** How far the fetch under way is; null when none is. */
  running: { done: number; total: number | null } | null
  /** Why the last finished attempt failed; null when it succeeded or none was made. */
  error: { code: string; message: string; at: string } | null
  heldBack: HeldBack | null
}

/** PRODUCT §3.3: what is served now, and in what state, for one registry. */
export function registryStateOf(
  registry: Pick<Registry, 'id' | 'name' | 'homeUrl'>,
  standings: readonly CollectionStanding[],
): RegistryState {
  const collections = standings.map(collectionStateOf)
  return {
    registryId: registry.id,
    name: registry.name,
    url: registry.homeUrl,
    state: worstOf(collections.map((c) => c.state)),
    fetchedAt: newestOf(collections.filter((c) => c.complete)) ?? newestOf(collections),
    error: newestError(standings),
    progress: progressOf(standings),
    collections,
  }
}

function collectionStateOf(standing: CollectionStanding): CollectionState {
  const { held } = standing
  return {
    substanceId: standing.substanceId,
    state: stateNameOf(standing),
    fetchedAt: held === null ? null : dateOf(held),
    records: held?.records.length ?? 0,
    rejected: held?.rejected.length ?? 0,
    reportedTotal: held?.reportedTotal ?? null,
    complete: held !== null && isComplete(held),
    ...(standing.heldBack === null ? {} : { heldBack: heldBackState(standing.heldBack) }),
  }
}

function heldBackState({ since, lostIds, of, lostFields }: HeldBack): CollectionState['heldBack'] {
  return { since, lostTrials: lostIds.length, ofTrials: of, lostFields }
}

function stateNameOf({ held, young, running, error }: CollectionStanding): RegistryStateName {
  if (held !== null && isComplete(held)) return young && error === null ? 'fresh' : 'stale'
  if (running !== null) return 'in-progress'
  if (held !== null) return held.from === 'snapshot' ? 'snapshot' : 'stale'
  return error === null ? 'never' : 'failed'
}

/** A snapshot never completes a collection (PRODUCT §5). */
function isComplete(collection: Collection): boolean {
  return collection.complete && collection.from !== 'snapshot'
}

function dateOf(collection: Collection): string | null {
  if (collection.from === 'snapshot') return collection.asOfRange?.newest ?? null
  return collection.complete ? collection.fetchedAt : null
}

function worstOf(states: readonly RegistryStateName[]): RegistryStateName {
  return REGISTRY_STATES.find((name) => states.includes(name)) ?? 'never'
}

function newestOf(collections: readonly CollectionState[]): string | null {
  return collections.reduce<string | null>(
    (newest, { fetchedAt }) => (fetchedAt !== null && (newest === null || fetchedAt > newest) ? fetchedAt : newest),
    null,
  )
}

/** The latest attempt that failed and was not made good for its collection since. */
function newestError(standings: readonly CollectionStanding[]): RegistryState['error'] {
  return standings.reduce<RegistryState['error']>(
    (newest, { error }) => (error !== null && (newest === null || error.at > newest.at) ? error : newest),
    null,
  )
}

function progressOf(standings: readonly CollectionStanding[]): RegistryState['progress'] {
  const running = standings.flatMap(({ running }) => (running === null ? [] : [running]))
  if (running.length === 0) return null
  return {
    done: running.reduce((sum, { done }) => sum + done, 0),
    total: running.reduce<number | null>((sum, { total }) => (sum === null || total === null ? null : sum + total), 0),
  }
}
