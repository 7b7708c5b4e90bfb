import { brotliDecompressSync } from 'node:zlib'
import http from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import { Problem, TrialsReply } from '../../../shared/api.ts'
import { psilocybin, startApp } from './app-server.ts'
import type { AppServer } from './app-server.ts'

const open: AppServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.stop()))
})

async function start(options?: Parameters<typeof startApp>[0]): Promise<AppServer> {
  const app = await startApp(options)
  open.push(app)
  return app
}

interface Raw {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

function ask(app: AppServer, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    http
      .request({ port: app.port, host: '127.0.0.1', path, headers, method, agent: false }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        )
      })
      .once('error', reject)
      .end()
  })
}

/** Answers of the front since the start, and answers that the routers had to give. */
async function hotCount(app: AppServer): Promise<number> {
  return Number(/trialwijzer_cache_hits\{cache="hot"\} (\d+)/.exec(await app.metrics.text())?.[1])
}

const SECURITY = {
  'cross-origin-opener-policy': /^same-origin$/,
  'referrer-policy': /^no-referrer$/,
  'permissions-policy': /camera=\(\)/,
  'x-content-type-options': /^nosniff$/,
  'x-request-id': /^[0-9a-f]{24}$/,
}

const PAGE_POLICY = /^default-src 'none'.*frame-ancestors 'none'.*require-trusted-types-for 'script'/
/** Of what is no document. */
const SHORT_POLICY = /^default-src 'none';frame-ancestors 'none'$/

/** Everything that nothing holds any more is gone. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  gc()
}

describe('the front', () => {
  it('lets go of a version that is replaced, and of who asked for its answers', async () => {
    const app = await start()
    const askers: WeakRef<http.IncomingMessage>[] = []
    app.server.prependListener('request', (request) => void askers.push(new WeakRef(request)))
    const version = new WeakRef(app.catalogue.current())
    for (const path of ['/', '/evidence', '/trial/NCT01000001', '/api/trials', '/api/statement', '/api/changes'])
      for (let times = 0; times < 5; times += 1) expect((await ask(app, path)).status, path).toBe(200)
    await app.publish([psilocybin('NCT01000002')])
    for (const path of ['/', '/api/trials']) await ask(app, path)
    await expect
      .poll(() => {
        collectGarbage()
        // The last to ask may still be held by their connection.
        return [version.deref() === undefined, askers.filter((one) => one.deref() !== undefined).length <= 4]
      })
      .toEqual([true, true])
    expect(askers.length).toBeGreaterThan(30)
  })

  it('gives the second visitor exactly what the routers gave the first, without asking them again', async () => {
    const app = await start()
    for (const path of [
      '/api/trials',
      '/api/statement',
      '/api/trials?substance=psilocybin',
      '/evidence',
      '/api/changes',
    ]) {
      const first = await ask(app, path, { 'accept-encoding': 'br' })
      const before = await hotCount(app)
      const second = await ask(app, path, { 'accept-encoding': 'br' })
      expect(await hotCount(app), path).toBe(before + 1)
      expect(second.status).toBe(200)
      expect(second.body.equals(first.body), path).toBe(true)
      const volatile = new Set(['x-request-id', 'ratelimit', 'date'])
      const fixed = (raw: Raw) =>
        Object.entries(raw.headers)
          .filter(([name]) => !volatile.has(name))
          .sort()
      expect(fixed(second), path).toEqual(fixed(first))
    }
  })

  it('keeps security headers, request id, rate limit and CORS on every kind of answer', async () => {
    const app = await start()
    await ask(app, '/api/trials')
    const etag = (await ask(app, '/api/trials')).headers.etag ?? ''
    const answers = {
      hot: await ask(app, '/api/trials'),
      'not modified': await ask(app, '/api/trials', { 'if-none-match': etag }),
      refused: await ask(app, '/api/trials?colour=blue'),
      missing: await ask(app, '/api/nothing'),
      'a method': await ask(app, '/api/trials', {}, 'DELETE'),
      preflight: await ask(app, '/api/trials', {}, 'OPTIONS'),
      page: await ask(app, '/'),
      health: await ask(app, '/healthz'),
    }
    for (const [name, { headers }] of Object.entries(answers)) {
      for (const [header, pattern] of Object.entries(SECURITY))
        expect(headers[header], `${name} ${header}`).toMatch(pattern)
      const api = !['page', 'health'].includes(name)
      expect(headers['content-security-policy'], name).toMatch(api ? SHORT_POLICY : PAGE_POLICY)
      expect(headers['access-control-allow-origin'], name).toBe(api ? '*' : undefined)
      expect(headers['cross-origin-resource-policy'], name).toBe(api ? 'cross-origin' : 'same-origin')
      if (name === 'health') expect(headers.ratelimit).toBeUndefined()
      else expect(headers.ratelimit, name).toMatch(/^"100000-in-1min"; r=\d+; t=\d+$/)
      expect(headers['strict-transport-security'], name).toBeUndefined()
    }
    expect(answers['not modified'].status).toBe(304)
    expect(answers.preflight.headers['access-control-allow-methods']).toBe('GET, HEAD, OPTIONS')
    expect((await ask(app, '/api/docs')).headers['content-security-policy']).toMatch(PAGE_POLICY)
    const ids = Object.values(answers).map(({ headers }) => headers['x-request-id'])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('sends files of the client the strictest policy, and no page where there is no such file', async () => {
    const app = await start()
    const shell = (await ask(app, '/')).body.toString()
    const file = /\/assets\/[\w.-]+\.js/.exec(shell)?.[0] ?? '/assets/main.js'
    for (const round of ['made', 'ready']) {
      const { status, headers } = await ask(app, file, { 'accept-encoding': 'br' })
      expect(headers['content-security-policy'], round).toMatch(SHORT_POLICY)
      expect(headers['x-content-type-options'], round).toBe('nosniff')
      expect(headers['cross-origin-resource-policy'], round).toBe('same-origin')
      expect(headers['referrer-policy'], round).toBe('no-referrer')
      expect(headers.ratelimit, round).toMatch(/r=\d+/)
      if (status === 404) expect(headers['content-type'], round).toBe('application/problem+json; charset=utf-8')
    }
    const missing = await ask(app, '/assets/none.js', { accept: 'text/html' })
    expect([missing.status, missing.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
  })

  it('says HSTS only when the operator said that people come by https', async () => {
    const app = await start({ publicUrl: 'https://trials.example' })
    expect((await ask(app, '/')).headers['strict-transport-security']).toBe('max-age=31536000')
  })

  it('answers 304 and HEAD from what it holds, in the coding the visitor takes', async () => {
    const app = await start()
    await ask(app, '/api/statement')
    const brotli = await ask(app, '/api/statement', { 'accept-encoding': 'gzip, br' })
    expect(brotli.headers['content-encoding']).toBe('br')
    const plain = await ask(app, '/api/statement')
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true)
    expect(plain.headers.etag).not.toBe(brotli.headers.etag)
    for (const tag of [plain.headers.etag, brotli.headers.etag, `W/${plain.headers.etag ?? ''}`]) {
      const again = await ask(app, '/api/statement', { 'if-none-match': tag ?? '' })
      expect([again.status, again.body.length]).toEqual([304, 0])
    }
    const head = await ask(app, '/api/statement', {}, 'HEAD')
    expect([head.headers['content-length'], head.body.length]).toEqual([String(plain.body.length), 0])
    expect(plain.headers['cache-control']).toContain('stale-while-revalidate')
    expect(plain.headers.vary).toBe('Accept-Encoding')
  })

  it('gives each language its own page', async () => {
    const app = await start()
    for (const round of [1, 2]) {
      for (const [header, lang] of [
        ['nl-NL, nl;q=0.9, en;q=0.5', 'nl'],
        ['en-GB', 'en'],
        ['de', 'en'],
      ] as const) {
        const page = await ask(app, '/evidence', { 'accept-language': header })
        expect(page.body.toString(), `${header} ${round}`).toContain(`<html lang="${lang}"`)
        expect(page.headers.vary).toBe('Accept-Encoding, Accept-Language')
        const asked = await ask(app, '/evidence?lang=nl', { 'accept-language': header })
        expect(asked.body.toString()).toContain('<html lang="nl"')
      }
    }
    expect(await hotCount(app)).toBeGreaterThanOrEqual(6)
  })

  it('answers with the new catalogue right after a publish', async () => {
    const app = await start()
    const numbers = async () =>
      TrialsReply.parse(JSON.parse((await ask(app, '/api/trials')).body.toString())).trials.map((t) => t.trialId)
    expect(await numbers()).toEqual(['NCT01000001'])
    expect(await numbers()).toEqual(['NCT01000001'])
    await app.publish([psilocybin('NCT01000002')])
    expect(await numbers()).toEqual(['NCT01000002'])
    expect(await numbers()).toEqual(['NCT01000002'])
  })

  it('never holds an answer that refused something', async () => {
    const app = await start()
    for (const path of ['/api/trials?colour=blue', '/api/trials/NCT09999999', '/api/nothing', '/nothing']) {
      const before = await hotCount(app)
      const first = await ask(app, path, { accept: 'application/json' })
      const second = await ask(app, path, { accept: 'application/json' })
      expect(second.status, path).toBe(first.status)
      expect(first.status).toBeGreaterThanOrEqual(400)
      expect(await hotCount(app), path).toBe(before)
    }
    await ask(app, '/api/trials', {}, 'POST')
    expect((await ask(app, '/api/trials')).status).toBe(200)
  })

  it('limits each client, and never the questions of health', async () => {
    const app = await start({ rateLimitPerMinute: 3, trustProxy: 1 })
    const from = (client: string) => ask(app, '/api/matrix', { 'x-forwarded-for': `9.9.9.9, ${client}` })
    const statuses: number[] = []
    for (let i = 0; i < 5; i += 1) statuses.push((await from('192.0.2.1')).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    const refused = await from('192.0.2.1')
    expect(Problem.parse(JSON.parse(refused.body.toString())).code).toBe('too-many-requests')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers.ratelimit).toMatch(/; r=0; /)
    expect((await from('192.0.2.2')).status).toBe(200)
    for (let i = 0; i < 4; i += 1) await from(`2001:db8:1:1::${i + 1}`)
    expect((await from('2001:db8:1:1:ffff::9')).status, 'the same /64').toBe(429)
    expect((await from('2001:db8:1:2::1')).status).toBe(200)
    for (let i = 0; i < 8; i += 1)
      expect((await ask(app, '/healthz', { 'x-forwarded-for': '192.0.2.1' })).status).toBe(200)
  })

  it('believes no X-Forwarded-For without a proxy', async () => {
    const app = await start({ rateLimitPerMinute: 2 })
    const statuses: number[] = []
    for (let i = 0; i < 4; i += 1)
      statuses.push((await ask(app, '/api/matrix', { 'x-forwarded-for': `192.0.2.${i}` })).status)
    expect(statuses).toEqual([200, 200, 429, 429])
  })

  it('tells a load balancer that it stops before it stops', async () => {
    const app = await start()
    expect((await ask(app, '/readyz')).status).toBe(200)
    app.app.drain()
    const ready = await ask(app, '/readyz')
    expect([ready.status, ready.headers.connection]).toEqual([503, 'close'])
    expect((await ask(app, '/healthz')).status).toBe(200)
    const answer = await ask(app, '/api/trials')
    expect([answer.status, answer.headers.connection]).toEqual([200, 'close'])
  })
})
