import http from 'node:http'
import net from 'node:net'
import { startServer, temporaryFolder } from '../journeys/server-process.ts'
import type { Row } from './row.ts'

/** Visitors while 500 connections send their headers byte by byte and 2,000 say nothing, against a quiet server. */
const SLOW = 500
const IDLE = 2_000
const VISITS = 600

function visit(agent: http.Agent, url: string): Promise<number> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent, headers: { 'accept-encoding': 'br' } }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`a visitor got ${String(response.statusCode)}`))
        response.resume()
        response.on('end', () => resolve(performance.now() - start))
      })
      .once('error', reject)
  })
}

async function p99(url: string): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 })
  const times: number[] = []
  for (let i = 0; i < VISITS; i += 4) {
    times.push(...(await Promise.all(Array.from({ length: 4 }, () => visit(agent, url)))))
  }
  agent.destroy()
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN
}

/** Opens again whatever the server closes, until stopped. */
function crowd(port: number): () => void {
  const sockets = new Set<net.Socket>()
  let stopped = false
  const join = (isSlow: boolean): void => {
    if (stopped) return
    const socket = net.connect(port, '127.0.0.1')
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', () => undefined)
    socket.once('close', () => {
      sockets.delete(socket)
      setTimeout(() => join(isSlow), 200)
    })
    if (isSlow) socket.write('GET /api/trials HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    const drip = setInterval(() => isSlow && socket.writable && socket.write('a'), 1_000)
    socket.once('close', () => clearInterval(drip))
  }
  for (let i = 0; i < SLOW + IDLE; i += 1) join(i < SLOW)
  return () => {
    stopped = true
    for (const socket of sockets) socket.destroy()
  }
}

export async function crowdRows(): Promise<Row[]> {
  const server = await startServer({ OFFLINE: '1', DATA_DIR: temporaryFolder(), RATE_LIMIT_PER_MINUTE: '100000000' })
  const url = `${server.url}/api/trials`
  try {
    await p99(url)
    const quiet = await p99(url)
    const leave = crowd(Number(new URL(server.url).port))
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const crowded = await p99(url)
    leave()
    const value = `${crowded.toFixed(1)} ms, quiet ${quiet.toFixed(1)} ms`
    return [{ what: `p99 of visitors among ${SLOW} slow and ${IDLE} idle connections`, value }]
  } finally {
    await server.kill()
  }
}
