import { html } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { DeviceStore } from '../state/device-store.ts'
import { keptWords } from '../state/kept-words.ts'
import { TextElement } from './text-element.ts'

/** One button that clears everything this site keeps on the device, with one question in between. */
export class ClearDevice extends TextElement {
  static override properties: PropertyDeclarations = { device: { attribute: false }, step: { state: true } }

  declare device: DeviceStore | null
  declare private step: 'start' | 'asked' | 'done'

  constructor() {
    super()
    this.device = null
    this.step = 'start'
  }

  protected override render(): TemplateResult {
    const { clear } = keptWords.words
    return html`<section class="clear no-print" aria-labelledby="clear-heading">
      <h2 id="clear-heading">${clear.title}</h2>
      <p>${clear.intro}</p>
      ${
        this.step === 'asked'
          ? html`<p><strong id="clear-sure">${clear.sure}</strong></p>
              <div class="buttons">
                <button type="button" class="button button--warn" aria-describedby="clear-sure" @click=${this.#clear}>
                  ${clear.yes}
                </button>
                <button type="button" class="button" @click=${() => void this.#go('start')}>${clear.no}</button>
              </div>`
          : html`<button type="button" class="button" @click=${() => void this.#go('asked')}>${clear.button}</button>`
      }
      <p role="status">${this.step === 'done' ? clear.done : ''}</p>
    </section>`
  }

  readonly #clear = (): void => {
    this.device?.clearAll()
    void this.#go('done')
  }

  /** The button that had the focus is gone: it moves to the one that took its place. */
  async #go(step: typeof this.step): Promise<void> {
    this.step = step
    await this.updateComplete
    this.querySelector('button')?.focus()
  }
}

customElements.define('clear-device', ClearDevice)
