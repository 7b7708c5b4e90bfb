import type { TrialSummary } from '../trial.ts'
import { WeakNotes } from './weak-notes.ts'

/** What was worked out of the texts of a trial, which takes long and is asked for often; null: not yet. */
export interface TrialNotes {
  conditionIds: readonly string[] | null
  titleKey: string | null
}

const notes = new WeakNotes<TrialSummary, TrialNotes>(({ trialId }) => trialId)

/** Remembered for as long as the trial itself is. */
export function notesOn(trial: TrialSummary): TrialNotes {
  const held = notes.get(trial) ?? { conditionIds: null, titleKey: null }
  if (held.conditionIds === null && held.titleKey === null) notes.set(trial, held)
  return held
}

/** What was worked out already from the very texts of this trial. */
export function noteOn(trial: TrialSummary, held: TrialNotes): void {
  notes.set(trial, held)
}
