import type { FacetName } from '../../shared/trial-query.ts'
import type { Params } from './url-state.ts'
import type { TrialSummary } from '../../shared/trial.ts'

/** Trials per value of each filter, the other filters kept. */
export type FacetCounts = Partial<Record<FacetName, ReadonlyMap<string, number>>>

/** The list as it is on screen, and what it hides. */
export interface ListView {
  /** Every trial that matches, sorted. */
  shown: readonly TrialSummary[]
  /** Trials hidden by the choices made for the reader: the role, and esketamine's other purposes. */
  hidden: { role: number; purpose: number }
  /** For each filter that is on: how many trials it hides that nothing else does. */
  hiddenBy: ReadonlyMap<string, number>
  facets: FacetCounts
  /** Trials with any substance, the other filters kept. */
  anySubstance: number
  /** Of those that would pass a filter on "recruiting": how many really are, now. */
  recruitingNow: number
  /** Names of filters in the link that are not understood and were left out. */
  dropped: readonly string[]
}

/** Not a filter: how the list is ordered. `nearest` is ours; the API does not know where anybody is. */
export const ORDER = 'sort'
export const NEAREST = 'nearest'

export interface FilterCount {
  name: string
  trials: number
}

/** For each filter that is on: how many trials there would be without it. For "nothing found". */
export function countWithout(params: Params, age: number | null, view: ListView): FilterCount[] {
  const names = [...new Set(params.map(([name]) => name))].filter((name) => name !== ORDER)
  return [...names, ...(age === null ? [] : ['age'])].map((name) => ({
    name,
    trials: name === 'substance' ? view.anySubstance : view.shown.length + (view.hiddenBy.get(name) ?? 0),
  }))
}
