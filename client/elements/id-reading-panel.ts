import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { IdEvidence, TrialDetail } from '../../shared/trial.ts'
import { fieldWords } from '../describe/trial-words.ts'
import { DetailElement } from './text-element.ts'

/** What the record says about people with an intellectual disability, each finding with the words it rests on. */
export class IdReadingPanel extends DetailElement {
  static override properties: PropertyDeclarations = { trial: { attribute: false } }

  declare trial: TrialDetail | null

  constructor() {
    super()
    this.trial = null
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.trial === null) return nothing
    const { idEvidence, idReading } = this.trial
    const text = this.locale.words.trial.id
    const readings = idReading.filter((reading) => reading !== 'silent')
    const tiers = this.trial.idTiers
    // Criteria that only ask for an intellectual disability have no reading; their tier says what they say.
    const inCriteria = idEvidence.some(({ tier, field }) => tier !== null && /criteria|^eligibility/i.test(field))
    return html`<p class="quiet">${text.intro}</p>
      ${idReading.length === 0 && !inCriteria ? html`<p>${text.notHeld}</p>` : nothing}
      ${idReading.includes('silent') && readings.length === 0 ? html`<p>${text.silent}</p>` : nothing}
      ${readings.map((reading) =>
        this.#finding(
          this.locale.words.idReading[reading],
          idEvidence.filter((e) => e.reading === reading),
        ),
      )}
      ${tiers.length > 0 ? html`<p>${text.tierIntro}</p>` : nothing}
      ${tiers.map((tier) =>
        this.#finding(
          this.locale.words.idTier[tier],
          idEvidence.filter((e) => e.tier === tier),
        ),
      )}`
  }

  #finding(label: string, evidence: readonly IdEvidence[]): TemplateResult {
    const text = this.locale.words.trial.id
    return html`<div class="finding">
      <p class="finding__label">${label}</p>
      ${evidence
        .filter((one) => one.quote !== '')
        .map(
          (one) =>
            html`<blockquote>
              <p>“<bdi>${one.quote}</bdi>”</p>
              <footer>${text.quoteFrom(fieldWords(one.field, this.locale), one.recordId)}</footer>
            </blockquote>`,
        )}
    </div>`
  }
}

customElements.define('id-reading-panel', IdReadingPanel)
