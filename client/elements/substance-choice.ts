import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { Substance } from '../../shared/substances/substance.ts'
import { capital } from '../describe/trial-words.ts'
import { TextElement } from './text-element.ts'

/**
 * The first choice on the page: one substance or all.
 *
 * @fires filter-set - detail: {name: 'substance', values}
 */
export class SubstanceChoice extends TextElement {
  static override properties: PropertyDeclarations = {
    substances: { attribute: false },
    counts: { attribute: false },
    total: { attribute: false },
    chosen: { attribute: false },
  }

  declare substances: readonly Substance[]
  declare counts: Readonly<Record<string, number>> | null
  declare total: number | null
  declare chosen: readonly string[]

  constructor() {
    super()
    this.substances = []
    this.counts = null
    this.total = null
    this.chosen = []
  }

  protected override render(): TemplateResult {
    const { words, lang } = this.locale
    const text = words.substances
    const [only] = this.chosen
    const chosen = this.chosen.length === 1 ? only : this.chosen.length === 0 ? '' : null
    return html`<fieldset class="substances">
      <legend class="visually-hidden">${text.legend}</legend>
      ${this.#option('', text.all, text.allHint, this.total, chosen === '')}
      ${this.substances.map((substance) =>
        this.#option(
          substance.id,
          capital(substance.name[lang]),
          text.hints[substance.id] ?? null,
          this.counts === null ? null : (this.counts[substance.id] ?? 0),
          this.chosen.includes(substance.id),
        ),
      )}
    </fieldset>`
  }

  #option(id: string, name: string, hint: string | null, count: number | null, checked: boolean): TemplateResult {
    return html`<label class="substance">
      <input
        type="radio"
        name="substance"
        value=${id}
        .checked=${checked}
        @change=${() => this.tell('filter-set', { name: 'substance', values: id === '' ? [] : [id] })}
      />
      <span class="substance__name">${name}</span>
      <span class="substance__count">${count === null ? '…' : this.locale.formats.number(count)}</span>
      ${hint === null ? nothing : html`<span class="substance__hint">${hint}</span>`}
    </label>`
  }
}

customElements.define('substance-choice', SubstanceChoice)
