import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { TrialSummary } from '../../shared/trial.ts'
import { substances } from '../../shared/substances/index.ts'
import { distanceWords } from '../describe/distance-words.ts'
import type { DistanceWords } from '../describe/distance-words.ts'
import { ageWords, capital, enrollmentWords, fieldWords, phaseWords, someOf } from '../describe/trial-words.ts'
import { href } from '../state/router.ts'
import type { NearMe } from '../state/near-me.ts'
import { icon } from './icons.ts'
import { staleNote, statusBadge } from './status-badge.ts'
import { TextElement } from './text-element.ts'
import './trial-actions.ts'

const MOST_CONDITIONS = 3
const MOST_COUNTRIES = 4

/** One trial of the list. */
export class TrialCard extends TextElement {
  static override properties: PropertyDeclarations = { trial: { attribute: false }, near: { attribute: false } }

  declare trial: TrialSummary | null
  declare near: NearMe | null

  constructor() {
    super()
    this.trial = null
    this.near = null
  }

  protected override render(): TemplateResult | typeof nothing {
    const { trial } = this
    if (trial === null) return nothing
    const { words, formats } = this.locale
    return html`<article class="card">
      <div class="card__top">
        ${statusBadge(trial, this.locale)}
        <span class="card__id">${trial.trialId}</span>
      </div>
      <h3 class="card__title">
        <a href=${href(`/trial/${encodeURIComponent(trial.trialId)}`)} lang=${trial.titleLang} dir="auto"
          >${trial.title}</a
        >
      </h3>
      ${this.near === null ? nothing : distanceLine(distanceWords(trial, this.near, this.locale))}
      ${staleNote(trial, this.locale)}
      <dl class="facts">${this.#facts(trial)}</dl>
      ${
        trial.disagreements.length > 0
          ? html`<p class="card__line">
              ${words.card.disagree(formats.list(trial.disagreements.map((f) => fieldWords(f, this.locale))))}
            </p>`
          : nothing
      }
      <trial-actions .trial=${trial}></trial-actions>
    </article>`
  }

  #facts(trial: TrialSummary): TemplateResult[] {
    const { words, formats, lang } = this.locale
    const tested = trial.substances.map(({ substanceId, role }) => {
      const name = substances.find((one) => one.id === substanceId)?.name[lang] ?? substanceId
      return role === 'investigated' ? name : `${name} (${words.substances.role[role]})`
    })
    const phase = phaseWords(trial.phases, this.locale)
    const countries = trial.countries.map((code) => formats.country(code))
    return [
      fact(words.card.tests, formats.list(tested)),
      ...(trial.conditions.length === 0
        ? []
        : [
            fact(
              words.card.forConditions,
              html`<span lang=${trial.titleLang} dir="auto"
                >${someOf(trial.conditions, MOST_CONDITIONS, words.card.conditionsMore, formats)}</span
              >`,
            ),
          ]),
      fact(
        words.card.phase,
        phase.hint === null ? phase.text : html`${phase.text} <span class="quiet">(${phase.hint})</span>`,
      ),
      fact(words.card.ages, ageWords(trial.ages, this.locale)),
      fact(words.card.participants, enrollmentWords(trial.enrollment, trial.statusGroup, this.locale).join('; ')),
      ...(countries.length === 0
        ? []
        : [fact(words.card.countries, someOf(countries, MOST_COUNTRIES, words.card.countriesMore, formats))]),
      ...(trial.recruitingCountries.length === 0
        ? []
        : [
            fact(
              words.filters.recruitingIn,
              formats.list(trial.recruitingCountries.map((code) => formats.country(code))),
            ),
          ]),
    ]
  }
}

/** How far it is: a pin, and grey where nobody is taken in. */
function distanceLine({ text, tone, notes }: DistanceWords): TemplateResult {
  return html`<p class="distance distance--${tone}">
    ${icon('pin')}<span>${text}${notes.map((note) => html`. <span class="quiet">${capital(note)}</span>`)}</span>
  </p>`
}

/** One term with its value, for a `<dl class="facts">`. */
export function fact(term: string, value: unknown): TemplateResult {
  return html`<div class="fact">
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`
}

customElements.define('trial-card', TrialCard)
