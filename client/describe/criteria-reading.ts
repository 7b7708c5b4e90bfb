import { leavesOf, outlineCriteria } from '../../shared/core/criteria-outline.ts'
import type { CriteriaOutline, OutlineItem } from '../../shared/core/criteria-outline.ts'
import type { GlossaryMatch } from '../../shared/core/glossary-find.ts'
import { needsMedicineWarning } from '../../shared/core/medicine-words.ts'
import type { GlossaryId } from '../../shared/text/glossary.ts'
import type { TrialDetail } from '../../shared/trial.ts'
import { criterionKey } from '../state/marks-store.ts'
import { firstMatches } from './criteria-segments.ts'

export type Side = keyof CriteriaOutline
export const SIDES: readonly Side[] = ['inclusion', 'exclusion', 'other']

/** The criteria of one trial, worked out once for many drawings. */
export interface CriteriaReading {
  outline: CriteriaOutline
  hasLists: boolean
  /** Text held in any form. */
  held: boolean
  warns: boolean
  /** Words to explain at each criterion; each word once in a list. */
  words: ReadonlyMap<OutlineItem, readonly GlossaryMatch[]>
  /** The same for the text as a whole, where it could not be split. */
  wholeWords: readonly GlossaryMatch[]
  ids: readonly GlossaryId[]
  /** Names under which criteria are marked. */
  markKeys: readonly string[]
}

/** `find`: null while the glossary is not loaded. */
export function readCriteriaList(
  eligibility: TrialDetail['eligibility'],
  find: ((text: string) => GlossaryMatch[]) | null,
): CriteriaReading {
  const outline = outlineCriteria(eligibility)
  const hasLists = SIDES.some((side) => outline[side].length > 0)
  const whole = eligibility.criteria ?? ''
  const words = new Map<OutlineItem, readonly GlossaryMatch[]>()
  for (const items of find === null ? [] : SIDES.map((side) => itemsOf(outline[side]))) {
    const matches = firstMatches(
      items.map(({ text }) => text),
      find ?? (() => []),
    )
    items.forEach((item, index) => words.set(item, matches[index] ?? []))
  }
  const wholeWords = find === null || hasLists ? [] : (firstMatches([whole], find)[0] ?? [])
  return {
    outline,
    hasLists,
    held: hasLists || eligibility.criteria !== null,
    warns: needsMedicineWarning(
      [whole, ...SIDES.flatMap((side) => eligibility[side])].filter((text) => text !== ''),
      eligibility.criteriaLang,
    ),
    words,
    wholeWords,
    ids: [...new Set([...words.values(), wholeWords].flat().map(({ id }) => id))],
    markKeys: SIDES.flatMap((side) => leavesOf(outline[side]).map(({ text }) => criterionKey(side, text))),
  }
}

function itemsOf(items: readonly OutlineItem[]): OutlineItem[] {
  return items.flatMap((item) => [item, ...itemsOf(item.children)])
}
