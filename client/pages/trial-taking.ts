import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { takingPart, visitQuotes } from '../describe/taking-part.ts'
import type { TrialDetail } from '../../shared/trial.ts'
import type { DetailLocale } from '../state/locale.ts'
import { trialPageWords } from '../state/trial-page-words.ts'

/** What taking part involves, from the design fields, and the register's own sentences about visits. */
export function takingSection(trial: TrialDetail, locale: DetailLocale): TemplateResult {
  const text = trialPageWords.words.taking
  const said = takingPart(trial, text, locale)
  const visits = visitQuotes(trial)
  return html`${
    said.length === 0
      ? html`<p class="quiet">${text.nothing}</p>`
      : html`<ul>
          ${said.map((one) => html`<li>${one}</li>`)}
        </ul>`
  }
  ${
    visits.length === 0
      ? said.length === 0
        ? nothing
        : html`<p class="quiet">${text.noVisits}</p>`
      : html`<h3>${text.visits}</h3>
          ${visits.map((quote) => html`<blockquote lang=${trial.laySummary?.lang ?? trial.titleLang} dir="auto"><p>“<bdi>${quote}</bdi>”</p></blockquote>`)}`
  }`
}
