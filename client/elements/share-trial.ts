import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { trialPageWords } from '../state/trial-page-words.ts'
import { copyText } from './copy-text.ts'
import { TextElement } from './text-element.ts'

/** Shares the address of this page where the device can, else copies it. The page tells nobody by itself. */
export class ShareTrial extends TextElement {
  static override properties: PropertyDeclarations = { name: { attribute: false }, outcome: { state: true } }

  /** What is shared, in words. */
  declare name: string
  declare private outcome: 'none' | 'copied' | 'failed'

  constructor() {
    super()
    this.name = ''
    this.outcome = 'none'
  }

  protected override render(): TemplateResult {
    const text = trialPageWords.words.share
    const canShare = typeof navigator.share === 'function'
    return html`<button type="button" class="action" @click=${() => void (canShare ? this.#share() : this.#copy())}>
        ${canShare ? text.share : text.copyLink}
      </button>
      <span role="status"
        >${this.outcome === 'copied' ? text.copied : this.outcome === 'failed' ? text.failed(address()) : nothing}</span
      >`
  }

  async #share(): Promise<void> {
    try {
      await navigator.share({ title: this.name, url: address() })
    } catch (error) {
      // The person closed the choice: that is an answer, not a failure.
      if (!(error instanceof DOMException && error.name === 'AbortError')) await this.#copy()
    }
  }

  async #copy(): Promise<void> {
    this.outcome = (await copyText(address())) ? 'copied' : 'failed'
  }
}

/** This page, without the place on it. */
function address(): string {
  const { origin, pathname, search } = window.location
  return origin + pathname + search
}

customElements.define('share-trial', ShareTrial)
