import { plainDate, plainNumber } from '../../shared/text/plain-date.ts'

/** Languages of the screen. */
export const LANGS = ['en', 'nl'] as const
export type Lang = (typeof LANGS)[number]

/** British English and Dutch forms of numbers, dates, countries and lists; pure apart from Intl. */
export interface Formats {
  lang: Lang
  number(value: number): string
  /** `yyyy`, `yyyy-mm`, `yyyy-mm-dd` or an ISO time, as exact as it was stated. Unreadable text is returned as it is. */
  date(value: string): string
  dateTime(value: string): string
  /** An exact age in years, in the unit that makes it a whole number where there is one. */
  age(years: number): string
  /** The number of a whole age in years without its unit, for ranges; null when it is not whole. */
  wholeYears(years: number): string | null
  country(code: string): string
  /** A language by its code ("en"), in words. */
  language(code: string): string
  list(items: readonly string[]): string
}

const TAG: Record<Lang, string> = { en: 'en-GB', nl: 'nl-NL' }
const PARTIAL = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/
const AND: Record<Lang, string> = { en: 'and', nl: 'en' }
type Unit = 'year' | 'month' | 'day'
/** One, and more than one. */
const UNITS: Record<Lang, Record<Unit, readonly [string, string]>> = {
  en: { year: ['year', 'years'], month: ['month', 'months'], day: ['day', 'days'] },
  nl: { year: ['jaar', 'jaar'], month: ['maand', 'maanden'], day: ['dag', 'dagen'] },
}
/** As long as they are not cut off: "Sept", but "mrt". */
const SHORT_MONTHS: Record<Lang, readonly string[]> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'],
  nl: ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
}

/**
 * `countries`: names that are there already, by their code; for others the browser is asked. What the browser would
 * write is written here: making one of its formatters takes a slow phone as long as drawing several cards. A test holds
 * them to the browser's.
 */
export function createFormats(lang: Lang, countries: Readonly<Record<string, string>> = {}): Formats {
  const tag = TAG[lang]
  const decimals = whenUsed(() => new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }))
  const regions = whenUsed(() => new Intl.DisplayNames([tag], { type: 'region', fallback: 'code' }))
  const languages = whenUsed(() => new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }))
  const number = (value: number): string =>
    Number.isSafeInteger(value) && value >= 0 ? plainNumber(value, lang) : decimals().format(value)
  const unit = (name: Unit, value: number): string => `${number(value)} ${UNITS[lang][name][value === 1 ? 0 : 1]}`

  return {
    lang,
    number,
    date(value) {
      const time = Date.parse(value)
      if (Number.isNaN(time)) return value
      return plainDate(PARTIAL.test(value) ? value : localDay(new Date(time)), lang)
    },
    dateTime(value) {
      const at = new Date(value)
      if (Number.isNaN(at.getTime())) return value
      const month = SHORT_MONTHS[lang][at.getMonth()] ?? ''
      return `${at.getDate()} ${month}, ${padded(at.getHours())}:${padded(at.getMinutes())}`
    },
    age(years) {
      if (years >= 1 || years === 0) return unit('year', years)
      const months = years * 12
      return isWhole(months) ? unit('month', Math.round(months)) : unit('day', Math.round(years * 365.25))
    },
    wholeYears: (years) => (Number.isInteger(years) ? number(years) : null),
    country(code) {
      try {
        if (Object.hasOwn(countries, code)) return countries[code] ?? code
        return regions().of(code) ?? code
      } catch {
        return code
      }
    },
    language(code) {
      try {
        return languages().of(code) ?? code
      } catch {
        return code
      }
    },
    list: (items) => [items.slice(0, -1).join(', '), ...items.slice(-1)].filter(Boolean).join(` ${AND[lang]} `),
  }
}

/** Made at its first use. */
function whenUsed<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

function padded(part: number): string {
  return String(part).padStart(2, '0')
}

/** yyyy-mm-dd where the reader is. */
function localDay(at: Date): string {
  return `${String(at.getFullYear()).padStart(4, '0')}-${padded(at.getMonth() + 1)}-${padded(at.getDate())}`
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 0.01
}
