import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { ChangesReply } from '../../shared/api.ts'
import { substances } from '../../shared/substances/index.ts'
import { filterTrials, parseTrialQuery } from '../../shared/trial-query.ts'
import { changeLine } from '../describe/change-words.ts'
import { filterName } from '../describe/filter-name.ts'
import { TextElement } from '../elements/text-element.ts'
import type { ListView } from '../state/list-view.ts'
import { followWords } from '../state/follow-words.ts'
import { listLinks } from '../state/list-links.ts'
import { href } from '../state/router.ts'
import type { Params } from '../state/url-state.ts'
import { visitNews } from '../state/visit-news.ts'
import type { PageContext } from './page-element.ts'

/** As many trials as a reader may want to see at once. */
const MOST_TRIALS = 30

/** A part of the Explore page that is loaded after the list, together with its words. */
abstract class FollowPart extends TextElement {
  static override properties: PropertyDeclarations = { context: { attribute: false }, ready: { state: true } }

  declare context: PageContext | null
  declare protected ready: boolean
  readonly #redrawPart = (): void => this.requestUpdate()
  #data: PageContext['data'] | null = null

  constructor() {
    super()
    this.context = null
    this.ready = false
  }

  override firstUpdated(): void {
    void this.start()
  }

  protected async start(): Promise<void> {
    await followWords.load()
    this.#data = this.context?.data ?? null
    this.#data?.addEventListener('change', this.#redrawPart)
    this.ready = true
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#data?.removeEventListener('change', this.#redrawPart)
  }
}

/** What changed since the last visit, which only this device knows: the log is asked for whole, as by everybody. */
class ExploreNews extends FollowPart {
  static override properties: PropertyDeclarations = { changes: { state: true } }

  declare private changes: ChangesReply | null

  constructor() {
    super()
    this.changes = null
  }

  protected override async start(): Promise<void> {
    const [changes] = await Promise.all([this.context?.api.changes().catch(() => null), super.start()])
    this.changes = changes ?? null
  }

  protected override render(): TemplateResult | typeof nothing {
    const visit = this.context?.device.previousVisit ?? null
    const trials = this.context?.data.trials
    if (!this.ready || visit === null || this.changes === null || trials?.phase !== 'complete') return nothing
    const { visit: text } = followWords.words
    const { formats } = this.locale
    const registries = this.context?.data.registries ?? []
    const names = new Map(registries.map(({ registryId, name }) => [registryId, name]))
    const news = visitNews(visit, this.changes, trials.value.trials, registries)
    const count = formats.number(news.count)
    const date = formats.date(visit)
    const heading =
      news.from === visit
        ? text.since(news.count, count, date)
        : text.sinceLog(news.count, count, formats.date(news.from), date)
    const notAsked =
      news.notAsked.length === 0 ? nothing : html`<p class="note">${text.notAsked(formats.list(news.notAsked))}</p>`
    if (news.count === 0) return html`<p class="quiet">${heading} ${notAsked}</p>`
    const more = news.trials.length - MOST_TRIALS
    return html`<details class="news">
      <summary>${heading}</summary>
      ${notAsked}
      <ul>
        ${news.trials.slice(0, MOST_TRIALS).map(
          ({ trialId, trial, changes }) =>
            html`<li>
              ${
                trial === null
                  ? trialId
                  : html`<a href=${href(`/trial/${encodeURIComponent(trialId)}`)} lang=${trial.titleLang} dir="auto"
                      >${trial.title}</a
                    >`
              }
              <ul>
                ${changes.map((change) => html`<li>${changeLine(change, names, this.locale)}</li>`)}
              </ul>
            </li>`,
        )}
      </ul>
      ${more > 0 ? html`<p>${text.more(more, formats.number(more))}</p>` : nothing}
      <p class="quiet">${text.device}</p>
    </details>`
  }
}

/** The list as files and as a feed. The filters travel only when one of the links is used, and that is said. */
class ExploreTake extends FollowPart {
  static override properties: PropertyDeclarations = { params: { attribute: false }, view: { attribute: false } }

  declare params: Params
  declare view: ListView | null

  constructor() {
    super()
    this.params = []
    this.view = null
  }

  protected override render(): TemplateResult | typeof nothing {
    const { context, view } = this
    const trials = context?.data.trials
    if (!this.ready || context === null || view === null || trials?.phase !== 'complete') return nothing
    const { take } = followWords.words
    const { formats, lang } = this.locale
    const links = listLinks(this.params, { age: context.device.age, lang, substances })
    const { query } = parseTrialQuery(links.params)
    const held = query === undefined ? null : filterTrials(trials.value.trials, query).length
    const leftOut = [
      ...links.leftOut.map((name) => filterName(name, this.locale)),
      ...(held !== null && held > view.shown.length && view.hidden.purpose > 0 ? [take.usual] : []),
    ]
    return html`<p>${take.intro}</p>
      <ul class="plain take__links">
        <li><a href=${links.csv} download>${take.csv}</a></li>
        <li><a href=${links.json} download>${take.json}</a></li>
        <li><a href=${links.feed} type="application/atom+xml">${take.feed}</a></li>
      </ul>
      <p class="note">${take.privacy} ${take.feedHow}</p>
      ${held === null ? nothing : html`<p>${held === view.shown.length ? take.same(held, formats.number(held)) : take.differs(held, formats.number(held), formats.number(view.shown.length))}</p>`}
      ${leftOut.length === 0 ? nothing : html`<p>${take.leftOut(formats.list(leftOut))}</p>`}
      <p><a href=${href('/about#about-columns')}>${take.columns}</a></p>`
  }
}

customElements.define('explore-news', ExploreNews)
customElements.define('explore-take', ExploreTake)
