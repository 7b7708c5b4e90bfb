import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { GlossaryMatch } from '../../shared/core/glossary-find.ts'
import type { GlossaryId } from '../../shared/text/glossary.ts'
import { segmentsOf } from '../describe/criteria-segments.ts'
import { glossary, trialPageWords } from '../state/trial-page-words.ts'
import { TextElement } from './text-element.ts'

let made = 0

/**
 * A text of a register, word for word, in which some words open their explanation. The explanation stands behind the
 * text, in the flow: it covers nothing, can be read at any zoom, and Escape closes it.
 */
export class ExplainedText extends TextElement {
  static override properties: PropertyDeclarations = {
    text: { attribute: false },
    found: { attribute: false },
    open: { state: true },
  }

  declare text: string
  /** The words to explain; only given once the glossary is loaded. */
  declare found: readonly GlossaryMatch[]
  declare private open: GlossaryId | null
  readonly #noteId = `explained-${++made}`

  constructor() {
    super()
    this.text = ''
    this.found = []
    this.open = null
  }

  protected override render(): TemplateResult {
    if (this.found.length === 0) return html`${segmentsOf(this.text, []).map(piece)}`
    return html`${segmentsOf(this.text, this.found).map((segment) =>
        segment.kind === 'word'
          ? html`<span
              class="term"
              role="button"
              tabindex="0"
              aria-expanded=${this.open === segment.id}
              aria-controls=${this.#noteId}
              @click=${() => this.#toggle(segment.id)}
              @keydown=${(event: KeyboardEvent) => this.#onTermKey(event, segment.id)}
              >${segment.text}</span
            >`
          : piece(segment),
      )}<span class="explanation" id=${this.#noteId} role="status" lang=${this.locale.lang}
        >${this.open === null ? nothing : this.#explanation(this.open)}</span
      >`
  }

  #explanation(id: GlossaryId): TemplateResult {
    const { term, text } = glossary.words.entries[id]
    return html`<span class="explanation__box"
      ><span><strong>${term}</strong>${this.locale.words.app.colon}${text}</span
      ><button type="button" class="explanation__close" @click=${this.#close} @keydown=${this.#onKey}>
        ${trialPageWords.words.glossary.close}
      </button></span
    >`
  }

  #toggle(id: GlossaryId): void {
    this.open = this.open === id ? null : id
  }

  /** A real button would stand in the sentence as one block; a long word has to break over two lines like the text. */
  #onTermKey(event: KeyboardEvent, id: GlossaryId): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      this.#toggle(id)
    } else this.#onKey(event)
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.open !== null) this.#close()
  }

  /** The focus returns to the word. */
  readonly #close = (): void => {
    this.querySelector<HTMLElement>('.term[aria-expanded="true"]')?.focus()
    this.open = null
  }
}

function piece({ kind, text }: { kind: string; text: string }): TemplateResult | string {
  return kind === 'measure' ? html`<span class="measure">${text}</span>` : text
}

customElements.define('explained-text', ExplainedText)
