import { randomBytes, randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '../../../shared/api.ts'
import { startServer, temporaryFolder } from '../../journeys/server-process.ts'
import type { ServerProcess } from '../../journeys/server-process.ts'
import { exchange } from './app-server.ts'
import { hostileRequests } from './hostile-requests.ts'
import { randomRequest } from './random-requests.ts'

let server: ServerProcess
let port: number
beforeAll(async () => {
  server = await startServer({
    OFFLINE: '1',
    DATA_DIR: temporaryFolder(),
    RATE_LIMIT_PER_MINUTE: '1000000',
    NODE_OPTIONS: '--max-old-space-size=160',
  })
  port = Number(new URL(server.url).port)
})
afterAll(() => server.kill())

const statusOf = (answer: string): number | 'closed' =>
  Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0) || 'closed'

async function heapBytes(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(/^trialwijzer_nodejs_heap_size_used_bytes ([\d.e+]+)$/m.exec(text)?.[1])
}

describe('hostile requests', { timeout: 120_000 }, () => {
  it('has more than 200 of them, no two alike', () => {
    expect(hostileRequests.length).toBeGreaterThan(200)
    expect(new Set(hostileRequests.map(({ wire }) => wire.toString())).size).toBe(hostileRequests.length)
  })

  it('each get a problem with a status of the caller’s fault, and the server goes on as if nothing had happened', async () => {
    const wrong: string[] = []
    for (const { name, wire, expected } of hostileRequests) {
      const answer = await exchange(port, wire, 3_000)
      const status = statusOf(answer)
      if (!expected.includes(status)) wrong.push(`${name}: ${String(status)}, not ${expected.join(' or ')}`)
      if (status === 'closed' || /^HEAD|^OPTIONS/.test(wire.toString())) continue
      const head = answer.slice(0, answer.indexOf('\r\n\r\n'))
      if (!/\r\ncontent-type: application\/problem\+json/i.test(head)) wrong.push(`${name}: not problem+json`)
      else {
        const body = answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1)
        const problem = Problem.safeParse(JSON.parse(body))
        if (problem.data?.status !== status) wrong.push(`${name}: ${body.slice(0, 200)}`)
      }
      if (!/\r\nx-content-type-options: nosniff/i.test(head)) wrong.push(`${name}: without security headers`)
      if (status === 405 && !/\r\nallow: GET, HEAD, OPTIONS/i.test(head)) wrong.push(`${name}: without Allow`)
      if (/evil\.example/i.test(head)) wrong.push(`${name}: a host of the caller in the headers`)
    }
    expect(wrong).toEqual([])
    expect((await fetch(`${server.url}/api/trials`)).status).toBe(200)
    expect(server.child.exitCode).toBe(null)
  })

  it('leave nothing behind: memory is flat over many rounds', async () => {
    const round = async (): Promise<void> => {
      for (let i = 0; i < hostileRequests.length; i += 20) {
        const some = hostileRequests.slice(i, i + 20).filter(({ expected }) => !expected.includes('closed'))
        await Promise.all(some.map(({ wire }) => exchange(port, wire, 1_000)))
      }
    }
    await round()
    const heaps: number[] = []
    for (let i = 0; i < 4; i += 1) {
      await round()
      heaps.push(await heapBytes())
    }
    // The process has 160 MB; what grew by a request would not fit. The least of several looks is after a collection.
    expect(Math.min(...heaps)).toBeLessThan(140_000_000)
    expect(server.child.exitCode).toBe(null)
  })

  it('may be random bytes: never 5xx, never the end of the process', async () => {
    const seed = randomBytes(8).toString('hex')
    const wrong: string[] = []
    for (let i = 0; i < 30; i += 1) {
      const wires = Array.from({ length: 10 }, () => randomRequest((max) => randomInt(max)))
      const answers = await Promise.all(wires.map((wire) => exchange(port, wire, 150)))
      answers.forEach((answer, at) => {
        for (const [, status] of answer.matchAll(/HTTP\/1\.1 (5\d\d) /g))
          wrong.push(`${status ?? ''} ${wires[at]?.toString('hex') ?? ''}`)
      })
    }
    expect(wrong, seed).toEqual([])
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect(server.output()).not.toContain('"level":"error"')
  })
})
