import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { RegistryChangedError } from '../../../server/errors.ts'
import { createLog } from '../../../server/log.ts'
import { ctgov } from '../../../server/registries/ctgov.ts'
import { interventionQuery, searchPath } from '../../../server/registries/ctgov-search.ts'
import type { RegistryHttp, RegistryReply } from '../../../server/registries/registry.ts'
import { createRegistryHttp } from '../../../server/upstream/upstream-http.ts'
import { substances } from '../../../shared/substances/index.ts'
import { startDouble, type RegistryDouble } from '../../registry-double/double.ts'
import { plainHttp } from '../../registry-double/plain-http.ts'

const AT = '2026-11-22T10:00:00.000Z'
const psilocybin = substances.find(({ id }) => id === 'psilocybin')!
const esketamine = substances.find(({ id }) => id === 'esketamine')!

const quiet = () => undefined

/** Answers in turn with these bodies, and remembers what was asked. */
function scripted(...replies: object[]): RegistryHttp & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    get(path) {
      const reply = replies[Math.min(asked.length, replies.length - 1)] ?? {}
      asked.push(path)
      const given: Partial<RegistryReply> =
        'body' in reply || 'status' in reply ? (reply as Partial<RegistryReply>) : { body: JSON.stringify(reply) }
      return Promise.resolve({ status: 200, contentType: 'application/json', body: '', ...given })
    },
    post: () => Promise.reject(new Error('ClinicalTrials.gov is only read')),
  }
}

const study = (number: number) => ({
  protocolSection: { identificationModule: { nctId: `NCT${String(number).padStart(8, '0')}` } },
})

describe('the query', () => {
  it('asks for each term as a phrase', () => {
    expect(interventionQuery(['psilocybin', 'S (+)-Ketamine'])).toBe('"psilocybin" OR "S (+)-Ketamine"')
  })

  it('lets no term break out of its quotes or ask for everything', () => {
    expect(interventionQuery(['a" OR "b', 'c\\', '  ', 'd\n e'])).toBe('"a OR b" OR "c" OR "d e"')
    expect(() => searchPath({ id: 'nothing', searchTerms: [' '] }, null)).toThrow('no search terms')
  })
})

describe('pages', () => {
  it('follows tokens to the end with the same parameters on each page', async () => {
    const http = scripted(
      { studies: [study(1), study(2)], totalCount: 3, nextPageToken: 'one' },
      { studies: [study(3)] },
    )
    const result = await ctgov.collect(psilocybin, http, quiet, AT)
    expect(result).toMatchObject({ complete: true, reportedTotal: 3, incompleteReason: null })
    const [first, second] = http.asked.map((path) => new URLSearchParams(path.split('?')[1]))
    expect(second?.get('pageToken')).toBe('one')
    second?.delete('pageToken')
    expect(second?.toString()).toBe(first?.toString())
    expect(first?.get('countTotal')).toBe('true')
    expect(Number(first?.get('pageSize'))).toBeLessThanOrEqual(1000)
  })

  it('is not misled by the token after a full last page', async () => {
    const http = scripted(
      { studies: [study(1)], totalCount: 1, nextPageToken: 'false' },
      { studies: [], nextPageToken: 'false' },
    )
    expect(await ctgov.collect(psilocybin, http, quiet, AT)).toMatchObject({ complete: true, reportedTotal: 1 })
  })

  it('goes past an empty page that has more behind it', async () => {
    const http = scripted(
      { studies: [study(1)], totalCount: 2, nextPageToken: 'a' },
      { studies: [], nextPageToken: 'b' },
      { studies: [study(2)] },
    )
    expect(await ctgov.collect(psilocybin, http, quiet, AT)).toMatchObject({ complete: true, reportedTotal: 2 })
  })

  it('gives up on empty pages without end', async () => {
    let page = 0
    const http: RegistryHttp = {
      get: () =>
        Promise.resolve({
          status: 200,
          contentType: 'application/json',
          body: JSON.stringify({ studies: [], totalCount: 5, nextPageToken: `t${page++}` }),
        }),
      post: () => Promise.reject(new Error('not asked')),
    }
    expect(await ctgov.collect(psilocybin, http, quiet, AT)).toMatchObject({ complete: false, records: [] })
    expect(page).toBeLessThan(10)
  })

  it.each([
    ['fewer studies than the total', [{ studies: [study(1)], totalCount: 2 }], 'said 2 studies, 1 were read'],
    ['more studies than the total', [{ studies: [study(1), study(2)], totalCount: 1 }], 'said 1 studies, 2 were read'],
    ['a token twice', [{ studies: [study(1)], totalCount: 9, nextPageToken: 'x' }], 'same page token twice'],
    [
      'a study twice',
      [{ studies: [study(1), study(2)], totalCount: 3, nextPageToken: 'x' }, { studies: [study(2), study(3)] }],
      'sent twice: NCT00000002',
    ],
  ])('calls a collection with %s incomplete and says why', async (_, replies, reason) => {
    const result = await ctgov.collect(psilocybin, scripted(...replies), quiet, AT)
    expect(result.complete).toBe(false)
    expect(result.incompleteReason).toContain(reason)
  })

  it('counts a study it cannot read, and keeps the rest of the page', async () => {
    const bad = {
      protocolSection: { identificationModule: { nctId: 'NCT00000002' }, conditionsModule: { conditions: 'x' } },
    }
    const result = await ctgov.collect(
      psilocybin,
      scripted({ studies: [study(1), bad, study(3)], totalCount: 3 }),
      quiet,
      AT,
    )
    expect(result.complete).toBe(true)
    expect(result.records.map(({ recordId }) => recordId)).toEqual(['NCT00000001', 'NCT00000003'])
    expect(result.rejected).toMatchObject([{ recordId: 'NCT00000002', registryId: 'ctgov' }])
  })

  it('does not take an answer without a total for more than it is', async () => {
    expect(await ctgov.collect(psilocybin, scripted({ studies: [study(1)] }), quiet, AT)).toMatchObject({
      complete: true,
      reportedTotal: null,
    })
  })
})

describe('answers that are none', () => {
  it.each([
    [
      'our own mistake',
      { status: 400, contentType: 'text/plain', body: '`query.recrs` is unknown parameter' },
      '`query.recrs` is unknown parameter',
    ],
    ['a search that is gone', { status: 404, contentType: 'text/plain', body: 'Not found' }, '404'],
    ['a web page', { contentType: 'text/html', body: '<html></html>' }, 'a web page'],
    ['half a JSON text', { body: '{"studies": [' }, 'not JSON'],
    ['JSON of another shape', { body: '[]' }, 'not a page of studies'],
    ['studies as an object', { body: '{"studies": {}, "totalCount": 0}' }, 'not a page of studies'],
    ['the whole register', { body: '{"studies": [], "totalCount": 598101}' }, 'the whole register'],
  ])('is loud about %s', async (_, reply, words) => {
    const asked = ctgov.collect(psilocybin, scripted(reply), quiet, AT)
    await expect(asked).rejects.toThrow(words)
    await expect(asked).rejects.toBeInstanceOf(RegistryChangedError)
  })

  it('reads one study: 404 is none, another study or an unreadable one is not an answer', async () => {
    const missing = { status: 404, contentType: 'text/plain', body: 'NCT number NCT00000001 not found' }
    expect(await ctgov.fetchRecord('NCT00000001', scripted(missing), AT)).toBeNull()
    await expect(ctgov.fetchRecord('NCT00000001', scripted(study(2)), AT)).rejects.toThrow('got NCT00000002')
    await expect(ctgov.fetchRecord('NCT00000001', scripted({ studies: [] }), AT)).rejects.toThrow('cannot read')
    await expect(ctgov.fetchRecord('NCT00000001', scripted({ status: 400, body: 'bad' }), AT)).rejects.toThrow('bad')
  })
})

describe('against the double', () => {
  let double: RegistryDouble
  let http: RegistryHttp
  beforeAll(async () => {
    double = await startDouble({ ctgovMaxPageSize: 5 })
  })
  beforeEach(() => {
    double.requests.length = 0
    http = plainHttp('ctgov', double.baseUrls.ctgov!)
  })
  afterEach(() => double.setFault('ctgov', null))
  afterAll(() => double.stop())

  it('pages through more studies than one page holds', async () => {
    const result = await ctgov.collect(esketamine, http, quiet, AT)
    expect(result).toMatchObject({ complete: true, reportedTotal: double.counts().ctgov!.esketamine })
    expect(double.requests.length).toBeGreaterThan(4)
    // 25 studies fill five pages of five exactly: the sixth is the false next page.
    expect(result.records.length % 5).toBe(0)
    expect(double.requests).toHaveLength(result.records.length / 5 + 1)
  })

  it('asks for every field the adapter reads: the answer is the whole study cut to them, and nothing is lost', async () => {
    const { records } = await ctgov.collect(psilocybin, http, quiet, AT)
    const utrecht = records.find(({ recordId }) => recordId === 'NCT05711940')
    expect(utrecht?.sites[0]).toMatchObject({ city: 'Utrecht', statusGroup: 'recruiting', lat: 52.09083 })
    expect(utrecht).toMatchObject({
      contacts: [{ email: 'trials@example.org' }],
      interventionMesh: [{ term: 'Psilocybin' }],
      design: { masking: 'QUADRUPLE', allocation: 'RANDOMIZED', primaryPurpose: 'TREATMENT' },
      raw: { versionHolder: '2026-10-01', hasResults: false },
    })
    const { records: whole } = await ctgov.collect(
      psilocybin,
      { ...http, get: (path) => http.get(path.replace(/&fields=[^&]+/, '')) },
      quiet,
      AT,
    )
    expect(records).toEqual(whole)
  })

  it('follows an obsolete number to the study that replaced it', async () => {
    const moved = await ctgov.fetchRecord('NCT90000012', http, AT)
    expect(moved).toMatchObject({ recordId: 'NCT90000011', aliasIds: ['NCT90000012'] })
  })

  it('is asked through the real upstream layer, redirects and refusals included', async () => {
    const clock = systemClock
    const real = createRegistryHttp({
      registry: ctgov,
      baseUrl: double.baseUrls.ctgov!,
      timeoutSeconds: 10,
      pace: false,
      userAgent: 'Trialwijzer/0 (test)',
      clock,
      log: createLog({ level: 'silent', clock }),
    })
    expect(await ctgov.collect(psilocybin, real, quiet, AT)).toEqual(await ctgov.collect(psilocybin, http, quiet, AT))
    expect((await ctgov.fetchRecord('NCT90000012', real, AT))?.recordId).toBe('NCT90000011')
    expect(await ctgov.fetchRecord('NCT12345678', real, AT)).toBeNull()
    const mistaken = { ...real, get: (path: string) => real.get(`${path}&query.recrs=open`) }
    await expect(ctgov.collect(psilocybin, mistaken, quiet, AT)).rejects.toThrow('`query.recrs` is unknown parameter')
    expect(double.requests[0]?.userAgent).toBe('Trialwijzer/0 (test)')
  })

  it('notices a total and a middle page that lie', async () => {
    double.setFault('ctgov', { kind: 'count-mismatch' })
    expect((await ctgov.collect(psilocybin, http, quiet, AT)).incompleteReason).toMatch(
      /said \d+ studies, \d+ were read/,
    )
    double.setFault('ctgov', { kind: 'empty-middle-page', when: (_, n) => n === 2 })
    const result = await ctgov.collect(psilocybin, http, quiet, AT)
    expect(result.complete).toBe(false)
    expect(result.records).toHaveLength(5)
  })

  it('shows a study that the registry adds', async () => {
    const before = (await ctgov.collect(psilocybin, http, quiet, AT)).records.length
    const added = structuredClone(double.data.ctgov[0]!)
    added.study.protocolSection.identificationModule.nctId = 'NCT90000099'
    double.data.ctgov.push(added)
    const after = await ctgov.collect(psilocybin, http, quiet, AT)
    double.data.ctgov.pop()
    expect(after).toMatchObject({ complete: true })
    expect(after.records).toHaveLength(before + 1)
  })

  it('answers every live question of the doctor but the ones that need the real register', async () => {
    const seen = await Promise.all(
      ctgov.liveChecks.map(async (check) => [
        check.name,
        await check.run(http).catch((error: unknown) => String(error)),
      ]),
    )
    const answers = Object.fromEntries(seen) as Record<string, string>
    expect(answers['search with our fields']).toContain('expected at least 88 psilocybin studies')
    expect(answers).toMatchObject({
      version: 'API 2.0.5, data of 2026-11-20T09:00:05',
      'known study': 'NCT04280055: Prophylactic Effects of Psilocybin on Chronic Cluster Headache',
      'unknown study': 'NCT99999999 answered with 404',
    })
  })
})
