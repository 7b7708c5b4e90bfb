import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ctis } from '../../../server/registries/ctis.ts'
import { readAgeBands, readPhase } from '../../../server/registries/ctis-codes.ts'
import { CtisRow } from '../../../server/registries/ctis-reply.ts'
import type { CollectResult, RegistryHttp } from '../../../server/registries/registry.ts'
import { substances } from '../../../shared/substances/index.ts'
import { TrialRecord } from '../../../shared/trial.ts'

/** Every recorded reply of CTIS (the data model before 2024-06-17 apart) through the adapter. */

const folder = new URL('../../../../shared/data/ctis/', import.meta.url)
const recorded = fs.existsSync(folder)
const AT = '2026-11-22T10:00:00.000Z'

function readJson(name: string): unknown {
  return JSON.parse(fs.readFileSync(new URL(name, folder), 'utf8'))
}

type Trials = Record<string, { row: unknown; retrieve: unknown }>

function httpOf(page: unknown, retrieves: Record<string, unknown>): RegistryHttp {
  const json = (body: unknown) =>
    Promise.resolve({ status: 200, contentType: 'application/json', body: JSON.stringify(body) })
  return {
    get: (path) => json(retrieves[path.replace('/retrieve/', '')] ?? {}),
    post: (_, body) =>
      JSON.stringify(body).includes('containAll')
        ? json(page)
        : json({ pagination: { totalRecords: 12_317 }, data: [] }),
  }
}

const pageOf = (rows: unknown[]) => ({ pagination: { totalRecords: rows.length }, data: rows })
const oneTerm = { ...substances[0]!, searchTerms: ['recorded'] }
const collect = (http: RegistryHttp): Promise<CollectResult> => ctis.collect(oneTerm, http, () => undefined, AT)

describe.skipIf(!recorded)('recorded replies of CTIS (skipped without the recorded data)', () => {
  it('reads every recorded trial, search row and page', async () => {
    const trials = recorded ? (readJson('real_search_rows_and_retrieves.json') as Trials) : {}
    const retrieves = Object.fromEntries(Object.entries(trials).map(([id, { retrieve }]) => [id, retrieve]))
    const table: Record<string, string | number>[] = []
    const names = fs.readdirSync(folder).filter((name) => name.endsWith('.json'))
    for (const name of names) {
      if (name.includes('legacy') || name.startsWith('ema_list')) continue
      const body = readJson(name)
      let result: Pick<CollectResult, 'records' | 'rejected'> = { records: [], rejected: [] }
      if (name.startsWith('search_row') || name.startsWith('derived_search_row')) {
        result = await collect(httpOf(pageOf([body]), retrieves))
      } else if (name.startsWith('search_')) {
        result = await collect(httpOf(body, retrieves))
      } else if (name.startsWith('real_')) {
        result = await collect(httpOf(pageOf(Object.values(trials).map(({ row }) => row)), retrieves))
      } else {
        const { ctNumber } = body as { ctNumber: string }
        const record = await ctis.fetchRecord(ctNumber, httpOf(null, { [ctNumber]: body }), AT)
        if (record !== null) result.records.push(record)
      }
      const [first] = result.records
      table.push({
        file: name,
        records: result.records.length,
        rejected: result.rejected.map(({ reason }) => reason).join('; ') || 0,
        first: first?.recordId ?? '',
        status: first?.overallStatus ?? '',
        planned: `${String(first?.enrollment.planned)} ${first?.enrollment.scope ?? ''}`,
        countries: (first?.countries ?? [])
          .map(({ country, status }) => `${country ?? '?'}:${status ?? '-'}`)
          .join(' '),
      })
      expect(result.rejected, name).toEqual([])
      expect(result.records.length, name).toBeGreaterThan(0)
      for (const record of result.records) {
        expect(z.safeParse(TrialRecord, record).error, `${name} ${record.recordId}`).toBeUndefined()
        expect(JSON.parse(JSON.stringify(record))).toEqual(record)
        for (const { country, countryStated } of record.countries) expect(country, countryStated).not.toBeNull()
      }
    }
    console.table(table)
    expect(table.length).toBe(11)
    expect(table.find(({ file }) => file === 'real_search_rows_and_retrieves.json')?.records).toBe(12)
  })

  it('keeps the numbers of 2023-505613-24-00 as they were read by hand', async () => {
    const { row, retrieve } = (readJson('real_search_rows_and_retrieves.json') as Trials)['2023-505613-24-00']!
    const { records } = await collect(httpOf(pageOf([row]), { '2023-505613-24-00': retrieve }))
    const record = records[0]!
    // 6 in Belgium, 3 in Poland, 4 in Greece, 19 outside the EEA; the search row says 13.
    expect(record.enrollment).toEqual({ planned: 32, actual: null, unspecified: null, scope: 'whole-trial' })
    expect(record.countries.filter(({ planned }) => planned !== null).map((c) => [c.country, c.planned])).toEqual([
      ['PL', 3],
      ['BE', 6],
      ['GR', 4],
    ])
    expect(record.countries.find(({ country }) => country === 'BE')?.statusDate).toBe('2022-10-31')
    expect(record.countries).toHaveLength(9)
    expect(record.linkedIds).toEqual(['NCT04665037', '2019-003842-34'])
    expect(record.otherIds).toEqual(['75,061; 125,097'])
    expect(record.ageBands).toEqual(['0-17-years'])
    expect(record.sex).toBe('ALL')
    expect(record.phases).toEqual(['PHASE2'])
    expect(record.healthyVolunteers).toBe(false)
    expect(record.startDate).toEqual({ date: '2021-04-28', kind: 'actual' })
    expect(record.completionDate).toEqual({ date: '2025-09-22', kind: 'estimated' })
    expect(record.firstPosted).toBe('2024-04-12')
    expect(record.lastUpdated).toBe('2025-08-20')
    expect(record.leadSponsor).toEqual({
      name: 'Merck Sharp & Dohme LLC',
      kind: 'industry',
      stated: 'Pharmaceutical company',
      country: 'US',
    })
    expect(record.interventions.map(({ name, statedRole }) => [name, statedRole])).toEqual([
      ['Noxafil 300 mg concentrate for solution for infusion', 'test'],
      ['Posaconazole', 'test'],
    ])
    expect(record.titles.filter(({ kind }) => kind === 'lay').map(({ lang }) => lang)).toEqual([null, 'el', 'pl'])
  })

  it('reads the other recorded trials as they were read by hand', async () => {
    const trials = readJson('real_search_rows_and_retrieves.json') as Trials
    const retrieves = Object.fromEntries(Object.entries(trials).map(([id, { retrieve }]) => [id, retrieve]))
    const { records } = await collect(httpOf(pageOf(Object.values(trials).map(({ row }) => row)), retrieves))
    const record = (id: string) => records.find(({ recordId }) => recordId === id)!
    const differ = record('2025-523260-20-00')
    expect(differ.statusGroup).toBe('recruiting')
    expect(differ.countries.map(({ country, statusGroup }) => `${country ?? ''} ${statusGroup ?? ''}`)).toEqual([
      'ES recruiting',
      'HU never-started',
      'PT recruiting',
      'PL recruiting',
      'SK recruiting',
      'HR recruiting',
    ])
    // Region 3, no number for the rest of the world: 165 is the EEA's.
    expect(differ.enrollment).toEqual({ planned: 165, actual: null, unspecified: null, scope: 'eea' })
    const ended = record('2024-512310-18-00')
    expect(ended.statusGroup).toBe('completed')
    expect(ended.completionDate).toEqual({ date: '2024-09-16', kind: 'actual' })
    expect(ended.enrollment).toEqual({ planned: 36, actual: null, unspecified: null, scope: 'whole-trial' })
    expect(ended.interventions).toEqual([])
    expect(record('2024-518143-38-00').linkedIds).toEqual(['NCT03693677', '2017-004309-41'])
    expect(record('2026-525909-13-00').countries[0]).toMatchObject({
      country: 'NL',
      status: 'Authorised, recruitment pending',
    })
    expect(record('2025-523726-40-00').statusGroup).toBe('recruiting')
  })

  it('agrees with the RSS feed on 2025-523726-40-00', () => {
    const rss = fs.readFileSync(new URL('rss_item_description_2025-523726-40-00_20260718.html', folder), 'utf8')
    const row = z.parse(CtisRow, readJson('search_row_2025-523726-40-00_20260718.json'))
    expect(rss).toContain(String(row.totalNumberEnrolled))
    expect(rss.toLowerCase()).toContain((row.sponsor ?? '-').toLowerCase())
  })

  it('has the phases and ages of the lists EMA published', () => {
    interface List {
      data: Record<string, string | number>[]
    }
    const lists = readJson('ema_list_values_all.json') as Record<string, List>
    const labels = (key: string) => {
      const name = Object.keys(lists).find((title) => title.trim() === key)!
      return lists[name]!.data.map((row) => [String(row.CODE), String(Object.values(row)[1])] as const)
    }
    const phases = labels('Clinical trial type (Phase)')
    expect(phases.length).toBe(11)
    for (const [code, label] of phases)
      expect(readPhase(code, null).phases, label).toEqual(readPhase(null, label).phases)
    const ages = labels('Subject Age Range')
    expect(ages.length).toBe(4)
    for (const [code, label] of ages) expect(readAgeBands([code], null), label).toEqual(readAgeBands([], label))
  })
})
