import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { ctgovFixtures, type CtgovFixture } from '../fixtures/ctgov/index.ts'
import { ctisFixtures } from '../fixtures/ctis/index.ts'
import type { CtisFixture } from '../fixtures/ctis/raw-trial.ts'
import { euctrFixtures } from '../fixtures/euctr/index.ts'
import type { EuctrFixture } from '../fixtures/euctr/euctr-fixture.ts'
import { createCtgovDouble } from './ctgov-double.ts'
import { createCtisDouble } from './ctis-double.ts'
import { createEuctrDouble } from './euctr-double.ts'

/**
 * A real HTTP server that answers like the registries, quirks included, from our own fixtures. One server, one base path
 * per registry. Tests switch faults on and change the fixtures while it runs.
 */

export interface DoubleRequest {
  method: string
  /** Path below the registry's base URL, without the query: `/studies`. */
  path: string
  query: URLSearchParams
  body: string
}

export interface DoubleReply {
  status: number
  headers: Record<string, string>
  body: string
  /** Sent instead of `body`, for what is no text. */
  bytes?: Buffer
}

/** One registry of the double. `null` from `handle`: no such address, answered with a plain 404. */
export interface DoubleRegistry {
  registryId: string
  handle(request: DoubleRequest): DoubleReply | null
  /** Substance id -> how many records a complete collection holds, from the fixtures' own labels. */
  counts(): Record<string, number>
  /** Makes a good reply lie in this registry's own format. Absent: the two faults cannot be switched on for it. */
  distort?(kind: DistortKind, request: DoubleRequest, reply: DoubleReply): DoubleReply
}

type DistortKind = 'count-mismatch' | 'empty-middle-page'
export type FaultKind =
  | 'refuse' // connection closed without a byte
  | 'hang' // never answers
  | 'reset' // half an answer, then a reset
  | 'slow' // the right answer after `delayMs`
  | 'drip' // a byte now and then, without end
  | 'huge' // 64 MB of zeros
  | 'changed' // what `change` makes of the right answer
  | '403'
  | '500'
  | '503' // with Retry-After
  | '429' // with Retry-After
  | 'html-200' // an error page with status 200
  | 'invalid-json'
  | 'truncated' // half the body, well-formed HTTP
  | 'request-failed' // EUCTR's 15 bytes with status 200
  | DistortKind

interface Fault {
  kind: FaultKind
  /** Which requests it hits; `n` counts this registry's requests from 1 since the fault was set. Default: all. */
  when?: (request: DoubleRequest, n: number) => boolean
  /** For `503` and `429`; default 1. */
  retryAfterSeconds?: number
  /** For `slow`; default 200. */
  delayMs?: number
  /** For `changed`. `answer` gives the right answer to any other question. */
  change?: (request: DoubleRequest, reply: DoubleReply, answer: (other: DoubleRequest) => DoubleReply) => DoubleReply
}

interface LoggedRequest {
  registryId: string
  method: string
  /** With the query, below the base URL. */
  path: string
  /** Milliseconds, from performance.now(). */
  at: number
  userAgent: string
}

export interface DoubleData {
  ctgov: CtgovFixture[]
  ctis: CtisFixture[]
  euctr: EuctrFixture[]
}

export interface RegistryDouble {
  baseUrls: Record<string, string>
  requests: LoggedRequest[]
  /** Fixtures, to be changed in place (push, splice, edit): the next answer shows the change. */
  data: DoubleData
  setFault(registryId: string, fault: Fault | null): void
  /** Registry id -> substance id -> records of a complete collection. */
  counts(): Record<string, Record<string, number>>
  stop(): Promise<void>
}

export interface DoubleOptions {
  port?: number
  /** Largest page the ClinicalTrials.gov double gives, so that paging is exercised with few studies. */
  ctgovMaxPageSize?: number
  /** The same for CTIS. */
  ctisMaxPageSize?: number
  /** At most this many trials of each substance in each registry, where what is tested does not depend on how many. */
  perSubstance?: number
  /** In the place of the fixtures. */
  data?: DoubleData
  /** Further registries, for tests that add one. */
  extra?: readonly DoubleRegistry[]
}

export async function startDouble(options: DoubleOptions = {}): Promise<RegistryDouble> {
  const data = options.data ?? fixtures(options.perSubstance ?? Infinity)
  return serveRegistries(
    [
      createCtgovDouble(
        data.ctgov,
        options.ctgovMaxPageSize === undefined ? {} : { maxPageSize: options.ctgovMaxPageSize },
      ),
      createCtisDouble(
        data.ctis,
        options.ctisMaxPageSize === undefined ? {} : { maxPageSize: options.ctisMaxPageSize },
      ),
      createEuctrDouble(data.euctr),
      ...(options.extra ?? []),
    ],
    data,
    options.port ?? 0,
  )
}

function fixtures(perSubstance: number): DoubleData {
  const few = <T>(all: readonly T[], substancesOf: (one: T) => readonly string[]): T[] => {
    const kept = new Map<string, number>()
    return all.filter((one) => {
      const key = substancesOf(one).join()
      kept.set(key, (kept.get(key) ?? 0) + 1)
      return (kept.get(key) ?? 0) <= perSubstance
    })
  }
  return {
    ctgov: few(ctgovFixtures(), ({ foundFor }) => foundFor),
    ctis: few(ctisFixtures(), ({ foundFor }) => foundFor),
    euctr: few(euctrFixtures(), ({ substances }) => substances),
  }
}

async function serveRegistries(
  registries: readonly DoubleRegistry[],
  data: DoubleData,
  port: number,
): Promise<RegistryDouble> {
  const byId = new Map(registries.map((registry) => [registry.registryId, registry]))
  const faults = new Map<string, { fault: Fault; seen: number }>()
  const requests: LoggedRequest[] = []
  const sockets = new Set<Socket>()

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://double')
    const [, registryId = '', ...rest] = url.pathname.split('/')
    const registry = byId.get(registryId)
    const request = {
      method: incoming.method ?? 'GET',
      path: `/${rest.join('/')}`,
      query: url.searchParams,
      body: await readBody(incoming),
    }
    requests.push({
      registryId,
      method: request.method,
      path: request.path + url.search,
      at: performance.now(),
      userAgent: incoming.headers['user-agent'] ?? '',
    })
    const held = faults.get(registryId)
    const hit = held !== undefined && (held.fault.when?.(request, ++held.seen) ?? true) ? held.fault : null
    const reply = registry?.handle(request) ?? plain(404, `No such address: ${url.pathname}`)
    await send(incoming, response, hit === null ? reply : applyFault(hit, registry, request, reply), hit)
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((cause: unknown) => {
      // A bug of the double must not look like a fault of the registry: it is loud and ends the connection.
      console.error('registry double:', cause)
      response.destroy()
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    baseUrls: Object.fromEntries(registries.map(({ registryId }) => [registryId, `${origin}/${registryId}`])),
    requests,
    data,
    setFault(registryId, fault) {
      const registry = byId.get(registryId)
      if (registry === undefined) throw new Error(`the double has no registry ${registryId}`)
      if (fault === null) return void faults.delete(registryId)
      if (isDistortion(fault.kind) && registry.distort === undefined)
        throw new Error(`the double of ${registryId} cannot do ${fault.kind}`)
      faults.set(registryId, { fault, seen: 0 })
    },
    counts: () => Object.fromEntries(registries.map((registry) => [registry.registryId, registry.counts()])),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

export function plain(status: number, body: string): DoubleReply {
  return { status, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body }
}

export function json(body: unknown): DoubleReply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

const ERROR_PAGE =
  '<!DOCTYPE html><html><head><title>Service</title></head><body><h1>Please try again</h1></body></html>'

function isDistortion(kind: FaultKind): kind is DistortKind {
  return kind === 'count-mismatch' || kind === 'empty-middle-page'
}

/** The reply a fault makes of a good one. Faults of the connection itself are `send`'s part. */
function applyFault(
  fault: Fault,
  registry: DoubleRegistry | undefined,
  request: DoubleRequest,
  reply: DoubleReply,
): DoubleReply {
  switch (fault.kind) {
    case '403':
      return { ...plain(403, ERROR_PAGE), headers: { 'content-type': 'text/html' } }
    case '500':
      return plain(500, 'Internal Server Error')
    case '503':
    case '429': {
      const refused = plain(Number(fault.kind), 'Try again later')
      refused.headers['retry-after'] = String(fault.retryAfterSeconds ?? 1)
      return refused
    }
    case 'html-200':
      return { status: 200, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: ERROR_PAGE }
    case 'invalid-json':
      return { ...reply, status: 200, body: `${reply.body.slice(0, 1)}not json at all` }
    case 'truncated':
      return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) }
    case 'request-failed':
      return { ...plain(200, 'Request failed.') }
    case 'count-mismatch':
    case 'empty-middle-page':
      return registry?.distort?.(fault.kind, request, reply) ?? reply
    case 'changed': {
      const answer = (other: DoubleRequest): DoubleReply => registry?.handle(other) ?? plain(404, 'No such address')
      return fault.change?.(request, reply, answer) ?? reply
    }
    case 'refuse':
    case 'hang':
    case 'reset':
    case 'slow':
    case 'drip':
    case 'huge':
      return reply
  }
}

async function send(
  incoming: IncomingMessage,
  response: ServerResponse,
  reply: DoubleReply,
  fault: Fault | null,
): Promise<void> {
  if (fault?.kind === 'refuse') return void incoming.socket.destroy()
  if (fault?.kind === 'hang') return
  if (fault?.kind === 'slow') await sleep(fault.delayMs ?? 200)
  if (fault?.kind === 'drip' || fault?.kind === 'huge') {
    response.writeHead(reply.status, reply.headers)
    // Ends with an error as soon as the other side hangs up, which is what the fault is for.
    await pipeline(fault.kind === 'drip' ? drops() : zeros(), response).catch(() => undefined)
    return
  }
  const body = reply.bytes ?? Buffer.from(reply.body, 'utf8')
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length })
  if (fault?.kind !== 'reset') return void response.end(body)
  response.write(body.subarray(0, Math.ceil(body.length / 2)), () => incoming.socket.resetAndDestroy())
}

async function* drops(): AsyncGenerator<string> {
  for (;;) {
    yield ' '
    await sleep(20)
  }
}

const HUGE_BYTES = 64 * 1024 * 1024

function* zeros(): Generator<Buffer> {
  const part = Buffer.alloc(256 * 1024)
  for (let sent = 0; sent < HUGE_BYTES; sent += part.length) yield part
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
