import type { Server } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import express from 'express'
import type { Express } from 'express'
import type { Logger } from 'pino'
import type { Catalogue } from './catalogue/catalogue.ts'
import type { ChangeLog } from './catalogue/changes.ts'
import type { Lookup } from './catalogue/lookup.ts'
import type { StatementArchive } from './catalogue/statement-archive.ts'
import type { Operator, StatusTable } from '../shared/api.ts'
import { createApiRouter } from './http/api-router.ts'
import { createBetterBrotli } from './http/better-brotli.ts'
import { createBodyCache } from './http/cached-body.ts'
import { createClientKey } from './http/client-key.ts'
import type { TrustProxy } from './http/client-key.ts'
import { createCommonHeaders } from './http/common-headers.ts'
import { createDocsRouter } from './http/docs-router.ts'
import { createErrorHandler, notFoundHandler } from './http/error-handler.ts'
import { createExportRouter } from './http/export-router.ts'
import { createFeedRouter } from './http/feed-router.ts'
import { createFront } from './http/front.ts'
import { createHealth } from './http/health.ts'
import { createHotAnswers } from './http/hot-answers.ts'
import { createLimitedServer } from './http/limited-server.ts'
import { createLoadWatch } from './http/load-watch.ts'
import { createPageRouter } from './http/page-router.ts'
import { createRateLimiter } from './http/rate-limit.ts'
import type { ReadyBody } from './http/ready-body.ts'
import { createStaticRouter } from './http/static-router.ts'
import type { Registry } from './registries/registry.ts'
import { createMetrics } from './metrics.ts'
import type { Metrics } from './metrics.ts'
import { endTurn } from './turn.ts'

export interface AppDeps {
  catalogue: Catalogue
  changes: ChangeLog
  archive: StatementArchive
  substanceIds: readonly string[]
  registryIds: readonly string[]
  log: Logger
  /** The built `index.html`. */
  template: string
  /** Folder of the built client. */
  clientFolder: string
  publicUrl: string | null
  rateLimitPerMinute: number
  /** What Express calls "trust proxy": how many or which proxies to believe. */
  trustProxy: boolean | number | string
  operator: Operator
  /** What each registry's status words mean here. */
  statusTables: readonly StatusTable[]
  registries: readonly Registry[]
  /** Asks a registry for one number that the catalogue does not hold. */
  lookup: Lookup
  metrics?: Metrics
  /** Open connections above which only questions of health are answered. */
  maxConnections?: number
}

/** The HTTP server: the front that every request meets, and the routers behind it. */
export interface App {
  /** As of `http.Server`. Port 0: any free one. */
  listen(port: number, host?: string): Server
  /** From now on not ready, and every answer closes its connection; questions are still answered. */
  drain(): void
  /** Stops listening. Resolves when the last answer is out, at the latest after `withinMs`, when the rest is cut off. */
  close(withinMs: number): Promise<void>
  /** What stands behind the front: every route except the questions of health. */
  readonly routers: Express
}

const DEFAULT_MAX_CONNECTIONS = 10_000
const API_CACHE_BYTES = 128 * 1024 * 1024
const PAGE_CACHE_BYTES = 64 * 1024 * 1024
/** Share of the time in which the event loop may be busy and still count as idle. */
const IDLE_BELOW = 0.3

export function createApp(deps: AppDeps): App {
  const { catalogue, log } = deps
  const metrics = deps.metrics ?? createMetrics()
  const load = createLoadWatch()
  const hot = createHotAnswers()
  const headers = createCommonHeaders(deps.publicUrl)
  const limiter = createRateLimiter(deps.rateLimitPerMinute)
  const better = createBetterBrotli({ isIdle: createIdleWatch() })
  hot.onPopular((body) => better.offer(body))
  metrics.watchCache('hot', hot.stats)
  metrics.watch('http_clients_counted', 'Clients whose requests are counted for the rate limit', () => limiter.size())

  let stopping = false
  const isStopping = (): boolean => stopping
  const { routers, warm } = createRouters(deps, metrics)
  const front = createFront({
    routers,
    health: createHealth({ catalogue, metrics, isStopping }),
    hot,
    headers,
    limiter,
    clientKey: createClientKey(routers.get('trust proxy fn') as TrustProxy, deps.trustProxy !== 0),
    load,
    metrics,
    log,
    isStopping,
    isFull: () => limited.isFull(),
  })
  const limited = createLimitedServer({
    listener: front,
    limits: { maxConnections: deps.maxConnections ?? DEFAULT_MAX_CONNECTIONS, behindProxy: deps.trustProxy !== 0 },
    headers: headers.page,
    metrics,
  })
  const { server } = limited
  metrics.watch('http_connections', 'Open connections', limited.connections)
  const warmQuietly = (): void => {
    const improve = (made: readonly ReadyBody[]): void => {
      for (const body of made) better.offer(body)
    }
    warm().then(improve, (error: unknown) => log.error({ err: error }, 'answers could not be made ready'))
  }
  catalogue.onPublish(warmQuietly)
  server.once('listening', () => setImmediate(warmQuietly))

  return {
    routers,
    listen: (port, host) => (host === undefined ? server.listen(port) : server.listen(port, host)),
    drain() {
      stopping = true
    },
    async close(withinMs) {
      stopping = true
      better.stop()
      load.stop()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const cutOff = setTimeout(() => server.closeAllConnections(), withinMs)
      // Node closes what is idle now; what was being answered becomes idle later.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      await closed
      clearTimeout(cutOff)
      clearInterval(sweep)
      // What was cut off says so after the server has: then the lines of the last answers can be written.
      while (limited.connections() > 0) await nextTurn()
      endTurn()
    },
  }
}

/** Express: what is not held ready is found or made here. The front sets the headers that every answer has. */
function createRouters(deps: AppDeps, metrics: Metrics): { routers: Express; warm: () => Promise<ReadyBody[]> } {
  const apiBodies = createBodyCache(API_CACHE_BYTES)
  const pageBodies = createBodyCache(PAGE_CACHE_BYTES)
  metrics.watchCache('api', apiBodies.stats)
  metrics.watchCache('pages', pageBodies.stats)
  const api = createApiRouter({ ...deps, bodies: apiBodies })
  const routers = express()
  routers.disable('x-powered-by')
  routers.disable('etag')
  routers.set('query parser', false)
  routers.set('trust proxy', deps.trustProxy)
  routers.use(createStaticRouter(deps.clientFolder))
  routers.use('/api', createExportRouter(deps), api.router, createDocsRouter(deps))
  routers.use('/feeds', createFeedRouter(deps))
  routers.use(createPageRouter({ ...deps, bodies: pageBodies }))
  routers.use(notFoundHandler)
  routers.use(createErrorHandler(deps.log))
  return { routers, warm: api.warm }
}

/** Whether the event loop was idle most of the time since the last question. */
function createIdleWatch(): () => boolean {
  let last = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    return utilization < IDLE_BELOW
  }
}
