/** A text with one character a sign, and where each came from in the text as it was given. */
export interface PlainText {
  text: string
  starts: number[]
  ends: number[]
}

// Zero-width signs, direction marks, soft hyphen, byte order mark: pasted along with numbers, never part of them.
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/u
const DASH = /[\p{Pd}\u2043\u2212\u02D7]/u
const FOOTNOTE = /[\u00B2\u00B3\u00B9\u2070-\u209F]/
const DIGIT = /\p{Nd}/u

/** Cyrillic and Greek letters that look like the Latin ones of a registry number. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...{ О: 'O', о: 'o', С: 'C', с: 'c', Т: 'T', т: 't', І: 'I', і: 'i', Ѕ: 'S', ѕ: 's', Е: 'E', е: 'e', А: 'A', а: 'a' },
  ...{ Ν: 'N', Ο: 'O', ο: 'o', Τ: 'T', Ι: 'I', Ρ: 'P', Ε: 'E', Α: 'A', Ϲ: 'C', '∣': '|', '∕': '/', '⁄': '/' },
}

/** The ASCII digit of a decimal digit of any script: Unicode keeps each script's ten in a row, zero first. */
function asciiDigit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

function plain(sign: string): string {
  if (INVISIBLE.test(sign)) return ''
  if (DASH.test(sign)) return '-'
  if (/\s/.test(sign) || FOOTNOTE.test(sign)) return ' '
  if (sign.charCodeAt(0) < 128) return sign
  const folded = sign.normalize('NFKC')
  if (folded.length === 1 && folded.charCodeAt(0) < 128) return folded
  if (DIGIT.test(sign)) return asciiDigit(sign)
  return LOOK_ALIKES[sign] ?? sign
}

/** Links carry %20, %22 or %E2%80%91: the sign they stand for and how many characters it takes; null when none. */
function percentSign(text: string, at: number): { sign: string; length: number } | null {
  const ascii = /^%([2-7][0-9A-F])/i.exec(text.slice(at, at + 3))
  if (ascii?.[1] !== undefined) return { sign: String.fromCharCode(parseInt(ascii[1], 16)), length: 3 }
  const longer = /^(?:%E2%[89AB][0-9A-F]%[89AB][0-9A-F]|%C2%[89AB][0-9A-F])/i.exec(text.slice(at, at + 9))?.[0]
  return longer === undefined ? null : { sign: decodeURIComponent(longer), length: longer.length }
}

/**
 * The text with every space, dash and look-alike letter or digit as its plain sign, and without invisible ones. Digits
 * stay the digits they are, in whatever script. Linear time.
 */
export function plainSigns(text: string): PlainText {
  let out = ''
  const starts: number[] = []
  const ends: number[] = []
  for (let at = 0; at < text.length;) {
    let sign = String.fromCodePoint(text.codePointAt(at) ?? 0)
    let length = sign.length
    const escape = sign === '%' ? percentSign(text, at) : null
    if (escape !== null) ({ sign, length } = escape)
    const kept = plain(sign)
    out += kept
    starts.push(...Array<number>(kept.length).fill(at))
    ends.push(...Array<number>(kept.length).fill(at + length))
    at += length
  }
  return { text: out, starts, ends }
}
