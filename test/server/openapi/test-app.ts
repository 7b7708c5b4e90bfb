import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { createApp } from '../../../server/app.ts'
import type { App, AppDeps } from '../../../server/app.ts'
import { createCatalogue } from '../../../server/catalogue/catalogue.ts'
import { createChangeLog } from '../../../server/catalogue/changes.ts'
import { createStatementArchive } from '../../../server/catalogue/statement-archive.ts'
import { systemClock } from '../../../server/clock.ts'
import { registries } from '../../../server/registries/index.ts'
import { statusTables } from '../../../server/registries/registry.ts'
import { createFileStore } from '../../../server/store/file-store.ts'
import { substances } from '../../../shared/substances/index.ts'
import type { Collection } from '../../../shared/trial.ts'
import { buildCollection, buildIntervention, buildRecord } from '../../builders.ts'
import { temporaryFolder } from '../../journeys/server-process.ts'

const drug = (name: string): ReturnType<typeof buildIntervention>[] => [buildIntervention({ name })]
const held = (overallStatus: string): Collection =>
  buildCollection({
    registryId: 'ctgov',
    substanceId: 'esketamine',
    complete: true,
    from: 'live',
    records: [
      buildRecord({ recordId: 'NCT01000001', interventions: drug('Esketamine'), overallStatus }),
      // Two ways in which a record is read and is no trial of ours.
      buildRecord({ recordId: 'NCT01000002', interventions: drug('Ketamine') }),
      buildRecord({ recordId: 'NCT01000003', interventions: drug('Arketamine') }),
    ],
    rejected: [{ registryId: 'ctgov', recordId: 'NCT01000004', reason: 'no title', url: null, rawText: '' }],
  })

/** The app in this process, over one collection of which a status has changed. */
export async function createTestApp(partial?: Partial<AppDeps>, collections?: Collection[]): Promise<App> {
  return createApp(await createTestDeps(partial, collections))
}

export async function createTestDeps(
  partial: Partial<AppDeps> = {},
  collections = [held('COMPLETED')],
): Promise<AppDeps> {
  const log = pino({ level: 'silent' })
  const store = createFileStore({ folder: temporaryFolder(), clock: systemClock, log })
  const changes = createChangeLog({ store, clock: systemClock, log, held: () => collections })
  await changes.load()
  await changes.observe(held('RECRUITING'), held('COMPLETED'))
  await changes.settled()
  return {
    catalogue: createCatalogue({
      source: { all: () => collections, registryStates: () => [], onChange: () => undefined },
      registries,
      substances,
      clock: systemClock,
      log,
    }),
    changes,
    archive: createStatementArchive(store, log),
    substanceIds: substances.map((s) => s.id),
    registryIds: registries.map((r) => r.id),
    log,
    template: '<html lang="en"><!--head--><!--statement--><!--content--></html>',
    clientFolder: temporaryFolder(),
    publicUrl: null,
    rateLimitPerMinute: 10_000,
    trustProxy: 0,
    operator: { name: 'A foundation', url: 'https://foundation.example/' },
    statusTables: statusTables(registries),
    registries,
    lookup: { ask: () => Promise.resolve(null) },
    ...partial,
  }
}

/** Runs the app on a free port of this machine. */
export async function listen(app: App): Promise<{ url: string; server: Server }> {
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
