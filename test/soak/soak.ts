import fs from 'node:fs'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { startServer, temporaryFolder } from '../journeys/server-process.ts'
import type { ServerProcess } from '../journeys/server-process.ts'
import { minutesOf } from './options.ts'

/**
 * `npm run soak [-- --minutes 30]`: the built server against the registry double, whose faults switch every few
 * seconds, with visitors asking all the time. Prints heap, handles and descriptors as they go, and fails when any of
 * them is higher at the end than after the first fifth.
 */
const FAULTS = [
  'refuse',
  'hang',
  'reset',
  '403',
  '500',
  '503',
  '429',
  'html-200',
  'invalid-json',
  'truncated',
  'request-failed',
] as const
const SWITCH_EVERY_MS = 4_000
const LOOK_EVERY_MS = 5_000
const PATHS = [
  '/',
  '/evidence?lang=nl',
  '/api/trials',
  '/api/statement',
  '/api/matrix',
  '/api/registries',
  '/api/summary',
]

interface Look {
  heapMb: number
  descriptors: number
  handles: number
}

function figure(text: string, name: string): number {
  return Number(new RegExp(`^trialwijzer_${name} ([\\d.e+]+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
}

async function look(server: ServerProcess): Promise<Look> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return {
    heapMb: figure(text, 'nodejs_heap_size_used_bytes') / 1e6,
    descriptors: fs.readdirSync(`/proc/${String(server.child.pid)}/fd`).length,
    handles: figure(text, 'nodejs_active_resources_total'),
  }
}

/** Every answer is read; the share of 5xx is counted. */
async function visit(server: ServerProcess, until: number): Promise<{ answers: number; failed: number }> {
  const counts = { answers: 0, failed: 0 }
  for (let i = 0; performance.now() < until; i += 1) {
    const path = PATHS[i % PATHS.length] ?? '/'
    const query = i % 5 === 0 ? `/api/trials?q=word${i % 5_000}` : path
    try {
      const response = await fetch(server.url + query, { signal: AbortSignal.timeout(20_000) })
      await response.arrayBuffer()
      if (response.status >= 500) counts.failed += 1
    } catch {
      counts.failed += 1
    }
    counts.answers += 1
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return counts
}

function switchFaults(registries: RegistryDouble): NodeJS.Timeout {
  const ids = Object.keys(registries.baseUrls)
  let turn = 0
  return setInterval(() => {
    ids.forEach((id, index) => {
      const kind = FAULTS[(turn + index * 4) % FAULTS.length]
      // Every other turn the registry is well, so that it recovers from each fault.
      registries.setFault(id, turn % 2 === index % 2 || kind === undefined ? null : { kind })
    })
    turn += 1
  }, SWITCH_EVERY_MS)
}

/** The least of some looks: right after a garbage collection. */
function least(looks: readonly Look[]): Look {
  const low = (read: (l: Look) => number): number => Math.min(...looks.map(read))
  return { heapMb: low((l) => l.heapMb), descriptors: low((l) => l.descriptors), handles: low((l) => l.handles) }
}

const words = (l: Look): string => `heap ${l.heapMb.toFixed(1)} MB, ${l.descriptors} descriptors, ${l.handles} handles`

async function main(): Promise<void> {
  const minutes = minutesOf(process.argv, 30)
  const registries = await startDouble()
  const bases = Object.entries(registries.baseUrls).map(([id, url]) => [`${id.toUpperCase()}_BASE_URL`, url] as const)
  const server = await startServer({
    ...Object.fromEntries(bases),
    PACE: 'off',
    DATA_DIR: temporaryFolder(),
    RETRY_SECONDS: '1',
    REFRESH_HOURS: '0.0008',
    UPSTREAM_TIMEOUT_SECONDS: '1',
    RATE_LIMIT_PER_MINUTE: '100000000',
  })
  const end = performance.now() + minutes * 60_000
  const faults = switchFaults(registries)
  const looks: Look[] = []
  const looking = setInterval(() => {
    void look(server).then((one) => {
      looks.push(one)
      if (looks.length % 6 === 0) console.log(`${(looks.length * LOOK_EVERY_MS) / 1_000} s: ${words(one)}`)
    })
  }, LOOK_EVERY_MS)
  try {
    const visits = await Promise.all(Array.from({ length: 4 }, () => visit(server, end)))
    clearInterval(looking)
    const answers = visits.reduce((sum, v) => sum + v.answers, 0)
    const failed = visits.reduce((sum, v) => sum + v.failed, 0)
    const fifth = Math.ceil(looks.length / 5)
    const first = least(looks.slice(fifth, 2 * fifth))
    const last = least(looks.slice(-fifth))
    console.log(`${answers} answers, ${failed} failed, ${registries.requests.length} questions to the registries`)
    console.log(`early: ${words(first)}`)
    console.log(`late:  ${words(last)}`)
    const grew = last.heapMb > first.heapMb * 1.15 + 5 || last.descriptors > first.descriptors + 5
    if (failed > 0 || grew || last.handles > first.handles + 5) process.exitCode = 1
  } finally {
    clearInterval(looking)
    clearInterval(faults)
    const exitCode = await server.stop()
    await registries.stop()
    console.log(`stopped with exit code ${String(exitCode)}`)
    if (exitCode !== 0) process.exitCode = 1
  }
}

await main()
