import type { Server } from 'node:http'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { substances } from '../../../shared/substances/index.ts'
import type { Collection } from '../../../shared/trial.ts'
import { createApp } from '../../../server/app.ts'
import type { App, AppDeps } from '../../../server/app.ts'
import { createCatalogue } from '../../../server/catalogue/catalogue.ts'
import type { Catalogue } from '../../../server/catalogue/catalogue.ts'
import { createChangeLog } from '../../../server/catalogue/changes.ts'
import { createStatementArchive } from '../../../server/catalogue/statement-archive.ts'
import { systemClock } from '../../../server/clock.ts'
import { createMetrics } from '../../../server/metrics.ts'
import type { Metrics } from '../../../server/metrics.ts'
import { registries } from '../../../server/registries/index.ts'
import { statusTables } from '../../../server/registries/registry.ts'
import { buildCollection, buildIntervention, buildRecord } from '../../builders.ts'
import { temporaryFolder } from '../../journeys/server-process.ts'
import { createLogLines } from '../log-lines.ts'
import { createMemoryStore } from '../memory-store.ts'

export interface AppServer {
  url: string
  port: number
  server: Server
  app: App
  catalogue: Catalogue
  metrics: Metrics
  lines: Record<string, unknown>[]
  /** Replaces what is held and publishes it. */
  publish(collections: Collection[]): Promise<void>
  stop(): Promise<void>
}

export const psilocybin = (recordId: string, title = 'Psilocybin'): Collection =>
  buildCollection({
    registryId: 'ctgov',
    substanceId: 'psilocybin',
    records: [
      buildRecord({
        recordId,
        titles: [{ kind: 'brief', text: title, lang: 'en' }],
        interventions: [buildIntervention({ name: 'Psilocybin' })],
      }),
    ],
  })

/** The whole HTTP server over collections that the test chooses, in this process, with its log to be read. */
export async function startApp(options: Partial<AppDeps> = {}): Promise<AppServer> {
  const { log, lines } = createLogLines()
  const store = createMemoryStore()
  let held = [psilocybin('NCT01000001')]
  let changed: () => void = () => undefined
  const catalogue = createCatalogue({
    source: { all: () => held, registryStates: () => [], onChange: (listener) => (changed = listener) },
    registries,
    substances,
    clock: systemClock,
    log,
  })
  const metrics = createMetrics()
  metrics.watchCatalogue(catalogue, systemClock)
  const app = createApp({
    catalogue,
    changes: createChangeLog({ store, clock: systemClock, log, held: () => held }),
    archive: createStatementArchive(store, log),
    substanceIds: substances.map((s) => s.id),
    registryIds: registries.map((r) => r.id),
    log,
    template: '<html lang="en"><!--head--><!--statement--><!--content--></html>',
    clientFolder: temporaryFolder(),
    publicUrl: null,
    rateLimitPerMinute: 100_000,
    trustProxy: 0,
    operator: { name: null, url: null },
    statusTables: statusTables(registries),
    registries,
    lookup: { ask: () => Promise.resolve(null) },
    metrics,
    ...options,
  })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    server,
    app,
    catalogue,
    metrics,
    lines,
    async publish(collections) {
      held = collections
      // Listeners stay: one that resolved with the version would hold every version there has been.
      const published = new Promise<void>((resolve) => catalogue.onPublish(() => resolve()))
      changed()
      await published
    },
    stop: () => app.close(100),
  }
}

/** Writes `request` on a socket of its own and gives everything that comes back until the other side ends. */
export function exchange(port: number, request: string | Buffer, timeoutMs = 10_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    const finish = (): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(Buffer.concat(chunks).toString('latin1'))
    }
    const timer = setTimeout(finish, timeoutMs)
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.once('end', finish)
    socket.once('error', finish)
    socket.once('close', finish)
    socket.write(request)
  })
}
