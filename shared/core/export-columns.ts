import type { TrialSummary } from '../trial.ts'

/** A cell: several values are separated by ` | `; null (not stated by the registry) is an empty cell. */
export type Cell = string | number | boolean | null

const list = (values: readonly string[]): string | null => (values.length === 0 ? null : values.join(' | '))

const READ = {
  trialId: (t) => t.trialId,
  title: (t) => t.title,
  titleLang: (t) => t.titleLang,
  substances: (t) => list(t.substances.map(({ substanceId }) => substanceId)),
  roles: (t) => list(t.substances.map(({ role }) => role)),
  purpose: (t) => t.purpose,
  statusGroup: (t) => t.statusGroup,
  overallStatus: (t) => t.overallStatus,
  statusDate: (t) => t.statusDate,
  statusRegistryId: (t) => t.statusRegistryId,
  statusAsOf: (t) => t.statusAsOf,
  statusFrom: (t) => t.statusFrom,
  recruitingCountries: (t) => list(t.recruitingCountries),
  staleRecruiting: (t) => t.staleRecruiting,
  phases: (t) => list(t.phases),
  enrollmentPlanned: (t) => t.enrollment.planned,
  enrollmentActual: (t) => t.enrollment.actual,
  enrollmentUnspecified: (t) => t.enrollment.unspecified,
  enrollmentScope: (t) => t.enrollment.scope,
  minimumYears: (t) => t.ages.minimumYears,
  maximumYears: (t) => t.ages.maximumYears,
  ageBands: (t) => list(t.ages.bands),
  admitsMinors: (t) => t.ages.admitsMinors,
  agesStated: (t) => t.ages.stated,
  sex: (t) => t.sex,
  conditions: (t) => list(t.conditions),
  interventions: (t) => list(t.interventions),
  idTiers: (t) => list(t.idTiers),
  idReading: (t) => list(t.idReading),
  countries: (t) => list(t.countries),
  leadSponsor: (t) => t.leadSponsor.name,
  leadSponsorKind: (t) => t.leadSponsor.kind,
  startDate: (t) => t.startDate,
  completionDate: (t) => t.completionDate,
  lastUpdated: (t) => t.lastUpdated,
  hasResults: (t) => t.hasResults,
  disagreements: (t) => list(t.disagreements),
  asOf: (t) => t.asOf,
  from: (t) => t.from,
} satisfies Record<string, (trial: TrialSummary) => Cell>

/** Columns of the CSV export that come from the trial itself, in order. */
export const TRIAL_COLUMNS = Object.keys(READ) as (keyof typeof READ)[]
/** Columns that say where it stands: one for each registry comes before them, named by the registry's id. */
export const LINK_COLUMNS = ['url', 'recordUrls', 'page'] as const
export type ExportColumn = (typeof TRIAL_COLUMNS)[number] | (typeof LINK_COLUMNS)[number]

/** The trial's part of a row, in the order of `TRIAL_COLUMNS`. */
export function trialCells(trial: TrialSummary): Cell[] {
  return TRIAL_COLUMNS.map((name) => READ[name](trial))
}

/** The numbers of a trial in one registry. */
export function numberCell(trial: TrialSummary, registryId: string): Cell {
  return list(trial.registryIds[registryId] ?? [])
}
