import { spawn } from 'node:child_process'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { parseEuctrText } from './euctr-bytes.ts'
import { deriveCatalogue } from '../../shared/core/derive-catalogue.ts'
import { substances } from '../../shared/substances/index.ts'
import { applyTrialQuery, parseTrialQuery } from '../../shared/trial-query.ts'
import { loadSnapshot } from '../../server/snapshot/load-snapshot.ts'
import { crowdRows } from './crowd.ts'
import { hotPathRows } from './hot-path.ts'
import type { Row } from './row.ts'
import { repoRoot, temporaryFolder } from '../journeys/server-process.ts'

/** `npm run bench`: the figures that a change must not make worse. Medians of several runs, with the machine described. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function time(run: () => void, times: number): number {
  run()
  return median(
    Array.from({ length: times }, () => {
      const start = performance.now()
      run()
      return performance.now() - start
    }),
  )
}

function filterRows(): Row[] {
  const context = { substances, registryOrder: ['ctgov', 'ctis', 'euctr'], now: '2026-11-22T00:00:00.000Z' }
  const collections = loadSnapshot()
  const derive = time(() => void deriveCatalogue(structuredClone(collections), context), 5)
  const clone = time(() => void structuredClone(collections), 5)
  const records = collections.reduce((sum, c) => sum + c.records.length, 0)
  const summaries = deriveCatalogue(collections, context).trials.map((t) => t.summary)
  const parsed = parseTrialQuery([
    ['status', 'recruiting'],
    ['age', '34'],
  ])
  const query = parsed.query
  if (query === undefined) throw new Error('the bench query is not valid')
  const filters = [2_000, 20_000, 200_000].map((size): Row => {
    const trials = Array.from({ length: size }, (_, i) => summaries[i % summaries.length] ?? summaries[0]!)
    const ms = time(() => void applyTrialQuery(trials, { ...query, limit: 100 }), 7)
    return { what: `filter, sort and page ${size} trials`, value: `${ms.toFixed(2)} ms` }
  })
  const per1000 = ((derive - clone) / records) * 1_000
  return [{ what: 'join and derive, per 1,000 records, first time', value: `${per1000.toFixed(0)} ms` }, ...filters]
}

function coldStart(): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(process.execPath, [path.join(repoRoot, 'dist', 'server', 'main.js')], {
      env: { PATH: process.env.PATH ?? '', PORT: '0', HOST: '127.0.0.1', OFFLINE: '1', DATA_DIR: temporaryFolder() },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.once('error', reject)
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const url = /"url":"(http:[^"]+)"/.exec(output)?.[1]
      if (url === undefined) return
      child.stdout.removeAllListeners('data')
      http.get(`${url}/readyz`, ({ statusCode }) => {
        const ms = performance.now() - start
        child.kill()
        if (statusCode === 200) resolve(ms)
        else reject(new Error(`readyz ${String(statusCode)}`))
      })
    })
  })
}

async function main(): Promise<void> {
  const [cpu] = os.cpus()
  console.log(
    `${os.cpus().length} x ${cpu?.model ?? 'unknown'}, Node ${process.versions.node}, load ${os.loadavg()[0]?.toFixed(1) ?? ''}`,
  )
  const starts: number[] = []
  for (let i = 0; i < 5; i += 1) starts.push(await coldStart())
  const rows: Row[] = [
    { what: 'process start to first 200, from the snapshot', value: `${median(starts).toFixed(0)} ms` },
    ...filterRows(),
    ...parseEuctrText(time),
    ...(await hotPathRows()),
    ...(await crowdRows()),
  ]
  for (const { what, value } of rows) console.log(`${what.padEnd(52)} ${value}`)
}

await main()
