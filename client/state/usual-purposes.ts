import type { Substance } from '../../shared/substances/substance.ts'
import type { TrialSummary } from '../../shared/trial.ts'

export type UsualPurpose = (trial: TrialSummary, chosen: readonly string[]) => boolean

/** A trial is shown by default when one of its chosen substances shows its purpose (esketamine: treatment only). */
export function usualPurposes(substances: readonly Substance[]): UsualPurpose {
  const purposes = new Map(substances.map(({ id, defaultPurposes }) => [id, defaultPurposes ?? null]))
  return (trial, chosen) => {
    let isRelevant = false
    for (const { substanceId } of trial.substances) {
      if (chosen.length > 0 && !chosen.includes(substanceId)) continue
      isRelevant = true
      const usual = purposes.get(substanceId) ?? null
      if (usual === null || usual.includes(trial.purpose)) return true
    }
    return !isRelevant
  }
}
