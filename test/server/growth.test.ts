import type { AddressInfo } from 'node:net'
import type http from 'node:http'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { StatementReply, TrialsReply } from '../../shared/api.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import { substances } from '../../shared/substances/index.ts'
import { createApp } from '../../server/app.ts'
import { createCatalogue } from '../../server/catalogue/catalogue.ts'
import { createChangeLog } from '../../server/catalogue/changes.ts'
import { createCollections } from '../../server/catalogue/collections.ts'
import { createStatementArchive } from '../../server/catalogue/statement-archive.ts'
import { systemClock } from '../../server/clock.ts'
import { registries } from '../../server/registries/index.ts'
import { statusTables } from '../../server/registries/registry.ts'
import type { Registry } from '../../server/registries/registry.ts'
import { createFileStore } from '../../server/store/file-store.ts'
import { buildIntervention, buildRecord } from '../builders.ts'
import { temporaryFolder } from '../journeys/server-process.ts'

/** What a new file `registries/anewregistry.ts` would export. */
const anewRegistry: Registry = {
  id: 'anewregistry',
  name: 'A New Registry',
  citation: { name: 'ANEW', place: 4 },
  homeUrl: 'https://anew.example',
  defaultBaseUrl: 'https://anew.example/api',
  trialIdPattern: /^ANEW\d{4}$/,
  pace: { minIntervalMs: 0, maxConcurrent: 1 },
  maxReplyBytes: 1_000,
  recordUrl: (id) => `https://anew.example/${id}`,
  searchUrl: (substance) => `https://anew.example/?q=${substance.id}`,
  statusGroup: (raw) => (raw === 'Open' ? 'recruiting' : 'unknown'),
  collect: (substance, _http, _onProgress, fetchedAt) =>
    Promise.resolve({
      records:
        substance.id === 'ibogaine'
          ? [
              buildRecord({
                registryId: 'anewregistry',
                recordId: 'ANEW0001',
                titles: [{ kind: 'brief', text: 'Ibogaine for opioid use disorder', lang: 'en' }],
                interventions: [buildIntervention({ name: 'Ibogaine' })],
                overallStatus: 'Open',
                statusGroup: 'recruiting',
                asOf: fetchedAt,
              }),
            ]
          : [],
      rejected: [],
      reportedTotal: substance.id === 'ibogaine' ? 1 : 0,
      complete: true,
      incompleteReason: null,
    }),
  fetchRecord: () => Promise.resolve(null),
  liveChecks: [],
}

/** What a new file `substances/ibogaine.ts` would export. */
const ibogaine: Substance = {
  id: 'ibogaine',
  name: { en: 'ibogaine', nl: 'ibogaïne' },
  synonyms: ['ibogaine', 'ibogaïne'],
  codes: [],
  casNumbers: [],
  meshIds: [],
  lookAlikes: [],
  layWords: [],
  searchTerms: ['ibogaine'],
  defaultPurposes: null,
}

const servers: http.Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

describe('growth', () => {
  it('takes a fourth substance and a fourth registry as one list entry each', async () => {
    const log = pino({ level: 'silent' })
    const store = createFileStore({ folder: temporaryFolder(), clock: systemClock, log })
    const allRegistries = [...registries, anewRegistry]
    const allSubstances = [...substances, ibogaine]
    const collections = createCollections({
      registries: allRegistries,
      substances: allSubstances,
      httpFor: () => ({
        get: () => Promise.reject(new Error('unused')),
        post: () => Promise.reject(new Error('unused')),
      }),
      store,
      snapshot: [],
      refreshHours: 6,
      clock: systemClock,
      log,
    })
    const changes = createChangeLog({ store, clock: systemClock, log, held: () => collections.all() })
    const catalogue = createCatalogue({
      source: collections,
      registries: allRegistries,
      substances: allSubstances,
      clock: systemClock,
      log,
    })
    const published = new Promise((resolve) => catalogue.onPublish(resolve))
    for (const substance of allSubstances) await collections.refresh('anewregistry', substance.id)
    await published

    const app = createApp({
      catalogue,
      changes,
      archive: createStatementArchive(store, log),
      substanceIds: allSubstances.map((s) => s.id),
      registryIds: allRegistries.map((r) => r.id),
      log,
      template: '<html lang="en"><!--head--><!--statement--><!--content--></html>',
      clientFolder: temporaryFolder(),
      publicUrl: null,
      rateLimitPerMinute: 600,
      trustProxy: 0,
      operator: { name: null, url: null },
      statusTables: statusTables(allRegistries),
      registries: allRegistries,
      lookup: { ask: () => Promise.resolve(null) },
    })
    const server = app.listen(0, '127.0.0.1')
    servers.push(server)
    await new Promise((resolve) => server.once('listening', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const ask = async (path: string): Promise<unknown> => (await fetch(url + path)).json()

    const reply = TrialsReply.parse(await ask('/api/trials?substance=ibogaine&registry=anewregistry'))
    expect(reply.trials.map((t) => [t.trialId, t.statusGroup, t.substances])).toEqual([
      ['ANEW0001', 'recruiting', [{ substanceId: 'ibogaine', role: 'investigated' }]],
    ])
    expect(reply.registries.find((r) => r.registryId === 'anewregistry')).toMatchObject({
      state: 'fresh',
      name: 'A New Registry',
    })
    const statement = StatementReply.parse(await ask('/api/statement'))
    expect(statement.screened.perRegistry.anewregistry).toBe(1)
    expect(statement.verdict).toBe('none-in-copies')
    expect((await fetch(`${url}/api/trials?substance=aspirin`)).status).toBe(400)
  })
})
