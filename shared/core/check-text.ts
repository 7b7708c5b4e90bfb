import { findOtherIds, type OtherRegistry } from './other-registries.ts'
import { plainSigns, type PlainText } from './plain-signs.ts'
import { findTrialIds, parseTrialId, type TrialIdKind } from './trial-id.ts'

/**
 * Registry numbers in a text that somebody pastes: an advertisement, a link, a letter. What looks like a number and
 * cannot be read is said with its reason, never completed.
 */

/** How much of a text is read, in characters, and how many numbers are taken from it. */
export const MOST_CHARACTERS = 10_000
export const MOST_NUMBERS = 500
/** A number that starts within the limit is read to its end. */
const LONGEST_NUMBER = 80

export interface CheckNumber {
  /** `euct-base`: an EU CT number without its last part. `other`: of a registry that we do not ask. */
  kind: TrialIdKind | 'euct-base' | 'other'
  /** Canonical. */
  id: string
  /** As it stands in the text. */
  raw: string
  index: number
  /** True when separators or look-alike letters had to be put right. */
  repaired: boolean
  registry: OtherRegistry | null
}

/**
 * `length`: not eight digits. `sign`: a letter that is no look-alike of a digit. `end`: where the number ends cannot be
 * told. `year`: no such year. `serial`: a EudraCT number's middle part starts with 0. `parts`: groups of a wrong length.
 */
export type MalformedReason = 'length' | 'sign' | 'end' | 'year' | 'serial' | 'parts'

export interface MalformedNumber {
  raw: string
  index: number
  reason: MalformedReason
  /** Digits counted, for `length`. */
  digits: number | null
}

export interface CheckText {
  /** Each once, in order of appearance. */
  numbers: CheckNumber[]
  malformed: MalformedNumber[]
  /** The text is longer than what was read. */
  cut: boolean
  /** Numbers left out because there are more than `MOST_NUMBERS`. */
  left: number
}

/** First years of the two European numberings, and the last that a number can be of. */
const FIRST_YEAR = { eudract: 2004, euct: 2021 }

function yearFits(kind: 'eudract' | 'euct', id: string, thisYear: number): boolean {
  const year = Number(id.slice(0, 4))
  return year >= FIRST_YEAR[kind] && year <= thisYear + 1
}

/** Reads at most `MOST_CHARACTERS` of a text. `thisYear`: no number can be of a later year than the next. Linear time. */
export function readCheckText(whole: string, thisYear: number): CheckText {
  const text = whole.slice(0, MOST_CHARACTERS + LONGEST_NUMBER)
  const found = [...knownNumbers(text), ...findOtherIds(text).map(asOther)].filter(
    ({ index }) => index < MOST_CHARACTERS,
  )
  const wrong = found.flatMap((number) => whyImpossible(number, text, thisYear))
  const wrongAt = new Set(wrong.map(({ index }) => index))
  const good = found.filter(({ index }) => !wrongAt.has(index)).sort((a, b) => a.index - b.index)
  const taken = found.map(({ index, raw }) => [index, index + raw.length] as const)
  const damaged = damagedNumbers(plainSigns(text), text, taken, thisYear)
  const numbers = once(good, ({ id }) => id)
  const malformed = once(
    [...wrong, ...damaged].filter(({ index }) => index < MOST_CHARACTERS).sort((a, b) => a.index - b.index),
    ({ raw }) => raw,
  )
  return {
    numbers: numbers.slice(0, MOST_NUMBERS),
    malformed: malformed.slice(0, MOST_NUMBERS),
    cut: whole.length > MOST_CHARACTERS,
    left: Math.max(0, numbers.length - MOST_NUMBERS) + Math.max(0, malformed.length - MOST_NUMBERS),
  }
}

/** A number that a program or a link asks for: the one number the text consists of; null when it is not one. */
export function parseCheckId(text: string): Pick<CheckNumber, 'kind' | 'id' | 'registry'> | null {
  const known = parseTrialId(text)
  if (known !== null) return { ...known, registry: null }
  const [number, ...others] = text.length > 60 ? [] : readCheckText(text, 2099).numbers
  const whole = number !== undefined && others.length === 0 && number.raw.length === text.trim().length
  return whole ? { kind: number.kind, id: number.id, registry: number.registry } : null
}

/** CTIS numbers are often quoted without the last part, which only counts resubmissions. */
const EUCT_BASE = /(?<![\p{L}\p{N}-])20[2-9]\d-5\d{5}-\d{2}(?![\p{L}\p{N}]| {0,3}-{1,2} {0,3}[0-9OoIl|])/gu

function knownNumbers(text: string): CheckNumber[] {
  const found = findTrialIds(text).map((number): CheckNumber => ({ ...number, registry: null }))
  const starts = new Set(found.map(({ index }) => index))
  const plain = plainSigns(text)
  const bases = [...plain.text.matchAll(EUCT_BASE)].map(({ index: at, 0: id }): CheckNumber => {
    const index = plain.starts[at] ?? 0
    const raw = text.slice(index, plain.ends[at + id.length - 1] ?? index)
    return { kind: 'euct-base', id, raw, index, repaired: raw !== id, registry: null }
  })
  return [...found, ...bases.filter(({ index }) => !starts.has(index))]
}

function asOther({ id, raw, index, registry }: ReturnType<typeof findOtherIds>[number]): CheckNumber {
  return { kind: 'other', id, raw, index, repaired: false, registry }
}

function whyImpossible({ kind, id, raw, index }: CheckNumber, text: string, thisYear: number): MalformedNumber[] {
  const series = kind === 'euct-base' ? 'euct' : kind
  if (series !== 'eudract' && series !== 'euct') return []
  if (!yearFits(series, id, thisYear)) return [{ raw, index, reason: 'year', digits: null }]
  // Fewer than 10,000 EudraCT numbers were given out in any year: a file or order number looks like this.
  const labelled = /(?:eudra|euctr)[^\n]{0,20}$/i.test(text.slice(Math.max(0, index - 40), index))
  return kind === 'eudract' && id.charAt(5) !== '0' && !labelled ? [{ raw, index, reason: 'serial', digits: null }] : []
}

const LETTERED =
  /(?<![\p{L}\p{N}])(?:nct|isrctn)(?:[ -]{0,2}(?:number|nummer|no|nr|id))?([ .:#=_/(-]{0,3})([0-9OIl|][0-9A-Z|]{0,17})((?:[ -]{1,2}\d{1,4}){0,7})/giu
const EUROPEAN =
  /(?<![\p{L}\p{N}-])((?:19|20)\d{2})-([0-9A-Za-z]{5,8})-([0-9OoIl|]{1,4})(?:-([0-9OoIl|]{1,4}))?(?![\p{L}\p{N}])/gu
const LABELLED =
  /(?<![\p{L}\p{N}])(?:eudra[ -]?ct|euctr|eu[ -]?ct|ctis)(?:[ -]{0,2}(?:number|nummer|no|nr|id))?[ .:#=()-]{0,4}(\d[0-9 ./-]{6,24}\d)/giu
const LOOKS_LIKE_DIGITS = /^[0-9OoIl|i]+$/

type Damage = Pick<MalformedNumber, 'reason' | 'digits'> & { from: number; to: number }

/** What looks like a registry number and is none. */
function damagedNumbers(
  plain: PlainText,
  text: string,
  taken: readonly (readonly [number, number])[],
  thisYear: number,
): MalformedNumber[] {
  const damages = [
    ...[...plain.text.matchAll(LETTERED)].flatMap(letteredDamage),
    ...[...plain.text.matchAll(EUROPEAN)].flatMap((match) => europeanDamage(match, thisYear)),
    ...[...plain.text.matchAll(LABELLED)].flatMap(labelledDamage),
  ]
  const placed = damages
    .map(({ from, to, reason, digits }) => {
      const index = plain.starts[from] ?? 0
      return { raw: text.slice(index, plain.ends[to - 1] ?? index), index, reason, digits }
    })
    .sort((a, b) => a.index - b.index || b.raw.length - a.raw.length)
  const spans = [...taken].sort((a, b) => a[0] - b[0])
  let next = 0
  let reached = 0
  return placed.filter(({ raw, index }) => {
    const end = index + raw.length
    while ((spans[next]?.[1] ?? Number.POSITIVE_INFINITY) <= index) next += 1
    const overlaps = (spans[next]?.[0] ?? Number.POSITIVE_INFINITY) < end || index < reached
    if (!overlaps) reached = end
    return !overlaps
  })
}

function letteredDamage(match: RegExpExecArray): Damage[] {
  const [whole, between = '', first = '', rest = ''] = match
  const from = match.index
  const digits = countDigits(first)
  // "NCT 2024", or a clinic of that name with its telephone number, is no number of a trial.
  if (digits >= (between === '' ? 5 : 6)) {
    const to = from + whole.length - rest.length
    if (LOOKS_LIKE_DIGITS.test(first))
      return first.length === 8 ? [] : [{ from, to, reason: 'length', digits: first.length }]
    const leading = /^\d+/.exec(first)?.[0].length ?? 0
    return [{ from, to, reason: leading >= 8 ? 'end' : 'sign', digits: null }]
  }
  const all = digits + countDigits(rest)
  const grouped = rest !== '' && LOOKS_LIKE_DIGITS.test(first) && first.length <= 4 && all >= 7
  return grouped ? [{ from, to: from + whole.length, reason: 'end', digits: null }] : []
}

function europeanDamage(match: RegExpExecArray, thisYear: number): Damage[] {
  const [whole, year = '', serial = '', check = '', last] = match
  const [from, to] = [match.index, match.index + whole.length]
  if (countDigits(serial) < 4) return []
  const damage = (reason: MalformedReason): Damage[] => [{ from, to, reason, digits: null }]
  if (Number(year) < FIRST_YEAR.eudract || Number(year) > thisYear + 1) return serial.length === 6 ? damage('year') : []
  if (!LOOKS_LIKE_DIGITS.test(serial)) return serial.length === 6 ? damage('sign') : []
  if (last === undefined && serial.length !== 6) return []
  const rightSizes = serial.length === 6 && check.length === 2 && (last === undefined || last.length === 2)
  return rightSizes ? [] : damage('parts')
}

function labelledDamage(match: RegExpExecArray): Damage[] {
  const number = match[1] ?? ''
  const to = match.index + match[0].length
  return countDigits(number) < 8 ? [] : [{ from: to - number.length, to, reason: 'parts', digits: null }]
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length
}

function once<T>(values: readonly T[], key: (value: T) => string): T[] {
  const seen = new Set<string>()
  return values.filter((value) => !seen.has(key(value)) && seen.add(key(value)))
}
