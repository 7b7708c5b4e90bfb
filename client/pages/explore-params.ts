import type { ExploreInput } from '../state/explore-view.ts'
import { firstOf, withValues, without, writeFragment } from '../state/url-state.ts'
import type { Params } from '../state/url-state.ts'

/** The same list. */
export function sameInput(a: ExploreInput, b: ExploreInput): boolean {
  return a.trials === b.trials && a.params === b.params && a.age === b.age && a.near === b.near && a.search === b.search
}

/** The same trials, whatever their order. */
export function sameChoice(a: ExploreInput | null, b: ExploreInput): boolean {
  return a !== null && sameInput({ ...a, params: b.params }, b) && writeFragment(a.params) === writeFragment(b.params)
}

/** Choosing one value ends "show all of them". */
export function withoutAll(params: Params, name: string): Params {
  return params.filter(([key, value]) => !(key === name && value === 'all'))
}

/** The default choices of role and purpose are made anew for another substance. */
export function withoutLifted(params: Params): Params {
  return without(
    params,
    ['purpose', 'role'].filter((name) => firstOf(params, name) === 'all'),
  )
}

/** Instead of the trials in a country those of which none is known. */
export function countryUnknown(params: Params): Params {
  return withValues(without(params, ['country', 'recruitingIn']), 'unstated', ['country'])
}
