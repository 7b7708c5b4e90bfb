import type { TrialSummary } from '../../shared/trial.ts'

/**
 * Filters that only a chart bar sets. The API has no name for them, so they are taken out before the query is read.
 * `enrolled=planned:20-49` (ends included, `500-` is open), `startYear=2024`, `unstated=ages`, `startDate` or `country`.
 */
export const LOCAL_FILTERS = ['enrolled', 'startYear', 'unstated'] as const

const UNSTATED: Readonly<Record<string, (trial: TrialSummary) => boolean>> = {
  ages: (trial) => trial.ages.admitsMinors === null,
  startDate: (trial) => trial.startDate === null,
  country: (trial) => trial.countries.length === 0,
}

export const ENROLLMENT_KINDS = ['planned', 'actual', 'unspecified'] as const
export type EnrollmentKind = (typeof ENROLLMENT_KINDS)[number]

export interface SizeRange {
  kind: EnrollmentKind
  from: number
  /** null: no upper end. */
  to: number | null
}

const SIZE = /^(planned|actual|unspecified):(\d{1,7})-(\d{1,7})?$/

export function parseSize(value: string): SizeRange | null {
  const match = SIZE.exec(value)
  const kind = ENROLLMENT_KINDS.find((known) => known === match?.[1])
  if (match === null || kind === undefined) return null
  return { kind, from: Number(match[2]), to: match[3] === undefined ? null : Number(match[3]) }
}

export function formatSize({ kind, from, to }: SizeRange): string {
  return `${kind}:${from}-${to ?? ''}`
}

export function inRange(count: number | null, range: SizeRange): boolean {
  return count !== null && count >= range.from && (range.to === null || count <= range.to)
}

/** The test of one local filter; null when its value is not understood. */
export function localTest(name: string, values: readonly string[]): ((trial: TrialSummary) => boolean) | null {
  if (name === 'unstated') return unstatedTest(values)
  if (name === 'startYear') {
    const years = new Set(values)
    return values.every((value) => /^\d{4}$/.test(value))
      ? (trial) => trial.startDate !== null && years.has(trial.startDate.slice(0, 4))
      : null
  }
  const ranges = values.map(parseSize)
  const known = ranges.filter((range) => range !== null)
  if (known.length !== ranges.length) return null
  return (trial) => known.some((range) => inRange(trial.enrollment[range.kind], range))
}

function unstatedTest(values: readonly string[]): ((trial: TrialSummary) => boolean) | null {
  const tests = values.map((value) => (Object.hasOwn(UNSTATED, value) ? UNSTATED[value] : undefined))
  const known = tests.filter((test) => test !== undefined)
  return known.length === tests.length ? (trial) => known.some((test) => test(trial)) : null
}
