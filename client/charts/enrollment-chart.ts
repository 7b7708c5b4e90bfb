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
  const sizes = countSizes(trials)
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
  const buckets = BUCKETS.filter(({ to }) => to !== 0 || sizes.hasZero)
  const bars = buckets.map(({ from, to }): Bar => {
    const values = ENROLLMENT_KINDS.map((kind) => formatSize({ kind, from, to }))
    return { key: String(from), label: bucketLabel(from, to), filter: { name: 'enrolled', values } }
  })
  const series = ENROLLMENT_KINDS.map((kind): Series => {
    const values = countByBucket(sizes.numbers[kind], kind, buckets)
    const filters = buckets.map(({ from, to }) => ({ name: 'enrolled', values: [formatSize({ kind, from, to })] }))
    return { label: labels[kind], tone: TONES[kind], values, filters }
  }).filter((one) => one.values.some((value) => value > 0))

  const note = (n: number, say: (n: number, count: string) => string): string[] =>
    n === 0 ? [] : [say(n, formats.number(n))]
  return {
    id: 'enrollment',
    title: text.title,
    summary: summaryOf(sizes.whole, locale),
    group: text.group,
    bars,
    series,
    stacked: false,
    notes: [
      ...note(sizes.apart, text.apart),
      ...note(sizes.partial, text.partial),
      ...note(sizes.withdrawn, text.withdrawn),
      ...note(sizes.unstated, text.notStated),
    ],
  }
}

/** Trials and their participants together. */
interface Total {
  trials: number
  participants: number
}

function summaryOf({ planned, actual }: Sizes['whole'], { words, formats }: Locale): string {
  const text = words.charts.enrollment
  const trials = ({ trials: n }: Total): string => words.charts.trialsCount(n, formats.number(n))
  const parts = [
    planned.trials === 0 ? null : text.planned(formats.number(planned.participants), trials(planned)),
    actual.trials === 0 ? null : text.actual(formats.number(actual.participants), trials(actual)),
    planned.trials === 0 || actual.trials === 0 ? null : text.never,
  ].filter((part) => part !== null)
  return parts.length === 0 ? text.none : parts.join(' ')
}

interface Sizes {
  /** How often each number occurs, without withdrawn trials of 0. */
  numbers: Record<EnrollmentKind, ReadonlyMap<number, number>>
  /** Of trials that count in full. */
  whole: { planned: Total; actual: Total }
  hasZero: boolean
  withdrawn: number
  partial: number
  apart: number
  unstated: number
}

/** Everything the chart says, in one pass: of 20,000 trials, going through them is what takes the time. */
function countSizes(trials: readonly TrialSummary[]): Sizes {
  const numbers = {
    planned: new Map<number, number>(),
    actual: new Map<number, number>(),
    unspecified: new Map<number, number>(),
  }
  const whole = { planned: { trials: 0, participants: 0 }, actual: { trials: 0, participants: 0 } }
  const sizes = { numbers, whole, hasZero: false, withdrawn: 0, partial: 0, apart: 0, unstated: 0 }
  for (const trial of trials) {
    if (isWithdrawnEmpty(trial)) {
      sizes.withdrawn += 1
      continue
    }
    const { enrollment } = trial
    const { planned, actual, unspecified } = enrollment
    const isPart = isPartial(enrollment)
    for (const kind of ENROLLMENT_KINDS) {
      const size = enrollment[kind]
      if (size === null) continue
      numbers[kind].set(size, (numbers[kind].get(size) ?? 0) + 1)
      if (kind === 'unspecified' || isPart) continue
      whole[kind].trials += 1
      whole[kind].participants += size
    }
    const isStated = planned !== null || actual !== null || unspecified !== null
    if (planned === 0 || actual === 0 || unspecified === 0) sizes.hasZero = true
    if (isStated && isPart) sizes.partial += 1
    if (unspecified !== null) sizes.apart += 1
    if (!isStated) sizes.unstated += 1
  }
  return sizes
}

/** Withdrawn with 0 participants is not a trial of size 0. */
function isWithdrawnEmpty({ statusGroup, enrollment }: TrialSummary): boolean {
  return statusGroup === 'never-started' && (enrollment.actual === 0 || enrollment.unspecified === 0)
}

/** Counts only some of the countries: no part of a total. */
function isPartial({ scope }: TrialSummary['enrollment']): boolean {
  return scope === 'eea' || scope === 'country'
}

function countByBucket(
  numbers: ReadonlyMap<number, number>,
  kind: EnrollmentKind,
  buckets: readonly { from: number; to: number | null }[],
): number[] {
  const values = buckets.map(() => 0)
  for (const [size, trials] of numbers) {
    const at = buckets.findIndex(({ from, to }) => inRange(size, { kind, from, to }))
    if (at !== -1) values[at] = (values[at] ?? 0) + trials
  }
  return values
}
