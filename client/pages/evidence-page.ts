import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { Matrix, StatementReply, Summary } from '../../shared/api.ts'
import { inspectReason } from '../../shared/text/statement-text.ts'
import { failureOf } from '../api/trials-api.ts'
import type { BarFilter } from '../charts/chart.ts'
import { funnelChart, idReadingChart } from '../charts/evidence-charts.ts'
import '../elements/condition-matrix.ts'
import '../charts/trial-chart.ts'
import { InParts } from '../elements/in-parts.ts'
import { trialLinks } from '../elements/trial-links.ts'
import type { FindTrial } from '../elements/trial-links.ts'
import { href } from '../state/router.ts'
import type { Load } from '../state/trial-data.ts'
import { writeFragment } from '../state/url-state.ts'
import { blindSpots, definitions, exceptions, howWeSearched, repeatSearch, screened } from './evidence-sections.ts'
import { citeSection } from './evidence-cite.ts'
import { failureNote } from './failure-note.ts'
import { DetailPage } from './page-element.ts'

interface Section {
  id: string
  heading: string
  content: () => TemplateResult
}

/** `/evidence`: the statement in full and everything it rests on. */
export class EvidencePage extends DetailPage {
  static override properties: PropertyDeclarations = {
    version: { attribute: false },
    earlier: { state: true },
    matrix: { state: true },
    summary: { state: true },
    copied: { state: true },
  }

  /** An earlier version asked for in the address; null: the newest. */
  declare version: string | null
  declare private earlier: Load<StatementReply>
  declare private matrix: Load<Matrix>
  declare private summary: Load<Summary>
  declare private copied: boolean | null

  readonly #parts = new InParts(this)

  constructor() {
    super()
    this.version = null
    this.earlier = { phase: 'pending' }
    this.matrix = { phase: 'pending' }
    this.summary = { phase: 'pending' }
    this.copied = null
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.context.data.addEventListener('refreshed', this.#onRefreshed)
    void this.context.data.loadTrials()
    void this.#load()
    void this.#loadVersion()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.data.removeEventListener('refreshed', this.#onRefreshed)
  }

  override pageTitle(): string {
    return this.locale.words.evidence.title
  }

  readonly #onRefreshed = (): void => void this.#load()

  async #load(): Promise<void> {
    const { api } = this.context
    const [matrix, summary] = await Promise.all([settle(api.matrix()), settle(api.summary())])
    this.matrix = matrix
    this.summary = summary
  }

  async #loadVersion(): Promise<void> {
    if (this.version !== null) this.earlier = await settle(this.context.api.statement(this.version))
  }

  protected override render(): TemplateResult {
    const { words } = this.locale
    const { data } = this.context
    const statement = this.version === null ? data.statement : this.earlier
    // With the titles of the trials: what comes afterwards would push down what somebody reads.
    const loaded = statement.phase === 'complete' && data.trials.phase === 'pending' ? data.trials : statement
    return html`<article class="evidence">
      <h1 tabindex="-1">${words.evidence.title}</h1>
      ${loaded.phase === 'complete' ? this.#statement(loaded.value) : nothing}
      ${
        loaded.phase === 'pending'
          ? html`<div class="prose">${this.context.servedContent}</div>
              <p role="status">${words.statement.loading}</p>`
          : nothing
      }
      ${loaded.phase === 'error' ? failureNote(loaded.failure, this.locale, () => this.#retry()) : nothing}
    </article>`
  }

  #retry(): void {
    if (this.version === null) void this.context.data.loadStatement()
    else void this.#loadVersion()
  }

  get #find(): FindTrial {
    const { trials } = this.context.data
    if (trials.phase !== 'complete') return () => null
    const byId = new Map(trials.value.trials.map((trial) => [trial.trialId, trial]))
    return (id) => byId.get(id) ?? null
  }

  #statement(statement: StatementReply): TemplateResult {
    const { evidence } = this.locale.words
    const sections = this.#sections(statement)
    return html`${this.#verdict(statement)}
      <nav class="toc no-print" aria-labelledby="toc-heading">
        <h2 class="toc__heading" id="toc-heading">${evidence.onThisPage}</h2>
        <ul>
          ${sections.map(({ id, heading }) => html`<li><a href="#evidence-${id}">${heading}</a></li>`)}
        </ul>
      </nav>
      ${this.#parts.take(
        sections.map(
          ({ id, heading, content }) =>
            () =>
              html`<section class="evidence__section" aria-labelledby="evidence-${id}">
                <h2 id="evidence-${id}" tabindex="-1">${heading}</h2>
                ${content()}
              </section>`,
        ),
        this.context.servedContent.length > 0,
      )}`
  }

  #sections(statement: StatementReply): Section[] {
    const { locale } = this
    const { evidence } = locale.words
    const find = this.#find
    const list = (id: string, heading: string, intro: string | null, ids: readonly string[]): Section => ({
      id,
      heading,
      content: () => html`${intro === null ? nothing : html`<p>${intro}</p>`}${trialLinks(ids, find, locale)}`,
    })
    return [
      ...(statement.found.length > 0 ? [list('found', evidence.found, null, statement.found)] : []),
      ...(statement.toInspect.length > 0
        ? [{ id: 'inspect', heading: evidence.inspect, content: () => this.#inspect(statement) }]
        : []),
      { id: 'exceptions', heading: evidence.exceptions, content: () => exceptions(statement, find, locale) },
      { id: 'screened', heading: evidence.screenedTitle, content: () => this.#screened(statement) },
      list('adults', evidence.adults, evidence.adultsIntro, statement.adultsWithId),
      list('excluding', evidence.excluding, evidence.excludingIntro, statement.paediatricExcludingId),
      { id: 'reading', heading: evidence.reading, content: () => this.#reading(statement) },
      { id: 'matrix', heading: evidence.matrix, content: () => this.#matrix() },
      list('age-not-stated', evidence.ageNotStated, evidence.ageNotStatedIntro, statement.ageNotStated),
      { id: 'how', heading: evidence.how, content: () => howWeSearched(statement, locale) },
      { id: 'definitions', heading: evidence.definitions, content: () => definitions(locale) },
      { id: 'blind-spots', heading: evidence.blindSpots, content: () => blindSpots(statement, locale) },
      { id: 'repeat', heading: evidence.repeat, content: () => repeatSearch(statement, locale) },
      { id: 'cite', heading: evidence.cite, content: () => this.#cite(statement) },
    ]
  }

  #cite(statement: StatementReply): TemplateResult {
    return citeSection(statement, this.locale, { copied: this.copied, onCopied: (copied) => (this.copied = copied) })
  }

  #screened(statement: StatementReply): TemplateResult {
    return html`<trial-chart .chart=${funnelChart(statement, this.locale)}></trial-chart>
      ${screened(statement, this.locale)}`
  }

  #verdict(statement: StatementReply): TemplateResult {
    const { words, formats, lang } = this.locale
    const { evidence } = words
    return html`${
        this.version === null
          ? nothing
          : html`<p class="note note--warn">
              <span>${evidence.oldVersion(this.version)}</span> <a href=${href('/evidence')}>${evidence.latest}</a>
            </p>`
      }
      <div class="verdict verdict--${statement.verdict}">
        <p class="verdict__short">${evidence.verdict[statement.verdict]}</p>
        <p class="verdict__text">${statement.text[lang]}</p>
        <p class="quiet">
          ${evidence.basis[statement.basis]}
          ${statement.asOf === null ? nothing : evidence.asOf(formats.date(statement.asOf))}
        </p>
      </div>`
  }

  #inspect(statement: StatementReply): TemplateResult {
    const { words } = this.locale
    return html`<p>${words.evidence.inspectIntro}</p>
      <ul>
        ${statement.toInspect.map(
          (one) =>
            html`<li>
              ${one.url === null ? (one.recordId ?? one.registryId) : html`<a href=${one.url} rel="noopener">${one.recordId ?? one.url}</a>`}:
              ${inspectReason(one.reason)[this.locale.lang]}
            </li>`,
        )}
      </ul>`
  }

  #matrix(): TemplateResult {
    const { words } = this.locale
    if (this.matrix.phase === 'error') return failureNote(this.matrix.failure, this.locale, () => void this.#load())
    if (this.matrix.phase === 'pending') return html`<p role="status">${words.app.loading}</p>`
    return html`<p>${words.evidence.matrixIntro}</p>
      <condition-matrix .matrix=${this.matrix.value}></condition-matrix>`
  }

  #reading(statement: StatementReply): TemplateResult {
    const { words } = this.locale
    if (this.summary.phase === 'error') return failureNote(this.summary.failure, this.locale, () => void this.#load())
    if (this.summary.phase === 'pending') return html`<p role="status">${words.app.loading}</p>`
    return html`<p>${words.evidence.readingIntro}</p>
      <trial-chart
        .chart=${idReadingChart(this.summary.value, statement.screened.total, this.locale)}
        @bar-filter=${this.#openList}
      ></trial-chart>`
  }

  /** A bar of this page opens the list with that filter. */
  readonly #openList = (event: CustomEvent<BarFilter>): void => {
    const { name, values } = event.detail
    const params = [...values.map((value) => [name, value] as const), ['purpose', 'all'] as const]
    this.context.router.navigate(href(`/#${writeFragment(params)}`))
  }
}

async function settle<T>(flight: Promise<T>): Promise<Load<T>> {
  try {
    return { phase: 'complete', value: await flight }
  } catch (error) {
    return { phase: 'error', failure: failureOf(error) }
  }
}

customElements.define('evidence-page', EvidencePage)
