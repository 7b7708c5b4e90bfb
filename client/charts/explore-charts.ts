import { html } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { TrialSummary } from '../../shared/trial.ts'
import { TextElement } from '../elements/text-element.ts'
import { whenIdle } from '../state/when-idle.ts'
import type { Chart } from './chart.ts'
import { charts } from './index.ts'
import './trial-chart.ts'

/** How long the list has to stay as it is before the charts follow: nobody reads them while typing. */
const PAUSE_MS = 350

/**
 * The charts of a list. They follow it when the reader pauses, one after the other between other work, so that a filter
 * or a letter typed never waits for a picture. Until then they are marked as busy.
 */
export class ExploreCharts extends TextElement {
  static override properties: PropertyDeclarations = { trials: { attribute: false } }

  /** Null while the list is loaded. */
  declare trials: readonly TrialSummary[] | null
  #made: (Chart | null)[] = charts.map(() => null)
  /** What the newest charts are made of. */
  #of: { trials: readonly TrialSummary[]; lang: string } | null = null
  #stop: (() => void) | null = null
  #busy = false

  constructor() {
    super()
    this.trials = null
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#of = null
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop?.()
  }

  override willUpdate(): void {
    const { lang } = this.locale
    const { trials } = this
    if (trials === null || (this.#of?.trials === trials && this.#of.lang === lang)) return
    const isFirst = this.#of === null
    this.#of = { trials, lang }
    this.#stop?.()
    this.#busy = true
    if (isFirst) this.#make(trials, 0)
    else {
      const timer = setTimeout(() => this.#make(trials, 0), PAUSE_MS)
      this.#stop = () => clearTimeout(timer)
    }
  }

  #make(trials: readonly TrialSummary[], index: number): void {
    const chart = charts[index]
    if (chart === undefined) {
      this.#busy = false
      this.requestUpdate()
      return
    }
    this.#stop = whenIdle(() => {
      this.#made = this.#made.with(index, trials.length === 0 ? null : chart(trials, this.locale))
      this.requestUpdate()
      this.#make(trials, index + 1)
    })
  }

  protected override render(): TemplateResult {
    return html`<div class="charts" aria-busy=${this.#busy}>
      ${this.#made.map((chart) =>
        chart === null
          ? html`<div class=${this.trials === null || this.trials.length > 0 ? 'chart chart--waiting' : ''}></div>`
          : html`<trial-chart .chart=${chart}></trial-chart>`,
      )}
    </div>`
  }
}

customElements.define('explore-charts', ExploreCharts)
