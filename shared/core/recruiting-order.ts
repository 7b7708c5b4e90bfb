import { STATUS_GROUPS } from '../trial-values.ts'
import type { TrialSummary } from '../trial.ts'

/** The order a list has when nobody asks for another one. */

const STATUS_RANK = new Map(STATUS_GROUPS.map((group, rank) => [group, rank]))
/** Not stated. */
export const NO_KEY = -1
/** More than any date as a number (yyyymmdd). */
const DATE_SPAN = 100_000_000

/** By status group; within one the register's own answers, then copies, then what looks out of date; then by update. */
export function recruitingKey(trial: TrialSummary): number {
  const rank = STATUS_RANK.get(trial.statusGroup) ?? STATUS_GROUPS.length
  const trust = trial.staleRecruiting ? 0 : trial.statusFrom === 'snapshot' ? 1 : 2
  const openness = 3 * (STATUS_GROUPS.length - rank) + trust
  return openness * DATE_SPAN + Math.max(0, dateKey(trial.lastUpdated))
}

export function dateKey(date: string | null): number {
  if (date === null) return NO_KEY
  const key = Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10))
  return Number.isNaN(key) ? NO_KEY : key
}
