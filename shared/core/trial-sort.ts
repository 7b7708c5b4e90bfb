import { STATUS_GROUPS, type TrialSummary } from '../trial.ts'
import { enrollmentSize } from './enrollment.ts'
import { comparableText } from './search-text.ts'
import { eachInSteps, finish, sortInSteps, type Steps } from './steps.ts'

export const SORTS = ['recruiting-first', 'newest', 'updated', 'largest', 'title'] as const
type SortName = (typeof SORTS)[number]
export type TrialSort = SortName | `-${SortName}`

const STATUS_RANK = new Map(STATUS_GROUPS.map((group, rank) => [group, rank]))
const NO_KEY = -1
/** More than any date as a number (yyyymmdd). */
const DATE_SPAN = 100_000_000

/** More than any key; times the number of trials still exact in a double (up to a million trials). */
const MAX_KEY = 5_000_000_000

/** A sorted copy. Ties keep the order given; a trial that does not state the value comes last, whichever way is asked. */
export function sortTrials(trials: readonly TrialSummary[], sort: TrialSort): TrialSummary[] {
  const sorted: TrialSummary[] = []
  for (const at of sortPositions(trials, sort)) {
    const trial = trials[at]
    if (trial) sorted.push(trial)
  }
  return sorted
}

/**
 * The same as positions in the list given. Key and position are packed into one number, so that 200,000 trials sort
 * without calling back 3 million times.
 */
function sortPositions(trials: readonly TrialSummary[], sort: TrialSort): Uint32Array {
  return finish(sortPositionsInSteps(trials, sort))
}

export function* sortPositionsInSteps(trials: readonly TrialSummary[], sort: TrialSort): Steps<Uint32Array> {
  const reversed = sort.startsWith('-')
  const name = (reversed ? sort.slice(1) : sort) as SortName
  if (name === 'title') return yield* sortByTitle(trials, reversed)
  const keyOf = KEYS[name]
  const packed = new Float64Array(trials.length)
  yield* eachInSteps(trials, (trial, index) => {
    const key = Math.min(keyOf(trial), MAX_KEY - 1)
    const rank = key === NO_KEY ? MAX_KEY : reversed ? key : MAX_KEY - 1 - key
    packed[index] = rank * trials.length + index
  })
  packed.sort()
  yield
  const positions = new Uint32Array(trials.length)
  for (let place = 0; place < packed.length; place++) positions[place] = (packed[place] ?? 0) % trials.length
  return positions
}

/** The higher the key, the earlier; NO_KEY: not stated. */
const KEYS: Record<Exclude<SortName, 'title'>, (trial: TrialSummary) => number> = {
  'recruiting-first': recruitingKey,
  newest: (trial) => dateKey(trial.startDate),
  updated: (trial) => dateKey(trial.lastUpdated),
  largest: (trial) => enrollmentSize(trial.enrollment) ?? NO_KEY,
}

/** By status group; within one the register's own answers, then copies, then what looks out of date; then by update. */
function recruitingKey(trial: TrialSummary): number {
  const rank = STATUS_RANK.get(trial.statusGroup) ?? STATUS_GROUPS.length
  const trust = trial.staleRecruiting ? 0 : trial.statusFrom === 'snapshot' ? 1 : 2
  const openness = 3 * (STATUS_GROUPS.length - rank) + trust
  return openness * DATE_SPAN + Math.max(0, dateKey(trial.lastUpdated))
}

function dateKey(date: string | null): number {
  if (date === null) return NO_KEY
  const key = Number(date.slice(0, 10).replaceAll('-', '').padEnd(8, '0'))
  return Number.isNaN(key) ? NO_KEY : key
}

const titleKeys = new WeakMap<TrialSummary, string>()

/** What titles are ordered by; remembered for as long as the trial itself is. */
export function titleKey(trial: TrialSummary): string {
  const known = titleKeys.get(trial)
  if (known !== undefined) return known
  const key = comparableText(trial.title)
  titleKeys.set(trial, key)
  return key
}

function* sortByTitle(trials: readonly TrialSummary[], reversed: boolean): Steps<Uint32Array> {
  const keyed: { index: number; key: string }[] = []
  yield* eachInSteps(trials, (trial, index) => void keyed.push({ index, key: titleKey(trial) }))
  const sign = reversed ? -1 : 1
  const sorted = yield* sortInSteps(keyed, (a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : a.index - b.index))
  return Uint32Array.from(sorted, ({ index }) => index)
}
