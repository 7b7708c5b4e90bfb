import type { CriteriaSide } from './criteria-headings.ts'

/**
 * Headings that the written forms of criteria-headings.ts do not know: misspelt ones, and ones in other words ("Who
 * cannot take part"). Read by what they are made of, because an inclusion list that goes on past such a line would turn
 * what a trial excludes into what it takes.
 */

const MAX_HEADING = 100
const MAX_WORDS = 18
const MAX_KEYS = 4
const SHORTEST_MISSPELT = 6
const KEY_WORDS: readonly { word: string; key: 'exclusion' | 'inclusion' | 'criteria' | 'plain' }[] = [
  { word: 'exclusion', key: 'exclusion' },
  { word: 'excluded', key: 'exclusion' },
  { word: 'ineligible', key: 'exclusion' },
  { word: 'ineligibility', key: 'exclusion' },
  { word: 'contraindications', key: 'exclusion' },
  { word: 'disqualification', key: 'exclusion' },
  { word: 'exclusiecriteria', key: 'exclusion' },
  { word: 'uitsluitcriteria', key: 'exclusion' },
  { word: 'uitgesloten', key: 'exclusion' },
  { word: 'ausschlusskriterien', key: 'exclusion' },
  { word: 'ausgeschlossen', key: 'exclusion' },
  { word: 'esclusione', key: 'exclusion' },
  { word: 'inclusion', key: 'inclusion' },
  { word: 'inclusiecriteria', key: 'inclusion' },
  { word: 'einschlusskriterien', key: 'inclusion' },
  { word: 'inclusione', key: 'inclusion' },
  { word: 'criteria', key: 'criteria' },
  { word: 'criterion', key: 'criteria' },
  { word: 'criterios', key: 'criteria' },
  { word: 'criteres', key: 'criteria' },
  { word: 'kriterien', key: 'criteria' },
  { word: 'eligible', key: 'plain' },
  { word: 'eligibility', key: 'plain' },
  { word: 'participate', key: 'plain' },
  { word: 'participants', key: 'plain' },
  { word: 'participation', key: 'plain' },
]
/** Words that headings are made of and that name no condition: a line of these alone says nothing but its side. */
const HEADING_WORDS = new Set(
  (
    'who which what persons person people patients patient subjects subject participants individuals candidates volunteers children adults adolescents you they those anyone nobody ' +
    'the this these our a an in into to of from for with if when any all one or more and following below above are is be being will would should must may can could have has having do does ' +
    'meet meets meeting met true listed described present conditions condition disqualifying take takes taking part join enter enrol enroll enrolled entry study trial research protocol screen screening fail fails failure failures rejection reasons reason main key list apply applies ' +
    'stops prevents considered suitable allowed permitted accepted admitted included include not cannot cant no non never disallowed prohibited barred rejected disqualified unsuitable exclude excludes excluding exclusionary ineligible contraindication ' +
    'wie welke mensen patienten deelnemers kinderen volwassenen u jij je de het een deze dit aan van voor met als mag mogen kan kunnen niet meedoen deelnemen onderzoek studie toegestaan toegelaten redenen reden ' +
    'wer welche personen patientinnen teilnehmer teilnehmende sie der die das den dem diese dieser an der von fur mit wenn darf durfen kann konnen nicht teilnehmen zugelassen erlaubt grunde ' +
    'qui les des la le l d ne peut peuvent pas participer etude essai admissibles motifs quien quienes los las el en no puede pueden podran estudio ensayo permitido motivos chi gli non puo possono partecipare allo studio ammessi'
  ).split(' '),
)
/** Says "you are out" by itself, in a line of heading words. */
const SHUTS_OUT =
  /\b(?:cannot|can'?t|can not|disallowed|prohibited|barred|rejected|disqualif\w*|unsuitable|ineligible|exclud\w*|exclusionary|contraindication|screen(?:ing)? fail\w*|(?:failure|rejection) c\w+|(?:not|no|non|never|niet|nicht|pas)[ -](?:be )?(?:considered )?(?:(?:for|to) )?(?:eligib\w*|allowed|permitted|accepted|admitted|suitable|included|be enrol\w*|take part|join|enter|participate|participer|partecipare|participar|meedoen|deelnemen|teilnehmen|toegestaan|toegelaten|zugelassen|erlaubt|admissibles|permitido|ammessi)|ne peu(?:t|vent) pas|no (?:puede|pueden|podran)|non (?:puo|possono))/
// A sentence about criteria, or a double negation ("No exclusion criteria").
const ABOUT_CRITERIA = /\b(?:not|no|without|never|meets?|meeting|met|apply|applies|niet|geen|nicht|keine?|pas)\b/
const NEGATIVE =
  /\b(?:not|no|non|none|never|cannot|can't|without|exclu\w*|ineligib\w*|disqualif\w*|unsuit\w*|reject\w*|forbidden|prohibit\w*|contra-?indic\w*|fail\w*|niet|geen|nicht|keine?|pas|ningun\w*|nessun\w*)\b/
const NEGATED_EXCLUSION = /\b(?:not|no|never|niet|geen|nicht|keine?|pas|non)\b[^:]{0,30}\bexclu/

/** Edit distance of two words, or `limit + 1` when it is larger. The words are short: constant time. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let row = Array.from({ length: b.length + 1 }, (_unused, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next) > limit) return limit + 1
    row = next
  }
  return Math.min(row[b.length] ?? limit + 1, limit + 1)
}

type Key = (typeof KEY_WORDS)[number]['key']

/** Words of their own that lie as near to "inclusion" or "exclusion" as a misspelling does. */
const OTHER_WORDS = new Set([
  'infusion',
  'illusion',
  'occlusion',
  'conclusion',
  'seclusion',
  'effusion',
  'perfusion',
  'reclusion',
])

/** The key word that a word is, or is misspelt from; null when two are as near: "clusion". */
function keyOf(word: string, besideOthers: boolean): Key | null {
  if (OTHER_WORDS.has(word)) return null
  // A word that stands alone may be any word ("Injection"): it must be nearer, unless it is long.
  const allowed = word.length > (besideOthers ? SHORTEST_MISSPELT : 11) ? 2 : 1
  let best = allowed + 1
  let key: Key | null = null
  for (const one of KEY_WORDS) {
    const distance = editDistance(word, one.word, allowed)
    if (distance < best) {
      best = distance
      key = one.key
    } else if (distance === best && distance <= allowed && key !== one.key) key = null
  }
  return best <= allowed ? key : null
}

const wordsOf = (folded: string): string[] => folded.replace(/\b[ldn]'/g, ' ').match(/[a-z]+(?:'[a-z]+)?/g) ?? []

function sideOf(folded: string, isItem: boolean, current: CriteriaSide): CriteriaSide | null {
  if (folded.length > MAX_HEADING || /\d{2}|[<>≤≥=%]/.test(folded)) return null
  const words = wordsOf(folded)
  if (words.length === 0 || words.length > MAX_WORDS) return null
  // A short word that headings do not use settles most lines before any spelling is compared.
  const others = words.filter((word) => !HEADING_WORDS.has(word.replace("'", '')))
  if (others.length > MAX_KEYS || others.some((word) => word.length < SHORTEST_MISSPELT)) return null
  if (NEGATED_EXCLUSION.test(folded)) return null
  const keys = new Set<Key>()
  for (const word of others) {
    const key = keyOf(word, others.length > 1)
    if (key === null) return null
    keys.add(key)
  }
  if (!keys.has('inclusion') && !keys.has('exclusion')) {
    // In the exclusion list "Not suitable for the study" is a criterion of its own.
    if (current === 'exclusion' || !SHUTS_OUT.test(folded)) return null
    return isItem ? 'unknown' : 'exclusion'
  }
  const isPlainNoun = words.length === 1 || (words.length <= 4 && keys.has('criteria'))
  if (isItem && (!isPlainNoun || ABOUT_CRITERIA.test(folded))) {
    return current === 'inclusion' && keys.has('exclusion') && !ABOUT_CRITERIA.test(folded) ? 'unknown' : null
  }
  if (keys.has('inclusion')) {
    if (/^non?[- ]/.test(folded)) return 'exclusion'
    // "Does not meet all the inclusion criteria" is a criterion, in either list.
    if (ABOUT_CRITERIA.test(folded)) return null
    return keys.has('exclusion') ? 'unknown' : 'inclusion'
  }
  return ABOUT_CRITERIA.test(folded) ? null : 'exclusion'
}

/** Reads a misspelt or unusual heading, with what stands behind its colon; null when the line is none. */
export function readUnusualHeading(
  line: string,
  folded: string,
  isItem: boolean,
  current: CriteriaSide,
): { side: CriteriaSide; rest: string } | null {
  const colon = folded.slice(0, MAX_HEADING).search(/[:：]/)
  const head = colon < 0 ? folded : folded.slice(0, colon)
  const side = sideOf(head, isItem, current)
  return side === null ? null : { side, rest: colon < 0 ? '' : line.slice(colon + 1).trim() }
}

const MISSPELT = /(?<=[.;,)\]\s])(?<first>[a-z-]{6,14}) (?<second>[ck][a-z]{5,10})\s*[:：]/g

const SPELT = new Set(KEY_WORDS.map(({ word }) => word))

/** Where a misspelt "exclusion criteria:" stands inside a line. A well spelt one is not looked for here. */
export function misspeltHeadingOffsets(folded: string): number[] {
  return Array.from(folded.matchAll(MISSPELT)).flatMap((match) => {
    const [first, second] = [match.groups?.first ?? '', match.groups?.second ?? '']
    if (SPELT.has(first) && SPELT.has(second)) return []
    const key = keyOf(first, true)
    return (key === 'exclusion' || key === 'inclusion') && keyOf(second, true) === 'criteria' ? [match.index] : []
  })
}

/** Names a group of participants or a part of the trial: a list below it stays on its side. */
const PART_OF_TRIAL =
  /^(?:for |in |voor |fur |pour |para |per |aim \d|study \d)|\b(?:groups?|cohorts?|arms?|parts?|phases?|stages?|periods?|steps?|visits?|sub-?stud(?:y|ies)|cases?|controls?|volunteers|randomi[sz]ation|groep|gruppe|groupe|grupo|gruppo)\b|^(?:all |healthy |adult |child |pa?ediatric |female |male )*(?:patients?|participants?|subjects?|children|youth|adults|adolescents|women|men|females?|males?|parents|caregivers)\b/
/** The first words of a criterion whose parts are listed below it. */
const ASKS_FOR =
  /\b(?:must|have|has|having|had|at least|one or more|one of|all of|any of|either|both|meets?|meeting|fulfil\w*|defined|definition|diagnos\w+|confirmed|criteri\w+ (?:of|for)|including|includes?|such as|eligible|able|willing|agree\w*|provide|age|aged|ages|sex|gender|history|presence|evidence|consent\w*|following|moeten|hebben|minstens|minimaal|mussen|haben|mindestens|doivent|avoir|deben|tener|devono|avere)\b/

/**
 * Does this line look like a heading that nothing here can read? It stands by itself without a bullet, opens a list or
 * is set in capitals, and says neither whom the trial takes nor of which part it speaks.
 */
export function looksLikeHeading(line: string, folded: string, opensList: boolean, amongCapitals: boolean): boolean {
  if (line.length > MAX_HEADING || /[.;,!]\s*$/.test(line) || /^[(\p{Ll}]/u.test(line)) return false
  const words = folded.split(/\s+/)
  if (words.length > MAX_WORDS) return false
  const capitals = !amongCapitals && words.length > 1 && /\p{Lu}{4}/u.test(line) && !/\p{Ll}/u.test(line)
  if (!opensList && !capitals && !/[:：]\s*$/.test(line)) return false
  return NEGATIVE.test(folded) || (!PART_OF_TRIAL.test(folded) && !ASKS_FOR.test(folded))
}
