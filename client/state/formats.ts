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
const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** `countries`: names that are there already, by their code; for others the browser is asked. */
export function createFormats(lang: Lang, countries: Readonly<Record<string, string>> = {}): Formats {
  const tag = TAG[lang]
  // Making one of these takes longer than drawing a card, and few pages need them all.
  const number = whenUsed(() => new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }))
  const dateOf = (options: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
    whenUsed(() => new Intl.DateTimeFormat(tag, options))
  const dates = {
    year: dateOf({ year: 'numeric', timeZone: 'UTC' }),
    month: dateOf({ year: 'numeric', month: 'long', timeZone: 'UTC' }),
    day: dateOf({ dateStyle: 'long', timeZone: 'UTC' }),
    local: dateOf({ dateStyle: 'long' }),
    time: dateOf({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
  }
  const regions = whenUsed(() => new Intl.DisplayNames([tag], { type: 'region', fallback: 'code' }))
  const languages = whenUsed(() => new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }))
  const list = whenUsed(() => new Intl.ListFormat(tag, { type: 'conjunction' }))
  const units = new Map<string, Intl.NumberFormat>()
  const unit = (name: 'year' | 'month' | 'day', value: number): string => {
    const held = units.get(name)
    const format =
      held ?? new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 1 })
    if (held === undefined) units.set(name, format)
    return format.format(value)
  }

  return {
    lang,
    // Most numbers are small ones, which look the same in both; the first formatter of a page takes a slow phone 0.1 s.
    number: (value) => (Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : number().format(value)),
    date(value) {
      const parts = PARTIAL.exec(value)
      const time = Date.parse(value)
      if (Number.isNaN(time)) return value
      if (parts === null) return dates.local().format(time)
      if (parts[3] !== undefined) return dates.day().format(time)
      return (parts[2] === undefined ? dates.year : dates.month)().format(time)
    },
    dateTime(value) {
      const time = Date.parse(value)
      return Number.isNaN(time) ? value : dates.time().format(time)
    },
    age(years) {
      if (years >= 1 || years === 0) return unit('year', years)
      const months = years * 12
      return isWhole(months) ? unit('month', Math.round(months)) : unit('day', Math.round(years * 365.25))
    },
    wholeYears: (years) => (Number.isInteger(years) ? number().format(years) : null),
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
    list: (items) => list().format(items),
  }
}

/** Made at its first use. */
function whenUsed<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 0.01
}
