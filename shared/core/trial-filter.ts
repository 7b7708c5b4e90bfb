import type { TrialQuery } from '../trial-query.ts'
import { ROLES } from '../trial-values.ts'
import type { Role, TrialSummary } from '../trial.ts'
import { admitsAge } from './age.ts'
import { lastDay } from './freshness.ts'
import { phaseKey } from './phase.ts'
import { defaultLexicon } from './search-lexicon.ts'
import { comparableText, matchesSearch, parseSearch, type SearchLexicon } from './search-text.ts'
import { conditionIdsOf, isConditionId } from './trial-conditions.ts'
import { sortTrials } from './trial-sort.ts'

export const MAX_LIMIT = 5000
const LARGE_DEFAULT_LIMIT = 1000

export interface AppliedQuery {
  /** The page asked for, sorted. */
  trials: TrialSummary[]
  /** How many trials match, on all pages. */
  total: number
  /** How many more trials there would be without the role filter alone, and without the purpose filter alone. */
  hidden: { role: number; purpose: number }
}

type Test = (trial: TrialSummary) => boolean
export type FilterName = Exclude<keyof TrialQuery, 'sort' | 'limit' | 'offset'>
export interface Filter {
  name: FilterName
  /** The answer for a trial that fails this filter and no other, made once: most trials fail one or two. */
  alone: readonly FilterName[]
  test: Test
}

/** Filters, sorts and pages. Without a limit: all of up to MAX_LIMIT trials, LARGE_DEFAULT_LIMIT of more. */
export function applyTrialQuery(
  trials: readonly TrialSummary[],
  query: TrialQuery,
  lexicon: () => SearchLexicon = defaultLexicon,
): AppliedQuery {
  const { kept, hidden } = sift(trials, query, lexicon)
  const limit = query.limit ?? pageSize(kept.length)
  return {
    trials: sortTrials(kept, query.sort).slice(query.offset, query.offset + limit),
    total: kept.length,
    hidden,
  }
}

/** How many of so many trials that match are on a page when nobody says. */
export function pageSize(total: number): number {
  return total <= MAX_LIMIT ? MAX_LIMIT : LARGE_DEFAULT_LIMIT
}

/** The trials that match, in the order given, all of them. */
export function filterTrials(
  trials: readonly TrialSummary[],
  query: TrialQuery,
  lexicon: () => SearchLexicon = defaultLexicon,
): TrialSummary[] {
  return sift(trials, query, lexicon).kept
}

function sift(
  trials: readonly TrialSummary[],
  query: TrialQuery,
  lexicon: () => SearchLexicon,
): { kept: TrialSummary[]; hidden: AppliedQuery['hidden'] } {
  const filters = compileFilters(query, lexicon)
  const kept: TrialSummary[] = []
  const hidden = { role: 0, purpose: 0 }
  for (const trial of trials) {
    const failed = failedFilters(trial, filters, 1)
    if (failed === PASSED) kept.push(trial)
    else if (failed?.length === 1 && (failed[0] === 'role' || failed[0] === 'purpose')) hidden[failed[0]]++
  }
  return { kept, hidden }
}

/** Shared, so that a trial that passes costs no allocation. */
const PASSED: readonly FilterName[] = []

/** Which filters a trial fails; null when it fails more than `most` of them. */
function failedFilters(trial: TrialSummary, filters: readonly Filter[], most: number): readonly FilterName[] | null {
  let failed = PASSED
  for (const filter of filters) {
    if (filter.test(trial)) continue
    if (failed.length === most) return null
    failed = failed === PASSED ? filter.alone : [...failed, filter.name]
  }
  return failed
}

/**
 * The tests a query really makes. A `null` of the trial fails every filter on that value, except age. The lexicon is
 * asked for by a search only: it takes some 20 ms to make.
 */
export function compileFilters(query: TrialQuery, lexicon: () => SearchLexicon = defaultLexicon): Filter[] {
  const filters: Filter[] = []
  const add = (name: FilterName, wanted: boolean, test: Test): void => {
    if (wanted) filters.push({ name, alone: [name], test })
  }
  const list = <T>(name: FilterName, values: readonly T[], read: (trial: TrialSummary) => readonly T[]): void => {
    const wanted = new Set(values)
    add(name, values.length > 0, (trial) => {
      for (const value of read(trial)) if (wanted.has(value)) return true
      return false
    })
  }
  const one = <T>(name: FilterName, values: readonly T[], read: (trial: TrialSummary) => T | null): void => {
    const wanted = new Set<T | null>(values)
    add(name, values.length > 0, (trial) => wanted.has(read(trial)))
  }
  const { age, admitsMinors, hasResults, startFrom, startTo, updatedFrom } = query

  list('substance', query.substance, (trial) => trial.substances.map((s) => s.substanceId))
  add('role', query.role.length > 0 && query.role.length < ROLES.length, roleTest(query))
  one('purpose', query.purpose, (trial) => trial.purpose)
  one('status', query.status, (trial) => trial.statusGroup)
  add('phase', query.phase.length > 0, phaseTest(query.phase))
  list('country', query.country, (trial) => trial.countries)
  list('recruitingIn', query.recruitingIn, (trial) => trial.recruitingCountries)
  add('condition', query.condition.length > 0, conditionTest(query.condition))
  add('age', age !== null, (trial) => age === null || admitsAge(trial.ages, age) !== false)
  one('sex', withAll(query.sex), (trial) => trial.sex)
  list('registry', query.registry, registriesOf)
  list('idTier', query.idTier, (trial) => trial.idTiers)
  list('idReading', query.idReading, (trial) => trial.idReading)
  list('disagrees', query.disagrees, disagreementsOf)
  add('admitsMinors', admitsMinors !== null, (trial) => trial.ages.admitsMinors === admitsMinors)
  add('hasResults', hasResults !== null, (trial) => trial.hasResults === hasResults)
  add('startFrom', startFrom !== null, (trial) => notBefore(trial.startDate, startFrom))
  add('startTo', startTo !== null, (trial) => notAfter(trial.startDate, startTo))
  add('updatedFrom', updatedFrom !== null, (trial) => notBefore(trial.lastUpdated, updatedFrom))
  const terms = query.q === '' ? [] : parseSearch(query.q, lexicon())
  add('q', terms.length > 0, (trial) => matchesSearch(trial, terms, conditionIdsOf))
  return filters
}

/** A role counts for the substances asked for: a trial that compares with esketamine investigates something else. */
function roleTest({ role, substance }: TrialQuery): Test {
  const roles = new Set<Role>(role)
  const substances = new Set(substance)
  return (trial) => {
    for (const { substanceId, role: held } of trial.substances) {
      if (roles.has(held) && (substances.size === 0 || substances.has(substanceId))) return true
    }
    return false
  }
}

/** A single phase is found in any combination; a combination, and 'none', only as such. */
function phaseTest(values: readonly string[]): Test {
  const wanted = new Set(values)
  return ({ phases }) => wanted.has(phaseKey(phases)) || phases.some((phase) => wanted.has(phase))
}

/** Women may also take part in a trial for all; a trial "for all" is not one for women only. */
function withAll(sexes: TrialQuery['sex']): TrialQuery['sex'] {
  return sexes.length > 0 && !sexes.includes('ALL') ? [...sexes, 'ALL'] : sexes
}

/** A known condition by its id; anything else as words that one of the trial's conditions has to contain. */
function conditionTest(values: readonly string[]): Test {
  const tests = values.map((value): Test => {
    if (isConditionId(value)) return (trial) => conditionIdsOf(trial).includes(value)
    const words = comparableText(value)
    return (trial) => words !== '' && trial.conditions.some((stated) => comparableText(stated).includes(words))
  })
  return (trial) => tests.some((test) => test(trial))
}

export function registriesOf({ registryIds }: TrialSummary): string[] {
  const hasNumbers = (id: string): boolean => (registryIds[id]?.length ?? 0) > 0
  const ids = Object.keys(registryIds)
  return ids.every(hasNumbers) ? ids : ids.filter(hasNumbers)
}

const AGREES: readonly string[] = []

/** The fields on which its registers differ, and 'any' when there are some. */
export function disagreementsOf({ disagreements }: TrialSummary): readonly string[] {
  return disagreements.length === 0 ? AGREES : ['any', ...disagreements]
}

/** Could the (partial) date lie on or after this one? */
function notBefore(date: string | null, from: string | null): boolean {
  return date !== null && from !== null && lastDay(date) >= from
}

/** Could the (partial) date lie on or before the last day of this one? */
function notAfter(date: string | null, to: string | null): boolean {
  return date !== null && to !== null && date.slice(0, 10) <= lastDay(to)
}
