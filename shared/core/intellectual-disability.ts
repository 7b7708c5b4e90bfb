import type { CriteriaText, IdEvidence, IdTier, TrialRecord } from '../trial.ts'
import { readCriteria } from './criteria.ts'
import type { CriteriaSide } from './criteria-headings.ts'
import { findIdCodes, ID_CODES } from './diagnosis-codes.ts'
import { ADJACENT_ENTRIES, NAMED_TERMS, NOT_THESE } from './intellectual-disability-terms.ts'
import { SYNDROMES } from './intellectual-disability-syndromes.ts'
import { findIqLimits, meaningOfIq } from './iq-limit.ts'
import { criterionPolarity, labelPolarity, type Polarity } from './negation.ts'
import { lean } from './lean.ts'
import { createNotes } from './notes.ts'
import { readOnce } from './record-notes.ts'
import { foldText, quoteAround } from './text-quote.ts'
import { createTermMatcher, type MatchTerm } from './word-match.ts'

/** Date and digest of the word lists; a test fails when the lists change and this does not. */
export const ID_TERMS_VERSION = '2026-11-22.ecd038ec'

/** Ends the field of a match whose text does not say whether the trial takes or excludes it. */
export const UNCLEAR = ' (polarity unclear)'
const MESH_INTELLECTUAL_DISABILITY = 'D008607'
const MAX_MENTIONS = 50
const MAY_NAME_IQ =
  /iq\b|\bqi\b|quo[tz]i|cociente|coeficiente|intelligen[ctz]|intellectual function|wechsler|\b(?:wisc|wais|wasi|wppsi)\b|binet/i

export type IdMatch = IdEvidence & { tier: IdTier }

/** A listed word in a text, whatever the sentence does with it. */
export interface IdMention {
  tier: IdTier
  /** Name of the list entry: 'intellectual disability', 'Rett syndrome', 'autism', 'IQ limit' ... */
  term: string
  start: number
  end: number
}

/** A mention in a criterion, with what the criterion does with it. */
export interface CriterionMention extends IdMention {
  polarity: Polarity
  /** True where shutting it out shuts out people with an intellectual disability in so many words. */
  namesId: boolean
}

/** Writes out `{a,b}` and the German spellings without umlaut. */
export function expandTerm(pattern: string): string[] {
  const open = pattern.indexOf('{')
  if (open >= 0) {
    const close = pattern.indexOf('}', open)
    const options = pattern.slice(open + 1, close).split(',')
    return options.flatMap((one) => expandTerm(pattern.slice(0, open) + one + pattern.slice(close + 1)))
  }
  const spelt = pattern.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue')
  return spelt === pattern ? [pattern] : [pattern, spelt]
}

const NAMED = 'intellectual disability'
const NOT = 'not'
const entry = (id: string, patterns: readonly string[]): MatchTerm[] =>
  patterns.flatMap(expandTerm).map((term) => ({ id, term }))
const tierOf = new Map<string, IdTier>([
  [NAMED, 'named'],
  ...SYNDROMES.map(({ name }) => [name.en, 'syndrome'] as const),
  ...ADJACENT_ENTRIES.map(({ name }) => [name, 'adjacent'] as const),
])
const excludesId = new Set([NAMED, ...ADJACENT_ENTRIES.filter((one) => one.excludesId).map((one) => one.name)])
const byMesh = new Map(SYNDROMES.flatMap(({ meshId, name }) => (meshId === null ? [] : [[meshId, name.en] as const])))
const matcher = createTermMatcher([
  ...entry(NAMED, NAMED_TERMS),
  ...SYNDROMES.flatMap(({ name, terms }) => entry(name.en, terms)),
  ...ADJACENT_ENTRIES.flatMap(({ name, terms }) => entry(name, terms)),
  ...entry(NOT, NOT_THESE),
])
const STRENGTH: Record<IdTier, number> = { named: 2, syndrome: 1, adjacent: 0 }

/** All the words of the lists, one a line: what the version digests. */
export function idTermLines(): string {
  const lines = [
    ...NAMED_TERMS.map((term) => `named ${term}`),
    ...SYNDROMES.flatMap(({ name, meshId, terms }) => terms.map((term) => `${name.en} ${meshId ?? ''} ${term}`)),
    ...ADJACENT_ENTRIES.flatMap((one) => one.terms.map((term) => `${one.name} ${String(one.excludesId)} ${term}`)),
    ...NOT_THESE.map((term) => `not ${term}`),
    ...ID_CODES.map((code) => `code ${code}`),
  ]
  return lines.join('\n')
}

/** The name of a syndrome of the list in both languages, or null. */
export function syndromeName(term: string): { en: string; nl: string } | null {
  return SYNDROMES.find(({ name }) => name.en === term)?.name ?? null
}

/** Every listed word in a text, in text order. A word inside a stronger match ("global developmental delay") is left out. Linear. */
export function matchIdTerms(text: string): IdMention[] {
  const mentions: IdMention[] = []
  const words = matcher(text)
  const codes = findIdCodes(text).map(({ start, end }) => ({ id: NAMED, start, end }))
  if (words.length + codes.length === 0) return mentions
  let hidden = 0
  let covered: IdMention | null = null
  const found = [...words, ...codes].sort((a, b) => a.start - b.start || b.end - a.end)
  for (const { id, start, end } of found) {
    const tier = tierOf.get(id)
    if (tier === undefined) {
      hidden = Math.max(hidden, end)
      continue
    }
    if (end <= hidden) continue
    if (covered && end <= covered.end && STRENGTH[tier] <= STRENGTH[covered.tier]) continue
    const mention = { tier, term: id, start, end }
    // "moderate developmental and intellectual disability": a weaker word that overlaps the front is replaced.
    const last = mentions.at(-1)
    if (last && last.end > start && last.end <= end && STRENGTH[last.tier] < STRENGTH[tier]) mentions.pop()
    mentions.push(mention)
    if (!covered || end > covered.end) covered = mention
  }
  return mentions
}

function iqMentions(folded: string, lead: number, side: CriteriaSide): CriterionMention[] {
  return findIqLimits(folded).flatMap((limit): CriterionMention[] => {
    if (limit.start < lead) return []
    const meaning = meaningOfIq(limit)
    const polarity = criterionPolarity(folded, limit.start, limit.end, side)
    const at = { term: 'IQ limit', start: limit.start, end: limit.end }
    if (polarity === 'counts' || polarity === 'unclear') {
      if (meaning === 'excludes') return [{ ...at, tier: 'named', polarity: 'excluded', namesId: true }]
      return meaning === null ? [] : [{ ...at, tier: meaning, polarity, namesId: meaning === 'named' }]
    }
    // To exclude everybody from 70 up would be to ask for an intellectual disability.
    if (limit.kind === 'above') {
      return meaning === 'excludes' && polarity === 'excluded'
        ? [{ ...at, tier: 'named', polarity: 'unclear', namesId: true }]
        : []
    }
    return polarity === 'excluded' && meaning !== 'excludes' && meaning !== null
      ? [{ ...at, tier: 'named', polarity, namesId: true }]
      : []
  })
}

/** The mentions of one criterion. `lead`: the sentence that opens the list it stands in; it decides, but is not quoted. */
export function criterionMentions(text: string, lead: string, side: CriteriaSide): CriterionMention[] {
  const found = matchIdTerms(text)
  if (found.length === 0 && !MAY_NAME_IQ.test(text)) return []
  const opening = lead === '' ? '' : `${lead} `
  const folded = foldText(opening + text)
  const seen = new Map<string, number>()
  const words = found.flatMap((mention) => {
    const times = (seen.get(mention.term) ?? 0) + 1
    seen.set(mention.term, times)
    if (times > MAX_MENTIONS) return []
    const [start, end] = [mention.start + opening.length, mention.end + opening.length]
    const namesId = excludesId.has(mention.term)
    return [{ ...mention, polarity: criterionPolarity(folded, start, end, side), namesId }]
  })
  const limits = iqMentions(folded, opening.length, side).slice(0, MAX_MENTIONS)
  return [
    ...words,
    ...limits.map((one) => ({ ...one, start: one.start - opening.length, end: one.end - opening.length })),
  ]
}

const mentioning = createNotes<CriteriaText, boolean>()

/**
 * False when no listed word and no IQ stands anywhere in the criteria: most texts need no closer reading. Remembered,
 * since a catalogue is derived again from the same records at each change.
 */
export function mayMentionId(criteria: CriteriaText): boolean {
  const known = mentioning.get(criteria)
  if (known !== undefined) return known
  const text = [criteria.combined, criteria.inclusion, criteria.exclusion].join('\n\n').replace(/\\/g, '')
  const may = matchIdTerms(text).length > 0 || MAY_NAME_IQ.test(text)
  mentioning.set(criteria, may)
  return may
}

type Add = (tier: IdTier, field: string, text: string, start: number, end: number, term: string) => void

function matchLabel(add: Add, field: string, text: string): void {
  const mentions = matchIdTerms(text)
  if (mentions.length === 0) return
  const folded = foldText(text)
  for (const { tier, term, start, end } of mentions.slice(0, MAX_MENTIONS)) {
    const polarity = labelPolarity(folded, start, end)
    if (polarity === 'counts') add(tier, field, text, start, end, term)
    else if (polarity === 'unclear' && tier !== 'adjacent') add(tier, field + UNCLEAR, text, start, end, term)
  }
}

function matchMesh(add: Add, record: TrialRecord): void {
  for (const { id, term } of record.conditionMesh) {
    if (id === MESH_INTELLECTUAL_DISABILITY) add('named', 'conditionMesh', term, 0, term.length, NAMED)
    else {
      const syndrome = byMesh.get(id ?? '')
      if (syndrome !== undefined) add('syndrome', 'conditionMesh', term, 0, term.length, syndrome)
      else matchLabel(add, 'conditionMesh', term)
    }
  }
  // ClinicalTrials.gov lists Intellectual Disability as an ancestor of Rett, fragile X and Down syndrome: never `named`.
  const capped: Add = (tier, ...rest) => add(tier === 'named' ? 'syndrome' : tier, ...rest)
  for (const { id, term } of record.conditionAncestors) {
    if (id === MESH_INTELLECTUAL_DISABILITY) add('syndrome', 'conditionAncestors', term, 0, term.length, NAMED)
    else matchLabel(capped, 'conditionAncestors', term)
  }
}

const FIELD_OF_SIDE: Record<CriteriaSide, string> = {
  inclusion: 'inclusionCriteria',
  exclusion: 'exclusionCriteria (admits by name)',
  unknown: 'eligibilityCriteria',
}
const TITLE_FIELDS = { brief: 'briefTitle', official: 'officialTitle', lay: 'layTitle' } as const

function matchCriteria(add: Add, record: TrialRecord): void {
  for (const criteria of record.criteria) {
    if (!mayMentionId(criteria)) continue
    for (const { side, text, lead } of readCriteria(criteria)) {
      for (const { tier, term, start, end, polarity } of criterionMentions(text, lead, side)) {
        if (polarity === 'counts') add(tier, FIELD_OF_SIDE[side], text, start, end, term)
        else if (polarity === 'unclear' && tier !== 'adjacent') {
          add(tier, `eligibility${UNCLEAR}`, text, start, end, term)
        }
      }
    }
  }
}

function matchCopyNotes(add: Add, record: TrialRecord): void {
  const quote = record.copyNotes?.idMention === 'includes' ? record.copyNotes.idQuote : null
  if (quote === null) return
  for (const { tier, term, start, end, polarity } of criterionMentions(quote, '', 'inclusion')) {
    if (polarity === 'counts') add(tier, 'copy notes', quote, start, end, term)
  }
}

/**
 * Where a record names an intellectual disability, a syndrome with one or something adjacent as what it studies or
 * takes: conditions, keywords, MeSH terms, titles, inclusion criteria. Never exclusion criteria, outcomes, summaries
 * or negations. One match per tier, list entry and field.
 */
export const idMatches: (record: TrialRecord) => readonly IdMatch[] = readOnce((record) => {
  const matches = new Map<string, IdMatch>()
  const add: Add = (tier, field, text, start, end, term) => {
    const key = `${tier}\n${field}\n${term}`
    if (matches.has(key)) return
    const { registryId, recordId } = record
    matches.set(key, { tier, reading: null, registryId, recordId, field, quote: quoteAround(text, start, end), term })
  }
  for (const condition of record.conditions) matchLabel(add, 'conditions', condition.text)
  for (const keyword of record.keywords) matchLabel(add, 'keywords', keyword)
  matchMesh(add, record)
  for (const { kind, text } of record.titles) {
    // An acronym is a name ("RETT" may be anything), not a description.
    if (kind !== 'acronym') matchLabel(add, TITLE_FIELDS[kind], text)
  }
  matchCriteria(add, record)
  matchCopyNotes(add, record)
  return lean([...matches.values()])
})
