import '../styles/near.css'
import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { substances } from '../../shared/substances/index.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import type { BarFilter } from '../charts/chart.ts'
import '../elements/filter-chips.ts'
import type { Chip } from '../elements/filter-chips.ts'
import '../elements/substance-choice.ts'
import '../elements/trial-filters.ts'
import '../elements/trial-cards.ts'
import { ExploreList } from '../state/explore-list.ts'
import type { Choice } from '../state/explore-list.ts'
import { nextPicture, nextTask } from '../state/in-slices.ts'
import { NEAREST } from '../state/list-view.ts'
import type { ListView } from '../state/list-view.ts'
import type { HomePlace } from '../state/near-me.ts'
import { firstOf, readFragment, valuesOf, withToggled, withValues, without, writeFragment } from '../state/url-state.ts'
import type { Params } from '../state/url-state.ts'
import { whenIdle } from '../state/when-idle.ts'
import { listHead, loadNews, newsSince, SORTS, takeAlong } from './explore-list-head.ts'
import { countryUnknown, withoutAll, withoutLifted } from './explore-params.ts'
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

  override readonly isMadeReady = true
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
  readonly #list = new ExploreList(substances, () => this.requestUpdate())
  #gradual = false
  #isDrawn = false
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
    if (this.context.device.place !== null) void this.#list.loadTowns()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.router.removeEventListener('fragment', this.#onFragment)
    this.context.router.removeEventListener('returned', this.#onReturned)
    this.#wide.removeEventListener('change', this.#onWide)
    this.context.device.removeEventListener('change', this.#onWide)
    this.#list.stop()
  }

  override pageTitle(): string {
    return this.locale.words.explore.title
  }

  protected override render(): TemplateResult {
    const { words } = this.locale
    const all = this.#list.all(this.#choice)
    const view = all === null ? null : this.#list.view(all, this.#choice)
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
      ${this.#failure() ?? this.#explorer(view, all)}`
  }

  /** The trials did not come, or what choosing takes did not and somebody waits for it. */
  #failure(): TemplateResult | null {
    const { trials } = this.context.data
    if (trials.phase === 'error')
      return failureNote(trials.failure, this.locale, () => void this.context.data.loadTrials())
    if (!this.#list.isMissed(this.#choice)) return null
    return failureNote({ kind: 'offline' }, this.locale, () => void this.#loadAnew())
  }

  /** After an update the code has a new name, which a full load finds; what was chosen stands in the address. */
  async #loadAnew(): Promise<void> {
    await this.#list.load()
    if (!this.#list.isMissed(this.#choice)) return
    const isThere = await this.context.api.registries().then(
      () => true,
      () => false,
    )
    if (isThere) window.location.reload()
  }

  get #choice(): Choice {
    const { age, place } = this.context.device
    return { params: this.params, age, place }
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

  override willUpdate(): void {
    const { trials } = this.context.data
    this.#list.follow(trials.phase === 'complete' ? trials.value.trials : null, this.#choice)
    const isWaiting = this.#list.all(this.#choice) === null
    this.#gradual ||= isWaiting
    if (isWaiting) this.stage = 'waiting'
    else if (this.stage === 'waiting') this.stage = 'list'
  }

  /** What choosing takes is loaded, and reads ahead, once the first list has been drawn. */
  override updated(): void {
    if (this.stage === 'waiting') return
    if (this.stage === 'list') void nextTask().then(() => (this.stage = 'all'))
    if (this.#isDrawn) {
      this.#list.readAhead()
      return
    }
    this.#isDrawn = true
    whenIdle(() => void this.#list.load())
    loadNews(this.context)
  }

  #explorer(view: ListView | null, all: readonly TrialSummary[] | null): TemplateResult {
    const { words } = this.locale
    const { registries } = this.context.data
    const { params } = this
    const { ready } = this.#list
    const groups =
      view === null || this.stage !== 'all'
        ? []
        : (ready?.filterGroups({ ...view, params, registries }, this.locale) ?? [])
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
            .trials=${view === null ? null : this.#list.charted(view)}
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
  #cards(view: ListView | null, all: readonly TrialSummary[] | null): TemplateResult {
    if (view === null || all === null) return html`<trial-cards .most=${this.most}></trial-cards>`
    if (view.shown.length === 0) return emptyList(this.#listState(view, all), this.locale)
    return html`<trial-cards
      .trials=${view.shown}
      .near=${this.#list.near}
      .most=${this.most}
      .gradual=${this.#gradual}
    ></trial-cards>`
  }

  #listState(view: ListView, all: readonly TrialSummary[]): Parameters<typeof listNotes>[0] {
    return {
      view,
      all,
      params: this.params,
      age: this.context.device.age,
      chips: this.#chips(),
      registries: this.context.data.registries,
      search: this.#list.search,
      needsPlace: firstOf(this.params, 'sort') === NEAREST && this.context.device.place === null,
      showAll: (name) => this.#change(withValues(this.params, name, ['all'])),
      remove: (name) => this.#removeFilter(name),
      showCountryUnknown: () => this.#change(countryUnknown(this.params)),
      clear: this.#clear,
    }
  }

  #chips(): Chip[] {
    const { ready } = this.#list
    return ready?.chipsOf(this.params, this.context.device.age, this.context.data.registries, this.locale) ?? []
  }

  /** What was pressed shows it before the list follows, which takes a slow phone longer. False: the page was left. */
  async #isShown(): Promise<boolean> {
    await nextPicture()
    return this.isConnected
  }

  #change(params: Params, options = { replace: false }): void {
    this.most = FIRST_CARDS
    this.context.router.setFragment(writeFragment(params), options)
  }

  readonly #set = async (event: CustomEvent<{ name: string; values: string[] }>): Promise<void> => {
    event.stopPropagation()
    const { name, values } = event.detail
    if (!(await this.#isShown())) return
    const base = name === 'substance' ? withoutLifted(this.params) : this.params
    this.#change(withValues(base, name, values))
  }
  readonly #toggle = async (event: CustomEvent<{ name: string; value: string }>): Promise<void> => {
    const { name, value } = event.detail
    if (!(await this.#isShown())) return
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
    if (event.detail !== null) await this.#list.loadTowns()
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
