import { describe, expect, it } from 'vitest'
import { parseAge } from '../../../shared/core/age.ts'
import {
  deriveCatalogue,
  deriveCatalogueInSteps,
  type EarlierCatalogue,
} from '../../../shared/core/derive-catalogue.ts'
import { deriveTrial, type DeriveContext } from '../../../shared/core/derive-trial.ts'
import { joinRecords } from '../../../shared/core/join-records.ts'
import { finish } from '../../../shared/core/steps.ts'
import { substances } from '../../../shared/substances/index.ts'
import { TrialDetail, TrialSummary, type Trial, type TrialRecord } from '../../../shared/trial.ts'
import {
  buildCollection,
  buildCountry,
  buildCriteria,
  buildIntervention,
  buildRecord,
  buildSite,
} from '../../builders.ts'

const CONTEXT: DeriveContext = {
  substances,
  registryOrder: ['ctgov', 'ctis', 'euctr'],
  now: '2026-11-22T10:00:00.000Z',
}
const esketamine = { interventions: [buildIntervention({ name: 'Esketamine', statedRole: 'test' })] }
const nct = (partial: Partial<TrialRecord> = {}) =>
  buildRecord({ recordId: 'NCT03185819', linkedIds: ['2016-004422-42'], ...esketamine, ...partial })
const eudract = (partial: Partial<TrialRecord> = {}) =>
  buildRecord({ registryId: 'euctr', recordId: '2016-004422-42', ...esketamine, ...partial })
const euct = (partial: Partial<TrialRecord> = {}) =>
  buildRecord({
    registryId: 'ctis',
    recordId: '2024-518143-38-00',
    linkedIds: ['2016-004422-42'],
    ...esketamine,
    ...partial,
  })

function derive(...records: TrialRecord[]): Trial {
  const trials = joinRecords(records, CONTEXT.registryOrder).map((cluster) => deriveTrial(cluster, CONTEXT))
  expect(trials).toHaveLength(1)
  return trials[0]!
}

describe('deriveTrial', () => {
  it('makes one trial of the records of three registers, valid by its own schema', () => {
    const trial = derive(
      eudract({
        titles: [{ kind: 'lay', text: 'Neusspray bij jongeren', lang: 'nl' }],
        ageBands: ['12-17-years'],
        hasResults: true,
        enrollment: { planned: 145, actual: null, unspecified: null, scope: 'whole-trial' },
      }),
      euct({ overallStatus: 'Ended', statusGroup: 'completed', statusDate: '2025-06-01' }),
      nct({
        titles: [{ kind: 'brief', text: 'Esketamine in Adolescents', lang: 'en' }],
        overallStatus: 'COMPLETED',
        statusGroup: 'completed',
        statusDate: '2025-04',
        minimumAge: parseAge('9 Years'),
        maximumAge: parseAge('17 Years'),
        enrollment: { planned: null, actual: 147, unspecified: null, scope: 'whole-trial' },
        criteria: [
          buildCriteria({
            combined: 'Inclusion Criteria:\n\n* Depression\n\nExclusion Criteria:\n\n* Intellectual disability',
          }),
        ],
      }),
    )
    expect(TrialSummary.parse(trial.summary)).toEqual(trial.summary)
    expect(TrialDetail.parse(trial.detail)).toEqual(trial.detail)
    expect(trial.detail).toMatchObject(trial.summary)
    expect(trial.summary).toMatchObject({
      trialId: 'NCT03185819',
      registryIds: { ctgov: ['NCT03185819'], ctis: ['2024-518143-38-00'], euctr: ['2016-004422-42'] },
      title: 'Esketamine in Adolescents',
      titleLang: 'en',
      otherTitles: [{ text: 'Neusspray bij jongeren', lang: 'nl' }],
      substances: [{ substanceId: 'esketamine', role: 'investigated' }],
      statusGroup: 'completed',
      overallStatus: 'Ended',
      statusRegistryId: 'ctis',
      enrollment: { planned: 145, actual: 147, unspecified: null, scope: 'whole-trial' },
      ages: { minimumYears: 9, maximumYears: 17, bands: ['12-17-years'], admitsMinors: true },
      idReading: ['excludes'],
      hasResults: true,
      from: 'live',
    })
    expect(trial.detail.eligibility).toMatchObject({
      inclusion: ['Depression'],
      exclusion: ['Intellectual disability'],
      criteriaRecordId: 'NCT03185819',
    })
    expect(trial.detail.fieldSources).toMatchObject({
      title: 'NCT03185819',
      overallStatus: '2024-518143-38-00',
      'enrollment.planned': '2016-004422-42',
      'enrollment.actual': 'NCT03185819',
      hasResults: '2016-004422-42',
    })
  })

  it('is null when no record has any of the substances', () => {
    const [cluster] = joinRecords([buildRecord({ interventions: [buildIntervention({ name: 'Sertraline' })] })], [])
    expect(cluster && deriveTrial(cluster, CONTEXT)).toBeNull()
  })

  it('invents nothing for a record that states nothing', () => {
    const { summary } = derive(nct({ linkedIds: [] }))
    expect(summary).toMatchObject({
      title: 'NCT03185819',
      titleLang: 'und',
      overallStatus: 'not stated',
      statusGroup: 'unknown',
      phases: [],
      sex: null,
      startDate: null,
      hasResults: null,
      leadSponsor: { name: null, kind: null },
      ages: { admitsMinors: null, stated: 'not stated' },
      enrollment: { planned: null, actual: null, unspecified: null, scope: null },
      idReading: [],
      disagreements: [],
    })
  })

  it('names a field on which two registers differ in the summary too', () => {
    const trial = derive(nct({ phases: ['PHASE3'] }), eudract({ phases: ['PHASE2'] }))
    expect(trial.summary.disagreements).toEqual(['phase'])
    expect(trial.disagreements[0]?.values).toHaveLength(2)
    expect(trial.summary.phases).toEqual(['PHASE3'])
  })

  it('calls a permission to start a start only when no register states a start, and says so', () => {
    const authorised = eudract({ startDate: { date: '2017-03-01', kind: 'authorised' } })
    const started = nct({ startDate: { date: '2017-09-27', kind: 'actual' } })
    expect(derive(authorised, nct()).detail).toMatchObject({ startDate: '2017-03-01', startDateKind: 'authorised' })
    expect(derive(authorised, started).detail).toMatchObject({ startDate: '2017-09-27', startDateKind: 'actual' })
    expect(derive(authorised, started).detail.fieldSources.startDate).toBe('NCT03185819')
  })

  it('says "silent" only when no record says anything', () => {
    const full = (exclusion: string) =>
      nct({ criteria: [buildCriteria({ inclusion: 'Adults with depression.', exclusion })] })
    expect(derive(full('Hypertension.')).summary.idReading).toEqual(['silent'])
    const other = eudract({
      criteria: [buildCriteria({ inclusion: 'Depression', exclusion: 'Intellectual disability' })],
    })
    expect(derive(full('Hypertension.'), other).summary.idReading).toEqual(['excludes'])
  })

  it('labels a trial by its copies: a copy is a copy, and its age is that of the oldest one', () => {
    const copy = { from: 'snapshot' as const, asOf: '2023-10-31' }
    expect(derive(nct(copy), eudract({ ...copy, asOf: '2020-12' })).summary).toMatchObject({
      from: 'snapshot',
      asOf: '2020-12',
    })
    expect(derive(nct({ asOf: '2026-11-01T00:00:00Z' }), eudract(copy)).summary).toMatchObject({
      from: 'live',
      asOf: '2026-11-01T00:00:00Z',
    })
    expect(derive(nct({ from: 'snapshot', asOf: null })).summary).toMatchObject({ from: 'snapshot', asOf: null })
  })

  it('dates the status by the record it comes from, not by the oldest copy (NCT02782104)', () => {
    const old = eudract({ from: 'snapshot', asOf: '2020-12', statusGroup: 'active-recruitment-unknown' })
    const done = { statusGroup: 'completed' as const, lastUpdated: '2025-04-29', from: 'snapshot' as const }
    expect(derive(nct({ ...done, asOf: '2025-05-02' }), old).summary).toMatchObject({
      statusGroup: 'completed',
      asOf: '2020-12',
      statusAsOf: '2025-05-02',
      statusFrom: 'snapshot',
    })
    expect(derive(nct({ ...done, from: 'live', asOf: '2026-11-01T00:00:00Z' }), old).summary).toMatchObject({
      statusAsOf: '2026-11-01T00:00:00Z',
      statusFrom: 'live',
    })
    expect(derive(nct({ ...done, asOf: null }), old).summary.statusAsOf).toBeNull()
  })

  it('keeps the kind of a sponsor without a name (NCT02611505), after one that has a name', () => {
    const sponsor = (name: string | null, kind: 'industry' | 'non-industry') => ({
      leadSponsor: { name, kind, stated: null, country: null },
    })
    expect(derive(nct(sponsor(null, 'industry'))).summary.leadSponsor).toEqual({ name: null, kind: 'industry' })
    expect(derive(nct(sponsor(null, 'industry')), eudract(sponsor('Janssen', 'industry'))).summary.leadSponsor).toEqual(
      {
        name: 'Janssen',
        kind: 'industry',
      },
    )
    expect(derive(nct()).summary.leadSponsor).toEqual({ name: null, kind: null })
  })
})

describe('recruiting countries', () => {
  const recruiting = { statusGroup: 'recruiting' as const, statusDate: '2026-10' }
  const at = (...records: TrialRecord[]) => derive(...records).summary.recruitingCountries

  it('takes the status of each country where a register gives one', () => {
    const countries = [
      buildCountry('DE', { statusGroup: 'recruiting' }),
      buildCountry('NL', { statusGroup: 'active-not-recruiting' }),
      buildCountry('BE'),
    ]
    expect(at(euct({ ...recruiting, countries }))).toEqual(['DE'])
    expect(derive(euct({ ...recruiting, countries })).summary.countries).toEqual(['BE', 'DE', 'NL'])
  })

  it('takes the status of sites where a register gives those', () => {
    const sites = [
      buildSite({ country: 'US', statusGroup: 'recruiting' }),
      buildSite({ country: 'NL', statusGroup: 'completed' }),
    ]
    expect(at(nct({ ...recruiting, sites }))).toEqual(['US'])
    expect(at(nct({ ...recruiting, sites: [buildSite({ country: 'NL' })] }))).toEqual(['NL'])
    expect(at(nct({ statusGroup: 'active-not-recruiting', sites: [buildSite({ country: 'NL' })] }))).toEqual([])
  })

  it('is empty from copies, and once the newest status is a final one', () => {
    expect(at(nct({ ...recruiting, from: 'snapshot', countries: [buildCountry('NL')] }))).toEqual([])
    const old = euct({
      statusGroup: 'recruiting',
      statusDate: '2024-01-01',
      countries: [buildCountry('DE', { statusGroup: 'recruiting' })],
    })
    expect(at(old, nct({ statusGroup: 'completed', statusDate: '2026-01' }))).toEqual([])
    expect(at(old, nct({ statusGroup: 'active-not-recruiting', statusDate: '2026-01' }))).toEqual(['DE'])
  })
})

describe('deriveCatalogue', () => {
  it('lists every record that belongs to no trial, with the look-alike that keeps it out', () => {
    const racemic = buildRecord({
      recordId: 'NCT00000002',
      titles: [{ kind: 'brief', text: 'Ketamine for Depression', lang: 'en' }],
      interventions: [buildIntervention({ name: 'Ketamine' })],
    })
    const other = buildRecord({ recordId: 'NCT00000003', interventions: [buildIntervention({ name: 'Sertraline' })] })
    const catalogue = deriveCatalogue(
      [buildCollection({ substanceId: 'esketamine', records: [other, racemic, nct()] })],
      CONTEXT,
    )
    expect(catalogue.trials.map(({ summary }) => summary.trialId)).toEqual(['NCT03185819'])
    expect(catalogue.lookAlikes).toMatchObject([
      { substanceId: 'esketamine', registryId: 'ctgov', recordId: 'NCT00000002', title: 'Ketamine for Depression' },
    ])
    expect(catalogue.unmatched).toEqual([
      { substanceId: 'esketamine', registryId: 'ctgov', recordId: 'NCT00000003', title: 'NCT00000003' },
    ])
  })

  it('counts a record of two collections once, with both substances', () => {
    const both = nct({
      interventions: [buildIntervention({ name: 'Psilocybin' }), buildIntervention({ name: 'MDMA' })],
    })
    const { trials, unmatched, lookAlikes } = deriveCatalogue(
      [
        buildCollection({ substanceId: 'psilocybin', records: [both] }),
        buildCollection({ substanceId: 'mdma', records: [{ ...both, asOf: '2026-10-01T00:00:00.000Z' }] }),
      ],
      CONTEXT,
    )
    expect(trials.map(({ summary }) => summary.substances.map((s) => s.substanceId))).toEqual([['psilocybin', 'mdma']])
    expect([unmatched, lookAlikes]).toEqual([[], []])
  })

  it('derives a trial again only when its records or the day have changed', () => {
    const record = nct({ statusGroup: 'recruiting', statusDate: '2026-01', linkedIds: [] })
    let earlier: EarlierCatalogue | null = null
    const at = (now: string, ...records: TrialRecord[]) => {
      const collections = [buildCollection({ substanceId: 'esketamine', records })]
      const next = finish(deriveCatalogueInSteps(collections, { ...CONTEXT, now }, earlier))
      const held = next.trials.flatMap((trial) => trial.records.map(({ recordId }) => [recordId, trial] as const))
      earlier = { ...next, byNumber: new Map(held) }
      return next.trials[0]
    }
    const first = at('2026-11-22T10:00:00Z', record)
    expect(at('2026-11-22T12:00:00Z', record)).toBe(first)
    // Found by its number where another record came in beside it.
    const other = nct({ ...record, recordId: 'NCT00000001' })
    const [added, second] = [at('2026-11-22T12:30:00Z', other, record), earlier]
    expect(added).not.toBe(first)
    expect((second as EarlierCatalogue | null)?.byNumber.get(record.recordId)).toBe(first)
    expect(at('2026-11-22T13:00:00Z', { ...record })).not.toBe(first)
    expect(first?.summary.staleRecruiting).toBe(false)
    expect(at('2027-03-01T00:00:00Z', record)?.summary.staleRecruiting).toBe(true)
    const joined = at('2026-11-22T10:00:00Z', nct({ ...record, linkedIds: ['2016-004422-42'] }), eudract())
    expect(joined?.records).toHaveLength(2)
  })

  it('does not list a record whose trial is one of the substance through another register', () => {
    const silent = eudract({ interventions: [] })
    const { trials, unmatched } = deriveCatalogue(
      [
        buildCollection({ substanceId: 'esketamine', records: [nct()] }),
        buildCollection({ registryId: 'euctr', substanceId: 'esketamine', records: [silent] }),
      ],
      CONTEXT,
    )
    expect(trials).toHaveLength(1)
    expect(unmatched).toEqual([])
  })
})
