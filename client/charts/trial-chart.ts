import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { BarFilter, Chart, Series } from './chart.ts'
import type { BarChart } from './chartjs.ts'
import { barConfiguration, wrapLabel } from './bar-configuration.ts'
import { TextElement } from '../elements/text-element.ts'

export type { BarFilter } from './chart.ts'

/**
 * The only canvas. Loads Chart.js when first seen, is destroyed when taken out of the page and rebuilt when put back.
 * The table under it holds the same numbers and does the same by keyboard.
 *
 * @fires bar-filter - detail: BarFilter, a bar or a row was chosen
 */
export class TrialChart extends TextElement {
  static override properties: PropertyDeclarations = { chart: { attribute: false }, state: { state: true } }

  declare chart: Chart | null
  declare private state: 'waiting' | 'drawn' | 'failed'
  #drawn: BarChart | null = null
  #seen: IntersectionObserver | null = null
  readonly #dark = window.matchMedia('(prefers-color-scheme: dark)')
  readonly #onScheme = (): void => void this.#rebuild()

  constructor() {
    super()
    this.chart = null
    this.state = 'waiting'
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
      const { drawBars } = await import('./chartjs.ts')
      const canvas = this.querySelector('canvas')
      // The element may have left the page while Chart.js was on its way.
      if (!this.isConnected || canvas === null || this.chart === null) return
      this.#destroy()
      this.#drawn = drawBars(
        canvas,
        barConfiguration(this.chart, this, (filter) => this.#choose(filter)),
      )
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
      <div
        class="chart__canvas chart__canvas--${sizeOf(chart)} chart__canvas--${this.state}"
        ?hidden=${this.state === 'failed'}
      >
        <canvas role="img" aria-label="${chart.title}. ${chart.summary}"></canvas>
      </div>
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
    </figure>`
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
  const rows = chart.stacked ? 1 : chart.series.length
  const lines = chart.bars.reduce((sum, { label }) => sum + Math.max(rows, wrapLabel(label).length), 0)
  return lines > 14 ? 'xl' : lines > 8 ? 'l' : lines > 4 ? 'm' : 's'
}

customElements.define('trial-chart', TrialChart)
