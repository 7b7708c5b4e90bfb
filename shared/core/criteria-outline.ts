import type { TrialDetail } from '../trial.ts'
import { readCriteria } from './criteria.ts'
import type { CriteriaItem } from './criteria.ts'

/** One criterion word for word, with those that stand under it ("None of the following:"). */
export interface OutlineItem {
  text: string
  children: OutlineItem[]
}

export interface CriteriaOutline {
  inclusion: OutlineItem[]
  exclusion: OutlineItem[]
  /** Items whose side the text does not say. */
  other: OutlineItem[]
}

/**
 * The criteria of a trial as nested lists. The items are those of `eligibility`, which the server read; the nesting is
 * read again from the whole text, and left out wherever the two do not agree word for word.
 */
export function outlineCriteria(eligibility: TrialDetail['eligibility']): CriteriaOutline {
  const { criteria, inclusion, exclusion, other } = eligibility
  const items = readCriteria({ combined: criteria, inclusion: null, exclusion: null, lang: null, country: null })
  const list = (side: CriteriaItem['side'], texts: readonly string[]): OutlineItem[] => {
    const own = items.filter((item) => item.side === side)
    const agree = own.length === texts.length && own.every(({ text }, index) => text === texts[index])
    return nest(agree ? own : texts.map((text) => ({ text, depth: 0 })))
  }
  return {
    inclusion: list('inclusion', inclusion),
    exclusion: list('exclusion', exclusion),
    other: list('unknown', other),
  }
}

function nest(items: readonly Pick<CriteriaItem, 'text' | 'depth'>[]): OutlineItem[] {
  const roots: OutlineItem[] = []
  const open: OutlineItem[] = []
  for (const { text, depth } of items) {
    const item: OutlineItem = { text, children: [] }
    open.length = Math.min(open.length, depth)
    const parent = open.at(-1)
    if (parent === undefined) roots.push(item)
    else parent.children.push(item)
    open.push(item)
  }
  return roots
}

/** A criterion can be true or not of a person; a line that only opens a list cannot. */
export function leavesOf(items: readonly OutlineItem[]): OutlineItem[] {
  return items.flatMap((item) => (item.children.length === 0 ? [item] : leavesOf(item.children)))
}
