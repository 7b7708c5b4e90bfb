import type { TrialSummary } from '../../shared/trial.ts'
import type { Locale } from '../state/locale.ts'
import { ENROLLMENT_KINDS, formatSize, inRange } from '../state/local-filters.ts'
import type { EnrollmentKind } from '../state/local-filters.ts'
import type { Bar, Chart, ChartOf, Series, Tone } from './chart.ts'

/** Ends included; the edges are those of `/api/summary`. */
const BUCKETS: readonly { from: number; to: number | null }[] = [
  { from: 0, to: 0 },
  { from: 1, to: 10 },
  { from: 11, to: 20 },
  { from: 21, to: 50 },
  { from: 51, to: 100 },
  { from: 101, to: 200 },
  { from: 201, to: 500 },
  { from: 501, to: null },
]
const TONES: Record<EnrollmentKind, Tone> = { planned: 'first', actual: 'second', unspecified: 'muted' }

/** Participants per trial: planned, actual and "kind not stated" side by side, never added up. Withdrawn trials stand apart. */
export const enrollmentChart: ChartOf = (trials, locale): Chart => {
  const { words, formats } = locale
  const text = words.charts.enrollment
  const withdrawn = trials.filter(isWithdrawnEmpty)
  const counted = trials.filter((trial) => !isWithdrawnEmpty(trial))
  const bucketLabel = (from: number, to: number | null): string => {
    if (to === null) return text.bucketOpen(formats.number(from))
    return from === to ? formats.number(from) : text.bucket(formats.number(from), formats.number(to))
  }
  const labels: Record<EnrollmentKind, string> = {
    planned: words.enrollment.plannedLabel,
    actual: words.enrollment.actualLabel,
    unspecified: words.enrollment.unspecifiedLabel,
  }
  // A trial of 0 is odd enough to be shown, and rare enough to get a row only when there is one.
  const buckets = BUCKETS.filter(({ to }) => to !== 0 || counted.some(hasZero))
  const bars = buckets.map(({ from, to }): Bar => {
    const values = ENROLLMENT_KINDS.map((kind) => formatSize({ kind, from, to }))
    return { key: String(from), label: bucketLabel(from, to), filter: { name: 'enrolled', values } }
  })
  const series = ENROLLMENT_KINDS.map((kind): Series => {
    const values = countByBucket(counted, kind, buckets)
    const filters = buckets.map(({ from, to }) => ({ name: 'enrolled', values: [formatSize({ kind, from, to })] }))
    return { label: labels[kind], tone: TONES[kind], values, filters }
  }).filter((one) => one.values.some((value) => value > 0))

  const whole = counted.filter((trial) => !isPartial(trial))
  const partial = count(counted, (t) => hasNumber(t) && isPartial(t))
  const apart = count(counted, (t) => t.enrollment.unspecified !== null)
  const unstated = count(counted, (t) => !hasNumber(t))
  const note = (n: number, say: (n: number, count: string) => string): string[] =>
    n === 0 ? [] : [say(n, formats.number(n))]
  return {
    id: 'enrollment',
    title: text.title,
    summary: summaryOf(numbersOf(whole, 'planned'), numbersOf(whole, 'actual'), locale),
    group: text.group,
    bars,
    series,
    stacked: false,
    notes: [
      ...note(apart, text.apart),
      ...note(partial, text.partial),
      ...note(withdrawn.length, text.withdrawn),
      ...note(unstated, text.notStated),
    ],
  }
}

function summaryOf(planned: readonly number[], actual: readonly number[], { words, formats }: Locale): string {
  const text = words.charts.enrollment
  const trials = (numbers: readonly number[]): string =>
    words.charts.trialsCount(numbers.length, formats.number(numbers.length))
  const parts = [
    planned.length === 0 ? null : text.planned(formats.number(sum(planned)), trials(planned)),
    actual.length === 0 ? null : text.actual(formats.number(sum(actual)), trials(actual)),
    planned.length === 0 || actual.length === 0 ? null : text.never,
  ].filter((part) => part !== null)
  return parts.length === 0 ? text.none : parts.join(' ')
}

/** Withdrawn with 0 participants is not a trial of size 0. */
function isWithdrawnEmpty({ statusGroup, enrollment }: TrialSummary): boolean {
  return statusGroup === 'never-started' && (enrollment.actual === 0 || enrollment.unspecified === 0)
}

/** Counts only some of the countries: no part of a total. */
function isPartial({ enrollment }: TrialSummary): boolean {
  return enrollment.scope === 'eea' || enrollment.scope === 'country'
}

function hasZero({ enrollment: { planned, actual, unspecified } }: TrialSummary): boolean {
  return planned === 0 || actual === 0 || unspecified === 0
}

function hasNumber({ enrollment: { planned, actual, unspecified } }: TrialSummary): boolean {
  return planned !== null || actual !== null || unspecified !== null
}

function numbersOf(trials: readonly TrialSummary[], kind: EnrollmentKind): number[] {
  return trials.map((trial) => trial.enrollment[kind]).filter((n) => n !== null)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}

function count(trials: readonly TrialSummary[], test: (trial: TrialSummary) => boolean): number {
  let found = 0
  for (const trial of trials) if (test(trial)) found += 1
  return found
}

function countByBucket(
  trials: readonly TrialSummary[],
  kind: EnrollmentKind,
  buckets: readonly { from: number; to: number | null }[],
): number[] {
  const values = buckets.map(() => 0)
  for (const { enrollment } of trials) {
    const size = enrollment[kind]
    const at = size === null ? -1 : buckets.findIndex(({ from, to }) => inRange(size, { kind, from, to }))
    if (at !== -1) values[at] = (values[at] ?? 0) + 1
  }
  return values
}
