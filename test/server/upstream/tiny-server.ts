import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach } from 'vitest'

export type Handler = (request: IncomingMessage, response: ServerResponse, n: number) => void

export interface TinyServer {
  url: string
  /** Start of each request, from performance.now(). */
  starts: number[]
  /** Most requests that were open at once. */
  mostOpen(): number
  requests: IncomingMessage[]
}

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

/** A real server on this machine that answers as told; closed after the test. `n` counts requests from 1. */
export async function serve(handler: Handler): Promise<TinyServer> {
  const sockets = new Set<Socket>()
  const starts: number[] = []
  const requests: IncomingMessage[] = []
  let now = 0
  let most = 0
  const server = createServer((request, response) => {
    starts.push(performance.now())
    requests.push(request)
    most = Math.max(most, ++now)
    response.on('close', () => {
      now -= 1
    })
    handler(request, response, requests.length)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  )
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, starts, requests, mostOpen: () => most }
}
