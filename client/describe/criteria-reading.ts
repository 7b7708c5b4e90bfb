import { leavesOf, outlineCriteria } from '../../shared/core/criteria-outline.ts'
import type { CriteriaOutline, OutlineItem } from '../../shared/core/criteria-outline.ts'
import type { GlossaryMatch } from '../../shared/core/glossary-find.ts'
import { needsMedicineWarning } from '../../shared/core/medicine-words.ts'
import type { GlossaryId } from '../../shared/text/glossary.ts'
import type { TrialDetail } from '../../shared/trial.ts'
import { criterionKey } from '../state/marks-store.ts'
import type { Steps } from '../../shared/core/steps.ts'
import { firstMatchesInSteps } from './criteria-segments.ts'

export type Side = keyof CriteriaOutline
export const SIDES: readonly Side[] = ['inclusion', 'exclusion', 'other']

/** The criteria of one trial, worked out once for many drawings. */
export interface CriteriaReading {
  outline: CriteriaOutline
  /** The text as the register has it. */
  whole: string
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

const readings = new WeakMap<TrialDetail['eligibility'], CriteriaReading>()

/** Without the words to explain. Remembered: it may be read in one task and drawn in the next. */
export function readCriteriaList(eligibility: TrialDetail['eligibility']): CriteriaReading {
  const known = readings.get(eligibility)
  if (known !== undefined) return known
  const outline = outlineCriteria(eligibility)
  const hasLists = SIDES.some((side) => outline[side].length > 0)
  const whole = eligibility.criteria ?? ''
  const reading: CriteriaReading = {
    outline,
    whole,
    hasLists,
    held: hasLists || eligibility.criteria !== null,
    warns: needsMedicineWarning(
      [whole, ...SIDES.flatMap((side) => eligibility[side])].filter((text) => text !== ''),
      eligibility.criteriaLang,
    ),
    words: new Map(),
    wholeWords: [],
    ids: [],
    markKeys: SIDES.flatMap((side) => leavesOf(outline[side]).map(({ text }) => criterionKey(side, text))),
  }
  readings.set(eligibility, reading)
  return reading
}

/** The same with the words to explain, a text at a time. */
export function* explainInSteps(
  reading: CriteriaReading,
  find: (text: string) => GlossaryMatch[],
): Steps<CriteriaReading> {
  const { outline, hasLists, whole } = reading
  const words = new Map<OutlineItem, readonly GlossaryMatch[]>()
  for (const side of SIDES) {
    const items = itemsOf(outline[side])
    const texts = items.map(({ text }) => text)
    const matches = yield* firstMatchesInSteps(texts, find)
    items.forEach((item, index) => words.set(item, matches[index] ?? []))
  }
  const [wholeWords = []] = hasLists ? [] : yield* firstMatchesInSteps([whole], find)
  const ids = [...new Set([...words.values(), wholeWords].flat().map(({ id }) => id))]
  return { ...reading, words, wholeWords, ids }
}

function itemsOf(items: readonly OutlineItem[]): OutlineItem[] {
  return items.flatMap((item) => [item, ...itemsOf(item.children)])
}
