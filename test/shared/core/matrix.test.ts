import { describe, expect, it } from 'vitest'
import { Matrix, type MatrixCell } from '../../../shared/api.ts'
import { conditions } from '../../../shared/conditions/index.ts'
import { computeMatrix } from '../../../shared/core/matrix.ts'
import type { TrialSummary } from '../../../shared/trial.ts'
import { buildSummary } from '../../builders.ts'

const ids = ['psilocybin', 'esketamine', 'mdma']
const trial = (trialId: string, partial: Partial<TrialSummary>): TrialSummary =>
  buildSummary({ trialId, purpose: 'mental-health', conditions: ['Depression'], ...partial })
const cell = (trials: TrialSummary[], condition: string, substanceId = 'psilocybin'): MatrixCell =>
  computeMatrix(trials, ids).cells.find((c) => c.condition === condition && c.substanceId === substanceId)!
const enrollment = (partial: Partial<TrialSummary['enrollment']>): TrialSummary['enrollment'] => ({
  planned: null,
  actual: null,
  unspecified: null,
  scope: null,
  ...partial,
})

describe('computeMatrix', () => {
  it('has a cell for every condition and substance when there is no trial at all', () => {
    const matrix = computeMatrix([], ids)
    expect(matrix.cells).toHaveLength(conditions.length * 3)
    expect(matrix.cells.every((c) => c.trials === 0 && c.participants === null)).toBe(true)
    expect(Matrix.parse(matrix)).toEqual(matrix)
  })

  it('counts a trial in every condition that it names, and in no other', () => {
    const trials = [trial('NCT00000001', { conditions: ['Treatment Resistant Depression', 'PTSD'] })]
    const filled = computeMatrix(trials, ids).cells.filter((c) => c.trials > 0)
    expect(filled.map((c) => c.condition)).toEqual(['depression', 'treatment-resistant-depression', 'ptsd'])
    expect(filled[0]?.trialIds).toEqual(['NCT00000001'])
  })

  it('never adds planned and actual participants together', () => {
    const trials = [
      trial('NCT00000001', { enrollment: enrollment({ planned: 100, actual: 60 }) }),
      trial('NCT00000002', { enrollment: enrollment({ planned: 40 }) }),
      trial('NCT00000003', { enrollment: enrollment({ unspecified: 7 }) }),
    ]
    expect(cell(trials, 'depression')).toMatchObject({ trials: 3, participants: 60, planned: 140, unspecified: 7 })
  })

  it('does not count a copy as recruiting now', () => {
    const copy = trial('NCT00000001', { statusGroup: 'recruiting', from: 'snapshot' })
    const live = trial('NCT00000002', { statusGroup: 'recruiting', from: 'live' })
    expect(cell([copy, live], 'depression').recruiting).toBe(1)
  })

  it('sets anaesthesia and healthy people apart, with their trials', () => {
    const sedation = trial('NCT00000001', { conditions: ['Autism'], purpose: 'peri-operative' })
    expect(cell([sedation], 'autism')).toMatchObject({ trials: 0, setAside: 1, setAsideIds: ['NCT00000001'] })
  })

  it('counts who admits minors and who does not say, and only investigated, comparator and unclear roles', () => {
    const ages = (admitsMinors: boolean | null): TrialSummary['ages'] => ({
      minimumYears: null,
      maximumYears: null,
      bands: [],
      admitsMinors,
      stated: '',
    })
    const trials = [
      trial('NCT00000001', { ages: ages(true) }),
      trial('NCT00000002', { ages: ages(false) }),
      trial('NCT00000003', { ages: ages(null) }),
      trial('NCT00000004', { substances: [{ substanceId: 'psilocybin', role: 'background' }] }),
    ]
    expect(cell(trials, 'depression')).toMatchObject({ trials: 3, admitsMinors: 1, ageNotStated: 1 })
  })
})
