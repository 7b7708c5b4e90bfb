import type { LocalText } from '../../shared/trial.ts'
import { languageTag } from './ctis-codes.ts'
import type { Translations } from './ctis-reply.ts'

/** Small readings that every part of a CTIS record shares. */

/** One line without outer or double spaces (product names hold line breaks); null when nothing is left. */
export function oneLine(text: string | null | undefined): string | null {
  const line = (text ?? '').replace(/\s+/g, ' ').trim()
  return line === '' ? null : line
}

/** Word for word, line breaks kept; null when nothing is left. */
export function wholeText(text: string | null | undefined): string | null {
  const whole = (text ?? '').replace(/\r\n?/g, '\n').trim()
  return whole === '' ? null : whole
}

export function codeText(code: string | number | null | undefined): string | null {
  return oneLine(code === null || code === undefined ? null : String(code))
}

/** A whole number of people, or null. */
export function toCount(value: string | number | null | undefined): number | null {
  const text = codeText(value)
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** Texts in their order, once each, whatever their capitals. */
export function unique(texts: readonly (string | null)[]): string[] {
  const seen = new Map<string, string>()
  for (const text of texts) if (text !== null && !seen.has(text.toLowerCase())) seen.set(text.toLowerCase(), text)
  return [...seen.values()]
}

/** The text itself, whose language CTIS does not state, and its translations. */
export function localTexts(original: string | null | undefined, translations: Translations): LocalText[] {
  const base = oneLine(original)
  const texts: LocalText[] = base === null ? [] : [{ text: base, lang: null }]
  for (const { attributeTranslation, languageDescription } of translations ?? []) {
    const text = oneLine(attributeTranslation)
    const lang = languageTag(languageDescription ?? null)
    if (text !== null && text !== base) texts.push({ text, lang })
  }
  return texts
}
