import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { FilterGroup, FilterOption } from '../describe/filter-groups.ts'
import type { StatusGroup } from '../../shared/trial.ts'
import type { HomePlace } from '../state/near-me.ts'
import { InParts } from './in-parts.ts'
import './place-choice.ts'
import { TextElement } from './text-element.ts'

const FIRST_OPTIONS = 6
const TYPING_MS = 250
/** The one status most people come for: it has a button of its own. */
const RECRUITING = 'recruiting' satisfies StatusGroup

/**
 * Search words, age and the filters with their counts.
 *
 * @fires filter-set - detail: {name, values}, replaces one filter
 * @fires filter-toggle - detail: {name, value}
 * @fires search - detail: string, while typing
 * @fires age - detail: number | null, stays on the device
 */
export class TrialFilters extends TextElement {
  static override properties: PropertyDeclarations = {
    groups: { attribute: false },
    search: { attribute: false },
    age: { attribute: false },
    place: { attribute: false },
    countries: { attribute: false },
    statuses: { attribute: false },
    active: { attribute: false },
    expanded: { state: true },
  }

  declare groups: readonly FilterGroup[]
  declare search: string
  declare age: number | null
  declare place: HomePlace | null
  declare countries: readonly string[]
  declare statuses: readonly string[]
  declare active: number
  declare private expanded: ReadonlySet<string>
  readonly #parts = new InParts(this)
  /** The fields stood there before the filters came: nobody waits for all of them at once. */
  #waited = false
  #typing: ReturnType<typeof setTimeout> | null = null
  readonly #wide = window.matchMedia('(min-width: 60rem)')
  readonly #onWide = (): void => this.requestUpdate()

  constructor() {
    super()
    this.groups = []
    this.search = ''
    this.age = null
    this.place = null
    this.countries = []
    this.statuses = []
    this.active = 0
    this.expanded = new Set()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#wide.addEventListener('change', this.#onWide)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#wide.removeEventListener('change', this.#onWide)
    if (this.#typing !== null) clearTimeout(this.#typing)
  }

  protected override render(): TemplateResult {
    const { words, formats } = this.locale
    const text = words.filters
    this.#waited ||= this.groups.length === 0
    const groups = this.groups.map((group) => () => this.#group(group))
    return html`<search class="filters">
      ${this.#searchField()}
      <place-choice .place=${this.place} .countries=${this.countries}></place-choice>
      <p class="filters__quick">
        <button
          type="button"
          class="toggle"
          aria-pressed=${this.statuses.includes(RECRUITING)}
          @click=${this.#toggleRecruiting}
        >
          ${text.onlyRecruiting}
        </button>
      </p>
      <details class="filters__all" ?open=${this.#wide.matches}>
        <summary class="filters__summary">
          <span>${text.heading}</span>
          ${this.active > 0 ? html`<span class="pill">${text.active(this.active, formats.number(this.active))}</span>` : nothing}
        </summary>
        ${this.#ageField()} ${this.#parts.take(groups, this.#waited)}
      </details>
    </search>`
  }

  /** Pressed at once; the page answers when it has drawn the list. */
  readonly #toggleRecruiting = (): void => {
    const { statuses } = this
    this.statuses = statuses.includes(RECRUITING)
      ? statuses.filter((status) => status !== RECRUITING)
      : [...statuses, RECRUITING]
    this.tell('filter-toggle', { name: 'status', value: RECRUITING })
  }

  #searchField(): TemplateResult {
    const text = this.locale.words.filters
    return html`<div class="field">
      <label for="filter-q">${text.search}</label>
      <input
        id="filter-q"
        type="search"
        maxlength="200"
        autocomplete="off"
        placeholder=${text.searchHint}
        .value=${this.search}
        @input=${(event: InputEvent) => this.#type(event)}
      />
    </div>`
  }

  #type(event: InputEvent): void {
    if (!(event.target instanceof HTMLInputElement)) return
    const { value } = event.target
    if (this.#typing !== null) clearTimeout(this.#typing)
    this.#typing = setTimeout(() => this.tell('search', value), TYPING_MS)
  }

  #ageField(): TemplateResult {
    const text = this.locale.words.filters
    return html`<div class="field">
      <label for="filter-age">${text.ageLabel}</label>
      <div class="field__row">
        <input
          id="filter-age"
          class="field__short"
          type="number"
          inputmode="numeric"
          min="0"
          max="120"
          autocomplete="off"
          aria-describedby="filter-age-hint"
          .value=${this.age === null ? '' : String(this.age)}
          @change=${(event: Event) => this.#setAge(event)}
        />
        ${this.age === null ? nothing : html`<button type="button" class="link" @click=${this.#forgetAge}>${text.ageForget}</button>`}
      </div>
      <p class="field__hint" id="filter-age-hint">${text.ageHint}</p>
    </div>`
  }

  /** The button goes with the age: the focus stays at the field. */
  readonly #forgetAge = (): void => {
    this.querySelector<HTMLElement>('#filter-age')?.focus()
    this.tell('age', null)
  }

  #setAge(event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return
    const age = event.target.value === '' ? null : Math.round(event.target.valueAsNumber)
    this.tell('age', age === null || Number.isNaN(age) || age < 0 || age > 120 ? null : age)
  }

  #group(group: FilterGroup): TemplateResult {
    const { words, formats } = this.locale
    const chosen = group.options.filter((option) => option.checked).length
    const all = this.expanded.has(group.name)
    const shown = group.options.filter((option, index) => all || index < FIRST_OPTIONS || option.checked)
    return html`<details class="filter-group" ?open=${group.open}>
      <summary>
        <span>${group.legend}</span>
        ${chosen > 0 ? html`<span class="pill">${formats.number(chosen)}</span>` : nothing}
      </summary>
      <fieldset>
        <legend class="visually-hidden">${group.legend}</legend>
        ${shown.map((option) => this.#option(group, option))}
        ${
          group.options.length > FIRST_OPTIONS
            ? html`<button type="button" class="link" aria-expanded=${all} @click=${() => this.#expand(group.name)}>
                ${all ? words.filters.showFewer : words.filters.showAll(group.options.length, formats.number(group.options.length))}
              </button>`
            : nothing
        }
      </fieldset>
    </details>`
  }

  #option(group: FilterGroup, option: FilterOption): TemplateResult {
    return html`<label class="check">
      <input
        type="checkbox"
        name=${group.name}
        value=${option.value}
        .checked=${option.checked}
        @change=${() => this.#choose(group, option)}
      />
      <span class="check__label">
        ${option.label}${option.note === null ? nothing : html`<span class="check__note">${option.note}</span>`}
      </span>
      <span class="check__count">${this.locale.formats.number(option.count)}</span>
    </label>`
  }

  #choose(group: FilterGroup, option: FilterOption): void {
    if (group.single) this.tell('filter-set', { name: group.name, values: option.checked ? [] : [option.value] })
    else this.tell('filter-toggle', { name: group.name, value: option.value })
  }

  #expand(name: string): void {
    const expanded = new Set(this.expanded)
    if (!expanded.delete(name)) expanded.add(name)
    this.expanded = expanded
  }
}

customElements.define('trial-filters', TrialFilters)
