import type { TrialSummary } from '../trial.ts'
import type { Column, Groups } from './trial-columns.ts'

/**
 * A test with the name of the filter it belongs to; two tests may share a name. `groups`: the test gives the same for
 * all trials of a group, so that it is asked once for each.
 */
export interface NamedTest {
  name: string
  test: (trial: TrialSummary) => boolean
  groups?: Groups
  /** The answers for all trials, known before (1: passes); then `test` is not asked. */
  answers?: Uint8Array
}

/** One count per value that `read` gives, over the trials that pass every filter not lifted. */
export interface Reader {
  name: string
  lifts: readonly string[]
  read: (trial: TrialSummary) => string | readonly string[]
  groups?: Groups
}

/** The trials to look through, with what was worked out for them before. */
export interface TallyInput {
  trials: readonly TrialSummary[]
  /** Positions in the list, when another order is wanted. */
  order?: Uint32Array
  /** The values of a reader that depend on the trial alone; null for other readers. */
  columnOf?: (reader: Reader) => Column | null
}

export interface Tally {
  /** Trials that pass every filter, in the order given. */
  kept: TrialSummary[]
  /** For each filter: how many trials it hides that no other filter does. */
  hiddenBy: ReadonlyMap<string, number>
  /** By name of the reader: trials per value. A trial counts once for each of its values. */
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** Everything a list of trials with filters has to say, in one pass. At most 31 names of filters. */
export function tallyTrials(input: TallyInput, filters: readonly NamedTest[], readers: readonly Reader[]): Tally {
  const { trials } = input
  const bits = bitsOf(filters)
  const maskOf = (names: readonly string[]): number =>
    bits.reduce((mask, { name, bit }) => (names.includes(name) ? mask | bit : mask), 0)
  const lifted = readers.map(({ lifts }) => maskOf(lifts))
  // A trial that fails several filters says nothing more, unless some reader lifts them all.
  const byFailure = sift(input, bits, [...new Set([...bits.map(({ bit }) => bit), ...lifted])])
  const counts = readers.map((reader, index) => {
    const mask = lifted[index] ?? 0
    const parts = [...byFailure].filter(([failed]) => (failed & ~mask) === 0).map(([, positions]) => positions)
    return [reader.name, countParts(input, reader, parts)] as const
  })
  return {
    kept: trialsAt(trials, byFailure.get(0) ?? []),
    hiddenBy: new Map(bits.map(({ name, bit }) => [name, byFailure.get(bit)?.length ?? 0])),
    counts: new Map(counts),
  }
}

function trialsAt(trials: readonly TrialSummary[], positions: readonly number[]): TrialSummary[] {
  const kept: TrialSummary[] = []
  for (const at of positions) {
    const trial = trials[at]
    if (trial !== undefined) kept.push(trial)
  }
  return kept
}

/** A test of the trial at a position. */
type TestAt = (trial: TrialSummary, at: number) => boolean

interface Bit {
  name: string
  bit: number
  tests: readonly TestAt[]
}

function bitsOf(filters: readonly NamedTest[]): Bit[] {
  const names = [...new Set(filters.map(({ name }) => name))]
  return names.map((name, index) => ({
    name,
    bit: 1 << index,
    tests: filters.filter((filter) => filter.name === name).map(testAt),
  }))
}

function testAt({ test, groups, answers: known }: NamedTest): TestAt {
  if (known !== undefined) return (_trial, at) => known[at] === 1
  if (groups === undefined) return test
  const { codes } = groups
  const answers = Uint8Array.from(groups.examples, (trial) => (test(trial) ? 1 : 0))
  return (_trial, at) => answers[codes[at] ?? 0] === 1
}

/** Positions of the trials by the filters they fail (0: none), without those nobody asks about. */
function sift({ trials, order }: TallyInput, bits: readonly Bit[], useful: readonly number[]): Map<number, number[]> {
  const byFailure = new Map<number, number[]>([[0, []]])
  for (let place = 0; place < trials.length; place++) {
    const at = order?.[place] ?? place
    const trial = trials[at]
    const failed = trial === undefined ? null : failedBits(trial, at, bits, useful)
    if (failed === null) continue
    const alike = byFailure.get(failed)
    if (alike === undefined) byFailure.set(failed, [at])
    else alike.push(at)
  }
  return byFailure
}

/** The filters a trial fails, as bits; null as soon as they are more than anybody asks about. */
function failedBits(trial: TrialSummary, at: number, bits: readonly Bit[], useful: readonly number[]): number | null {
  let failed = 0
  for (const { bit, tests } of bits) {
    if (passes(trial, at, tests)) continue
    failed |= bit
    if (!isWithin(failed, useful)) return null
  }
  return failed
}

function passes(trial: TrialSummary, at: number, tests: readonly TestAt[]): boolean {
  for (const test of tests) if (!test(trial, at)) return false
  return true
}

function isWithin(failed: number, useful: readonly number[]): boolean {
  for (const mask of useful) if ((failed & ~mask) === 0) return true
  return false
}

type Parts = readonly (readonly number[])[]

function countParts({ trials, columnOf }: TallyInput, reader: Reader, parts: Parts): ReadonlyMap<string, number> {
  if (reader.groups !== undefined) return countGroups(reader.groups, reader, parts)
  const column = columnOf?.(reader) ?? null
  if (column !== null) return countColumn(column, parts)
  const counts = new Map<string, number>()
  for (const positions of parts) {
    for (const at of positions) {
      const trial = trials[at]
      if (trial !== undefined) addValues(counts, reader.read(trial), 1)
    }
  }
  return counts
}

function countColumn({ values, codes, starts }: Column, parts: Parts): ReadonlyMap<string, number> {
  const counts = new Uint32Array(values.length)
  for (const positions of parts) {
    for (const at of positions) {
      const end = starts[at + 1] ?? 0
      for (let next = starts[at] ?? 0; next < end; next++) {
        const code = codes[next] ?? 0
        counts[code] = (counts[code] ?? 0) + 1
      }
    }
  }
  return new Map(values.map((value, code) => [value, counts[code] ?? 0] as const).filter(([, count]) => count > 0))
}

function countGroups({ codes, examples }: Groups, { read }: Reader, parts: Parts): ReadonlyMap<string, number> {
  const sizes = new Uint32Array(examples.length)
  for (const positions of parts) {
    for (const at of positions) {
      const code = codes[at] ?? 0
      sizes[code] = (sizes[code] ?? 0) + 1
    }
  }
  const counts = new Map<string, number>()
  for (const [code, example] of examples.entries()) addValues(counts, read(example), sizes[code] ?? 0)
  return counts
}

/** A value that stands there twice counts once. */
function addValues(counts: Map<string, number>, values: string | readonly string[], times: number): void {
  if (times === 0) return
  const list = typeof values === 'string' ? [values] : values
  for (let at = 0; at < list.length; at++) {
    const value = list[at]
    if (value !== undefined && list.indexOf(value) === at) counts.set(value, (counts.get(value) ?? 0) + times)
  }
}
