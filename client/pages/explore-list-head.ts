import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { TrialSummary } from '../../shared/trial.ts'
import { NEAREST } from '../state/list-view.ts'
import type { ListView } from '../state/list-view.ts'
import type { Locale } from '../state/locale.ts'
import type { Params } from '../state/url-state.ts'
import { whenIdle } from '../state/when-idle.ts'
import type { PageContext } from './page-element.ts'

export const SORTS = ['recruiting-first', NEAREST, 'newest', 'updated', 'largest', 'title'] as const

interface HeadState {
  view: ListView | null
  all: readonly TrialSummary[] | null
  sort: string
  onSort: (event: Event) => void
}

/** How many trials the list holds, of how many, and in which order. */
export function listHead({ view, all, sort, onSort }: HeadState, { words, formats }: Locale): TemplateResult {
  const { explore } = words
  const count =
    view === null || all === null
      ? words.app.loading
      : view.shown.length === all.length
        ? explore.countAll(all.length, formats.number(all.length))
        : explore.count(all.length, formats.number(view.shown.length), formats.number(all.length))
  return html`<div class="list-head">
    <h2 id="list-heading">${explore.results}</h2>
    <p class="list-head__count" role="status">${count}</p>
    <label class="list-head__sort">
      <span>${explore.sort}</span>
      <select @change=${onSort}>
        ${SORTS.map((name) => html`<option value=${name} .selected=${name === sort}>${explore.sorts[name] ?? name}</option>`)}
      </select>
    </label>
  </div>`
}

const loadFollow = (): void => void import('./explore-follow.ts')

/** Loads what draws the news, once the list was drawn; on a first visit there are none. */
export function loadNews({ device }: PageContext): void {
  if (device.previousVisit !== null) whenIdle(loadFollow)
}

/** The place of the news since the last visit. */
export function newsSince(context: PageContext): TemplateResult | typeof nothing {
  return context.device.previousVisit === null ? nothing : html`<explore-news .context=${context}></explore-news>`
}

/** The list as files and as a feed, loaded when it is opened. */
export function takeAlong(
  context: PageContext,
  params: Params,
  view: ListView | null,
  { words }: Locale,
): TemplateResult {
  return html`<details class="take no-print" @toggle=${loadFollow}>
    <summary>${words.explore.take}</summary>
    <explore-take .context=${context} .params=${params} .view=${view}></explore-take>
  </details>`
}
