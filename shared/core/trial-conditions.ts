import { conditions, findConditions } from '../conditions/index.ts'
import type { TrialSummary } from '../trial.ts'

const found = new WeakMap<TrialSummary, readonly string[]>()

/**
 * Ids of the known conditions (rows of the matrix) that a trial's conditions name; its titles speak only where no
 * condition is stated. Remembered for as long as the trial itself is.
 */
export function conditionIdsOf(trial: TrialSummary): readonly string[] {
  const known = found.get(trial)
  if (known) return known
  const texts =
    trial.conditions.length > 0 ? trial.conditions : [trial.title, ...trial.otherTitles.map(({ text }) => text)]
  const named = new Set(texts.flatMap((text) => findConditions(text).map(({ id }) => id)))
  const ids = conditions.map(({ id }) => id).filter((id) => named.has(id))
  found.set(trial, ids)
  return ids
}

export function isConditionId(id: string): boolean {
  return conditions.some((condition) => condition.id === id)
}
