import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
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
import { bufferedOutput, createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { registries } from './registries/index.ts'
import { statusTables } from './registries/registry.ts'
import type { RegistryHttp } from './registries/registry.ts'
import { loadSnapshot } from './snapshot/load-snapshot.ts'
import { openStore } from './open-store.ts'
import { createRegistryHttp, userAgentOf } from './upstream/upstream-http.ts'

/** How long answers under way, and then the store, may take once listening has stopped, in ms. */
const ANSWERS_WITHIN_MS = 3_000
const STORE_WITHIN_MS = 1_500

async function main(config: Config): Promise<void> {
  const clock = systemClock
  const output = bufferedOutput()
  process.once('exit', () => output.flushSync())
  const log = createLog({ level: config.logLevel, clock }, output)
  const metrics = createMetrics()
  const stopping = new AbortController()
  const { store, replicate } = await openStore({ config, clock, log })
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
        onEvent: metrics.asked,
        onBreaker: metrics.breaker,
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
    if (fetched) void changes.observe(previous, next)
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
    metrics,
    maxConnections: config.maxConnections,
  })
  metrics.watchCatalogue(catalogue, clock)
  for (const { id } of registries) metrics.breaker(id, false)
  const server = config.host === null ? app.listen(config.port) : app.listen(config.port, config.host)
  server.once('error', (error: NodeJS.ErrnoException) => {
    const which =
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? `PORT=${config.port}` : `HOST=${config.host ?? ''}`
    process.stderr.write(`${which} cannot be listened on: ${error.message}. Choose another port or address.\n`)
    process.exit(1)
  })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const first = catalogue.current()
  void archive.publish(first.statement, first.publishedAt)
  const refresh = startRefresh({ collections, turns: replicas, config, clock, log })

  async function stop(signal: NodeJS.Signals): Promise<void> {
    log.info({ signal }, 'stopping')
    app.drain()
    refresh.stop()
    // Whoever sends visitors here is told first and needs a moment; somebody at a keyboard does not.
    if (signal === 'SIGTERM') await delay(config.drainSeconds * 1_000)
    stopping.abort(new Error('the server is stopping'))
    await app.close(ANSWERS_WITHIN_MS)
    const kept = Promise.all([changes.settled(), collections.settled()]).then(() => replicas?.stop())
    await Promise.race([kept, delay(STORE_WITHIN_MS)])
    log.info('stopped')
    process.exit(0)
  }
  let stops = 0
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stops += 1
      if (stops > 1) process.exit(1)
      void stop(signal)
    })
  }
  // Last: whoever waits for this line may ask or stop at once.
  log.info(
    { url: `http://${config.host ?? 'localhost'}:${port}`, trials: catalogue.current().trials.length },
    'listening',
  )
  log.flush()
}

async function start(): Promise<void> {
  try {
    await main(readConfig(process.env, registries))
  } catch (error) {
    process.stderr.write(
      `${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
    )
    process.exit(1)
  }
}

void start()
