import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { NODE_FLAGS, repoRoot, temporaryFolder } from '../journeys/server-process.ts'
import { atLeast, atMost, median } from './row.ts'
import type { Row } from './row.ts'

/**
 * Ready answers of the server against a bare `node:http` that sends the same bytes: wrk, in turns within one run. The
 * limiter counts (its limit raised), every answer is measured and has its line in a log file.
 */
const ROUNDS = 7
const SECONDS = 2
const ACCEPT = 'gzip, deflate, br'

interface Measured {
  perSecond: number
  p99Ms: number
  /** CPU time of the server per answer, which a busy machine does not change as much. */
  cpu: number
}

interface Side {
  child: ChildProcess
  url: string
}

/** User and system time of a process, in clock ticks. */
function ticks(child: ChildProcess): number {
  const [, fields = ''] = fs.readFileSync(`/proc/${String(child.pid)}/stat`, 'utf8').split(') ')
  const [user = '', system = ''] = fields.split(' ').slice(11, 13)
  return Number(user) + Number(system)
}

function wrk({ child, url }: Side, headers: Record<string, string>): Measured {
  const before = ticks(child)
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const run = spawnSync('wrk', ['-t1', '-c32', `-d${SECONDS}s`, '--latency', ...given, url], { encoding: 'utf8' })
  if (/Non-2xx|Socket errors/.test(run.stdout)) throw new Error(`wrk saw failures at ${url}:\n${run.stdout}`)
  const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(run.stdout)?.[1])
  const [, value = '', unit = ''] = /99%\s+([\d.]+)(us|ms|s)/.exec(run.stdout) ?? []
  const p99Ms = Number(value) * ({ us: 0.001, ms: 1, s: 1_000 }[unit] ?? Number.NaN)
  if (Number.isNaN(perSecond + p99Ms)) throw new Error(`wrk said something unknown:\n${run.stdout}${run.stderr}`)
  const requests = Number(/(\d+) requests in/.exec(run.stdout)?.[1])
  return { perSecond, p99Ms, cpu: (ticks(child) - before) / requests }
}

function firstMatch(child: ChildProcess, read: () => string, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)}: ${read()}`)))
    const timer = setInterval(() => {
      const found = pattern.exec(read())?.[1]
      if (found === undefined) return
      clearInterval(timer)
      resolve(found)
    }, 20)
  })
}

async function startOurs(folder: string): Promise<Side> {
  const log = path.join(folder, 'server.log')
  const output = fs.openSync(log, 'w')
  const child = spawn(process.execPath, [...NODE_FLAGS, path.join(repoRoot, 'dist', 'server', 'main.js')], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      HOST: '127.0.0.1',
      OFFLINE: '1',
      DATA_DIR: path.join(folder, 'data'),
      RATE_LIMIT_PER_MINUTE: '100000000',
    },
    stdio: ['ignore', output, 'inherit'],
  })
  const url = await firstMatch(
    child,
    () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : ''),
    /"url":"(http:[^"]+)"/,
  )
  return { child, url }
}

async function startBare(answer: Answer, folder: string): Promise<Side> {
  const file = path.join(folder, 'bytes')
  fs.writeFileSync(file, answer.bytes)
  const script = fileURLToPath(new URL('bare-server.mjs', import.meta.url))
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Encoding': 'br', ETag: answer.etag }
  const child = spawn(process.execPath, [script, JSON.stringify({ headers, file })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  return { child, url: `http://127.0.0.1:${await firstMatch(child, () => output, /(\d+)\n/)}` }
}

interface Answer {
  bytes: Buffer
  etag: string
}

function ask(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers: { 'accept-encoding': ACCEPT } }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => resolve({ bytes: Buffer.concat(chunks), etag: response.headers.etag ?? '' }))
      })
      .once('error', reject)
  })
}

const MOST_P99 = 2

function compare(what: string, share: number, [bare, ours]: [Side, Side], headers: Record<string, string>): Row[] {
  for (const side of [bare, ours]) wrk(side, headers)
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    // Whoever comes first finds another machine than whoever comes second: they take turns at that too.
    const first = round % 2 === 0
    const one = wrk(first ? bare : ours, headers)
    const two = wrk(first ? ours : bare, headers)
    return { bare: first ? one : two, ours: first ? two : one }
  })
  const ratio = median(rounds.map((r) => r.ours.perSecond / r.bare.perSecond))
  const late = median(rounds.map((r) => r.ours.p99Ms / r.bare.p99Ms))
  const cpu = median(rounds.map((r) => r.ours.cpu / r.bare.cpu))
  const perSecond = Math.round(median(rounds.map((r) => r.ours.perSecond)))
  return [
    {
      what: `${what}: share of bare node:http`,
      value: `${ratio.toFixed(2)} (${perSecond} a second)`,
      target: atLeast(ratio, share),
    },
    { what: `${what}: CPU time against bare node:http`, value: `${cpu.toFixed(2)} times` },
    {
      what: `${what}: p99 against bare node:http`,
      value: `${late.toFixed(2)} times`,
      target: atMost(late, MOST_P99, 'times'),
    },
  ]
}

/** With the address `/api/trials`, as a browser asks for it. */
export async function hotPathRows(): Promise<Row[]> {
  if (spawnSync('wrk', ['-v']).error !== undefined) {
    return [
      { what: 'hot path against bare node:http', value: 'not measured: wrk is not installed (apt-get install wrk)' },
    ]
  }
  const folder = temporaryFolder()
  const ours = await startOurs(folder)
  const target = { ...ours, url: `${ours.url}/api/trials` }
  const answer = await ask(target.url)
  const bare = await startBare(answer, folder)
  try {
    return [
      ...compare(`ready answer of ${answer.bytes.length} bytes`, 0.62, [bare, target], { 'Accept-Encoding': ACCEPT }),
      ...compare('304', 0.7, [bare, target], { 'Accept-Encoding': ACCEPT, 'If-None-Match': answer.etag }),
    ]
  } finally {
    ours.child.kill('SIGKILL')
    bare.child.kill('SIGKILL')
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
