import type { CriteriaText } from '../trial.ts'
import { inlineHeadingOffsets, readHeading, readLead, type CriteriaSide } from './criteria-headings.ts'
import { looksLikeHeading, readUnusualHeading } from './criteria-unread-headings.ts'
import { foldText } from './text-quote.ts'

/** One criterion word for word (bullet and markdown marks removed), with the sentence that opens the list it stands in. */
export interface CriteriaItem {
  side: CriteriaSide
  text: string
  /** "No history of any of the following:" above nested items; '' where there is none. */
  lead: string
  /** How many such sentences stand above it: 0 for an item of the list itself. */
  depth: number
}

export interface SplitCriteria {
  inclusion: string[]
  exclusion: string[]
  /** Items whose side the text does not say (no headings, or one heading for both). */
  other: string[]
}

const MAX_LEAD = 300
// A line this long was wrapped by a machine: the next line goes on with the sentence.
const WRAPPED_AT = 75
const MARKDOWN_ESCAPE = /\\([<>[\]*_~^#.()+\-!|{}`&])/g
// U+F0B7 is the bullet of the Symbol font, found in EUCTR texts.
const BULLET =
  /^(\s*)(?:(?<star>[*•·▪◦‣●○■□►➢✓✔\uF0B7\uF0A7]|o(?=\s))\s*|(?<dash>[-–—])\s+|(?<num>\(?\d{1,3}[.)](?!\d))\s*|(?<alpha>\(?[a-z][.)])\s+|(?<roman>\(?[ivx]{2,5}[.)])\s+)/i
const KINDS = ['star', 'dash', 'num', 'alpha', 'roman']
const INLINE_BULLET = /\s+[•●▪\uF0B7]\s*/g

interface Line {
  indent: number
  kind: string
  text: string
}

function readLine(raw: string): Line {
  const match = BULLET.exec(raw)
  const indent = (/^\s*/.exec(raw)?.[0] ?? '').replace(/\t/g, '  ').length
  if (!match || /^\s*\*\*/.test(raw)) return { indent, kind: 'none', text: raw.trim() }
  const kind = KINDS.find((name) => match.groups?.[name] !== undefined) ?? 'none'
  return { indent, kind, text: raw.slice(match[0].length).trim() }
}

/** Breaks "1. a 2. b 3. c" where the numbers run on from 1, or from the second on a line that began with the first. */
function splitNumbered(text: string, startsAt: number): string[] {
  if (!/\d[.)]\s/.test(text)) return [text]
  const parts: string[] = []
  let expected = startsAt
  let from = 0
  for (const match of text.matchAll(/(?:^|[\s;.,])\(?(\d{1,2})[.)]\s+(?=\S)/g)) {
    if (Number(match[1]) !== expected) continue
    const mark = match.index + match[0].search(/[(\d]/)
    if (mark > from) parts.push(text.slice(from, mark))
    from = match.index + match[0].length
    expected++
  }
  if (expected - startsAt < 2 && startsAt === 1) return [text]
  parts.push(text.slice(from))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** Lines of the text, broken also before headings and bullets that stand inside a line. */
function linesOf(text: string): string[] {
  const lines: string[] = []
  for (const raw of text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(MARKDOWN_ESCAPE, '$1')
    .split('\n')) {
    const broken = raw.trim() === '' ? raw : raw.replace(INLINE_BULLET, '\n• ')
    for (const line of broken.split('\n')) {
      let from = 0
      for (const offset of inlineHeadingOffsets(foldText(line))) {
        if (line.slice(from, offset).trim() !== '') lines.push(line.slice(from, offset))
        from = offset
      }
      lines.push(line.slice(from))
    }
  }
  return lines
}

const OPEN_END =
  /(?:,|\b(?:and|or|of|the|a|to|with|in|for|by|en|van|de|het|een|met|und|oder|der|die|mit|von|et|ou|les?|des?|y|o|el|la|con|di|e))\s*$/i

/** Does a line without a bullet go on with the item before it? A capital starts a new one unless that item is open. */
const joins = (previous: string, previousRaw: string, text: string): boolean =>
  !/[.;:!?]\s*$/.test(previous) &&
  ((previous.length > 20 && OPEN_END.test(previous.slice(-20))) ||
    (/^[\p{Ll}(&,]/u.test(text) && !/^[a-z]\)/.test(text)) ||
    (previousRaw.length >= WRAPPED_AT && !/^\p{Lu}/u.test(text)))

/** For each line, whether the next one that is not blank is a list item. */
function listFollows(lines: readonly Line[]): boolean[] {
  const follows: boolean[] = []
  let next = false
  for (let i = lines.length - 1; i >= 0; i--) {
    follows[i] = next
    const line = lines[i]
    if (line && line.text !== '') next = line.kind !== 'none'
  }
  return follows
}

const inCapitals = (text: string): boolean => /\p{Lu}{4}/u.test(text) && !/\p{Ll}/u.test(text)

function adoptInclusion(item: CriteriaItem): void {
  if (item.side === 'unknown') item.side = 'inclusion'
}

/** All items of one text in order. Linear in its length. */
function readText(text: string, defaultSide: CriteriaSide): CriteriaItem[] {
  const items: CriteriaItem[] = []
  const leads: { indent: number; kind: string; text: string }[] = []
  let side = defaultSide
  let sawHeading = false
  let previousRaw = ''
  // Since the last heading: has an item been read, was the last one in capitals, and where did its bullet stand?
  let previous: { capitals: boolean; indent: number } | null = null
  const add = (itemText: string, indent: number, kind: string): void => {
    while (leads.length > 0) {
      const top = leads[leads.length - 1]
      if (!top || indent > top.indent || (indent === top.indent && kind !== top.kind && kind !== 'none')) break
      leads.pop()
    }
    const lead = leads.map((one) => one.text).join(' ')
    items.push({ side, text: itemText, lead: lead.slice(-MAX_LEAD), depth: leads.length })
    if (/[:：]$/.test(itemText)) leads.push({ indent, kind, text: itemText })
  }

  const raws = linesOf(text)
  const lines = raws.map(readLine)
  const follows = listFollows(lines)
  for (const [index, line] of lines.entries()) {
    const raw = raws[index] ?? ''
    if (line.text === '') {
      previousRaw = ''
      continue
    }
    const plain = line.text.replace(/^[#*_\s]+|[*_\s]+$/g, '')
    const folded = foldText(plain)
    const heading = readHeading(plain, folded) ?? readUnusualHeading(plain, folded, line.kind !== 'none', side)
    if (heading) {
      // What stands above the first heading says whom the trial takes ("Children with Rett syndrome").
      if (!sawHeading && heading.side !== 'unknown') for (const item of items) adoptInclusion(item)
      sawHeading = true
      side = heading.side
      leads.length = 0
      previousRaw = ''
      previous = null
      if (heading.rest.trim() === '') continue
    }
    const content = heading ? heading.rest.trim() : line.text
    const kind = heading ? 'none' : line.kind
    const last = items.at(-1)
    if (!heading && kind === 'none' && previousRaw !== '' && last && joins(last.text, previousRaw, content)) {
      last.text = `${last.text} ${content}`
      previousRaw = raw
      continue
    }
    const opened = kind === 'none' ? readLead(foldText(content), side) : null
    if (opened !== null) {
      if (!sawHeading && opened === 'exclusion') for (const item of items) adoptInclusion(item)
      sawHeading ||= opened === 'exclusion'
      side = opened
    } else if (!heading && kind === 'none' && side === 'inclusion' && defaultSide === 'unknown' && previous) {
      const standsApart = previousRaw === '' || line.indent <= previous.indent
      if (standsApart && looksLikeHeading(plain, folded, follows[index] ?? false, previous.capitals)) {
        side = 'unknown'
        leads.length = 0
      }
    }
    const first = kind === 'num' ? 2 : 1
    for (const part of splitNumbered(content, first)) add(part, line.indent, kind)
    previous = { capitals: inCapitals(content), indent: line.indent }
    previousRaw = raw
  }
  return items
}

/** Every item of a criteria text with its side: what the text says it is, else where the register keeps it. */
export function readCriteria(criteria: CriteriaText): CriteriaItem[] {
  return [
    ...(criteria.combined === null ? [] : readText(criteria.combined, 'unknown')),
    ...(criteria.inclusion === null ? [] : readText(criteria.inclusion, 'inclusion')),
    ...(criteria.exclusion === null ? [] : readText(criteria.exclusion, 'exclusion')),
  ]
}

/** The criteria as lists of items, word for word. Headings are left out; nothing else is. */
export function splitCriteria(criteria: CriteriaText): SplitCriteria {
  const split: SplitCriteria = { inclusion: [], exclusion: [], other: [] }
  for (const { side, text } of readCriteria(criteria)) split[side === 'unknown' ? 'other' : side].push(text)
  return split
}
