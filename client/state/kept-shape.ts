import type { HomePlace } from './near-me.ts'
import type { SavedCopy, SavedTrial } from './saved-copy.ts'

/*
 * What this site left on the device, checked when it is read back: an older version, another program or a curious
 * person may have changed it. Written out, because the first page reads it and the schema library arrives later.
 */

/** What stays on this device and never travels: the language, the age and place a person chose, the last visit. */
export interface Kept {
  lang?: string
  age?: number
  place?: HomePlace
  /** ISO times of this visit's last page and of the end of the visit before it. */
  visit?: { at: string; before: string | null }
}

type Fields = Readonly<Record<string, unknown>>
type Check = (value: unknown) => boolean

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)
const within =
  (least: number, most: number): Check =>
  (value) =>
    isNumber(value) && value >= least && value <= most

/** Whether all values of an object are of one kind. */
export const isMapOf =
  <T>(check: (value: unknown) => value is T) =>
  (value: unknown): value is Readonly<Record<string, T>> =>
    isFields(value) && !Array.isArray(value) && Object.values(value).every(check)

export const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText)

function has(value: unknown, shape: Readonly<Record<string, Check>>): boolean {
  return isFields(value) && Object.entries(shape).every(([name, check]) => check(value[name]))
}

const PLACE = { name: orNull(isText), country: orNull(isText), lat: within(-90, 90), lon: within(-180, 180) }
const KEPT = {
  lang: isText,
  age: (value: unknown) => Number.isInteger(value) && within(0, 120)(value),
  place: (value: unknown) => has(value, PLACE),
  visit: (value: unknown) => has(value, { at: isText, before: orNull(isText) }),
}

export function isKept(value: unknown): value is Kept {
  return (
    isFields(value) && Object.entries(KEPT).every(([name, check]) => value[name] === undefined || check(value[name]))
  )
}

const COPY: Record<keyof SavedCopy, Check> = {
  title: isText,
  titleLang: isText,
  statusGroup: isText,
  overallStatus: isText,
  planned: orNull(isNumber),
  actual: orNull(isNumber),
  unspecified: orNull(isNumber),
  minimumYears: orNull(isNumber),
  maximumYears: orNull(isNumber),
  bands: isTexts,
  startDate: orNull(isText),
  completionDate: orNull(isText),
  recruitingCountries: isTexts,
}
const SAVED: Record<keyof SavedTrial, Check> = {
  trialId: isText,
  at: isText,
  copy: orNull((value) => has(value, COPY)),
}

export function isSavedTrials(value: unknown): value is SavedTrial[] {
  return Array.isArray(value) && value.every((one) => has(one, SAVED))
}
