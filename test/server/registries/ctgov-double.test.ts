import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { interventionQuery } from '../../../server/registries/ctgov-search.ts'
import { substances } from '../../../shared/substances/index.ts'
import { startDouble, type FaultKind, type RegistryDouble } from '../../registry-double/double.ts'

let double: RegistryDouble
beforeAll(async () => {
  double = await startDouble({ ctgovMaxPageSize: 1000 })
})
afterEach(() => double.setFault('ctgov', null))
afterAll(() => double.stop())

const get = (path: string, init: RequestInit = {}) =>
  fetch(double.baseUrls.ctgov! + path, { redirect: 'manual', ...init })
const words = async (path: string) => {
  const reply = await get(path)
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() }
}
const page = async (path: string) =>
  (await (await get(path)).json()) as { studies: unknown[]; nextPageToken?: string; totalCount?: number }

describe('the double of ClinicalTrials.gov', () => {
  it.each([
    ['/studies?filter.studyType=X', '`filter.studyType` is unknown parameter'],
    ['/studies?query.recrs=open', '`query.recrs` is unknown parameter'],
    ['/studies?fields=NCTId,StudyDesign', "Parameter 'fields' contains invalid field name: 'StudyDesign'"],
    ['/studies?query.intr=a(b', 'Error parsing query in Intervention / treatment'],
    ['/studies?pageToken=nonsense', 'Invalid value in parameter `pageToken`'],
    ['/studies?countTotal=yes', 'Invalid value in parameter `countTotal`'],
    ['/studies/2015-001234-12', 'incorrect format'],
  ])('refuses %s in the words of the register', async (path, text) => {
    const reply = await words(path)
    expect(reply).toMatchObject({ status: 400, type: 'text/plain;charset=UTF-8' })
    expect(reply.text).toContain(text)
  })

  it('says with 404 that a study is not there, and redirects an obsolete number', async () => {
    expect(await words('/studies/NCT12345678')).toMatchObject({ status: 404, type: 'text/plain;charset=UTF-8' })
    const moved = await get('/studies/NCT90000012?fields=NCTId')
    expect(moved.status).toBe(301)
    expect(moved.headers.get('location')).toBe('/ctgov/studies/NCT90000011?fields=NCTId')
  })

  it('brings a page size over 1000 down, and takes 0 for the default of 10', async () => {
    expect((await page('/studies?pageSize=5000&fields=NCTId')).studies).toHaveLength(double.data.ctgov.length)
    expect((await page('/studies?pageSize=0&fields=NCTId')).studies).toHaveLength(10)
  })

  it('counts only when asked, on the first page, and sends a token after a full last page', async () => {
    const query = `query.intr=${encodeURIComponent('"MDMA"')}&fields=NCTId`
    const all = await page(`/studies?${query}`)
    expect(all.totalCount).toBeUndefined()
    const full = await page(`/studies?${query}&countTotal=true&pageSize=${all.studies.length}`)
    expect(full.totalCount).toBe(all.studies.length)
    const after = await page(`/studies?${query}&countTotal=true&pageToken=${full.nextPageToken!}`)
    expect(after).toEqual({ studies: [] })
    expect((await get(`/studies?fields=NCTId&pageToken=${full.nextPageToken!}`)).status).toBe(400)
  })

  it('cuts a study to the fields asked for', async () => {
    const reply = await get('/studies/NCT06199700?fields=NCTId,LocationCity')
    expect(await reply.json()).toEqual({
      protocolSection: {
        identificationModule: { nctId: 'NCT06199700' },
        contactsLocationsModule: { locations: [{ city: 'Shanghai' }] },
      },
    })
  })

  it.each(substances)(
    'finds for $id exactly the studies that the fixtures are labelled with',
    async ({ id, searchTerms }) => {
      const found = await page(
        `/studies?pageSize=1000&fields=NCTId&query.intr=${encodeURIComponent(interventionQuery(searchTerms))}`,
      )
      const labelled = double.data.ctgov.filter(({ foundFor }) => foundFor.includes(id))
      const numbers = labelled.map(({ study }) => study.protocolSection.identificationModule.nctId)
      expect(
        found.studies.map(
          (study) => (study as (typeof labelled)[0]['study']).protocolSection.identificationModule.nctId,
        ),
      ).toEqual(numbers)
      expect(double.counts().ctgov?.[id]).toBe(numbers.length)
    },
  )

  it('holds no number twice', () => {
    const numbers = double.data.ctgov.map(({ study }) => study.protocolSection.identificationModule.nctId)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.length).toBeGreaterThanOrEqual(40)
  })
})

describe('the faults of the double', () => {
  const outcome = async (kind: FaultKind, timeoutMs = kind === 'hang' ? 300 : 10_000) => {
    double.setFault('ctgov', { kind, retryAfterSeconds: 7 })
    try {
      const reply = await get('/version', { signal: AbortSignal.timeout(timeoutMs) })
      return `${reply.status} ${reply.headers.get('retry-after') ?? '-'} ${(await reply.text()).slice(0, 16)}`
    } catch (error) {
      return (error as Error).name
    }
  }

  it.each<[FaultKind, string | RegExp]>([
    ['refuse', 'TypeError'],
    ['hang', 'TimeoutError'],
    ['reset', 'TypeError'],
    ['403', /^403 - <!DOCTYPE/],
    ['500', /^500 - Internal/],
    ['503', /^503 7 Try again/],
    ['429', /^429 7 Try again/],
    ['html-200', /^200 - <!DOCTYPE/],
    ['invalid-json', /^200 - \{not json/],
    ['truncated', /^200 - \{"apiVersion":"2$/],
    ['request-failed', '200 - Request failed.'],
    ['slow', /^200 - \{"apiVersion/],
  ])('does %s', async (kind, seen) => {
    expect(await outcome(kind)).toMatch(typeof seen === 'string' ? new RegExp(`^${seen}$`) : seen)
  })

  it('hits only the requests it is meant for, counted from when it was set', async () => {
    double.setFault('ctgov', { kind: '500', when: ({ path }, n) => path === '/version' && n === 2 })
    const seen = []
    for (let n = 0; n < 3; n++) seen.push((await get('/version')).status)
    expect(seen).toEqual([200, 500, 200])
    double.setFault('ctgov', null)
    expect((await get('/version')).status).toBe(200)
  })

  it('refuses a fault for a registry it does not have', () => {
    expect(() => double.setFault('isrctn', { kind: '500' })).toThrow('no registry isrctn')
  })

  it('logs who asked what, and answers strangers with 404', async () => {
    double.requests.length = 0
    await get('/version?x=1', { headers: { 'user-agent': 'somebody/1.0' } })
    expect(double.requests).toMatchObject([
      { registryId: 'ctgov', method: 'GET', path: '/version?x=1', userAgent: 'somebody/1.0' },
    ])
    expect((await fetch(new URL('/nowhere', double.baseUrls.ctgov))).status).toBe(404)
  })

  it('stops although connections hang, and frees its port', async () => {
    const other = await startDouble()
    other.setFault('ctgov', { kind: 'hang' })
    const asked = fetch(`${other.baseUrls.ctgov!}/version`).catch(() => 'cut')
    await new Promise((resolve) => setTimeout(resolve, 30))
    await other.stop()
    expect(await asked).toBe('cut')
    const port = Number(new URL(other.baseUrls.ctgov!).port)
    const refused = new Promise((resolve) => connect(port, '127.0.0.1').on('error', () => resolve('refused')))
    expect(await refused).toBe('refused')
  })
})
