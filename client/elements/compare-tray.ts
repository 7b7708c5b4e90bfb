import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { href } from '../state/router.ts'
import { TextElement } from './text-element.ts'

/**
 * The trials chosen for a comparison, at the foot of the window.
 *
 * @fires clear-compared
 */
export class CompareTray extends TextElement {
  static override properties: PropertyDeclarations = { trialIds: { attribute: false } }

  declare trialIds: readonly string[]

  constructor() {
    super()
    this.trialIds = []
  }

  protected override render(): TemplateResult | typeof nothing {
    const { trialIds } = this
    if (trialIds.length === 0) return nothing
    const { words, formats } = this.locale
    const { actions } = words
    return html`<section class="tray no-print" aria-label=${actions.tray}>
      <div class="wrap tray__row">
        <p class="tray__count">${actions.trayCount(trialIds.length, formats.number(trialIds.length))}</p>
        <button type="button" class="link" @click=${() => this.tell('clear-compared', null)}>
          ${actions.trayClear}
        </button>
        <a class="button button--main" href=${compareAddress(trialIds)}>${actions.trayOpen}</a>
      </div>
    </section>`
  }
}

/** The numbers stand in the fragment, which never reaches the server. */
export function compareAddress(trialIds: readonly string[]): string {
  const path = href('/compare')
  return trialIds.length === 0 ? path : `${path}#ids=${trialIds.map(encodeURIComponent).join(',')}`
}

customElements.define('compare-tray', CompareTray)
