import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Metrics } from '../metrics.ts'
import { createAnswersOut } from './answers-out.ts'
import { commonFor, isOpenPath } from './common-headers.ts'
import type { CommonHeaders } from './common-headers.ts'
import { sendProblem } from './error-handler.ts'
import { HEALTH_PATHS } from './health.ts'
import type { HotAnswer, HotAnswers } from './hot-answers.ts'
import type { LoadWatch } from './load-watch.ts'
import type { RateLimiter } from './rate-limit.ts'
import { headersOf } from './ready-head.ts'
import { refusalOf } from './refusal.ts'
import { createRequestIds } from './request-ids.ts'
import { routeClass } from './route-class.ts'

export interface FrontDeps {
  /** Everything that is not held ready: the Express application. */
  routers: (request: IncomingMessage, response: ServerResponse) => void
  /** Answers health questions itself and says so. They are never limited. */
  health: (request: IncomingMessage, response: ServerResponse, path: string) => boolean
  hot: HotAnswers
  headers: CommonHeaders
  limiter: RateLimiter
  clientKey: (request: IncomingMessage) => string
  load: LoadWatch
  metrics: Metrics
  log: Logger
  /** True once the process is stopping: every answer closes its connection. */
  isStopping: () => boolean
  /** True when so many connections are open that only health questions are answered on new ones. */
  isFull: () => boolean
}

/** Each holds a socket and an answer in the making; at a tenth of a millisecond apiece this is a tenth of a second. */
const MAX_IN_ROUTERS = 1_000
/** So many wait while the event loop is late: more would wait longer. A few on a slow machine are answered, late. */
const WAITING_WHEN_LATE = 20
/** Bytes of answers that slow readers have not taken yet. */
const MAX_UNREAD_BYTES = 256 * 1024 * 1024

/**
 * What every request meets first. Ready answers leave from here; the rest is handed to the routers. Limits, counting,
 * headers and the log line are the same for both.
 */
export function createFront(deps: FrontDeps): (request: IncomingMessage, response: ServerResponse) => void {
  const { hot, headers, limiter, metrics } = deps
  const out = createAnswersOut(metrics, deps.log)
  const newId = createRequestIds()
  const inRouters = new Set<ServerResponse>()
  metrics.watch('http_in_routers', 'Requests that the routers are working on', () => inRouters.size)

  function sendHot(
    request: IncomingMessage,
    response: ServerResponse,
    found: HotAnswer,
    asked: { requestId: string; lines: string; start: number },
  ): void {
    const { requestId, lines, start } = asked
    const method = request.method ?? ''
    const variant = found.variantFor(request.headers['accept-encoding'])
    const isHeld = found.isHeldBy(request, variant)
    const head = isHeld ? variant.notModified : variant.found
    head.write(request, response, `${lines}X-Request-Id: ${requestId}\r\n`)
    const status = isHeld ? 304 : 200
    const bytes = isHeld || method === 'HEAD' ? null : variant.bytes
    out.send(response, bytes, { requestId, method, route: found.route, status, start })
  }

  function isOverloaded(): boolean {
    if (inRouters.size >= MAX_IN_ROUTERS) return true
    if (inRouters.size >= WAITING_WHEN_LATE && deps.load.isOverloaded()) return true
    let unread = 0
    for (const response of inRouters) unread += response.writableLength
    return unread > MAX_UNREAD_BYTES
  }

  return (request, response) => {
    const start = performance.now()
    const requestId = newId()
    const url = request.url ?? ''
    const mark = url.indexOf('?')
    const path = mark < 0 ? url : url.slice(0, mark)
    if (deps.isStopping()) response.shouldKeepAlive = false

    const refusal = refusalOf(request, url)
    const isHealth = refusal === null && HEALTH_PATHS.has(path)
    const allowance = isHealth ? null : limiter.take(deps.clientKey(request), start)
    if (refusal === null && request.method !== 'OPTIONS' && allowance?.allowed === true && !deps.isFull()) {
      const answer = hot.find(request, url)
      if (answer !== null) {
        sendHot(request, response, answer, { requestId, lines: allowance.lines, start })
        return
      }
    }

    const route = routeClass(path)
    const common = commonFor(headers, path)
    setHeaders(response, common)
    setHeaders(response, headersOf(`${allowance?.lines ?? ''}X-Request-Id: ${requestId}\r\n`))
    let isOver = false
    const over = (): void => {
      if (isOver) return
      isOver = true
      inRouters.delete(response)
      const status = response.writableFinished ? response.statusCode : 499
      out.sent({ requestId, method: request.method ?? '', route, status, start })
    }
    response.once('close', over)
    // A response that waits behind another one is told nothing when their connection goes; its request is.
    request.once('close', () => {
      if (request.socket.destroyed) over()
    })
    if (isHealth && deps.health(request, response, path)) return
    if (allowance?.allowed === false) {
      metrics.refused('rate-limit')
      response.setHeader('Retry-After', String(allowance.resetSeconds))
      sendProblem(response, 'too-many-requests', 'Too many requests from your network in one minute.')
    } else if (refusal !== null) {
      refusal(response)
    } else if (request.method === 'OPTIONS') {
      sendOptions(response, path)
    } else if (deps.isFull() || isOverloaded()) {
      metrics.refused(deps.isFull() ? 'connections' : 'overload')
      response.shouldKeepAlive = !deps.isFull()
      sendProblem(response, 'overloaded', 'There are too many requests at the moment. Please try again.')
    } else {
      inRouters.add(response)
      hot.learn(request, response, url, { route, common })
      deps.routers(request, response)
    }
  }
}

function setHeaders(response: ServerResponse, list: readonly string[]): void {
  for (let i = 0; i + 1 < list.length; i += 2) response.setHeader(list[i] ?? '', list[i + 1] ?? '')
}

function sendOptions(response: ServerResponse, path: string): void {
  response.setHeader('Allow', 'GET, HEAD, OPTIONS')
  if (isOpenPath(path)) {
    response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS')
    response.setHeader('Access-Control-Allow-Headers', 'If-Modified-Since, If-None-Match')
    response.setHeader('Access-Control-Max-Age', '86400')
  }
  response.statusCode = 204
  response.end()
}
