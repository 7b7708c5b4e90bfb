/**
 * Work on many trials, with places to pause in it: whoever does the steps may answer somebody or draw something between
 * two of them. A step takes a fraction of a millisecond, or a few milliseconds where nothing smaller can be had.
 */
export type Steps<T> = Generator<void, T>

/** Trials after which a step ends, when one of them takes a microsecond or a few. */
const STEP = 200

/** All steps at once. */
export function finish<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** `forEach`. */
export function* eachInSteps<T>(values: Iterable<T>, act: (value: T, at: number) => void, every = STEP): Steps<void> {
  if (Array.isArray(values)) {
    yield* eachOfList(values as readonly T[], act, every)
    return
  }
  let at = 0
  for (const value of values) {
    act(value, at)
    at++
    if (at % every === 0) yield
  }
}

/** Without an iterator, which leaves an object behind for each value: a quarter of the garbage of a publish. */
function* eachOfList<T>(list: readonly T[], act: (value: T, at: number) => void, every: number): Steps<void> {
  for (let at = 0; at < list.length;) {
    act(list[at] as T, at)
    at++
    if (at % every === 0) yield
  }
}

/** `list.map`. */
export function* mapInSteps<T, U>(list: Iterable<T>, read: (value: T) => U, every = STEP): Steps<U[]> {
  const mapped: U[] = []
  yield* eachInSteps(list, (value) => void mapped.push(read(value)), every)
  return mapped
}

/** `list.filter`. */
export function* filterInSteps<T>(list: readonly T[], test: (value: T) => boolean, every = STEP): Steps<T[]> {
  const kept: T[] = []
  const keep = (value: T): void => {
    if (test(value)) kept.push(value)
  }
  yield* eachInSteps(list, keep, every)
  return kept
}

/** Sorted at once; longer runs are put together from two. */
const RUN = 500

/** `[...list].sort(compare)`: stable as well. */
export function* sortInSteps<T>(list: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  if (list.length <= RUN) return [...list].sort(compare)
  if (yield* isSortedInSteps(list, compare)) return [...list]
  let runs: T[][] = []
  for (let at = 0; at < list.length; at += RUN) {
    runs.push(list.slice(at, at + RUN).sort(compare))
    yield
  }
  while (runs.length > 1) {
    const longer: T[][] = []
    for (let at = 0; at < runs.length; at += 2) {
      const [first = [], second = []] = [runs[at], runs[at + 1]]
      longer.push(yield* merge(first, second, compare))
    }
    runs = longer
  }
  return runs[0] ?? []
}

function* isSortedInSteps<T>(list: readonly T[], compare: (a: T, b: T) => number): Steps<boolean> {
  for (let at = 1; at < list.length; at++) {
    const [before, value] = [list[at - 1], list[at]]
    if (before !== undefined && value !== undefined && compare(before, value) > 0) return false
    if (at % STEP === 0) yield
  }
  return true
}

function* merge<T>(first: readonly T[], second: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  const merged: T[] = []
  let next = 0
  yield* eachOfList(
    first,
    (value) => {
      for (; next < second.length; next++) {
        const other = second[next]
        if (other === undefined || compare(other, value) >= 0) break
        merged.push(other)
      }
      merged.push(value)
    },
    RUN,
  )
  for (; next < second.length; next++) {
    const other = second[next]
    if (other !== undefined) merged.push(other)
    if (next % RUN === RUN - 1) yield
  }
  return merged
}

/** Numbers sorted at once (a millisecond or two), and merged before a step ends. */
const NUMBERS = 16_384

/** `numbers.sort()`, none of which is NaN. `spare`: as long, used up as `numbers` is; either is given back. */
export function* sortNumbersInSteps(numbers: Float64Array, spare: Float64Array): Steps<Float64Array> {
  for (let at = 0; at < numbers.length; at += NUMBERS) {
    numbers.subarray(at, at + NUMBERS).sort()
    yield
  }
  let from = numbers
  let to = spare
  for (let run = NUMBERS; run < numbers.length; run *= 2) {
    for (let at = 0; at < numbers.length; at += 2 * run) {
      const middle = Math.min(at + run, numbers.length)
      const end = Math.min(at + 2 * run, numbers.length)
      yield* mergeNumbers(from, to, { left: at, right: middle, middle, end })
    }
    ;[from, to] = [to, from]
  }
  return from
}

/** Two runs that are merged into the place of both; each is sorted already, and the second may be empty. */
interface Runs {
  left: number
  right: number
  /** Where the first ends and the second begins. */
  middle: number
  end: number
}

function* mergeNumbers(from: Float64Array, to: Float64Array, runs: Runs): Steps<void> {
  for (let place = runs.left; place < runs.end; place += NUMBERS) {
    mergePiece(from, to, { runs, place })
    yield
  }
}

/** The next numbers of both, from `place` on. */
function mergePiece(from: Float64Array, to: Float64Array, { runs, place }: { runs: Runs; place: number }): void {
  let { left, right } = runs
  const { middle, end } = runs
  const last = Math.min(place + NUMBERS, end)
  let at = place
  while (at < last && left < middle && right < end) {
    if ((from[left] ?? 0) <= (from[right] ?? 0)) to[at++] = from[left++] ?? 0
    else to[at++] = from[right++] ?? 0
  }
  while (at < last && left < middle) to[at++] = from[left++] ?? 0
  while (at < last && right < end) to[at++] = from[right++] ?? 0
  runs.left = left
  runs.right = right
}
