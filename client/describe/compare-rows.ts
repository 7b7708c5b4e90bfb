import { substances } from '../../shared/substances/index.ts'
import type { KeptText } from '../../shared/text/kept-text.ts'
import type { TrialDetail } from '../../shared/trial.ts'
import type { Locale } from '../state/locale.ts'
import { isolated } from '../../shared/text/isolated.ts'
import { MASKING, partsOf } from './masking.ts'
import { statusWords } from './status-words.ts'
import { ageWords, enrollmentWords, phaseWords } from './trial-words.ts'

export type CompareField = keyof KeptText['compare']['rows']

/** One cell: a sentence in the language of the screen, or a list of the register's own texts in their language. */
export type CompareCell = { kind: 'words'; text: string } | { kind: 'register'; items: readonly string[]; lang: string }

export interface CompareRow {
  field: CompareField
  label: string
  /** One a trial, in their order. */
  cells: readonly CompareCell[]
  differs: boolean
  /** Long register texts: shown behind one line. */
  folded: boolean
}

type Read = (trial: TrialDetail, locale: Locale, text: KeptText) => string | CompareCell

/** The rows in reading order; every one is a field of the record, nothing is weighed. */
const ROWS: Readonly<Record<CompareField, Read>> = {
  status: (trial, locale) => statusWords(trial, locale).text,
  updated: ({ lastUpdated }, locale) => dateWords(lastUpdated, locale),
  tests: (trial, { words, formats, lang }) =>
    formats.list(
      trial.substances.map(({ substanceId, role }) => {
        const name = substances.find(({ id }) => id === substanceId)?.name[lang] ?? substanceId
        return role === 'investigated' ? name : `${name} (${words.substances.role[role]})`
      }),
    ),
  purpose: ({ purpose }, { words }) => words.purpose[purpose],
  conditions: ({ conditions, titleLang }) => ({ kind: 'register', items: conditions, lang: titleLang }),
  phase: ({ phases }, locale) => phaseWords(phases, locale).text,
  ages: ({ ages }, locale) => ageWords(ages, locale),
  sex: ({ sex }, { words }) => (sex === null ? words.app.notStated : words.sex[sex]),
  healthy: ({ eligibility }, locale) => yesNo(eligibility.healthyVolunteers, locale),
  enrollment: (trial, locale) => enrollmentWords(trial.enrollment, trial.statusGroup, locale).join('; '),
  countries: ({ countries }, locale) => countryWords(countries, locale, locale.words.app.notStated),
  recruitingIn: (trial, locale, text) =>
    countryWords(
      trial.recruitingCountries,
      locale,
      isKnownNowhere(trial) ? text.saved.nowhere : locale.words.app.notStated,
    ),
  sites: ({ sites }, { words, formats }, text) =>
    sites.length === 0 ? words.app.notStated : text.compare.sitesCount(sites.length, formats.number(sites.length)),
  masking: ({ design, titleLang }, { words }, text) => {
    const parts = partsOf(design.masking)
    if (parts.length === 0) return words.app.notStated
    const known = parts.flatMap((part) => MASKING[part.toUpperCase()] ?? [])
    // A word of a register that we do not know stays as it is.
    if (known.length < parts.length) return { kind: 'register', items: parts, lang: titleLang }
    return known.map((one) => text.compare.masking[one]).join('; ')
  },
  start: ({ startDate }, locale) => dateWords(startDate, locale),
  completion: ({ completionDate }, locale) => dateWords(completionDate, locale),
  sponsor: ({ leadSponsor }, { words }) =>
    leadSponsor.name === null ? words.app.notStated : isolated(leadSponsor.name),
  idReading: ({ idReading }, { words }) =>
    idReading.length === 0 ? words.idNotHeld : idReading.map((one) => words.idReading[one]).join('; '),
  results: ({ hasResults }, locale) => yesNo(hasResults, locale),
  registers: ({ registryIds }) => Object.values(registryIds).flat().join(', '),
  inclusion: (trial, _locale, text) => criteriaCell(trial, trial.eligibility.inclusion, text),
  exclusion: (trial, _locale, text) => criteriaCell(trial, trial.eligibility.exclusion, text),
}

/** What the trials say on each field, side by side, with whether they differ. */
export function compareRows(trials: readonly TrialDetail[], text: KeptText, locale: Locale): CompareRow[] {
  return (Object.entries(ROWS) as [CompareField, Read][]).map(([field, read]) => {
    const cells = trials.map((trial): CompareCell => {
      const cell = read(trial, locale, text)
      if (typeof cell !== 'string') return isEmpty(cell) ? { kind: 'words', text: locale.words.app.notStated } : cell
      return { kind: 'words', text: cell }
    })
    return {
      field,
      label: text.compare.rows[field],
      cells,
      differs: new Set(cells.map(cellText)).size > 1,
      folded: field === 'inclusion' || field === 'exclusion',
    }
  })
}

/** Several criteria are a list; one text without a list stays as it is. */
function criteriaCell(trial: TrialDetail, items: readonly string[], text: KeptText): CompareCell {
  const lang = trial.eligibility.criteriaLang ?? trial.titleLang
  return items.length === 0 ? { kind: 'words', text: text.compare.noCriteria } : { kind: 'register', items, lang }
}

/** A copy, or a register that only says that the trial recruits, does not say where. */
function isKnownNowhere({ statusFrom, statusGroup }: TrialDetail): boolean {
  return statusFrom !== 'snapshot' && statusGroup !== 'recruiting' && statusGroup !== 'unknown'
}

function cellText(cell: CompareCell): string {
  return cell.kind === 'words' ? cell.text : cell.items.join('\n')
}

function isEmpty(cell: CompareCell): boolean {
  return cell.kind === 'register' && cell.items.length === 0
}

function dateWords(date: string | null, { words, formats }: Locale): string {
  return date === null ? words.app.notStated : formats.date(date)
}

function yesNo(value: boolean | null, { words }: Locale): string {
  return value === null ? words.app.notStated : value ? words.app.yes : words.app.no
}

function countryWords(codes: readonly string[], { formats }: Locale, none: string): string {
  return codes.length === 0 ? none : formats.list(codes.map((code) => formats.country(code)))
}
