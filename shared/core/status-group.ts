import type { StatusGroup, TrialRecord } from '../trial.ts'
import { comparePreference, compareText } from './preferred.ts'
import { trialIdKind } from './trial-id.ts'

/** Groups in which a trial is under way, the most open first. */
const ACTIVE: readonly StatusGroup[] = [
  'recruiting',
  'by-invitation',
  'active-recruitment-unknown',
  'active-not-recruiting',
  'not-yet-recruiting',
  'under-review',
]

const FINAL: ReadonlySet<StatusGroup> = new Set(['completed', 'ended-early', 'never-started'])

/** Last day of the transition of running EEA trials from EUCTR to CTIS; "Ongoing" after it is out of date. */
const EU_TRANSITION_END = '2025-01-30'

/** A status after which nobody is recruited any more. */
export function isFinal(group: StatusGroup): boolean {
  return FINAL.has(group)
}

/**
 * One status for several country records of a trial: records that say nothing are dropped; any active one makes it
 * active, else any paused one paused; "never started" and "ended early" only when all say so; else any completed one
 * makes it completed. The list per country stays beside it.
 */
export function foldStatusGroups(groups: readonly StatusGroup[]): StatusGroup {
  const stated = new Set(groups)
  stated.delete('unknown')
  const active = ACTIVE.find((group) => stated.has(group))
  if (active) return active
  if (stated.has('paused')) return 'paused'
  const [only] = stated
  if (stated.size === 1 && only) return only
  return stated.has('completed') ? 'completed' : 'unknown'
}

/**
 * EUCTR records carry a EudraCT number; "Ongoing" and "Restarted" there (active, recruitment unknown) say nothing
 * once the transition to CTIS has ended.
 */
export function isOutdatedOngoing(record: TrialRecord, now: string): boolean {
  return (
    record.statusGroup === 'active-recruitment-unknown' &&
    trialIdKind(record.recordId) === 'eudract' &&
    now.slice(0, 10) > EU_TRANSITION_END
  )
}

/** The date on which the register, or the copy of it, gave its status; null when nobody says. */
export function statusKnownOn(record: TrialRecord): string | null {
  return record.statusDate ?? record.lastUpdated ?? (record.from === 'snapshot' ? record.asOf : null)
}

/**
 * The record whose status is shown: the newest dated informative one; a record under its EU CT number before the same
 * trial's EudraCT record (the trial moved to CTIS); out-of-date "Ongoing" last. Without dates the register's own answer
 * comes before a copy. Null only for an empty list.
 */
export function preferredStatus(
  records: readonly TrialRecord[],
  registryOrder: readonly string[],
  now: string,
): TrialRecord | null {
  const informative = records.filter((record) => record.statusGroup !== 'unknown')
  if (informative.length === 0) {
    return [...records].sort((a, b) => comparePreference(a, b, registryOrder))[0] ?? null
  }
  const moved = informative.some((record) => trialIdKind(record.recordId) === 'euct')
  const current = moved ? informative.filter((record) => trialIdKind(record.recordId) !== 'eudract') : informative
  return [...current].sort((a, b) => compareStatus(a, b, registryOrder, now))[0] ?? null
}

function compareStatus(a: TrialRecord, b: TrialRecord, registryOrder: readonly string[], now: string): number {
  return (
    Number(isOutdatedOngoing(a, now)) - Number(isOutdatedOngoing(b, now)) ||
    compareText(statedOn(b), statedOn(a)) ||
    Number(a.from === 'snapshot') - Number(b.from === 'snapshot') ||
    comparePreference(a, b, registryOrder)
  )
}

/** The register's own date only: when a copy was made says nothing about how new its status is. */
function statedOn(record: TrialRecord): string {
  return record.statusDate ?? record.lastUpdated ?? ''
}
