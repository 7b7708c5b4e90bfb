import '../styles/near.css'
import '../styles/trial-page.css'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { TrialReply } from '../../shared/api.ts'
import type { TrialDetail } from '../../shared/trial.ts'
import type { ApiFailure } from '../api/trials-api.ts'
import { isolated } from '../../shared/text/isolated.ts'
import { trialLead } from '../../shared/text/trial-lead.ts'
import { readCriteriaList } from '../describe/criteria-reading.ts'
import { isAboutMood } from '../describe/trial-words.ts'
import { crisisNote } from '../elements/crisis-lines.ts'
import '../elements/criteria-list.ts'
import '../elements/disagreement-table.ts'
import '../elements/id-reading-panel.ts'
import { InParts } from '../elements/in-parts.ts'
import '../elements/question-list.ts'
import '../elements/raw-values.ts'
import '../elements/share-trial.ts'
import { contactList } from '../elements/site-list.ts'
import { staleNote, statusBadge } from '../elements/status-badge.ts'
import '../elements/trial-actions.ts'
import { fact } from '../elements/trial-card.ts'
import { deviceStorage } from '../state/device-store.ts'
import { href } from '../state/router.ts'
import { MarksStore } from '../state/marks-store.ts'
import { trialPageWords } from '../state/trial-page-words.ts'
import { failureNote } from './failure-note.ts'
import { registryNames, TrialReplyPage } from './trial-reply-page.ts'
import { ages, glance, historySection, recordsSection, whatIsTested, whySection } from './trial-sections.ts'
import { takingSection } from './trial-taking.ts'

export { loadTrialWords } from './trial-reply-page.ts'

/** `/trial/{id}`: one trial, from its first sentence to the raw values of each register. Any registry's number leads here. */
export class TrialPage extends TrialReplyPage {
  /** Marks stay on this device; the page holds the only store that is open. */
  readonly #marks = new MarksStore(deviceStorage())
  readonly #onClear = (): void => this.#marks.forget()
  readonly #onDevice = (): void => this.requestUpdate()
  readonly #parts = new InParts(this)

  override connectedCallback(): void {
    super.connectedCallback()
    this.context.device.addEventListener('clear', this.#onClear)
    this.context.device.addEventListener('change', this.#onDevice)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.device.removeEventListener('clear', this.#onClear)
    this.context.device.removeEventListener('change', this.#onDevice)
  }

  override pageTitle(): string {
    return this.reply.phase === 'complete' ? isolated(this.reply.value.trial.title) : this.trialId
  }

  protected override renderPending(): TemplateResult {
    const { servedContent } = this.context
    // The first page stays as the server wrote it, with the trial's name and first sentences, until there is more.
    if (servedContent.length > 0)
      return html`<div class="prose">${servedContent}</div>
        <p role="status">${this.locale.words.trial.loading}</p>`
    return html`${this.#backLink()}
      <h1 tabindex="-1">${this.trialId}</h1>
      <p role="status">${this.locale.words.trial.loading}</p>
      <div class="card card--skeleton card--tall" aria-hidden="true"></div>`
  }

  protected override renderFailure(failure: ApiFailure): TemplateResult {
    return html`${this.#backLink()}
      <h1 tabindex="-1">${this.trialId}</h1>
      ${failureNote(failure, this.locale, () => void this.load())}`
  }

  #backLink(): TemplateResult {
    return html`<p class="back">
      <a href=${this.context.router.listAddress ?? href('/')} @click=${this.#back}>${this.locale.words.trial.back}</a>
    </p>`
  }

  /** Back to the list as it was left, when that is where the reader came from. */
  readonly #back = (event: Event): void => {
    if (!this.context.router.cameFromHere) return
    event.preventDefault()
    event.stopPropagation()
    window.history.back()
  }

  protected override renderReply(reply: TrialReply): TemplateResult {
    const { trial } = reply
    const { words } = this.locale
    return html`${this.#backLink()}
      <article class="trial">
        <header class="trial__head">
          <p class="trial__status">
            ${statusBadge(trial, this.locale)}
            ${trial.statusFrom === 'snapshot' ? nothing : html`<span class="quiet">${words.status.hint[trial.statusGroup]}</span>`}
          </p>
          <h1 tabindex="-1" lang=${trial.titleLang} dir="auto">${trial.title}</h1>
          <p class="lead">${trialLead(trial, this.locale).join(' ')}</p>
          ${this.#freshness(trial)} ${this.#tools(trial)} ${this.#jumps()}
        </header>
        ${this.#parts.take(this.#body(reply), this.context.servedContent.length > 0)}
      </article>`
  }

  /** What stands below the head, part by part. */
  #body(reply: TrialReply): (() => unknown)[] {
    const { trial } = reply
    const { words } = this.locale
    const names = registryNames(reply)
    const text = trialPageWords.words
    return [
      () => html`${isAboutMood(trial) ? crisisNote(this.locale) : nothing} ${glance(reply, this.locale)}`,
      () => {
        // Read in a task of its own, and drawn with the next part.
        readCriteriaList(trial.eligibility)
        return nothing
      },
      () => this.#section('who', words.trial.who, this.#who(reply, names)),
      () => this.#section('id', words.trial.id.title, html`<id-reading-panel .trial=${trial}></id-reading-panel>`),
      () => this.#section('taking', text.taking.title, takingSection(trial, this.locale)),
      () =>
        this.#section(
          'sites',
          words.trial.sites,
          html`<site-list .trial=${trial} .registryNames=${names}></site-list>`,
        ),
      () => this.#section('contacts', words.trial.contacts, this.#contacts(trial)),
      () => whatIsTested(trial, this.locale),
      () => this.#questions(trial),
      () => this.#section('differ', words.trial.disagreements, this.#differences(reply, names)),
      () => recordsSection(reply, names, this.locale),
      () => historySection(reply, names, this.locale),
      () =>
        html`${whySection(trial, this.locale)}
          <p class="trial__advice">${text.notAdvice}</p>`,
    ]
  }

  #tools(trial: TrialDetail): TemplateResult {
    const { words } = this.locale
    return html`<div class="trial__tools no-print">
      <trial-actions .trial=${trial}></trial-actions>
      <share-trial .name=${trial.title}></share-trial>
      <a class="action" href=${href(`/trial/${encodeURIComponent(trial.trialId)}/sheet`)}
        >${trialPageWords.words.share.sheet}</a
      >
      <button type="button" class="action" @click=${() => window.print()}>${words.trial.print}</button>
    </div>`
  }

  /** On a phone the answers to the first questions are far down. */
  #jumps(): TemplateResult {
    const { words } = this.locale
    const parts = [
      ['who', words.trial.who],
      ['sites', words.trial.sites],
      ['contacts', words.trial.contacts],
      ['questions', trialPageWords.words.questions.title],
    ] as const
    return html`<nav class="jumps no-print" aria-label=${words.evidence.onThisPage}>
      <ul class="plain">
        ${parts.map(([id, text]) => html`<li><a href="#trial-${id}">${text}</a></li>`)}
      </ul>
    </nav>`
  }

  #contacts(trial: TrialDetail): TemplateResult {
    const { words } = this.locale
    return html`${trial.contacts.length > 0 ? contactList(trial.contacts) : html`<p class="quiet">${words.trial.noContacts}</p>`}
      <p class="note">${trialPageWords.words.retreats}</p>`
  }

  #section(id: string, heading: string, content: unknown): TemplateResult {
    return html`<section class="trial__section" aria-labelledby="trial-${id}">
      <h2 id="trial-${id}">${heading}</h2>
      ${content}
    </section>`
  }

  #questions(trial: TrialDetail): TemplateResult {
    return html`<section class="trial__section questions" aria-labelledby="trial-questions">
      <h2 id="trial-questions">${trialPageWords.words.questions.title}</h2>
      <question-list .trial=${trial} .home=${this.context.device.place?.country ?? null}></question-list>
    </section>`
  }

  #freshness(trial: TrialDetail): TemplateResult {
    const { words, formats } = this.locale
    const copy = trial.asOf === null ? words.trial.copyNoticeUndated : words.trial.copyNotice(formats.date(trial.asOf))
    return html`${trial.from === 'snapshot' ? html`<p class="note">${copy}</p>` : nothing}
      ${staleNote(trial, this.locale)}
      <p class="quiet">
        ${trial.lastUpdated === null ? nothing : html`${words.status.updatedBySponsor(formats.date(trial.lastUpdated))}. `}
        ${trial.from === 'snapshot' || trial.asOf === null ? nothing : html`${words.status.checked(formats.date(trial.asOf))}.`}
      </p>`
  }

  #who(reply: TrialReply, names: ReadonlyMap<string, string>): TemplateResult {
    const { eligibility } = reply.trial
    const holder = reply.records.find((record) => record.recordId === eligibility.criteriaRecordId)
    const sources = reply.records.map(({ registryId, url }) => ({
      registryName: names.get(registryId) ?? registryId,
      url,
    }))
    const { trial } = reply
    const { words } = this.locale
    const healthy = trial.eligibility.healthyVolunteers
    return html`<dl class="facts">
        ${fact(words.card.ages, ages(trial, this.locale))}
        ${fact(words.trial.sex, trial.sex === null ? words.app.notStated : words.sex[trial.sex])}
        ${fact(words.trial.healthyVolunteers, healthy === null ? words.app.notStated : healthy ? words.app.yes : words.app.no)}
      </dl>
      <criteria-list
        .eligibility=${eligibility}
        .sources=${sources}
        .trialId=${trial.trialId}
        .marks=${this.#marks}
        .holder=${holder === undefined ? null : (names.get(holder.registryId) ?? holder.registryId)}
      ></criteria-list>`
  }

  #differences(reply: TrialReply, names: ReadonlyMap<string, string>): TemplateResult {
    const { words, formats } = this.locale
    const text = words.trial
    const warnings = reply.trial.joinWarnings.map(
      ({ registryId, ids }) =>
        html`<p class="note note--warn">
          ${text.joinWarning(names.get(registryId) ?? registryId, formats.list(ids))}
        </p>`,
    )
    const several = new Set(reply.records.map(({ registryId }) => registryId)).size > 1
    if (reply.disagreements.length === 0)
      return html`${warnings}
        <p>${several ? text.agree : text.oneRegister}</p>`
    return html`${warnings}
      <p>${text.disagreementsIntro}</p>
      <disagreement-table .disagreements=${reply.disagreements} .registryNames=${names}></disagreement-table>`
  }
}

customElements.define('trial-page', TrialPage)
