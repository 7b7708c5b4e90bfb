import { PHASES } from '../trial-values.ts'
import type { Phase } from '../trial.ts'

/** The key of a trial whose registries state no phase; not the same as 'NA' (not applicable). */
export const NO_PHASE = 'none'

/** A set of phases in their own order, each once. */
export function orderPhases(phases: readonly Phase[]): Phase[] {
  return PHASES.filter((phase) => phases.includes(phase))
}

/** One word for a set of phases: 'PHASE1/PHASE2', or 'none' when not stated. */
export function phaseKey(phases: readonly Phase[]): string {
  return phases.length === 0 ? NO_PHASE : orderPhases(phases).join('/')
}

/** All keys a phase filter or chart may show first, single phases in order; combined keys sort after their first phase. */
export function comparePhaseKeys(a: string, b: string): number {
  return phaseRank(a) - phaseRank(b) || (a < b ? -1 : a > b ? 1 : 0)
}

function phaseRank(key: string): number {
  if (key === NO_PHASE) return PHASES.length
  return PHASES.findIndex((phase) => phase === key.split('/')[0])
}
