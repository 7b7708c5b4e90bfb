import { describe, expect, it } from 'vitest'
import { ctis } from '../../../server/registries/ctis.ts'
import { languageTag, publicStatusLabel, readAgeBands, readPhase } from '../../../server/registries/ctis-codes.ts'
import type { RegistryHttp } from '../../../server/registries/registry.ts'
import { substances } from '../../../shared/substances/index.ts'
import type { TrialRecord } from '../../../shared/trial.ts'
import { ctisFixtures } from '../../fixtures/ctis/index.ts'
import type { CtisFixture } from '../../fixtures/ctis/raw-trial.ts'
import { createCtisDouble } from '../../registry-double/ctis-double.ts'

const AT = '2026-11-22T10:00:00.000Z'

function doubleHttp(fixtures: CtisFixture[]): RegistryHttp {
  const double = createCtisDouble(fixtures)
  const send = (method: string, path: string, body: string) => {
    const reply = double.handle({ method, path, query: new URLSearchParams(), body })
    const { status, headers, body: text } = reply ?? { status: 404, headers: {}, body: '' }
    return Promise.resolve({
      status,
      contentType: headers['content-type'] ?? '',
      body: text,
    })
  }
  return {
    get: (path) => send('GET', path, ''),
    post: (path, json) => send('POST', path, JSON.stringify(json)),
  }
}

/** One fixture as the adapter reads it with its search row, after `change`. */
async function recordOf(
  ctNumber: string,
  change: (fixture: CtisFixture) => void = () => undefined,
): Promise<TrialRecord> {
  const fixtures = ctisFixtures()
  const fixture = fixtures.find(({ row }) => row.ctNumber === ctNumber)!
  change(fixture)
  const substance = substances.find(({ id }) => id === fixture.foundFor[0])!
  const { records } = await ctis.collect(substance, doubleHttp(fixtures), () => undefined, AT)
  return records.find(({ recordId }) => recordId === ctNumber)!
}

const partOne = (fixture: CtisFixture) => fixture.retrieve.authorizedApplication.authorizedPartI

describe('a CTIS record', () => {
  it('keeps titles apart by kind and language, and does not guess the language of the original', async () => {
    const joined = await recordOf('2024-510001-11-00')
    expect(joined.titles).toEqual([
      {
        kind: 'official',
        text: 'The Safety and Efficacy of COMP360 in Participants with Treatment-Resistant Depression (P-TRD)',
        lang: null,
      },
      { kind: 'lay', text: 'Psilocybin for depression that other treatments did not help', lang: null },
      { kind: 'lay', text: 'Psilocybine bij een depressie waarbij andere behandelingen niet hielpen', lang: 'nl' },
      { kind: 'acronym', text: 'COMP 001', lang: null },
    ])
    const dutch = await recordOf('2024-516890-63-00')
    expect(dutch.titles[0]?.text).toBe(
      'Het effect van psilocybine op pijn bij fibromyalgiepatiënten: een multicenter trial',
    )
  })

  it('links the numbers of other registries and keeps what is none word for word', async () => {
    const joined = await recordOf('2024-510001-11-00')
    expect(joined.linkedIds).toEqual(['NCT03775200', '2017-003288-36'])
    expect(joined.otherIds).toEqual(['U1111-1222-3333', '131,311; 140,000'])
    expect((await recordOf('2024-590020-17-00')).linkedIds).toEqual(['ISRCTN12345678'])
    const odd = await recordOf('2024-590020-17-00', (fixture) => {
      partOne(fixture).trialDetails.clinicalTrialIdentifiers.secondaryIdentifyingNumbers.additionalRegistries = [
        { id: 1, number: '2021-002909-10NL', ctRegistryCode: '6' },
        { id: 2, number: '2022-501857-35-00', ctRegistryCode: '6' },
        { id: 3, number: '12345678', ctRegistryCode: '6' },
      ]
    })
    expect(odd.linkedIds).toEqual([])
    expect(odd.otherIds).toEqual(['2021-002909-10NL', '2022-501857-35-00', '12345678'])
  })

  it('keeps the planned number of the EEA and of the whole trial apart', async () => {
    const plan = async (change: (fixture: CtisFixture) => void) =>
      (await recordOf('2023-590011-35-00', change)).enrollment
    const none = { actual: null, unspecified: null }
    expect(await plan(() => undefined)).toEqual({ planned: 32, ...none, scope: 'whole-trial' })
    expect(await plan((fixture) => delete partOne(fixture).rowSubjectCount)).toEqual({
      planned: 13,
      ...none,
      scope: 'eea',
    })
    // 0 outside the EEA beside six countries there is not a number.
    expect(await plan((fixture) => (partOne(fixture).rowSubjectCount = 0))).toEqual({
      planned: 13,
      ...none,
      scope: 'eea',
    })
    const noParts = (fixture: CtisFixture) => (fixture.retrieve.authorizedApplication.authorizedPartsII = [])
    expect(await plan(noParts)).toEqual({ planned: 32, ...none, scope: 'whole-trial' })
    expect(
      await plan((fixture) => {
        noParts(fixture)
        fixture.row.totalNumberEnrolled = ''
      }),
    ).toEqual({ planned: null, ...none, scope: null })
    expect((await recordOf('2024-516890-63-00')).enrollment).toEqual({ planned: 35, ...none, scope: 'whole-trial' })
  })

  it('does not add up a country that stands there twice', async () => {
    const twice = await recordOf('2024-516890-63-00', ({ retrieve }) => {
      const parts = retrieve.authorizedApplication.authorizedPartsII
      parts.push(structuredClone(parts[0]!))
    })
    expect(twice.enrollment.planned).toBe(35)
    expect(twice.countries[0]?.planned).toBeNull()
  })

  it('shows each member state with its own status and date, and other countries without one', async () => {
    const differ = await recordOf('2025-590010-44-00')
    expect(differ.overallStatus).toBe('Authorised, recruiting')
    expect(differ.statusGroup).toBe('recruiting')
    expect(differ.countries.map((c) => [c.country, c.status, c.statusGroup, c.statusDate, c.planned])).toEqual([
      ['ES', 'Ongoing, recruiting', 'recruiting', '2026-05-18', 60],
      ['HU', 'Not authorised', 'never-started', '2026-04-21', 20],
      ['PL', 'Ongoing, recruiting', 'recruiting', '2026-06-01', 85],
    ])
    expect(differ.decisions.map(({ country, decision, date }) => [country, decision, date])).toEqual([
      ['ES', 'authorized', '2026-04-27'],
      ['HU', 'refused', '2026-04-21'],
      ['PL', 'authorized', '2026-04-23'],
    ])
    const world = await recordOf('2023-590011-35-00')
    expect(world.countries.map(({ country, statusGroup, statusDate }) => [country, statusGroup, statusDate])).toEqual([
      ['BE', 'active-not-recruiting', '2025-09-01'],
      ['PL', 'active-not-recruiting', '2025-09-15'],
      ['GR', 'active-not-recruiting', '2025-08-01'],
      ['PH', null, null],
      ['IL', null, null],
      ['KR', null, null],
      ['TR', null, null],
      ['UA', null, null],
      ['ZA', null, null],
    ])
  })

  it('reads the countries from the search row where retrieve lists none', async () => {
    const rowOnly = await recordOf('2025-590010-44-00', ({ retrieve }) => {
      retrieve.authorizedApplication.memberStatesConcerned = []
      retrieve.authorizedApplication.authorizedPartsII = []
      retrieve.events = {}
    })
    expect(rowOnly.countries.map(({ country, status, statusDate }) => [country, status, statusDate])).toEqual([
      ['ES', 'Ongoing, recruiting', null],
      ['HU', 'Not authorised', '2026-04-21'],
      ['PL', 'Ongoing, recruiting', null],
    ])
    expect(rowOnly.decisions[0]).toEqual({
      by: 'member-state',
      country: 'ES',
      decision: 'first decision',
      date: '2026-04-27',
    })
  })

  it('never reads the words of the application as the status of the trial', async () => {
    const odd = await recordOf('2025-590010-44-00', ({ retrieve, row }) => {
      retrieve.ctStatus = 'Ended'
      delete (retrieve as Partial<typeof retrieve>).ctPublicStatusCode
      row.ctStatus = 5
    })
    expect(odd.overallStatus).toBe('Ongoing, recruitment ended')
    const unknown = await recordOf('2025-590003-12-00')
    expect([unknown.overallStatus, unknown.statusGroup]).toEqual(['unknown status (13)', 'unknown'])
    expect(ctis.statusGroup(unknown.overallStatus)).toBe('unknown')
  })

  it('tells an early end from a completed trial by the events', async () => {
    const early = await recordOf('2023-590013-66-00')
    expect([early.overallStatus, early.statusGroup]).toEqual(['Ended', 'ended-early'])
    expect(early.countries[0]).toMatchObject({ statusGroup: 'ended-early', statusDate: '2024-02-29' })
    expect(early.hasResults).toBe(true)
    expect(early.completionDate).toEqual({ date: '2024-02-29', kind: 'actual' })
    const completed = await recordOf('2024-510001-11-00')
    expect([completed.statusGroup, completed.hasResults]).toEqual(['completed', false])
  })

  it('keeps planned and actual dates apart and reads both ways of writing them', async () => {
    const planned = await recordOf('2024-590020-17-00')
    expect(planned.startDate).toEqual({ date: '2026-02-01', kind: 'estimated' })
    expect(planned.completionDate).toEqual({ date: '2028-02-01', kind: 'estimated' })
    expect(planned.firstPosted).toBe('2025-12-08')
    expect(planned.lastUpdated).toBe('2025-12-09')
    const begun = await recordOf('2024-516890-63-00')
    expect(begun.startDate).toEqual({ date: '2024-12-02', kind: 'actual' })
    expect(begun.completionDate).toEqual({ date: '2026-06-30', kind: 'estimated' })
  })

  it('reads products with role and substances, and no substance from a class of medicines or a placebo', async () => {
    const { interventions } = await recordOf('2025-590010-44-00')
    expect(interventions).toEqual([
      {
        name: 'Spravato 28 mg nasal spray, solution',
        type: 'PRODUCT',
        otherNames: ['JNJ-54135419'],
        activeSubstances: ['esketamine hydrochloride'],
        description: 'NASAL USE; NASAL SPRAY, SOLUTION',
        armLabels: [],
        statedRole: 'test',
      },
      {
        name: 'ANTIDEPRESSANTS',
        type: 'ATC',
        otherNames: ['N06A'],
        activeSubstances: [],
        description: null,
        armLabels: [],
        statedRole: 'background',
      },
      {
        name: 'Placebo nasal spray',
        type: 'PRODUCT',
        otherNames: [],
        activeSubstances: [],
        description: 'NASAL USE; NASAL SPRAY, SOLUTION',
        armLabels: [],
        statedRole: 'placebo',
      },
    ])
    const mdma = await recordOf('2024-590020-17-00')
    expect(mdma.interventions[0]?.activeSubstances).toEqual([
      'midomafetamine hydrochloride',
      'MDMA',
      '3,4-METHYLENEDIOXYMETHAMPHETAMINE',
    ])
    const comparator = await recordOf('2022-502185-24-00')
    expect(comparator.interventions.map(({ statedRole }) => statedRole)).toEqual(['test', 'test', 'comparator'])
  })

  it('finds products that stand only in a role group, and names the search row only when there is nothing else', async () => {
    const grouped = await recordOf('2025-590010-44-00', (fixture) => {
      partOne(fixture).products = partOne(fixture).products.slice(0, 1)
    })
    expect(grouped.interventions.map(({ statedRole }) => statedRole)).toEqual(['test', 'background', 'placebo'])
    const rowOnly = await recordOf('2024-516890-63-00', (fixture) => {
      partOne(fixture).products = []
      partOne(fixture).productRoleGroupInfos = []
    })
    expect(rowOnly.interventions.map(({ name, statedRole }) => [name, statedRole])).toEqual([
      ['Psilocybine 5 mg, Psilocybine 10 mg, Placebo', null],
    ])
  })

  it('gives criteria word for word and in each language they were all translated into', async () => {
    const { criteria } = await recordOf('2022-502185-24-00')
    expect(criteria).toEqual([
      {
        combined: null,
        inclusion: 'A first treatment that did not work well enough.\nConsent, by a legal guardian where there is one.',
        exclusion: 'Pregnancy.',
        lang: null,
        country: null,
      },
      {
        combined: null,
        inclusion:
          'Een eerste behandeling hielp niet genoeg.\nToestemming, zo nodig van een wettelijk vertegenwoordiger.',
        exclusion: 'Zwangerschap.',
        lang: 'nl',
        country: null,
      },
    ])
    const half = await recordOf('2022-502185-24-00', (fixture) => {
      const { eligibilityCriteria } = partOne(fixture).trialDetails.trialInformation
      eligibilityCriteria.principalExclusionCriteria[0]!.principalExclusionCriteriaTranslations = []
    })
    expect(half.criteria.map(({ lang }) => lang)).toEqual([null])
    const shuffled = await recordOf('2022-502185-24-00', (fixture) => {
      partOne(fixture).trialDetails.trialInformation.eligibilityCriteria.principalInclusionCriteria.reverse()
    })
    expect(shuffled.criteria[0]?.inclusion).toBe(criteria[0]?.inclusion)
  })

  it('reads ages as bands, from the codes and never from the second list', async () => {
    const minors = await recordOf('2023-590011-35-00')
    expect(minors.ageBands).toEqual(['0-17-years'])
    expect(minors.ageBandsExcluded).toEqual(['in-utero', '18-64-years', '65-plus-years'])
    expect([minors.minimumAge, minors.maximumAge]).toEqual([null, null])
    const adults = await recordOf('2024-516890-63-00')
    expect(adults.ageBands).toEqual(['18-64-years'])
    expect(adults.ageBandsExcluded).toContain('0-17-years')
    expect(readAgeBands([], '65+ years, 18-64 years')).toEqual({
      included: ['18-64-years', '65-plus-years'],
      excluded: ['in-utero', '0-17-years'],
    })
    // One age range we do not know could be anything: nothing is excluded then.
    expect(readAgeBands(['3', '5'], null)).toEqual({ included: ['18-64-years'], excluded: [] })
    expect(readAgeBands([], null)).toEqual({ included: [], excluded: [] })
    expect(readAgeBands([], '')).toEqual({ included: [], excluded: [] })
  })

  it('reads sex, volunteers, sponsor, sites, conditions and phase', async () => {
    const early = await recordOf('2023-590013-66-00')
    expect(early.sex).toBe('FEMALE')
    const volunteers = await recordOf('2025-590003-12-00')
    expect([volunteers.sex, volunteers.healthyVolunteers, volunteers.phases]).toEqual(['ALL', true, ['PHASE1']])
    const dutch = await recordOf('2024-516890-63-00')
    expect(dutch.healthyVolunteers).toBe(false)
    expect(dutch.leadSponsor).toEqual({
      name: 'Universiteit Maastricht',
      kind: 'non-industry',
      stated: 'Educational Institution',
      country: 'NL',
    })
    expect(dutch.sites.map(({ facility, city, country }) => [facility, city, country])).toEqual([
      ['Maastricht UMC+, Psychiatry', 'Maastricht', 'NL'],
      ['Leids Universitair Medisch Centrum, Psychiatry', 'Leiden', 'NL'],
    ])
    expect(dutch.sites[0]?.contacts[0]?.name).toBe('Individual investigator')
    expect(dutch.conditions).toEqual([{ text: 'Fibromyalgia', lang: null }])
    expect(dutch.conditionAncestors).toEqual([{ id: 'C05', term: 'Musculoskeletal Diseases' }])
    const joined = await recordOf('2024-510001-11-00')
    expect(joined.leadSponsor.kind).toBe('industry')
    expect(joined.contacts[0]).toEqual({
      name: 'Clinical trial information desk',
      role: 'Public',
      phone: '000 000 0000',
      email: 'trials@example.org',
    })
    expect(joined.keywords).toEqual(['Major depression'])
    expect(joined.phaseStated).toBe('Therapeutic exploratory (Phase II)')
  })

  it('says unknown where nothing is stated', async () => {
    const bare = await recordOf('2024-516890-63-00', ({ retrieve, row }) => {
      const { ctNumber, authorizedApplication } = retrieve
      for (const key of Object.keys(retrieve)) Reflect.deleteProperty(retrieve, key)
      const { fullTitle } = authorizedApplication.authorizedPartI.trialDetails.clinicalTrialIdentifiers
      Object.assign(retrieve, {
        ctNumber,
        authorizedApplication: { authorizedPartI: { trialDetails: { clinicalTrialIdentifiers: { fullTitle } } } },
      })
      for (const key of Object.keys(row)) {
        if (key !== 'ctNumber') Reflect.deleteProperty(row, key)
      }
    })
    expect(bare).toMatchObject({
      overallStatus: null,
      statusGroup: 'unknown',
      phases: [],
      phaseStated: null,
      enrollment: { planned: null, actual: null, unspecified: null, scope: null },
      ageBands: [],
      ageBandsExcluded: [],
      sex: null,
      healthyVolunteers: null,
      criteria: [],
      interventions: [],
      countries: [],
      hasResults: null,
      startDate: null,
      lastUpdated: null,
      leadSponsor: { name: null, kind: null, stated: null, country: null },
    })
  })
})

describe('code tables of CTIS', () => {
  it('groups every public status by its label', () => {
    const codes = Array.from({ length: 12 }, (_, n) => ctis.statusGroup(publicStatusLabel(n + 1)))
    expect(codes).toEqual([
      'under-review',
      'not-yet-recruiting',
      'recruiting',
      'recruiting',
      'active-not-recruiting',
      'paused',
      'paused',
      'completed',
      'never-started',
      'ended-early',
      'never-started',
      'never-started',
    ])
    // Words of the application's status list that are no public status.
    for (const word of ['Authorised', 'Halted', 'Lapsed']) expect(ctis.statusGroup(word)).toBe('unknown')
  })

  it.each([
    ['10', null, ['PHASE2', 'PHASE3']],
    ['9', null, ['PHASE1', 'PHASE2']],
    [null, 'Therapeutic confirmatory  (Phase III)', ['PHASE3']],
    [null, 'phase III and phase IV (Integrated)', ['PHASE3', 'PHASE4']],
    [null, 'Human Pharmacology (Phase I)- Bioequivalence Study', ['PHASE1']],
    ['12', null, []],
    [null, null, []],
  ])('reads phase code %j, label %j', (code, label, phases) => {
    expect(readPhase(code, label).phases).toEqual(phases)
  })

  it('keeps an unknown phase code in sight', () => {
    expect(readPhase('12', null).stated).toBe('unknown phase (12)')
  })

  it('knows languages by their names only', () => {
    expect([languageTag('Dutch'), languageTag(' spanish '), languageTag('Klingon'), languageTag(null)]).toEqual([
      'nl',
      'es',
      null,
      null,
    ])
  })
})
