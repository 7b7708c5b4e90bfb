import { plainSigns, type PlainText } from './plain-signs.ts'

/**
 * Registry numbers in any text: found, repaired where only separators or look-alike letters (O/0, l/I/1) are wrong, and
 * written canonically. Digits are never changed, added or left out: one digit off is another real trial.
 */

const TRIAL_ID_KINDS = ['nct', 'euct', 'eudract', 'isrctn'] as const
export type TrialIdKind = (typeof TRIAL_ID_KINDS)[number]

export interface FoundTrialId {
  kind: TrialIdKind
  /** Canonical: NCT01234567, 2023-501234-12-00, 2015-001234-12, ISRCTN12345678. */
  id: string
  /** The number as it stands in the text, without label and country suffix. */
  raw: string
  /** Where `raw` starts in the text. */
  index: number
  /** True when separators or look-alike letters had to be put right; capitals alone do not count. */
  repaired: boolean
}

const CANONICAL: Record<TrialIdKind, RegExp> = {
  nct: /^NCT\d{8}$/,
  euct: /^20\d{2}-\d{6}-\d{2}-\d{2}$/,
  eudract: /^20\d{2}-\d{6}-\d{2}$/,
  isrctn: /^ISRCTN\d{8}$/,
}

/** Kind of a canonical number; null when it is none (`2022-501857-35-0`, `2014`). */
export function trialIdKind(id: string): TrialIdKind | null {
  // Asked of every number of every record; most are of one kind.
  if (CANONICAL.nct.test(id)) return 'nct'
  return TRIAL_ID_KINDS.find((kind) => CANONICAL[kind].test(id)) ?? null
}

/** Records with the same key are records of one trial: EU CT resubmissions (last part) share it. */
export function joinKey(id: string): string {
  return trialIdKind(id) === 'euct' ? `euct:${id.slice(0, 14)}` : id
}

const D = '[0-9OoIl|i]'
const SEP = '[ _]{0,3}[-./~]{0,2}[ _]{0,3}'
/** Between groups of one number. A hyphen with a space after it is a broken line and may stand anywhere. */
const GAP = '(?: {1,2}|-| - |\\.)'
const EIGHT = [
  `${D}(?:(?:- {1,3})?${D}){7}`,
  ...[
    [4, 4],
    [2, 2, 2, 2],
    [3, 3, 2],
    [2, 3, 3],
    [2, 6],
    [1, 1, 1, 1, 1, 1, 1, 1],
  ].map((sizes) => sizes.map((size) => `${D}{${size}}`).join(GAP)),
].join('|')
const LETTERS = '[Nn][Cc][Tt]|[Nn] [Cc] [Tt]|[Nn]\\.[Cc]\\.[Tt]|[Ii][Ss][Rr][Cc][Tt][Nn]'
const CANDIDATE = new RegExp(
  `(${LETTERS})(?:[ -]{0,2}(?:number|Number|nummer|Nummer|no|No|nr|ID|id|#))?[ .:#=_/(-]{0,3}(${EIGHT})` +
    `|(2[0Oo]${D}{2})(${SEP})(${D}{6})(${SEP})(${D}{2})(?:(${SEP})(${D}{2}))?`,
  'g',
)
const LABEL =
  /(?:(eudra[ -]?ct|euctr)|(?<![\p{L}\p{N}])(eu[ -]?ct|ctis))(?:[ -]{0,2}(?:number|nummer|num|no|nr|id|trial))*[ .:#=()-]{0,4}$/iu
const WORD_SIGN = /[\p{L}\p{N}]/u
/** Country codes of EUCTR records, the third-country record included: `2016-004422-42-NL`, `2016-004422-42/3rd`. */
const COUNTRY_SUFFIX =
  /^[/-](?:AT|BE|BG|CY|CZ|DE|DK|EE|ES|FI|FR|GB|GR|HR|HU|IE|IS|IT|LI|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK|3rd)(?![\p{L}\p{N}])/iu

function toDigits(text: string): string {
  return text.replace(/O/gi, '0').replace(/[Il|i]/g, '1')
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length
}

type Style = 'dash' | 'space' | 'none' | 'dot' | 'slash'

function styleOf(separator: string): Style {
  if (separator.includes('/')) return 'slash'
  if (/[.~]/.test(separator)) return 'dot'
  if (separator.includes('-') || separator.includes('_')) return 'dash'
  return separator === '' ? 'none' : 'space'
}

interface Candidate {
  kind: TrialIdKind
  id: string
  start: number
  end: number
}

/** A letter or digit straight before or after makes it another number (`2021-002909-10NL`, `NCT012345678`). */
function endsFreely(text: string, end: number): boolean {
  return !WORD_SIGN.test(text.charAt(end))
}

/** Copied out of a table: "IdentifierNCT01234567Status". A capital that could be a digit read wrongly does not count. */
const GLUED_BEFORE = /[a-z]{2}$/
const GLUED_AFTER = /^[AC-FHJKMNPR-Z][a-z]{2}/

/** Written in groups, and another group of the same size follows: nobody can say where the number ends. */
function goesOn(digits: string, after: string): boolean {
  const groups = digits.split(/[ .-]+/)
  const next = /^(?: {1,2}|-| - |\.)(\d+)/.exec(after)?.[1]
  return groups.length > 1 && next !== undefined && next.length === groups.at(-1)?.length
}

function readLettered(text: string, match: RegExpExecArray, letters: string, digits: string): Candidate | null {
  const start = match.index
  const end = start + match[0].length
  const after = text.slice(end, end + 12)
  const glued = /^[A-Z]/.test(letters) && GLUED_BEFORE.test(text.slice(Math.max(0, start - 2), start))
  if (WORD_SIGN.test(text.charAt(start - 1)) && !glued) return null
  if (!endsFreely(text, end) && !GLUED_AFTER.test(after)) return null
  if (countDigits(digits) < 5 || goesOn(digits, after)) return null
  const name = letters.replace(/[ .]/g, '').toUpperCase()
  return { kind: name === 'NCT' ? 'nct' : 'isrctn', id: name + toDigits(digits.replace(/[ .-]/g, '')), start, end }
}

/**
 * `2023-501234-12-00` or `2015-001234-12`. Written with plain dashes either is taken as it stands. Written otherwise
 * it must show what it is: EU CT numbers count from 5xxxxx and EudraCT numbers from 0xxxxx (all 94 numbers in the
 * recorded data do), or a label says so. `2023-509600-15` (seen in NCT secondary ids) is an EU CT number without its last
 * part, not a EudraCT number, and stays unread.
 */
function readEuropean(text: string, match: RegExpExecArray, bare: boolean): Candidate | null {
  const [, , , year = '', s1 = '', serial = '', s2 = '', check = '', s3, last] = match
  const start = match.index
  const before = LABEL.exec(text.slice(Math.max(0, start - 40), start))
  const gluedBefore = WORD_SIGN.test(text.charAt(start - 1)) && before === null
  if (gluedBefore || /\d-$/.test(text.slice(Math.max(0, start - 2), start))) return null
  if (countDigits(year) < 3 || countDigits(serial) < 3 || countDigits(check) < 1) return null
  const three = [year, serial, check].map(toDigits).join('-')
  const styles = [styleOf(s1), styleOf(s2)]
  const dashed = styles.every((style) => style === 'dash')
  const newSeries = toDigits(serial).startsWith('5')

  if (s3 !== undefined && last !== undefined) {
    const end = start + match[0].length
    const lastStyle = styleOf(s3)
    const labelled = before?.[2] !== undefined
    const slashed = [...styles, lastStyle].includes('slash') && !labelled && !bare
    const fits = !slashed && ((dashed && lastStyle === 'dash') || newSeries || labelled)
    const oneNumber = bare || lastStyle !== 'space' || !styles.includes('dash')
    const lookAlike = countDigits(last) === 0
    const free = endsFreely(text, end) && !/^-{1,2}\d/.test(text.slice(end, end + 3))
    if (fits && oneNumber && free && (!lookAlike || (newSeries && lastStyle === 'dash'))) {
      return { kind: 'euct', id: `${three}-${toDigits(last)}`, start, end }
    }
  }

  const end = start + match[0].length - (s3?.length ?? 0) - (last?.length ?? 0)
  const after = text.slice(end, end + 8)
  if (!endsFreely(text, end)) return null
  if (/^ {0,3}-{1,2} {0,3}[0-9OoIl|]/.test(after) && !COUNTRY_SUFFIX.test(after)) return null
  if (newSeries && toDigits(year) >= '2021') return null
  const tight = styles.every((style) => style === 'none')
  const odd = styles.some((style) => style === 'dot' || style === 'slash')
  const known = toDigits(serial).startsWith('0') && (bare || (!tight && !odd))
  const shown = dashed || before?.[1] !== undefined || known
  return shown ? { kind: 'eudract', id: three, start, end } : null
}

function scan(text: PlainText, bare: boolean): Candidate[] {
  const found: Candidate[] = []
  CANDIDATE.lastIndex = 0
  for (let match = CANDIDATE.exec(text.text); match !== null; match = CANDIDATE.exec(text.text)) {
    const [, letters, digits] = match
    const candidate =
      letters !== undefined && digits !== undefined
        ? readLettered(text.text, match, letters, digits)
        : readEuropean(text.text, match, bare)
    // Go on right after a number, or one sign further: a refused match may hide the start of a good one.
    CANDIDATE.lastIndex = candidate?.end ?? match.index + 1
    if (candidate !== null) found.push(candidate)
  }
  return found
}

/** Every registry number in any text: prose, advertisements, links, id fields. Linear time; order of appearance. */
export function findTrialIds(text: string): FoundTrialId[] {
  const normalised = plainSigns(text)
  return scan(normalised, false).map(({ kind, id, start, end }) => {
    const index = normalised.starts[start] ?? 0
    const raw = text.slice(index, normalised.ends[end - 1] ?? index)
    return { kind, id, raw, index, repaired: raw.toUpperCase() !== id }
  })
}

const LABEL_WORDS = new Set(
  'eudract eudra euctr eu ct ctis nct isrctn clinicaltrials gov number nummer num no nr id identifier trial registration'.split(
    ' ',
  ),
)

function onlyLabels(text: string): boolean {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => LABEL_WORDS.has(word))
}

/** The one number a text consists of, labels and a EUCTR country suffix aside; null when it is anything else. */
export function parseTrialId(text: string): { kind: TrialIdKind; id: string } | null {
  if (text.length > 200) return null
  const normalised = plainSigns(text)
  const [first, ...others] = scan(normalised, true)
  if (first === undefined || others.length > 0) return null
  const before = normalised.text.slice(0, first.start)
  const after = normalised.text.slice(first.end).trimEnd()
  const rest = first.kind === 'eudract' ? after.replace(COUNTRY_SUFFIX, '') : after
  return onlyLabels(before) && onlyLabels(rest) ? { kind: first.kind, id: first.id } : null
}
