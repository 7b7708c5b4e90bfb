import type { TrialRecord } from '../trial.ts'
import { isFinal } from './status-group.ts'

/** ISO codes of all countries that a record names for the trial or its sites, in alphabetical order. */
export function countriesOf(records: readonly TrialRecord[]): string[] {
  const codes = records.flatMap((record) => [...record.countries, ...record.sites].map((place) => place.country))
  return sortedCodes(codes)
}

/**
 * Where the registers say the trial recruits now. A copy made by somebody else says where it once did, so it adds none;
 * neither does any record once the status shown (the newest) is a final one.
 */
export function recruitingCountriesOf(records: readonly TrialRecord[], status: TrialRecord): string[] {
  if (isFinal(status.statusGroup)) return []
  return sortedCodes(records.filter((record) => record.from !== 'snapshot').flatMap(recruitingIn))
}

/**
 * The most local statement counts: a country's own status, else that of its sites; the status of the whole record
 * stands for its countries only when the record states nothing per country or site.
 */
function recruitingIn(record: TrialRecord): (string | null)[] {
  const perCountry = record.countries.filter((place) => place.statusGroup !== null)
  if (perCountry.length > 0) {
    return perCountry.filter((place) => place.statusGroup === 'recruiting').map((place) => place.country)
  }
  if (record.statusGroup !== 'recruiting') return []
  const perSite = record.sites.filter((site) => site.statusGroup !== null)
  if (perSite.length > 0) return perSite.filter((site) => site.statusGroup === 'recruiting').map((site) => site.country)
  return [...record.countries, ...record.sites].map((place) => place.country)
}

function sortedCodes(codes: readonly (string | null)[]): string[] {
  return [...new Set(codes.filter((code) => code !== null))].sort()
}
