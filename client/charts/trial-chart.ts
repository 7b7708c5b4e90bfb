import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { BarFilter, Chart, Series } from './chart.ts'
import type * as chartjs from './chartjs.ts'
import type { BarChart } from './chartjs.ts'
import { chartCsv } from './chart-csv.ts'
import { barConfiguration, wrapLabel } from './bar-configuration.ts'
import { download } from '../elements/download.ts'
import { TextElement } from '../elements/text-element.ts'

export type { BarFilter } from './chart.ts'

/**
 * The only canvas. Loads Chart.js when first seen, is destroyed when taken out of the page and rebuilt when put back.
 * The table under it holds the same numbers and does the same by keyboard.
 *
 * @fires bar-filter - detail: BarFilter, a bar or a row was chosen
 */
export class TrialChart extends TextElement {
  static override properties: PropertyDeclarations = {
    chart: { attribute: false },
    state: { state: true },
    pictureFailed: { state: true },
  }

  declare chart: Chart | null
  declare private state: 'waiting' | 'drawn' | 'failed'
  declare private pictureFailed: boolean
  #drawn: BarChart | null = null
  #drawing: typeof chartjs | null = null
  #seen: IntersectionObserver | null = null
  readonly #dark = window.matchMedia('(prefers-color-scheme: dark)')
  readonly #onScheme = (): void => void this.#rebuild()

  constructor() {
    super()
    this.chart = null
    this.state = 'waiting'
    this.pictureFailed = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#dark.addEventListener('change', this.#onScheme)
    this.#seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void this.#rebuild()
    })
    this.#seen.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#dark.removeEventListener('change', this.#onScheme)
    this.#seen?.disconnect()
    this.#seen = null
    this.#destroy()
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('chart') || this.#drawn === null) return
    // The page draws again whenever shared data change; the picture only when its own numbers or words did.
    if (JSON.stringify(changed.get('chart')) !== JSON.stringify(this.chart)) void this.#rebuild()
  }

  #destroy(): void {
    this.#drawn?.destroy()
    this.#drawn = null
  }

  async #rebuild(): Promise<void> {
    this.#seen?.disconnect()
    try {
      if (this.chart?.picture === 'map') {
        await import('./country-map.ts')
        this.state = 'drawn'
        return
      }
      // Once loaded, the picture is drawn in the same pause in which its numbers were counted.
      this.#drawing ??= await import('./chartjs.ts')
      const { drawBars, updateBars } = this.#drawing
      const canvas = this.querySelector('canvas')
      // The element may have left the page while Chart.js was on its way.
      if (!this.isConnected || canvas === null || this.chart === null) return
      const drawn = this.#drawn
      const configuration = barConfiguration(this.chart, this, (filter) => this.#choose(filter), drawn === null)
      if (drawn?.canvas !== canvas) {
        this.#destroy()
        this.#drawn = drawBars(canvas, configuration)
      } else updateBars(drawn, configuration)
      this.state = 'drawn'
    } catch {
      this.state = 'failed'
    }
  }

  #choose(filter: BarFilter): void {
    this.tell('bar-filter', filter)
  }

  protected override render(): TemplateResult | typeof nothing {
    const { chart } = this
    if (chart === null) return nothing
    const { words } = this.locale
    return html`<figure class="chart" aria-labelledby="chart-${chart.id}">
      <figcaption>
        <h3 class="chart__title" id="chart-${chart.id}">${chart.title}</h3>
        <p class="chart__summary">${chart.summary}</p>
        ${chart.series.length > 1 || chart.series[0]?.tone !== 'first' ? this.#legend(chart.series) : nothing}
      </figcaption>
      ${chart.picture === 'map' ? this.#map(chart) : this.#canvas(chart)}
      ${this.state === 'failed' ? html`<p>${words.charts.failed}</p>` : nothing}
      ${
        chart.notes.length === 0
          ? nothing
          : html`<ul class="chart__notes">
              ${chart.notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
      }
      <details class="chart__table" ?open=${this.state === 'failed'}>
        <summary>${words.charts.table}</summary>
        ${this.#table(chart)}
      </details>
      ${this.#downloads(chart)}
    </figure>`
  }

  #canvas(chart: Chart): TemplateResult {
    return html`<div
      class="chart__canvas chart__canvas--${sizeOf(chart)} chart__canvas--${this.state}"
      ?hidden=${this.state === 'failed'}
    >
      <canvas role="img" aria-label="${chart.title}. ${chart.summary}"></canvas>
    </div>`
  }

  /** The element is loaded when first seen; until then its place is kept. */
  #map(chart: Chart): TemplateResult {
    return html`<country-map
      class="chart__map chart__canvas--${this.state}"
      ?hidden=${this.state === 'failed'}
      .bars=${chart.bars}
      .values=${chart.series[0]?.values ?? []}
      .label="${chart.title}. ${chart.summary}"
      @country=${(event: CustomEvent<BarFilter>) => this.#choose(event.detail)}
    ></country-map>`
  }

  #downloads(chart: Chart): TemplateResult {
    const { charts } = this.locale.words
    const named = (text: string): TemplateResult =>
      html`${text}<span class="visually-hidden">${charts.downloadOf('', chart.title)}</span>`
    return html`<p class="chart__downloads no-print">
      <button type="button" class="link" @click=${() => this.#downloadCsv(chart)}>${named(charts.csv)}</button>
      ${
        this.state === 'drawn'
          ? html`<button type="button" class="link" @click=${() => void this.#downloadPng(chart)}>
              ${named(charts.png)}
            </button>`
          : nothing
      }
      <span role="status">${this.pictureFailed ? charts.pngFailed : nothing}</span>
    </p>`
  }

  #downloadCsv(chart: Chart): void {
    download(`trialwijzer-${chart.id}.csv`, new Blob([chartCsv(chart)], { type: 'text/csv;charset=utf-8' }))
  }

  async #downloadPng(chart: Chart): Promise<void> {
    const picture = this.querySelector<HTMLCanvasElement | SVGSVGElement>('canvas, .map__svg')
    const source = `${window.location.origin}, ${this.locale.formats.date(new Date().toISOString())}`
    const blob = await import('./chart-png.ts')
      .then(({ chartPng }) => (picture === null ? null : chartPng(chart, picture, source)))
      .catch(() => null)
    this.pictureFailed = blob === null
    if (blob !== null) download(`trialwijzer-${chart.id}.png`, blob)
  }

  #legend(series: readonly Series[]): TemplateResult {
    return html`<ul class="legend">
      ${series.map((one) => html`<li><span class="legend__key legend__key--${one.tone}"></span>${one.label}</li>`)}
    </ul>`
  }

  #table(chart: Chart): TemplateResult {
    const { words, formats } = this.locale
    return html`<div class="scroll-x" tabindex="0" role="group" aria-labelledby="chart-${chart.id}">
      <table class="numbers">
        <caption class="visually-hidden">
          ${chart.title}. ${chart.bars.some((bar) => bar.filter !== null) ? words.charts.filterHint : nothing}
        </caption>
        <thead>
          <tr>
            <th scope="col">${chart.group}</th>
            ${chart.series.map((one) => html`<th scope="col" class="number">${one.label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${chart.bars.map((bar, index) => {
            const { filter } = bar
            return html`<tr>
              <th scope="row">
                ${filter === null ? bar.label : html`<button type="button" class="link" aria-label=${words.charts.filterOn(bar.label)} @click=${() => this.#choose(filter)}>${bar.label}</button>`}
              </th>
              ${chart.series.map((one) => html`<td class="number">${formats.number(one.values[index] ?? 0)}</td>`)}
            </tr>`
          })}
        </tbody>
      </table>
    </div>`
  }
}

/** The height is reserved before anything is drawn, so that nothing moves. One row of a bar or of its label is a line. */
function sizeOf(chart: Chart): string {
  if (chart.picture === 'columns') return 's'
  const rows = chart.stacked ? 1 : chart.series.length
  const lines = chart.bars.reduce((sum, { label }) => sum + Math.max(rows, wrapLabel(label).length), 0)
  return lines > 14 ? 'xl' : lines > 8 ? 'l' : lines > 4 ? 'm' : 's'
}

customElements.define('trial-chart', TrialChart)
