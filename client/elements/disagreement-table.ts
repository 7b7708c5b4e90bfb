import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { Disagreement } from '../../shared/trial.ts'
import { fieldWords } from '../describe/trial-words.ts'
import { DetailElement } from './text-element.ts'

/** Registers side by side, only where they differ: each one's words and date, none preferred. */
export class DisagreementTable extends DetailElement {
  static override properties: PropertyDeclarations = {
    disagreements: { attribute: false },
    registryNames: { attribute: false },
  }

  declare disagreements: readonly Disagreement[]
  declare registryNames: ReadonlyMap<string, string>

  constructor() {
    super()
    this.disagreements = []
    this.registryNames = new Map()
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.disagreements.length === 0) return nothing
    const { words, formats } = this.locale
    return html`<div class="scroll-x" tabindex="0" role="group" aria-label=${words.trial.disagreements}>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">${words.trial.field}</th>
            <th scope="col">${words.registries.columns.registry}</th>
            <th scope="col">${words.trial.value}</th>
            <th scope="col">${words.trial.date}</th>
          </tr>
        </thead>
        ${this.disagreements.map(
          ({ field, values }) =>
            html`<tbody>
              ${values.map(
                (one, index) =>
                  html`<tr>
                    ${index === 0 ? html`<th scope="rowgroup" rowspan=${values.length}>${fieldWords(field, this.locale)}</th>` : nothing}
                    <td>
                      ${this.registryNames.get(one.registryId) ?? one.registryId}
                      <span class="quiet">${one.recordId}</span>
                    </td>
                    <td><strong dir="auto">${one.value}</strong></td>
                    <td>${one.date === null ? words.app.notStated : formats.date(one.date)}</td>
                  </tr>`,
              )}
            </tbody>`,
        )}
      </table>
    </div>`
  }
}

customElements.define('disagreement-table', DisagreementTable)
