import { tidyText } from './euctr-normalise.ts'
import type { CountryBlock } from './euctr-block.ts'
import type { ListedCountry } from './euctr-summary.ts'

/** Addresses, strengths and origins, and long texts that the record itself holds. */
const LEFT_OUT = /^(?:B\.5\.3|D\.3\.1[01]|E\.2\.[12]|E\.3$|E\.4$|E\.5|E\.8\.8|F\.5)/
const LONG_TEXTS = new Set(['E.3', 'E.4'])

/**
 * Main fields as written, by country record, code and label; a code that repeats gives a list. Criteria stand in it only
 * where the record's copy of them had to be made readable.
 */
export function euctrRaw(blocks: readonly CountryBlock[], listed: readonly ListedCountry[]): Record<string, unknown> {
  const raw: Record<string, unknown> = {
    listing: Object.fromEntries(listed.map(({ country, status }) => [country, status])),
  }
  for (const block of blocks) {
    raw[block.ordinal === 1 ? block.country : `${block.country} (${block.ordinal})`] = blockFields(block)
  }
  return raw
}

function blockFields(block: CountryBlock): Record<string, string | string[]> {
  const values = new Map<string, string[]>()
  for (const { code, label, lang, value } of block.fields) {
    const isKept = LONG_TEXTS.has(code) ? value !== tidyText(value) : !LEFT_OUT.test(code)
    if (!isKept || value === '') continue
    const key = [code, label, lang === null ? '' : `(${lang})`].filter((part) => part !== '').join(' ')
    const same = values.get(key)
    if (same) same.push(value)
    else values.set(key, [value])
  }
  return Object.fromEntries([...values].map(([key, all]) => [key, all.length === 1 ? (all[0] ?? '') : all]))
}
