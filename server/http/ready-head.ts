import { STATUS_CODES } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * The head of a ready answer as one text. For each answer `writeHead` looks at every header again, character by
 * character; with the twenty of ours that is a tenth of the time of an answer. The model is the head that Node itself
 * made of the same headers the first time: when what would be put together here is not that, byte for byte, this
 * answer is left to `writeHead` for good.
 */
export interface ReadyHead {
  /** `extra`: lines of further headers, each ended. */
  write(request: IncomingMessage, response: ServerResponse, extra: string): void
}

/** What Node keeps in a response and documents nowhere. Read and written only here, and only when it is what we know. */
interface Inside {
  /** The whole head, once it is made. */
  _header?: unknown
  _hasBody?: unknown
}

/** What Node adds to every answer on a connection that stays open. */
const ADDED = /^Date: [A-Z][a-z]{2}, [^\r\n]{24}(\r\nConnection: keep-alive\r\nKeep-Alive: timeout=\d+\r\n\r\n)$/
const HAS_BODY = (status: number): boolean => status !== 204 && status !== 304

/** `fixed`: names and values in turn. */
export function createReadyHead(status: number, fixed: readonly string[]): ReadyHead {
  const start = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`, linesOf(fixed)].join('')
  let end: string | null = null
  let isLeftToNode = false

  function learn(response: Inside, extra: string): void {
    const made = response._header
    const ours = start + extra
    const added =
      typeof made === 'string' && made.startsWith(ours) ? ADDED.exec(made.slice(ours.length))?.[1] : undefined
    if (added === undefined || typeof response._hasBody !== 'boolean') isLeftToNode = true
    else end = added
  }

  return {
    write(request, response, extra) {
      const isUsual = response.shouldKeepAlive && request.httpVersion === '1.1' && !isLeftToNode
      const inside = response as Inside
      if (end !== null && isUsual && inside._header === null) {
        response.statusCode = status
        inside._header = `${start}${extra}${dateLine()}${end}`
        if (!HAS_BODY(status)) inside._hasBody = false
        return
      }
      response.writeHead(status, [...fixed, ...headersOf(extra)])
      if (isUsual) learn(inside, extra)
    },
  }
}

function linesOf(headers: readonly string[]): string {
  let lines = ''
  for (let i = 0; i + 1 < headers.length; i += 2) lines += `${headers[i] ?? ''}: ${headers[i + 1] ?? ''}\r\n`
  return lines
}

/** The headers in such lines, as names and values in turn. */
export function headersOf(lines: string): string[] {
  return lines.split('\r\n').flatMap((line) => {
    const colon = line.indexOf(': ')
    return colon < 0 ? [] : [line.slice(0, colon), line.slice(colon + 2)]
  })
}

let dateText = ''
let dateSecond = Number.NaN

/** Made once in a second. */
function dateLine(): string {
  const now = Date.now()
  const second = Math.floor(now / 1_000)
  if (second !== dateSecond) {
    dateSecond = second
    dateText = `Date: ${new Date(now).toUTCString()}`
  }
  return dateText
}
