import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { TrialReply } from '../../shared/api.ts'
import type { TrialDetail } from '../../shared/trial.ts'
import { failureOf } from '../api/trials-api.ts'
import { trialLead } from '../describe/trial-lead.ts'
import { isAboutMood } from '../describe/trial-words.ts'
import { crisisNote } from '../elements/crisis-lines.ts'
import '../elements/criteria-list.ts'
import '../elements/disagreement-table.ts'
import '../elements/id-reading-panel.ts'
import '../elements/raw-values.ts'
import { contactList } from '../elements/site-list.ts'
import { staleNote, statusBadge } from '../elements/status-badge.ts'
import { fact } from '../elements/trial-card.ts'
import { href } from '../state/router.ts'
import type { Load } from '../state/trial-data.ts'
import { failureNote } from './failure-note.ts'
import { DetailPage } from './page-element.ts'
import { ages, glance, recordsSection, whatIsTested, whySection } from './trial-sections.ts'

/** `/trial/{id}`: one trial, from its first sentence to the raw values of each register. Any registry's number leads here. */
export class TrialPage extends DetailPage {
  static override properties: PropertyDeclarations = { trialId: { attribute: false }, reply: { state: true } }

  declare trialId: string
  declare private reply: Load<TrialReply>
  #flight: AbortController | null = null
  #headingHadFocus = false

  constructor() {
    super()
    this.trialId = ''
    this.reply = { phase: 'pending' }
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.context.data.addEventListener('refreshed', this.#onRefreshed)
    void this.#load()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.data.removeEventListener('refreshed', this.#onRefreshed)
    this.#flight?.abort()
  }

  /** The heading that holds the focus is replaced when the trial arrives: the new one takes it over. */
  override willUpdate(): void {
    this.#headingHadFocus = this.querySelector('h1')?.matches(':focus') ?? false
  }

  override updated(): void {
    const heading = this.querySelector('h1')
    if (this.#headingHadFocus && heading?.matches(':focus') === false) heading.focus({ preventScroll: true })
  }

  override pageTitle(): string {
    return this.reply.phase === 'complete' ? this.reply.value.trial.title : this.trialId
  }

  readonly #onRefreshed = (): void => void this.#load()

  async #load(): Promise<void> {
    this.#flight?.abort()
    const flight = new AbortController()
    this.#flight = flight
    try {
      const value = await this.context.api.trial(this.trialId, flight.signal)
      this.reply = { phase: 'complete', value }
    } catch (error) {
      if (flight.signal.aborted || this.reply.phase === 'complete') return
      this.reply = { phase: 'error', failure: failureOf(error) }
    }
    this.tell('page-title', null)
  }

  protected override render(): TemplateResult {
    const { words } = this.locale
    const back = html`<p class="back">
      <a href=${this.context.router.listAddress ?? href('/')} @click=${this.#back}>${words.trial.back}</a>
    </p>`
    if (this.reply.phase === 'pending') {
      return html`${back}
        <h1 tabindex="-1">${this.trialId}</h1>
        <p role="status">${words.trial.loading}</p>
        <div class="card card--skeleton card--tall" aria-hidden="true"></div>`
    }
    if (this.reply.phase === 'error') {
      return html`${back}
        <h1 tabindex="-1">${this.trialId}</h1>
        ${failureNote(this.reply.failure, this.locale, () => void this.#load())}`
    }
    return html`${back} ${this.#trial(this.reply.value)}`
  }

  /** Back to the list as it was left, when that is where the reader came from. */
  readonly #back = (event: Event): void => {
    if (!this.context.router.cameFromHere) return
    event.preventDefault()
    event.stopPropagation()
    window.history.back()
  }

  #trial(reply: TrialReply): TemplateResult {
    const { trial } = reply
    const { words } = this.locale
    // The badge gives the date of the copy that its status comes from, which may be another than the oldest.
    const source = reply.records.find((record) => record.registryId === trial.statusRegistryId)
    const status = source === undefined ? trial : { ...trial, asOf: source.fetchedAt, from: source.from }
    const names = new Map(reply.registries.map((registry) => [registry.registryId, registry.name]))
    return html`<article class="trial">
      <header class="trial__head">
        <p class="trial__status">
          ${statusBadge(status, this.locale)}
          ${trial.from === 'snapshot' ? nothing : html`<span class="quiet">${words.status.hint[trial.statusGroup]}</span>`}
        </p>
        <h1 tabindex="-1" lang=${trial.titleLang}>${trial.title}</h1>
        <p class="lead">${trialLead(trial, this.locale).join(' ')}</p>
        ${this.#freshness(trial)}
        <button type="button" class="button no-print" @click=${() => window.print()}>${words.trial.print}</button>
      </header>
      ${isAboutMood(trial) ? crisisNote(this.locale) : nothing} ${glance(reply, this.locale)}
      ${this.#section('who', words.trial.who, this.#who(reply, names))}
      ${this.#section('id', words.trial.id.title, html`<id-reading-panel .trial=${trial}></id-reading-panel>`)}
      ${this.#section('sites', words.trial.sites, html`<site-list .trial=${trial} .registryNames=${names}></site-list>`)}
      ${this.#section('contacts', words.trial.contacts, trial.contacts.length > 0 ? contactList(trial.contacts) : html`<p class="quiet">${words.trial.noContacts}</p>`)}
      ${whatIsTested(trial, this.locale)}
      ${this.#section('differ', words.trial.disagreements, this.#differences(reply, names))}
      ${recordsSection(reply, names, this.locale)} ${whySection(trial, this.locale)}
    </article>`
  }

  #section(id: string, heading: string, content: unknown): TemplateResult {
    return html`<section class="trial__section" aria-labelledby="trial-${id}">
      <h2 id="trial-${id}">${heading}</h2>
      ${content}
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
