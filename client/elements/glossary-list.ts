import '../styles/glossary.css'
import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { GLOSSARY_IDS } from '../../shared/text/glossary.ts'
import type { GlossaryId } from '../../shared/text/glossary.ts'
import { compareTerms } from '../describe/compare-terms.ts'
import { glossary, trialPageWords } from '../state/trial-page-words.ts'
import { TextElement } from './text-element.ts'

/** The explained words as an alphabetical list, with a field to find one in a long list. Loads its words itself. */
export class GlossaryList extends TextElement {
  static override properties: PropertyDeclarations = {
    only: { attribute: false },
    ready: { state: true },
    wanted: { state: true },
  }

  /** Only these words; null: all of them. */
  declare only: readonly GlossaryId[] | null
  declare private ready: boolean
  declare private wanted: string

  constructor() {
    super()
    this.only = null
    this.ready = false
    this.wanted = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void Promise.all([glossary.load(), trialPageWords.load()]).then(() => (this.ready = true))
  }

  /** A link to a word arrives before its words do. */
  override updated(changed: Map<string, unknown>): void {
    const { hash } = window.location
    if (changed.has('ready') && this.ready && this.only === null && hash.startsWith('#word-'))
      this.querySelector(`[id="${CSS.escape(hash.slice(1))}"]`)?.scrollIntoView()
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.ready) return nothing
    const text = trialPageWords.words.glossary
    const { entries } = glossary.words
    const { formats } = this.locale
    const wanted = this.wanted.trim().toLowerCase()
    const shown = (this.only ?? GLOSSARY_IDS)
      .map((id) => ({ id, ...entries[id] }))
      .filter((one) => `${one.term} ${one.text}`.toLowerCase().includes(wanted))
      .sort((a, b) => compareTerms(a.term, b.term))
    return html`${this.only === null ? this.#search(text.search) : nothing}
      <p class="${this.only === null ? 'quiet' : 'visually-hidden'}" role="status">
        ${wanted === '' && this.only !== null ? nothing : text.count(shown.length, formats.number(shown.length))}
      </p>
      <dl class="glossary">
        ${shown.map(
          ({ id, term, text: meaning }) =>
            html`<div id=${this.only === null ? `word-${id}` : nothing}>
              <dt>${term}</dt>
              <dd>${meaning}</dd>
            </div>`,
        )}
      </dl>`
  }

  #search(label: string): TemplateResult {
    return html`<p class="field glossary__search no-print">
      <label for="glossary-search">${label}</label>
      <input
        id="glossary-search"
        type="search"
        autocomplete="off"
        .value=${this.wanted}
        @input=${(event: Event) => (this.wanted = event.target instanceof HTMLInputElement ? event.target.value : '')}
      />
    </p>`
  }
}

customElements.define('glossary-list', GlossaryList)
