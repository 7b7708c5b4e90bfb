import {
  DISAGREEMENT_FIELDS,
  ID_READINGS,
  ID_TIERS,
  PHASES,
  PURPOSES,
  SEXES,
  STATUS_GROUPS,
} from '../../shared/trial-values.ts'
import type { RegistryState } from '../../shared/api.ts'
import { conditions } from '../../shared/conditions/index.ts'
import { substances } from '../../shared/substances/index.ts'
import type { FacetName } from '../../shared/trial-query.ts'
import type { FacetCounts } from '../state/list-view.ts'
import type { Locale } from '../state/locale.ts'
import { isolated } from '../../shared/text/isolated.ts'
import { parseSize } from '../state/local-filters.ts'
import { valuesOf } from '../state/url-state.ts'
import type { Params } from '../state/url-state.ts'
import { filterName } from './filter-name.ts'
import { fieldWords } from './trial-words.ts'

export interface FilterOption {
  value: string
  label: string
  /** A few words under the label. */
  note: string | null
  count: number
  checked: boolean
}

export interface FilterGroup {
  name: string
  legend: string
  options: readonly FilterOption[]
  /** Shown opened on a wide screen. */
  open: boolean
  /** One value at a time (true or false), not several. */
  single: boolean
}

interface GroupRule {
  name: FacetName
  open: boolean
  single: boolean
  /** Values in their own order; null: by count, those that occur. */
  values: readonly string[] | null
}

const RULES: readonly GroupRule[] = [
  { name: 'status', open: true, single: false, values: STATUS_GROUPS },
  { name: 'condition', open: true, single: false, values: null },
  { name: 'country', open: true, single: false, values: null },
  { name: 'purpose', open: false, single: false, values: PURPOSES },
  { name: 'phase', open: false, single: false, values: [...PHASES, 'none'] },
  { name: 'admitsMinors', open: false, single: true, values: ['true', 'false'] },
  { name: 'sex', open: false, single: false, values: SEXES },
  { name: 'registry', open: false, single: false, values: null },
  { name: 'disagrees', open: false, single: false, values: ['any', ...DISAGREEMENT_FIELDS] },
  { name: 'idReading', open: false, single: false, values: ID_READINGS },
  { name: 'hasResults', open: false, single: true, values: ['true', 'false'] },
]

export interface GroupInput {
  facets: FacetCounts
  recruitingNow: number
  params: Params
  registries: readonly RegistryState[]
}

/** The filters with their live counts, ready to draw. A value without trials is left out unless it is chosen. */
export function filterGroups({ facets, recruitingNow, params, registries }: GroupInput, locale: Locale): FilterGroup[] {
  return RULES.map(({ name, open, single, values }) => {
    const counts = facets[name] ?? new Map<string, number>()
    const chosen = valuesOf(params, name)
    const known = values ?? [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    const all = [...known, ...chosen.filter((value) => !known.includes(value) && value !== 'all')]
    const options = all
      .filter((value) => (counts.get(value) ?? 0) > 0 || chosen.includes(value))
      .map((value): FilterOption => {
        const count = counts.get(value) ?? 0
        const label = filterValueWords(name, value, locale, registries)
        const isRecruiting = name === 'status' && value === 'recruiting' && recruitingNow < count
        const note = isRecruiting ? splitNote(recruitingNow, count, locale) : null
        return { value, label, note, count, checked: chosen.includes(value) }
      })
    return { name, legend: filterName(name, locale), options, open, single }
  }).filter((group) => group.options.length > 0)
}

/** "0 now, 23 in copies": a copy never counts as recruiting now. */
function splitNote(now: number, count: number, { words, formats }: Locale): string {
  return words.filters.recruitingSplit(formats.number(now), formats.number(count - now))
}

/** One value of a filter in words; what we have no words for is shown as it is. */
export function filterValueWords(
  name: string,
  value: string,
  locale: Locale,
  registries: readonly RegistryState[],
): string {
  const { words, formats, lang } = locale
  const text = words.filters
  const known = <T extends string>(values: readonly T[], label: Readonly<Record<T, string>>): string => {
    const found = values.find((one) => one === value)
    return found === undefined ? value : label[found]
  }
  const readers: Readonly<Record<string, () => string>> = {
    status: () => known(STATUS_GROUPS, words.status.now),
    purpose: () => (value === 'all' ? text.allPurposes : known(PURPOSES, words.purpose)),
    phase: () =>
      value === 'none'
        ? text.phaseNotStated
        : value
            .split('/')
            .map((one) => phaseLabel(one, locale))
            .join(' + '),
    sex: () => known(SEXES, words.sex),
    idReading: () => known(ID_READINGS, words.idReading),
    idTier: () => known(ID_TIERS, words.idTier),
    disagrees: () => words.card.disagree(value === 'any' ? text.disagreesAny : fieldWords(value, locale)),
    country: () => formats.country(value),
    recruitingIn: () => words.card.recruitingIn(formats.country(value)),
    condition: () => conditions.find((one) => one.id === value)?.name[lang] ?? value,
    substance: () => substances.find((one) => one.id === value)?.name[lang] ?? value,
    registry: () => registries.find((one) => one.registryId === value)?.name ?? value,
    admitsMinors: () => (value === 'true' ? text.minorsYes : text.minorsNo),
    hasResults: () => (value === 'true' ? text.hasResults : text.noResults),
    role: () => (value === 'all' ? text.allRoles : value),
    unstated: () =>
      value === 'startDate' ? text.startNotStated : value === 'country' ? text.countryNotStated : text.ageNotStated,
    startYear: () => `${words.charts.startYear.title}${words.app.colon}${value}`,
    enrolled: () => sizeLabel(value, locale),
    startFrom: () => `${text.startFrom} ${formats.date(value)}`,
    startTo: () => `${text.startTo} ${formats.date(value)}`,
    updatedFrom: () => `${text.updatedFrom} ${formats.date(value)}`,
    q: () => text.chipSearch(isolated(value)),
  }
  return readers[name]?.() ?? value
}

function phaseLabel(value: string, { words }: Locale): string {
  const phase = PHASES.find((known) => known === value)
  return phase === undefined ? value : words.phase[phase]
}

function sizeLabel(value: string, { words, formats }: Locale): string {
  const range = parseSize(value)
  if (range === null) return value
  const kinds = {
    planned: words.enrollment.plannedLabel,
    actual: words.enrollment.actualLabel,
    unspecified: words.enrollment.unspecifiedLabel,
  }
  const { bucket, bucketOpen } = words.charts.enrollment
  const from = formats.number(range.from)
  return `${kinds[range.kind]}${words.app.colon}${range.to === null ? bucketOpen(from) : bucket(from, formats.number(range.to))}`
}
