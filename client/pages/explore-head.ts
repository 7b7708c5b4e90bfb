import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { RegistryState } from '../../shared/api.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { filterValueWords } from '../describe/filter-groups.ts'
import type { Chip } from '../elements/filter-chips.ts'
import { NEAREST } from '../state/explore-view.ts'
import type { ExploreView } from '../state/explore-view.ts'
import type { Locale } from '../state/locale.ts'
import { firstOf } from '../state/url-state.ts'
import type { Params } from '../state/url-state.ts'

/** The first is the usual one. */
export const SORTS = ['recruiting-first', NEAREST, 'newest', 'updated', 'largest', 'title'] as const

interface ListHead {
  /** Null while the list is loaded. */
  view: ExploreView | null
  all: readonly TrialSummary[] | null
  params: Params
  change: (sort: string) => void
}

/** The heading of the list, how many trials it shows of how many, and its order. */
export function listHead({ view, all, params, change }: ListHead, { words, formats }: Locale): TemplateResult {
  const { explore } = words
  const count =
    view === null || all === null
      ? words.app.loading
      : view.shown.length === all.length
        ? explore.countAll(all.length, formats.number(all.length))
        : explore.count(all.length, formats.number(view.shown.length), formats.number(all.length))
  const sort = firstOf(params, 'sort') ?? SORTS[0]
  const choose = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) change(event.target.value)
  }
  return html`<div class="list-head">
    <h2 id="list-heading">${explore.results}</h2>
    <p class="list-head__count" role="status">${count}</p>
    <label class="list-head__sort">
      <span>${explore.sort}</span>
      <select @change=${choose}>
        ${SORTS.map((name) => html`<option value=${name} ?selected=${name === sort}>${explore.sorts[name] ?? name}</option>`)}
      </select>
    </label>
  </div>`
}

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
