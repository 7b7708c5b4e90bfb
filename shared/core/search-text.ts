import type { TrialSummary } from '../trial.ts'
import { notesOn } from './trial-notes.ts'
import { finish, type Steps } from './steps.ts'
import { foldWord, termMatcherInSteps, type TermMatch, type TermMatcher } from './word-match.ts'

/** Words that lead a search to substances or conditions. Words that lead to neither are protected: only literal. */
export interface LexiconEntry {
  words: readonly string[]
  substanceIds: readonly string[]
  conditionIds: readonly string[]
  /** Beginnings of words that registers write instead, in comparable form; one of them is enough. */
  finds?: readonly string[]
}

export interface SearchLexicon {
  entries: readonly LexiconEntry[]
  match: TermMatcher
}

/** What a search asks: every term has to occur, in the words typed or as what they mean. */
export interface SearchTerm {
  literal: string
  substanceIds: readonly string[]
  conditionIds: readonly string[]
  finds: readonly string[]
}

// Most register text is plain ASCII, for which the general way takes five times as long.
const ASCII = /^[\s!-~]*$/
const NOT_ASCII_WORD = /[^a-z0-9]+/g
const NOT_WORD = /[^\p{L}\p{N}]+/gu
// Below three letters a word is looked for at the start of words only: "ms" stands inside "symptoms".
const SHORT = 3
/** Between the fields of a trial, so that a phrase never matches across two of them. */
const FIELD_END = ' \n '

/** Lower case, without diacritics, with one blank for every run of other signs: for comparing, not for display. */
export function comparableText(text: string): string {
  if (text.length > SHORT_TEXT) return comparable(text)
  const known = shortTexts.get(text)
  if (known !== undefined) return known
  const made = comparable(text)
  if (shortTexts.size >= MOST_SHORT_TEXTS) shortTexts.clear()
  shortTexts.set(text, made)
  return made
}

/** The same conditions, products and towns stand in many trials. Bounded, since they come from outside. */
const shortTexts = new Map<string, string>()
const SHORT_TEXT = 60
const MOST_SHORT_TEXTS = 5_000

function comparable(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(NOT_ASCII_WORD, ' ').trim()
  return foldWord(text).replace(NOT_WORD, ' ').trim()
}

/** Everything a free-text search looks at in a trial, folded; remembered for as long as the trial itself is. */
function searchTextOf(trial: TrialSummary): string {
  return (notesOn(trial).searchText ??= foldSearchText(trial))
}

/** The title for comparing, by which titles are ordered; remembered for as long as the trial itself is. */
export function titleKey(trial: TrialSummary): string {
  return (notesOn(trial).titleKey ??= comparableText(trial.title))
}

/** What a free-text search looks at. */
type Searched = Pick<
  TrialSummary,
  'trialId' | 'registryIds' | 'title' | 'otherTitles' | 'conditions' | 'interventions' | 'leadSponsor'
>

/** The text of many that are kept end to end: remembered here only when it was already. */
export function searchTextOnce(trial: TrialSummary): string {
  return notesOn(trial).searchText ?? foldSearchText(trial)
}

/** Everything a free-text search looks at, folded. Starts and ends with a blank. `title`: folded already. */
export function foldSearchText(trial: Searched, title = comparableText(trial.title)): string {
  const fields = new Set([comparableText(trial.trialId)])
  for (const ids of Object.values(trial.registryIds)) for (const id of ids) fields.add(comparableText(id))
  fields.add(title)
  for (const { text } of trial.otherTitles) fields.add(comparableText(text))
  for (const condition of trial.conditions) fields.add(comparableText(condition))
  for (const intervention of trial.interventions) fields.add(comparableText(intervention))
  fields.add(comparableText(trial.leadSponsor.name ?? ''))
  // Put together at once: a text that grew piece by piece is kept as its pieces.
  return [' ', [...fields].join(FIELD_END), ' '].join('')
}

/** A trailing * of a word matches every ending, as in `word-match.ts`. */
export function buildLexicon(entries: readonly LexiconEntry[]): SearchLexicon {
  return finish(lexiconInSteps(entries))
}

export function* lexiconInSteps(entries: readonly LexiconEntry[]): Steps<SearchLexicon> {
  const terms = entries.flatMap(({ words }, index) => words.map((term) => ({ term, id: String(index) })))
  return { entries, match: yield* termMatcherInSteps(terms) }
}

/**
 * The terms of a free text. Words that the lexicon knows are one term, the longest first ("treatment-resistant
 * depression" is not "depression"); the rest is divided at blanks, and signs inside a word make a phrase.
 */
export function parseSearch(q: string, lexicon: SearchLexicon): SearchTerm[] {
  const terms: SearchTerm[] = []
  let at = 0
  for (const { start, end, entries } of meanings(lexicon.match(q), lexicon)) {
    terms.push(...literalTerms(q.slice(at, start)))
    terms.push({
      literal: comparableText(q.slice(start, end)),
      substanceIds: entries.flatMap((entry) => entry.substanceIds),
      conditionIds: entries.flatMap((entry) => entry.conditionIds),
      finds: entries.flatMap((entry) => entry.finds ?? []),
    })
    at = end
  }
  terms.push(...literalTerms(q.slice(at)))
  const telling = terms.filter(({ literal }) => !FUNCTION_WORDS.has(literal))
  return telling.length > 0 ? telling : terms
}

/** Words of a sentence that say nothing about which trials: "trials voor jongeren met ptss". */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'trial trials studie studies study onderzoek onderzoeken research behandeling treatment therapie ' +
    'voor bij met en of de het een van tegen door na naar for with and or the a an of against by to'
  ).split(' '),
)

function literalTerms(text: string): SearchTerm[] {
  return text
    .split(/\s+/u)
    .map(comparableText)
    .filter((literal) => literal !== '')
    .map((literal) => ({ literal, substanceIds: [], conditionIds: [], finds: [] }))
}

interface Meaning {
  start: number
  end: number
  entries: LexiconEntry[]
}

/** Matches that do not overlap, in text order: of those that do, the longest; of equally long ones, all. */
function meanings(matches: readonly TermMatch[], { entries }: SearchLexicon): Meaning[] {
  const spans = new Map<string, Meaning>()
  for (const { start, end, id } of matches) {
    const entry = entries[Number(id)]
    if (!entry) continue
    const span = spans.get(`${start}-${end}`) ?? { start, end, entries: [] }
    span.entries.push(entry)
    spans.set(`${start}-${end}`, span)
  }
  const kept: Meaning[] = []
  for (const span of [...spans.values()].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (kept.every((other) => span.end <= other.start || other.end <= span.start)) kept.push(span)
  }
  return kept.sort((a, b) => a.start - b.start)
}

/** Does the text of a trial hold these letters? Short ones only at the start of a word. */
function holdsLiteral(trial: TrialSummary, literal: string): boolean {
  return searchTextOf(trial).includes(soughtLetters(literal))
}

/** The letters that a text has to hold for a literal: a blank stands before those sought at the start of words only. */
export function soughtLetters(literal: string): string {
  return literal.length < SHORT ? wordStart(literal) : literal
}

/** The letters that a text has to hold for a beginning of a word. */
export function wordStart(beginning: string): string {
  return ` ${beginning}`
}

/** Does the trial hold what the term means: a substance, conditions, or words that registers write instead? */
export function holdsMeaning(
  trial: TrialSummary,
  { substanceIds, conditionIds, finds }: SearchTerm,
  conditionsOf: (trial: TrialSummary) => readonly string[],
): boolean {
  return (
    (substanceIds.length > 0 && trial.substances.some((s) => substanceIds.includes(s.substanceId))) ||
    (conditionIds.length > 0 && hasAll(conditionsOf(trial), conditionIds)) ||
    (finds.length > 0 && hasBeginning(searchTextOf(trial), finds))
  )
}

function hasBeginning(text: string, finds: readonly string[]): boolean {
  return finds.some((beginning) => text.includes(wordStart(beginning)))
}

/** `conditionsOf`: which known conditions a trial has; asked only for terms that mean one. */
export function matchesSearch(
  trial: TrialSummary,
  terms: readonly SearchTerm[],
  conditionsOf: (trial: TrialSummary) => readonly string[],
): boolean {
  return terms.every((term) => holdsLiteral(trial, term.literal) || holdsMeaning(trial, term, conditionsOf))
}

/** A phrase that names two conditions, such as "treatment-resistant depression", asks for both. */
function hasAll(held: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((id) => held.includes(id))
}
