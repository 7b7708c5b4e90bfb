import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { TrialDetail } from '../../shared/trial.ts'
import { questionsFor } from '../describe/questions.ts'
import { trialPageWords } from '../state/trial-page-words.ts'
import { copyText } from './copy-text.ts'
import { DetailElement } from './text-element.ts'

/** Questions to ask about a trial, to print or to copy. */
export class QuestionList extends DetailElement {
  static override properties: PropertyDeclarations = {
    trial: { attribute: false },
    home: { attribute: false },
    copied: { state: true },
  }

  declare trial: TrialDetail | null
  /** Country of the place kept on this device; null: none. */
  declare home: string | null
  declare private copied: boolean | null

  constructor() {
    super()
    this.trial = null
    this.home = null
    this.copied = null
  }

  protected override render(): TemplateResult | typeof nothing {
    const { trial } = this
    if (trial === null) return nothing
    const text = trialPageWords.words.questions
    const lists = questionsFor(trial, text, this.locale, this.home)
    const asksMedicines = lists.some(({ questions }) => questions.some(({ id }) => id === 'medicines'))
    return html`<p>${text.intro}</p>
      <p class="only-print"><bdi>${trial.title}</bdi> (${trial.trialId})</p>
      ${lists.map(
        ({ group, questions }) =>
          html`<h3>${text.groups[group]}</h3>
            ${group === 'medicines' && asksMedicines ? html`<p class="note note--warn">${this.locale.words.trial.medicines}</p>` : nothing}
            <ul class="questions__list">
              ${questions.map(({ text: question }) => html`<li>${question}</li>`)}
            </ul>`,
      )}
      <div class="questions__own only-print"><h3>${text.own}</h3></div>
      <div class="buttons no-print">
        <button type="button" class="button" @click=${printQuestions}>${text.print}</button>
        <button
          type="button"
          class="button"
          @click=${() => void this.#copy(lists.flatMap((list) => list.questions.map((one) => `- ${one.text}`)))}
        >
          ${text.copy}
        </button>
        <span role="status"
          >${this.copied === null ? nothing : this.copied ? text.copied : this.locale.words.app.copyFailed}</span
        >
      </div>`
  }

  async #copy(lines: readonly string[]): Promise<void> {
    if (this.trial === null) return
    const text = [`${this.trial.title} (${this.trial.trialId})`, '', ...lines].join('\n')
    this.copied = await copyText(text)
  }
}

/** Prints the questions and nothing else of the page: the style sheet for paper looks at this mark. */
function printQuestions(): void {
  const page = document.documentElement
  page.dataset.print = 'questions'
  window.addEventListener('afterprint', () => delete page.dataset.print, { once: true })
  window.print()
}

customElements.define('question-list', QuestionList)
