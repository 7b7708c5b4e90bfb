import fs from 'node:fs'
import path from 'node:path'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import packageJson from '../package.json' with { type: 'json' }
import { substances } from '../shared/substances/index.ts'
import { createApp } from './app.ts'
import { createCatalogue } from './catalogue/catalogue.ts'
import { createChangeLog } from './catalogue/changes.ts'
import { createCollections } from './catalogue/collections.ts'
import { startRefresh } from './catalogue/refresh.ts'
import { createLookup } from './catalogue/lookup.ts'
import { createStatementArchive } from './catalogue/statement-archive.ts'
import { systemClock } from './clock.ts'
import { ConfigError, readConfig } from './config.ts'
import type { Config } from './config.ts'
import { createLog } from './log.ts'
import { registries } from './registries/index.ts'
import { statusTables } from './registries/registry.ts'
import type { RegistryHttp } from './registries/registry.ts'
import { loadSnapshot } from './snapshot/load-snapshot.ts'
import { openStore } from './open-store.ts'
import { createRegistryHttp, userAgentOf } from './upstream/upstream-http.ts'

/** How long requests under way may take after SIGTERM, in ms. */
const STOP_WITHIN_MS = 10_000

async function main(config: Config): Promise<void> {
  const clock = systemClock
  const log = createLog({ level: config.logLevel, clock })
  const stopping = new AbortController()
  const { store, replicate } = openStore({ config, clock, log })
  const https = new Map<string, RegistryHttp>(
    registries.map((registry) => [
      registry.id,
      createRegistryHttp({
        registry,
        baseUrl: config.baseUrls[registry.id] ?? registry.defaultBaseUrl,
        timeoutSeconds: config.upstreamTimeoutSeconds,
        pace: config.pace,
        userAgent: userAgentOf(packageJson.version, config.publicUrl, config.contact),
        clock,
        log,
        signal: stopping.signal,
      }),
    ]),
  )
  const httpFor = (registryId: string): RegistryHttp => {
    const http = https.get(registryId)
    if (http === undefined) throw new Error(`no http for ${registryId}`)
    return http
  }
  const collections = createCollections({
    registries,
    substances,
    httpFor,
    store,
    snapshot: loadSnapshot(),
    refreshHours: config.refreshHours,
    beforeKeeping: () => changes.settled(),
    clock,
    log,
  })
  const changes = createChangeLog({ store, clock, log, held: () => collections.all() })
  await Promise.all([collections.load(), changes.load()])
  collections.onChange((previous, next, fetched) => {
    // What another replica fetched, it has compared and written down.
    if (fetched) changes.observe(previous, next)
  })
  const replicas = await replicate(collections, changes)

  const archive = createStatementArchive(store, log)
  const catalogue = createCatalogue({ source: collections, registries, substances, clock, log })
  catalogue.onPublish((version) => void archive.publish(version.statement, version.publishedAt))
  const clientFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'client')
  const app = createApp({
    catalogue,
    changes,
    archive,
    substanceIds: substances.map((s) => s.id),
    registryIds: registries.map((r) => r.id),
    log,
    template: fs.readFileSync(path.join(clientFolder, 'index.html'), 'utf8'),
    clientFolder,
    publicUrl: config.publicUrl,
    rateLimitPerMinute: config.rateLimitPerMinute,
    trustProxy: config.trustProxy,
    operator: config.operator,
    statusTables: statusTables(registries),
    registries,
    lookup: createLookup({ registries, substances, httpFor, offline: config.offline, clock, log }),
  })
  const server = config.host === null ? app.listen(config.port) : app.listen(config.port, config.host)
  server.once('error', (error: NodeJS.ErrnoException) => {
    const which =
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? `PORT=${config.port}` : `HOST=${config.host ?? ''}`
    process.stderr.write(`${which} cannot be listened on: ${error.message}. Choose another port or address.\n`)
    process.exit(1)
  })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  log.info(
    { url: `http://${config.host ?? 'localhost'}:${port}`, trials: catalogue.current().trials.length },
    'listening',
  )
  const first = catalogue.current()
  void archive.publish(first.statement, first.publishedAt)
  const refresh = startRefresh({ collections, turns: replicas, config, clock, log })

  function stop(signal: NodeJS.Signals): void {
    log.info({ signal }, 'stopping')
    refresh.stop()
    stopping.abort(new Error('the server is stopping'))
    server.close(() => {
      void Promise.all([changes.settled(), collections.settled()])
        .then(() => replicas?.stop())
        .then(() => process.exit(0))
    })
    server.closeIdleConnections()
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

try {
  await main(readConfig(process.env, registries))
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  )
  process.exit(1)
}
