import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { icon } from './icons.ts'
import { TextElement } from './text-element.ts'

export interface Chip {
  name: string
  value: string
  label: string
}

/**
 * Every filter that is on, each removable.
 *
 * @fires chip-remove - detail: {name, value}
 * @fires clear-filters
 */
export class FilterChips extends TextElement {
  static override properties: PropertyDeclarations = { chips: { attribute: false } }

  declare chips: readonly Chip[]

  constructor() {
    super()
    this.chips = []
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.chips.length === 0) return nothing
    const { words } = this.locale
    return html`<ul class="chips">
      ${this.chips.map(
        (chip) =>
          html`<li>
            <button
              type="button"
              class="chip"
              aria-label=${words.filters.remove(chip.label)}
              @click=${() => this.tell('chip-remove', chip)}
            >
              <span>${chip.label}</span>${icon('cross')}
            </button>
          </li>`,
      )}
      <li>
        <button type="button" class="link" @click=${() => this.tell('clear-filters', null)}>
          ${words.explore.clearAll}
        </button>
      </li>
    </ul>`
  }
}

customElements.define('filter-chips', FilterChips)
