import http from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ProblemCode } from '../../shared/api.ts'
import type { Metrics } from '../metrics.ts'
import { endTurn } from '../turn.ts'
import { PROBLEM_TYPE, problemOf } from './error-handler.ts'
import { MAX_HEADERS } from './refusal.ts'

export interface ServerLimits {
  maxConnections: number
  /** A proxy in front reuses connections longer than a browser does: ours must outlive its own. */
  behindProxy: boolean
}

const MAX_HEADER_BYTES = 16 * 1024
/** A browser sends its headers in one piece. */
const HEADERS_WITHIN_MS = 10_000
const REQUEST_WITHIN_MS = 15_000
/** How long a connection may say and take nothing in the middle of an answer, and how often we look for those. */
const SILENCE_MS = 90_000
const LOOK_EVERY_MS = 15_000
const KEEP_ALIVE_MS = 10_000
const KEEP_ALIVE_BEHIND_PROXY_MS = 75_000
const CHECK_EVERY_MS = 1_000
/** Above this share of the connections, those that wait for a next request are closed. */
const CROWDED = 0.8
/** Above the limit a few more are accepted, to be told so and for questions of health. */
const HEADROOM = 200

export interface LimitedServer {
  server: Server
  connections: () => number
  isFull: () => boolean
}

/** An HTTP server that no single visitor can hold on to: every wait has an end, every size a limit. */
export function createLimitedServer(deps: {
  listener: RequestListener
  limits: ServerLimits
  /** Headers of an answer to what is not even a request. */
  headers: readonly string[]
  metrics: Metrics
}): LimitedServer {
  const { metrics, limits } = deps
  const server = http.createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      connectionsCheckingInterval: CHECK_EVERY_MS,
      keepAliveTimeout: limits.behindProxy ? KEEP_ALIVE_BEHIND_PROXY_MS : KEEP_ALIVE_MS,
      // Ours says it in our own form.
      requireHostHeader: false,
      noDelay: true,
    },
    deps.listener,
  )
  // One more than is allowed, so that "too many" can be told from "just enough": Node cuts off the rest unseen.
  server.maxHeadersCount = MAX_HEADERS + 1
  server.maxConnections = limits.maxConnections + HEADROOM
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    if (open.size > limits.maxConnections * CROWDED) server.closeIdleConnections()
  })
  // As `server.timeout` would, which sets two timers for every request: a tenth of the time of a 304. Between requests
  // a connection has a time limit already; it is those in the middle of one that have none.
  const look = setInterval(() => {
    for (const socket of open) if ((socket.timeout ?? 0) === 0) socket.setTimeout(SILENCE_MS)
  }, LOOK_EVERY_MS).unref()
  server.once('close', () => clearInterval(look))
  server.on('drop', () => metrics.refused('connections'))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const code = codeOf(error)
    metrics.refused(code === 'request-timeout' ? 'timeout' : 'malformed')
    // What was asked before it on the same connection is answered: nothing can be said after this.
    endTurn()
    endWithProblem(socket, code, deps.headers)
  })
  server.on('connect', (_request, socket) => {
    endTurn()
    endWithProblem(socket, 'method-not-allowed', deps.headers)
  })
  server.on('checkContinue', deps.listener)
  server.on('checkExpectation', deps.listener)
  return { server, connections: () => open.size, isFull: () => open.size > limits.maxConnections }
}

function codeOf(error: NodeJS.ErrnoException): ProblemCode {
  if (error.code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large'
  if (error.code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 'body-not-accepted'
  return error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request-timeout' : 'bad-request'
}

const DETAILS: Partial<Record<ProblemCode, string>> = {
  'headers-too-large': `The address and the headers have at most ${MAX_HEADER_BYTES} bytes together.`,
  'body-not-accepted': 'A request has no body here.',
  'request-timeout': `A request arrives within ${HEADERS_WITHIN_MS / 1_000} seconds.`,
  'method-not-allowed': 'CONNECT is not answered here.',
}

/** For what never became a request: there is no response object, only the socket. */
function endWithProblem(socket: Duplex, code: ProblemCode, headers: readonly string[]): void {
  // In the middle of an answer there is nothing that could be said.
  if (!socket.writable || ('_httpMessage' in socket && socket._httpMessage !== null)) {
    socket.destroy()
    return
  }
  const problem = problemOf(code, DETAILS[code] ?? 'What arrived is not an HTTP request.')
  const body = JSON.stringify(problem)
  const lines = [`HTTP/1.1 ${problem.status} ${http.STATUS_CODES[problem.status] ?? 'Error'}`]
  for (let i = 0; i + 1 < headers.length; i += 2) lines.push(`${headers[i] ?? ''}: ${headers[i + 1] ?? ''}`)
  if (code === 'method-not-allowed') lines.push('Allow: GET, HEAD, OPTIONS')
  lines.push(`Content-Type: ${PROBLEM_TYPE}`, `Content-Length: ${Buffer.byteLength(body)}`)
  lines.push('Cache-Control: no-store', 'Connection: close', '', body)
  socket.end(lines.join('\r\n'), () => socket.destroy())
}
