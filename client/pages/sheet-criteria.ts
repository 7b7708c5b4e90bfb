import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { TrialReply } from '../../shared/api.ts'
import { outlineCriteria } from '../../shared/core/criteria-outline.ts'
import type { OutlineItem } from '../../shared/core/criteria-outline.ts'
import type { TrialDetail } from '../../shared/trial.ts'
import type { SheetPlan } from '../describe/sheet-fit.ts'
import type { DetailLocale } from '../state/locale.ts'
import { trialPageWords } from '../state/trial-page-words.ts'

/** The criteria word for word, as many as the plan has room for; where the rest stands is said, with the link below. */
export function sheetCriteria(
  reply: TrialReply,
  { shown }: SheetPlan,
  names: ReadonlyMap<string, string>,
  { words, formats }: DetailLocale,
): TemplateResult {
  const text = trialPageWords.words.sheet
  const { eligibility } = reply.trial
  const outline = outlineCriteria(eligibility)
  const split: readonly (readonly [string, readonly OutlineItem[]])[] = [
    [words.trial.inclusion, outline.inclusion],
    [words.trial.exclusion, outline.exclusion],
    [words.trial.criteriaOther, outline.other],
  ]
  const lists = split.some(([, items]) => items.length > 0) ? split : [['', unsplit(eligibility.criteria)] as const]
  const total = sheetLines(eligibility).length
  if (total === 0) return html`<p>${text.noCriteria}</p>`
  const holder = reply.records.find(({ recordId }) => recordId === eligibility.criteriaRecordId)
  let room = shown
  const listOf = (items: readonly OutlineItem[]): TemplateResult | typeof nothing =>
    items.length === 0 || room <= 0
      ? nothing
      : html`<ul lang=${eligibility.criteriaLang ?? nothing}>
          ${items.map(({ text: line, children }) => {
            if (room <= 0) return nothing
            room -= 1
            return html`<li><bdi>${line}</bdi>${listOf(children)}</li>`
          })}
        </ul>`
  return html`${holder === undefined ? nothing : html`<p class="quiet">${text.criteriaFrom(names.get(holder.registryId) ?? holder.registryId, holder.recordId)}</p>`}
    <div class="sheet__columns">
      ${lists.map(([heading, items]) =>
        items.length === 0 || room <= 0
          ? nothing
          : html`${heading === '' ? nothing : html`<h3>${heading}</h3>`} ${listOf(items)}`,
      )}
    </div>
    ${total > shown ? html`<p class="sheet__rest">${text.rest(total - shown, formats.number(total - shown))}</p>` : nothing}`
}

/** The criteria in the order and pieces in which the sheet shows them. */
export function sheetLines({ inclusion, exclusion, other, criteria }: TrialDetail['eligibility']): string[] {
  const lines = [...inclusion, ...exclusion, ...other]
  return lines.length > 0 ? lines : unsplit(criteria).map(({ text }) => text)
}

/** A text that could not be split: line by line. */
function unsplit(criteria: string | null): OutlineItem[] {
  return (criteria ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((text) => ({ text, children: [] }))
}
