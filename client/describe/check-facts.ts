import type { CheckFact } from '../../shared/api.ts'
import { CheckFact as CheckFactSchema } from '../../shared/api.ts'
import type { Mismatch } from '../../shared/core/check-trial.ts'
import { substances } from '../../shared/substances/index.ts'
import type { CheckPageText } from '../../shared/text/check-text.ts'
import { PHASES } from '../../shared/trial-values.ts'
import type { Locale } from '../state/locale.ts'

const ORDER: readonly string[] = CheckFactSchema.def.shape.fact.options

/** The same fact of several registers side by side, in the order of the contract. */
export function factsInOrder(facts: readonly CheckFact[]): CheckFact[] {
  return [...facts].sort((a, b) => ORDER.indexOf(a.fact) - ORDER.indexOf(b.fact))
}

/** A fact's value in the reader's language where it is ours; a register's own words stay its own. */
export function factValue({ fact, value }: CheckFact, text: CheckPageText, { words, formats }: Locale): string | null {
  if (value === null) return null
  const parts = value.split(', ')
  switch (fact) {
    case 'sponsor':
      return parts.map((part) => (part === 'industry' || part === 'non-industry' ? text.kind[part] : part)).join(', ')
    case 'country':
      return formats.list(parts.map((part) => (/^[A-Z]{2}$/.test(part) ? formats.country(part) : part)))
    case 'sites':
      return text.sitesCount(Number(value), formats.number(Number(value)))
    case 'phase':
      return formats.list(parts.map((part) => phaseName(part, words)))
    case 'substance':
      return substanceNames(parts, { words, formats, lang: formats.lang })
    case 'last-updated':
      return formats.date(value)
    case 'registered':
    case 'status':
    case 'contact':
    case 'authority-decision':
    case 'ethics-approval':
    case 'ages':
      return value
  }
}

/** True where the value is in the register's own words, mostly English. */
export function isRegisterWords({ fact }: CheckFact): boolean {
  return ['status', 'ages', 'authority-decision', 'ethics-approval'].includes(fact)
}

function phaseName(part: string, words: Locale['words']): string {
  const phase = PHASES.find((one) => one === part)
  return phase === undefined ? part : words.phase[phase]
}

function substanceNames(ids: readonly string[], { formats }: Locale): string {
  return formats.list(ids.map((id) => substances.find((one) => one.id === id)?.name[formats.lang] ?? id))
}

/** What does not fit, as a sentence. */
export function mismatchWords(mismatch: Mismatch, text: CheckPageText, locale: Locale): string {
  const { mismatch: say } = text
  const { formats } = locale
  const names = (ids: readonly string[]): string => substanceNames(ids, locale)
  switch (mismatch.kind) {
    case 'not-ours':
      return say.notOurs(names(substances.map(({ id }) => id)))
    case 'other-substance':
      return say.otherSubstance(names(mismatch.named), names(mismatch.held))
    case 'only-mentioned':
      return say.onlyMentioned(names(mismatch.substanceIds))
    case 'not-in-country':
      return say.notInCountry(formats.country(mismatch.country))
    case 'not-recruiting-in-country':
      return say.notRecruitingInCountry(formats.country(mismatch.country))
    case 'copy':
      return mismatch.asOf === null ? say.copyUndated : say.copy(formats.date(mismatch.asOf))
    case 'linked-only':
      return say.linkedOnly(mismatch.id)
    case 'completed':
    case 'withdrawn':
    case 'paused':
    case 'closed':
    case 'outdated':
      return say[mismatch.kind]
    case 'ended-early':
      return say.endedEarly
    case 'not-yet':
      return say.notYet
    case 'by-invitation':
      return say.byInvitation
    case 'under-review':
      return say.underReview
    case 'status-unknown':
      return say.statusUnknown
    case 'expanded-access':
      return say.expandedAccess
  }
}
