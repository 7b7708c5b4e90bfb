import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ctgov } from '../../../server/registries/ctgov.ts'
import { readStudy } from '../../../server/registries/ctgov-search.ts'
import { TrialRecord, type RejectedRecord } from '../../../shared/trial.ts'

/** Real recorded answers, kept beside the project; never copied into it. */
const FOLDER = new URL('../../../../shared/data/ctgov/', import.meta.url)
const present = existsSync(FOLDER)
if (!present) console.warn('left out: recorded ClinicalTrials.gov replies (../shared/data/ctgov is absent)')

const AT = '2026-11-22T10:00:00.000Z'

interface ReadFile {
  file: string
  records: TrialRecord[]
  rejected: RejectedRecord[]
}

/** A search answer, the site's download (a bare array) or one study. */
function studiesOf(reply: unknown): unknown[] {
  if (Array.isArray(reply)) return reply
  const { studies } = reply as { studies?: unknown[] }
  return studies ?? [reply]
}

function readFile(file: string): ReadFile {
  const read = studiesOf(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))).map((study) => readStudy(study, AT))
  return {
    file,
    records: read.flatMap((one) => ('record' in one ? [one.record] : [])),
    rejected: read.flatMap((one) => ('rejected' in one ? [one.rejected] : [])),
  }
}

describe.skipIf(!present)('recorded answers of ClinicalTrials.gov', () => {
  const files = present
    ? readdirSync(FOLDER)
        .filter((name) => name.endsWith('.json') && name !== 'studies_metadata.json')
        .map(readFile)
    : []
  const all = files.flatMap(({ records }) => records)
  const one = (recordId: string) => {
    const found = all.find((record) => record.recordId === recordId)
    if (found === undefined) throw new Error(`${recordId} is not among the recorded studies`)
    return found
  }

  it('are all read, none rejected', () => {
    console.table(
      files.map(({ file, records, rejected }) => ({
        file,
        records: records.length,
        rejected: rejected.length,
        why: rejected.map(({ recordId, reason }) => `${recordId ?? '?'}: ${reason}`).join(' | '),
      })),
    )
    expect(files.length).toBeGreaterThan(25)
    expect(files.find(({ file }) => file.startsWith('rest_of_registry'))?.records).toHaveLength(492)
    expect(files.flatMap(({ rejected }) => rejected)).toEqual([])
  })

  it('become records of the shared shape, that survive the store', () => {
    for (const record of all) {
      expect(z.safeParse(TrialRecord, record).error, record.recordId).toBeUndefined()
      expect(record.recordId).toMatch(ctgov.trialIdPattern)
    }
    expect(JSON.parse(JSON.stringify(all))).toEqual(all)
  })

  it('use only status words and countries that we know', () => {
    const words = new Set(
      all.flatMap(({ overallStatus, statusGroup }) => (statusGroup === 'unknown' ? [overallStatus] : [])),
    )
    expect([...words].toSorted()).toEqual(['UNKNOWN', 'WITHHELD', null].toSorted())
    expect(all.flatMap(({ sites }) => sites).filter(({ statusGroup }) => statusGroup === 'unknown')).toEqual([])
    const nowhere = all.flatMap(({ countries }) => countries).filter(({ country }) => country === null)
    expect([...new Set(nowhere.map(({ countryStated }) => countryStated))]).toEqual([])
  })

  it('leave no mark-up behind in the criteria', () => {
    const left = all.filter(({ criteria }) => criteria.some(({ combined }) => /\\[<>[\]]/.test(combined ?? '')))
    expect(left.map(({ recordId }) => recordId)).toEqual([])
  })

  // Checked by hand against the raw files.
  it.each([
    ['NCT03928431', '5 Minutes', 5 / 525960, '15 Minutes', 15 / 525960],
    ['NCT04041765', '1 Minute', 1 / 525960, '1 Hour', 60 / 525960],
    ['NCT00444327', null, null, '1 Minute', 1 / 525960],
    ['NCT00159523', '30 Weeks', 210 / 365.25, '36 Weeks', 252 / 365.25],
    ['NCT07316465', '1 Hour', 60 / 525960, '24 Months', 2],
    ['NCT01622426', '1 Month', 1 / 12, '168 Months', 14],
    ['NCT02422186', '65 Years', 65, null, null],
    ['NCT06631677', null, null, null, null],
  ])('%s: from %s (%d years) to %s (%d years)', (recordId, minimum, minimumYears, maximum, maximumYears) => {
    const record = one(recordId)
    expect(record.minimumAge?.stated ?? null).toBe(minimum)
    expect(record.maximumAge?.stated ?? null).toBe(maximum)
    if (minimumYears !== null) expect(record.minimumAge?.years).toBeCloseTo(minimumYears, 12)
    if (maximumYears !== null) expect(record.maximumAge?.years).toBeCloseTo(maximumYears, 12)
  })

  it.each([
    ['NCT06341426', { planned: 92, actual: null, unspecified: null, scope: 'whole-trial' }],
    ['NCT04280055', { planned: null, actual: 10, unspecified: null, scope: 'whole-trial' }],
    ['NCT00001245', { planned: null, actual: null, unspecified: 650, scope: 'whole-trial' }],
    ['NCT03062995', { planned: null, actual: 0, unspecified: null, scope: 'whole-trial' }],
    ['NCT00002297', { planned: null, actual: null, unspecified: null, scope: null }],
    ['NCT06631677', { planned: null, actual: null, unspecified: null, scope: null }],
  ])('%s: participants', (recordId, enrollment) => {
    expect(one(recordId).enrollment).toEqual(enrollment)
  })

  it('keep statuses, phases, numbers and places as the register wrote them', () => {
    expect(one('NCT06341426')).toMatchObject({
      statusGroup: 'recruiting',
      statusDate: '2024-04',
      phases: ['PHASE2'],
      interventionMesh: [{ id: 'D011562' }, { id: 'D006213' }],
      countries: [{ country: 'CA', status: 'RECRUITING', statusGroup: 'recruiting' }],
      sites: [{ city: 'Toronto', lat: 43.70011, lon: -79.4163 }],
      leadSponsor: { name: 'University Health Network, Toronto', kind: 'non-industry' },
      startDate: { date: '2024-02-05', kind: 'actual' },
      completionDate: { date: '2028-08-01', kind: 'estimated' },
      hasResults: false,
    })
    expect(one('NCT04280055').phases).toEqual(['PHASE1', 'PHASE2'])
    expect(one('NCT02422186')).toMatchObject({
      linkedIds: ['2014-004588-19'],
      otherIds: ['CR107129', 'ESKETINTRD3005', '2014'],
    })
    expect(one('NCT02422186').sites.find(({ city }) => city === 'Derbyshire')).toMatchObject({
      lat: null,
      country: 'GB',
    })
    expect(one('NCT02422186').criteria[0]?.combined).toContain('(MMSE) < 25 or <22')
    expect(one('NCT00189228').aliasIds).toEqual(['NCT00201097'])
    expect(one('NCT03661047').aliasIds).toEqual(['NCT03419455'])
    expect(one('NCT06631677')).toMatchObject({ statusGroup: 'expanded-access', phases: [], startDate: null })
    expect(one('NCT00465816').titles).toEqual(expect.any(Array))
  })

  it('link every EudraCT and EU CT number filed in them, and no other text', () => {
    const european = all.flatMap(({ linkedIds }) => linkedIds)
    for (const id of european) expect(id).toMatch(/^(\d{4}-\d{6}-\d{2}(-\d{2})?|ISRCTN\d{8})$/)
    expect(european).toEqual(expect.arrayContaining(['2024-514281-39-00', '2023-504215-32-00', '2009-009154-25']))
    const missed = all.flatMap(({ otherIds }) => otherIds).filter((id) => /^\d{4}-\d{6}-\d{2}(-\d{2})?$/.test(id))
    // An EU CT number without its last part: it has the shape of a EudraCT number and is none, so it joins nothing.
    expect(missed).toEqual(['2023-509600-15'])
  })
})
