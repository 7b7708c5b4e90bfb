import { firstOf, withValues, without } from '../state/url-state.ts'
import type { Params } from '../state/url-state.ts'

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
