import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { TrialSummary } from '../../shared/trial.ts'
import type { NearMe } from '../state/near-me.ts'
import { nextPicture, nextTask } from '../state/in-slices.ts'
import { firstDrawing, screenful } from '../state/turns.ts'
import { Reuse } from './reuse.ts'
import './trial-card.ts'
import { TextElement } from './text-element.ts'

const STEP = 20
/** Drawn at a time of a list that somebody waits for, so that a slow phone never sticks. */
const AT_A_TIME = 2

/** The cards, a page at a time: "show more" adds to the end and moves the focus to the first new card. */
export class TrialCards extends TextElement {
  static override properties: PropertyDeclarations = {
    trials: { attribute: false },
    near: { attribute: false },
    most: { attribute: false },
    gradual: { attribute: false },
    ready: { state: true },
  }

  declare trials: readonly TrialSummary[] | null
  /** Distances from the place chosen; null without one. */
  declare near: NearMe | null
  /** How many are drawn. Kept by the page, so that "back" finds the same length. */
  declare most: number
  /** Somebody waits for the first cards; coming back to a list, all of it stands there at once. */
  declare gradual: boolean
  /** How many may be drawn by now. */
  declare private ready: number
  readonly #reuse = new Reuse()

  constructor() {
    super()
    this.trials = null
    this.near = null
    this.most = STEP
    this.gradual = false
    this.ready = AT_A_TIME
  }

  override willUpdate(): void {
    if (!this.hasUpdated && !this.gradual) this.ready = Number.POSITIVE_INFINITY
  }

  override updated(): void {
    if (this.trials === null || this.ready === Number.POSITIVE_INFINITY) return
    void this.#turn().then(
      () => (this.ready = this.ready >= this.most ? Number.POSITIVE_INFINITY : this.ready + AT_A_TIME),
    )
  }

  /** Out of sight one after another; below what is on screen a few for each picture, so that none takes long to lay out. */
  #turn(): Promise<void> {
    if (!firstDrawing.isOn) return nextPicture()
    return this.ready < firstDrawing.most ? nextTask() : firstDrawing.ended.then(nextPicture)
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, formats } = this.locale
    if (this.trials === null) {
      return html`<div class="list" aria-hidden="true">
        ${[1, 2, 3, 4, 5].map(() => html`<div class="card card--skeleton"></div>`)}
      </div>`
    }
    const wanted = Math.min(this.most, this.trials.length)
    const shown = this.trials.slice(0, Math.min(wanted, this.ready))
    const numbers = this.#reuse.numbersFor(
      shown.map(({ trialId }) => trialId),
      this.#focusedPlace(),
    )
    const rest = shown.length < wanted ? 0 : Math.min(STEP, this.trials.length - shown.length)
    return html`<ol class="list" aria-busy=${shown.length < wanted ? 'true' : nothing}>
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
    this.ready = first + screenful()
    this.tell('show-more', this.most)
    await this.updateComplete
    const card = this.querySelectorAll<TextElement>('trial-card')[first]
    await card?.updateComplete
    card?.querySelector('a')?.focus()
  }
}

customElements.define('trial-cards', TrialCards)
