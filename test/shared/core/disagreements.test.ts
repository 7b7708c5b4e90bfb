import { describe, expect, it } from 'vitest'
import { parseAge } from '../../../shared/core/age.ts'
import { findDisagreements } from '../../../shared/core/disagreements.ts'
import type { TrialRecord } from '../../../shared/trial.ts'
import { buildRecord } from '../../builders.ts'

const nct = (partial: Partial<TrialRecord>) => buildRecord({ recordId: 'NCT03185819', ...partial })
const eudract = (partial: Partial<TrialRecord>) =>
  buildRecord({ registryId: 'euctr', recordId: '2016-004422-42', ...partial })
const fields = (...records: TrialRecord[]) => findDisagreements(records).map(({ field }) => field)
const count = (partial: Partial<TrialRecord['enrollment']>) => ({
  enrollment: { planned: null, actual: null, unspecified: null, scope: 'whole-trial' as const, ...partial },
})

describe('findDisagreements', () => {
  it('shows what each register says, with its date', () => {
    const found = findDisagreements([
      nct({ statusGroup: 'completed', overallStatus: 'COMPLETED', statusDate: '2025-04' }),
      eudract({ statusGroup: 'active-recruitment-unknown', overallStatus: 'Ongoing' }),
    ])
    expect(found).toEqual([
      {
        field: 'status',
        values: [
          { registryId: 'ctgov', recordId: 'NCT03185819', value: 'COMPLETED', date: '2025-04' },
          { registryId: 'euctr', recordId: '2016-004422-42', value: 'Ongoing', date: null },
        ],
      },
    ])
  })

  it('is silent where a register says nothing, and where two words mean one group', () => {
    expect(fields(nct({ statusGroup: 'completed' }), eudract({ statusGroup: 'unknown' }))).toEqual([])
    expect(
      fields(
        nct({ statusGroup: 'completed', overallStatus: 'COMPLETED' }),
        eudract({ statusGroup: 'completed', overallStatus: 'Ended' }),
      ),
    ).toEqual([])
    expect(fields(nct({ phases: ['PHASE2'] }), eudract({ phases: [] }))).toEqual([])
  })

  it('does not call two records of one register a disagreement between registers', () => {
    expect(fields(nct({ phases: ['PHASE2'] }), nct({ recordId: 'NCT00000002', phases: ['PHASE3'] }))).toEqual([])
  })

  it('compares phases as sets', () => {
    expect(fields(nct({ phases: ['PHASE2', 'PHASE3'] }), eudract({ phases: ['PHASE3', 'PHASE2'] }))).toEqual([])
    expect(fields(nct({ phases: ['PHASE2'] }), eudract({ phases: ['PHASE2', 'PHASE3'] }))).toEqual(['phase'])
  })

  it('compares planned with planned and actual with actual, of the same part of the trial', () => {
    expect(fields(nct(count({ actual: 147 })), eudract(count({ planned: 230 })))).toEqual([])
    expect(fields(nct(count({ planned: 145 })), eudract(count({ planned: 230, scope: 'eea' })))).toEqual([])
    expect(fields(nct(count({ planned: 145, scope: null })), eudract(count({ planned: 230, scope: null })))).toEqual([])
    expect(findDisagreements([nct(count({ planned: 145 })), eudract(count({ planned: 230 }))])).toMatchObject([
      { field: 'enrollment', values: [{ value: '145 (planned)' }, { value: '230 (planned)' }] },
    ])
  })

  it('knows that a band is coarser than a limit', () => {
    const adults = nct({ minimumAge: parseAge('18 Years'), maximumAge: parseAge('60 Years') })
    expect(fields(adults, eudract({ ageBands: ['18-64-years'] }))).toEqual([])
    expect(fields(adults, eudract({ ageBands: ['18-64-years', '65-plus-years'] }))).toEqual(['ages'])
    expect(fields(adults, eudract({ ageBands: ['12-17-years'] }))).toEqual(['ages'])
    expect(fields(nct({}), eudract({ ageBands: ['12-17-years'] }))).toEqual([])
    const euctr = eudract({ ageBands: ['2-11-years', '12-17-years'] })
    expect(fields(euctr, buildRecord({ registryId: 'ctis', ageBands: ['0-17-years'] }))).toEqual([])
  })

  it('compares limits exactly, whatever the unit', () => {
    const years = nct({ minimumAge: parseAge('2 Years') })
    const other = (stated: string) => buildRecord({ registryId: 'isrctn', minimumAge: parseAge(stated) })
    expect(fields(years, other('24 Months'))).toEqual([])
    expect(fields(years, other('3 Years'))).toEqual(['ages'])
  })

  it('compares dates of one kind, as far as the less precise one goes', () => {
    const start = (date: string, kind: 'actual' | 'estimated' | 'authorised' | null) => ({ startDate: { date, kind } })
    expect(fields(nct(start('2017-09', 'actual')), eudract(start('2017-09-21', 'actual')))).toEqual([])
    expect(fields(nct(start('2017-10', 'actual')), eudract(start('2017-09-21', 'actual')))).toEqual(['startDate'])
    expect(fields(nct(start('2017-10', 'actual')), eudract(start('2017-09', 'authorised')))).toEqual([])
    expect(fields(nct(start('2017-10', null)), eudract(start('2017-09', null)))).toEqual([])
    const end = (date: string) => ({ completionDate: { date, kind: 'actual' as const } })
    expect(fields(nct(end('2020-04-17')), eudract(end('2020-10-17')))).toEqual(['completionDate'])
  })

  it('ignores case and punctuation in the name of a sponsor', () => {
    const sponsor = (name: string) => ({ leadSponsor: { name, kind: null, stated: null, country: null } })
    expect(fields(nct(sponsor('Janssen-Cilag N.V.')), eudract(sponsor('JANSSEN CILAG N.V')))).toEqual([])
    expect(fields(nct(sponsor('Janssen-Cilag')), eudract(sponsor('Imperial College')))).toEqual(['sponsor'])
  })
})
