import { html } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { StatementReply } from '../../shared/api.ts'
import { href } from '../state/router.ts'
import type { Load } from '../state/trial-data.ts'
import { TextElement } from './text-element.ts'

/**
 * The statement in one line, on every page. Until the newest one is loaded it keeps what the server wrote into the page,
 * so that nothing moves and nothing is ever missing.
 */
export class StatementLine extends TextElement {
  static override properties: PropertyDeclarations = { statement: { attribute: false }, served: { attribute: false } }

  declare statement: Load<StatementReply>
  /** The nodes the server put there. */
  declare served: readonly Node[]

  constructor() {
    super()
    this.statement = { phase: 'pending' }
    this.served = []
  }

  protected override render(): TemplateResult {
    const { words } = this.locale
    return html`<span class="visually-hidden" id="statement-label">${words.statement.label}</span>${this.#text()}`
  }

  #text(): TemplateResult | readonly Node[] {
    const { words, lang } = this.locale
    const { statement } = this
    if (statement.phase !== 'complete' && this.served.length > 0) return this.served
    const text =
      statement.phase === 'complete'
        ? statement.value.line[lang]
        : statement.phase === 'error'
          ? words.statement.unavailable
          : words.statement.loading
    return html`<p class="statement-text">${text} <a href=${href('/evidence')}>${words.statement.more}</a></p>`
  }
}

customElements.define('statement-line', StatementLine)
