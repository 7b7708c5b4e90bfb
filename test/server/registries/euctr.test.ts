import { beforeEach, describe, expect, it } from 'vitest'
import { RegistryChangedError, RegistryUnavailableError } from '../../../server/errors.ts'
import { euctr, euctrQuery } from '../../../server/registries/euctr.ts'
import type { RegistryReply } from '../../../server/registries/registry.ts'
import { TrialRecord } from '../../../shared/trial.ts'
import type { EuctrFixture } from '../../fixtures/euctr/euctr-fixture.ts'
import { euctrFixtures } from '../../fixtures/euctr/index.ts'
import { createEuctrDouble } from '../../registry-double/euctr-double.ts'
import { FETCHED_AT, collect, httpOnto, recordOf, substance } from './euctr-http.ts'

let fixtures: EuctrFixture[]
beforeEach(() => {
  fixtures = euctrFixtures()
})

/** Collects with replies falsified. */
function collectChanged(id: string, change: (path: string, reply: RegistryReply) => RegistryReply) {
  return collect(id, httpOnto(createEuctrDouble(fixtures), change))
}

describe('collecting from EUCTR', () => {
  it.each(['psilocybin', 'esketamine', 'mdma'])('reads every %s trial the register counts', async (id) => {
    const double = createEuctrDouble(fixtures)
    const result = await collect(id, httpOnto(double))
    expect(result.incompleteReason).toBeNull()
    expect(result.complete).toBe(true)
    expect(result.rejected).toEqual([])
    expect(result.reportedTotal).toBe(double.counts()[id])
    expect(result.records.map(({ recordId }) => recordId).sort()).toEqual(
      fixtures
        .filter((trial) => trial.substances.includes(id))
        .map(({ eudractNumber }) => eudractNumber)
        .sort(),
    )
    for (const record of result.records) expect(TrialRecord.safeParse(record).success).toBe(true)
  })

  it('asks quoted phrases joined with OR, every page, and each country record once, at most four at a time', async () => {
    const http = httpOnto(createEuctrDouble(fixtures))
    await collect('esketamine', http)
    const searches = http.paths.filter((path) => path.startsWith('/search'))
    expect(searches).toHaveLength(2)
    expect(new URL(searches[1]!, 'http://x').searchParams.get('page')).toBe('2')
    expect(new URL(searches[0]!, 'http://x').searchParams.get('query')).toMatch(/^"esketamine" OR "/)
    const records = http.paths.filter((path) => path.startsWith('/rest/download/trial/'))
    expect(new Set(records).size).toBe(records.length)
    expect(http.mostAtOnce()).toBe(4)
    expect(records).toContain('/rest/download/trial/2021-990001-31/3rd')
  })

  it('reports progress in country records', async () => {
    const seen: string[] = []
    const onProgress = ({ done, total }: { done: number; total: number | null }) =>
      seen.push(`${done}/${String(total)}`)
    await euctr.collect(substance('mdma'), httpOnto(createEuctrDouble(fixtures)), onProgress, FETCHED_AT)
    expect(seen).toEqual(['0/null', '0/5', '1/5', '2/5', '3/5', '4/5', '5/5'])
  })

  it('never asks without a term, because that is answered with the whole register', () => {
    expect(() => euctrQuery([])).toThrow('at least one search term')
    expect(() => euctrQuery([' "" '])).toThrow('at least one search term')
    expect(euctrQuery(['a "b" c', 'd'])).toBe('"a b c" OR "d"')
  })

  it('is complete with nothing when the register counts none', async () => {
    fixtures.splice(0, fixtures.length)
    const result = await collect('mdma', httpOnto(createEuctrDouble(fixtures)))
    expect(result).toMatchObject({ records: [], reportedTotal: 0, complete: true })
  })
})

describe('an EUCTR that answers oddly', () => {
  const page = '<html><body>The service is being maintained.</body></html>'
  const asHtml = (body: string): RegistryReply => ({ status: 200, contentType: 'text/html', body })

  it('calls a search page without a count a changed register, never zero trials', async () => {
    await expect(collectChanged('mdma', () => asHtml(page))).rejects.toThrow(RegistryChangedError)
    const renamed = (path: string, reply: RegistryReply) =>
      path.startsWith('/search') ? { ...reply, body: reply.body.replace('EudraCT protocol', 'protocol') } : reply
    await expect(collectChanged('mdma', renamed)).rejects.toThrow('holds no count')
    const cutOff = (path: string, reply: RegistryReply) =>
      path.startsWith('/search') ? { ...reply, body: reply.body.slice(0, reply.body.indexOf('Trial results')) } : reply
    await expect(collectChanged('mdma', cutOff)).rejects.toThrow('has no end')
    await expect(collectChanged('mdma', (_, reply) => ({ ...reply, status: 404 }))).rejects.toThrow(
      RegistryChangedError,
    )
  })

  it('refuses the whole register as an answer', async () => {
    const whole = (path: string, reply: RegistryReply) => ({
      ...reply,
      body: path.startsWith('/search') ? reply.body.replace(/protocol \(\d+\)/, 'protocol (44.338)') : reply.body,
    })
    await expect(collectChanged('mdma', whole)).rejects.toThrow('the query was not understood')
  })

  it.each([
    ['count-mismatch', 'page 1 counts 28 trials and says it found 25'],
    ['empty-middle-page', 'page 2 lists no trial'],
  ] as const)('says that a listing is not complete: %s', async (kind, reason) => {
    const double = createEuctrDouble(fixtures)
    const request = (path: string) => {
      const url = new URL(path, 'http://double')
      return { method: 'GET', path: url.pathname, query: url.searchParams, body: '' }
    }
    const distorted = (path: string, reply: RegistryReply): RegistryReply => ({
      ...reply,
      body: double.distort!(kind, request(path), { status: 200, headers: {}, body: reply.body }).body,
    })
    const result = await collect('esketamine', httpOnto(double, distorted))
    expect(result.complete).toBe(false)
    expect(result.incompleteReason).toBe(reason)
    expect(result.records.length).toBeGreaterThan(0)
  })

  it('notices that page 2 repeats page 1', async () => {
    const double = createEuctrDouble(fixtures)
    const http = httpOnto(double)
    const result = await collect('esketamine', { ...http, get: (path) => http.get(path.replace('page=2', 'page=1')) })
    expect(result).toMatchObject({ complete: false, incompleteReason: 'page 2 repeats page 1' })
    expect(result.records).toHaveLength(20)
  })

  it('lists from the summary text when the tables of the search page changed, and the other way round', async () => {
    const noTables = (path: string, reply: RegistryReply) =>
      path.startsWith('/search') ? { ...reply, body: reply.body.replaceAll('class="result"', 'class="hit"') } : reply
    const noSummary = (path: string, reply: RegistryReply) =>
      path.startsWith('/rest/download/summary') ? { ...reply, body: 'Request failed.' } : reply
    for (const change of [noTables, noSummary]) {
      const result = await collectChanged('esketamine', change)
      expect(result).toMatchObject({ complete: true, reportedTotal: 25, rejected: [] })
    }
  })

  it('builds the trial from the other countries when one record is unreadable, and keeps that one as rejected', async () => {
    const result = await collectChanged('mdma', (path, reply) =>
      path.endsWith('/CZ') ? { ...reply, body: reply.body.replaceAll('2018-001718-13', '2018-001718-99') } : reply,
    )
    expect(result.complete).toBe(true)
    expect(result.rejected).toHaveLength(1)
    expect(result.rejected[0]).toMatchObject({
      recordId: '2018-001718-13/CZ',
      reason: 'is a record of 2018-001718-99',
      url: 'https://www.clinicaltrialsregister.eu/ctr-search/trial/2018-001718-13/CZ',
    })
    expect(result.rejected[0]!.rawText).toContain('MDMA-Assisted')
    const czech = result.records[0]!.countries.find(({ country }) => country === 'CZ')
    expect(czech).toMatchObject({ status: 'Completed', planned: null })
  })

  it('rejects a record that was cut off, and is not complete then', async () => {
    const result = await collectChanged('mdma', (path, reply) =>
      path.endsWith('/NL') ? { ...reply, body: reply.body.slice(0, reply.body.indexOf('F.1.1 ')) } : reply,
    )
    expect(result.rejected.map(({ recordId, reason }) => [recordId, reason])).toEqual([
      ['2018-001718-13/NL', 'cut off after section F'],
    ])
    expect(result.complete).toBe(false)
  })

  it('rejects the trial when no country record can be read, with the text for inspection', async () => {
    const result = await collectChanged('psilocybin', (path, reply) =>
      path.includes('/trial/2019-990002-16/')
        ? { ...reply, body: reply.body.replace(/2019-990002-16/g, '2019-990002-99') }
        : reply,
    )
    expect(result.complete).toBe(true)
    expect(result.rejected.map(({ recordId }) => recordId)).toEqual(['2019-990002-16'])
    expect(result.rejected[0]!.rawText).toContain('Schizophrenia')
    expect(result.rejected[0]!.criteriaUnread).toBe(false)
  })

  it('asks again after "Request failed."', async () => {
    let asked = 0
    const result = await collectChanged('mdma', (path, reply) =>
      path.endsWith('/ES') && ++asked === 1 ? { ...reply, body: 'Request failed.' } : reply,
    )
    expect(asked).toBe(2)
    expect(result).toMatchObject({ complete: true, rejected: [] })
  })

  it('reads the trial from the other countries when one keeps failing, and is not complete then', async () => {
    const http = httpOnto(createEuctrDouble(fixtures), (path, reply) =>
      path.endsWith('/ES') ? { ...reply, body: 'Request failed.' } : reply,
    )
    const result = await collect('mdma', http)
    expect(http.paths.filter((path) => path.endsWith('/ES'))).toHaveLength(2)
    expect(result.records).toHaveLength(1)
    expect(result.rejected.map(({ recordId }) => recordId)).toEqual(['2018-001718-13/ES'])
    expect(result.complete).toBe(false)
    expect(result.incompleteReason).toContain('2018-001718-13/ES not a text record: status 200')
  })

  it('takes 404 for a listed country record as an answer: rejected, and the trial read from the others', async () => {
    const result = await collectChanged('mdma', (path, reply) =>
      path.endsWith('/ES') ? { ...reply, status: 404 } : reply,
    )
    expect(result.complete).toBe(true)
    expect(result.rejected.map(({ recordId }) => recordId)).toEqual(['2018-001718-13/ES'])
  })

  it('says that the criteria of a trial were not read when the register has none of its country records', async () => {
    const result = await collectChanged('psilocybin', (path, reply) =>
      path.includes('/trial/2019-990002-16/') ? { ...reply, status: 404 } : reply,
    )
    // Complete: the register said so. What the trial asks for was seen by nobody.
    expect(result.complete).toBe(true)
    expect(result.rejected).toMatchObject([{ recordId: '2019-990002-16', criteriaUnread: true }])
  })

  it('is not complete when a whole trial was never sent', async () => {
    const result = await collectChanged('psilocybin', (path, reply) =>
      path.includes('/trial/2019-990002-16/') ? asHtml(page) : reply,
    )
    expect(result.complete).toBe(false)
    expect(result.incompleteReason).toMatch(/^not every country record was sent: 2019-990002-16\/NL/)
    expect(result.rejected.map(({ recordId }) => recordId)).toEqual(['2019-990002-16'])
  })

  it('calls it a changed register when no country record comes as text, and stops asking', async () => {
    const http = httpOnto(createEuctrDouble(fixtures), (path, reply) =>
      path.startsWith('/rest/download/trial/') ? asHtml(page) : reply,
    )
    await expect(collect('esketamine', http)).rejects.toThrow(RegistryChangedError)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(http.paths.length).toBeLessThan(45)
  })

  it('lets trouble of the connection through', async () => {
    const down = {
      get: () => Promise.reject(new RegistryUnavailableError('euctr', 'network', 'down')),
      post: () => Promise.reject(new Error('no')),
    }
    await expect(collect('mdma', down)).rejects.toThrow(RegistryUnavailableError)
  })
})

describe('one EUCTR number', () => {
  it('gives the same record as the collection', async () => {
    const http = httpOnto(createEuctrDouble(fixtures))
    expect(await euctr.fetchRecord('2017-003288-36', http, FETCHED_AT)).toEqual(
      await recordOf(fixtures, 'psilocybin', '2017-003288-36'),
    )
  })

  it('gives null when the register holds no such number, without asking for what is no number', async () => {
    const http = httpOnto(createEuctrDouble(fixtures))
    expect(await euctr.fetchRecord('2017-003288-37', http, FETCHED_AT)).toBeNull()
    const asked = http.paths.length
    expect(await euctr.fetchRecord('2017-003288-36-00', http, FETCHED_AT)).toBeNull()
    expect(http.paths).toHaveLength(asked)
  })

  it('throws rather than answering none when the reply is not the register we know', async () => {
    const other = httpOnto(createEuctrDouble(fixtures))
    const wrong = { ...other, get: (path: string) => other.get(path.replace('2017-003288-36', '2018-001718-13')) }
    await expect(euctr.fetchRecord('2017-003288-36', wrong, FETCHED_AT)).rejects.toThrow(RegistryChangedError)
  })

  it('passes its live checks on the double', async () => {
    const http = httpOnto(createEuctrDouble(fixtures))
    for (const check of euctr.liveChecks.slice(1)) expect(await check.run(http)).not.toBe('')
    await expect(euctr.liveChecks[0]!.run(http)).rejects.toThrow('at least 5')
  })
})
