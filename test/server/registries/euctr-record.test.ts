import { describe, expect, it } from 'vitest'
import { euctr } from '../../../server/registries/euctr.ts'
import { euctrFixtures } from '../../fixtures/euctr/index.ts'
import { createEuctrDouble } from '../../registry-double/euctr-double.ts'
import { collect, httpOnto, recordOf } from './euctr-http.ts'

describe('the record of a EUCTR trial', () => {
  it('keeps the status of each country and folds them', async () => {
    const record = await recordOf(euctrFixtures(), 'esketamine', '2016-004422-42')
    expect(record.overallStatus).toBe('Completed (BE, BG); Ongoing (HU, IT); Restarted (ES)')
    expect(record.statusGroup).toBe('active-recruitment-unknown')
    expect(euctr.statusGroup(record.overallStatus)).toBe(record.statusGroup)
    expect(record.countries.map(({ country, status, statusGroup }) => [country, status, statusGroup])).toEqual([
      ['BE', 'Completed', 'completed'],
      ['BG', 'Completed', 'completed'],
      ['ES', 'Restarted', 'active-recruitment-unknown'],
      ['FR', null, 'unknown'],
      ['HU', 'Ongoing', 'active-recruitment-unknown'],
      ['IT', 'Ongoing', 'active-recruitment-unknown'],
      ['PL', null, 'unknown'],
    ])
    expect(record.countries[0]).toMatchObject({
      countryStated: 'Belgium',
      planned: 10,
      url: 'https://www.clinicaltrialsregister.eu/ctr-search/trial/2016-004422-42/BE',
    })
  })

  it('admits minors by band, excludes intellectual disability in its own words, links to NCT03185819', async () => {
    const record = await recordOf(euctrFixtures(), 'esketamine', '2016-004422-42')
    expect(record.ageBands).toEqual(['under-18-years', '12-17-years'])
    expect(record.ageBandsExcluded).toContain('18-64-years')
    expect(record.minimumAge).toBeNull()
    expect(record.linkedIds).toEqual(['NCT03185819'])
    expect(record.otherIds).toEqual(['54135419SUI2001', 'U1111-0000-0001'])
    expect(record.criteria).toHaveLength(1)
    expect(record.criteria[0]!.exclusion).toContain('intellectual disability')
    expect(record.criteria[0]!.inclusion).not.toContain('intellectual disability')
  })

  it('takes GB and transitioned records as saying nothing of the trial', async () => {
    const record = await recordOf(euctrFixtures(), 'psilocybin', '2017-003288-36')
    expect(record.statusGroup).toBe('completed')
    expect(record.overallStatus).toContain('Trial now transitioned (PT)')
    const groups = Object.fromEntries(record.countries.map(({ country, statusGroup }) => [country ?? '', statusGroup]))
    expect(groups).toMatchObject({ GB: 'unknown', PT: 'unknown', NL: 'completed' })
    expect(record.completionDate).toEqual({ date: '2021-09-27', kind: 'actual' })
    expect(record.startDate).toEqual({ date: '2018-03-09', kind: 'authorised' })
    expect(record.hasResults).toBe(true)
    expect(record.linkedIds).toEqual(['NCT03775200'])
    expect(record.enrollment).toEqual({ planned: 216, actual: null, unspecified: null, scope: 'whole-trial' })
    expect(record.interventions[0]).toMatchObject({
      name: 'Psilocybin',
      statedRole: 'test',
      activeSubstances: ['PSILOCYBIN', '520-52-5', 'COMP360'],
    })
    expect(record.leadSponsor).toEqual({
      name: 'COMPASS Pathfinder, Limited',
      kind: 'industry',
      stated: 'Commercial',
      country: 'GB',
    })
  })

  it('keeps every language with its tag, and what looks like a key inside criteria', async () => {
    const record = await recordOf(euctrFixtures(), 'psilocybin', '2019-990002-16')
    expect(record.titles.map(({ kind, lang }) => [kind, lang])).toEqual([
      ['official', null],
      ['official', 'nl'],
      ['official', 'de'],
      ['lay', null],
    ])
    expect(record.criteria.map(({ lang, country }) => [lang, country])).toEqual([
      [null, 'NL'],
      ['nl', 'NL'],
      ['de', 'DE'],
    ])
    expect(record.criteria[0]!.inclusion).toBe('• Major depressive disorder, HAM-D ≥ 17\n• Two failed treatments')
    expect(record.criteria[0]!.exclusion).toContain('3.2 Not a code of the form\nP. aeruginosa: none')
    const raw = record.raw.NL as Record<string, string>
    expect(raw['E.3 Principal inclusion criteria']).toContain('\uf0b7')
    expect(record.conditions).toContainEqual({ text: 'Therapieresistente depressie', lang: 'nl' })
    expect(record.phases).toEqual(['PHASE2', 'PHASE3'])
  })

  it('gives no planned number for a trial whose two countries state only their own', async () => {
    const record = await recordOf(euctrFixtures(), 'psilocybin', '2019-990002-16')
    expect(record.enrollment).toEqual({ planned: null, actual: null, unspecified: null, scope: null })
    expect(record.countries.map(({ planned }) => planned)).toEqual([60, 40])
    expect((await recordOf(euctrFixtures(), 'esketamine', '2010-991000-10')).enrollment).toMatchObject({
      planned: 30,
      scope: 'country',
    })
  })

  it('prefers the record with the later decision where a country has two, and keeps the other in raw', async () => {
    const record = await recordOf(euctrFixtures(), 'esketamine', '2019-002992-33')
    const polish = record.countries.filter(({ country }) => country === 'PL')
    expect(polish).toHaveLength(1)
    expect(polish[0]).toMatchObject({ status: 'Completed', planned: 45 })
    expect((record.raw['PL (2)'] as Record<string, string>)['Trial Status']).toBe('Ongoing')
    expect(record.overallStatus).toBe('Completed (FR, NL, PL); Prematurely Ended (DE)')
    expect(record.interventions.map(({ name, statedRole }) => [name, statedRole])).toEqual([
      ['Esketamine nasal spray', 'test'],
      ['Quetiapine XR', 'comparator'],
    ])
    expect(record.titles.at(-1)).toEqual({ kind: 'acronym', text: 'ESCAPE-TRD', lang: null })
  })

  it('reads a third-country record: no status, no decision, countries from E.8.6.3', async () => {
    const record = await recordOf(euctrFixtures(), 'esketamine', '2021-990001-31')
    expect(record).toMatchObject({
      overallStatus: null,
      statusGroup: 'unknown',
      studyType: 'Outside EU/EEA',
      decisions: [],
      startDate: null,
    })
    expect(record.countries.map(({ country, countryStated }) => [country, countryStated])).toEqual([
      [null, 'Outside EU/EEA'],
      ['JP', 'Japan'],
      ['KR', 'South Korea'],
      ['US', 'United States'],
    ])
    expect(record.countries[0]!.url).toMatch(/2021-990001-31\/3rd$/)
    expect(record.ageBandsExcluded).not.toContain('2-11-years')
  })

  it('keeps two trials with one title apart', async () => {
    const { records } = await collect('esketamine', httpOnto(createEuctrDouble(euctrFixtures())))
    const twins = records.filter(({ recordId }) => ['2016-003990-17', '2016-003992-23'].includes(recordId))
    expect(twins.map(({ titles }) => titles[0]!.text)[0]).toBe(twins.map(({ titles }) => titles[0]!.text)[1])
    expect(twins.map(({ linkedIds }) => linkedIds)).toEqual([['NCT03039192'], ['NCT03097133']])
    expect(twins[0]!.decisions).toContainEqual({
      by: 'authority',
      country: 'BG',
      decision: 'Authorised',
      date: '2017-05-24',
    })
  })
})

describe('EUCTR status words', () => {
  it.each([
    ['Ongoing', 'active-recruitment-unknown'],
    ['Temporarily Halted', 'paused'],
    ['Suspended by CA', 'paused'],
    ['Prematurely Ended', 'ended-early'],
    ['Prohibited by CA', 'never-started'],
    ['GB - no longer in EU/EEA', 'unknown'],
    ['Trial now transitioned', 'unknown'],
    ['Something new', 'unknown'],
    ['constructor', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
    ['Completed (DE, ES); Ongoing (IT)', 'active-recruitment-unknown'],
    ['Completed (DE); GB - no longer in EU/EEA (GB); Prematurely Ended (FR)', 'completed'],
    ['Not Authorised (DE); Prematurely Ended (FR)', 'unknown'],
  ] as const)('puts %s under %s', (words, group) => {
    expect(euctr.statusGroup(words)).toBe(group)
  })
})
