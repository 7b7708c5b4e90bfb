import '../styles/near.css'
import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { substances } from '../../shared/substances/index.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import type { BarFilter } from '../charts/chart.ts'
import { filterGroups } from '../describe/filter-groups.ts'
import '../elements/filter-chips.ts'
import type { Chip } from '../elements/filter-chips.ts'
import '../elements/substance-choice.ts'
import '../elements/trial-filters.ts'
import '../elements/trial-cards.ts'
import type { FindTown } from '../../shared/core/distance.ts'
import { exploreView, NEAREST } from '../state/explore-view.ts'
import type { ExploreInput, ExploreView } from '../state/explore-view.ts'
import { inSlices, nextTask } from '../state/in-slices.ts'
import { loadIndex } from '../state/load-index.ts'
import { NearMe } from '../state/near-me.ts'
import type { HomePlace } from '../state/near-me.ts'
import { PreparedList } from '../state/prepared-list.ts'
import type { SearchIndex } from '../state/search-index.ts'
import { tableOf } from '../state/trial-table.ts'
import { firstOf, readFragment, valuesOf, withToggled, withValues, without, writeFragment } from '../state/url-state.ts'
import type { Params } from '../state/url-state.ts'
import { whenIdle } from '../state/when-idle.ts'
import { chipsOf } from './explore-chips.ts'
import { listHead, loadNews, newsSince, SORTS, takeAlong } from './explore-list-head.ts'
import { countryUnknown, sameChoice, sameInput, withoutAll, withoutLifted } from './explore-params.ts'
import { emptyList, listNotes } from './explore-notes.ts'
import { failureNote } from './failure-note.ts'
import { PageElement } from './page-element.ts'

const FIRST_CARDS = 20

/** `/`: choose a substance, filter, read the list and the charts. Filters run here; only their result is drawn. */
export class ExplorePage extends PageElement {
  static override properties: PropertyDeclarations = {
    params: { state: true },
    most: { state: true },
    charts: { state: true },
    stage: { state: true },
  }

  declare private params: Params
  declare private most: number
  declare private charts: 'none' | 'coming' | 'here'
  /** Waiting for the list, then its first cards, then the filters too. Coming back: everything at once. */
  declare private stage: 'all' | 'waiting' | 'list'
  readonly #onFragment = (): void => {
    this.params = readFragment(window.location.hash)
  }
  /** Back in the list as it was left: as long as it was. */
  readonly #onReturned = (): void => {
    this.most = this.context.router.savedLength ?? FIRST_CARDS
  }
  #held: { input: ExploreInput; view: ExploreView } | null = null
  #chartsOf: { key: ExploreInput | null; trials: readonly TrialSummary[] } | null = null
  readonly #list = new PreparedList(() => this.requestUpdate())
  #near: NearMe | null = null
  #findTown: FindTown | null = null
  #townsLoaded = false
  #index: SearchIndex | null = null
  #gradual = false
  #indexed: readonly TrialSummary[] | null = null
  readonly #wide = window.matchMedia('(min-width: 78rem)')
  readonly #onWide = (): void => this.requestUpdate()

  constructor() {
    super()
    this.params = readFragment(window.location.hash)
    this.most = FIRST_CARDS
    this.charts = 'none'
    this.stage = 'all'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.context.router.addEventListener('fragment', this.#onFragment)
    this.context.router.addEventListener('returned', this.#onReturned)
    this.#wide.addEventListener('change', this.#onWide)
    this.context.device.addEventListener('change', this.#onWide)
    this.most = this.context.router.savedLength ?? FIRST_CARDS
    void this.context.data.loadTrials()
    if (this.context.device.place !== null) void this.#loadTowns()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.router.removeEventListener('fragment', this.#onFragment)
    this.context.router.removeEventListener('returned', this.#onReturned)
    this.#wide.removeEventListener('change', this.#onWide)
    this.context.device.removeEventListener('change', this.#onWide)
    this.#index?.stop()
    this.#indexed = null
  }

  override pageTitle(): string {
    return this.locale.words.explore.title
  }

  protected override render(): TemplateResult {
    const { words } = this.locale
    const { trials } = this.context.data
    const all = this.#waitsForTowns ? null : this.#list.current
    const view = all === null ? null : this.#view(all)
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

  /** The list as it stands; worked out again only when something it depends on is another. */
  #view(trials: readonly TrialSummary[]): ExploreView {
    const input: ExploreInput = {
      trials,
      params: this.params,
      age: this.context.device.age,
      substances,
      near: this.#nearMe(),
      search: this.#index?.correct(firstOf(this.params, 'q') ?? '') ?? null,
    }
    const held = this.#held
    if (held !== null && sameInput(held.input, input)) return held.view
    const view = exploreView(input)
    this.#held = { input, view }
    return view
  }

  /** The charts do not care about the order: the same trials sorted otherwise are the same to them. */
  #charted(view: ExploreView): readonly TrialSummary[] {
    const input = this.#held?.input
    const key = input === undefined ? null : { ...input, near: null, params: without(this.params, ['sort']) }
    const held = this.#chartsOf
    if (key === null || held === null || !sameChoice(held.key, key)) this.#chartsOf = { key, trials: view.shown }
    return this.#chartsOf?.trials ?? view.shown
  }

  #nearMe(): NearMe | null {
    const { place } = this.context.device
    if (place === null) this.#near = null
    else if (this.#near?.place !== place) this.#near = new NearMe(place, this.#findTown)
    return this.#near
  }

  /** Charts are code of their own: loaded where they are in sight, once the list is there. */
  readonly #wantCharts = (event: Event): void => {
    if (this.charts !== 'none' || !(event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open))
      return
    this.charts = 'coming'
    whenIdle(() => {
      void import('../charts/explore-charts.ts').catch(() => null).then(() => (this.charts = 'here'))
    })
  }

  /** Registers that give towns without coordinates are measured by the list of places; without it only the others are. */
  async #loadTowns(): Promise<void> {
    if (this.#townsLoaded) return
    const gazetteer = await import('../places/gazetteer.ts').catch(() => null)
    this.#findTown = gazetteer?.findTown ?? null
    this.#townsLoaded = true
    this.requestUpdate()
  }

  /** The list waits for the list of places rather than changing its order under the reader. */
  get #waitsForTowns(): boolean {
    return this.context.device.place !== null && !this.#townsLoaded
  }

  override willUpdate(): void {
    const { trials } = this.context.data
    this.#list.follow(trials.phase === 'complete' ? trials.value.trials : null)
    this.#gradual ||= this.#list.current === null
    if (this.#list.current === null) this.stage = 'waiting'
    else if (this.stage === 'waiting') this.stage = 'list'
  }

  /** Reads ahead for the search, once the first list has been drawn. */
  override updated(): void {
    const all = this.#list.current
    if (this.stage === 'list') void nextTask().then(() => (this.stage = 'all'))
    if (all === null || all === this.#indexed) return
    this.#index?.stop()
    this.#indexed = all
    const isWanted = (): boolean => this.#indexed === all
    void loadIndex(all, { isWanted, onReady: this.#onWide }).then((index) => (this.#index = index ?? this.#index))
    loadNews(this.context)
  }

  #explorer(view: ExploreView | null, all: readonly TrialSummary[] | null): TemplateResult {
    const { words } = this.locale
    const { registries } = this.context.data
    const { params } = this
    const groups =
      view === null || this.stage !== 'all' ? [] : filterGroups({ ...view, params, registries }, this.locale)
    return html`<div
      class="explore"
      @filter-set=${this.#set}
      @filter-toggle=${this.#toggle}
      @search=${this.#search}
      @age=${this.#age}
      @place-set=${(event: CustomEvent<HomePlace | null>) => void this.#place(event)}
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
        .place=${this.context.device.place}
        .countries=${valuesOf(this.params, 'country')}
        .statuses=${valuesOf(this.params, 'status')}
        .active=${this.#chips().length}
      ></trial-filters>
      <section class="explore__charts" aria-labelledby="charts-heading">
        <details ?open=${this.#wide.matches} @toggle=${this.#wantCharts}>
          <summary><h2 id="charts-heading">${words.explore.charts}</h2></summary>
          <p class="quiet">${words.explore.chartsHint}</p>
          <explore-charts
            aria-busy=${this.charts === 'coming' ? 'true' : nothing}
            .trials=${view === null ? null : this.#charted(view)}
          ></explore-charts>
        </details>
      </section>
      <section class="explore__list" aria-labelledby="list-heading">
        ${newsSince(this.context)}
        ${listHead({ view, all, sort: firstOf(this.params, 'sort') ?? SORTS[0], onSort: this.#sort }, this.locale)}
        <filter-chips .chips=${this.#chips()}></filter-chips>
        ${view === null || all === null ? nothing : listNotes(this.#listState(view, all), this.locale)}
        ${this.#cards(view, all)} ${takeAlong(this.context, this.params, view, this.locale)}
      </section>
    </div>`
  }

  /** The waiting list is another element than the list: what comes above it does not push it down. */
  #cards(view: ExploreView | null, all: readonly TrialSummary[] | null): TemplateResult {
    if (view === null || all === null) return html`<trial-cards .most=${this.most}></trial-cards>`
    if (view.shown.length === 0) return emptyList(this.#listState(view, all), this.locale)
    return html`<trial-cards
      .trials=${view.shown}
      .near=${this.#near}
      .most=${this.most}
      .gradual=${this.#gradual}
    ></trial-cards>`
  }

  #listState(view: ExploreView, all: readonly TrialSummary[]): Parameters<typeof listNotes>[0] {
    return {
      view,
      all,
      params: this.params,
      age: this.context.device.age,
      chips: this.#chips(),
      registries: this.context.data.registries,
      search: this.#held?.input.search ?? null,
      needsPlace: firstOf(this.params, 'sort') === NEAREST && this.context.device.place === null,
      showAll: (name) => this.#change(withValues(this.params, name, ['all'])),
      remove: (name) => this.#removeFilter(name),
      showCountryUnknown: () => this.#change(countryUnknown(this.params)),
      clear: this.#clear,
    }
  }

  #chips(): Chip[] {
    return chipsOf(this.params, this.context.device.age, this.context.data.registries, this.locale)
  }

  #change(params: Params, options = { replace: false }): void {
    this.most = FIRST_CARDS
    this.context.router.setFragment(writeFragment(params), options)
  }

  readonly #set = (event: CustomEvent<{ name: string; values: string[] }>): void => {
    event.stopPropagation()
    const { name, values } = event.detail
    const base = name === 'substance' ? withoutLifted(this.params) : this.params
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
  /** Who says where they are wants the nearest first; who takes it back, the usual order. */
  readonly #place = async (event: CustomEvent<HomePlace | null>): Promise<void> => {
    if (event.detail !== null) {
      await this.#loadTowns()
      if (this.#list.current !== null) await inSlices(tableOf(this.#list.current).sitesInSteps())
    }
    const before = this.context.device.place
    this.context.device.setPlace(event.detail)
    const sort = firstOf(this.params, 'sort')
    if (event.detail === null && sort === NEAREST) this.#change(without(this.params, ['sort']))
    else if (event.detail !== null && before === null && sort === null)
      this.#change(withValues(this.params, 'sort', [NEAREST]))
    else this.requestUpdate()
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
    // With the arrow keys somebody passes the orders in between: one step together, like letters typed.
    const passing = firstOf(this.params, 'sort') !== null && value !== SORTS[0]
    this.#change(withValues(this.params, 'sort', value === SORTS[0] ? [] : [value]), { replace: passing })
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

customElements.define('explore-page', ExplorePage)
