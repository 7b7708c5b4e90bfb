/** Partial dates: yyyy, yyyy-mm or yyyy-mm-dd. An unknown day or month stays unknown; nothing is filled in. */

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function toPartialDate(year: number, month: number | null, day: number | null): string | null {
  if (year < 1000 || year > 9999) return null
  if (month === null) return String(year)
  if (month < 1 || month > 12) return null
  if (day === null) return `${year}-${pad(month)}`
  return day < 1 || day > daysInMonth(year, month) ? null : `${year}-${pad(month)}-${pad(day)}`
}

/**
 * yyyy, yyyy-mm, yyyy-mm-dd, or an ISO timestamp cut to its date (CTIS writes up to nine decimals and no zone:
 * `2024-06-17T18:55:58.504634679`). Anything else, and days that do not exist, give null.
 */
export function parseIsoDate(text: string): string | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}[\d:.,]{0,20}(?:Z|[+-]\d{2}:?\d{2})?)?)?)?$/.exec(
    text.trim(),
  )
  if (match === null) return null
  const [, year, month, day] = match
  return toPartialDate(Number(year), month === undefined ? null : Number(month), day === undefined ? null : Number(day))
}

/** DD/MM/YYYY as CTIS search and RSS write it: 08/12/2025 is 8 December. */
export function parseDayMonthYear(text: string): string | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim())
  return match === null ? null : toPartialDate(Number(match[3]), Number(match[2]), Number(match[1]))
}

/** `27 Sep 2021`, `27 September 2021`, `September 2021` as EUCTR's result pages write it. English month names only. */
export function parseWrittenDate(text: string): string | null {
  const match = /^(?:(\d{1,2})\s{1,3})?([A-Z]{3,9})\.?\s{1,3}(\d{4})$/i.exec(text.trim())
  if (match === null) return null
  const [, day, word = '', year] = match
  const month = MONTHS.findIndex((name) => name.startsWith(word.toLowerCase()))
  return month === -1 ? null : toPartialDate(Number(year), month + 1, day === undefined ? null : Number(day))
}

/**
 * Order of two partial dates for sorting (-1, 0, 1). A total order: where one is only known to the month or year it
 * stands before every day of that month or year.
 */
export function compareDates(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Earliest of the known dates; null when none is known. */
export function earliest(dates: readonly (string | null)[]): string | null {
  return pick(dates, -1)
}

/** Latest of the known dates; null when none is known. */
export function latest(dates: readonly (string | null)[]): string | null {
  return pick(dates, 1)
}

function pick(dates: readonly (string | null)[], wanted: -1 | 1): string | null {
  let best: string | null = null
  for (const date of dates) {
    if (date !== null && (best === null || compareDates(date, best) === wanted)) best = date
  }
  return best
}

/**
 * False for years outside 1950-2100. Registers hold such dates (typing errors); they are shown as written, and this
 * tells who draws or computes with them.
 */
export function isPlausibleDate(date: string): boolean {
  const year = Number(date.slice(0, 4))
  return year >= 1950 && year <= 2100
}
