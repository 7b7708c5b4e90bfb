import type { Collection, TrialRecord } from '../../shared/trial.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import type { Registry } from '../registries/registry.ts'
import { readCsv } from './facts-csv.ts'
import { recordFromFacts } from './facts-record.ts'

/** Oldest and newest date of the copies; partial dates compare as texts. Null when none is dated. */
export function asOfRange(records: readonly TrialRecord[]): Collection['asOfRange'] {
  const dates = records.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])).sort()
  const [oldest] = dates
  const newest = dates.at(-1)
  return oldest === undefined || newest === undefined ? null : { oldest, newest }
}

/**
 * Turns the facts table into one collection for each registry and substance, empty ones too. A snapshot never
 * completes a collection. Throws on a row whose registry or substance is unknown: nothing is left out silently.
 */
export function collectionsFromFacts(
  csv: string,
  registries: readonly Registry[],
  substances: readonly Substance[],
): Collection[] {
  const constants = registries.find(({ id }) => id === 'ctgov')
  if (!constants) throw new Error('the facts table uses the status words of ctgov, which is not in the list')
  const recordsOf = new Map<string, TrialRecord[]>()
  for (const row of readCsv(csv)) {
    const registry = registries.find(({ id }) => id === row.registry)
    const substance = substances.find(({ id }) => id === row.substance)
    if (!registry || !substance) {
      throw new Error(`row ${row.trial_id ?? '?'}: unknown registry or substance`)
    }
    const key = `${registry.id} ${substance.id}`
    recordsOf.set(key, [...(recordsOf.get(key) ?? []), recordFromFacts(row, registry, constants)])
  }
  return registries.flatMap((registry) =>
    substances.map((substance): Collection => {
      const records = recordsOf.get(`${registry.id} ${substance.id}`) ?? []
      return {
        registryId: registry.id,
        substanceId: substance.id,
        records,
        rejected: [],
        reportedTotal: null,
        complete: false,
        fetchedAt: null,
        asOfRange: asOfRange(records),
        from: 'snapshot',
      }
    }),
  )
}
