import { conditions, findConditions } from '../conditions/index.ts'
import type { TrialSummary } from '../trial.ts'
import { lean } from './lean.ts'
import { notesOn } from './trial-notes.ts'

/** The same few thousand conditions stand in all trials: read once each. Bounded, since they come from outside. */
const MOST_TEXTS = 20_000
const inTexts = new Map<string, readonly string[]>()

function conditionsIn(text: string): readonly string[] {
  const known = inTexts.get(text)
  if (known !== undefined) return known
  const ids = readConditions(text)
  if (inTexts.size >= MOST_TEXTS) inTexts.clear()
  inTexts.set(text, ids)
  return ids
}

function readConditions(text: string): string[] {
  return findConditions(text).map(({ id }) => id)
}

const order = conditions.map(({ id }) => id)

/**
 * Ids of the known conditions (rows of the matrix) that a trial's conditions name; its titles speak only where no
 * condition is stated. Remembered for as long as the trial itself is.
 */
export function conditionIdsOf(trial: TrialSummary): readonly string[] {
  return (notesOn(trial).conditionIds ??= findConditionIds(trial))
}

/** What `conditionIdsOf` a trial with these texts is. */
export function findConditionIds({
  conditions: stated,
  title,
  otherTitles,
}: Pick<TrialSummary, 'conditions' | 'title' | 'otherTitles'>): readonly string[] {
  const named = new Set(
    stated.length > 0
      ? stated.flatMap(conditionsIn)
      : [title, ...otherTitles.map(({ text }) => text)].flatMap(readConditions),
  )
  return lean(order.filter((id) => named.has(id)))
}

export function isConditionId(id: string): boolean {
  return conditions.some((condition) => condition.id === id)
}
