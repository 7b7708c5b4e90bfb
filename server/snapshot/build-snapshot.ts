import type { Substance } from '../../shared/substances/substance.ts'
import type { Collection, TrialRecord } from '../../shared/trial.ts'
import type { Registry, RegistryHttp } from '../registries/registry.ts'
import { asOfRange } from './facts-collections.ts'

export interface BuildSnapshotDeps {
  registries: readonly Registry[]
  substances: readonly Substance[]
  httpFor: (registryId: string) => RegistryHttp
  now: () => Date
  /** Told before each collection is asked for. */
  onCollection: (registryId: string, substanceId: string) => void
}

/** A collection that was not read to its end: a snapshot made from it would hide trials. */
export class SnapshotIncompleteError extends Error {
  constructor(registryId: string, substanceId: string, reason: string) {
    super(`no snapshot written: ${registryId} ${substanceId} is not complete (${reason})`)
    this.name = 'SnapshotIncompleteError'
  }
}

/**
 * Asks the live registries for every collection, one after the other. Rejects with SnapshotIncompleteError at the first
 * one that is not complete. The copies are dated with the day they were fetched.
 */
export async function buildSnapshot(deps: BuildSnapshotDeps): Promise<Collection[]> {
  const collections: Collection[] = []
  for (const registry of deps.registries) {
    for (const substance of deps.substances) {
      deps.onCollection(registry.id, substance.id)
      collections.push(await fetchCollection(registry, substance, deps))
    }
  }
  return collections
}

async function fetchCollection(
  registry: Registry,
  substance: Substance,
  { httpFor, now }: BuildSnapshotDeps,
): Promise<Collection> {
  const day = now().toISOString().slice(0, 10)
  const result = await registry.collect(substance, httpFor(registry.id), () => undefined, day)
  if (!result.complete) {
    throw new SnapshotIncompleteError(registry.id, substance.id, result.incompleteReason ?? 'no reason given')
  }
  const records = result.records.map((record) => copyOf(record, day))
  return {
    registryId: registry.id,
    substanceId: substance.id,
    records,
    rejected: result.rejected,
    reportedTotal: result.reportedTotal,
    // A snapshot never completes a collection (PRODUCT §5): it only says what was so on its day.
    complete: false,
    fetchedAt: null,
    asOfRange: asOfRange(records),
    from: 'snapshot',
  }
}

/** A copy outlives the people in it: names, telephone numbers and addresses of contacts are left out. */
function copyOf(record: TrialRecord, day: string): TrialRecord {
  return {
    ...record,
    contacts: [],
    sites: record.sites.map((site) => ({ ...site, contacts: [] })),
    raw: {},
    asOf: day,
    from: 'snapshot',
  }
}
