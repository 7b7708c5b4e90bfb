import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { finish } from '../../../shared/core/steps.ts'
import { applyToTable, prepareQueries } from '../../../shared/core/table-query.ts'
import type { AppliedQuery } from '../../../shared/core/trial-filter.ts'
import { TrialTable } from '../../../shared/core/trial-table.ts'
import { applyTrialQuery, defaultTrialQuery } from '../../../shared/trial-query.ts'
import type { TrialQuery, TrialSort } from '../../../shared/trial-query.ts'
import {
  DISAGREEMENT_FIELDS,
  ID_READINGS,
  ID_TIERS,
  PURPOSES,
  ROLES,
  SEXES,
  STATUS_GROUPS,
} from '../../../shared/trial.ts'
import type { TrialSummary } from '../../../shared/trial.ts'
import { scaledTrials } from '../../bench/scaled-trials.ts'

let trials: TrialSummary[]
beforeAll(() => {
  trials = scaledTrials(700)
})

const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.subarray([...values], { minLength: 1 }) },
  )
const perhaps = <T, D>(values: readonly T[], otherwise: D): fc.Arbitrary<T | D> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary: fc.constantFrom(...values) })

const queries: fc.Arbitrary<TrialQuery> = fc.record({
  substance: some(['psilocybin', 'esketamine', 'mdma']),
  role: some(ROLES),
  purpose: some(PURPOSES),
  status: some(STATUS_GROUPS),
  phase: some(['PHASE1', 'PHASE2', 'PHASE1/PHASE2', 'none']),
  country: some(['NL', 'US', 'DE']),
  recruitingIn: some(['NL', 'US', 'CH']),
  condition: some(['depression', 'ptsd', 'autism', 'major depressive', 'Alcohol']),
  age: perhaps([0, 12, 17, 34, 71], null),
  sex: some(SEXES),
  registry: some(['ctgov', 'ctis']),
  idTier: some(ID_TIERS),
  idReading: some(ID_READINGS),
  disagrees: some([...DISAGREEMENT_FIELDS, 'any' as const]),
  admitsMinors: perhaps([true, false], null),
  hasResults: perhaps([true, false], null),
  startFrom: perhaps(['2019', '2022-03'], null),
  startTo: perhaps(['2020', '2023-11-05'], null),
  updatedFrom: perhaps(['2021-01-01'], null),
  q: perhaps(['depressie', 'psilocybin nl', 'ms', 'NCT10000123', 'nothing holds this', 'major depressive'], ''),
  sort: fc.constantFrom<TrialSort>('recruiting-first', '-newest', 'updated', 'largest', 'title', '-title'),
  limit: perhaps([1, 20, 5_000], null),
  offset: perhaps([5, 300, 100_000], 0),
})

/** Trials by number, so that a difference can be read. */
const told = ({ trials: found, ...rest }: AppliedQuery) => ({ ...rest, trials: found.map((trial) => trial.trialId) })

describe('a query asked of columns', () => {
  it.each([0, 24])('finds what asking each trial finds, with %i answers remembered', (remembered) => {
    const table = new TrialTable(trials, remembered)
    finish(prepareQueries(table))
    fc.assert(
      fc.property(queries, (query) => {
        expect(told(applyToTable(table, query))).toEqual(told(applyTrialQuery(trials, query)))
      }),
      { numRuns: 250 },
    )
  })

  it('finds the same when texts, groups and orders are taken from an earlier table, also where trials came, went and changed', () => {
    const before = [...scaledTrials(900)]
    const earlier = new TrialTable(before, 0)
    finish(prepareQueries(earlier))
    const changed = before.map((trial, at) => {
      if (at === 500) return { ...trial, startDate: '1999-01', statusGroup: 'paused' as const, countries: ['TV'] }
      return at === 300 ? { ...trial, title: 'Wholly other words' } : trial
    })
    for (const now of [changed, changed.slice(0, 620), changed.slice(1), [...changed, ...trials.slice(0, 9)], []]) {
      const table = new TrialTable(now, 0, earlier)
      finish(prepareQueries(table))
      for (const q of ['wholly other', 'depressie', 'NCT10000700']) {
        const query = { ...defaultTrialQuery(), q }
        expect(told(applyToTable(table, query))).toEqual(told(applyTrialQuery(now, query)))
      }
      const atEnds: Partial<TrialQuery>[] = [{ sort: 'newest' }, { sort: '-newest' }, { sort: 'title' }]
      for (const asked of [...atEnds, { country: ['TV'] }, { status: ['paused' as const] }]) {
        const query = { ...defaultTrialQuery(), ...asked }
        expect(told(applyToTable(table, query))).toEqual(told(applyTrialQuery(now, query)))
      }
    }
  })

  it('takes over what is the same as in an earlier table', () => {
    const earlier = new TrialTable(trials, 0)
    finish(prepareQueries(earlier))
    const renamed = trials.map((trial, at) => (at === 3 ? { ...trial, title: 'Wholly other words' } : trial))
    const table = new TrialTable(renamed, 0, earlier)
    finish(prepareQueries(table))
    expect(table.kinds.codes).toBe(earlier.kinds.codes)
    expect(table.order('newest')).toBe(earlier.order('newest'))
    expect(table.order('title')).not.toBe(earlier.order('title'))
  })

  it('needs no preparation, and no trials', () => {
    const query = { ...defaultTrialQuery(), status: ['recruiting' as const] }
    expect(applyToTable(new TrialTable(trials), query)).toEqual(applyTrialQuery(trials, query))
    expect(applyToTable(new TrialTable([]), query)).toEqual(applyTrialQuery([], query))
  })
})
