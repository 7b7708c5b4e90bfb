import type { StatusGroup, TrialRecord } from '../trial.ts'
import { isOutdatedOngoing, statusKnownOn } from './status-group.ts'

/** Groups that invite people in, now or soon. */
const OPEN: ReadonlySet<StatusGroup> = new Set(['recruiting', 'by-invitation', 'not-yet-recruiting'])

/**
 * Says that it takes people in, but looks out of date: its completion date has passed, its status was not verified for
 * over 12 months, or it is an EUCTR record still "Ongoing" after the transition to CTIS. `now` is an ISO time.
 */
export function isStaleRecruiting(record: TrialRecord, now: string): boolean {
  if (isOutdatedOngoing(record, now)) return true
  if (!OPEN.has(record.statusGroup)) return false
  const today = now.slice(0, 10)
  const ends = (record.completionDate ?? record.primaryCompletionDate)?.date
  if (ends !== undefined && lastDay(ends) < today) return true
  const verified = statusKnownOn(record)
  return verified !== null && oneYearAfter(lastDay(verified)) < today
}

/** The last day a partial date can mean, comparable as text: 2024 -> 2024-12-31, 2024-02 -> 2024-02-31. */
export function lastDay(date: string): string {
  return date.slice(0, 10) + '0000-12-31'.slice(date.length)
}

function oneYearAfter(day: string): string {
  return String(Number(day.slice(0, 4)) + 1).padStart(4, '0') + day.slice(4)
}
