export type Lang = 'en' | 'nl'

const MONTHS: Record<Lang, readonly string[]> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  nl: [
    'januari',
    'februari',
    'maart',
    'april',
    'mei',
    'juni',
    'juli',
    'augustus',
    'september',
    'oktober',
    'november',
    'december',
  ],
}

/** "22 November 2026", "November 2026" or "2026" from an ISO date or time (UTC); another text stays as it is. */
export function plainDate(iso: string, lang: Lang): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?$/.exec(iso)
  const [, year, month, day] = match ?? []
  if (year === undefined) return iso
  if (month === undefined) return year
  const name = MONTHS[lang][Number(month) - 1]
  if (name === undefined) return iso
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`
}

/** 1234567 as "1,234,567" or "1.234.567". */
export function plainNumber(n: number, lang: Lang): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, lang === 'en' ? ',' : '.')
}
