import http from 'node:http'
import net from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { Problem } from '../../../shared/api.ts'
import { createBetterBrotli } from '../../../server/http/better-brotli.ts'
import { createLoadWatch } from '../../../server/http/load-watch.ts'
import { makeReadyBody } from '../../../server/http/ready-body.ts'
import { createRateLimiter } from '../../../server/http/rate-limit.ts'
import { exchange, startApp } from './app-server.ts'
import type { AppServer } from './app-server.ts'

const open: AppServer[] = []
const sockets: net.Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await Promise.all(open.splice(0).map((app) => app.stop()))
})

async function start(options?: Parameters<typeof startApp>[0]): Promise<AppServer> {
  const app = await startApp(options)
  open.push(app)
  return app
}

interface Connection {
  socket: net.Socket
  received: () => string
  ended: Promise<void>
}

async function connect(port: number, first = ''): Promise<Connection> {
  const socket = net.connect(port, '127.0.0.1')
  sockets.push(socket)
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
  socket.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise((resolve) => socket.once('connect', resolve))
  if (first !== '') socket.write(first)
  return { socket, received: () => text, ended }
}

function problemIn(answer: string): Problem {
  return Problem.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)))
}

describe('the limits of the server', () => {
  it('lets slow and silent connections wait only so long, and visitors meanwhile not at all', async () => {
    const app = await start()
    app.server.headersTimeout = 1_500
    app.server.requestTimeout = 2_000
    const slow = await Promise.all(
      Array.from({ length: 150 }, () => connect(app.port, 'GET /api/trials HTTP/1.1\r\nHost: x\r\nX-Slow: ')),
    )
    const drip = setInterval(() => slow.forEach(({ socket }) => socket.writable && socket.write('a')), 200)
    const silent = await Promise.all(Array.from({ length: 150 }, () => connect(app.port)))
    for (let i = 0; i < 20; i += 1) expect((await fetch(`${app.url}/api/trials`)).status).toBe(200)
    await Promise.all([...slow, ...silent].map(({ ended }) => ended))
    clearInterval(drip)
    for (const { received } of slow) expect(received()).toMatch(/^HTTP\/1\.1 408 /)
    expect(problemIn(slow[0]?.received() ?? '').code).toBe('request-timeout')
    expect(await app.metrics.text()).toMatch(/http_refused_total\{reason="timeout"\} [1-9]/)
  })

  it('answers only questions of health when too many connections are open, and gives idle ones up for new ones', async () => {
    const app = await start({ maxConnections: 10 })
    const asking = 'GET /api/trials HTTP/1.1\r\nHost: x\r\nX-Slow: '
    await Promise.all(Array.from({ length: 10 }, () => connect(app.port, asking)))
    const refused = await exchange(app.port, 'GET /api/trials HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(refused).toMatch(/^HTTP\/1\.1 503 .*\r\n/)
    expect(refused).toMatch(/\r\nRetry-After: \d+\r\n/)
    expect(refused).toMatch(/\r\nConnection: close\r\n/)
    expect(problemIn(refused).code).toBe('overloaded')
    expect(await exchange(app.port, 'GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 200 /,
    )
    for (const socket of sockets.splice(0)) socket.destroy()
    const idle = await Promise.all(
      Array.from({ length: 10 }, async () => connect(app.port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')),
    )
    await Promise.race(idle.map(({ ended }) => ended))
  })

  it('lets an answer under way finish when it stops, and closes connections that wait', async () => {
    const app = await start()
    const agent = new http.Agent({ keepAlive: true })
    const waiting = await connect(app.port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
    const asked = new Promise((resolve) => app.server.once('request', resolve))
    const answer = fetch(`${app.url}/api/trials?q=psilocybin`)
    await asked
    const closed = app.app.close(5_000)
    expect((await answer).status).toBe(200)
    await closed
    await waiting.ended
    agent.destroy()
    await expect(fetch(`${app.url}/healthz`)).rejects.toThrow()
  })

  it.each([
    ['what is no request', '\0\u0001 no request\r\n\r\n'],
    ['a header line that is none', 'GET / HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n'],
    ['CONNECT', 'CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('has answered what was asked when %s follows in the same piece', async (_, junk) => {
    const app = await start()
    for (let times = 0; times < 3; times += 1) await (await fetch(`${app.url}/api/trials`)).text()
    const ask = 'GET /api/trials HTTP/1.1\r\nHost: x\r\n\r\n'
    const received = await exchange(app.port, ask + junk)
    expect(received.match(/HTTP\/1\.1 200 /g)).toHaveLength(1)
    expect(received).toMatch(/\}$/)
  })

  it('has answered the last request of a connection when another follows in the same piece', async () => {
    const app = await start()
    for (let times = 0; times < 3; times += 1) await (await fetch(`${app.url}/api/trials`)).text()
    const last = 'GET /api/trials HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
    const received = await exchange(app.port, `${last}GET /api/trials HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(received.match(/HTTP\/1\.1 200 /g)).toHaveLength(1)
    expect(received).toMatch(/\}$/)
  })

  it('forgets requests that waited behind others when their connection goes', async () => {
    const never = new Promise<null>(() => undefined)
    const app = await start({ lookup: { ask: () => never } })
    const working = async (): Promise<number> =>
      Number(/trialwijzer_http_in_routers (\d+)/.exec(await app.metrics.text())?.[1])
    const ask = 'GET /api/check?id=NCT09999999 HTTP/1.1\r\nHost: x\r\n\r\n'
    const stuck = await Promise.all(Array.from({ length: 3 }, () => connect(app.port, ask.repeat(15))))
    await expect.poll(working).toBe(45)
    for (const { socket } of stuck) socket.resetAndDestroy()
    await expect.poll(working).toBe(0)
    const lines = app.lines.filter(({ msg, status }) => msg === 'request' && status === 499)
    expect(lines).toHaveLength(45)
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(45)
  })

  it('cuts off what does not end in time when it stops', async () => {
    const app = await start()
    const stuck = await connect(app.port, 'GET /api/trials HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    await app.app.close(50)
    await stuck.ended
  })

  it('has written a line for an answer that it cut off by the time it has stopped', async () => {
    const never = new Promise<null>(() => undefined)
    const app = await start({ lookup: { ask: () => never } })
    const asked = new Promise((resolve) => app.server.once('request', resolve))
    const stuck = await connect(app.port, 'GET /api/check?id=NCT09999999 HTTP/1.1\r\nHost: x\r\n\r\n')
    await asked
    await app.app.close(50)
    expect(app.lines.map(({ msg, status }) => [msg, status])).toContainEqual(['request', 499])
    await stuck.ended
  })
})

describe('the rate limiter', () => {
  it('starts again after a minute and keeps no more clients than it has room for', () => {
    let now = 0
    const limiter = createRateLimiter(2, () => now)
    expect([1, 2, 3].map(() => limiter.take('a').allowed)).toEqual([true, true, false])
    expect(limiter.take('a').lines).toBe(
      'RateLimit: "2-in-1min"; r=0; t=60\r\nRateLimit-Policy: "2-in-1min"; q=2; w=60\r\n',
    )
    now = 59_999
    expect(limiter.take('a')).toMatchObject({ allowed: false, resetSeconds: 1 })
    now = 60_000
    expect(limiter.take('a').allowed).toBe(true)
    for (let i = 0; i < 60_000; i += 1) limiter.take(`client ${i}`)
    expect(limiter.size()).toBe(50_000)
  })
})

describe('the watch over the load', () => {
  it('takes one long block for a publish and a row of them for too much work', async () => {
    let now = 0
    let step = 100
    const watch = createLoadWatch(() => (now += step))
    const samples = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 100 + 50))
    await samples(3)
    expect(watch.isOverloaded()).toBe(false)
    step = 500
    await samples(5)
    expect(watch.isOverloaded()).toBe(true)
    step = 100
    await samples(6)
    expect(watch.isOverloaded()).toBe(false)
    watch.stop()
  })
})

describe('better compression', () => {
  it('replaces what is asked for often when there is time, and leaves what is outdated', async () => {
    const text = JSON.stringify(Array.from({ length: 3_000 }, (_, i) => ({ id: i, word: `trial ${i % 97}` })))
    let idle = false
    const better = createBetterBrotli({ isIdle: () => idle, quietMs: 5 })
    const current = await makeReadyBody('application/json', text, () => true)
    const outdated = await makeReadyBody('application/json', `${text} `, () => false)
    const [before, left] = [current.br?.length ?? 0, outdated.br]
    better.offer(outdated)
    better.offer(current)
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(current.br?.length).toBe(before)
    idle = true
    await expect.poll(() => current.br?.length, { timeout: 15_000 }).toBeLessThan(before)
    expect(outdated.br).toBe(left)
    better.stop()
  })
})
