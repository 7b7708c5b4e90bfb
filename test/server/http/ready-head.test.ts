import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createReadyHead } from '../../../server/http/ready-head.ts'
import { exchange } from './app-server.ts'

const open: http.Server[] = []
afterEach(() => {
  vi.useRealTimers()
  for (const server of open.splice(0)) server.close()
})

const FIXED = ['Content-Type', 'text/plain', 'Content-Length', '2', 'ETag', '"x"']
const EXTRA = 'X-Request-Id: 1\r\nRateLimit: "a"; r=2\r\n'

async function listen(listener: http.RequestListener): Promise<number> {
  const server = http.createServer(listener).listen(0, '127.0.0.1')
  open.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  return (server.address() as AddressInfo).port
}

/** Answers with a ready head; counts how often Node was asked to make one. */
async function start(status: number): Promise<{ port: number; made: () => number }> {
  const head = createReadyHead(status, FIXED)
  let made = 0
  const port = await listen((request, response) => {
    const writeHead = response.writeHead.bind(response)
    response.writeHead = ((...given: Parameters<typeof writeHead>) => {
      made += 1
      return writeHead(...given)
    }) as typeof writeHead
    head.write(request, response, EXTRA)
    if (status === 304) response.end()
    else response.end('ok')
  })
  return { port, made: () => made }
}

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
const LAST = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
const withoutDate = (text: string): string => text.replaceAll(/Date: [^\r]+/g, 'Date')

describe('a ready head', () => {
  it.each([200, 304])('says with status %i, byte for byte, what Node says', async (status) => {
    const { port, made } = await start(status)
    const node = await listen((_request, response) => {
      response.writeHead(status, [...FIXED, 'X-Request-Id', '1', 'RateLimit', '"a"; r=2'])
      if (status === 304) response.end()
      else response.end('ok')
    })
    const asked = GET.repeat(4) + LAST
    expect(withoutDate(await exchange(port, asked))).toBe(withoutDate(await exchange(node, asked)))
    expect(made(), 'the first, as a model, and the one that closes the connection').toBe(2)
  })

  it('has no body for HEAD and leaves HTTP/1.0 to Node', async () => {
    const { port } = await start(200)
    const first = await exchange(port, GET + LAST)
    expect(first.match(/\r\n\r\nok/g)).toHaveLength(2)
    const head = await exchange(port, GET.replace('GET', 'HEAD') + LAST.replace('GET', 'HEAD'))
    expect(head.match(/HTTP\/1\.1 200/g)).toHaveLength(2)
    expect(head).not.toContain('ok')
    expect(await exchange(port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/Connection: close\r\n/)
  })

  it('gives the time of the answer', async () => {
    const { port } = await start(200)
    await exchange(port, GET + LAST)
    const [, second = ''] = /Date: ([^\r]+)/.exec(await exchange(port, GET + LAST)) ?? []
    expect(Math.abs(Date.parse(second) - Date.now())).toBeLessThan(2_000)
  })

  it('leaves every head to a Node that makes them otherwise', async () => {
    const head = createReadyHead(200, FIXED)
    const port = await listen((request, response) => {
      const writeHead = response.writeHead.bind(response)
      response.writeHead = ((...given: Parameters<typeof writeHead>) => {
        writeHead(...given)
        const inside = response as unknown as { _header: string }
        inside._header = inside._header.replace('Content-Type', 'content-type')
        return response
      }) as typeof writeHead
      head.write(request, response, EXTRA)
      response.end('ok')
    })
    expect((await exchange(port, GET.repeat(3) + LAST)).match(/content-type: text/g)).toHaveLength(4)
  })
})
