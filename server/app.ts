import express from 'express'
import type { Express, RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import helmet from 'helmet'
import type { Logger } from 'pino'
import type { Catalogue } from './catalogue/catalogue.ts'
import type { ChangeLog } from './catalogue/changes.ts'
import type { StatementArchive } from './catalogue/statement-archive.ts'
import type { Operator, StatusTable } from '../shared/api.ts'
import { createApiRouter } from './http/api-router.ts'
import { createDocsRouter } from './http/docs-router.ts'
import { createErrorHandler, notFoundHandler, sendProblem } from './http/error-handler.ts'
import { createExportRouter } from './http/export-router.ts'
import { createFeedRouter } from './http/feed-router.ts'
import { createPageRouter } from './http/page-router.ts'
import { createStaticRouter, EMBED_PATH } from './http/static-router.ts'

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
}

/** The whole HTTP application: no globals, no port. */
export function createApp(deps: AppDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.set('trust proxy', deps.trustProxy)
  app.use(logRequests(deps.log))
  app.use(securityHeaders(deps.publicUrl))
  app.get('/healthz', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    response.json({ status: 'ok' })
  })
  app.get('/readyz', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    const version = deps.catalogue.current()
    const ready = version.trials.length > 0
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'nothing to serve yet', trials: version.trials.length })
  })
  // Other sites load it as a module, which browsers only do with CORS.
  app.use(EMBED_PATH, cors)
  app.use(createStaticRouter(deps.clientFolder))
  app.use(limitRate(deps.rateLimitPerMinute))
  app.use('/api', cors, createExportRouter(deps), createApiRouter(deps), createDocsRouter(deps))
  app.use('/feeds', cors, createFeedRouter(deps))
  app.use(createPageRouter(deps))
  app.use(notFoundHandler)
  app.use(createErrorHandler(deps.log))
  return app
}

/** One line an answer. No address, no query string, no user agent: what a visitor looks for is not ours to keep. */
function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now()
    const path = request.path
    response.on('finish', () => {
      const ms = Math.round((performance.now() - start) * 10) / 10
      log.debug({ method: request.method, path: path.slice(0, 200), status: response.statusCode, ms }, 'request')
    })
    next()
  }
}

function securityHeaders(publicUrl: string | null): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['lit-html'],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    // Only an operator who told us that this site is on https can mean it.
    strictTransportSecurity: publicUrl?.startsWith('https:') === true ? { includeSubDomains: false } : false,
  })
}

function limitRate(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => {
      sendProblem(response, 'too-many-requests', `At most ${String(perMinute)} requests a minute are answered.`)
    },
  })
}

/** The API is open to every site; it has no cookies and nothing of a visitor's. */
const cors: RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Access-Control-Expose-Headers', 'Content-Disposition, ETag, Last-Modified, Retry-After')
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS')
    response.setHeader('Access-Control-Allow-Headers', 'If-Modified-Since, If-None-Match')
    response.setHeader('Access-Control-Max-Age', '86400')
    response.status(204).end()
    return
  }
  next()
}
