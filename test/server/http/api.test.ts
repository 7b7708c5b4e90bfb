import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ChangesReply,
  MatrixReply,
  Problem,
  RegistriesReply,
  StatementReply,
  SummaryReply,
  TrialReply,
  TrialsReply,
} from '../../../shared/api.ts'
import { substances } from '../../../shared/substances/index.ts'
import { createApp } from '../../../server/app.ts'
import { createCatalogue } from '../../../server/catalogue/catalogue.ts'
import { createChangeLog } from '../../../server/catalogue/changes.ts'
import { createStatementArchive } from '../../../server/catalogue/statement-archive.ts'
import { systemClock } from '../../../server/clock.ts'
import { registries } from '../../../server/registries/index.ts'
import { statusTables } from '../../../server/registries/registry.ts'
import { createFileStore } from '../../../server/store/file-store.ts'
import { buildCollection, buildIntervention, buildRecord } from '../../builders.ts'
import { temporaryFolder } from '../../journeys/server-process.ts'

let server: Server
let url: string

beforeAll(async () => {
  const log = pino({ level: 'silent' })
  const store = createFileStore({ folder: temporaryFolder(), clock: systemClock, log })
  const drug = (name: string): ReturnType<typeof buildIntervention>[] => [buildIntervention({ name })]
  const collections = [
    buildCollection({
      registryId: 'ctgov',
      substanceId: 'esketamine',
      records: [
        buildRecord({
          recordId: 'NCT01000001',
          interventions: drug('Esketamine'),
          conditions: [{ text: 'Depression', lang: 'en' }],
        }),
        buildRecord({
          recordId: 'NCT01000002',
          interventions: drug('Ketamine'),
          titles: [{ kind: 'brief', text: 'Ketamine', lang: 'en' }],
        }),
      ],
    }),
    buildCollection({
      registryId: 'ctis',
      substanceId: 'psilocybin',
      records: [buildRecord({ registryId: 'ctis', recordId: '2024-516890-63-00', interventions: drug('Psilocybin') })],
      rejected: [{ registryId: 'ctis', recordId: '2024-511111-11-00', reason: 'no title', url: null, rawText: '' }],
    }),
  ]
  const catalogue = createCatalogue({
    source: { all: () => collections, registryStates: () => [], onChange: () => undefined },
    registries,
    substances,
    clock: systemClock,
    log,
  })
  const app = createApp({
    catalogue,
    changes: createChangeLog({ store, clock: systemClock, log, held: () => collections }),
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
    statusTables: statusTables(registries),
    registries,
    lookup: { ask: () => Promise.resolve(null) },
  })
  server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

async function problem(path: string, init?: RequestInit): Promise<Problem> {
  const response = await fetch(url + path, init)
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  const body = Problem.parse(await response.json())
  expect(body.status).toBe(response.status)
  return body
}

describe('the API', () => {
  it('answers every call in its documented shape, with an ETag, a Cache-Control and open CORS', async () => {
    const calls = {
      '/api/trials': TrialsReply,
      '/api/trials/NCT01000001': TrialReply,
      '/api/summary?substance=esketamine': SummaryReply,
      '/api/matrix': MatrixReply,
      '/api/statement': StatementReply,
      '/api/registries': RegistriesReply,
      '/api/changes?since=2026-11-22': ChangesReply,
    }
    for (const [path, schema] of Object.entries(calls)) {
      const response = await fetch(url + path)
      expect(response.status, path).toBe(200)
      expect(response.headers.get('content-type'), path).toBe('application/json; charset=utf-8')
      expect(response.headers.get('etag'), path).toMatch(/^"[\w-]+"$/)
      expect(response.headers.get('cache-control'), path).toContain('public')
      expect(response.headers.get('access-control-allow-origin'), path).toBe('*')
      schema.parse(await response.json())
    }
  })

  it('names the field at fault and what is valid', async () => {
    const wrong = await problem('/api/trials?phase=PHASE9&colour=blue&limit=6000')
    expect(wrong.code).toBe('invalid-query')
    expect(wrong.errors?.map((e) => e.field).sort()).toEqual(['colour', 'limit', 'phase'])
    expect(wrong.errors?.every((e) => e.expected !== '')).toBe(true)
    expect((await problem('/api/trials?q=%E0%A4%A')).errors?.[0]?.field).toBe('q')
    for (const since of ['yesterday', '2026-02-31', '2026-11-22T08:00:00']) {
      expect((await problem(`/api/changes?since=${since}`)).errors?.[0]?.field).toBe('since')
    }
    expect((await problem('/api/matrix?x=1')).errors?.[0]?.field).toBe('x')
    expect((await problem('/api/trials/%E0%A4%A')).status).toBe(400)
  })

  it('tells a number that is none from one that is not held, and says why a record was kept out', async () => {
    expect((await problem('/api/trials/depression')).code).toBe('invalid-id')
    expect((await problem('/api/trials/NCT09999999')).code).toBe('trial-not-found')
    expect((await problem('/api/trials/nct 01000002')).detail).toContain('racemic ketamine')
    expect((await problem('/api/trials/2024-511111-11-00')).detail).toContain('could not be read')
  })

  it('finds a trial by an EU CT number with or without its last part, and not by the front of another', async () => {
    for (const id of ['2024-516890-63-00', '2024-516890-63']) {
      const reply = TrialReply.parse(await (await fetch(`${url}/api/trials/${id}`)).json())
      expect(reply.trial.trialId).toBe('2024-516890-63-00')
    }
    expect((await problem('/api/trials/2024-516890-64')).code).toBe('trial-not-found')
  })

  it('answers GET, HEAD and OPTIONS and nothing else', async () => {
    const head = await fetch(`${url}/api/trials`, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(100)
    expect((await fetch(`${url}/api/trials`, { method: 'OPTIONS' })).status).toBe(204)
    const refused = await problem('/api/trials', { method: 'POST', body: '{}' })
    expect(refused.code).toBe('method-not-allowed')
  })

  it('gives a person a page and a program a problem where nothing is', async () => {
    const page = await fetch(`${url}/nothing`, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(404)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect((await problem('/nothing', { headers: { accept: 'application/json' } })).code).toBe('not-found')
    expect((await problem('/api/nothing', { headers: { accept: 'text/html' } })).code).toBe('not-found')
  })
})
