import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CheckReply, Problem } from '../../../shared/api.ts'
import { substances } from '../../../shared/substances/index.ts'
import { createApp } from '../../../server/app.ts'
import { createCatalogue } from '../../../server/catalogue/catalogue.ts'
import { createChangeLog } from '../../../server/catalogue/changes.ts'
import { createLookup } from '../../../server/catalogue/lookup.ts'
import { createStatementArchive } from '../../../server/catalogue/statement-archive.ts'
import type { Clock } from '../../../server/clock.ts'
import { systemClock } from '../../../server/clock.ts'
import { registries } from '../../../server/registries/index.ts'
import { createFileStore } from '../../../server/store/file-store.ts'
import { createRegistryHttp } from '../../../server/upstream/upstream-http.ts'
import { buildCollection, buildIntervention, buildRecord } from '../../builders.ts'
import { temporaryFolder } from '../../journeys/server-process.ts'
import { startDouble } from '../../registry-double/double.ts'
import type { RegistryDouble } from '../../registry-double/double.ts'
import { createFakeClock } from '../fake-clock.ts'
import { createLogLines } from '../log-lines.ts'

/** `/api/check` against the registry double: the catalogue holds little, so that most numbers are asked for. */

let double: RegistryDouble
let server: Server
let logged: () => string[] = () => []
let url = ''

beforeEach(async () => {
  double = await startDouble()
})
afterEach(async () => {
  server.close()
  server.closeAllConnections()
  await double.stop()
})

async function start(options: { offline?: boolean; clock?: Clock; timeoutSeconds?: number } = {}): Promise<void> {
  const { offline = false, clock = systemClock, timeoutSeconds = 5 } = options
  const { log, lines } = createLogLines()
  logged = () => lines.map((line) => JSON.stringify(line))
  const store = createFileStore({ folder: temporaryFolder(), clock, log })
  const interventions = [buildIntervention({ name: 'Psilocybin' })]
  const collections = [
    buildCollection({
      records: [
        buildRecord({
          recordId: 'NCT01000001',
          interventions,
          linkedIds: ['2015-000001-11'],
          overallStatus: 'COMPLETED',
        }),
        buildRecord({ recordId: 'NCT01000002', interventions: [buildIntervention({ name: 'CYB003' })] }),
      ],
    }),
    buildCollection({
      registryId: 'ctis',
      records: [buildRecord({ registryId: 'ctis', recordId: '2024-516899-63-00', interventions })],
      rejected: [{ registryId: 'ctis', recordId: '2024-511111-11-00', reason: 'no title', url: null, rawText: '' }],
    }),
  ]
  const httpFor = (registryId: string) => {
    const registry = registries.find(({ id }) => id === registryId)!
    const baseUrl = double.baseUrls[registryId] ?? ''
    return createRegistryHttp({
      registry,
      baseUrl,
      timeoutSeconds,
      pace: false,
      userAgent: 'test',
      clock: systemClock,
      log,
    })
  }
  const https = new Map(registries.map(({ id }) => [id, httpFor(id)]))
  const app = createApp({
    catalogue: createCatalogue({
      source: { all: () => collections, registryStates: () => [], onChange: () => undefined },
      registries,
      substances,
      clock,
      log,
    }),
    changes: createChangeLog({ store, clock, log, held: () => collections }),
    archive: createStatementArchive(store, log),
    substanceIds: substances.map((s) => s.id),
    registryIds: registries.map((r) => r.id),
    log,
    template: '<html lang="en"><!--head--><!--statement--><!--content--></html>',
    clientFolder: temporaryFolder(),
    publicUrl: null,
    rateLimitPerMinute: 10_000,
    trustProxy: 0,
    operator: { name: null, url: null },
    statusTables: [],
    registries,
    lookup: createLookup({ registries, substances, httpFor: (id) => https.get(id)!, offline, clock, log }),
  })
  server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function check(id: string): Promise<CheckReply> {
  const response = await fetch(`${url}/api/check?id=${encodeURIComponent(id)}`)
  expect(response.status, id).toBe(200)
  expect(response.headers.get('etag')).toMatch(/^"/)
  expect(response.headers.get('cache-control')).not.toBeNull()
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  return CheckReply.parse(await response.json())
}

/** Numbers that the double holds, one a registry. */
function heldByDouble(): Record<string, string> {
  const { ctgov, ctis, euctr } = double.data
  return {
    ctgov: ctgov[0]?.study.protocolSection.identificationModule.nctId ?? '',
    ctis: ctis[0]?.retrieve.ctNumber ?? '',
    euctr: euctr[0]?.eudractNumber ?? '',
  }
}

describe('a number of the catalogue', () => {
  it('is answered from it without asking a registry, however it is written', async () => {
    await start()
    for (const id of ['NCT01000001', 'nct 0100 0001', 'NCTO1000001']) {
      const reply = await check(id)
      expect(reply).toMatchObject({
        query: id,
        id: 'NCT01000001',
        wellFormed: true,
        registryId: 'ctgov',
        found: true,
        trialId: 'NCT01000001',
        source: 'catalogue',
        linkedOnly: false,
      })
      expect(reply.facts.find(({ fact }) => fact === 'status')).toMatchObject({ state: 'present', value: 'COMPLETED' })
    }
    expect(double.requests).toEqual([])
  })

  it('says when only another register names it, and completes an EU CT number only from what is held', async () => {
    await start()
    expect(await check('2015-000001-11')).toMatchObject({ found: true, linkedOnly: true, registryId: 'euctr' })
    expect(await check('2024-516899-63')).toMatchObject({
      wellFormed: false,
      found: true,
      trialId: '2024-516899-63-00',
    })
    expect(await check('2024-516899-64')).toMatchObject({ wellFormed: false, found: null, reason: 'incomplete' })
    expect(double.requests).toEqual([])
  })
})

describe('a number outside the catalogue', () => {
  it('is asked of its own registry, once for any number of visitors, and kept', async () => {
    await start()
    for (const [registryId, id] of Object.entries(heldByDouble())) {
      double.requests.length = 0
      const replies = await Promise.all(Array.from({ length: 12 }, () => check(id)))
      const asked = double.requests.length
      for (const reply of replies)
        expect(reply).toMatchObject({ registryId, found: true, source: 'registry', trialId: null, reason: null })
      expect(replies[0]?.facts.find(({ fact }) => fact === 'registered')?.value).toBe(id)
      expect(new Set(double.requests.map((one) => one.registryId))).toEqual(new Set([registryId]))
      await check(id)
      expect(double.requests).toHaveLength(asked)
      const alone = double.requests.map(({ path }) => path)
      expect(new Set(alone).size, 'nothing is asked twice').toBe(alone.length)
    }
  })

  it('does not exist when its registry answers so, and that is kept too', async () => {
    await start()
    for (const id of ['NCT09999999', '2024-599999-99-00', '2014-000099-99']) {
      const reply = await check(id)
      expect(reply).toMatchObject({ found: false, source: 'registry', trialId: null, trial: null })
      expect(reply.facts).toMatchObject([{ fact: 'registered', state: 'absent' }])
    }
    const asked = double.requests.length
    await check('NCT09999999')
    expect(double.requests).toHaveLength(asked)
  })

  it.each(['refuse', '403', '500', '429', 'html-200', 'invalid-json'] as const)(
    'could not be asked when its registry answers with %s: never "does not exist"',
    async (kind) => {
      await start()
      double.setFault('ctgov', { kind })
      expect(await check('NCT09999999')).toMatchObject({ found: null, reason: 'unavailable', facts: [] })
      double.setFault('ctgov', null)
      expect(logged().some((line) => line.includes('could not be looked up'))).toBe(true)
    },
  )

  it('could not be asked when its registry hangs, and the answer that comes later is kept', async () => {
    const clock = createFakeClock()
    await start({ clock })
    double.setFault('ctgov', { kind: 'slow', delayMs: 400 })
    const waiting = check('NCT09999999')
    await expect.poll(() => double.requests.length).toBeGreaterThan(0)
    await clock.advance(15_000)
    expect(await waiting).toMatchObject({ found: null, reason: 'too-slow' })
    await expect.poll(async () => (await check('NCT09999999')).found).toBe(false)
    expect(double.requests).toHaveLength(1)
  })

  it('is not asked over the budget that all visitors share, and again when it has filled up', async () => {
    const clock = createFakeClock()
    await start({ clock })
    const numbers = Array.from({ length: 25 }, (_, n) => `NCT0999${String(1000 + n)}`)
    const replies = await Promise.all(numbers.map(check))
    expect(replies.filter(({ found }) => found === false)).toHaveLength(20)
    const over = replies.filter(({ found }) => found === null)
    expect(over.map(({ reason }) => reason)).toEqual(['too-many', 'too-many', 'too-many', 'too-many', 'too-many'])
    expect(double.requests).toHaveLength(20)
    expect((await check('2024-599999-99-00')).found, 'another registry has its own').toBe(false)
    clock.jump(5_000)
    expect((await check(over[0]!.id)).found).toBe(false)
    expect((await check(over[1]!.id)).reason).toBe('too-many')
  })

  it('is not asked offline', async () => {
    await start({ offline: true })
    expect(await check('NCT09999999')).toMatchObject({ found: null, reason: 'offline', facts: [] })
    expect(double.requests).toEqual([])
  })

  it('is known to be registered when it was kept out of the catalogue, also when nobody can be asked', async () => {
    await start({ offline: true })
    expect(await check('NCT01000002')).toMatchObject({ found: true, trialId: null, source: 'catalogue' })
    expect((await check('NCT01000002')).facts.map(({ fact, state }) => [fact, state])).toEqual([
      ['registered', 'present'],
      ['substance', 'absent'],
    ])
    expect((await check('2024-511111-11-00')).facts.map(({ fact, state }) => [fact, state])).toEqual([
      ['registered', 'present'],
    ])
  })

  it('of a register that is not asked gets a link to look it up by hand', async () => {
    await start()
    expect(await check('ISRCTN83295292')).toMatchObject({
      registryId: 'isrctn',
      found: null,
      reason: 'not-searched',
      url: 'https://www.isrctn.com/ISRCTN83295292',
    })
    expect(await check('DRKS00012345')).toMatchObject({ registryId: 'other', found: null, reason: 'not-searched' })
    expect(double.requests).toEqual([])
  })
})

describe('what is not a number', () => {
  it.each([
    ['', 'id', 'is missing'],
    ['?id=', 'id', 'is empty'],
    ['?id=NCT1234567', 'id', 'is not a trial number'],
    ['?id=depressie', 'id', 'is not a trial number'],
    ['?id=NCT01000001&id=NCT01000002', 'id', 'is given more than once'],
    [`?id=${'NCT01000001%20'.repeat(9)}`, 'id', 'is longer than'],
    ['?id=NCT01000001%20NCT01000002', 'id', 'is not a trial number'],
    ['?id=%E0%A4%A', 'id', 'is not valid percent-encoding'],
    ['?id=NCT01000001&text=hello', 'text', 'is not a parameter'],
  ])('%j is refused with the field at fault', async (query, field, message) => {
    await start()
    const response = await fetch(`${url}/api/check${query}`)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    const { errors } = Problem.parse(await response.json())
    expect(errors?.[0]).toMatchObject({ field })
    expect(errors?.[0]?.message).toContain(message)
    expect(errors?.[0]?.expected).not.toBe('')
  })
})

describe('the log', () => {
  it('holds the kind of question and never a query string or what was pasted', async () => {
    await start()
    await check('NCT01000001')
    await check('nct 0999 9999')
    await fetch(`${url}/api/check?id=a%20secret%20diagnosis`)
    await fetch(`${url}/api/check?text=a%20secret%20diagnosis`)
    await expect.poll(() => logged().filter((line) => line.includes('api/check')).length).toBe(4)
    const all = logged().join('\n')
    expect(all).not.toMatch(/secret|diagnosis|\?id=|id%3D|0999 9999/)
    expect(all).toContain('"route":"api/check"')
  })
})

describe('the page', () => {
  it('explains itself without JavaScript, in both languages, and asks for no text', async () => {
    await start()
    for (const [lang, words] of [
      ['en', 'Phone the hospital'],
      ['nl', 'Bel het ziekenhuis'],
    ] as const) {
      const page = await fetch(`${url}/check?lang=${lang}`)
      expect(page.status).toBe(200)
      const html = await page.text()
      expect(html).toContain(words)
      expect(html).toContain('/trial/NCT06341426')
      expect(html).not.toContain('<form')
    }
  })
})
