import type { TrialDetail } from '../../shared/trial.ts'
import type { TrialPageText } from '../../shared/text/trial-page-text.ts'
import { substances } from '../../shared/substances/index.ts'
import type { Locale } from '../state/locale.ts'
import { isolated } from '../../shared/text/isolated.ts'
import { MASKING, partsOf } from './masking.ts'
import { enrollmentWords } from './trial-words.ts'

type Taking = TrialPageText['taking']

/** The words of the registers for one thing; the EU register may tick several, parted by ";". */
const ALLOCATION: Readonly<Record<string, keyof Taking['allocation']>> = {
  RANDOMIZED: 'random',
  RANDOMISED: 'random',
  NON_RANDOMIZED: 'not-random',
  'NOT RANDOMISED': 'not-random',
}
const MODEL: Readonly<Record<string, keyof Taking['model']>> = {
  SINGLE_GROUP: 'single',
  PARALLEL: 'parallel',
  'PARALLEL GROUP': 'parallel',
  CROSSOVER: 'crossover',
  'CROSS OVER': 'crossover',
  FACTORIAL: 'factorial',
  SEQUENTIAL: 'sequential',
}

export function isRandomised({ design }: Pick<TrialDetail, 'design'>): boolean {
  return partsOf(design.allocation).some((part) => ALLOCATION[part.toUpperCase()] === 'random')
}

export function isMasked({ design }: Pick<TrialDetail, 'design'>): boolean {
  return partsOf(design.masking).some((part) => !['none', undefined].includes(MASKING[part.toUpperCase()]))
}

export function hasPlacebo(trial: Pick<TrialDetail, 'arms' | 'interventionDetails'>): boolean {
  return (
    trial.arms.some(({ type, label }) => /placebo/i.test(`${type ?? ''} ${label}`)) ||
    trial.interventionDetails.some(({ name, statedRole }) => statedRole === 'placebo' || /placebo/i.test(name))
  )
}

/** What the design fields say, in fixed sentences; words of a register that we do not know are quoted. */
export function takingPart(trial: TrialDetail, text: Taking, locale: Locale): string[] {
  const { formats } = locale
  const said = <K extends string>(
    stated: string | null,
    known: Readonly<Record<string, K>>,
    sentences: Readonly<Record<K, string>>,
    field: string,
  ): string[] =>
    partsOf(stated).map((part) => {
      const key = known[part.toUpperCase()]
      return key === undefined ? text.stated(field, isolated(part)) : sentences[key]
    })
  const { design, arms } = trial
  const { planned, actual, unspecified } = trial.enrollment
  const armIs = (type: string): boolean => arms.some((arm) => arm.type === type)
  return [
    ...((planned ?? actual ?? unspecified) === null
      ? []
      : [text.people(enrollmentWords(trial.enrollment, trial.statusGroup, locale).join('; '))]),
    ...(arms.length === 0 ? [] : [text.groups(arms.length, formats.number(arms.length))]),
    ...said(design.allocation, ALLOCATION, text.allocation, text.fields.allocation),
    ...said(design.interventionModel, MODEL, text.model, text.fields.model),
    ...said(design.masking, MASKING, text.masking, text.fields.masking),
    ...(hasPlacebo(trial) ? [text.placebo] : []),
    ...(armIs('SHAM_COMPARATOR') ? [text.sham] : []),
    ...(armIs('NO_INTERVENTION') ? [text.noTreatment] : []),
  ]
}

const SENTENCES = /(?<=[.;!?])\s+(?=\p{Lu}|\d)|\n+/u
const NUMBER =
  /\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|een|twee|drie|vier|vijf|zes|zeven|acht|zwei|drei|vier|funf|sechs|deux|trois|quatre|cinq)\b/i
const VISIT =
  /\b(?:visits?|sessions?|appointments?|overnight|follow[- ]?ups?|hospital stay|inpatient|bezoek(?:en)?|sessies?|afspraken|overnachting\w*|visiten?|sitzung(?:en)?|termine?|ubernachtung\w*|visites?|seances?)\b/i
const MOST_QUOTES = 4
const LONGEST_QUOTE = 400

/** Sentences of the register that state a number of visits, sessions or nights, word for word; [] where there is none. */
export function visitQuotes(trial: Pick<TrialDetail, 'laySummary' | 'arms' | 'interventionDetails'>): string[] {
  const texts = [trial.laySummary?.text, ...[...trial.arms, ...trial.interventionDetails].map((one) => one.description)]
  const sentences = texts.flatMap((one) => (one ?? '').split(SENTENCES)).map((sentence) => sentence.trim())
  const stating = sentences.filter((s) => s.length <= LONGEST_QUOTE && VISIT.test(s) && NUMBER.test(s))
  return [...new Set(stating)].slice(0, MOST_QUOTES)
}

const nameOf = (substanceId: string, lang: Locale['lang']): string =>
  substances.find((one) => one.id === substanceId)?.name[lang] ?? substanceId

/** The substances that are tested or compared, by name; null where none is. */
export function givenSubstances(trial: Pick<TrialDetail, 'substances'>, { formats, lang }: Locale): string | null {
  const given = trial.substances.filter(({ role }) => role === 'investigated' || role === 'comparator')
  return given.length === 0 ? null : formats.list(given.map(({ substanceId }) => nameOf(substanceId, lang)))
}

/** Every substance of the trial, with its role where it is not the one that is tested. */
export function substanceWords(trial: Pick<TrialDetail, 'substances'>, { words, formats, lang }: Locale): string {
  return formats.list(
    trial.substances.map(({ substanceId, role }) => {
      const name = nameOf(substanceId, lang)
      return role === 'investigated' ? name : `${name} (${words.substances.role[role]})`
    }),
  )
}
