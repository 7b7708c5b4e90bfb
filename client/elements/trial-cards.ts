import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { TrialSummary } from '../../shared/trial.ts'
import type { NearMe } from '../state/near-me.ts'
import { Reuse } from './reuse.ts'
import './trial-card.ts'
import { TextElement } from './text-element.ts'

const STEP = 20

/** The cards, a page at a time: "show more" adds to the end and moves the focus to the first new card. */
export class TrialCards extends TextElement {
  static override properties: PropertyDeclarations = {
    trials: { attribute: false },
    near: { attribute: false },
    most: { attribute: false },
  }

  declare trials: readonly TrialSummary[] | null
  /** Distances from the place chosen; null without one. */
  declare near: NearMe | null
  /** How many are drawn. Kept by the page, so that "back" finds the same length. */
  declare most: number
  readonly #reuse = new Reuse()

  constructor() {
    super()
    this.trials = null
    this.near = null
    this.most = STEP
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, formats } = this.locale
    if (this.trials === null) {
      return html`<div class="list" aria-hidden="true">
        ${[1, 2, 3, 4, 5].map(() => html`<div class="card card--skeleton"></div>`)}
      </div>`
    }
    const shown = this.trials.slice(0, this.most)
    const numbers = this.#reuse.numbersFor(
      shown.map(({ trialId }) => trialId),
      this.#focusedPlace(),
    )
    const rest = Math.min(STEP, this.trials.length - shown.length)
    return html`<ol class="list">
        ${repeat(
          shown,
          (_trial, place) => numbers[place],
          (trial) => html`<li><trial-card .trial=${trial} .near=${this.near}></trial-card></li>`,
        )}
      </ol>
      ${
        rest > 0
          ? html`<button type="button" class="button button--wide" @click=${() => void this.#more()}>
              ${words.explore.showMore(rest, formats.number(rest))}
            </button>`
          : nothing
      }`
  }

  /** The card somebody is at stays that trial's or goes: a button must not come to mean another trial. */
  #focusedPlace(): number | null {
    const card = document.activeElement?.closest('li')
    const list = this.querySelector('.list')
    return card?.parentElement === list && list !== null ? [...list.children].indexOf(card) : null
  }

  async #more(): Promise<void> {
    const first = this.most
    // At once, and not only when the page hands it back: the card has to be there to take the focus.
    this.most = first + STEP
    this.tell('show-more', this.most)
    await this.updateComplete
    const card = this.querySelectorAll<TextElement>('trial-card')[first]
    await card?.updateComplete
    card?.querySelector('a')?.focus()
  }
}

customElements.define('trial-cards', TrialCards)
