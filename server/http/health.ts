import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Metrics } from '../metrics.ts'

/** What is answered here and by no router. */
export const HEALTH_PATHS: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

/**
 * `/healthz`: the process is alive. `/readyz`: there is something to serve, and the process is not about to stop.
 * `/metrics`: figures in Prometheus' text format, open like everything else here; a proxy in front may keep it in.
 */
export function createHealth(deps: {
  catalogue: Catalogue
  metrics: Metrics
  isStopping: () => boolean
}): (request: IncomingMessage, response: ServerResponse, path: string) => boolean {
  const { catalogue, metrics } = deps
  return (request, response, path) => {
    if (request.method === 'OPTIONS') return false
    response.setHeader('Cache-Control', 'no-store')
    if (path === '/metrics') {
      metrics.text().then(
        (text) => send(response, 200, metrics.contentType, text),
        () => send(response, 500, 'text/plain; charset=utf-8', 'The figures could not be read.'),
      )
    } else if (path === '/healthz') sendJson(response, 200, { status: 'ok' })
    else {
      const trials = catalogue.current().trials.length
      if (deps.isStopping()) sendJson(response, 503, { status: 'stopping', trials })
      else if (trials === 0) sendJson(response, 503, { status: 'nothing to serve yet', trials })
      else sendJson(response, 200, { status: 'ready', trials })
    }
    return true
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value))
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.statusCode = status
  response.setHeader('Content-Type', contentType)
  // For a HEAD request Node leaves the body out.
  response.end(body)
}
