import { misspeltHeadingOffsets } from './criteria-unread-headings.ts'

export type CriteriaSide = 'inclusion' | 'exclusion' | 'unknown'

/** A line read as a heading: what side it opens, and the words behind it that are already content. */
export interface CriteriaHeading {
  side: CriteriaSide
  rest: string
}

const BOTH_WORDS =
  "inclusion(?: criteria)? ?(?:/|and|&|or|and/or) ?exclusion(?: criteria)?|in-? ?(?:en|/) ?exclusie-? ?criteria|inclusie-?(?:criteria)? en exclusie-?criteria|ein-? ?(?:und|/) ?ausschlusskriterien|criteres? d' ?inclusion et (?:d' ?exclusion|de non-? ?inclusion)|criterios de inclusion (?:y|/) (?:de )?exclusion|criteri di inclusione (?:ed?|/) (?:di )?esclusione"
const EXCLUSION_WORDS =
  "(?:non-? ?inclusion|exclusion(?:ary)?|(?:in|non-? ?)eligibility|rejection|elimination|withdrawal|drop-?out|discontinuation|removal) criteri(?:a|ons?|um)|criteri(?:a|on) (?:for|of) (?:exclusion|ineligibility|non-? ?(?:inclusion|eligibility))|exclusie-? ?criteri(?:a|um)|uitsluit(?:ings)?criteri(?:a|um)|(?:redenen|criteria) (?:voor|van) (?:uitsluiting|exclusie)|(?:ausschluss|nichteinschluss)-? ?kriteri(?:en|um)|ausschlu(?:ss|ß)(?:kriteri(?:en|um)|grunde)|criteres? (?:de |d' ?)(?:exclusion|non-? ?inclusion)|criterios? de (?:exclusion|no inclusion|eliminacion)|criteri[o]? di (?:esclusione|non inclusione)|reasons? for exclusion"
// "Eligibility criteria" alone opens the inclusion list in all four recorded texts that have it (NCT07011550, NCT03630471 ...).
const INCLUSION_WORDS =
  "eligibility criteria|criteres? d' ?eligibilite|inclusion(?:ary)? criteri(?:a|ons?|um)|criteri(?:a|on) (?:for|of) inclusion|inclusie-? ?criteri(?:a|um)|einschlu(?:ss|ß)-? ?kriteri(?:en|um)|criteres? d' ?inclusion|criterios? de inclusion|criteri[o]? di inclusione"
const BARE_EXCLUSION =
  'exclusions?|excluded|contra-?indications?|contra-?indicaties|kontraindikationen|exclusies?|uitsluiting(?:en)?|uitgesloten|ausschlusse?|ausgeschlossen|esclusione|esclusi|exclus|excluidos'
const BARE_INCLUSION = 'inclusions?|included|inclusie|einschluss|inclusione|inclus|incluidos'
const ADJECTIVES = '(?:key|main|major|principal|primary|general|additional|the|specific|belangrijkste|wichtigste)'

const KEY = new RegExp(`(?<both>${BOTH_WORDS})|(?<exclusion>${EXCLUSION_WORDS})|(?<inclusion>${INCLUSION_WORDS})`)
const BARE = new RegExp(
  `^(?:${ADJECTIVES} )?(?:(?<exclusion>${BARE_EXCLUSION})|(?<inclusion>${BARE_INCLUSION}))\\s*(?:[:：]|[-–—](?=\\s)|$)`,
)
const INLINE = new RegExp(
  `(?<=[.;,)\\]\\s])(?:${ADJECTIVES} ){0,2}(?:(?:${EXCLUSION_WORDS}|${INCLUSION_WORDS})\\s*(?:[:：]|(?:are|include|includes|were|zijn|sind|sont|son|sono)\\b)|(?<=[.;] {0,3})(?:${BARE_EXCLUSION}|${BARE_INCLUSION})\\s?[:：])`,
  'g',
)
// A sentence about criteria is not a heading: "Pregnancy is not a criterion for exclusion", "must meet the inclusion criteria".
const SENTENCE_BEFORE =
  /\b(?:meet\w*|met|fulfil\w*|satisf\w*|appl(?:y|ies)|is|are|not|no|any|have|has|see|as|which|that|who|violat\w*|other inclusion|voldo\w*|geen|kein\w*|erfull\w*|pas|cumpl\w*)\b/
const CONTENT_BEFORE =
  /\b(?:with|aged?|years?|older|diagnos\w*|met|jaar|mit|alter|jahre|avec|ans|con|anos|anni)\b|[,)\]]\s*$/
const LABEL_AFTER =
  /^\s*(?:[([]|(?:for|of|in|at|voor|bij|bei|fur|pour|para|per|group|cohort|part|arm|visit|stage|step|phase|period|common|list)\b)/
const VERB_AFTER =
  /^\s+(?:are|include|includes|were|will be|comprise|zijn|sind|umfassen|sont|son|sono)(?: as follows| the following| als volgt| wie folgt| les suivants| los siguientes)?\s*[:：]?\s*/
const SENTENCE_AFTER = /\b(?:may apply|apply|applies|will be|must be|should be|kunnen gelden|gelten)\b/

// Cheap test that spares most lines the long patterns.
const MAY_BE_HEADING = /clu|crit|krit|schl|eligib|uits|uitg|reason|reden|indic|indik/

/** Where headings stand inside a line ("... 65 years. Exclusion criteria: ..."): offsets at which to break it. */
export function inlineHeadingOffsets(folded: string): number[] {
  const misspelt = misspeltHeadingOffsets(folded)
  const spelt = MAY_BE_HEADING.test(folded) ? Array.from(folded.matchAll(INLINE), (match) => match.index) : []
  const found = misspelt.length === 0 ? spelt : [...new Set([...spelt, ...misspelt])].sort((a, b) => a - b)
  return found.filter((index) => {
    const before = folded.slice(Math.max(0, index - 80), index)
    const sentence = before.slice(Math.max(before.lastIndexOf('.'), before.lastIndexOf(';')) + 1)
    // "Must not meet any exclusion criteria: ..." is a sentence; "Key Inclusion Criteria:" is one heading.
    return !SENTENCE_BEFORE.test(sentence) && (sentence !== before || index > 80 || CONTENT_BEFORE.test(before))
  })
}

function afterKey(line: string, post: string, side: CriteriaSide, prefixed: boolean): CriteriaHeading | null {
  const original = line.slice(line.length - post.length)
  if (/^[\s:：.\-–—*_]*$/.test(post)) return { side, rest: '' }
  const colon = /^\s*[:：]\s*/.exec(post)
  if (colon) return { side, rest: original.slice(colon[0].length) }
  const dash = /^\s*[-–—]\s+/.exec(post)
  if (dash) return { side, rest: /[:：]\s*$/.test(post) ? '' : original.slice(dash[0].length) }
  const verb = VERB_AFTER.exec(post)
  if (verb) return { side, rest: original.slice(verb[0].length) }
  if (/[:：]\s*$/.test(post) && post.length < 120) return { side, rest: '' }
  if (LABEL_AFTER.test(post)) {
    const end = post.search(/[:：]/)
    if (end >= 0 && end < 80) return { side, rest: original.slice(end + 1).trim() }
    return post.length < 80 && !SENTENCE_AFTER.test(post) ? { side, rest: '' } : null
  }
  if (prefixed || SENTENCE_AFTER.test(post)) return null
  return /^\s+(?:\p{Lu}|\d{1,2}[.)])/u.test(original) ? { side, rest: original.trim() } : null
}

/** Reads a line (bullet and decoration removed) as a heading, or null. `folded` is the same line folded, of equal length. */
export function readHeading(line: string, folded: string): CriteriaHeading | null {
  if (!MAY_BE_HEADING.test(folded)) return null
  const bare = BARE.exec(folded)
  if (bare) {
    return {
      side: bare.groups?.exclusion === undefined ? 'inclusion' : 'exclusion',
      rest: line.slice(bare[0].length).trim(),
    }
  }
  const key = KEY.exec(folded.slice(0, 160))
  if (!key || key.index > 60) return null
  const before = folded.slice(0, key.index)
  if (SENTENCE_BEFORE.test(before) || /[.;]\s/.test(before.replace(/^\d+\.\s/, ''))) return null
  const side =
    key.groups?.both !== undefined ? 'unknown' : key.groups?.exclusion !== undefined ? 'exclusion' : 'inclusion'
  const prefixed = before.replace(new RegExp(ADJECTIVES, 'g'), '').trim() !== ''
  return afterKey(line, folded.slice(key.index + key[0].length), side, prefixed)
}

const NEGATED_EXCLUSION =
  /\b(?:not|no|never|niet|geen|nicht|kein\w*|pas|non)\b[^.:;]{0,30}\b(?:exclu\w*|uitgesloten|uitsluit\w*|ausgeschlossen|ausschlu\w*|esclus\w*)/
const LEADS_EXCLUSION =
  /\b(?:excluded?|exclusion|ineligible|not eligible|not be eligible|cannot (?:participate|take part|be included|be enrol\w*)|may not (?:participate|take part)|uitgesloten|niet (?:deelnemen|meedoen)|ausgeschlossen|nicht teilnehmen|exclu(?:s|es|e|ded|idos|idas)|ne (?:peuvent|pourront) pas|no (?:podran|pueden) participar|esclusi|non possono)\b/
const LEADS_INCLUSION =
  /\b(?:eligible|(?:can|may) (?:participate|take part|be included|be enrol\w*)|must (?:meet|fulfil\w*|satisfy)|(?:be|are) (?:included|enrol\w*)|in aanmerking|meedoen|deelnemen|moeten voldoen|geincludeerd|eingeschlossen|teilnehmen|erfullen|inclus|remplir|incluid\w*|cumplir|inclusi|soddisfare)\b/

/**
 * A sentence that opens a list ("Patients will be excluded if any of the following apply:"): the side it opens, or
 * null. An inclusion sentence never ends an exclusion list ("is eligible for surgery:" may be an exclusion).
 */
export function readLead(folded: string, current: CriteriaSide): CriteriaSide | null {
  if (folded.length > 220) return null
  if (!/(?:[:：?]|\bif|\bwenn|\bals|\bsi)\s*$/.test(folded)) return null
  if (NEGATED_EXCLUSION.test(folded)) return 'inclusion'
  if (LEADS_EXCLUSION.test(folded)) return 'exclusion'
  const isQuestion = /^(?:who|wie|wer|qui|quien\w*|chi)\b.*\?\s*$/.test(folded)
  return (current !== 'exclusion' || isQuestion) && LEADS_INCLUSION.test(folded) ? 'inclusion' : null
}
