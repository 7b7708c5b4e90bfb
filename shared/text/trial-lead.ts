import { substances } from '../substances/index.ts'
import type { Role, TrialSummary } from '../trial.ts'
import { isolated } from './isolated.ts'
import type { DetailMessages } from './messages.ts'

/** Words and forms of the language of the sentences. */
interface LeadLocale {
  lang: 'en' | 'nl'
  words: Pick<DetailMessages, 'trial'>
  formats: {
    number(value: number): string
    list(items: readonly string[]): string
    country(code: string): string
  }
}

/**
 * The first sentences of a trial page: fixed sentences filled from fields, nothing invented. The server writes them into
 * the HTML, so that a reader has them before any script runs; the client writes the same.
 */
export function trialLead(trial: TrialSummary, { words, formats, lang }: LeadLocale): string[] {
  const { lead } = words.trial
  const named = (role: Role): string | null => {
    const names = trial.substances
      .filter((one) => one.role === role)
      .map((one) => substances.find((substance) => substance.id === one.substanceId)?.name[lang] ?? one.substanceId)
    return names.length === 0 ? null : formats.list(names)
  }
  const tested = named('investigated')
  const say = (role: Exclude<Role, 'investigated'>): string[] => {
    const names = named(role)
    return names === null ? [] : [lead[role](names)]
  }
  const number = (value: number | null): string | null => (value === null ? null : formats.number(value))
  const { planned, actual, unspecified } = trial.enrollment
  const size =
    trial.statusGroup === 'never-started' ? null : lead.size(number(planned), number(actual), number(unspecified))
  return [
    ...(tested === null
      ? []
      : [
          trial.conditions.length === 0
            ? lead.testsOnly(tested)
            : lead.tests(tested, isolated(trial.conditions.join('; '))),
        ]),
    ...say('comparator'),
    ...say('background'),
    ...say('mentioned'),
    ...say('unclear'),
    ...(size === null ? [] : [size]),
    trial.countries.length === 0
      ? lead.noCountries
      : lead.countries(trial.countries.length, formats.list(trial.countries.map((code) => formats.country(code)))),
    ...(trial.leadSponsor.name === null ? [] : [lead.sponsor(isolated(trial.leadSponsor.name))]),
  ]
}
