import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { TrialPageText } from '../../shared/text/trial-page-text.ts'
import { isolated } from '../../shared/text/isolated.ts'
import { MARKS } from '../state/marks-store.ts'
import type { Mark } from '../state/marks-store.ts'

const LONGEST_NAME = 120

/** The three answers at one criterion. Choosing the same one again, or Delete, takes the answer away. */
export function criterionMark(
  { name, line, mark }: { name: string; line: string; mark: Mark | null },
  text: TrialPageText['marks'],
  onMark: (mark: Mark | null) => void,
): TemplateResult {
  const short = line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME)}…` : line
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') onMark(null)
  }
  return html`<fieldset class="mark no-print" @keydown=${onKey}>
    <legend class="visually-hidden">${text.group(isolated(short))}</legend>
    ${MARKS.map(
      (one) =>
        html`<label class="mark__option mark__option--${one}"
          ><input
            type="radio"
            name=${name}
            .checked=${live(mark === one)}
            @click=${() => onMark(mark === one ? null : one)}
          /><span>${text.options[one]}</span></label
        >`,
    )}
  </fieldset>`
}

/** What stands on paper when the reader asked for it. */
export function printedMark(mark: Mark | null, text: TrialPageText['marks']): TemplateResult | typeof nothing {
  return mark === null
    ? nothing
    : html`<span class="mark__printed">${text.printed(text.options[mark].toLowerCase())}</span>`
}
