import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { ChangeEntry } from '../../shared/api.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { savedChanges } from '../describe/saved-words.ts'
import type { ChangeInWords } from '../describe/saved-words.ts'
import '../elements/clear-device.ts'
import { compareAddress } from '../elements/compare-tray.ts'
import { staleNote, statusBadge } from '../elements/status-badge.ts'
import '../elements/trial-actions.ts'
import { changesSince, savedLog } from '../elements/saved-log.ts'
import { keptWords } from '../state/kept-words.ts'
import { href } from '../state/router.ts'
import { copyOf } from '../state/saved-copy.ts'
import type { SavedTrial } from '../state/saved-copy.ts'
import { failureNote } from './failure-note.ts'
import { PageElement } from './page-element.ts'

/**
 * `/saved`: the trials kept on this device and what changed since. Compared with the list and the change log that are
 * the same for every visitor, so that the server does not learn which trials they are.
 */
export class SavedPage extends PageElement {
  static override properties: PropertyDeclarations = { changes: { state: true } }

  declare private changes: readonly ChangeEntry[]
  readonly #onDevice = (): void => this.requestUpdate()
  readonly #onRefreshed = (): void => void this.#load()

  constructor() {
    super()
    this.changes = []
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#load()
    this.context.device.addEventListener('change', this.#onDevice)
    this.context.data.addEventListener('refreshed', this.#onRefreshed)
    void this.context.data.loadTrials()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.device.removeEventListener('change', this.#onDevice)
    this.context.data.removeEventListener('refreshed', this.#onRefreshed)
  }

  /** Without the log, the comparison with what was kept still says what changed. */
  async #load(): Promise<void> {
    const reply = await this.context.api.changes().catch(() => null)
    if (reply !== null) this.changes = reply.changes
  }

  override pageTitle(): string {
    return keptWords.words.saved.title
  }

  protected override render(): TemplateResult {
    const { saved } = keptWords.words
    const { device, data } = this.context
    const kept = [...device.savedTrials()].reverse()
    return html`<div class="saved">
      <h1 tabindex="-1">${saved.title}</h1>
      <p class="lead">${saved.intro}</p>
      ${kept.length === 0 ? this.#empty() : this.#list(kept)}
      ${data.trials.phase === 'error' ? failureNote(data.trials.failure, this.locale, () => void data.loadTrials()) : nothing}
      ${data.trials.phase === 'pending' && kept.length > 0 ? nothing : html`<clear-device .device=${device}></clear-device>`}
    </div>`
  }

  #empty(): TemplateResult {
    const { saved } = keptWords.words
    return html`<div class="empty">
      <h2>${saved.empty}</h2>
      <p>${saved.emptyHow}</p>
      <a class="button" href=${href('/')}>${this.locale.words.app.backToTrials}</a>
    </div>`
  }

  #list(kept: readonly SavedTrial[]): TemplateResult {
    const { saved } = keptWords.words
    const { device, data } = this.context
    const compared = device.comparedTrials()
    const all = data.trials.phase === 'complete' ? data.trials.value.trials : null
    const byId = new Map(all?.map((trial) => [trial.trialId, trial]))
    return html`<div class="list-head">
        <h2>${saved.count(kept.length, this.locale.formats.number(kept.length))}</h2>
        ${compared.length > 1 ? html`<a class="button" href=${compareAddress(compared)}>${saved.compareAll}</a>` : nothing}
      </div>
      <ul class="list" aria-busy=${data.trials.phase === 'pending'}>
        ${kept.map((one) => html`<li>${this.#card(one, find(one.trialId, byId, all), all !== null)}</li>`)}
      </ul>`
  }

  #card(kept: SavedTrial, trial: TrialSummary | null, loaded: boolean): TemplateResult {
    const { saved } = keptWords.words
    const { formats } = this.locale
    const { copy, trialId } = kept
    const title = trial?.title ?? copy?.title ?? trialId
    const lang = trial?.titleLang ?? copy?.titleLang ?? 'en'
    return html`<article class="card">
      <div class="card__top">
        ${trial === null ? nothing : statusBadge(trial, this.locale)}
        <span class="card__id">${trialId}</span>
      </div>
      <h3 class="card__title">
        <a href=${href(`/trial/${encodeURIComponent(trialId)}`)} lang=${lang} dir="auto">${title}</a>
      </h3>
      ${trial === null ? nothing : staleNote(trial, this.locale)}
      <p class="quiet card__line">${saved.savedOn(formats.date(kept.at))}</p>
      ${trial === null ? (loaded ? this.#gone() : nothing) : this.#changes(kept, trial)}
      ${
        trial === null
          ? html`<div class="actions no-print">
              <button type="button" class="action" @click=${() => this.context.device.toggleSaved(trialId)}>
                ${saved.remove} <span class="visually-hidden">${trialId}</span>
              </button>
            </div>`
          : html`<trial-actions .trial=${trial}></trial-actions>`
      }
    </article>`
  }

  #changes(kept: SavedTrial, trial: TrialSummary): TemplateResult {
    const { saved } = keptWords.words
    const { copy, trialId } = kept
    const changes = copy === null ? null : savedChanges(copy, trial, keptWords.words, this.locale)
    const log = changesSince(this.changes, trial, kept.at)
    return html`${
      changes === null
        ? html`<p>${saved.noCopy}</p>`
        : changes.length === 0
          ? html`<p>${log.length === 0 ? saved.unchanged : saved.sameAgain}</p>`
          : this.#changed(changes, trialId, trial)
    }
    ${savedLog(log, new Map(this.context.data.registries.map(({ registryId, name }) => [registryId, name])), this.locale)}`
  }

  #changed(changes: readonly ChangeInWords[], trialId: string, trial: TrialSummary): TemplateResult {
    const { saved } = keptWords.words
    return html`<div class="changes">
      <p class="changes__head">${saved.changed(changes.length, this.locale.formats.number(changes.length))}</p>
      <ul>
        ${changes.map(({ field, was, now }) => html`<li><strong>${field}</strong> ${saved.wasNow(was, now)}</li>`)}
      </ul>
      <button
        type="button"
        class="link no-print"
        @click=${() => this.context.device.renewSaved(trialId, copyOf(trial))}
      >
        ${saved.seen} <span class="visually-hidden">${trialId}</span>
      </button>
    </div>`
  }

  #gone(): TemplateResult {
    const { saved } = keptWords.words
    const asked = this.context.data.registries.every(({ state }) => state === 'fresh' || state === 'stale')
    return html`<p class="note note--warn">${asked ? saved.gone : saved.goneNotAsked}</p>`
  }
}

/** By its number, or by a number it had when it was saved: a joined trial may have got another one since. */
function find(
  id: string,
  byId: ReadonlyMap<string, TrialSummary>,
  all: readonly TrialSummary[] | null,
): TrialSummary | null {
  return byId.get(id) ?? all?.find((trial) => Object.values(trial.registryIds).some((ids) => ids.includes(id))) ?? null
}

customElements.define('saved-page', SavedPage)
