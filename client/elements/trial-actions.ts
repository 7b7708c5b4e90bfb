import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { TrialSummary } from '../../shared/trial.ts'
import { MOST_COMPARED } from '../state/device-store.ts'
import type { DeviceStore } from '../state/device-store.ts'
import { copyOf } from '../state/saved-copy.ts'
import { icon } from './icons.ts'
import { TextElement } from './text-element.ts'

/** Asked of the shell, which answers with the store of this device: cards need not hand it down. */
export type WantDevice = CustomEvent<(device: DeviceStore) => void>

/**
 * Save and compare, wherever a trial is shown. Nothing of it leaves the device.
 *
 * @fires want-device - detail: takes the store
 */
export class TrialActions extends TextElement {
  static override properties: PropertyDeclarations = { trial: { attribute: false }, full: { state: true } }

  declare trial: TrialSummary | null
  /** True right after a fifth trial was chosen. */
  declare private full: boolean
  #device: DeviceStore | null = null
  readonly #onChange = (): void => {
    this.full = false
    this.requestUpdate()
  }

  constructor() {
    super()
    this.trial = null
    this.full = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.tell('want-device', (device: DeviceStore) => (this.#device = device))
    this.#device?.addEventListener('change', this.#onChange)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#device?.removeEventListener('change', this.#onChange)
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('trial')) this.full = false
  }

  protected override render(): TemplateResult | typeof nothing {
    const { trial } = this
    const device = this.#device
    if (trial === null || device === null) return nothing
    const { actions } = this.locale.words
    const saved = device.isSaved(trial.trialId)
    const compared = device.comparedTrials().includes(trial.trialId)
    const name = html`<span class="visually-hidden">${trial.trialId}</span>`
    return html`<div class="actions no-print">
      <button
        type="button"
        class="action"
        aria-pressed=${saved}
        @click=${() => device.toggleSaved(trial.trialId, copyOf(trial))}
      >
        ${icon(saved ? 'saved' : 'save')}<span>${saved ? actions.saved : actions.save}</span>${name}
      </button>
      <button
        type="button"
        class="action"
        aria-pressed=${compared}
        @click=${() => (this.full = !device.toggleCompared(trial.trialId))}
      >
        ${icon(compared ? 'check' : 'compare')}<span>${compared ? actions.compared : actions.compare}</span>${name}
      </button>
      <span class="actions__note" role="status"
        >${this.full ? actions.full(this.locale.formats.number(MOST_COMPARED)) : nothing}</span
      >
    </div>`
  }
}

customElements.define('trial-actions', TrialActions)
