import { describe, expect, it } from 'vitest'
import type { SummaryGroup } from '../../../shared/api.ts'
import { Summary } from '../../../shared/api.ts'
import {
  canonicalQuery,
  countFacets,
  defaultTrialQuery,
  filterTrials,
  parseTrialQuery,
} from '../../../shared/trial-query.ts'
import type { TrialQuery } from '../../../shared/trial-query.ts'
import { ageKey, computeSummary } from '../../../shared/core/summary.ts'
import type { Ages, Enrollment, TrialSummary } from '../../../shared/trial.ts'
import { buildSummary } from '../../builders.ts'

const none: Enrollment = { planned: null, actual: null, unspecified: null, scope: null }
const trial = (n: number, partial: Partial<TrialSummary>) => buildSummary({ trialId: `NCT0000000${n}`, ...partial })
const short = (groups: SummaryGroup[]) => groups.map(({ key, trials, participants }) => [key, trials, participants])

describe('computeSummary', () => {
  it('never adds planned participants to actual ones', () => {
    const summary = computeSummary([
      trial(1, { statusGroup: 'completed', enrollment: { ...none, planned: 200, actual: 147 } }),
      trial(2, { statusGroup: 'completed', enrollment: { ...none, planned: 30 } }),
      trial(3, { statusGroup: 'completed', enrollment: { ...none, unspecified: 7 } }),
    ])
    expect(summary.byStatus).toEqual([
      {
        key: 'completed',
        trials: 3,
        participants: 147,
        planned: 230,
        unspecified: 7,
        trialIds: ['NCT00000001', 'NCT00000002', 'NCT00000003'],
      },
    ])
    expect(short(summary.enrollment.planned)).toEqual([
      ['21-50', 1, 30],
      ['101-200', 1, 200],
    ])
    expect(short(summary.enrollment.actual)).toEqual([['101-200', 1, 147]])
    expect(short(summary.enrollment.unspecified)).toEqual([['1-10', 1, 7]])
  })

  it('keeps a withdrawn trial with 0 participants out of every distribution (NCT06353282)', () => {
    const { enrollment } = computeSummary([
      trial(1, { statusGroup: 'never-started', enrollment: { ...none, actual: 0 } }),
      trial(2, { statusGroup: 'completed', enrollment: { ...none, actual: 501 } }),
    ])
    expect(short(enrollment.withdrawn)).toEqual([['withdrawn', 1, 0]])
    expect(short(enrollment.actual)).toEqual([['501+', 1, 501]])
    expect(enrollment.notStated).toEqual([])
  })

  it('counts nobody where nobody is counted: null, not 0', () => {
    const { enrollment, byPhase } = computeSummary([trial(1, {})])
    expect(short(enrollment.notStated)).toEqual([['not-stated', 1, null]])
    expect(short(byPhase)).toEqual([['none', 1, null]])
  })

  it('has every bin edge on the right side', () => {
    const sizes = [1, 10, 11, 20, 21, 50, 51, 100, 101, 200, 201, 500, 501, 100_000]
    const { enrollment } = computeSummary(sizes.map((actual, n) => trial(n, { enrollment: { ...none, actual } })))
    expect(enrollment.actual.map(({ key, trials }) => [key, trials])).toEqual(
      ['1-10', '11-20', '21-50', '51-100', '101-200', '201-500', '501+'].map((key) => [key, 2]),
    )
  })

  it('keeps groups in an order that does not depend on the trials', () => {
    const trials = [
      trial(1, { phases: [], countries: ['US', 'NL'], startDate: null, sex: null, statusGroup: 'unknown' }),
      trial(2, { phases: ['PHASE2'], countries: ['NL'], startDate: '2024-03', sex: 'MALE', statusGroup: 'recruiting' }),
      trial(3, { phases: ['PHASE2', 'PHASE1'], startDate: '2021', sex: 'ALL', statusGroup: 'completed' }),
      trial(4, { phases: ['PHASE1'], idReading: ['silent', 'excludes'] }),
    ]
    const summary = computeSummary(trials)
    expect(computeSummary([...trials].reverse()).byPhase.map(({ key }) => key)).toEqual(
      summary.byPhase.map(({ key }) => key),
    )
    expect(summary.byPhase.map(({ key }) => key)).toEqual(['PHASE1', 'PHASE1/PHASE2', 'PHASE2', 'none'])
    expect(short(summary.byCountry).map(([key, count]) => [key, count])).toEqual([
      ['NL', 2],
      ['US', 1],
      ['not-stated', 2],
    ])
    expect(summary.byStartYear.map(({ key }) => key)).toEqual(['2021', '2024', 'not-stated'])
    expect(summary.byStatus.map(({ key }) => key)).toEqual(['recruiting', 'completed', 'unknown'])
    expect(summary.byIdReading.map(({ key }) => key)).toEqual(['excludes', 'silent', 'not-stated'])
    expect(Summary.parse(summary)).toEqual(summary)
  })
})

describe('the trials on which registers differ', () => {
  const trials = [
    trial(1, { disagreements: ['status', 'ages'] }),
    trial(2, { disagreements: ['status'] }),
    trial(3, { disagreements: ['sponsor'] }),
    trial(4, {}),
  ]
  const asked = (value: string): TrialQuery => {
    const parsed = parseTrialQuery([['disagrees', value]])
    if (parsed.query === undefined) throw new Error(JSON.stringify(parsed.errors))
    return parsed.query
  }

  it('are the same in the summary, the filter and the count beside the filter', () => {
    const { byDisagreement } = computeSummary(trials)
    expect(byDisagreement.map(({ key, trials: n }) => [key, n])).toEqual([
      ['any', 3],
      ['status', 2],
      ['ages', 1],
      ['sponsor', 1],
    ])
    const counts = countFacets(trials, defaultTrialQuery(), 'disagrees')
    for (const { key, trials: count, trialIds } of byDisagreement) {
      expect(
        filterTrials(trials, asked(key)).map((one) => one.trialId),
        key,
      ).toEqual(trialIds)
      expect(counts.get(key), key).toBe(count)
    }
    expect(filterTrials(trials, asked('phase'))).toEqual([])
    expect(filterTrials(trials, asked('ages,sponsor'))).toHaveLength(2)
  })

  it('are asked for by the names of the fields that can differ, and no other', () => {
    const [error] = parseTrialQuery([['disagrees', 'colour']]).errors ?? []
    expect(error?.field).toBe('disagrees')
    expect(error?.expected).toBe('one of: status, phase, enrollment, ages, startDate, completionDate, sponsor, any')
    expect(canonicalQuery(asked('any,status'))).toBe('disagrees=any,status')
  })
})

describe('ageKey', () => {
  const ages = (partial: Partial<Ages>) =>
    ageKey(
      buildSummary({
        ages: { minimumYears: null, maximumYears: null, bands: [], admitsMinors: null, stated: '', ...partial },
      }),
    )

  it('tells adults only, some minors, minors only and not stated apart', () => {
    expect(ages({})).toBe('not-stated')
    expect(ages({ minimumYears: 18, admitsMinors: false })).toBe('adults-only')
    expect(ages({ minimumYears: 16, maximumYears: 25, admitsMinors: true })).toBe('admits-minors')
    expect(ages({ minimumYears: 16, admitsMinors: true })).toBe('admits-minors')
    expect(ages({ minimumYears: 9, maximumYears: 17, admitsMinors: true })).toBe('minors-only')
    expect(ages({ bands: ['12-17-years'], admitsMinors: true })).toBe('minors-only')
    expect(ages({ bands: ['12-17-years', '18-64-years'], admitsMinors: true })).toBe('admits-minors')
  })
})
