import type { TrialSummary } from '../trial.ts'
import type { Groups } from './trial-columns.ts'

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
  /** It gives the same values for all trials of a group, so that it reads one of each. */
  groups?: Groups
}

/** The trials to look through, with what was worked out for them before. */
export interface TallyInput {
  trials: readonly TrialSummary[]
  /** Positions in the list, when another order is wanted. */
  order?: Uint32Array
}

export interface Tally {
  /** Trials that pass every filter, in the order given. */
  kept: TrialSummary[]
  /** For each filter: how many trials it hides that no other filter does. */
  hiddenBy: ReadonlyMap<string, number>
  /** By name of the reader: trials per value. A trial counts once for each of its values. */
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/**
 * Everything a list of trials with filters has to say. Each filter's answers are one row of flags; put together they say
 * for each trial which filters it fails, and every count is taken from that. At most 31 names of filters.
 */
export function tallyTrials(input: TallyInput, filters: readonly NamedTest[], readers: readonly Reader[]): Tally {
  const { trials } = input
  const bits = new Map([...new Set(filters.map(({ name }) => name))].map((name, index) => [name, 1 << index]))
  const maskOf = (names: readonly string[]): number => names.reduce((mask, name) => mask | (bits.get(name) ?? 0), 0)
  const lifted = readers.map(({ lifts }) => maskOf(lifts))
  // A trial that fails several filters says nothing more, unless some reader lifts them all.
  const useful = [...new Set([...bits.values(), ...lifted])]
  const byFailure = sift(input, failuresOf(trials, filters, bits), useful)
  const counts = readers.map((reader, index) => {
    const mask = lifted[index] ?? 0
    const parts = [...byFailure].filter(([failed]) => (failed & ~mask) === 0).map(([, positions]) => positions)
    return [reader.name, countParts(input, reader, parts)] as const
  })
  return {
    kept: trialsAt(trials, byFailure.get(0) ?? []),
    hiddenBy: new Map([...bits].map(([name, bit]) => [name, byFailure.get(bit)?.length ?? 0])),
    counts: new Map(counts),
  }
}

function trialsAt(trials: readonly TrialSummary[], positions: readonly number[]): TrialSummary[] {
  const kept: TrialSummary[] = []
  positions.forEach((at) => {
    const trial = trials[at]
    if (trial !== undefined) kept.push(trial)
  })
  return kept
}

/** For each trial the filters it fails, as bits. */
function failuresOf(
  trials: readonly TrialSummary[],
  filters: readonly NamedTest[],
  bits: ReadonlyMap<string, number>,
): Uint32Array {
  const failed = new Uint32Array(trials.length)
  for (const filter of filters) {
    const bit = bits.get(filter.name) ?? 0
    const answers = filter.answers ?? askAll(trials, filter)
    for (let at = 0; at < failed.length; at++) if (answers[at] === 0) failed[at] = (failed[at] ?? 0) | bit
  }
  return failed
}

/** The answers of a test for all trials: 1 passes, 0 fails. */
export function askAll(trials: readonly TrialSummary[], { test, groups }: Omit<NamedTest, 'answers'>): Uint8Array {
  const answers = new Uint8Array(trials.length)
  if (groups === undefined) {
    trials.forEach((trial, at) => {
      if (test(trial)) answers[at] = 1
    })
    return answers
  }
  const { codes, examples } = groups
  const byGroup = Uint8Array.from(examples, (trial) => (test(trial) ? 1 : 0))
  for (let at = 0; at < answers.length; at++) answers[at] = byGroup[codes[at] ?? 0] ?? 0
  return answers
}

/** Positions of the trials by the filters they fail (0: none), in order, without those nobody asks about. */
function sift({ order }: TallyInput, failures: Uint32Array, useful: readonly number[]): Map<number, number[]> {
  const byFailure = new Map<number, number[]>([[0, []]])
  const known = new Map<number, number[] | null>(byFailure)
  for (let place = 0; place < failures.length; place++) {
    const at = order?.[place] ?? place
    const failed = failures[at] ?? 0
    let alike = known.get(failed)
    if (alike === undefined) {
      alike = isWithin(failed, useful) ? [] : null
      known.set(failed, alike)
      if (alike !== null) byFailure.set(failed, alike)
    }
    alike?.push(at)
  }
  return byFailure
}

function isWithin(failed: number, useful: readonly number[]): boolean {
  for (const mask of useful) if ((failed & ~mask) === 0) return true
  return false
}

type Parts = readonly (readonly number[])[]

function countParts({ trials }: TallyInput, reader: Reader, parts: Parts): ReadonlyMap<string, number> {
  if (reader.groups !== undefined) return countGroups(reader.groups, reader, parts)
  const counts = new Map<string, number>()
  for (const positions of parts) {
    for (const at of positions) {
      const trial = trials[at]
      if (trial !== undefined) addValues(counts, reader.read(trial), 1)
    }
  }
  return counts
}

function countGroups({ codes, examples }: Groups, { read }: Reader, parts: Parts): ReadonlyMap<string, number> {
  const sizes = new Uint32Array(examples.length)
  for (const positions of parts) {
    // Not for-of: an iterator leaves an object behind at every step, which was half of the garbage of an interaction.
    positions.forEach((at) => {
      const code = codes[at] ?? 0
      sizes[code] = (sizes[code] ?? 0) + 1
    })
  }
  const counts = new Map<string, number>()
  for (const [code, example] of examples.entries()) {
    const size = sizes[code] ?? 0
    if (size > 0) addValues(counts, read(example), size)
  }
  return counts
}

/** A value that stands there twice counts once. */
function addValues(counts: Map<string, number>, values: string | readonly string[], times: number): void {
  const list = typeof values === 'string' ? [values] : values
  for (let at = 0; at < list.length; at++) {
    const value = list[at]
    if (value !== undefined && list.indexOf(value) === at) counts.set(value, (counts.get(value) ?? 0) + times)
  }
}
