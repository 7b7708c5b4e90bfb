import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { createApp } from '../../../server/app.ts'
import { createCatalogue } from '../../../server/catalogue/catalogue.ts'
import { createChangeLog } from '../../../server/catalogue/changes.ts'
import type { ChangeLog } from '../../../server/catalogue/changes.ts'
import { createStatementArchive } from '../../../server/catalogue/statement-archive.ts'
import type { Clock } from '../../../server/clock.ts'
import { registries } from '../../../server/registries/index.ts'
import { statusTables } from '../../../server/registries/registry.ts'
import { substances } from '../../../shared/substances/index.ts'
import type { Collection } from '../../../shared/trial.ts'
import { temporaryFolder } from '../../journeys/server-process.ts'
import { createMemoryStore } from '../memory-store.ts'

export interface ServedApp {
  url: string
  /** Replaces a collection as a refresh does: what changed is logged, then the catalogue is published. */
  replace(next: Collection): Promise<void>
  changes: ChangeLog
  stop(): void
}

/** The whole application over collections in memory, without registries to ask. */
export async function serveApp(options: {
  collections: readonly Collection[]
  clock: Clock
  publicUrl?: string | null
}): Promise<ServedApp> {
  const log = pino({ level: 'silent' })
  const { clock } = options
  const store = createMemoryStore()
  let held = [...options.collections]
  const listeners: (() => void)[] = []
  const changes = createChangeLog({ store, clock, log, held: () => held })
  await changes.load()
  const states = registries.map(({ id, name, homeUrl }) => ({
    registryId: id,
    name,
    url: homeUrl,
    state: 'fresh' as const,
    fetchedAt: null,
    error: null,
    progress: null,
    collections: [],
  }))
  const catalogue = createCatalogue({
    source: {
      all: () => held,
      registryStates: () => states,
      onChange: (listener) => void listeners.push(listener),
    },
    registries,
    substances,
    clock,
    log,
  })
  const app = createApp({
    catalogue,
    changes,
    archive: createStatementArchive(store, log),
    substanceIds: substances.map((s) => s.id),
    registryIds: registries.map((r) => r.id),
    log,
    template: '<html lang="en"><!--head--><!--statement--><!--content--></html>',
    clientFolder: temporaryFolder(),
    publicUrl: options.publicUrl ?? null,
    rateLimitPerMinute: 100_000,
    trustProxy: 0,
    operator: { name: null, url: null },
    statusTables: statusTables(registries),
    registries,
    lookup: { ask: () => Promise.resolve(null) },
  })
  const server: Server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    changes,
    async replace(next) {
      const isSame = (one: Collection): boolean =>
        one.registryId === next.registryId && one.substanceId === next.substanceId
      const previous = held.find(isSame) ?? null
      held = [...held.filter((one) => !isSame(one)), next]
      await changes.observe(previous, next)
      const published = new Promise<void>((resolve) => catalogue.onPublish(() => resolve()))
      for (const listener of listeners) listener()
      await published
    },
    stop: () => void server.close(),
  }
}
