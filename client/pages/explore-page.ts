import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { substances } from '../../shared/substances/index.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { charts } from '../charts/index.ts'
import type { BarFilter } from '../charts/chart.ts'
import { filterGroups, filterValueWords } from '../describe/filter-groups.ts'
import '../elements/filter-chips.ts'
import type { Chip } from '../elements/filter-chips.ts'
import '../elements/substance-choice.ts'
import '../charts/trial-chart.ts'
import '../elements/trial-filters.ts'
import '../elements/trial-list.ts'
import { countWithout, exploreView } from '../state/explore-view.ts'
import type { ExploreView } from '../state/explore-view.ts'
import { firstOf, readFragment, valuesOf, withToggled, withValues, without, writeFragment } from '../state/url-state.ts'
import type { Params } from '../state/url-state.ts'
import { failureNote } from './failure-note.ts'
import { PageElement } from './page-element.ts'

const FIRST_CARDS = 20
const SORTS = ['recruiting-first', 'newest', 'updated', 'largest', 'title'] as const

/** `/`: choose a substance, filter, read the list and the charts. Filters run here; only their result is drawn. */
export class ExplorePage extends PageElement {
  static override properties: PropertyDeclarations = { params: { state: true }, most: { state: true } }

  declare private params: Params
  declare private most: number
  readonly #onFragment = (): void => {
    this.params = readFragment(window.location.hash)
  }
  readonly #wide = window.matchMedia('(min-width: 78rem)')
  readonly #onWide = (): void => this.requestUpdate()

  constructor() {
    super()
    this.params = readFragment(window.location.hash)
    this.most = FIRST_CARDS
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.context.router.addEventListener('fragment', this.#onFragment)
    this.#wide.addEventListener('change', this.#onWide)
    this.most = this.context.router.savedLength ?? FIRST_CARDS
    void this.context.data.loadTrials()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.router.removeEventListener('fragment', this.#onFragment)
    this.#wide.removeEventListener('change', this.#onWide)
  }

  override pageTitle(): string {
    return this.locale.words.explore.title
  }

  protected override render(): TemplateResult {
    const { words } = this.locale
    const { trials } = this.context.data
    const all = trials.phase === 'complete' ? trials.value.trials : null
    const view = all === null ? null : exploreView(this.#input(all))
    return html`<div class="hero">
        <h1 tabindex="-1">${words.explore.title}</h1>
        <p class="lead">${words.explore.lead}</p>
      </div>
      <substance-choice
        .substances=${substances}
        .counts=${view === null ? null : Object.fromEntries(view.facets.substance ?? [])}
        .total=${view === null ? null : view.anySubstance}
        .chosen=${valuesOf(this.params, 'substance')}
        @filter-set=${this.#set}
      ></substance-choice>
      ${trials.phase === 'error' ? failureNote(trials.failure, this.locale, () => void this.context.data.loadTrials()) : this.#explorer(view, all)}`
  }

  #input(trials: readonly TrialSummary[]): Parameters<typeof exploreView>[0] {
    return { trials, params: this.params, age: this.context.device.age, substances }
  }

  #explorer(view: ExploreView | null, all: readonly TrialSummary[] | null): TemplateResult {
    const { words } = this.locale
    const { registries } = this.context.data
    const groups =
      view === null
        ? []
        : filterGroups(
            { facets: view.facets, recruitingNow: view.recruitingNow, params: this.params, registries },
            this.locale,
          )
    return html`<div
      class="explore"
      @filter-set=${this.#set}
      @filter-toggle=${this.#toggle}
      @search=${this.#search}
      @age=${this.#age}
      @chip-remove=${this.#removeChip}
      @clear-filters=${this.#clear}
      @bar-filter=${this.#bar}
      @show-more=${this.#showMore}
    >
      <trial-filters
        class="explore__filters"
        .groups=${groups}
        .search=${firstOf(this.params, 'q') ?? ''}
        .age=${this.context.device.age}
        .active=${this.#chips().length}
      ></trial-filters>
      <section class="explore__charts" aria-labelledby="charts-heading">
        <details ?open=${this.#wide.matches}>
          <summary><h2 id="charts-heading">${words.explore.charts}</h2></summary>
          <p class="quiet">${words.explore.chartsHint}</p>
          <div class="charts">
            ${view === null || view.shown.length === 0 ? nothing : charts.map((chart) => html`<trial-chart .chart=${chart(view.shown, this.locale)}></trial-chart>`)}
          </div>
        </details>
      </section>
      <section class="explore__list" aria-labelledby="list-heading">
        ${this.#listHead(view, all)}
        <filter-chips .chips=${this.#chips()}></filter-chips>
        ${view === null ? nothing : this.#notes(view)}
        ${view !== null && all !== null && view.shown.length === 0 ? this.#empty(all) : html`<trial-list .trials=${view?.shown ?? null} .most=${this.most}></trial-list>`}
      </section>
    </div>`
  }

  #listHead(view: ExploreView | null, all: readonly TrialSummary[] | null): TemplateResult {
    const { words, formats } = this.locale
    const { explore } = words
    const count =
      view === null || all === null
        ? words.app.loading
        : view.shown.length === all.length
          ? explore.countAll(all.length, formats.number(all.length))
          : explore.count(all.length, formats.number(view.shown.length), formats.number(all.length))
    const sort = firstOf(this.params, 'sort') ?? SORTS[0]
    return html`<div class="list-head">
      <h2 id="list-heading">${explore.results}</h2>
      <p class="list-head__count" role="status">${count}</p>
      <label class="list-head__sort">
        <span>${explore.sort}</span>
        <select @change=${this.#sort}>
          ${SORTS.map((name) => html`<option value=${name} ?selected=${name === sort}>${explore.sorts[name] ?? name}</option>`)}
        </select>
      </label>
    </div>`
  }

  #notes(view: ExploreView): TemplateResult | typeof nothing {
    const { words, formats } = this.locale
    const { explore } = words
    const { role, purpose } = view.hidden
    const notes = [
      ...(view.shown.some((trial) => trial.from === 'snapshot') ? [html`<li>${explore.copiesNote}</li>`] : []),
      ...(purpose > 0 ? [this.#hidden(explore.hiddenByPurpose(purpose, formats.number(purpose)), 'purpose')] : []),
      ...(role > 0 ? [this.#hidden(explore.hiddenByRole(role, formats.number(role)), 'role')] : []),
    ]
    return html`${view.dropped.length > 0 ? html`<p class="note note--warn">${explore.droppedFilters(formats.list(view.dropped))}</p>` : nothing}
    ${
      notes.length > 0
        ? html`<ul class="notes">
            ${notes}
          </ul>`
        : nothing
    }`
  }

  #hidden(text: string, name: 'role' | 'purpose'): TemplateResult {
    return html`<li>
      ${text}
      <button type="button" class="link" @click=${() => this.#change(withValues(this.params, name, ['all']))}>
        ${this.locale.words.explore.showThem}
      </button>
    </li>`
  }

  /** Which filter emptied the list, and which registry could not be asked: never just "0". */
  #empty(all: readonly TrialSummary[]): TemplateResult {
    const { words, formats } = this.locale
    const { explore } = words
    const causes = countWithout(this.#input(all)).filter(({ trials }) => trials > 0)
    const notAsked = this.context.data.registries.filter(({ state }) => state !== 'fresh' && state !== 'stale')
    return html`<div class="empty">
      <h3>${explore.emptyTitle}</h3>
      ${
        causes.length === 0
          ? html`<p>${explore.emptyCombination}</p>`
          : html`<p>${explore.emptyBecause}</p>
              <ul class="plain">
                ${causes.map(
                  ({ name, trials }) =>
                    html`<li>
                      <button type="button" class="link" @click=${() => this.#removeFilter(name)}>
                        ${explore.emptyRemove(this.#filterWords(name), trials, formats.number(trials))}
                      </button>
                    </li>`,
                )}
              </ul>`
      }
      ${notAsked.length > 0 ? html`<p>${explore.emptyNotAsked(formats.list(notAsked.map(({ name }) => name)))}</p>` : nothing}
      <button type="button" class="button" @click=${this.#clear}>${explore.clearAll}</button>
    </div>`
  }

  #filterWords(name: string): string {
    return this.#chips()
      .filter((chip) => chip.name === name)
      .map((chip) => (name === 'q' ? chip.value : chip.label))
      .join(' / ')
  }

  #chips(): Chip[] {
    const { registries } = this.context.data
    const { age } = this.context.device
    const chips = this.params
      .filter(([name]) => name !== 'sort')
      .map(([name, value]): Chip => ({ name, value, label: filterValueWords(name, value, this.locale, registries) }))
    if (age === null) return chips
    return [...chips, { name: 'age', value: String(age), label: this.locale.words.filters.chipAge(String(age)) }]
  }

  #change(params: Params, options = { replace: false }): void {
    this.most = FIRST_CARDS
    this.context.router.setFragment(writeFragment(params), options)
  }

  readonly #set = (event: CustomEvent<{ name: string; values: string[] }>): void => {
    event.stopPropagation()
    const { name, values } = event.detail
    const base =
      name === 'substance'
        ? without(
            this.params,
            ['purpose', 'role'].filter((n) => firstOf(this.params, n) === 'all'),
          )
        : this.params
    this.#change(withValues(base, name, values))
  }
  readonly #toggle = (event: CustomEvent<{ name: string; value: string }>): void => {
    const { name, value } = event.detail
    this.#change(withToggled(withoutAll(this.params, name), name, value))
  }
  readonly #search = (event: CustomEvent<string>): void => {
    const value = event.detail.trim()
    const typing = firstOf(this.params, 'q') !== null
    this.#change(withValues(this.params, 'q', value === '' ? [] : [value]), { replace: typing })
  }
  readonly #age = (event: CustomEvent<number | null>): void => {
    this.context.device.setAge(event.detail)
    this.most = FIRST_CARDS
    this.requestUpdate()
  }
  readonly #bar = (event: CustomEvent<BarFilter>): void => {
    this.#change(withValues(this.params, event.detail.name, event.detail.values))
  }
  readonly #removeChip = (event: CustomEvent<Chip>): void => {
    const { name, value } = event.detail
    if (name === 'age') this.#removeFilter(name)
    else this.#change(withToggled(this.params, name, value))
  }
  readonly #clear = (): void => {
    this.context.device.setAge(null)
    this.#change(this.params.filter(([name]) => name === 'sort'))
    this.requestUpdate()
  }
  readonly #sort = (event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return
    const { value } = event.target
    this.#change(withValues(this.params, 'sort', value === SORTS[0] ? [] : [value]))
  }
  readonly #showMore = (event: CustomEvent<number>): void => {
    this.most = event.detail
    this.context.router.saveLength(this.most)
  }

  #removeFilter(name: string): void {
    if (name === 'age') {
      this.context.device.setAge(null)
      this.requestUpdate()
    } else this.#change(without(this.params, [name]))
  }
}

/** Choosing one value ends "show all of them". */
function withoutAll(params: Params, name: string): Params {
  return params.filter(([key, value]) => !(key === name && value === 'all'))
}

customElements.define('explore-page', ExplorePage)
