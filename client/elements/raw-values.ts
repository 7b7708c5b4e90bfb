import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { TextElement } from './text-element.ts'

/** The main fields of one record under the registry's own names, as it wrote them. */
export class RawValues extends TextElement {
  static override properties: PropertyDeclarations = { values: { attribute: false }, label: { attribute: false } }

  declare values: Readonly<Record<string, unknown>>
  declare label: string

  constructor() {
    super()
    this.values = {}
    this.label = ''
  }

  protected override render(): TemplateResult | typeof nothing {
    const rows = Object.entries(this.values).filter(
      ([, value]) => value !== null && value !== undefined && value !== '',
    )
    if (rows.length === 0) return nothing
    return html`<details class="raw">
      <summary>${this.label}</summary>
      <dl class="raw__values">
        ${rows.map(
          ([name, value]) =>
            html`<div>
              <dt><code>${name}</code></dt>
              <dd class="verbatim" dir="auto">${rawText(value)}</dd>
            </div>`,
        )}
      </dl>
    </details>`
  }
}

/** Any JSON value as text: plain where it is plain, otherwise indented JSON. */
function rawText(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number'))
    return value.join('\n')
  return JSON.stringify(value, null, 2)
}

customElements.define('raw-values', RawValues)
