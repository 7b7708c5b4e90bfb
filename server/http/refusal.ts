import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ProblemCode } from '../../shared/api.ts'
import { sendProblem } from './error-handler.ts'

/** The longest address that is read: every filter of the API given in full is a tenth of it. */
const MAX_URL = 8_000
/** Header lines of one request; browsers behind two proxies send about thirty. */
export const MAX_HEADERS = 100

/** How to turn a request away that no router should see; null when there is nothing wrong with it. */
export function refusalOf(request: IncomingMessage, url: string): ((response: ServerResponse) => void) | null {
  const method = request.method ?? ''
  if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS') {
    return (response) => {
      response.setHeader('Allow', 'GET, HEAD, OPTIONS')
      refuse(response, 'method-not-allowed', `${method} is not answered here.`)
    }
  }
  const { headers } = request
  if (headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0') {
    return (response) => refuse(response, 'body-not-accepted', 'A request has no body here.')
  }
  if (url.length > MAX_URL) {
    return (response) => refuse(response, 'address-too-long', `An address has at most ${MAX_URL} characters.`)
  }
  if (request.rawHeaders.length > 2 * MAX_HEADERS) {
    return (response) => refuse(response, 'headers-too-large', `A request has at most ${MAX_HEADERS} header lines.`)
  }
  if (request.httpVersion !== '1.1' && request.httpVersion !== '1.0') {
    return (response) => refuse(response, 'bad-request', 'Only HTTP/1.1 and HTTP/1.0 are spoken here.')
  }
  if (headers.host === undefined && request.httpVersion === '1.1') {
    return (response) => refuse(response, 'bad-request', 'The Host header is missing.')
  }
  return null
}

/** What may follow on the connection is not read. */
function refuse(response: ServerResponse, code: ProblemCode, detail: string): void {
  response.shouldKeepAlive = false
  sendProblem(response, code, detail)
}
