import { tidyLine, tidyText } from './euctr-normalise.ts'
import type { CountryRecord, EuctrField } from './euctr-text.ts'
import type { LocalText } from '../../shared/trial.ts'

/** One country record of one trial, with its fields by code. */
export interface CountryBlock {
  /** Two capitals, or `3rd`. */
  country: string
  /** 1; more where the register sends several records for one country (seen: 2022-002568-62/SE, 2021-002179-21/PL). */
  ordinal: number
  fields: readonly EuctrField[]
  byCode: ReadonlyMap<string, readonly EuctrField[]>
}

const NOT_PRESENT = 'Information not present in EudraCT'

export function toBlock(country: string, ordinal: number, record: CountryRecord): CountryBlock {
  const byCode = new Map<string, EuctrField[]>()
  for (const field of record.fields) {
    const same = byCode.get(field.code)
    if (same) same.push(field)
    else byCode.set(field.code, [field])
  }
  return { country, ordinal, fields: record.fields, byCode }
}

/** The value in readable form, or null when the register states nothing. */
export function stated(value: string | undefined): string | null {
  const text = tidyText(value ?? '')
  return text === '' || text === NOT_PRESENT ? null : text
}

/** First untagged value of a code whose label starts with `label`, on one line. */
export function lineOf(block: CountryBlock, code: string, label = ''): string | null {
  for (const field of block.byCode.get(code) ?? []) {
    if (field.lang !== null || !field.label.startsWith(label)) continue
    const text = stated(field.value)
    if (text !== null) return tidyLine(text)
  }
  return null
}

/**
 * A one-line value (number, date, status): its first line only, because words the parser does not know as a key may
 * follow on the next.
 */
export function shortOf(block: CountryBlock, code: string, label = ''): string | null {
  for (const field of block.byCode.get(code) ?? []) {
    const text = field.label.startsWith(label) ? stated(firstLine(field.value)) : null
    if (text !== null) return tidyLine(text)
  }
  return null
}

function firstLine(value: string): string {
  const end = value.indexOf('\n')
  return end < 0 ? value : value.slice(0, end)
}

/** A header line (`Trial Status`) by its label. */
export function headerOf(block: CountryBlock, label: string): string | null {
  return shortOf(block, '', label)
}

/** Every value of a code, tagged ones with their language. */
export function localTexts(block: CountryBlock, code: string, label = ''): LocalText[] {
  return (block.byCode.get(code) ?? []).flatMap((field) => {
    const text = field.label.startsWith(label) ? stated(field.value) : null
    return text === null ? [] : [{ text: tidyLine(text), lang: field.lang }]
  })
}

/** Yes/No answer; null for "Information not present in EudraCT", blank and anything else. */
export function answerOf(block: CountryBlock, code: string): boolean | null {
  // F.1.1 is both the answer on under-18s and their number (third-country records): the number is not an answer.
  const field = block.byCode.get(code)?.find(({ label }) => !label.startsWith('Number'))
  const text = firstLine(field?.value ?? '')
    .trim()
    .toLowerCase()
  return text === 'yes' ? true : text === 'no' ? false : null
}

/** True when any record says Yes, false when none does and one says No, else null. */
export function anyAnswer(blocks: readonly CountryBlock[], code: string): boolean | null {
  const answers = blocks.map((block) => answerOf(block, code))
  return answers.includes(true) ? true : answers.includes(false) ? false : null
}

/** A whole number, also `1,200` and `1.200`; null for anything else. */
export function numberOf(block: CountryBlock, code: string): number | null {
  const text = shortOf(block, code)
  if (text === null) return null
  if (/^\d{1,9}$/.test(text)) return Number(text)
  return /^\d{1,3}([.,]\d{3}){1,2}$/.test(text) ? Number(text.replace(/[.,]/g, '')) : null
}

/** The value most records give; between equals the one met first. Null for none. */
export function mostCommon<T>(values: readonly (T | null)[]): T | null {
  const counts = new Map<T, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best: T | null = null
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value
  return best
}
