import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { TrialDetail } from '../../shared/trial.ts'
import { failureOf } from '../api/trials-api.ts'
import { compareRows } from '../describe/compare-rows.ts'
import type { CompareCell, CompareRow } from '../describe/compare-rows.ts'
import { isAboutMood } from '../describe/trial-words.ts'
import { crisisLines } from '../elements/crisis-lines.ts'
import { staleNote, statusBadge } from '../elements/status-badge.ts'
import { readCompareIds } from '../state/compare-ids.ts'
import type { CompareIds } from '../state/compare-ids.ts'
import { MOST_COMPARED } from '../state/device-store.ts'
import { keptWords } from '../state/kept-words.ts'
import { href } from '../state/router.ts'
import type { Load } from '../state/trial-data.ts'
import { failureNote } from './failure-note.ts'
import { PageElement } from './page-element.ts'

/** `/compare#ids=…`: up to four trials side by side. Which ones stands in the fragment. */
export class ComparePage extends PageElement {
  static override properties: PropertyDeclarations = {
    wanted: { state: true },
    onlyDifferent: { state: true },
    version: { state: true },
  }

  declare private wanted: CompareIds
  declare private onlyDifferent: boolean
  /** Counts answers, so that each is drawn. */
  declare private version: number
  readonly #trials = new Map<string, Load<TrialDetail>>()
  readonly #onFragment = (): void => this.#read()
  readonly #onRefreshed = (): void => {
    this.#trials.clear()
    this.#read()
  }

  constructor() {
    super()
    this.wanted = { ids: [], unknown: [], tooMany: false }
    this.onlyDifferent = false
    this.version = 0
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.context.router.addEventListener('fragment', this.#onFragment)
    this.context.data.addEventListener('refreshed', this.#onRefreshed)
    this.#read()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.router.removeEventListener('fragment', this.#onFragment)
    this.context.data.removeEventListener('refreshed', this.#onRefreshed)
  }

  override pageTitle(): string {
    return keptWords.words.compare.title
  }

  /** Without numbers in the link, the trials chosen on this device. */
  #read(): void {
    const linked = readCompareIds(window.location.hash)
    const chosen = this.context.device.comparedTrials()
    if (window.location.hash === '' && chosen.length > 0) {
      this.context.router.setFragment(fragmentOf(chosen), { replace: true })
      return
    }
    this.wanted = linked
    for (const id of linked.ids) if (!this.#trials.has(id)) void this.#load(id)
  }

  async #load(id: string): Promise<void> {
    this.#trials.set(id, { phase: 'pending' })
    try {
      this.#trials.set(id, { phase: 'complete', value: (await this.context.api.trial(id)).trial })
    } catch (error) {
      this.#trials.set(id, { phase: 'error', failure: failureOf(error) })
    }
    this.version += 1
  }

  protected override render(): TemplateResult {
    const { compare } = keptWords.words
    const { ids, unknown, tooMany } = this.wanted
    const loads = ids.map((id) => this.#trials.get(id) ?? { phase: 'pending' as const })
    const trials = loads.flatMap((load) => (load.phase === 'complete' ? [load.value] : []))
    // Drawn when all are there: a table that grows column by column would move under the reader's eyes.
    const pending = loads.some(({ phase }) => phase === 'pending')
    return html`<div class="compare" aria-busy=${pending}>
      <h1 tabindex="-1">${compare.title}</h1>
      <p class="lead">${compare.intro}</p>
      ${unknown.length > 0 ? html`<p class="note note--warn">${compare.unknownId(this.locale.formats.list(unknown))}</p>` : nothing}
      ${tooMany ? html`<p class="note note--warn">${compare.tooMany(this.locale.formats.number(MOST_COMPARED))}</p>` : nothing}
      ${ids.map((id, index) => this.#trouble(id, loads[index]))} ${ids.length === 0 ? this.#empty() : nothing}
      ${pending ? html`<div class="card card--skeleton card--tall" aria-hidden="true"></div>` : trials.length === 0 ? nothing : this.#table(trials)}
    </div>`
  }

  #trouble(id: string, load: Load<TrialDetail> | undefined): TemplateResult | typeof nothing {
    if (load?.phase !== 'error') return nothing
    const { failure } = load
    if (failure.kind === 'problem' && failure.code === 'trial-not-found')
      return html`<p class="note note--warn">
        ${keptWords.words.compare.notFound(id)}
        <button type="button" class="link" @click=${() => this.#remove(id)}>${keptWords.words.compare.remove}</button>
      </p>`
    return failureNote(failure, this.locale, () => void this.#load(id))
  }

  #empty(): TemplateResult {
    const { compare } = keptWords.words
    return html`<div class="empty">
      <h2>${compare.empty}</h2>
      <p>${compare.choose}</p>
      <div class="buttons">
        <a class="button" href=${href('/')}>${this.locale.words.app.backToTrials}</a>
        <a class="button" href=${href('/saved')}>${keptWords.words.saved.title}</a>
      </div>
    </div>`
  }

  #table(trials: readonly TrialDetail[]): TemplateResult {
    const { compare } = keptWords.words
    const all = compareRows(trials, keptWords.words, this.locale)
    const rows = this.onlyDifferent && trials.length > 1 ? all.filter(({ differs }) => differs) : all
    return html`${trials.length === 1 ? html`<p>${compare.one}</p>` : nothing}
      <div class="compare__tools no-print">
        ${
          trials.length > 1
            ? html`<label class="check check--inline">
                <input
                  type="checkbox"
                  .checked=${this.onlyDifferent}
                  @change=${() => (this.onlyDifferent = !this.onlyDifferent)}
                />
                <span class="check__label">${compare.onlyDifferent}</span>
              </label>`
            : nothing
        }
        <button type="button" class="button" @click=${() => window.print()}>${compare.print}</button>
      </div>
      ${rows.length === 0 ? html`<p role="status">${compare.same}</p>` : nothing}
      <div class="scroll-x" tabindex="0" role="group" aria-label=${compare.table}>
        <table class="compare__table compare__table--${trials.length}">
          <thead>
            <tr>
              <td class="compare__corner"></td>
              ${trials.map((trial) => this.#head(trial))}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => this.#row(row, trials))}
          </tbody>
        </table>
      </div>
      <p class="note">${compare.medicines}</p>
      ${
        trials.some(isAboutMood)
          ? html`<p>${this.locale.words.crisis.text}</p>
              ${crisisLines(this.locale)}`
          : nothing
      }`
  }

  #head(trial: TrialDetail): TemplateResult {
    const { compare } = keptWords.words
    return html`<th scope="col">
      <span class="card__id">${trial.trialId}</span>
      <a href=${href(`/trial/${encodeURIComponent(trial.trialId)}`)} lang=${trial.titleLang} dir="auto"
        >${trial.title}</a
      >
      <button type="button" class="link no-print" @click=${() => this.#remove(trial.trialId)}>
        ${compare.remove} <span class="visually-hidden">${trial.trialId}</span>
      </button>
    </th>`
  }

  #row({ field, label, cells, differs, folded }: CompareRow, trials: readonly TrialDetail[]): TemplateResult {
    return html`<tr class=${differs ? 'differs' : nothing}>
      <th scope="row">${label}</th>
      ${cells.map((cell, index) => {
        const trial = trials[index]
        return html`<td>
          ${field === 'status' && trial !== undefined ? html`${statusBadge(trial, this.locale)} ${staleNote(trial, this.locale)}` : this.#cell(cell, folded)}
        </td>`
      })}
    </tr>`
  }

  #cell(cell: CompareCell, folded: boolean): TemplateResult | string {
    if (cell.kind === 'words') return cell.text
    if (!folded) return html`<span lang=${cell.lang} dir="auto">${cell.items.join('; ')}</span>`
    const { compare } = keptWords.words
    return html`<details>
      <summary>${compare.criteria(cell.items.length, this.locale.formats.number(cell.items.length))}</summary>
      <ul lang=${cell.lang}>
        ${cell.items.map((text) => html`<li dir="auto">${text}</li>`)}
      </ul>
    </details>`
  }

  /** Out of the link, and out of what this device remembers to compare. */
  #remove(id: string): void {
    const { device, router } = this.context
    const rest = this.wanted.ids.filter((one) => one !== id && this.#shownAs(one) !== id)
    device.setCompared(device.comparedTrials().filter((one) => one !== id))
    router.setFragment(fragmentOf(rest), { replace: false })
    this.querySelector<HTMLElement>('h1')?.focus()
  }

  /** A link may hold another number of the same trial. */
  #shownAs(id: string): string {
    const load = this.#trials.get(id)
    return load?.phase === 'complete' ? load.value.trialId : id
  }
}

function fragmentOf(ids: readonly string[]): string {
  return ids.length === 0 ? '' : `ids=${ids.map(encodeURIComponent).join(',')}`
}

customElements.define('compare-page', ComparePage)
