import { AGE_BANDS } from '../trial-values.ts'
import { lean } from './lean.ts'
import type { AgeBand, AgeLimit, Ages, TrialRecord } from '../trial.ts'

/** Age under which a person is a minor, in years. */
export const ADULT_YEARS = 18

const DAYS_PER_YEAR = 365.25
const UNIT_YEARS: Record<string, (n: number) => number> = {
  year: (n) => n,
  month: (n) => n / 12,
  week: (n) => (n * 7) / DAYS_PER_YEAR,
  day: (n) => n / DAYS_PER_YEAR,
  hour: (n) => n / 24 / DAYS_PER_YEAR,
  minute: (n) => n / 60 / 24 / DAYS_PER_YEAR,
}

/** ClinicalTrials.gov's grammar (its OpenAPI document, 2.0.5); digits bounded so that a number stays exact. */
const AGE = /^(\d{1,6}) ?(year|month|week|day|hour|minute)s?$/i
const NOT_STATED = /^(?:n\/?a|none|no limit|not stated)?$/i

/**
 * An age limit in exact years ("6 Months" is 0.5), or null when the text states no limit.
 * Text that is not understood keeps its words with `years: null`.
 */
export function parseAge(stated: string): AgeLimit | null {
  const text = stated.trim()
  if (NOT_STATED.test(text)) return null
  const match = AGE.exec(text)
  const toYears = UNIT_YEARS[match?.[2]?.toLowerCase() ?? '']
  return { stated: text, years: match && toYears ? toYears(Number(match[1])) : null }
}

/** Years each band covers, as [from, up to but not including]; in utero covers no age a person can have. */
const BAND_YEARS: Record<AgeBand, readonly [number, number]> = {
  'in-utero': [-1, 0],
  preterm: [0, 28 / DAYS_PER_YEAR],
  '0-27-days': [0, 28 / DAYS_PER_YEAR],
  '28-days-23-months': [28 / DAYS_PER_YEAR, 2],
  '2-11-years': [2, 12],
  '12-17-years': [12, ADULT_YEARS],
  '0-17-years': [0, ADULT_YEARS],
  'under-18-years': [0, ADULT_YEARS],
  '18-64-years': [ADULT_YEARS, 65],
  '65-plus-years': [65, Infinity],
}
const BAND_WORDS: Record<AgeBand, string> = {
  'in-utero': 'In utero',
  preterm: 'Preterm newborn infants',
  '0-27-days': '0-27 days',
  '28-days-23-months': '28 days-23 months',
  '2-11-years': '2-11 years',
  '12-17-years': '12-17 years',
  '0-17-years': '0-17 years',
  'under-18-years': 'Under 18 years',
  '18-64-years': '18-64 years',
  '65-plus-years': '65+ years',
}
/** Bands whose clear No means "nobody under 18": EUCTR F.1.1 and CTIS code 2. */
const ALL_MINORS: ReadonlySet<AgeBand> = new Set(['under-18-years', '0-17-years'])

function isMinorBand(band: AgeBand): boolean {
  return BAND_YEARS[band][0] < ADULT_YEARS
}

/** The years a band covers: from, and up to but not including. */
export function bandYears(band: AgeBand): readonly [number, number] {
  return BAND_YEARS[band]
}

export function isAgeBand(text: string): text is AgeBand {
  return Object.hasOwn(BAND_YEARS, text)
}

/** A minimum above the maximum ("65 Years to 6 Years"): one of the two is wrong, and nobody can say which. */
export function agesContradict(record: TrialRecord): boolean {
  const minimum = record.minimumAge?.years ?? null
  const maximum = record.maximumAge?.years ?? null
  return minimum !== null && maximum !== null && minimum > maximum
}

/**
 * Does one record admit someone under 18? Exact limits decide before bands; null: not stated. A missing minimum says
 * nothing by itself (NCT06631677 is adults only, states no minimum, and is tagged CHILD and ADULT), but a maximum under
 * 18 does, and so do the age groups of ClinicalTrials.gov where they leave one reading only.
 */
export function recordAdmitsMinors(record: TrialRecord): boolean | null {
  if (agesContradict(record)) return null
  const minimum = record.minimumAge?.years ?? null
  const maximum = record.maximumAge?.years ?? null
  if (minimum !== null) return minimum < ADULT_YEARS
  if (maximum !== null && maximum < ADULT_YEARS) return true
  if (record.ageBands.some(isMinorBand)) return true
  if (record.ageBandsExcluded.some((band) => ALL_MINORS.has(band))) return false
  return maximum === null ? groupsAdmitMinors(record.stdAges) : null
}

/**
 * ClinicalTrials.gov derives CHILD from a minimum under 18 or none, and ADULT from a maximum of 18 or over or none
 * (no exception in 1,178 records). So CHILD beside ADULT says nothing; CHILD without ADULT means a maximum under 18, and
 * ADULT without CHILD a minimum of 18 or over. Only copies hold groups without limits (NCT07324057: CHILD).
 */
function groupsAdmitMinors(groups: readonly string[]): boolean | null {
  const child = groups.includes('CHILD')
  const grown = groups.includes('ADULT') || groups.includes('OLDER_ADULT')
  return child === grown ? null : child
}

/**
 * Ages of a trial from its records, most preferred first: limits from the first record that states one, bands of all
 * records together. Where registries differ a trial admits minors when any record does; the difference is shown apart.
 */
export function agesOf(records: readonly TrialRecord[]): Ages {
  const exact = records.find(statesExactAge)
  const bands = lean(AGE_BANDS.filter((band) => records.some((record) => record.ageBands.includes(band))))
  const answers = records.map(recordAdmitsMinors)
  return {
    minimumYears: exact?.minimumAge?.years ?? null,
    maximumYears: exact?.maximumAge?.years ?? null,
    bands,
    admitsMinors: answers.includes(true) ? true : answers.includes(false) ? false : null,
    stated: statedAges(records),
  }
}

/** The registry's words for the ages of the first record that states any; 'not stated' when none does. */
export function statedAges(records: readonly TrialRecord[]): string {
  const limited = records.find(statesExactAge) ?? records.find((record) => record.minimumAge ?? record.maximumAge)
  if (limited) return limitsInWords(limited.minimumAge, limited.maximumAge)
  const banded = records.find((record) => record.ageBands.length > 0)
  if (banded) return bandsInWords(banded.ageBands)
  if (records.some((record) => record.ageBandsExcluded.some((band) => ALL_MINORS.has(band)))) return 'no under 18s'
  const grouped = records.find((record) => groupsAdmitMinors(record.stdAges) !== null)
  return grouped ? `age group ${grouped.stdAges.join(', ')}` : 'not stated'
}

/** The record that `agesOf` takes its words from, or null when none states an age. */
export function ageSource(records: readonly TrialRecord[]): TrialRecord | null {
  return (
    records.find(statesExactAge) ??
    records.find((record) => record.minimumAge ?? record.maximumAge) ??
    records.find((record) => record.ageBands.length > 0 || record.ageBandsExcluded.length > 0) ??
    records.find((record) => groupsAdmitMinors(record.stdAges) !== null) ??
    null
  )
}

/**
 * Does the stated range admit someone of this age (years)? A whole number stands for the year until the next birthday;
 * a fraction is exact. Null: the trial states no ages at all.
 */
export function admitsAge(ages: Ages, age: number): boolean | null {
  const { minimumYears, maximumYears } = ages
  const bands = ages.bands.filter(isAgeBand)
  if (minimumYears === null && maximumYears === null) {
    return bands.length > 0 ? bandsAdmit(bands, age) : admitsFromAnswer(ages.admitsMinors, age)
  }
  const oldEnough = minimumYears === null || (Number.isInteger(age) ? age + 1 > minimumYears : age >= minimumYears)
  const youngEnough = maximumYears === null || Math.floor(age) <= maximumYears
  if (oldEnough && youngEnough) return true
  // Registries differ: another record admits minors although the limits shown are an adult's.
  const differs = ages.admitsMinors === true && minimumYears !== null && minimumYears >= ADULT_YEARS
  if (!differs || age >= ADULT_YEARS) return false
  const minorBands = bands.filter(isMinorBand)
  return minorBands.length === 0 || bandsAdmit(minorBands, age)
}

function admitsFromAnswer(admitsMinors: boolean | null, age: number): boolean | null {
  return admitsMinors === false && age < ADULT_YEARS ? false : null
}

function bandsAdmit(bands: readonly AgeBand[], age: number): boolean {
  return finestBands(bands).some((band) => {
    const [from, below] = BAND_YEARS[band]
    return age < below && (Number.isInteger(age) ? age + 1 > from : age >= from)
  })
}

/** "Under 18" (EUCTR F.1.1) only opens the question; where finer bands answer it, they say who. */
export function finestBands(bands: readonly AgeBand[]): readonly AgeBand[] {
  const finer = bands.filter((band) => band !== 'under-18-years')
  return finer.some(isMinorBand) ? finer : bands
}

function statesExactAge(record: TrialRecord): boolean {
  return (record.minimumAge?.years ?? record.maximumAge?.years ?? null) !== null
}

function limitsInWords(minimum: AgeLimit | null, maximum: AgeLimit | null): string {
  if (minimum && maximum) return `${minimum.stated} to ${maximum.stated}`
  if (minimum) return `${minimum.stated}, no maximum stated`
  if (maximum) return `up to ${maximum.stated}, no minimum stated`
  return 'not stated'
}

export function bandsInWords(bands: readonly AgeBand[]): string {
  return finestBands(AGE_BANDS.filter((band) => bands.includes(band)))
    .map((band) => BAND_WORDS[band])
    .join(', ')
}
