import type { Site, SitePlaces, TrialRecord } from '../trial.ts'
import { NONE } from './lean.ts'
import { comparableText } from './search-text.ts'
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
  if (isFinal(status.statusGroup)) return NONE
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

/** The sites of all records by country, each place once; a place recruits when any of its sites does. */
export function sitePlacesOf(records: readonly TrialRecord[], status: TrialRecord): SitePlaces[] {
  if (records.every(({ sites }) => sites.length === 0)) return NONE
  const countries = new Map<string, CountryPlaces>()
  for (const record of records) {
    const isOpen = openSites(record, status)
    for (const site of record.sites) {
      const key = site.country ?? ''
      const places = countries.get(key) ?? { country: site.country, points: new Map(), towns: new Map() }
      countries.set(key, places)
      notePlace(places, site, isOpen(site) ? 1 : 0)
    }
  }
  return [...countries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { country, points, towns }]) => ({ country, points: [...points.values()], towns: [...towns.values()] }))
    .filter(({ points, towns }) => points.length + towns.length > 0)
}

interface CountryPlaces {
  country: string | null
  points: Map<string, SitePlaces['points'][number]>
  towns: Map<string, SitePlaces['towns'][number]>
}

function notePlace({ points, towns }: CountryPlaces, { lat, lon, city }: Site, open: number): void {
  if (lat !== null && lon !== null) {
    const [y, x] = [hundredths(lat), hundredths(lon)]
    const key = `${y} ${x}`
    points.set(key, [y, x, Math.max(open, points.get(key)?.[2] ?? 0)])
  } else if (city !== null && comparableText(city) !== '') {
    const key = comparableText(city)
    const held = towns.get(key)
    towns.set(key, [held?.[0] ?? city.trim(), Math.max(open, held?.[1] ?? 0)])
  }
}

function hundredths(degrees: number): number {
  return Math.round(degrees * 100) / 100
}

/**
 * Whether a site of this record takes people in: as the site itself says; where no site of the record states anything,
 * as its country does. A silent site beside sites that do state it is not counted.
 */
function openSites(record: TrialRecord, status: TrialRecord): (site: Site) => boolean {
  if (record.from === 'snapshot' || isFinal(status.statusGroup)) return () => false
  const open = new Set(recruitingIn(record))
  const stated = record.sites.some(({ statusGroup }) => statusGroup !== null)
  return ({ country, statusGroup }) => open.has(country) && (stated ? statusGroup === 'recruiting' : true)
}

function sortedCodes(codes: readonly (string | null)[]): string[] {
  return [...new Set(codes.filter((code) => code !== null))].sort()
}
