import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { TrialDetail } from '../../shared/trial.ts'
import { DetailElement } from './text-element.ts'

export interface CriteriaSource {
  registryName: string
  url: string
}

/** Criteria word for word, inclusion and exclusion apart; or plainly that we hold none and where to read them. */
export class CriteriaList extends DetailElement {
  static override properties: PropertyDeclarations = {
    eligibility: { attribute: false },
    sources: { attribute: false },
    holder: { attribute: false },
  }

  declare eligibility: TrialDetail['eligibility'] | null
  /** Where the criteria can be read: every official record. */
  declare sources: readonly CriteriaSource[]
  /** The registry whose words these are. */
  declare holder: string | null

  constructor() {
    super()
    this.eligibility = null
    this.sources = []
    this.holder = null
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.eligibility === null) return nothing
    const { words } = this.locale
    const { inclusion, exclusion, other, criteria } = this.eligibility
    const hasLists = inclusion.length > 0 || exclusion.length > 0
    if (!hasLists && criteria === null) {
      return html`<div class="note">
        <span>${words.trial.noCriteria}</span>
        ${this.sources.map((source) => html`<a href=${source.url} rel="noopener">${words.trial.readAt(source.registryName)}</a>`)}
      </div>`
    }
    return html`<p class="note note--warn">${words.trial.medicines}</p>
      ${this.holder === null ? nothing : html`<p class="quiet">${words.trial.criteriaFrom(this.holder)}</p>`}
      ${hasLists ? html`<div class="criteria">${this.#list(words.trial.inclusion, inclusion)} ${this.#list(words.trial.exclusion, exclusion)} ${this.#list(words.trial.criteriaOther, other)}</div>` : this.#whole(criteria ?? '')}`
  }

  #list(heading: string, items: readonly string[]): TemplateResult | typeof nothing {
    if (items.length === 0) return nothing
    return html`<section>
      <h3>${heading}</h3>
      <ul lang=${this.#lang()}>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>
    </section>`
  }

  #whole(criteria: string): TemplateResult {
    return html`<p class="quiet">${this.locale.words.trial.criteriaWhole}</p>
      <div class="verbatim" lang=${this.#lang()}>${criteria}</div>`
  }

  #lang(): string | typeof nothing {
    return this.eligibility?.criteriaLang ?? nothing
  }
}

customElements.define('criteria-list', CriteriaList)
