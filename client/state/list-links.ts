import type { Substance } from '../../shared/substances/substance.ts'
import { LOCAL_FILTERS } from './local-filters.ts'
import { valuesOf, without, writeFragment } from './url-state.ts'
import type { Params } from './url-state.ts'

export interface ListLinks {
  csv: string
  json: string
  feed: string
  /** The filters of the links, as the API reads them. */
  params: Params
  /** Names of filters that are on and that the links do not have. */
  leftOut: readonly string[]
}

/**
 * Links to the list as files and as a feed, with the filters of the address. What stays on the device (age, place) and
 * what only a chart can ask (a year, a size) is left out and named.
 */
export function listLinks(
  params: Params,
  options: { age: number | null; lang: string; substances: readonly Substance[] },
): ListLinks {
  const local = LOCAL_FILTERS.filter((name) => valuesOf(params, name).length > 0)
  const asked = without(params, [...LOCAL_FILTERS, 'age', 'limit', 'offset', 'sort'])
  const withPurpose = [
    ...without(asked, valuesOf(asked, 'purpose').includes('all') ? ['purpose'] : []),
    ...usualPurposes(asked, options.substances),
  ]
  const query = writeFragment(withPurpose)
  const list = query === '' ? '' : `?${query}`
  return {
    csv: `/api/trials.csv${list}`,
    json: `/api/trials.json${list}`,
    feed: `/feeds/trials.atom?lang=${options.lang}${query === '' ? '' : `&${query}`}`,
    params: withPurpose,
    leftOut: [...local, ...(options.age === null ? [] : ['age'])],
  }
}

/** Of one substance the purposes that the list shows by itself can be asked for; of several together they cannot. */
function usualPurposes(params: Params, substances: readonly Substance[]): Params {
  const chosen = valuesOf(params, 'substance')
  const usual = substances.find(({ id }) => id === chosen[0])?.defaultPurposes ?? null
  if (chosen.length !== 1 || usual === null || valuesOf(params, 'purpose').length > 0) return []
  return usual.map((purpose) => ['purpose', purpose] as const)
}
