import { finestBands, isAgeBand } from '../core/age.ts'
import { createNotes } from '../core/notes.ts'
import type { Ages, AgeBand, Enrollment } from '../trial.ts'
import { plainNumber, type Lang } from './plain-date.ts'

export interface Bilingual {
  en: string
  nl: string
}

/** What the statement says of a trial that it names. */
export interface NamedTrial {
  trialId: string
  substances: Bilingual[]
  condition: Bilingual | null
  ages: Ages
  /** Registers whose ages these are, where another register says otherwise; [] where they agree. */
  agesAsIn: readonly string[]
  enrollment: Enrollment
  /** 'withdrawn' only where the register uses that word. */
  stopped: 'withdrawn' | 'never-started' | null
  periOperative: boolean
  /** Expanded access: the medicine outside a trial. Listed with trials by the register, and none. */
  isProgramme: boolean
}

const BANDS: Record<AgeBand, Bilingual> = {
  'in-utero': { en: 'before birth', nl: 'voor de geboorte' },
  preterm: { en: 'preterm babies', nl: 'te vroeg geboren baby’s' },
  '0-27-days': { en: '0 to 27 days', nl: '0 tot en met 27 dagen' },
  '28-days-23-months': { en: '28 days to 23 months', nl: '28 dagen tot en met 23 maanden' },
  '2-11-years': { en: '2 to 11 years', nl: '2 tot en met 11 jaar' },
  '12-17-years': { en: '12 to 17 years', nl: '12 tot en met 17 jaar' },
  '0-17-years': { en: '0 to 17 years', nl: '0 tot en met 17 jaar' },
  'under-18-years': { en: 'under 18 years', nl: 'jonger dan 18 jaar' },
  '18-64-years': { en: '18 to 64 years', nl: '18 tot en met 64 jaar' },
  '65-plus-years': { en: '65 years and older', nl: '65 jaar en ouder' },
}

const STOPPED = {
  withdrawn: { en: 'withdrawn', nl: 'ingetrokken' },
  'never-started': { en: 'never started', nl: 'nooit begonnen' },
}

function age(years: number): { n: string; months: boolean } {
  if (Number.isInteger(years)) return { n: String(years), months: false }
  return years < 2 ? { n: String(Math.round(years * 12)), months: true } : { n: years.toFixed(1), months: false }
}

function unit(months: boolean, lang: Lang, n: string): string {
  if (lang === 'nl') return months ? (n === '1' ? 'maand' : 'maanden') : 'jaar'
  return `${months ? 'month' : 'year'}${n === '1' ? '' : 's'}`
}

function agesInWords(ages: Ages, lang: Lang): string {
  const { minimumYears, maximumYears } = ages
  const low = minimumYears === null ? null : age(minimumYears)
  const high = maximumYears === null ? null : age(maximumYears)
  if (low && high) {
    const first = low.months === high.months ? low.n : `${low.n} ${unit(low.months, lang, low.n)}`
    return `${first} ${lang === 'en' ? 'to' : 'tot en met'} ${high.n} ${unit(high.months, lang, high.n)}`
  }
  if (low) return `${low.n} ${unit(low.months, lang, low.n)} ${lang === 'en' ? 'and older' : 'en ouder'}`
  if (high) return `${lang === 'en' ? 'up to' : 'tot en met'} ${high.n} ${unit(high.months, lang, high.n)}`
  const bands = finestBands(ages.bands.filter(isAgeBand)).map((band) => BANDS[band][lang])
  if (bands.length > 0) return bands.join(lang === 'en' ? ' and ' : ' en ')
  return lang === 'en' ? 'age not stated' : 'leeftijd niet vermeld'
}

/** The ages, and where registers differ, which of them says so. */
function agesOfTrial({ ages, agesAsIn }: NamedTrial, lang: Lang): string {
  const words = agesInWords(ages, lang)
  if (agesAsIn.length === 0) return words
  const names = agesAsIn.join(lang === 'en' ? ' and ' : ' en ')
  return lang === 'en' ? `${words} in ${names}: the registers differ` : `${words} in ${names}: de registers verschillen`
}

function enrollmentInWords({ actual, planned, unspecified }: Enrollment, lang: Lang): string {
  const count = actual ?? unspecified ?? planned
  if (count === null) return lang === 'en' ? 'number of participants not stated' : 'aantal deelnemers niet vermeld'
  const people =
    lang === 'en' ? (count === 1 ? 'participant' : 'participants') : count === 1 ? 'deelnemer' : 'deelnemers'
  const isPlanned = actual === null && unspecified === null
  return `${plainNumber(count, lang)} ${people}${isPlanned ? (lang === 'en' ? ' planned' : ' gepland') : ''}`
}

const written = createNotes<NamedTrial, Bilingual>()

/** "NCT06199700 (esketamine, Rett syndrome, 5 to 10 years, 3 participants)". Written once for each trial. */
export function trialInWords(trial: NamedTrial): Bilingual {
  const known = written.get(trial)
  if (known !== undefined) return known
  const words = { en: writeTrial(trial, 'en'), nl: writeTrial(trial, 'nl') }
  written.set(trial, words)
  return words
}

function writeTrial(trial: NamedTrial, lang: Lang): string {
  const facts = [
    trial.substances.map((name) => name[lang]).join(lang === 'en' ? ' and ' : ' en '),
    trial.condition?.[lang] ?? '',
    agesOfTrial(trial, lang),
    trial.stopped === null ? enrollmentInWords(trial.enrollment, lang) : STOPPED[trial.stopped][lang],
    trial.isProgramme ? (lang === 'en' ? 'expanded access, not a trial' : 'expanded access, geen trial') : '',
    trial.periOperative ? (lang === 'en' ? 'for anaesthesia or sedation' : 'voor narcose of een roesje') : '',
  ]
  return `${trial.trialId} (${facts.filter((fact) => fact !== '').join(', ')})`
}
