import { describe, expect, it } from 'vitest'
import { RegistryChangedError, RegistryUnavailableError } from '../../../server/errors.ts'
import { ctis } from '../../../server/registries/ctis.ts'
import type { RegistryHttp, RegistryReply } from '../../../server/registries/registry.ts'
import { substances } from '../../../shared/substances/index.ts'
import type { Substance } from '../../../shared/substances/substance.ts'
import { TrialRecord } from '../../../shared/trial.ts'
import { ctisFixtures } from '../../fixtures/ctis/index.ts'
import type { CtisFixture } from '../../fixtures/ctis/raw-trial.ts'
import { createCtisDouble, type CtisDoubleOptions } from '../../registry-double/ctis-double.ts'
import type { DoubleReply } from '../../registry-double/double.ts'

const AT = '2026-11-22T10:00:00.000Z'

interface Asked {
  method: string
  path: string
  body: string
}

/** The double without a network between: what it is asked is kept, and `change` may spoil an answer. */
function ask(
  fixtures: CtisFixture[] = ctisFixtures(),
  options: CtisDoubleOptions = {},
  change: (reply: DoubleReply, asked: Asked) => DoubleReply | Promise<DoubleReply> = (reply) => reply,
) {
  const double = createCtisDouble(fixtures, options)
  const asked: Asked[] = []
  const send = async (method: string, path: string, body: string): Promise<RegistryReply> => {
    asked.push({ method, path, body })
    const answer = double.handle({ method, path, query: new URLSearchParams(), body })
    const reply = await change(answer ?? { status: 404, headers: {}, body: '' }, { method, path, body })
    return { status: reply.status, contentType: reply.headers['content-type'] ?? '', body: reply.body }
  }
  const http: RegistryHttp = {
    get: (path) => send('GET', path, ''),
    post: (path, json) => send('POST', path, JSON.stringify(json)),
  }
  return { http, asked, double }
}

const substance = (id: string): Substance => substances.find((one) => one.id === id)!
const collect = (id: string, http: RegistryHttp) => ctis.collect(substance(id), http, () => undefined, AT)

const HTML: DoubleReply = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sorry</html>' }

describe('collecting from CTIS', () => {
  it.each(substances.map(({ id }) => id))('reads every trial of %s once, without a rejected one', async (id) => {
    const { http, double, asked } = ask()
    const result = await collect(id, http)
    expect(result).toMatchObject({ complete: true, incompleteReason: null, rejected: [] })
    expect(result.records.length).toBe(double.counts()[id])
    expect(result.reportedTotal).toBe(double.counts()[id])
    expect(new Set(result.records.map(({ recordId }) => recordId)).size).toBe(result.records.length)
    expect(asked.filter(({ path }) => path.startsWith('/retrieve/')).length).toBe(result.records.length)
    for (const record of result.records) expect(TrialRecord.safeParse(record).success).toBe(true)
  })

  it('asks with pages from 1 and with criteria, and once for the whole register', async () => {
    const { http, asked } = ask()
    await collect('psilocybin', http)
    const searches = asked.filter(({ path }) => path === '/search').map(({ body }) => JSON.parse(body) as never)
    expect(searches[0]).toMatchObject({ pagination: { page: 1, size: 1 }, searchCriteria: {} })
    expect(searches[1]).toEqual({
      pagination: { page: 1, size: 50 },
      sort: { property: 'decisionDate', direction: 'DESC' },
      searchCriteria: { containAll: 'psilocybin' },
    })
    expect(searches.length).toBe(1 + substance('psilocybin').searchTerms.length)
  })

  it('reads all pages, however few rows the registry gives at a time', async () => {
    const { http, double } = ask(ctisFixtures(), { maxPageSize: 2 })
    const result = await collect('esketamine', http)
    expect(result.complete).toBe(true)
    expect(result.records.length).toBe(double.counts().esketamine)
  })

  it('keeps the last submission of a trial and leads the earlier number to it', async () => {
    const result = await collect('psilocybin', ask().http)
    const pair = result.records.filter(({ recordId }) => recordId.startsWith('2023-590002-21'))
    expect(pair.map(({ recordId, aliasIds, overallStatus }) => [recordId, aliasIds, overallStatus])).toEqual([
      ['2023-590002-21-01', ['2023-590002-21-00'], 'Authorised, recruitment pending'],
    ])
  })

  it('says how far it is', async () => {
    const steps: [number, number | null][] = []
    const record = ({ done, total }: { done: number; total: number | null }) => steps.push([done, total])
    await ctis.collect(substance('psilocybin'), ask().http, record, AT)
    expect(steps).toEqual([
      [0, null],
      [0, 4],
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ])
  })

  it('retrieves at most three trials at a time', async () => {
    let running = 0
    let most = 0
    const { http } = ask(ctisFixtures(), {}, async (reply, { path }) => {
      if (!path.startsWith('/retrieve/')) return reply
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      return reply
    })
    await collect('esketamine', http)
    expect(most).toBe(3)
  })
})

describe('a CTIS that does not answer what was asked', () => {
  it('takes a search that filters nothing for a changed registry', async () => {
    const { http } = ask()
    const unfiltered: RegistryHttp = {
      get: (path) => http.get(path),
      post: (path, json) => http.post(path, { ...(json as object), searchCriteria: { product: 'mdma' } }),
    }
    await expect(collect('mdma', unfiltered)).rejects.toThrow(/is not filtered: 41 of 41/)
    await expect(collect('mdma', unfiltered)).rejects.toBeInstanceOf(RegistryChangedError)
  })

  it('takes an empty register for a changed registry, not for no trials', async () => {
    await expect(collect('mdma', ask([]).http)).rejects.toBeInstanceOf(RegistryChangedError)
  })

  it('takes HTML with status 200 for a changed registry, in search and in retrieve', async () => {
    for (const start of ['/search', '/retrieve/']) {
      const { http } = ask(ctisFixtures(), {}, (reply, { path }) => (path.startsWith(start) ? HTML : reply))
      await expect(collect('mdma', http)).rejects.toBeInstanceOf(RegistryChangedError)
      if (start === '/retrieve/')
        await expect(ctis.fetchRecord('2024-590020-17-00', http, AT)).rejects.toBeInstanceOf(RegistryChangedError)
    }
  })

  it('lets an outage in the middle through, so that what is held stays', async () => {
    const { http } = ask(ctisFixtures(), {}, (reply, { path }) => {
      if (path === '/retrieve/2023-590011-35-00') throw new RegistryUnavailableError('ctis', 'network', 'reset')
      return reply
    })
    await expect(collect('esketamine', http)).rejects.toBeInstanceOf(RegistryUnavailableError)
  })

  it('is not complete when a page repeats, comes empty or the total is higher than what was given', async () => {
    const spoilt: ((page: { pagination: { totalRecords: number }; data: unknown[] }, n: number) => unknown)[] = [
      (page, n) => (n === 1 ? page : { ...page, data: [] }),
      (page) => ({ ...page, pagination: { ...page.pagination, totalRecords: page.pagination.totalRecords + 1 } }),
    ]
    for (const spoil of spoilt) {
      const { http } = ask(ctisFixtures(), { maxPageSize: 2 }, (reply, { path, body }) => {
        if (path !== '/search') return reply
        const { pagination, searchCriteria } = JSON.parse(body) as {
          pagination: { page: number }
          searchCriteria: { containAll?: string }
        }
        if (searchCriteria.containAll !== 'esketamine') return reply
        return { ...reply, body: JSON.stringify(spoil(JSON.parse(reply.body) as never, pagination.page)) }
      })
      const result = await collect('esketamine', http)
      expect(result.complete).toBe(false)
      expect(result.incompleteReason).toMatch(/^"esketamine" has \d trials, of which CTIS gave \d$/)
      expect(result.reportedTotal).toBeGreaterThan(result.records.length)
    }
  })

  it('sees that it is never given more than the first 10,000', async () => {
    const { http } = ask(ctisFixtures(), { pagingCap: 2, maxPageSize: 2 }, (reply, { path, body }) => {
      if (path !== '/search') return reply
      const page = JSON.parse(reply.body) as { pagination: { totalRecords: number } }
      page.pagination.totalRecords = body.includes('containAll') ? 10_505 : 12_317
      return { ...reply, body: JSON.stringify(page) }
    })
    const result = await collect('psilocybin', http)
    expect(result.complete).toBe(false)
    expect(result.incompleteReason).toBe('"psilocybin" has 10505 trials, of which CTIS gives at most 10000')
  })

  it.each<[string, (fixture: CtisFixture) => unknown, RegExp]>([
    ['nothing', () => ({}), /holds nothing under this number/],
    ['another trial', ({ retrieve }) => ({ ...retrieve, ctNumber: '2024-590012-58-00' }), /asked for .*got/],
    [
      'products of another type',
      ({ retrieve }) => {
        const part = { ...retrieve.authorizedApplication.authorizedPartI, products: 'esketamine' }
        return { ...retrieve, authorizedApplication: { ...retrieve.authorizedApplication, authorizedPartI: part } }
      },
      /authorizedPartI\.products: /,
    ],
    ['no title', ({ retrieve }) => ({ ctNumber: retrieve.ctNumber, ctPublicStatusCode: 4 }), /no title/],
  ])('rejects a trial for which retrieve holds %s, and keeps the others', async (_, answer, reason) => {
    const fixtures = ctisFixtures()
    const spoilt = fixtures.find(({ row }) => row.ctNumber === '2023-590011-35-00')!
    Object.assign(spoilt.row, { ctTitle: undefined })
    const { http } = ask(fixtures, {}, (reply, { path }) =>
      path === '/retrieve/2023-590011-35-00' ? { ...reply, body: JSON.stringify(answer(spoilt)) } : reply,
    )
    const result = await collect('esketamine', http)
    expect(result.complete).toBe(true)
    expect(result.records.length).toBe(4)
    expect(result.rejected).toHaveLength(1)
    const [rejected] = result.rejected
    expect(rejected?.recordId).toBe('2023-590011-35-00')
    expect(rejected?.reason).toMatch(reason)
    expect(rejected?.url).toBe('https://euclinicaltrials.eu/ctis-public/view/2023-590011-35-00')
    // The search row stands in it: what the trial is about can still be read by hand.
    expect(rejected?.rawText).toContain('Preoperative anxiety')
  })

  it('rejects a trial that is over the size cap or refused by number, and keeps the others', async () => {
    for (const spoil of [
      () => Promise.reject(new RegistryChangedError('ctis', 'reply over 8000000 bytes')),
      () => Promise.resolve<DoubleReply>({ status: 400, headers: {}, body: '{}' }),
    ]) {
      const { http } = ask(ctisFixtures(), {}, (reply, { path }) => (path.endsWith('35-00') ? spoil() : reply))
      const result = await collect('esketamine', http)
      expect([result.records.length, result.rejected.length, result.complete]).toEqual([4, 1, true])
    }
  })

  it('says that the criteria of a trial were not sent, unless its row is for adults only', async () => {
    for (const [ageGroup, expected] of [
      ['0-17 years', true],
      ['0-17 years, 18-64 years', true],
      ['65+ years, 18-64 years', false],
      ['', true],
      ['Everyone', true],
    ] as const) {
      const fixtures = ctisFixtures()
      for (const { row } of fixtures) if (row.ctNumber === '2023-590011-35-00') row.ageGroup = ageGroup
      const { http } = ask(fixtures, {}, (reply, { path }) =>
        path.endsWith('35-00') ? { ...reply, body: '{}' } : reply,
      )
      const { rejected } = await collect('esketamine', http)
      expect(rejected.map(({ criteriaUnread }) => criteriaUnread)).toEqual([expected])
    }
  })

  it('takes a retrieve that no trial can be read from for a changed registry', async () => {
    const renamed = (reply: DoubleReply) => ({
      ...reply,
      body: reply.body.replaceAll('authorizedApplication', 'application'),
    })
    const { http } = ask(ctisFixtures(), {}, renamed)
    await expect(collect('psilocybin', http)).rejects.toThrow(/none of 4 trials could be read in full/)
  })

  it('keeps a row without a number as rejected', async () => {
    const fixtures = ctisFixtures()
    fixtures.find(({ row }) => row.ctNumber === '2025-590003-12-00')!.row.ctNumber = 'to be assigned'
    const result = await collect('psilocybin', ask(fixtures).http)
    expect(result.rejected).toHaveLength(1)
    expect(result.rejected[0]).toMatchObject({ recordId: 'to be assigned', url: null })
    expect(result.records.length + result.rejected.length).toBe(result.reportedTotal)
  })

  it('does not trip over words that every object knows', async () => {
    const fixtures = ctisFixtures()
    const odd = fixtures.find(({ row }) => row.ctNumber === '2024-590020-17-00')!.retrieve
    const part = odd.authorizedApplication.authorizedPartI
    Object.assign(odd, { ctPublicStatusCode: 'constructor' })
    Object.assign(part.products[0]!, { mpRoleInTrial: '__proto__', part1MpRoleTypeCode: 'toString' })
    part.trialDetails.trialInformation.trialCategory.trialPhase = 'constructor'
    part.trialDetails.trialInformation.populationOfTrialSubjects.ageRanges[0]!.ageRangeCategoryCode = 'valueOf'
    part.trialDetails.clinicalTrialIdentifiers.publicTitleTranslations![0]!.languageDescription = 'constructor'
    const { records } = await collect('mdma', ask(fixtures).http)
    const record = records.find(({ recordId }) => recordId === odd.ctNumber)
    expect(record?.overallStatus).toBe('unknown status (constructor)')
    expect(TrialRecord.safeParse(record).success).toBe(true)
  })
})

describe('asking CTIS for one trial', () => {
  it('reads it without the search', async () => {
    const { http, asked } = ask()
    const record = await ctis.fetchRecord('2024-510001-11-00', http, AT)
    expect(record?.linkedIds).toEqual(['NCT03775200', '2017-003288-36'])
    expect(record?.lastUpdated).toBe('2024-07-19')
    expect(asked.map(({ path }) => path)).toEqual(['/retrieve/2024-510001-11-00'])
  })

  it('says null only for a number the registry does not know', async () => {
    const { http } = ask()
    expect(await ctis.fetchRecord('2022-500000-00-00', http, AT)).toBeNull()
    await expect(ctis.fetchRecord('2022-500000-00', http, AT)).rejects.toBeInstanceOf(RegistryChangedError)
    await expect(ctis.fetchRecord('../search', http, AT)).rejects.toBeInstanceOf(RegistryChangedError)
  })
})

describe('live checks of CTIS', () => {
  it('fail with what they expected when the registry is not the one they know', async () => {
    const { http } = ask()
    const seen = await Promise.all(
      ctis.liveChecks.map((check) =>
        check.run(http).then(
          () => `${check.name}: ok`,
          (error: unknown) => `${check.name}: ${String(error)}`,
        ),
      ),
    )
    expect(seen).toEqual([
      'whole register: Error: expected more than 12,000 trials, got 41',
      'search filters: ok',
      'status codes: Error: expected public status codes 1 to 12, got 4, 8, 11, 2, 13',
      'known trial: Error: expected the numbers NCT04665037, 2019-003842-34',
      'unknown trial: ok',
    ])
  })
})
