import type { RegistryState } from '../../shared/api.ts'
import { filterValueWords } from './filter-groups.ts'
import type { Chip } from '../elements/filter-chips.ts'
import type { Locale } from '../state/locale.ts'
import type { Params } from '../state/url-state.ts'

/** The filters that are on, each as one that can be taken off. */
export function chipsOf(
  params: Params,
  age: number | null,
  registries: readonly RegistryState[],
  locale: Locale,
): Chip[] {
  const chips = params
    .filter(([name]) => name !== 'sort')
    .map(([name, value]): Chip => ({ name, value, label: filterValueWords(name, value, locale, registries) }))
  if (age === null) return chips
  return [...chips, { name: 'age', value: String(age), label: locale.words.filters.chipAge(String(age)) }]
}
