import { html, nothing } from 'lit'
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit'
import type { OutlineItem } from '../../shared/core/criteria-outline.ts'
import { finish } from '../../shared/core/steps.ts'
import type { TrialDetail } from '../../shared/trial.ts'
import { explainInSteps, readCriteriaList, SIDES } from '../describe/criteria-reading.ts'
import type { CriteriaReading, Side } from '../describe/criteria-reading.ts'
import { inSlices, nextTask } from '../state/in-slices.ts'
import { countMarks, criterionKey } from '../state/marks-store.ts'
import type { Mark, MarksStore } from '../state/marks-store.ts'
import { glossary, trialPageWords } from '../state/trial-page-words.ts'
import { criterionMark, printedMark } from './criterion-mark.ts'
import './explained-text.ts'
import './glossary-list.ts'
import { DetailElement } from './text-element.ts'

export interface CriteriaSource {
  registryName: string
  url: string
}

/**
 * Criteria word for word, inclusion and exclusion apart, with words explained and private marks; or plainly that we hold
 * none and where to read them.
 */
export class CriteriaList extends DetailElement {
  static override properties: PropertyDeclarations = {
    eligibility: { attribute: false },
    sources: { attribute: false },
    holder: { attribute: false },
    trialId: { attribute: false },
    marks: { attribute: false },
    explains: { state: true },
    marking: { state: true },
    printsMarks: { state: true },
    said: { state: true },
  }

  declare eligibility: TrialDetail['eligibility'] | null
  /** Where the criteria can be read: every official record. */
  declare sources: readonly CriteriaSource[]
  /** The registry whose words these are. */
  declare holder: string | null
  declare trialId: string
  declare marks: MarksStore | null
  declare private explains: boolean
  /** Null: open when there are marks. */
  declare private marking: boolean | null
  declare private printsMarks: boolean
  declare private said: string
  #reading: CriteriaReading | null = null
  #isExplained = false
  #held: ReadonlyMap<string, Mark> = new Map()
  readonly #onMarks = (): void => this.requestUpdate()

  constructor() {
    super()
    this.eligibility = null
    this.sources = []
    this.holder = null
    this.trialId = ''
    this.marks = null
    this.explains = false
    this.marking = null
    this.printsMarks = false
    this.said = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // After the first drawing: the criteria can be read before their words can be explained.
    void this.updateComplete.then(() => glossary.load()).then(() => this.#explain())
  }

  /** The first time in slices: somebody reads already. */
  async #explain(): Promise<void> {
    const reading = this.#reading
    if (reading !== null && !this.#isExplained) {
      const explained = await inSlices(explainInSteps(reading, glossary.words.find))
      await nextTask()
      if (this.#reading === reading) {
        this.#reading = explained
        this.#isExplained = true
      }
    }
    this.explains = true
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.marks?.removeEventListener('change', this.#onMarks)
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.marks?.addEventListener('change', this.#onMarks)
    if (this.eligibility !== null && changed.has('eligibility')) {
      this.#reading = readCriteriaList(this.eligibility)
      this.#isExplained = false
    }
    // Newer criteria at once: an explanation that somebody reads stays open.
    if (this.explains && this.#reading !== null && !this.#isExplained) {
      this.#reading = finish(explainInSteps(this.#reading, glossary.words.find))
      this.#isExplained = true
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { eligibility } = this
    const reading = this.#reading
    if (eligibility === null || reading === null) return nothing
    const { words } = this.locale
    if (!reading.held) {
      return html`<div class="note">
        <span>${words.trial.noCriteria}</span>
        ${this.sources.map((source) => html`<a href=${source.url} rel="noopener">${words.trial.readAt(source.registryName)}</a>`)}
      </div>`
    }
    const { lang, formats } = this.locale
    const { criteriaLang } = eligibility
    const foreign = criteriaLang === null || criteriaLang === lang ? null : formats.language(criteriaLang)
    return html`${reading.warns ? html`<p class="note note--warn">${words.trial.medicines}</p>` : nothing}
      <p class="quiet">
        ${this.holder === null ? nothing : words.trial.criteriaFrom(this.holder)}
        ${foreign === null ? nothing : words.trial.textIsIn(foreign)}
        <span class="no-print">${reading.ids.length > 0 ? trialPageWords.words.glossary.hint : nothing}</span>
      </p>
      ${reading.hasLists ? this.#lists(reading) : this.#whole(eligibility.criteria ?? '', reading)}
      ${this.#words(reading)}`
  }

  #lists(reading: CriteriaReading): TemplateResult {
    const { words } = this.locale
    const headings = {
      inclusion: words.trial.inclusion,
      exclusion: words.trial.exclusion,
      other: words.trial.criteriaOther,
    }
    this.#held = this.marks?.marksOf(this.trialId) ?? new Map<string, Mark>()
    const isMarking = this.marks !== null && (this.marking ?? this.#held.size > 0)
    return html`${this.#marksHead(isMarking)}
      <div class="criteria ${this.printsMarks ? 'criteria--print-marks' : ''}">
        ${SIDES.map((side) =>
          reading.outline[side].length === 0
            ? nothing
            : html`<section>
                <h3>${headings[side]}</h3>
                ${this.#list(side, reading.outline[side], reading, isMarking)}
              </section>`,
        )}
      </div>
      ${isMarking ? this.#marksFoot(reading) : nothing}
      <p class="visually-hidden" role="status">${this.said}</p>`
  }

  #list(side: Side, items: readonly OutlineItem[], reading: CriteriaReading, isMarking: boolean): TemplateResult {
    return html`<ul class="criteria__list" lang=${this.eligibility?.criteriaLang ?? nothing}>
      ${items.map(
        (item) =>
          html`<li>
            <explained-text dir="auto" .text=${item.text} .found=${reading.words.get(item) ?? []}></explained-text>
            ${item.children.length > 0 ? this.#list(side, item.children, reading, isMarking) : isMarking ? this.#mark(side, item.text) : nothing}
          </li>`,
      )}
    </ul>`
  }

  #mark(side: Side, text: string): TemplateResult {
    const key = criterionKey(side, text)
    const mark = this.#held.get(key) ?? null
    const words = trialPageWords.words.marks
    return html`<div lang=${this.locale.lang}>
      ${criterionMark({ name: key, line: text, mark }, words, (chosen) => {
        this.marking = true
        this.said = ''
        this.marks?.set(this.trialId, key, chosen)
      })}
      ${printedMark(mark, words)}
    </div>`
  }

  #marksHead(isMarking: boolean): TemplateResult | typeof nothing {
    if (this.marks === null) return nothing
    const text = trialPageWords.words.marks
    return html`<div class="marks no-print">
      <button type="button" class="button" aria-expanded=${isMarking} @click=${() => (this.marking = !isMarking)}>
        ${isMarking ? text.stop : text.start}
      </button>
      <p>${isMarking ? `${text.intro} ${text.private}` : text.private}</p>
    </div>`
  }

  #marksFoot({ markKeys }: CriteriaReading): TemplateResult {
    const text = trialPageWords.words.marks
    const { formats } = this.locale
    const counts = countMarks(this.#held, markKeys)
    const any = counts.true + counts['not-true'] + counts['not-sure'] > 0
    const [isTrue, notTrue, notSure] = [counts.true, counts['not-true'], counts['not-sure']].map((n) =>
      formats.number(n),
    )
    return html`<div class="marks marks--foot ${this.printsMarks ? '' : 'no-print'}">
      <p role="status">
        <strong>${any ? text.summary(isTrue ?? '', notTrue ?? '', notSure ?? '') : text.none}</strong> ${text.onlyTeam}
      </p>
      <label class="check no-print"
        ><input
          type="checkbox"
          .checked=${this.printsMarks}
          @change=${(event: Event) => (this.printsMarks = event.target instanceof HTMLInputElement && event.target.checked)}
        /><span class="check__label">${text.print}</span></label
      >
      ${any ? html`<button type="button" class="link no-print" @click=${this.#remove}>${text.remove}</button>` : nothing}
    </div>`
  }

  readonly #remove = (): void => {
    this.marking = true
    this.marks?.clear(this.trialId)
    this.said = trialPageWords.words.marks.removed
    // The button is gone: the focus stays at the marks.
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.marks .button')?.focus())
  }

  #whole(criteria: string, { wholeWords }: CriteriaReading): TemplateResult {
    return html`<p class="quiet">${this.locale.words.trial.criteriaWhole}</p>
      <div class="verbatim" lang=${this.eligibility?.criteriaLang ?? nothing} dir="auto">
        <explained-text dir="auto" .text=${criteria} .found=${wholeWords}></explained-text>
      </div>`
  }

  /** The explained words of these criteria as a list. */
  #words({ ids }: CriteriaReading): TemplateResult | typeof nothing {
    if (ids.length === 0) return nothing
    const text = trialPageWords.words.glossary
    return html`<details class="words no-print">
      <summary>
        ${text.onPage} <span class="quiet">(${text.count(ids.length, this.locale.formats.number(ids.length))})</span>
      </summary>
      <glossary-list .only=${ids}></glossary-list>
    </details>`
  }
}

customElements.define('criteria-list', CriteriaList)
