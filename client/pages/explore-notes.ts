import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { RegistryState } from '../../shared/api.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { filterName } from '../describe/filter-name.ts'
import type { Chip } from '../elements/filter-chips.ts'
import { countWithout } from '../state/list-view.ts'
import type { ListView } from '../state/list-view.ts'
import type { Locale } from '../state/locale.ts'
import { href } from '../state/router.ts'
import { firstOf } from '../state/url-state.ts'
import type { Params } from '../state/url-state.ts'

/** The list and how it came about, with what a reader can do about it. */
export interface ListState {
  view: ListView
  /** Every trial that is held, whatever the filters. */
  all: readonly TrialSummary[]
  params: Params
  age: number | null
  chips: readonly Chip[]
  registries: readonly RegistryState[]
  /** What was searched for instead of what was typed; null: the same. */
  search: string | null
  /** Sorted by distance, and no place to measure from. */
  needsPlace: boolean
  /** Lifts one of the choices made for the reader. */
  showAll: (name: 'role' | 'purpose') => void
  remove: (name: string) => void
  /** Instead of the trials in a country those of which none is known. */
  showCountryUnknown: () => void
  clear: () => void
}

/** The choice between substances hides nothing: its own numbers stand beside each. */
const CHOICES: ReadonlySet<string> = new Set(['substance'])

/** What a register's number looks like, whole or not: enough to point at the page that reads it. */
const LOOKS_LIKE_NUMBER = /^\s*(?:nct|isrctn|eudract|eu ?ct|20\d\d[ -]?\d{5})/i
const LONGEST_LINKED = 60
/** A number somewhere in a message that was pasted here. */
const HOLDS_NUMBER = /(?:nct|isrctn)[ .:#-]{0,3}\d[\d ]{5}|(?:19|20)\d\d-\d{5,6}-\d\d/i

/** Who searches for a number may want to know what the registers say of it, also when it is not one of these trials. */
function numberHint(typed: string, { words }: Locale): TemplateResult | typeof nothing {
  const digits = typed.replace(/\D/g, '').length
  const isNumber = typed.length <= LONGEST_LINKED && digits >= 4 && LOOKS_LIKE_NUMBER.test(typed)
  if (!isNumber && typed.length <= LONGEST_LINKED && !HOLDS_NUMBER.test(typed)) return nothing
  // A whole message goes into no address.
  const address = isNumber ? `/check#id=${encodeURIComponent(typed.trim())}` : '/check'
  return html`<p class="note">
    ${isNumber ? words.explore.looksLikeNumber : words.explore.looksLikeMessage}
    <a href=${href(address)}>${isNumber ? words.explore.checkNumber : words.explore.checkMessage}</a>
  </p>`
}

/** What stands above the list: a search put right, filters left out, and how many trials are hidden by what. */
export function listNotes(state: ListState, locale: Locale): TemplateResult {
  const { view } = state
  const { words, formats } = locale
  const { explore } = words
  const typed = firstOf(state.params, 'q') ?? ''
  const lines = [
    ...(view.shown.some((trial) => trial.from === 'snapshot') ? [html`<li>${explore.copiesNote}</li>`] : []),
    ...hiddenByDefault(state, locale),
    ...(view.shown.length > 0 ? hiddenByFilters(state, locale) : []),
    ...countryUnknown(state, locale),
  ]
  return html`<div role="status">
      ${state.search === null ? nothing : html`<p class="note">${explore.correctedSearch(state.search, typed)}</p>`}
      ${state.needsPlace ? html`<p class="note">${explore.nearestNeedsPlace}</p>` : nothing}
    </div>
    ${numberHint(typed, locale)}
    ${view.dropped.length > 0 ? html`<p class="note note--warn">${explore.droppedFilters(formats.list(view.dropped))}</p>` : nothing}
    ${
      lines.length > 0
        ? html`<ul class="notes">
            ${lines}
          </ul>`
        : nothing
    }`
}

/** Hidden by a choice nobody made themselves: said in a sentence. */
function hiddenByDefault({ view, showAll }: ListState, { words, formats }: Locale): TemplateResult[] {
  const { explore } = words
  const line = (text: string, name: 'role' | 'purpose'): TemplateResult =>
    html`<li>
      ${text}
      <button type="button" class="link" @click=${() => showAll(name)}>${explore.showThem}</button>
    </li>`
  const { role, purpose } = view.hidden
  return [
    ...(purpose > 0 ? [line(explore.hiddenByPurpose(purpose, formats.number(purpose)), 'purpose')] : []),
    ...(role > 0 ? [line(explore.hiddenByRole(role, formats.number(role)), 'role')] : []),
  ]
}

/** Hidden by a filter that is on: the number, the filter's name, and a way to take it off. */
function hiddenByFilters({ view, chips, remove }: ListState, locale: Locale): TemplateResult[] {
  const { words, formats } = locale
  const names = [...new Set(chips.map(({ name }) => name))].filter((name) => !CHOICES.has(name))
  const hiding = names
    .map((name) => ({ name, hidden: view.hiddenBy.get(name) ?? 0 }))
    .filter(({ hidden }) => hidden > 0)
  if (hiding.length === 0) return []
  return [
    html`<li class="hidden-by">
      ${hiding.map(({ name, hidden }) => {
        const filter = filterName(name, locale)
        return html`<span class="hidden-by__one"
          >${words.explore.hiddenBy(filter, hidden, formats.number(hidden))}
          <button type="button" class="link" @click=${() => remove(name)}>
            ${words.explore.showThem}<span class="visually-hidden">. ${words.explore.hiddenByRemove(filter)}</span>
          </button></span
        >`
      })}
    </li>`,
  ]
}

/** A filter on a country also hides trials of which no country is known: they may well be there. */
function countryUnknown({ all, params, showCountryUnknown }: ListState, { words, formats }: Locale): TemplateResult[] {
  const unknown = all.filter((trial) => trial.countries.length === 0).length
  if (unknown === 0 || (firstOf(params, 'country') ?? firstOf(params, 'recruitingIn') ?? null) === null) return []
  return [
    html`<li>
      ${words.explore.countryUnknown(unknown, formats.number(unknown))}
      <button type="button" class="link" @click=${showCountryUnknown}>${words.explore.countryUnknownShow}</button>
    </li>`,
  ]
}

/** Which filter emptied the list, and which registry could not be asked: never just "0". */
export function emptyList(state: ListState, locale: Locale): TemplateResult {
  const { words, formats } = locale
  const { explore } = words
  const notAsked = state.registries.filter((registry) => registry.state !== 'fresh' && registry.state !== 'stale')
  const missing =
    notAsked.length === 0
      ? nothing
      : html`<p>${explore.emptyNotAsked(formats.list(notAsked.map(({ name }) => name)))}</p>`
  if (state.all.length === 0) {
    return html`<div class="empty">
      <h3>${explore.emptyHeld}</h3>
      ${missing}
    </div>`
  }
  return html`<div class="empty">
    <h3>${explore.emptyTitle}</h3>
    ${emptyCauses(state, locale)} ${missing}
    ${state.chips.length === 0 ? nothing : html`<button type="button" class="button" @click=${state.clear}>${explore.clearAll}</button>`}
  </div>`
}

function emptyCauses({ view, params, age, chips, remove }: ListState, { words, formats }: Locale): TemplateResult {
  const { explore } = words
  const labels = (name?: string): string[] =>
    chips
      .filter((chip) => name === undefined || chip.name === name)
      .map((chip) => (chip.name === 'q' ? chip.value : chip.label))
  const causes = countWithout(params, age, view).filter(({ trials }) => trials > 0)
  if (causes.length === 0)
    return html`<p>${chips.length < 2 ? explore.emptyCombination : explore.emptyTogether(formats.list(labels()))}</p>`
  return html`<p>${explore.emptyBecause}</p>
    <ul class="plain">
      ${causes.map(
        ({ name, trials }) =>
          html`<li>
            <button type="button" class="link" @click=${() => remove(name)}>
              ${explore.emptyRemove(labels(name).join(' / '), trials, formats.number(trials))}
            </button>
          </li>`,
      )}
    </ul>`
}
