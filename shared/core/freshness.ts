import type { StatusGroup, TrialRecord } from '../trial.ts'
import { isOutdatedOngoing, statusKnownOn } from './status-group.ts'

/** Groups that say they take people in (PRODUCT §6). */
const OPEN: ReadonlySet<StatusGroup> = new Set(['recruiting', 'by-invitation'])

/**
 * Says that it takes people in, but looks out of date: its completion date has passed, its status was not verified for
 * over 12 months, or it is an EUCTR record still "Ongoing" after the transition to CTIS. `now` is an ISO time. A copy was
 * unverified when it was already so on the day it was made: its own age is said by its date.
 */
export function isStaleRecruiting(record: TrialRecord, now: string): boolean {
  if (isOutdatedOngoing(record, now)) return true
  if (!OPEN.has(record.statusGroup)) return false
  const today = now.slice(0, 10)
  const ends = (record.completionDate ?? record.primaryCompletionDate)?.date
  if (ends !== undefined && lastDay(ends) < today) return true
  const verified = statusKnownOn(record)
  const seenOn = record.from === 'live' ? today : record.asOf && firstDay(record.asOf)
  return verified !== null && seenOn !== null && oneYearAfter(lastDay(verified)) < seenOn
}

/** The first day a partial date can mean: 2020-12 -> 2020-12-01. */
function firstDay(date: string): string {
  return date.slice(0, 10) + '0000-01-01'.slice(date.length)
}

/** The last day a partial date can mean, comparable as text: 2024 -> 2024-12-31, 2024-02 -> 2024-02-31. */
export function lastDay(date: string): string {
  return date.slice(0, 10) + '0000-12-31'.slice(date.length)
}

function oneYearAfter(day: string): string {
  return String(Number(day.slice(0, 4)) + 1).padStart(4, '0') + day.slice(4)
}
