import type { NearSite } from '../../shared/core/distance.ts'
import type { StatusGroup, TrialSummary } from '../../shared/trial.ts'
import type { Locale } from '../state/locale.ts'
import type { NearMe } from '../state/near-me.ts'

export interface DistanceWords {
  text: string
  /** `open`: a place that recruits; `closed`: one that does not; `unknown`: nothing to measure, or nothing said. */
  tone: 'open' | 'closed' | 'unknown'
  /** What else has to be known about it. */
  notes: string[]
}

/** Groups that do not say whether anybody is still taken in. */
const SILENT: ReadonlySet<StatusGroup> = new Set(['active-recruitment-unknown', 'unknown'])
const TENS_FROM = 100

/** A distance as exact as it is: whole kilometres, from 100 on in tens. */
export function kmWords(km: number, { words, formats }: Pick<Locale, 'words' | 'formats'>): string {
  if (km < 1) return words.near.underOneKm
  return words.near.km(formats.number(km < TENS_FROM ? Math.round(km) : Math.round(km / 10) * 10))
}

/** How far a trial is, in a sentence; where a register gives no place, only as much as it does say. */
export function distanceWords(trial: TrialSummary, near: NearMe, locale: Locale): DistanceWords {
  const { words, formats } = locale
  const { country } = near.place
  const { open, any } = near.distanceOf(trial)
  const here = country === null ? null : formats.country(country)
  const recruitsHere = country !== null && trial.recruitingCountries.includes(country)
  const measured = ({ byTown }: NearSite): string[] => (byTown ? [words.near.byTown] : [])
  if (open !== null) {
    const also = recruitsHere && here !== null && open.country !== country ? [words.near.alsoInCountry(here)] : []
    return { text: words.near.open(kmWords(open.km, locale)), tone: 'open', notes: [...measured(open), ...also] }
  }
  if (recruitsHere && here !== null) return { text: words.near.openInCountry(here), tone: 'open', notes: [] }
  if (any !== null) {
    const unsure = SILENT.has(trial.statusGroup) || trial.statusFrom === 'snapshot'
    const text = unsure ? words.near.unsure : words.near.closed
    return { text: text(kmWords(any.km, locale)), tone: unsure ? 'unknown' : 'closed', notes: measured(any) }
  }
  if (country !== null && here !== null && trial.countries.includes(country)) {
    return { text: words.near.inCountry(here), tone: 'unknown', notes: [] }
  }
  return {
    text: trial.countries.length > 0 ? words.near.countriesOnly : words.near.noPlaces,
    tone: 'unknown',
    notes: [],
  }
}
