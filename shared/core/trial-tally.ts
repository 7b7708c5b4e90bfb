import type { TrialSummary } from '../trial.ts'

/** A test with the name of the filter it belongs to. Two tests may share a name: lifting it lifts both. */
export interface NamedTest {
  name: string
  test: (trial: TrialSummary) => boolean
}

/** One count per value that `read` gives, over the trials that pass every filter not lifted. */
export interface Reader {
  name: string
  lifts: readonly string[]
  read: (trial: TrialSummary) => string | readonly string[]
  /** Whether what `read` gives depends on the trial alone: then it is read once (`TrialColumns`). */
  fixed?: boolean
}

export interface Tally {
  /** Trials that pass every filter, in the order given. */
  kept: TrialSummary[]
  /** For each filter: how many trials it hides that no other filter does. */
  hiddenBy: ReadonlyMap<string, number>
  /** By name of the reader: trials per value. A trial counts once for each of its values. */
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** The values of all trials for one reader as numbers: trial `i` has `codes[starts[i]]` up to `codes[starts[i + 1]]`. */
interface Column {
  values: string[]
  codes: Uint32Array
  starts: Uint32Array
}

/** What fixed readers give for a list of trials, read once: counting numbers is some ten times faster than words. */
export class TrialColumns {
  readonly trials: readonly TrialSummary[]
  readonly #columns = new Map<string, Column>()

  constructor(trials: readonly TrialSummary[]) {
    this.trials = trials
  }

  column({ name, read }: Reader): Column {
    const held = this.#columns.get(name)
    if (held !== undefined) return held
    const column = readColumn(this.trials, read)
    this.#columns.set(name, column)
    return column
  }
}

function readColumn(trials: readonly TrialSummary[], read: Reader['read']): Column {
  const numbers = new Map<string, number>()
  const codes: number[] = []
  const starts = new Uint32Array(trials.length + 1)
  const note = (value: string): void => {
    const code = numbers.get(value) ?? numbers.size
    numbers.set(value, code)
    codes.push(code)
  }
  for (const [at, trial] of trials.entries()) {
    forEachValue(read(trial), note)
    starts[at + 1] = codes.length
  }
  return { values: [...numbers.keys()], codes: Uint32Array.from(codes), starts }
}

interface Bit {
  name: string
  bit: number
  tests: readonly NamedTest['test'][]
}

interface Counter {
  lifted: number
  /** Counts trial number `at`. */
  count: (at: number, trial: TrialSummary) => void
  result: () => ReadonlyMap<string, number>
}

/**
 * Everything a list of trials with filters has to say, in one pass. At most 31 names of filters. `order`: positions in
 * the list, when another order is wanted.
 */
export function tallyTrials(
  { trials, column }: Pick<TrialColumns, 'trials'> & { column?: (reader: Reader) => Column },
  filters: readonly NamedTest[],
  readers: readonly Reader[],
  order: Uint32Array | null = null,
): Tally {
  const bits = bitsOf(filters)
  const maskOf = (names: readonly string[]): number =>
    bits.reduce((mask, { name, bit }) => (names.includes(name) ? mask | bit : mask), 0)
  const counters = readers.map((reader): Counter => {
    const lifted = maskOf(reader.lifts)
    return reader.fixed === true && column ? columnCounter(column(reader), lifted) : mapCounter(reader, lifted)
  })
  // A trial that fails several filters says nothing more, unless some reader lifts them all.
  const useful = [...new Set([...bits.map(({ bit }) => bit), ...counters.map(({ lifted }) => lifted)])]
  const hidden = new Map<number, number>()
  const kept: TrialSummary[] = []
  for (let place = 0; place < trials.length; place++) {
    const at = order?.[place] ?? place
    const trial = trials[at]
    const failed = trial === undefined ? null : failedBits(trial, bits, useful)
    if (trial === undefined || failed === null) continue
    if (failed === 0) kept.push(trial)
    else hidden.set(failed, (hidden.get(failed) ?? 0) + 1)
    for (const { lifted, count } of counters) if ((failed & ~lifted) === 0) count(at, trial)
  }
  return {
    kept,
    hiddenBy: new Map(bits.map(({ name, bit }) => [name, hidden.get(bit) ?? 0])),
    counts: new Map(readers.map(({ name }, index) => [name, counters[index]?.result() ?? new Map<string, number>()])),
  }
}

function columnCounter({ values, codes, starts }: Column, lifted: number): Counter {
  const counts = new Uint32Array(values.length)
  return {
    lifted,
    count: (at) => {
      const end = starts[at + 1] ?? 0
      for (let next = starts[at] ?? 0; next < end; next++) {
        const code = codes[next] ?? 0
        counts[code] = (counts[code] ?? 0) + 1
      }
    },
    result: () => new Map(values.map((value, code) => [value, counts[code] ?? 0] as const).filter(([, n]) => n > 0)),
  }
}

function mapCounter({ read }: Reader, lifted: number): Counter {
  const counts = new Map<string, number>()
  const add = (value: string): void => void counts.set(value, (counts.get(value) ?? 0) + 1)
  return { lifted, count: (_at, trial) => forEachValue(read(trial), add), result: () => counts }
}

/** A value that stands there twice counts once. */
function forEachValue(values: string | readonly string[], see: (value: string) => void): void {
  if (typeof values === 'string') {
    see(values)
    return
  }
  for (let at = 0; at < values.length; at++) {
    const value = values[at]
    if (value !== undefined && values.indexOf(value) === at) see(value)
  }
}

function bitsOf(filters: readonly NamedTest[]): Bit[] {
  const names = [...new Set(filters.map(({ name }) => name))]
  return names.map((name, index) => ({
    name,
    bit: 1 << index,
    tests: filters.filter((filter) => filter.name === name).map(({ test }) => test),
  }))
}

/** The filters a trial fails, as bits; null as soon as they are more than anybody asks about. */
function failedBits(trial: TrialSummary, bits: readonly Bit[], useful: readonly number[]): number | null {
  let failed = 0
  for (const { bit, tests } of bits) {
    if (passes(trial, tests)) continue
    failed |= bit
    if (!isWithin(failed, useful)) return null
  }
  return failed
}

function passes(trial: TrialSummary, tests: readonly NamedTest['test'][]): boolean {
  for (const test of tests) if (!test(trial)) return false
  return true
}

function isWithin(failed: number, useful: readonly number[]): boolean {
  for (const mask of useful) if ((failed & ~mask) === 0) return true
  return false
}
