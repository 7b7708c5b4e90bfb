import type { Basis, Verdict } from '../api.ts'
import { plainDate, plainNumber, type Lang } from './plain-date.ts'
import { trialInWords, type Bilingual, type NamedTrial } from './statement-trial-text.ts'

export type InspectReason = 'age-not-stated' | 'ages-contradict' | 'polarity-unclear' | 'unreadable' | 'criteria-unread'

/** Everything the sentences of the statement depend on. */
export interface StatementFacts {
  verdict: Verdict
  basis: Basis
  /** Trials screened: the {n} of the sentence. */
  total: number
  /** Oldest and newest date of the collections used; null when none is known. */
  oldest: string | null
  newest: string | null
  /** True when some of what is held carries no date. */
  someUndated: boolean
  substances: readonly Bilingual[]
  registries: readonly { citation: { name: string; place: number } }[]
  found: readonly NamedTrial[]
  /** Paediatric trials in a syndrome. */
  close: readonly NamedTrial[]
  /** Expanded-access programmes that name intellectual disability or a syndrome and are not for adults only. */
  programmes: readonly NamedTrial[]
  inspect: readonly { id: string; reason: InspectReason }[]
  /** True when a screened trial for adults only, or of no stated age, names intellectual disability. */
  namedElsewhere: boolean
}

export interface StatementText {
  text: Bilingual
  line: Bilingual
}

const MAX_IN_LINE = 3

const REASONS: Record<InspectReason, Bilingual> = {
  'age-not-stated': {
    en: 'names intellectual disability; no age is stated',
    nl: 'noemt een verstandelijke beperking, maar geen leeftijd',
  },
  'ages-contradict': {
    en: 'names intellectual disability; the ages contradict themselves',
    nl: 'noemt een verstandelijke beperking; de leeftijden spreken elkaar tegen',
  },
  'polarity-unclear': {
    en: 'names intellectual disability; unclear whether people who have it can join',
    nl: 'noemt een verstandelijke beperking, maar het is niet duidelijk of deze mensen mee kunnen doen',
  },
  unreadable: {
    en: 'contains the words, but our program could not read the record',
    nl: 'deze woorden staan erin, maar ons programma kon de tekst niet lezen',
  },
  'criteria-unread': {
    en: 'is listed by the register, which did not send its criteria; it may be for children or young people',
    nl: 'staat in het register, maar de voorwaarden kregen we niet; misschien is de trial voor kinderen of jongeren',
  },
}

/** Why something has to be read by a person, in words. A reason that is not of the list stays as it is. */
export function inspectReason(reason: string): Bilingual {
  return Object.entries(REASONS).find(([code]) => code === reason)?.[1] ?? { en: reason, nl: reason }
}

function either(names: readonly string[], lang: Lang): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} ${lang === 'en' ? 'or' : 'of'} ${names.at(-1) ?? ''}`
}

function registryNames(facts: StatementFacts, lang: Lang): string {
  const cited = facts.registries.map((registry) => registry.citation).sort((a, b) => a.place - b.place)
  return either(
    cited.map(({ name }) => name),
    lang,
  )
}

const substanceNames = (facts: StatementFacts, lang: Lang): string =>
  either(
    facts.substances.map((name) => name[lang]),
    lang,
  )

/** "3 March 2020 to 8 June 2026", with a word on what carries no date. */
function dateRange({ oldest, newest, someUndated }: StatementFacts, lang: Lang): string {
  if (oldest === null || newest === null) return lang === 'en' ? 'date unknown' : 'datum onbekend'
  const [from, to] = [plainDate(oldest, lang), plainDate(newest, lang)]
  const range = from === to ? from : lang === 'en' ? `${from} to ${to}` : `${from} tot en met ${to}`
  if (!someUndated) return range
  return lang === 'en' ? `${range}, some of unknown date` : `${range}, soms zonder datum`
}

function listed(items: readonly string[], lang: Lang, short: boolean): string {
  if (!short || items.length <= MAX_IN_LINE) return items.join('; ')
  const rest = plainNumber(items.length - MAX_IN_LINE, lang)
  const more = lang === 'en' ? `and ${rest} more` : `en nog ${rest}`
  return `${items.slice(0, MAX_IN_LINE).join('; ')}; ${more}`
}

function checkedOn({ oldest }: StatementFacts, lang: Lang): string {
  if (oldest === null) return lang === 'en' ? 'We' : ''
  return lang === 'en' ? `On ${plainDate(oldest, lang)} we` : `Op ${plainDate(oldest, lang)} `
}

const RESULT_EN = {
  names: 'names intellectual disability as what it studies or requires',
  adults: 'that admits anyone under 18 names intellectual disability as what it studies or requires',
}

/** The second half of the English statement: what was looked at, and with what result where that is "none". */
function checkedEn(facts: StatementFacts, withResult: boolean): string {
  const start = checkedOn(facts, 'en')
  if (facts.total === 0) return `${start} found no registered trials of these substances at all.`
  const all =
    facts.total === 1
      ? `${start} checked the one registered trial of these substances`
      : `${start} checked all ${plainNumber(facts.total, 'en')} registered trials of these substances`
  if (!withResult) return `${all}.`
  if (facts.namedElsewhere) return `${all}: none ${RESULT_EN.adults}.`
  if (facts.total === 1) return `${all}: it does not name intellectual disability as what it studies or requires.`
  return `${all}: none ${RESULT_EN.names}.`
}

function checkedNl(facts: StatementFacts, withResult: boolean): string {
  const start = checkedOn(facts, 'nl')
  const say = (rest: string): string => (start === '' ? `We ${rest}` : `${start}${rest}`)
  const we = start === '' ? '' : 'we '
  if (facts.total === 0)
    return say(
      start === '' ? 'vonden geen enkele trial met deze middelen.' : 'vonden we geen enkele trial met deze middelen.',
    )
  const all =
    facts.total === 1
      ? say(`bekeken ${we}de enige geregistreerde trial met deze middelen.`)
      : say(`bekeken ${we}alle ${plainNumber(facts.total, 'nl')} geregistreerde trials met deze middelen.`)
  if (!withResult) return all
  if (facts.namedElsewhere) {
    return `${all} Geen trial waaraan mensen jonger dan 18 mogen meedoen, noemt een verstandelijke beperking als wat wordt onderzocht of als voorwaarde.`
  }
  const none =
    facts.total === 1
      ? 'Deze trial noemt geen verstandelijke beperking'
      : 'Geen daarvan noemt een verstandelijke beperking'
  return `${all} ${none} als wat wordt onderzocht of als voorwaarde.`
}

/** What the registers themselves said, when not all have answered in full. */
function notAsked({ basis }: StatementFacts, lang: Lang): string {
  if (basis === 'mixed') {
    return lang === 'en'
      ? 'Not every register could be asked in full yet.'
      : 'Nog niet alle registers hebben volledig geantwoord.'
  }
  return lang === 'en' ? 'The registers could not be asked yet.' : 'We konden het de registers zelf nog niet vragen.'
}

function held(facts: StatementFacts, lang: Lang): string {
  const copies =
    facts.basis === 'mixed' ? { en: 'partly copies', nl: 'deels kopieën' } : { en: 'copies', nl: 'kopieën' }
  return `${copies[lang]}, ${dateRange(facts, lang)}`
}

/** What a one-line form rests on: the whole range of dates is in the full statement, which the line links to. */
function heldInShort({ basis, oldest }: StatementFacts, lang: Lang): string {
  const copies = basis === 'mixed' ? { en: 'partly copies', nl: 'deels kopieën' } : { en: 'copies', nl: 'kopieën' }
  const unknown = { en: 'date unknown', nl: 'datum onbekend' }
  const since = { en: 'oldest date', nl: 'oudste datum' }
  return `${copies[lang]}, ${oldest === null ? unknown[lang] : `${since[lang]} ${oldest.slice(0, 4)}`}`
}

/** The verdict on copies as the first, whole sentence of the one-line form. */
function amongCopiesInShort(facts: StatementFacts, lang: Lang): string {
  if (facts.total === 0) return amongCopies(facts, lang)
  const [n, names] = [plainNumber(facts.total, lang), substanceNames(facts, lang)]
  if (lang === 'nl') {
    const all = facts.total === 1 ? 'de ene trial' : `de ${n} trials`
    return `Geen trial voor kinderen of jongeren met een verstandelijke beperking onder ${all} met ${names} die we hebben (${heldInShort(facts, lang)}).`
  }
  const all = facts.total === 1 ? 'the 1 register entry' : `the ${n} register entries`
  return `No paediatric trial in intellectual disability among ${all} on ${names} we hold (${heldInShort(facts, lang)}).`
}

function amongCopies(facts: StatementFacts, lang: Lang): string {
  const n = plainNumber(facts.total, lang)
  if (lang === 'nl') {
    if (facts.total === 0) return 'We hebben nog geen gegevens uit de registers.'
    const what = `${n} ${facts.total === 1 ? 'trial' : 'trials'} met ${substanceNames(facts, lang)}`
    return `We hebben gegevens uit de registers van ${what} (${held(facts, lang)}). Daarin staat geen trial voor kinderen of jongeren met een verstandelijke beperking.`
  }
  if (facts.total === 0) return 'We hold no register entries yet.'
  const what = facts.total === 1 ? 'In the 1 register entry' : `Among the ${n} register entries`
  return `${what} we hold (${held(facts, lang)}) there is no paediatric trial in intellectual disability.`
}

/** Where `found` and `cannot-say` come from: the registers, asked in full, or what is held. */
function source(facts: StatementFacts, lang: Lang): string {
  if (facts.basis === 'registries') return lang === 'en' ? checkedEn(facts, false) : checkedNl(facts, false)
  const n = plainNumber(facts.total, lang)
  const known =
    lang === 'en'
      ? `This comes from the ${n} register ${facts.total === 1 ? 'entry' : 'entries'} we hold (${held(facts, lang)}).`
      : `Dit komt uit de gegevens die we hebben van ${n} ${facts.total === 1 ? 'trial' : 'trials'} (${held(facts, lang)}).`
  return `${known} ${notAsked(facts, lang)}`
}

function none(facts: StatementFacts, lang: Lang): string {
  const [substances, registries] = [substanceNames(facts, lang), registryNames(facts, lang)]
  return lang === 'en'
    ? `No paediatric trials of ${substances} in intellectual disability exist in ${registries}`
    : `Er bestaan geen trials met ${substances} voor kinderen of jongeren met een verstandelijke beperking in ${registries}`
}

function found(facts: StatementFacts, lang: Lang, short: boolean): string {
  const [substances, registries] = [substanceNames(facts, lang), registryNames(facts, lang)]
  const k = facts.found.length
  const trials = listed(
    facts.found.map((trial) => trialInWords(trial)[lang]),
    lang,
    short,
  )
  if (lang === 'en') {
    const subject = k === 1 ? 'One paediatric trial' : `${plainNumber(k, lang)} paediatric trials`
    return `${subject} of ${substances} in intellectual disability ${k === 1 ? 'is' : 'are'} registered in ${registries}: ${trials}.`
  }
  const subject = k === 1 ? 'staat 1 trial' : `staan ${plainNumber(k, lang)} trials`
  return `In ${registries} ${subject} met ${substances} voor kinderen of jongeren met een verstandelijke beperking: ${trials}.`
}

function cannotSay(facts: StatementFacts, lang: Lang, short: boolean): string {
  const [substances, registries] = [substanceNames(facts, lang), registryNames(facts, lang)]
  const k = facts.inspect.length
  const entries = listed(
    facts.inspect.map(({ id, reason }) => `${id} (${REASONS[reason][lang]})`),
    lang,
    short,
  )
  if (lang === 'en') {
    const subject = k === 1 ? 'One register entry has' : `${plainNumber(k, lang)} register entries have`
    return `We cannot say yet whether a paediatric trial of ${substances} in intellectual disability exists in ${registries}. ${subject} to be read by a person first: ${entries}.`
  }
  const object = k === 1 ? '1 tekst uit de registers' : `${plainNumber(k, lang)} teksten uit de registers`
  return `We kunnen nog niet zeggen of er in ${registries} een trial met ${substances} staat voor kinderen of jongeren met een verstandelijke beperking. Iemand moet eerst ${object} lezen: ${entries}.`
}

function comesClose({ close, verdict }: StatementFacts, lang: Lang, short: boolean): string {
  if (close.length === 0) return ''
  const trials = listed(
    close.map((trial) => trialInWords(trial)[lang]),
    lang,
    short,
  )
  const k = plainNumber(close.length, lang)
  const also = verdict === 'found'
  if (lang === 'en') {
    const more = also ? 'more ' : ''
    return ` ${k} ${more}${close.length === 1 ? 'trial comes' : 'trials come'} close: ${trials}.`
  }
  const start = also ? `Nog ${k}` : k
  return ` ${start} ${close.length === 1 ? 'trial komt' : 'trials komen'} in de buurt: ${trials}.`
}

/** Expanded access is no trial, so it makes no verdict; what it offers is said all the same, in the one-line form too. */
function programmesToo({ programmes }: StatementFacts, lang: Lang, short: boolean): string {
  if (programmes.length === 0) return ''
  const list = listed(
    programmes.map((trial) => trialInWords(trial)[lang]),
    lang,
    short,
  )
  const k = plainNumber(programmes.length, lang)
  if (lang === 'en') {
    const subject =
      programmes.length === 1
        ? 'expanded-access programme, not a trial, is'
        : 'expanded-access programmes, not trials, are'
    return ` ${k} ${subject} registered for this group: ${list}.`
  }
  const subject =
    programmes.length === 1
      ? 'programma voor expanded access (geen trial)'
      : "programma's voor expanded access (geen trials)"
  return ` Wel ${programmes.length === 1 ? 'staat' : 'staan'} er ${k} ${subject} voor deze groep in het register: ${list}.`
}

function fullText(facts: StatementFacts, lang: Lang): string {
  switch (facts.verdict) {
    case 'none':
      return `${none(facts, lang)}. ${lang === 'en' ? checkedEn(facts, true) : checkedNl(facts, true)}`
    case 'none-in-copies':
      return `${amongCopies(facts, lang)} ${notAsked(facts, lang)}`
    case 'found':
      return `${found(facts, lang, false)} ${source(facts, lang)}`
    case 'cannot-say':
      return `${cannotSay(facts, lang, false)} ${source(facts, lang)}`
  }
}

/** What a one-line form ends with: the day the registers were asked, or what it rests on instead. */
function dated(facts: StatementFacts, lang: Lang): string {
  if (facts.basis !== 'registries') return `${lang === 'en' ? 'Source' : 'Bron'}: ${held(facts, lang)}.`
  if (facts.oldest === null) return ''
  return `${lang === 'en' ? 'Checked' : 'Bekeken op'} ${plainDate(facts.oldest, lang)}.`
}

function oneLine(facts: StatementFacts, lang: Lang): string {
  switch (facts.verdict) {
    case 'none':
      return `${none(facts, lang)}. ${dated(facts, lang)}`.trim()
    case 'none-in-copies':
      return `${amongCopiesInShort(facts, lang)} ${notAsked(facts, lang)}`
    case 'found':
      return `${found(facts, lang, true)} ${dated(facts, lang)}`.trim()
    case 'cannot-say':
      return `${cannotSay(facts, lang, true)} ${dated(facts, lang)}`.trim()
  }
}

/** The statement in both languages, in full and in one line. A trial that comes close is named in both. */
export function writeStatement(facts: StatementFacts): StatementText {
  const both = (write: (lang: Lang) => string): Bilingual => ({ en: write('en'), nl: write('nl') })
  return {
    text: both((lang) => fullText(facts, lang) + comesClose(facts, lang, false) + programmesToo(facts, lang, false)),
    line: both((lang) => oneLine(facts, lang) + comesClose(facts, lang, true) + programmesToo(facts, lang, true)),
  }
}
