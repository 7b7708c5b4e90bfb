import type { Locale } from '../state/locale.ts'

/** The name of a filter in words. */
export function filterName(name: string, { words }: Locale): string {
  const text = words.filters
  const names: Readonly<Record<string, string>> = {
    substance: text.substance,
    status: text.status,
    purpose: text.purpose,
    condition: text.condition,
    country: text.country,
    recruitingIn: text.recruitingIn,
    phase: text.phase,
    admitsMinors: text.minors,
    age: text.age,
    sex: text.sex,
    registry: text.registry,
    idReading: text.idReading,
    idTier: text.idTier,
    disagrees: text.disagrees,
    hasResults: text.results,
    role: text.role,
    enrolled: text.size,
    unstated: text.ageKind,
    startYear: words.charts.startYear.title,
    startFrom: text.startFrom,
    startTo: text.startTo,
    updatedFrom: text.updatedFrom,
    q: text.search,
  }
  return names[name] ?? name
}
