import type { TrialSummary } from '../../shared/trial.ts'

/** What is kept of a trial when a person saves it: enough to name it and to say later what changed. */
export interface SavedCopy {
  title: string
  titleLang: string
  statusGroup: string
  overallStatus: string
  planned: number | null
  actual: number | null
  unspecified: number | null
  minimumYears: number | null
  maximumYears: number | null
  bands: string[]
  startDate: string | null
  completionDate: string | null
  recruitingCountries: string[]
}

export interface SavedTrial {
  trialId: string
  /** ISO time at which it was saved. */
  at: string
  /** How the trial was then; null when only its number was known. */
  copy: SavedCopy | null
}

export function copyOf(trial: TrialSummary): SavedCopy {
  const { title, titleLang, statusGroup, overallStatus, enrollment, ages } = trial
  return {
    title,
    titleLang,
    statusGroup,
    overallStatus,
    planned: enrollment.planned,
    actual: enrollment.actual,
    unspecified: enrollment.unspecified,
    minimumYears: ages.minimumYears,
    maximumYears: ages.maximumYears,
    bands: [...ages.bands],
    startDate: trial.startDate,
    completionDate: trial.completionDate,
    recruitingCountries: [...trial.recruitingCountries],
  }
}

/** One group of values that is told as one change, in the order in which it is told. */
const COMPARED = {
  status: ['statusGroup', 'overallStatus'],
  recruitingIn: ['recruitingCountries'],
  enrollment: ['planned', 'actual', 'unspecified'],
  ages: ['minimumYears', 'maximumYears', 'bands'],
  startDate: ['startDate'],
  completionDate: ['completionDate'],
} as const satisfies Record<string, readonly (keyof SavedCopy)[]>

export type SavedField = keyof typeof COMPARED

/** Which fields differ between the copy and the trial of now. The order within a list of bands or countries says nothing. */
export function changedFields(copy: SavedCopy, trial: TrialSummary): SavedField[] {
  const now = copyOf(trial)
  const fields = Object.entries(COMPARED) as [SavedField, readonly (keyof SavedCopy)[]][]
  return fields
    .filter(([, parts]) => parts.some((part) => textOf(copy[part]) !== textOf(now[part])))
    .map(([name]) => name)
}

function textOf(value: SavedCopy[keyof SavedCopy]): string {
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value)
}
