import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { BROWSER_FLAGS, executablePath } from '../journeys/browser.ts'
import { environmentOf } from '../chaos/replica-set.ts'
import { startServer, temporaryFolder, waitFor } from '../journeys/server-process.ts'
import { startDouble } from '../registry-double/double.ts'
import { isMet, median, rowOf } from './figure.ts'
import type { Figure } from './figure.ts'
import { firstVisitFigures, pathsToMeasure, startWithCopies } from './first-visit.ts'
import { isFresh, statesOf } from './start.ts'

/**
 * `npm run bench:lighthouse`: what a first visit costs in a real browser, with the copies that come with the app, and
 * Lighthouse (mobile, simulated throttling) on the built app with the registry double, three runs a page. Ends with 1
 * when a target is missed.
 *
 * Lighthouse is fetched when this runs and is no dependency: it would bring 169 packages and 170 MB to everyone who does
 * `npm ci`, and hold @opentelemetry/api, which ships with prom-client, at an older version.
 */
const LIGHTHOUSE = 'lighthouse@12.8.2'
const RUNS = 3
const TARGETS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const
const AUDITS = {
  'largest-contentful-paint': ['ms', { atMost: 2500 }],
  'total-blocking-time': ['ms', { atMost: 200 }],
  'cumulative-layout-shift': ['', { atMost: 0 }],
} as const
type Category = keyof typeof TARGETS
type Audit = keyof typeof AUDITS

interface Report {
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { score: number | null; numericValue?: number; displayValue?: string }>
  environment: { benchmarkIndex: number }
  runtimeError?: { message: string }
}

async function lighthouse(url: string): Promise<Report> {
  const folder = temporaryFolder()
  const file = path.join(folder, 'report.json')
  const args = [
    '--yes',
    '--ignore-scripts',
    LIGHTHOUSE,
    url,
    '--quiet',
    '--output=json',
    `--output-path=${file}`,
    `--only-categories=${Object.keys(TARGETS).join(',')}`,
    '--no-enable-error-reporting',
    `--chrome-flags=--headless ${BROWSER_FLAGS.join(' ')}`,
  ]
  const child = spawn('npx', args, {
    // Elsewhere than here: npx would look for it among this project's packages and complain about their settings.
    cwd: folder,
    env: { ...process.env, CHROME_PATH: executablePath },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error(`${LIGHTHOUSE} ended with ${String(code)}`)
  const report = JSON.parse(fs.readFileSync(file, 'utf8')) as Report
  fs.rmSync(folder, { recursive: true })
  if (report.runtimeError !== undefined) throw new Error(report.runtimeError.message)
  return report
}

/** What takes a category below full marks, so that nobody has to open the report. */
function failing(reports: readonly Report[], category: Category): string {
  const [report] = reports
  if (report === undefined) return ''
  return report.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (report.audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `${id} ${report.audits[id]?.displayValue ?? ''}`.trim())
    .join(', ')
}

function figuresOf(page: string, reports: readonly Report[]): Figure[] {
  const scores = (Object.keys(TARGETS) as Category[]).map((category): Figure => {
    const runs = reports.map(({ categories }) => Math.round((categories[category].score ?? 0) * 100))
    const why = failing(reports, category)
    return {
      what: `${page} ${category}`,
      value: median(runs),
      unit: '',
      target: { atLeast: TARGETS[category] },
      note: `runs ${runs.join(', ')}${why === '' ? '' : `; ${why}`}`,
    }
  })
  const times = (Object.keys(AUDITS) as Audit[]).map((audit): Figure => {
    const [unit, target] = AUDITS[audit]
    const runs = reports.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN)
    const digits = unit === 'ms' ? 0 : 3
    const note = `runs ${runs.map((value) => value.toFixed(digits)).join(', ')}`
    return { what: `${page} ${audit}`, value: median(runs), unit, target, note }
  })
  return [...scores, ...times]
}

let missed = 0
const print = (figure: Figure): void => {
  const { what, value } = rowOf(figure)
  if (!isMet(figure)) missed += 1
  console.log(`${what.padEnd(64)} ${value}`)
}

/** Bytes, shifts and times with the copies: as many trials as the live registers hold. */
async function printFirstVisit(): Promise<void> {
  const server = await startWithCopies()
  try {
    for (const figure of await firstVisitFigures(server.url, await pathsToMeasure(server.url))) print(figure)
  } finally {
    await server.stop()
  }
}

/** Lighthouse on the app as it runs every day: every register, the double of each, has answered. */
async function printLighthouse(): Promise<void> {
  const double = await startDouble()
  const server = await startServer(environmentOf(double, {}))
  try {
    await waitFor(() => statesOf(server.url), isFresh, 60_000)
    for (const page of await pathsToMeasure(server.url)) {
      const reports: Report[] = []
      for (let run = 0; run < RUNS; run += 1) reports.push(await lighthouse(server.url + page))
      // Of a machine that does other things too the times say little: the index (near 2000 when free) and the load tell.
      const speed = reports.map(({ environment }) => environment.benchmarkIndex.toFixed(0)).join(', ')
      console.log(`${page} by Lighthouse; processor index ${speed}; load ${(os.loadavg()[0] ?? 0).toFixed(1)}`)
      for (const figure of figuresOf(page, reports)) print(figure)
    }
  } finally {
    await server.stop()
    await double.stop()
  }
}

console.log(`${os.cpus()[0]?.model ?? 'unknown processor'}, ${String(os.cpus().length)} cores, Node ${process.version}`)
// `lighthouse` alone, as an argument, leaves out the rest.
if (process.argv[2] !== 'lighthouse') await printFirstVisit()
await printLighthouse()
console.log(missed === 0 ? 'every target is met' : `${String(missed)} targets are missed`)
process.exitCode = missed === 0 ? 0 : 1
