import { addToHash, TOKENS, type CodeKind, type KnownCode } from './euctr-codes.ts'

/**
 * Reads the text of EUCTR country records (`/rest/download/trial/ID/CC`, also the longer "full" download).
 *
 * A key line starts with a code of the form; its value runs until the next key line. Free text holds line breaks,
 * numbered lists and lines that look like codes, so inside free text a line counts as a key only when code and label are
 * the form's, or when the code comes shortly after in the form (a reworded label). One pass, linear in any input.
 */

export interface EuctrField {
  /** Code as printed: `E.3`, `B.3.1 and B.3.2`, `N.`; `B.Sponsor` for a `Sponsor 1` line; '' for the header lines. */
  code: string
  label: string
  /** Tag of a local-language repeat, `(es)` -> `es`; null for the untagged field, whose language is not stated. */
  lang: string | null
  /** As written, except line ends (always \n) and blanks at both ends. */
  value: string
}

export interface CountryRecord {
  /** In printed order. Group lines (`D.IMP: 1`) stand in it as fields; headings do not. */
  fields: EuctrField[]
  /** Letters of the sections seen, headings included: `ABDEFGNP`. A text that was cut off lacks the last ones. */
  sections: string
}

interface OpenField {
  code: string
  label: string
  lang: string | null
  kind: CodeKind
  order: number
  valueStart: number
}

const NEWLINE = 10
const RETURN = 13
const SPACE = 32
const TAB = 9
const DOT = 46
const COLON = 58
const NO_BREAK_SPACE = 160
const LAST_ASCII = 127
/** What tells a small letter from a capital. */
const CASE = 32
/** How far ahead in the form a code with a reworded label may stand to end a free text. */
const NEAR_AHEAD = 15
const LONGEST_TOKEN = 14
const FIRST_LINE = 'EudraCT Number:'

export function parseCountryRecords(text: string): CountryRecord[] {
  const source = hasLoneReturn(text) ? text.replace(/\r\n?/g, '\n') : text
  const records: CountryRecord[] = []
  let current: CountryRecord | null = null
  let open: OpenField | null = null
  let inHeader = false

  const close = (end: number) => {
    if (open && open.kind !== 'heading') {
      const { code, label, lang, valueStart } = open
      current?.fields.push({ code, label, lang, value: valueText(source, valueStart, end) })
    }
    open = null
  }

  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < source.length) {
    const newline = source.indexOf('\n', at)
    let lineEnd = newline < 0 ? source.length : newline
    if (lineEnd > at && source.charCodeAt(lineEnd - 1) === RETURN) lineEnd--
    const first = source.charCodeAt(at)
    if (first >= 65 && first <= 90) {
      if (startsRecord(source, at, lineEnd, current === null)) {
        close(at)
        current = { fields: [], sections: '' }
        records.push(current)
        inHeader = true
      }
      const key: OpenField | null = current ? findKey(source, at, lineEnd, open, inHeader) : null
      if (current && key) {
        close(at)
        open = key
        if (key.code !== '') inHeader = false
        const section = key.code.charAt(0)
        if (section !== '' && !current.sections.endsWith(section)) current.sections += section
      }
    }
    at = newline < 0 ? source.length : newline + 1
  }
  close(source.length)
  return records
}

/** A carriage return that ends a line alone. */
function hasLoneReturn(text: string): boolean {
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 2)) {
    if (text.charCodeAt(at + 1) !== NEWLINE) return true
  }
  return false
}

/** Without blanks at both ends, as `trim` says. Most values begin and end with plain letters: one cut, not two. */
function valueText(source: string, start: number, end: number): string {
  let from = start
  let to = end
  while (from < to && isAsciiBlank(source.charCodeAt(from))) from++
  while (to > from && isAsciiBlank(source.charCodeAt(to - 1))) to--
  const text = source.slice(from, to)
  const isPlain = source.charCodeAt(from) <= LAST_ASCII && source.charCodeAt(to - 1) <= LAST_ASCII
  const value = isPlain ? text : text.trim()
  return value.includes('\r') ? value.replace(/\r\n/g, '\n') : value
}

function isAsciiBlank(char: number): boolean {
  return char === SPACE || (char >= TAB && char <= RETURN)
}

/** The key line that starts here, if one does. */
function findKey(
  source: string,
  at: number,
  lineEnd: number,
  open: OpenField | null,
  inHeader: boolean,
): OpenField | null {
  const isCode = source.charCodeAt(at + 1) === DOT
  const key = isCode ? codeKey(source, at, lineEnd, open) : wordKey(source, at, lineEnd, open)
  return key ?? (inHeader ? headerKey(source, at, lineEnd) : null)
}

/** `Summary` followed by the EudraCT number; a file may also start with the EudraCT number at once. */
function startsRecord(source: string, at: number, lineEnd: number, isFirst: boolean): boolean {
  if (isFirst && source.startsWith(FIRST_LINE, at)) return true
  if (!source.startsWith('Summary', at)) return false
  if (skipBlanks(source, at + 7, lineEnd) !== lineEnd) return false
  let next = lineEnd
  while (next < source.length && isBlank(source.charCodeAt(next))) next++
  return source.startsWith(FIRST_LINE, next)
}

/** `Sponsor 1` and `MedDRA Classification`: lines of the form that carry no code. */
function wordKey(source: string, at: number, lineEnd: number, open: OpenField | null): OpenField | null {
  const section = open?.code.charAt(0)
  if (section === 'B' && source.startsWith('Sponsor ', at)) {
    const value = source.slice(at + 8, Math.min(lineEnd, at + 12)).trim()
    return /^\d{1,3}$/.test(value) && skipBlanks(source, at + 8 + value.length, lineEnd) === lineEnd
      ? { code: 'B.Sponsor', label: '', lang: null, kind: 'group', order: open?.order ?? 0, valueStart: at + 8 }
      : null
  }
  if (section === 'E' && source.startsWith('MedDRA Classification', at)) {
    const isWhole = skipBlanks(source, at + 21, lineEnd) === lineEnd
    return isWhole
      ? { code: 'E.', label: '', lang: null, kind: 'heading', order: open?.order ?? 0, valueStart: 0 }
      : null
  }
  return null
}

function headerKey(source: string, at: number, lineEnd: number): OpenField | null {
  const colon = colonBefore(source, at, lineEnd)
  if (colon < 0) return null
  return { code: '', label: source.slice(at, colon), lang: null, kind: 'plain', order: 0, valueStart: colon + 1 }
}

function codeKey(source: string, at: number, lineEnd: number, open: OpenField | null): OpenField | null {
  // A letter and a dot.
  let hash = addToHash(addToHash(0, source.charCodeAt(at)), DOT)
  let tokenEnd = at + 2
  const limit = Math.min(lineEnd, at + LONGEST_TOKEN + 1)
  for (; tokenEnd < limit; tokenEnd++) {
    const char = source.charCodeAt(tokenEnd)
    if (!isTokenChar(char)) break
    hash = addToHash(hash, char)
  }
  if (tokenEnd - at > LONGEST_TOKEN) return null
  if (tokenEnd < lineEnd && !isBlank(source.charCodeAt(tokenEnd)) && source.charCodeAt(tokenEnd) !== COLON) return null
  const known = TOKENS.get(hash)
  if (known?.token.length !== tokenEnd - at || !source.startsWith(known.token, at)) {
    return unknownCodeKey(source, source.slice(at, tokenEnd), tokenEnd, lineEnd, open)
  }
  const { candidates } = known
  for (const known of candidates) {
    const key = labelledKey(source, known, tokenEnd, lineEnd)
    if (key) return key
  }
  return rewordedKey(source, candidates, tokenEnd, lineEnd, open)
}

/** Code and label are the form's. */
function labelledKey(source: string, known: KnownCode, tokenEnd: number, lineEnd: number): OpenField | null {
  const { code, tail, label, kind, order } = known
  if (!source.startsWith(tail, tokenEnd)) return null
  const labelStart = skipBlanks(source, tokenEnd + tail.length, lineEnd)
  if (!source.startsWith(label, labelStart) && !(kind === 'heading' && isSameWords(source, labelStart, label)))
    return null
  const labelEnd = labelStart + label.length
  let at = skipBlanks(source, labelEnd, lineEnd)
  const lang = langTag(source, at, lineEnd)
  if (lang) at = skipBlanks(source, at + 4, lineEnd)
  if (source.charCodeAt(at) === COLON && at < lineEnd) return { code, label, lang, kind, order, valueStart: at + 1 }
  if (at === lineEnd || label.endsWith('?')) return { code, label, lang, kind, order, valueStart: at }
  if (kind === 'heading') return { code, label, lang, kind, order, valueStart: at }
  return labelEnd === labelStart ? null : keyAtColon(source, { code, kind, order }, labelStart, lineEnd)
}

/** Headings are printed in capitals on the register's pages. */
function isSameWords(source: string, at: number, label: string): boolean {
  if ((source.charCodeAt(at) | CASE) !== (label.charCodeAt(0) | CASE)) return false
  return source.slice(at, at + label.length).toLowerCase() === label.toLowerCase()
}

/** A known code with words that are not the form's: taken where it cannot be a line of somebody's free text. */
function rewordedKey(
  source: string,
  candidates: readonly KnownCode[],
  tokenEnd: number,
  lineEnd: number,
  open: OpenField | null,
): OpenField | null {
  const known = candidates.find((candidate) => candidate.kind !== 'heading') ?? candidates[0]
  if (!known || !open || known.code.length < 3) return null
  const ahead = known.order - open.order
  if (open.kind === 'free-text' && (ahead < 1 || ahead > NEAR_AHEAD)) return null
  const code = known.code.slice(0, known.code.length - known.tail.length)
  const kind = known.kind === 'free-text' ? 'free-text' : 'plain'
  return keyAtColon(source, { code, kind, order: known.order }, skipBlanks(source, tokenEnd, lineEnd), lineEnd)
}

/** A code we have never seen ends a plain value, so that it stays apart; inside free text it is text. */
function unknownCodeKey(
  source: string,
  token: string,
  tokenEnd: number,
  lineEnd: number,
  open: OpenField | null,
): OpenField | null {
  if (!open || open.kind === 'free-text' || !/^[A-Z](?:\.\d{1,2}){1,6}$/.test(token)) return null
  return keyAtColon(
    source,
    { code: token, kind: 'plain', order: open.order },
    skipBlanks(source, tokenEnd, lineEnd),
    lineEnd,
  )
}

function keyAtColon(
  source: string,
  base: { code: string; kind: CodeKind; order: number },
  labelStart: number,
  lineEnd: number,
): OpenField | null {
  const colon = colonBefore(source, labelStart, lineEnd)
  if (colon < 0) return null
  const label = source.slice(labelStart, colon).trimEnd()
  const tagStart = labelStart + label.length - 4
  const lang = tagStart >= labelStart ? langTag(source, tagStart, lineEnd) : null
  return { ...base, label: lang ? label.slice(0, -4).trimEnd() : label, lang, valueStart: colon + 1 }
}

/** `(es)` at this place, as `es`. */
function langTag(source: string, at: number, lineEnd: number): string | null {
  if (source.charCodeAt(at) !== 40 || at + 4 > lineEnd || source.charCodeAt(at + 3) !== 41) return null
  const tag = source.slice(at + 1, at + 3)
  return /^[a-z]{2}$/.test(tag) ? tag : null
}

/** Position of the first colon in the line, or -1. Never looks past the line: that would not be linear. */
function colonBefore(source: string, from: number, lineEnd: number): number {
  for (let at = from; at < lineEnd; at++) if (source.charCodeAt(at) === COLON) return at
  return -1
}

function skipBlanks(source: string, from: number, lineEnd: number): number {
  let at = from
  while (at < lineEnd && isBlank(source.charCodeAt(at))) at++
  return at
}

function isBlank(char: number): boolean {
  return char === SPACE || char === TAB || char === NO_BREAK_SPACE || char === NEWLINE || char === RETURN
}

function isTokenChar(char: number): boolean {
  return (char >= 48 && char <= 57) || char === DOT || (char >= 97 && char <= 122) || (char >= 65 && char <= 90)
}
