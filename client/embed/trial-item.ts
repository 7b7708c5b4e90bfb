import type { EmbedTrial } from '../api/embed-api.ts'
import { isRecruitingNow, statusWords } from '../describe/status-words.ts'
import { ageWords, enrollmentWords, someOf } from '../describe/trial-words.ts'
import { homeAddress } from './embed-element.ts'
import type { EmbedLocale } from './embed-locale.ts'
import { node } from './make-node.ts'

const MOST_CONDITIONS = 3
const MOST_COUNTRIES = 4

/** One trial of a list on another site. `asked`: countries the list is about. */
export function trialItem(trial: EmbedTrial, asked: readonly string[], locale: EmbedLocale): HTMLElement {
  const { words, text, formats, lang } = locale
  const { text: status, tone } = statusWords(trial, locale)
  const named = (codes: readonly string[]): string[] => codes.map((code) => formats.country(code))
  // Recruiting somewhere is not recruiting in the country the list is about.
  const elsewhere =
    isRecruitingNow(trial) && asked.length > 0 && !asked.some((code) => trial.recruitingCountries.includes(code))
  const href = homeAddress(`trial/${encodeURIComponent(trial.trialId)}`, lang)
  return node(
    'li',
    {},
    node(
      'p',
      { class: 'top' },
      node('span', { class: `status ${tone}` }, status),
      node('span', { class: 'small quiet' }, trial.trialId),
    ),
    node('p', { class: 'title' }, node('a', { href, lang: trial.titleLang }, trial.title)),
    trial.staleRecruiting ? node('p', { class: 'note' }, words.status.stale) : null,
    elsewhere ? node('p', { class: 'note' }, text.notRecruitingIn(formats.list(named(asked)))) : null,
    node('dl', {}, [
      trial.conditions.length === 0
        ? null
        : fact(
            text.conditions,
            someOf(trial.conditions, MOST_CONDITIONS, text.conditionsMore, formats),
            trial.titleLang,
          ),
      fact(text.phase, phaseText(trial, locale)),
      fact(text.ages, ageWords(trial.ages, locale)),
      fact(text.enrollment, enrollmentWords(trial.enrollment, trial.statusGroup, locale).join('; ')),
      trial.countries.length === 0
        ? null
        : fact(text.countries, someOf(named(trial.countries), MOST_COUNTRIES, text.countriesMore, formats)),
      trial.recruitingCountries.length === 0
        ? null
        : fact(text.recruitingIn, formats.list(named(trial.recruitingCountries))),
    ]),
  )
}

function phaseText({ phases }: EmbedTrial, { words, text, formats }: EmbedLocale): string {
  const [first] = phases
  if (first === undefined) return text.phaseNotStated
  return phases.length === 1
    ? words.phase[first]
    : words.phaseJoined(formats.list(phases.map((phase) => words.phase[phase])))
}

function fact(term: string, value: string, lang: string | null = null): HTMLElement {
  return node('div', {}, node('dt', {}, term), node('dd', { lang }, value))
}
