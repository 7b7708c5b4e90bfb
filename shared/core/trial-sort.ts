import type { TrialSummary } from '../trial.ts'
import { enrollmentSize } from './enrollment.ts'
import { compareText } from './preferred.ts'
import { dateKey, NO_KEY, recruitingKey } from './recruiting-order.ts'
import { kept, Scratch } from './scratch.ts'
import { titleKey } from './search-text.ts'
import { eachInSteps, finish, sortInSteps, sortNumbersInSteps, type Steps } from './steps.ts'

export const SORTS = ['recruiting-first', 'newest', 'updated', 'largest', 'title'] as const
type SortName = (typeof SORTS)[number]
export type TrialSort = SortName | `-${SortName}`

/** More than any key; times the number of trials still exact in a double (up to a million trials). */
const MAX_KEY = 5_000_000_000
/** Runs of trials that are alike, after which a step ends. */
const STEP = 500

/** A sorted copy. Ties keep the order given; a trial that does not state the value comes last, whichever way is asked. */
export function sortTrials(trials: readonly TrialSummary[], sort: TrialSort): TrialSummary[] {
  const sorted: TrialSummary[] = []
  for (const at of sortPositions(trials, sort)) {
    const trial = trials[at]
    if (trial) sorted.push(trial)
  }
  return sorted
}

/** The same as positions in the list given. */
function sortPositions(trials: readonly TrialSummary[], sort: TrialSort): Uint32Array {
  const { forward, backward } = finish(sortBothInSteps(trials, plainSort(sort)))
  return sort.startsWith('-') ? backward : forward
}

/** The sort that a backward one (`-newest`) goes against. */
export function plainSort(sort: TrialSort): SortName {
  return (sort.startsWith('-') ? sort.slice(1) : sort) as SortName
}

/** Positions in a list, in an order and against it. */
export interface BothOrders {
  forward: Uint32Array
  backward: Uint32Array
}

/**
 * The orders of a sort and of its backward one as positions in the list given. Key and position are packed into one
 * number, so that 200,000 trials sort without calling back 3 million times; the backward order is read from the forward
 * one. `earlier`: the orders of another list, taken over where they are the same.
 */
export function* sortBothInSteps(
  trials: readonly TrialSummary[],
  sort: SortName,
  earlier?: BothOrders,
): Steps<BothOrders> {
  const scratch = new Scratch()
  const made = { forward: scratch.uint32(trials.length), backward: scratch.uint32(trials.length) }
  yield* sort === 'title' ? sortByTitle(trials, made) : sortByKey(trials, KEYS[sort], made)
  const both = { forward: kept(made.forward, earlier?.forward), backward: kept(made.backward, earlier?.backward) }
  scratch.giveBack()
  return both
}

function* sortByKey(
  trials: readonly TrialSummary[],
  keyOf: (trial: TrialSummary) => number,
  into: BothOrders,
): Steps<void> {
  const scratch = new Scratch()
  const unsorted = scratch.float64(trials.length)
  yield* eachInSteps(trials, (trial, index) => {
    const key = Math.min(keyOf(trial), MAX_KEY - 1)
    const rank = key === NO_KEY ? MAX_KEY : MAX_KEY - 1 - key
    unsorted[index] = rank * trials.length + index
  })
  const packed = yield* sortNumbersInSteps(unsorted, scratch.float64(trials.length))
  for (let place = 0; place < packed.length; place++) into.forward[place] = (packed[place] ?? 0) % trials.length
  yield
  const rankAt = (place: number): number => Math.floor((packed[place] ?? 0) / trials.length)
  const isAlike = (a: number, b: number): boolean => rankAt(a) === rankAt(b)
  yield* turnRound(into, isAlike, (place) => rankAt(place) === MAX_KEY)
  scratch.giveBack()
}

/** The order backward: places alike keep theirs among each other, and those that state nothing stay at the end. */
function* turnRound(
  { forward, backward }: BothOrders,
  alike: (place: number, other: number) => boolean,
  isUnstated: (place: number) => boolean = () => false,
): Steps<void> {
  let stated = forward.length
  while (stated > 0 && isUnstated(stated - 1)) stated--
  backward.set(forward.subarray(stated), stated)
  for (let end = stated, to = 0, runs = 1; end > 0; runs++) {
    let start = end - 1
    while (start > 0 && alike(start - 1, end - 1)) start--
    for (let at = start; at < end; at++) backward[to++] = forward[at] ?? 0
    end = start
    if (runs % STEP === 0) yield
  }
}

/** The higher the key, the earlier; NO_KEY: not stated. */
const KEYS: Record<Exclude<SortName, 'title'>, (trial: TrialSummary) => number> = {
  'recruiting-first': recruitingKey,
  newest: (trial) => dateKey(trial.startDate),
  updated: (trial) => dateKey(trial.lastUpdated),
  largest: (trial) => enrollmentSize(trial.enrollment) ?? NO_KEY,
}

/** Letters that titles are sorted into boxes by: many begin alike, and few comparisons are left within a box. */
const BOX_LETTERS = 12

function* sortByTitle(trials: readonly TrialSummary[], into: BothOrders): Steps<void> {
  const keys: string[] = []
  const boxes = new Map<string, number[]>()
  yield* eachInSteps(trials, (trial, at) => {
    const key = titleKey(trial)
    keys.push(key)
    const beginning = key.slice(0, BOX_LETTERS)
    const box = boxes.get(beginning)
    if (box === undefined) boxes.set(beginning, [at])
    else box.push(at)
  })
  const keyOf = (index: number | undefined): string => keys[index ?? 0] ?? ''
  const compare = (a: number, b: number): number => compareText(keyOf(a), keyOf(b)) || a - b
  let place = 0
  for (const beginning of yield* sortInSteps([...boxes.keys()], compareText)) {
    for (const at of yield* sortInSteps(boxes.get(beginning) ?? [], compare)) into.forward[place++] = at
    yield
  }
  yield* turnRound(into, (a, b) => keyOf(into.forward[a]) === keyOf(into.forward[b]))
}
