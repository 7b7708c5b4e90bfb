import { describe, expect, it } from 'vitest'
import { placesInSteps, trialsAt } from '../../../server/catalogue/number-places.ts'
import { deriveCatalogue } from '../../../shared/core/derive-catalogue.ts'
import { finish } from '../../../shared/core/steps.ts'
import { substances } from '../../../shared/substances/index.ts'
import type { Trial, TrialRecord } from '../../../shared/trial.ts'
import { buildCollection, buildIntervention, buildRecord } from '../../builders.ts'

const record = (recordId: string, partial: Partial<TrialRecord> = {}): TrialRecord =>
  buildRecord({ recordId, interventions: [buildIntervention({ name: 'Psilocybin' })], ...partial })
const RECORDS = [
  record('NCT00000001', { aliasIds: ['NCT00000011'], linkedIds: ['2023-500001-11-00'] }),
  record('NCT00000002'),
]

function trialsOf(records: TrialRecord[]): Trial[] {
  const context = { substances, registryOrder: ['ctgov'], now: '2026-11-22T00:00:00.000Z' }
  return deriveCatalogue([buildCollection({ substanceId: 'psilocybin', records })], context).trials
}

describe('the places of trials by their numbers', () => {
  const trials = trialsOf(RECORDS)
  const places = finish(placesInSteps(trials, null))

  it('are taken over while the numbers are the same, and lead to the trials of now', () => {
    const now = trialsOf(RECORDS.map((one) => ({ ...one, overallStatus: 'COMPLETED' })))
    const next = finish(placesInSteps(now, { trials, places }))
    expect(next).toBe(places)
    const byNumber = trialsAt(next.byNumber, now)
    expect(byNumber.get('NCT00000011')).toBe(now[0])
    expect(byNumber.get('NCT00000002')).toBe(now[1])
    expect(byNumber.get('NCT00000003')).toBeUndefined()
    expect(trialsAt(next.byEuCtBase, now).get('2023-500001-11')).toBe(now[0])
  })

  it.each<[string, TrialRecord[]]>([
    ['a trial more', [...RECORDS, record('NCT00000003')]],
    ['a trial less', RECORDS.slice(1)],
    ['another number', [RECORDS[0]!, record('NCT00000003')]],
    ['another alias', [RECORDS[0]!, record('NCT00000002', { aliasIds: ['NCT00000012'] })]],
    ['a link that two trials have', [RECORDS[0]!, record('NCT00000002', { linkedIds: ['NCT00000011'] })]],
  ])('are found anew with %s', (_, records) => {
    const now = trialsOf(records)
    const next = finish(placesInSteps(now, { trials, places }))
    expect(next).not.toBe(places)
    expect(next).toEqual(finish(placesInSteps(now, null)))
    for (const [at, trial] of now.entries()) {
      expect(trialsAt(next.byNumber, now).get(trial.summary.trialId)).toBe(now[at])
    }
  })
})
