import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ctgov } from '../../../server/registries/ctgov.ts'
import { readStudy } from '../../../server/registries/ctgov-search.ts'
import { TrialRecord, type RejectedRecord } from '../../../shared/trial.ts'
import { ctgovFixtures } from '../../fixtures/ctgov/index.ts'
import type { RawStudy } from '../../fixtures/ctgov/study.ts'

const AT = '2026-11-22T10:00:00.000Z'

function raw(nctId: string): RawStudy {
  const found = ctgovFixtures().find(({ study }) => study.protocolSection.identificationModule.nctId === nctId)
  if (found === undefined) throw new Error(`no fixture ${nctId}`)
  return found.study
}

function record(study: unknown): TrialRecord {
  const read = readStudy(study, AT)
  if ('rejected' in read) throw new Error(read.rejected.reason)
  expect(z.safeParse(TrialRecord, read.record).error).toBeUndefined()
  return read.record
}

function rejected(study: unknown): RejectedRecord {
  const read = readStudy(study, AT)
  if ('record' in read) throw new Error(`${read.record.recordId} was not rejected`)
  return read.rejected
}

/** The study with the value at a path put in its place. */
function changed(nctId: string, path: string, value: unknown): unknown {
  const study = raw(nctId)
  const parts = path.split('.')
  const last = parts.pop()!
  let node = study as unknown as Record<string, unknown>
  for (const part of parts) node = (node[part] ??= {}) as Record<string, unknown>
  node[last] = value
  return study
}

const bare = { protocolSection: { identificationModule: { nctId: 'NCT00465816' } } }

describe('a record of ClinicalTrials.gov', () => {
  it('needs nothing but its number', () => {
    expect(record(bare)).toMatchObject({
      recordId: 'NCT00465816',
      url: 'https://clinicaltrials.gov/study/NCT00465816',
      statusGroup: 'unknown',
      overallStatus: null,
      phases: [],
      phaseStated: null,
      enrollment: { planned: null, actual: null, unspecified: null, scope: null },
      minimumAge: null,
      sex: null,
      healthyVolunteers: null,
      hasResults: null,
      criteria: [],
      countries: [],
      leadSponsor: { name: null, kind: null, stated: null, country: null },
    })
  })

  it('reads the Rett trial as the register states it', () => {
    const rett = record(raw('NCT06199700'))
    expect(rett.minimumAge).toEqual({ stated: '5 Years', years: 5 })
    expect(rett.maximumAge).toEqual({ stated: '10 Years', years: 10 })
    expect(rett.enrollment).toEqual({ planned: 3, actual: null, unspecified: null, scope: 'whole-trial' })
    expect(rett).toMatchObject({
      sex: 'FEMALE',
      statusGroup: 'recruiting',
      statusDate: '2023-12',
      lastUpdated: '2023-12-28',
      phases: ['EARLY_PHASE1'],
      startDate: { date: '2023-11', kind: 'actual' },
      completionDate: { date: '2025-05', kind: 'estimated' },
      conditions: [{ text: 'Rett Syndrome', lang: 'en' }],
      conditionMesh: [{ id: 'D015518', term: 'Rett Syndrome' }],
    })
    expect(rett.conditionAncestors).toContainEqual({ id: 'D008607', term: 'Intellectual Disability' })
    expect(rett.countries).toMatchObject([{ country: 'CN', status: 'RECRUITING', statusGroup: 'recruiting' }])
  })

  it('keeps planned, actual and unspecified numbers apart', () => {
    expect(record(raw('NCT03775200')).enrollment).toEqual({
      planned: null,
      actual: 233,
      unspecified: null,
      scope: 'whole-trial',
    })
    expect(record(raw('NCT00465595')).enrollment).toEqual({
      planned: null,
      actual: null,
      unspecified: 56,
      scope: 'whole-trial',
    })
    expect(record(raw('NCT04519957')).enrollment.actual).toBe(66)
  })

  it('keeps the actual 0 of a withdrawn study and drops the placeholder for an unknown count', () => {
    expect(record(raw('NCT06353282')).enrollment.actual).toBe(0)
    expect(record(raw('NCT90000011')).enrollment).toEqual({
      planned: null,
      actual: null,
      unspecified: null,
      scope: null,
    })
    expect(record(raw('NCT90000011')).raw.enrollmentInfo).toEqual({ count: 99999999, type: 'ESTIMATED' })
  })

  it('does not take a new kind of enrolment for planned or actual', () => {
    const odd = record(changed('NCT03775200', 'protocolSection.designModule.enrollmentInfo.type', 'ANTICIPATED'))
    expect(odd.enrollment).toMatchObject({ planned: null, actual: null, unspecified: 233 })
  })

  it('tells no phase from not applicable, and keeps several', () => {
    expect(record(raw('NCT04519957'))).toMatchObject({ phases: [], phaseStated: null, studyType: 'OBSERVATIONAL' })
    expect(record(raw('NCT05960942'))).toMatchObject({ phases: ['NA'], phaseStated: 'NA' })
    expect(record(raw('NCT04425473'))).toMatchObject({ phases: ['PHASE2', 'PHASE3'], phaseStated: 'PHASE2|PHASE3' })
  })

  it('turns months and minutes into years exactly and leaves a missing limit open', () => {
    expect(record(raw('NCT90000003')).minimumAge?.years).toBe(0.5)
    expect(record(raw('NCT90000003')).maximumAge?.years).toBe(3)
    expect(record(raw('NCT90000004')).maximumAge?.years).toBeCloseTo(15 / 60 / 24 / 365.25, 12)
    expect(record(raw('NCT04834427'))).toMatchObject({ minimumAge: null, maximumAge: { years: 17 } })
    expect(record(raw('NCT90000001'))).toMatchObject({ minimumAge: null, stdAges: ['CHILD', 'ADULT', 'OLDER_ADULT'] })
  })

  it('keeps new words and maps them to unknown', () => {
    const odd = record(changed('NCT06199700', 'protocolSection.statusModule.overallStatus', 'PAUSED_BY_SPONSOR'))
    expect(odd).toMatchObject({ overallStatus: 'PAUSED_BY_SPONSOR', statusGroup: 'unknown' })
    const phase = record(changed('NCT06199700', 'protocolSection.designModule.phases', ['PHASE2', 'PHASE5']))
    expect(phase).toMatchObject({ phases: ['PHASE2'], phaseStated: 'PHASE2|PHASE5' })
    const sex = record(changed('NCT06199700', 'protocolSection.eligibilityModule.sex', 'OTHER'))
    expect(sex.sex).toBeNull()
    expect(sex.raw.sex).toBe('OTHER')
    const sponsor = record(
      changed('NCT06199700', 'protocolSection.sponsorCollaboratorsModule.leadSponsor.class', 'AMBIG'),
    )
    expect(sponsor.leadSponsor).toMatchObject({ kind: null, stated: 'AMBIG' })
  })

  it('serves no day that does not exist, and keeps it in raw', () => {
    const start = record(changed('NCT06199700', 'protocolSection.statusModule.startDateStruct.date', '2024-13-45'))
    expect(start.startDate).toBeNull()
    expect(JSON.stringify(start.raw)).toContain('2024-13-45')
    const verified = record(changed('NCT06199700', 'protocolSection.statusModule.statusVerifiedDate', '2023-02-30'))
    expect(verified.statusDate).toBeNull()
    expect(verified.raw.statusVerifiedDate).toBe('2023-02-30')
  })

  it('maps every status of the register', () => {
    const groups = ['ACTIVE_NOT_RECRUITING', 'ENROLLING_BY_INVITATION', 'SUSPENDED', 'TERMINATED', 'WITHDRAWN', 'AVAILABLE', 'NO_LONGER_AVAILABLE', 'TEMPORARILY_NOT_AVAILABLE', 'APPROVED_FOR_MARKETING', 'WITHHELD', 'UNKNOWN'] // prettier-ignore
    expect(groups.map((word) => ctgov.statusGroup(word))).toEqual(['active-not-recruiting', 'by-invitation', 'paused', 'ended-early', 'never-started', 'expanded-access', 'expanded-access', 'expanded-access', 'expanded-access', 'unknown', 'unknown']) // prettier-ignore
  })

  it('says who sponsors and of which kind', () => {
    expect(record(raw('NCT03775200')).leadSponsor).toEqual({
      name: 'COMPASS Pathways',
      kind: 'industry',
      stated: 'INDUSTRY',
      country: null,
    })
    expect(record(raw('NCT04280055')).leadSponsor.kind).toBe('non-industry')
  })
})

describe('numbers in a record of ClinicalTrials.gov', () => {
  it('links EudraCT and EU CT numbers whatever type they are filed under', () => {
    expect(record(raw('NCT03775200')).linkedIds).toEqual(['2017-003288-36'])
    expect(record(raw('NCT90000006')).linkedIds).toEqual(['2024-519876-21-00'])
    expect(record(raw('NCT90000011')).linkedIds).toEqual(['2024-518877-65-00'])
    expect(record(raw('NCT03185819'))).toMatchObject({
      linkedIds: ['2016-004422-42'],
      otherIds: ['CR108330', '54135419SUI2001'],
    })
    const own = record(
      changed('NCT06199700', 'protocolSection.identificationModule.orgStudyIdInfo', { id: '2011-005992-17' }),
    )
    expect(own.linkedIds).toEqual(['2011-005992-17'])
    const labelled = record(
      changed('NCT06199700', 'protocolSection.identificationModule.secondaryIdInfos', [
        { id: 'EudraCT 2011-005992-17' },
        { id: 'ISRCTN 12345678' },
      ]),
    )
    expect(labelled.linkedIds).toEqual(['2011-005992-17', 'ISRCTN12345678'])
  })

  it('joins nothing by a number that is cut off, glued to letters, or of another study', () => {
    expect(record(raw('NCT06378229'))).toMatchObject({ linkedIds: [], otherIds: ['ONZ-2023-0157', '2022-501857-35-0'] })
    expect(record(raw('NCT06368492'))).toMatchObject({ linkedIds: [], otherIds: ['P137', '2021-002909-10NL'] })
    const parent = record(
      changed('NCT06199700', 'protocolSection.identificationModule.secondaryIdInfos', [{ id: 'NCT03775200' }]),
    )
    expect(parent).toMatchObject({ linkedIds: [], otherIds: ['ORG-9700', 'NCT03775200'] })
  })

  it('keeps obsolete numbers as aliases', () => {
    expect(record(raw('NCT90000011')).aliasIds).toEqual(['NCT90000012'])
  })
})

describe('places in a record of ClinicalTrials.gov', () => {
  it('calls a country recruiting when any of its sites is, and no other', () => {
    const { countries, sites, contacts } = record(raw('NCT05711940'))
    expect(countries.map(({ country, status, statusGroup }) => [country, status, statusGroup])).toEqual([
      ['NL', 'RECRUITING', 'recruiting'],
      ['DE', 'ACTIVE_NOT_RECRUITING', 'active-not-recruiting'],
      ['US', 'NOT_YET_RECRUITING', 'not-yet-recruiting'],
    ])
    expect(sites[0]).toMatchObject({
      city: 'Utrecht',
      country: 'NL',
      lat: 52.09083,
      lon: 5.12222,
      statusGroup: 'recruiting',
    })
    expect(sites[0]?.contacts).toMatchObject([{ email: 'utrecht@example.org', role: 'CONTACT', phone: null }])
    expect(sites[2]).toMatchObject({ city: 'Leiden', status: 'WITHDRAWN', statusGroup: 'never-started' })
    expect(contacts).toMatchObject([{ phone: '+31 30 000 0000 ext. 12' }])
  })

  it('gives a country no status when none of its sites states one', () => {
    const completed = record(raw('NCT03775200'))
    expect(completed.countries.map(({ statusGroup }) => statusGroup)).toEqual([null, null, null, null])
    const mixed = record(raw('NCT04670081'))
    expect(mixed.sites[1]).toMatchObject({ city: 'Berlin', lat: null, lon: null, status: null, statusGroup: null })
    expect(mixed.countries).toMatchObject([{ country: 'DE', status: 'RECRUITING', statusGroup: 'recruiting' }])
  })
})

describe('texts in a record of ClinicalTrials.gov', () => {
  it('shows marked-up text as it is meant, in linear time', () => {
    expect(record(raw('NCT05711940')).criteria[0]?.combined).toContain('* Aged >=18 years\n')
    expect(record(raw('NCT05711940')).criteria[0]?.combined).toContain('>= 20 [at screening]')
    expect(record(raw('NCT05832255')).whyStopped).toBe('Sponsor decision (funding)')
    const backslashes = changed(
      'NCT06199700',
      'protocolSection.eligibilityModule.eligibilityCriteria',
      '\\'.repeat(2_000_000),
    )
    expect(record(backslashes).criteria[0]?.combined).toHaveLength(1_000_000)
  })

  it('leaves a backslash before a letter alone', () => {
    const path = changed('NCT06199700', 'protocolSection.eligibilityModule.eligibilityCriteria', 'C:\\data \\< 3')
    expect(record(path).criteria[0]?.combined).toBe('C:\\data < 3')
  })

  it('keeps arms, interventions and their links', () => {
    const background = record(raw('NCT90000006'))
    expect(background.interventions[2]).toMatchObject({
      name: 'Esketamine',
      type: 'DRUG',
      armLabels: ['Dexmedetomidine', 'Control'],
      statedRole: null,
    })
    expect(background.arms[1]).toMatchObject({ label: 'Control', type: 'PLACEBO_COMPARATOR' })
    expect(background.design).toMatchObject({ primaryPurpose: 'PREVENTION', masking: 'QUADRUPLE' })
  })

  it('keeps outcome measures out', () => {
    expect(JSON.stringify(record(raw('NCT90000005')))).not.toContain('Intellectual disability')
  })
})

describe('a study of ClinicalTrials.gov that cannot be read', () => {
  it.each([
    ['protocolSection.conditionsModule.conditions', 'Depression'],
    ['protocolSection.designModule.phases', 'PHASE2'],
    ['protocolSection.designModule.enrollmentInfo.count', '12'],
    ['protocolSection.eligibilityModule.minimumAge', 18],
    ['protocolSection.contactsLocationsModule.locations', {}],
    ['hasResults', 'yes'],
  ])('is rejected with its number and the field when %s is retyped', (path, value) => {
    const { recordId, reason, url, rawText } = rejected(changed('NCT06199700', path, value))
    expect(recordId).toBe('NCT06199700')
    expect(reason).toContain(path)
    expect(url).toBe('https://clinicaltrials.gov/study/NCT06199700')
    expect(rawText).toContain('Rett Syndrome')
  })

  it.each([
    null,
    'text',
    7,
    [],
    {},
    { protocolSection: null },
    changed('NCT06199700', 'protocolSection.identificationModule.nctId', 'X'),
  ])('is rejected without a number when it has none (%#)', (study) => {
    expect(rejected(study).reason).not.toBe('')
    expect(rejected(study).url).toBeNull()
  })

  it('keeps at most 500,000 characters of it', () => {
    const long = changed('NCT06199700', 'protocolSection.conditionsModule.conditions', 'x'.repeat(600_000))
    expect(rejected(long).rawText).toHaveLength(500_000)
  })

  it('is not misled by keys that mean something to JavaScript', () => {
    const text = JSON.stringify(raw('NCT06199700')).replace('{', '{"__proto__":{"hasResults":true},"constructor":1,')
    const odd = record(JSON.parse(text))
    expect(odd.hasResults).toBe(false)
    expect(({} as Record<string, unknown>).hasResults).toBeUndefined()
    const inRaw = JSON.stringify(raw('NCT06199700')).replace('"nctId"', '"__proto__":{"polluted":1},"nctId"')
    expect(Object.getPrototypeOf(record(JSON.parse(inRaw)).raw)).toBe(Object.prototype)
    expect(record(JSON.parse(inRaw)).raw.polluted).toBeUndefined()
  })
})
