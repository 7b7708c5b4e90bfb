import { STATUS_GROUPS } from '../../shared/trial-values.ts'
import type { StatusGroup, TrialSummary } from '../../shared/trial.ts'
import type { KeptText } from '../../shared/text/kept-text.ts'
import type { Locale } from '../state/locale.ts'
import { changedFields, copyOf } from '../state/saved-copy.ts'
import type { SavedCopy, SavedField } from '../state/saved-copy.ts'
import { statusWords } from './status-words.ts'
import { ageWords, enrollmentWords } from './trial-words.ts'

export interface ChangeInWords {
  field: string
  was: string
  now: string
}

/** What differs between the copy that was saved and the trial of now, field by field. */
export function savedChanges(copy: SavedCopy, trial: TrialSummary, text: KeptText, locale: Locale): ChangeInWords[] {
  const now = copyOf(trial)
  return changedFields(copy, trial).map((field) => ({
    field: text.saved.fields[field],
    ...(field === 'status'
      ? statusChange(copy, trial, locale)
      : { was: valueWords(field, copy, text, locale), now: valueWords(field, now, text, locale) }),
  }))
}

function valueWords(field: Exclude<SavedField, 'status'>, copy: SavedCopy, text: KeptText, locale: Locale): string {
  const { words, formats } = locale
  const date = (value: string | null): string => (value === null ? words.app.notStated : formats.date(value))
  switch (field) {
    case 'recruitingIn':
      return copy.recruitingCountries.length === 0
        ? text.saved.nowhere
        : formats.list(copy.recruitingCountries.map((code) => formats.country(code)))
    case 'enrollment': {
      const { planned, actual, unspecified } = copy
      return enrollmentWords({ planned, actual, unspecified, scope: null }, groupOf(copy), locale).join('; ')
    }
    case 'ages': {
      const { minimumYears, maximumYears, bands } = copy
      return ageWords({ minimumYears, maximumYears, bands, admitsMinors: null, stated: '' }, locale)
    }
    case 'startDate':
      return date(copy.startDate)
    case 'completionDate':
      return date(copy.completionDate)
  }
}

/** Our words; where both are of one group, the register's own words beside them. A copy tells how it was, never how it is. */
function statusChange(copy: SavedCopy, trial: TrialSummary, locale: Locale): { was: string; now: string } {
  const was = locale.words.status.now[groupOf(copy)]
  const now = statusWords(trial, locale).text
  return groupOf(copy) === trial.statusGroup
    ? { was: `${was} (“${copy.overallStatus}”)`, now: `${now} (“${trial.overallStatus}”)` }
    : { was, now }
}

function groupOf({ statusGroup }: SavedCopy): StatusGroup {
  return STATUS_GROUPS.find((known) => known === statusGroup) ?? 'unknown'
}
