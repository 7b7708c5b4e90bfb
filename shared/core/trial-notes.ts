import type { TrialSummary } from '../trial.ts'
import { createNotes } from './notes.ts'

/** What was worked out of the texts of a trial, which takes long and is asked for often; null: not yet. */
export interface TrialNotes {
  conditionIds: readonly string[] | null
  titleKey: string | null
  searchText: string | null
}

const notes = createNotes<TrialSummary, TrialNotes>()

/** Remembered for as long as the trial itself is. */
export function notesOn(trial: TrialSummary): TrialNotes {
  const known = notes.get(trial)
  if (known !== undefined) return known
  const held = { conditionIds: null, titleKey: null, searchText: null }
  notes.set(trial, held)
  return held
}

/** What was worked out already from the very texts of this trial. */
export function noteOn(trial: TrialSummary, held: TrialNotes): void {
  notes.set(trial, held)
}
