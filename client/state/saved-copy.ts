import * as z from 'zod/mini'
import type { TrialSummary } from '../../shared/trial.ts'

/** What is kept of a trial when a person saves it: enough to name it and to say later what changed. */
export const SavedCopy = z.object({
  title: z.string(),
  titleLang: z.string(),
  statusGroup: z.string(),
  overallStatus: z.string(),
  planned: z.nullable(z.number()),
  actual: z.nullable(z.number()),
  unspecified: z.nullable(z.number()),
  minimumYears: z.nullable(z.number()),
  maximumYears: z.nullable(z.number()),
  bands: z.array(z.string()),
  startDate: z.nullable(z.string()),
  completionDate: z.nullable(z.string()),
  recruitingCountries: z.array(z.string()),
})
export type SavedCopy = z.infer<typeof SavedCopy>

export const SavedTrial = z.object({
  trialId: z.string(),
  /** ISO time at which it was saved. */
  at: z.string(),
  /** How the trial was then; null when only its number was known. */
  copy: z.nullable(SavedCopy),
})
export type SavedTrial = z.infer<typeof SavedTrial>

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
