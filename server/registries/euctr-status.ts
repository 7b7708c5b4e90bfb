import { foldStatusGroups } from '../../shared/core/status-group.ts'
import type { StatusGroup } from '../../shared/trial.ts'

/**
 * Status words of a country record. "Ongoing" does not say whether recruitment is open; "GB - no longer in EU/EEA" and
 * "Trial now transitioned" say nothing of the trial and are left to 'unknown'.
 */
const GROUPS: readonly (readonly [word: string, group: StatusGroup])[] = [
  ['Ongoing', 'active-recruitment-unknown'],
  ['Restarted', 'active-recruitment-unknown'],
  ['Temporarily Halted', 'paused'],
  ['Suspended by CA', 'paused'],
  ['Completed', 'completed'],
  ['Prematurely Ended', 'ended-early'],
  ['Not Authorised', 'never-started'],
  ['Prohibited by CA', 'never-started'],
]
const GROUP_OF = new Map(GROUPS.map(([word, group]) => [word.toLowerCase(), group]))

export const euctrStatusWords: readonly string[] = [
  ...GROUPS.map(([word]) => word),
  'GB - no longer in EU/EEA',
  'Trial now transitioned',
]

function wordGroup(word: string): StatusGroup {
  return GROUP_OF.get(word.trim().toLowerCase()) ?? 'unknown'
}

/** Group of one country's word, or of the joined text of a trial (`Completed (DE, ES); Ongoing (IT)`). */
export function euctrStatusGroup(rawStatus: string | null): StatusGroup {
  if (rawStatus === null) return 'unknown'
  const groups = rawStatus.split(';').map((part) => {
    const bracket = part.indexOf(' (')
    return wordGroup(bracket < 0 ? part : part.slice(0, bracket))
  })
  return foldStatusGroups(groups)
}

/** `Completed (DE, ES); Ongoing (IT)`, in a fixed order; null when no country record states a status. */
export function joinStatuses(statuses: readonly { country: string; status: string | null }[]): string | null {
  const countriesOf = new Map<string, Set<string>>()
  for (const { country, status } of statuses) {
    if (status === null) continue
    countriesOf.set(status, (countriesOf.get(status) ?? new Set()).add(country))
  }
  const parts = [...countriesOf].sort(([a], [b]) => (a < b ? -1 : 1))
  if (parts.length === 0) return null
  return parts.map(([status, countries]) => `${status} (${[...countries].sort().join(', ')})`).join('; ')
}
