import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { RegistryBusyError, RegistryChangedError, RegistryUnavailableError } from '../../../server/errors.ts'
import { createRegistryHttp, userAgentOf } from '../../../server/upstream/upstream-http.ts'
import type { RegistryHttpOptions, UpstreamEvent } from '../../../server/upstream/upstream-http.ts'
import { createLogLines } from '../log-lines.ts'
import { serve } from './tiny-server.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** A certificate that signed itself, made for one test. */
function makeCertificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'certificate-'))
  try {
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
    const what = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1'
    const names = ['-addext', 'subjectAltName=IP:127.0.0.1']
    execFileSync('openssl', [...what.split(' '), ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' })
    return { key: readFileSync(key), cert: readFileSync(cert) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const stops: AbortController[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort()
})

function door(baseUrl: string, more: Partial<RegistryHttpOptions> = {}) {
  const events: UpstreamEvent[] = []
  const stop = new AbortController()
  stops.push(stop)
  const lines = createLogLines()
  const http = createRegistryHttp({
    registry: { id: 'reg', pace: { minIntervalMs: 0, maxConcurrent: 4 }, maxReplyBytes: 100_000 },
    baseUrl,
    timeoutSeconds: 1,
    pace: false,
    userAgent: 'Trialwijzer/0 (test)',
    clock: systemClock,
    log: lines.log,
    signal: stop.signal,
    onEvent: (event) => events.push(event),
    ...more,
  })
  return { http, events, stop, lines }
}

async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('it did not fail')
}

async function unavailable(promise: Promise<unknown>): Promise<string> {
  const error = await failure(promise)
  if (error instanceof RegistryUnavailableError) return error.kind
  throw error
}

async function busy(promise: Promise<unknown>): Promise<number | null> {
  const error = await failure(promise)
  if (error instanceof RegistryBusyError) return error.retryAfterSeconds
  throw error
}

describe('an answer', () => {
  it('is given with its status, bare content type and text', async () => {
    const server = await serve((request, response) => {
      response.writeHead(200, { 'content-type': 'Application/JSON; charset=utf-8' })
      response.end(JSON.stringify({ url: request.url, é: 'ü' }))
    })
    const { http, events } = door(`${server.url}/base/`)
    expect(await http.get('/a?b=c%20d')).toEqual({
      status: 200,
      contentType: 'application/json',
      body: '{"url":"/base/a?b=c%20d","é":"ü"}',
    })
    expect(server.requests[0]?.headers['user-agent']).toBe('Trialwijzer/0 (test)')
    expect(events.map((e) => e.kind)).toEqual(['ok'])
  })

  it.each([400, 404])('with status %i is read by the adapter and not asked for again', async (status) => {
    const server = await serve((_request, response) => response.writeHead(status).end('No such thing'))
    const { http, events } = door(server.url)
    expect(await http.get('/x')).toEqual({ status, contentType: '', body: 'No such thing' })
    expect(server.requests).toHaveLength(1)
    expect(events[0]?.kind).toBe(`http-${status}`)
  })

  it('that is not valid UTF-8 keeps what is readable', async () => {
    const server = await serve((_request, response) => response.end(Buffer.from([0xef, 0xbb, 0xbf, 0x41, 0xff, 0x42])))
    expect((await door(server.url).http.get('/x')).body).toBe('A\ufffdB')
  })

  it('that is gzipped is unpacked', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'))
    })
    expect((await door(server.url).http.get('/x')).body).toBe('packed')
  })

  it('to a post was asked for with the JSON given', async () => {
    const bodies: string[] = []
    const server = await serve((request, response) => {
      request.on('data', (part: Buffer) => bodies.push(part.toString()))
      request.on('end', () => response.end('{}'))
    })
    await door(server.url).http.post('/search', { page: 1, words: ['ü'] })
    expect(bodies.join('')).toBe('{"page":1,"words":["ü"]}')
    expect(server.requests[0]?.headers['content-type']).toBe('application/json')
  })

  it('is never asked for through a proxy of the environment', async () => {
    const server = await serve((_request, response) => response.end('direct'))
    const before = process.env.HTTP_PROXY
    process.env.HTTP_PROXY = 'http://127.0.0.1:9'
    try {
      expect((await door(server.url).http.get('/x')).body).toBe('direct')
    } finally {
      if (before === undefined) delete process.env.HTTP_PROXY
      else process.env.HTTP_PROXY = before
    }
  })
})

describe('a redirect', () => {
  it('within the same origin is followed', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/new') response.end('here')
      else response.writeHead(301, { location: '/new' }).end()
    })
    expect((await door(server.url).http.get('/old')).body).toBe('here')
  })

  it('to another origin is refused and not asked again', async () => {
    const other = await serve((_request, response) => response.end('stolen'))
    const server = await serve((_request, response) => response.writeHead(302, { location: other.url }).end())
    const { http } = door(server.url)
    expect(await unavailable(http.get('/x'))).toBe('redirect')
    expect(server.requests).toHaveLength(1)
    expect(other.requests).toHaveLength(0)
  })

  it('in a circle ends', async () => {
    const server = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end())
    expect(await unavailable(door(server.url).http.get('/again'))).toBe('redirect')
    expect(server.requests).toHaveLength(4)
  })
})

describe('trouble', () => {
  it.each([403, 500, 502, 503, 504])('with status %i is tried four times, then unavailable', async (status) => {
    const server = await serve((_request, response) => response.writeHead(status).end())
    const { http, events } = door(server.url)
    expect(await unavailable(http.get('/x'))).toBe(`http-${status}`)
    expect(server.requests).toHaveLength(4)
    expect(events.map((e) => e.kind)).toEqual(Array(4).fill(`http-${status}`))
  })

  it('that passes is not seen by the adapter', async () => {
    const server = await serve((_request, response, n) => {
      if (n < 4) response.writeHead(500).end()
      else response.end('well again')
    })
    expect((await door(server.url).http.get('/x')).body).toBe('well again')
  })

  it.each([401, 405, 410])(
    'with status %i means that the registry changed: loud, and not asked again',
    async (status) => {
      const server = await serve((_request, response) => response.writeHead(status).end())
      expect(await failure(door(server.url).http.get('/x'))).toBeInstanceOf(RegistryChangedError)
      expect(server.requests).toHaveLength(1)
    },
  )

  it('with a 429 waits as long as Retry-After asks, then busy', async () => {
    const server = await serve((_request, response) => response.writeHead(429, { 'retry-after': '1' }).end())
    const start = performance.now()
    expect(await busy(door(server.url).http.get('/x'))).toBe(1)
    expect(server.requests).toHaveLength(4)
    expect(performance.now() - start).toBeGreaterThanOrEqual(3_000)
    for (let i = 1; i < 4; i += 1) expect(server.starts[i]! - server.starts[i - 1]!).toBeGreaterThanOrEqual(990)
  })

  it('with a Retry-After that is too long is busy at once, and says how long', async () => {
    const server = await serve((_request, response) => response.writeHead(503, { 'retry-after': '3600' }).end())
    expect(await busy(door(server.url).http.get('/x'))).toBe(3600)
    expect(server.requests).toHaveLength(1)
  })

  it('of one request makes the others of that registry wait too', async () => {
    const server = await serve((_request, response, n) => {
      if (n === 1) response.writeHead(429, { 'retry-after': '1' }).end()
      else response.end('ok')
    })
    const { http } = door(server.url)
    const first = http.get('/first')
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await new Promise((resolve) => setTimeout(resolve, 100))
    await Promise.all([first, http.get('/second')])
    expect(server.starts[1]! - server.starts[0]!).toBeGreaterThanOrEqual(900)
  })

  it('of a refused connection is named', async () => {
    const { http, events } = door('http://127.0.0.1:1')
    expect(await unavailable(http.get('/x'))).toBe('refused')
    expect(events).toHaveLength(4)
  })

  it('of an unknown name is named', async () => {
    expect(await unavailable(door('http://no-such-registry.invalid').http.get('/x'))).toBe('dns')
  })

  it('of a silent registry ends after the time-out', async () => {
    const server = await serve(() => undefined)
    const start = performance.now()
    expect(await unavailable(door(server.url, { timeoutSeconds: 0.2 }).http.get('/x'))).toBe('timeout')
    expect(performance.now() - start).toBeLessThan(15_000)
    expect(server.requests).toHaveLength(4)
  })

  it('of a registry that drips a byte now and then ends at twice the time-out', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('.'), 50)
      response.on('close', () => clearInterval(drip))
    })
    const { http, events } = door(server.url, { timeoutSeconds: 0.25 })
    expect(await unavailable(http.get('/x'))).toBe('timeout')
    for (const { durationMs } of events) {
      expect(durationMs).toBeGreaterThanOrEqual(490)
      expect(durationMs).toBeLessThan(5_000)
    }
  })

  it('of an answer cut off in the middle is a reset', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('half', () => response.socket?.destroy())
    })
    expect(await unavailable(door(server.url).http.get('/x'))).toBe('reset')
  })

  it('of a connection closed without an answer is a reset', async () => {
    const server = await serve((request) => request.socket.destroy())
    expect(await unavailable(door(server.url).http.get('/x'))).toBe('reset')
  })

  it('of an answer that is not HTTP is named', async () => {
    const server = await serve((request) => request.socket.end('Request failed.\r\n\r\n'))
    expect(await unavailable(door(server.url).http.get('/x'))).toBe('garbled')
  })

  it.each([
    ['plain', {}],
    ['packed', { 'content-encoding': 'gzip' }],
  ])('of a %s answer over the size limit is a changed registry, not asked again', async (kind, headers) => {
    const big = Buffer.alloc(2_000_000, 'a')
    const server = await serve((_request, response) => {
      response.writeHead(200, headers).end(kind === 'packed' ? gzipSync(big) : big)
    })
    expect(await failure(door(server.url).http.get('/x'))).toBeInstanceOf(RegistryChangedError)
    expect(server.requests).toHaveLength(1)
  })

  it.skipIf(!hasOpenssl)(
    'with a certificate nobody vouches for names NODE_EXTRA_CA_CERTS and is not tried again',
    async () => {
      const server = https.createServer(makeCertificate(), (_request, response) => response.end('trust me'))
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      try {
        const { http, events } = door(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)
        const error = await failure(http.get('/x'))
        expect(error).toMatchObject({ code: 'registry-unavailable', kind: 'tls-chain' })
        expect(error.message).toContain('NODE_EXTRA_CA_CERTS')
        expect(events).toHaveLength(1)
      } finally {
        server.close()
      }
    },
  )

  it('never puts the address or the query in a message', async () => {
    const error = await failure(door('http://127.0.0.1:1').http.get('/secret?token=1'))
    expect(error.message).not.toMatch(/127\.0\.0\.1|secret|token/)
  })
})

describe('the breaker', () => {
  it('leaves a registry alone after eight failures in a row, refusing what waits, and tests it later', async () => {
    let well = false
    const server = await serve((_request, response) => {
      if (well) response.end('well')
      else response.writeHead(500).end()
    })
    const { http, lines } = door(server.url, { breakSeconds: 0.3 })
    await failure(http.get('/1'))
    const second = await failure(http.get('/2'))
    expect(server.requests).toHaveLength(8)
    expect(second).toMatchObject({ kind: 'http-500' })
    const third = await failure(http.get('/3'))
    expect(third).toMatchObject({ kind: 'circuit-open' })
    expect(third.message).toContain('status 500')
    expect(server.requests).toHaveLength(8)
    expect(lines.at('warn').map((line) => line.msg)).toEqual(['registry left alone for a while'])
    await new Promise((resolve) => setTimeout(resolve, 350))
    well = true
    const answers = await Promise.all([http.get('/4'), http.get('/5')])
    expect(answers.map((a) => a.body)).toEqual(['well', 'well'])
  })

  it('spares a dead registry the requests that were queued', async () => {
    const server = await serve((_request, response) => response.writeHead(500).end())
    const { http } = door(server.url, {
      pace: true,
      registry: { id: 'reg', pace: { minIntervalMs: 5, maxConcurrent: 1 }, maxReplyBytes: 1_000 },
    })
    const errors = await Promise.all(Array.from({ length: 100 }, (_, i) => failure(http.get(`/${i}`))))
    expect(errors).toHaveLength(100)
    expect(server.requests.length).toBeLessThanOrEqual(8)
  })
})

describe('stopping', () => {
  it('ends what is under way, what waits for its turn and what waits to be retried', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/500') response.writeHead(500).end()
    })
    const { http, stop } = door(server.url, {
      pace: true,
      timeoutSeconds: 30,
      registry: { id: 'reg', pace: { minIntervalMs: 0, maxConcurrent: 2 }, maxReplyBytes: 1_000 },
    })
    const all = [http.get('/500'), http.get('/hangs'), http.get('/hangs'), http.get('/queued')].map(unavailable)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const start = performance.now()
    stop.abort()
    expect(await Promise.all(all)).toEqual(['stopped', 'stopped', 'stopped', 'stopped'])
    expect(performance.now() - start).toBeLessThan(5_000)
    expect(await unavailable(http.get('/later'))).toBe('stopped')
  })
})

describe('the pace', () => {
  it('keeps the smallest interval between starts and the most at once', async () => {
    const server = await serve((_request, response) => void setTimeout(() => response.end('ok'), 150))
    const { http } = door(server.url, {
      pace: true,
      registry: { id: 'reg', pace: { minIntervalMs: 60, maxConcurrent: 2 }, maxReplyBytes: 1_000 },
    })
    await Promise.all(Array.from({ length: 8 }, (_, i) => http.get(`/${i}`)))
    expect(server.requests).toHaveLength(8)
    expect(server.mostOpen()).toBeLessThanOrEqual(2)
    // Seen from here a single gap depends on how busy the machine is; `pace.test.ts` has them exactly, with its own clock.
    expect(server.starts.at(-1)! - server.starts[0]!).toBeGreaterThan(7 * 60 - 80)
  })

  it('is not kept when switched off', async () => {
    const server = await serve((_request, response) => void setTimeout(() => response.end('ok'), 30))
    const { http } = door(server.url, {
      registry: { id: 'reg', pace: { minIntervalMs: 5_000, maxConcurrent: 1 }, maxReplyBytes: 1_000 },
    })
    const start = performance.now()
    await Promise.all(Array.from({ length: 8 }, (_, i) => http.get(`/${i}`)))
    expect(performance.now() - start).toBeLessThan(4_500)
    expect(server.mostOpen()).toBeGreaterThan(1)
  })
})

it('tells who asks, and whom to write to', () => {
  expect(userAgentOf('1.2.3', null, null)).toBe('Trialwijzer/1.2.3')
  expect(userAgentOf('1.2.3', 'https://x.example', 'mail@x.example')).toBe(
    'Trialwijzer/1.2.3 (+https://x.example; mail@x.example)',
  )
})
