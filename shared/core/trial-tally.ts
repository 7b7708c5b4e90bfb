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
}

export interface Tally {
  /** Trials that pass every filter, in the order given. */
  kept: TrialSummary[]
  /** For each filter: how many trials it hides that no other filter does. */
  hiddenBy: ReadonlyMap<string, number>
  /** By name of the reader: trials per value. A trial counts once for each of its values. */
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>
}

interface Bit {
  name: string
  bit: number
  tests: readonly NamedTest['test'][]
}

/** Everything a list of trials with filters has to say, in one pass. At most 31 names of filters. */
export function tallyTrials(
  trials: readonly TrialSummary[],
  filters: readonly NamedTest[],
  readers: readonly Reader[],
): Tally {
  const bits = bitsOf(filters)
  const maskOf = (names: readonly string[]): number =>
    bits.reduce((mask, { name, bit }) => (names.includes(name) ? mask | bit : mask), 0)
  const counters = readers.map(({ name, lifts, read }) => ({
    name,
    read,
    lifted: maskOf(lifts),
    count: new Map<string, number>(),
  }))
  // A trial whose failures no reader lifts together, and that fails more than one filter, says nothing more.
  const useful = [...new Set([...bits.map(({ bit }) => bit), ...counters.map(({ lifted }) => lifted)])]
  const hidden = new Map<number, number>()
  const kept: TrialSummary[] = []
  for (const trial of trials) {
    const failed = failedBits(trial, bits, useful)
    if (failed === null) continue
    if (failed === 0) kept.push(trial)
    else hidden.set(failed, (hidden.get(failed) ?? 0) + 1)
    for (const { read, lifted, count } of counters) {
      if ((failed & ~lifted) === 0) countValues(count, read(trial))
    }
  }
  return {
    kept,
    hiddenBy: new Map(bits.map(({ name, bit }) => [name, hidden.get(bit) ?? 0])),
    counts: new Map(counters.map(({ name, count }) => [name, count])),
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

function countValues(count: Map<string, number>, values: string | readonly string[]): void {
  if (typeof values === 'string') {
    count.set(values, (count.get(values) ?? 0) + 1)
    return
  }
  for (let at = 0; at < values.length; at++) {
    const value = values[at]
    if (value !== undefined && values.indexOf(value) === at) count.set(value, (count.get(value) ?? 0) + 1)
  }
}
