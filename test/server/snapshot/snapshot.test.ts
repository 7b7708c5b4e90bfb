import { existsSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RegistryUnavailableError } from '../../../server/errors.ts'
import { registries } from '../../../server/registries/index.ts'
import type { CollectResult, Registry } from '../../../server/registries/registry.ts'
import { buildSnapshot, SnapshotIncompleteError } from '../../../server/snapshot/build-snapshot.ts'
import { collectionsFromFacts } from '../../../server/snapshot/facts-collections.ts'
import { recordFromFacts } from '../../../server/snapshot/facts-record.ts'
import { readCsv } from '../../../server/snapshot/facts-csv.ts'
import { loadSnapshot } from '../../../server/snapshot/load-snapshot.ts'
import { parseSnapshot, printSnapshot } from '../../../server/snapshot/snapshot-file.ts'
import { matchSubstance } from '../../../shared/core/substance-match.ts'
import { substances } from '../../../shared/substances/index.ts'
import { Collection, type TrialRecord } from '../../../shared/trial.ts'
import { buildRecord, buildSite } from '../../builders.ts'

const factsUrl = new URL('../../../../shared/data/facts/facts.csv', import.meta.url)
const snapshotUrl = new URL('../../../server/snapshot/snapshot.json', import.meta.url)
const facts = existsSync(factsUrl) ? readFileSync(factsUrl, 'utf8') : null
if (facts === null) console.info('facts.csv is not beside the checkout: the tests that compare with it are left out')

describe('readCsv', () => {
  it('reads quotes, commas, line breaks and empty cells as RFC 4180 has them', () => {
    expect(readCsv('\uFEFFa,b,c\r\n"x ""y"", z","1\n2",\r\n,,last')).toEqual([
      { a: 'x "y", z', b: '1\n2', c: '' },
      { a: '', b: '', c: 'last' },
    ])
    expect(readCsv('a,b\n1,')).toEqual([{ a: '1', b: '' }])
    expect(readCsv('')).toEqual([])
  })
})

describe('the bundled snapshot', () => {
  const collections = loadSnapshot()

  it('has one valid collection for each registry and substance, none of them complete', () => {
    expect(collections.map((c) => `${c.registryId} ${c.substanceId}`)).toEqual(
      registries.flatMap((r) => substances.map((s) => `${r.id} ${s.id}`)),
    )
    for (const collection of collections) {
      expect(Collection.parse(collection)).toEqual(collection)
      expect(collection.complete).toBe(false)
      expect(collection.from).toBe('snapshot')
      expect(collection.fetchedAt).toBeNull()
    }
  })

  it('marks every record as a copy with a link, a valid number and what was copied', () => {
    for (const { registryId, records } of collections) {
      const registry = registries.find(({ id }) => id === registryId)!
      for (const record of records) {
        expect(record.recordId).toMatch(registry.trialIdPattern)
        expect(record.url).toBe(registry.recordUrl(record.recordId))
        expect(record.from).toBe('snapshot')
        expect(record.contacts).toEqual([])
        expect(record.registryId).toBe(registryId)
      }
    }
  })

  it('loses no record: each belongs to the substance it was copied for', () => {
    for (const { substanceId, records } of collections) {
      const substance = substances.find(({ id }) => id === substanceId)!
      const lost = records.filter(
        (record) => record.copyNotes !== null && matchSubstance(record, substance).outcome !== 'member',
      )
      expect(lost.map(({ recordId }) => recordId)).toEqual([])
    }
  })

  it('is small and loads fast', () => {
    loadSnapshot()
    const before = process.cpuUsage()
    loadSnapshot()
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(1_000)
    if (collections.every((c) => c.records.every((r) => r.copyNotes !== null))) {
      expect(statSync(snapshotUrl).size).toBeLessThan(300_000)
    }
  })

  it('comes back the same from its file', () => {
    const text = printSnapshot('a test', collections)
    expect(parseSnapshot(JSON.parse(text))).toEqual(collections)
    expect(() => parseSnapshot({ ...(JSON.parse(text) as object), formatVersion: 99 })).toThrow()
  })
})

describe.skipIf(facts === null)('the facts table as a snapshot', () => {
  const rows = readCsv(facts ?? '')
  const collections = facts === null ? [] : collectionsFromFacts(facts, registries, substances)
  const record = (id: string): TrialRecord => collections.flatMap((c) => c.records).find((r) => r.recordId === id)!

  it('holds every row once, under its registry and substance', () => {
    const counts = Object.fromEntries(collections.map((c) => [`${c.registryId} ${c.substanceId}`, c.records.length]))
    expect(counts).toEqual({
      'ctgov psilocybin': 119,
      'ctgov esketamine': 91,
      'ctgov mdma': 62,
      'ctis psilocybin': 1,
      'ctis esketamine': 0,
      'ctis mdma': 0,
      'euctr psilocybin': 9,
      'euctr esketamine': 13,
      'euctr mdma': 1,
    })
    expect(rows).toHaveLength(296)
    expect(new Set(collections.flatMap((c) => c.records.map((r) => r.recordId))).size).toBe(296)
  })

  it('is what the bundled snapshot holds, or is contained in it', () => {
    const held = new Set(loadSnapshot().flatMap((c) => c.records.map((r) => r.recordId)))
    expect(rows.map((row) => row.trial_id!).filter((id) => !held.has(id))).toEqual([])
  })

  it('keeps each count in the field of its kind', () => {
    const none = { planned: null, actual: null, unspecified: null }
    expect(record('NCT06199700').enrollment).toEqual({ ...none, planned: 3, scope: 'whole-trial' })
    expect(record('NCT02422186').enrollment).toEqual({ ...none, actual: 139, scope: 'whole-trial' })
    expect(record('NCT03185819').enrollment).toEqual({ ...none, unspecified: 147, scope: 'whole-trial' })
    expect(record('2017-003288-36').enrollment).toEqual({ ...none, unspecified: 216, scope: null })
    expect(record('NCT06560658').enrollment).toEqual({ ...none, scope: null })
    for (const row of rows) {
      const { planned, actual, unspecified } = record(row.trial_id!).enrollment
      const stated = [planned, actual, unspecified].filter((count) => count !== null)
      expect([row.trial_id, stated.map(String)]).toEqual([row.trial_id, row.enrollment === '' ? [] : [row.enrollment]])
    }
  })

  it('keeps ages, statuses, dates and blanks as they are', () => {
    expect(record('NCT06199700')).toMatchObject({
      minimumAge: { stated: '5 Years', years: 5 },
      maximumAge: { stated: '10 Years', years: 10 },
      overallStatus: 'RECRUITING',
      statusGroup: 'recruiting',
      phases: ['EARLY_PHASE1'],
      asOf: '2023-12-28',
    })
    expect(record('NCT05011214').minimumAge).toEqual({ stated: '3 Months', years: 0.25 })
    expect(record('NCT06353282').statusGroup).toBe('never-started')
    expect(record('NCT06560658')).toMatchObject({
      titles: [],
      overallStatus: null,
      statusGroup: 'unknown',
      sex: null,
      hasResults: null,
    })
    expect(record('NCT04834427')).toMatchObject({ minimumAge: null, maximumAge: { years: 17 }, asOf: null })
    for (const row of rows) {
      const { asOf, lastUpdated, startDate } = record(row.trial_id!)
      expect([asOf ?? '', lastUpdated ?? '', startDate?.date ?? '']).toEqual([
        row.as_of,
        row.last_update,
        row.start_date,
      ])
    }
  })

  it('reads the status of each country from the note', () => {
    const { countries, overallStatus, statusGroup } = record('2016-004422-42')
    expect(Object.fromEntries(countries.map((c) => [c.country ?? c.countryStated, c.status]))).toEqual({
      BE: 'Completed',
      BG: 'Completed',
      ES: 'Restarted',
      FR: null,
      HU: 'Ongoing',
      IT: 'Ongoing',
      PL: null,
      'Outside EU/EEA': null,
    })
    expect(overallStatus).toBe('Completed (BE, BG); Ongoing (HU, IT); Restarted (ES)')
    expect(statusGroup).toBe('active-recruitment-unknown')
    expect(record('2019-002992-33').countries.find((c) => c.country === 'NL')?.status).toBe('Completed')
    expect(record('2018-004480-31')).toMatchObject({ overallStatus: 'RECRUITING', statusGroup: 'recruiting' })
  })

  it('links only whole registry numbers and keeps the other ids word for word', () => {
    expect(record('NCT02422186')).toMatchObject({
      linkedIds: ['2014-004588-19'],
      otherIds: ['CR107129', 'ESKETINTRD3005', '2014'],
    })
    expect(record('2016-003990-17').linkedIds).toEqual(['NCT03039192'])
    expect(record('NCT06378229').otherIds).toContain('2022-501857-35-0')
  })

  it('keeps the notes of the copier as evidence and never as criteria', () => {
    expect(record('NCT03185819').copyNotes).toMatchObject({
      idMention: 'excludes',
      idQuote: 'intellectual disability, autism spectrum disorder',
      copiedFor: 'esketamine',
      statedRole: 'investigated',
    })
    expect(record('NCT06199700').copyNotes?.note).toContain('CONFLICT status: kept RECRUITING')
    expect(record('NCT04834427').copyNotes?.guardianConsent).toBe('yes')
    expect(collections.flatMap((c) => c.records).filter((r) => r.criteria.length > 0)).toEqual([])
  })

  it('divides lists and takes the type of an intervention from its name', () => {
    expect(record('NCT00353938').interventions.map(({ type, name }) => [type, name])).toEqual([
      ['DRUG', '3,4-methylenedioxymethamphetamine (125 mg)'],
      ['DRUG', '3,4-methyelendioxymethamphetamine (25 mg)'],
      ['BEHAVIORAL', 'Therapy'],
    ])
    expect(record('NCT06161805').conditions.map(({ text }) => text)).toEqual([
      'Endometriosis',
      'Chronic Pelvic Pain Syndrome',
    ])
    expect(record('NCT04670081').sites.map(({ city, country }) => [city, country])).toEqual([
      ['Mannheim', 'DE'],
      ['Berlin', 'DE'],
    ])
  })

  it('dates each collection by its oldest and newest copy', () => {
    const psilocybin = collections.find((c) => c.registryId === 'euctr' && c.substanceId === 'psilocybin')!
    expect(psilocybin.asOfRange).toEqual({ oldest: '2020-12', newest: '2026-05' })
    expect(collections.find((c) => c.registryId === 'ctis' && c.substanceId === 'mdma')!.asOfRange).toBeNull()
  })

  it('serves no day that does not exist, and keeps it in raw', () => {
    const row = { ...rows[0]!, start_date: '2024-13-45', last_update: '2024-02' }
    const [ctgov] = registries
    expect(recordFromFacts(row, ctgov!, ctgov!)).toMatchObject({
      startDate: null,
      lastUpdated: '2024-02',
      raw: { startDate: '2024-13-45' },
    })
  })

  it('keeps the kind of a sponsor whose name is not held', () => {
    const sponsor = (id: string) => record(id).leadSponsor
    expect(sponsor('NCT02611505')).toMatchObject({ name: null, kind: 'industry', stated: 'INDUSTRY' })
    expect(sponsor('NCT04548973')).toMatchObject({ name: null, kind: 'non-industry', stated: 'OTHER' })
    expect(sponsor('NCT05242029')).toMatchObject({ name: null, kind: 'non-industry', stated: 'OTHER' })
    const bundled = loadSnapshot().flatMap(({ records }) => records)
    expect(bundled.find(({ recordId }) => recordId === 'NCT02611505')?.leadSponsor.kind).toBe('industry')
  })

  it('refuses a row of an unknown registry', () => {
    expect(() => collectionsFromFacts('trial_id,registry,substance\nX,isrctn,mdma', registries, substances)).toThrow(
      'X',
    )
  })
})

describe('buildSnapshot', () => {
  const [ctgov] = registries
  const fake = (result: Partial<CollectResult> | Error): Registry => ({
    ...ctgov!,
    id: 'fake',
    collect: () =>
      result instanceof Error
        ? Promise.reject(result)
        : Promise.resolve({
            records: [],
            rejected: [],
            reportedTotal: 0,
            complete: true,
            incompleteReason: null,
            ...result,
          }),
  })
  const build = (registry: Registry) =>
    buildSnapshot({
      registries: [registry],
      substances: substances.slice(0, 1),
      httpFor: () => ({
        get: () => Promise.reject(new Error('unused')),
        post: () => Promise.reject(new Error('unused')),
      }),
      now: () => new Date('2026-11-22T10:00:00Z'),
      onCollection: () => undefined,
    })

  it('dates the copies with the day of the fetch and leaves out people', async () => {
    const contacts = [{ name: 'A contact', role: null, phone: '1', email: 'a@example.org' }]
    const live = buildRecord({ contacts, sites: [buildSite({ city: 'Gent', contacts })] })
    const [collection] = await build(fake({ records: [live], reportedTotal: 1 }))
    expect(collection).toMatchObject({
      complete: false,
      from: 'snapshot',
      asOfRange: { oldest: '2026-11-22', newest: '2026-11-22' },
    })
    expect(collection?.records[0]).toMatchObject({ asOf: '2026-11-22', from: 'snapshot', contacts: [] })
    expect(JSON.stringify(collection)).not.toContain('a@example.org')
  })

  it('refuses an incomplete collection and names it', async () => {
    const incomplete = build(fake({ complete: false, incompleteReason: '3 of 9 records' }))
    await expect(incomplete).rejects.toThrow(SnapshotIncompleteError)
    await expect(incomplete).rejects.toThrow('fake psilocybin is not complete (3 of 9 records)')
  })

  it('passes on why a registry could not be asked', async () => {
    await expect(build(fake(new RegistryUnavailableError('fake', 'timeout', 'too slow')))).rejects.toThrow('too slow')
  })
})
