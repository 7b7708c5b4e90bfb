import '../styles/trial-page.css'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { needsMedicineWarning } from '../../shared/core/medicine-words.ts'
import type { TrialReply } from '../../shared/api.ts'
import type { Contact, TrialDetail } from '../../shared/trial.ts'
import type { ApiFailure } from '../api/trials-api.ts'
import { contactName } from '../describe/contact-words.ts'
import { planSheet } from '../describe/sheet-fit.ts'
import { sheetContacts, sheetPlaces } from '../describe/sheet-places.ts'
import type { SheetPlaces } from '../describe/sheet-places.ts'
import { isolated } from '../../shared/text/isolated.ts'
import { substanceWords } from '../describe/taking-part.ts'
import { statusWords } from '../describe/status-words.ts'
import { ageWords, enrollmentWords, phaseWords } from '../describe/trial-words.ts'
import { fact } from '../elements/trial-card.ts'
import { href } from '../state/router.ts'
import { trialPageWords } from '../state/trial-page-words.ts'
import { failureNote } from './failure-note.ts'
import { sheetCriteria, sheetLines } from './sheet-criteria.ts'
import { registryNames, TrialReplyPage } from './trial-reply-page.ts'

export { loadTrialWords } from './trial-reply-page.ts'

/** `/trial/{id}/sheet`: one A4 for a clinician. What the registers say, where they say it, and no patient data. */
export class SheetPage extends TrialReplyPage {
  override pageTitle(): string {
    return trialPageWords.words.sheet.title(
      this.reply.phase === 'complete' ? this.reply.value.trial.trialId : this.trialId,
    )
  }

  protected override renderPending(): TemplateResult {
    return html`<h1 tabindex="-1">${this.pageTitle()}</h1>
      <p role="status">${this.locale.words.trial.loading}</p>
      <div class="card card--skeleton card--tall" aria-hidden="true"></div>`
  }

  protected override renderFailure(failure: ApiFailure): TemplateResult {
    return html`<h1 tabindex="-1">${this.pageTitle()}</h1>
      ${failureNote(failure, this.locale, () => void this.load())}`
  }

  protected override renderReply(reply: TrialReply): TemplateResult {
    const { trial } = reply
    const { words } = this.locale
    const text = trialPageWords.words.sheet
    const places = sheetPlaces(trial)
    const contacts = sheetContacts(trial.contacts)
    const lines = sheetLines(trial.eligibility)
    const plan = planSheet(lines, shareOfPage(trial, places, contacts.shown.length))
    return html`<div class="no-print sheet-tools">
        <p class="back"><a href=${href(`/trial/${encodeURIComponent(trial.trialId)}`)}>${text.back}</a></p>
        <p>${text.intro} ${text.pages}</p>
        <button type="button" class="button button--main" @click=${() => window.print()}>${text.print}</button>
      </div>
      <article class="sheet sheet--${plan.density}">
        <header class="sheet__head">
          <p class="sheet__kind">${text.name}</p>
          <h1 tabindex="-1" lang=${trial.titleLang} dir="auto">${trial.title}</h1>
        </header>
        ${this.#facts(reply)} ${this.#contacts(contacts)} ${this.#places(places, trial)}
        <section class="sheet__criteria">
          <h2>${text.criteria}</h2>
          ${needsMedicineWarning(lines, trial.eligibility.criteriaLang) ? html`<p class="sheet__warn">${words.trial.medicines}</p>` : nothing}
          ${sheetCriteria(reply, plan, registryNames(reply), this.locale)}
        </section>
        ${this.#foot(reply)}
      </article>`
  }

  #facts(reply: TrialReply): TemplateResult {
    const { trial } = reply
    const { words, formats } = this.locale
    const text = trialPageWords.words.sheet
    const registry = registryNames(reply).get(trial.statusRegistryId) ?? trial.statusRegistryId
    const ids = [...new Set([trial.trialId, ...Object.values(trial.registryIds).flat(), ...trial.secondaryIds])]
    const dated =
      trial.statusDate === null || trial.statusFrom === 'snapshot' ? '' : `, ${formats.date(trial.statusDate)}`
    const healthy = trial.eligibility.healthyVolunteers
    return html`<dl class="sheet__facts">
      ${fact(words.trial.ids, html`<bdi>${ids.join(', ')}</bdi>`)}
      ${fact(text.status, html`<strong>${statusWords(trial, this.locale).text}</strong>${dated} (${text.statusFrom(registry)})${trial.staleRecruiting ? html`. ${words.status.stale}` : nothing}`)}
      ${fact(words.card.tests, substanceWords(trial, this.locale))}
      ${fact(words.filters.purpose, words.purpose[trial.purpose])}
      ${trial.conditions.length === 0 ? nothing : fact(words.card.forConditions, html`<span lang=${trial.titleLang} dir="auto">${trial.conditions.join('; ')}</span>`)}
      ${fact(words.card.phase, phaseWords(trial.phases, this.locale).text)}
      ${fact(words.card.ages, ageWords(trial.ages, this.locale))}
      ${fact(words.trial.sex, trial.sex === null ? words.app.notStated : words.sex[trial.sex])}
      ${fact(words.trial.healthyVolunteers, healthy === null ? words.app.notStated : healthy ? words.app.yes : words.app.no)}
      ${fact(words.enrollment.label, enrollmentWords(trial.enrollment, trial.statusGroup, this.locale).join('; '))}
      ${fact(words.trial.sponsor, html`<bdi>${trial.leadSponsor.name ?? words.app.notStated}</bdi>`)}
    </dl>`
  }

  #places({ near, elsewhere, more }: SheetPlaces, trial: TrialDetail): TemplateResult {
    const { words, formats } = this.locale
    const text = trialPageWords.words.sheet
    const status = trial.from === 'snapshot' ? words.status.was : words.status.now
    const country = (code: string | null, stated: string | null): string =>
      code === null ? (stated ?? words.app.notStated) : formats.country(code)
    if (near.length === 0 && elsewhere.length === 0)
      return html`<section>
        <h2>${text.places}</h2>
        <p>${text.noPlaces}</p>
      </section>`
    return html`<section>
      <h2>${text.places}</h2>
      <ul class="sheet__places">
        ${near.map(
          (site) =>
            html`<li>
              <strong dir="auto">${country(site.country, site.countryStated)}</strong
              ><bdi>${words.app.colon}${[site.facility, site.city].filter((part) => part !== null).join(', ')}</bdi
              >${site.statusGroup === null ? nothing : ` (${status[site.statusGroup]})`}${site.contacts.slice(0, 1).map((one) => html`; ${reach(one)}`)}
            </li>`,
        )}
        ${more > 0 ? html`<li>${text.morePlaces(more, formats.number(more))}</li>` : nothing}
        ${
          elsewhere.length === 0
            ? nothing
            : html`<li>
                ${elsewhere.map((one) => `${isolated(country(one.country, one.stated))}${one.places === 0 ? '' : ` (${words.trial.sitesCount(one.places, formats.number(one.places))})`}`).join('; ')}
              </li>`
        }
      </ul>
    </section>`
  }

  #contacts({ shown, more }: { shown: readonly Contact[]; more: number }): TemplateResult {
    const { formats } = this.locale
    const text = trialPageWords.words.sheet
    return html`<section>
      <h2>${text.contact}</h2>
      ${
        shown.length === 0
          ? html`<p>${text.noContact}</p>`
          : html`<ul>
              ${shown.map((one) => html`<li>${reach(one)}</li>`)}
              ${more > 0 ? html`<li>${text.moreContacts(more, formats.number(more))}</li>` : nothing}
            </ul>`
      }
    </section>`
  }

  #foot(reply: TrialReply): TemplateResult {
    const { formats } = this.locale
    const text = trialPageWords.words.sheet
    const names = registryNames(reply)
    const when = (fetchedAt: string | null, from: string): string => {
      if (fetchedAt === null) return text.undated
      return from === 'snapshot' ? text.copyOf(formats.date(fetchedAt)) : text.askedOn(formats.date(fetchedAt))
    }
    return html`<footer class="sheet__foot">
      <h2>${text.links}</h2>
      <ul>
        ${reply.records.map(
          ({ registryId, recordId, url, fetchedAt, from }) =>
            html`<li>
              ${names.get(registryId) ?? registryId} ${recordId}: <a href=${url} rel="noopener">${url}</a>
              (${when(fetchedAt, from)})
            </li>`,
        )}
      </ul>
      <p><strong>${text.advice}</strong> ${text.noPatient}</p>
      <p>${text.made(`${window.location.origin}/trial/${encodeURIComponent(reply.trial.trialId)}`)}</p>
    </footer>`
  }
}

/** Who to reach and how, in one line. */
function reach({ phone, email, ...who }: Contact): TemplateResult {
  return html`<bdi>${[contactName(who), phone, email].filter((part) => part !== null && part !== '').join(', ')}</bdi>`
}

const PAGE_LINES = 66

/** How much of a page stands around the criteria, in lines of the sheet's common letters. */
function shareOfPage(trial: TrialDetail, { near, elsewhere }: SheetPlaces, contacts: number): number {
  const rows = (length: number, characters: number): number => Math.ceil(length / characters)
  const title = 1 + rows(trial.title.length, 75) * 1.7
  const facts = 8 + rows(trial.conditions.join('; ').length, 40) + rows(trial.secondaryIds.join(', ').length, 40)
  const places = near.reduce((sum, { facility }) => sum + rows(85 + (facility?.length ?? 0), 58), 2)
  const links = 7 + Object.values(trial.registryIds).flat().length
  const lines = title + facts + contacts + 2 + places / 2 + rows(elsewhere.length * 24, 58) + links
  return lines / PAGE_LINES
}

customElements.define('sheet-page', SheetPage)
