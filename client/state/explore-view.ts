import {
  applyTrialQuery,
  countAllFacets,
  defaultTrialQuery,
  filterTrials,
  parseTrialQuery,
} from '../../shared/trial-query.ts'
import type { FacetName, TrialQuery } from '../../shared/trial-query.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { isRecruitingNow } from '../describe/status-words.ts'
import { LOCAL_FILTERS, localTest } from './local-filters.ts'
import { valuesOf, without } from './url-state.ts'
import type { Params } from './url-state.ts'

/** Trials per value of each filter, the other filters kept. */
export type FacetCounts = Partial<Record<FacetName, ReadonlyMap<string, number>>>

export interface ExploreInput {
  trials: readonly TrialSummary[]
  params: Params
  /** Typed on this device; never in the URL. */
  age: number | null
  substances: readonly Substance[]
}

export interface ExploreView {
  /** Every trial that matches, sorted. */
  shown: TrialSummary[]
  hidden: { role: number; purpose: number }
  facets: FacetCounts
  /** Trials with any substance, the other filters kept. */
  anySubstance: number
  /** Of those that would pass a filter on "recruiting": how many really are, now. */
  recruitingNow: number
  /** Names of filters in the link that are not understood and were left out. */
  dropped: string[]
  query: TrialQuery
}

/** Not a filter: how the list is ordered. */
const ORDER = 'sort'
/** Values that lift a default instead of filtering. */
const ALL = 'all'

/** From what the URL and the device say to what is on screen. Pure: the same input gives the same list. */
export function exploreView({ trials, params, age, substances }: ExploreInput): ExploreView {
  const { query, local, dropped } = readParams(params, age, substances)
  const mine = local.length === 0 ? trials : trials.filter((trial) => local.every((test) => test(trial)))
  const purposeChosen = valuesOf(params, 'purpose').length > 0
  const usual = purposeChosen ? mine : mine.filter((trial) => isUsualPurpose(trial, query.substance, substances))
  const { trials: shown, hidden } = applyTrialQuery(usual, { ...query, limit: null, offset: 0 })
  const lifted = mine.filter((trial) => purposeChosen || isUsualPurpose(trial, [], substances))
  const view = {
    shown,
    hidden,
    facets: countAllFacets(usual, query),
    anySubstance: filterTrials(lifted, { ...query, substance: [] }).length,
    recruitingNow: filterTrials(usual, { ...query, status: ['recruiting'] }).filter(isRecruitingNow).length,
    dropped,
    query,
  }
  if (usual.length === mine.length) return view
  const others = filterTrials(mine, query).length - filterTrials(usual, query).length
  const { purpose } = countAllFacets(mine, query, ['purpose'])
  return {
    ...view,
    hidden: { role: hidden.role, purpose: others },
    facets: { ...view.facets, ...(purpose === undefined ? {} : { purpose }) },
  }
}

/** A trial is shown by default when one of its chosen substances shows its purpose (esketamine: treatment only). */
function isUsualPurpose(trial: TrialSummary, chosen: readonly string[], substances: readonly Substance[]): boolean {
  const ids = trial.substances.map((s) => s.substanceId)
  const relevant = chosen.length === 0 ? ids : ids.filter((id) => chosen.includes(id))
  return (
    relevant.length === 0 ||
    relevant.some((id) => {
      const usual = substances.find((substance) => substance.id === id)?.defaultPurposes ?? null
      return usual === null || usual.includes(trial.purpose)
    })
  )
}

interface ReadParams {
  query: TrialQuery
  local: ((trial: TrialSummary) => boolean)[]
  dropped: string[]
}

/** Understands what it can: a filter that is not valid is left out and named, the others still work. */
function readParams(params: Params, age: number | null, substances: readonly Substance[]): ReadParams {
  const dropped: string[] = []
  const local = LOCAL_FILTERS.flatMap((name) => {
    const values = valuesOf(params, name)
    if (values.length === 0) return []
    const test = localTest(name, values)
    if (test === null) dropped.push(name)
    return test === null ? [] : [test]
  })
  const asked = without(params, [...LOCAL_FILTERS, 'age', 'limit', 'offset']).filter(
    ([name, value]) => !(name === 'purpose' && value === ALL),
  )
  const known = { substanceIds: substances.map((substance) => substance.id) }
  const withAge: Params = age === null ? asked : [...asked, ['age', String(age)]]
  const first = parseTrialQuery(withAge, known)
  if (first.errors === undefined) return { query: first.query, local, dropped }
  const bad = [...new Set(first.errors.map((error) => error.field))]
  const second = parseTrialQuery(without(withAge, bad), known)
  return { query: second.query ?? defaultTrialQuery(), local, dropped: [...dropped, ...bad] }
}

/** For each filter that is on: how many trials there would be without it. For "nothing found". */
export function countWithout(input: ExploreInput): { name: string; trials: number }[] {
  const names = [...new Set(input.params.map(([name]) => name))].filter((name) => name !== ORDER)
  const counts = names.map((name) => ({
    name,
    trials: exploreView({ ...input, params: without(input.params, [name]) }).shown.length,
  }))
  return input.age === null
    ? counts
    : [...counts, { name: 'age', trials: exploreView({ ...input, age: null }).shown.length }]
}
