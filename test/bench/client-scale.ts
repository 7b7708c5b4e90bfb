import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Locator } from 'playwright-core'
import { launchBrowser } from '../journeys/browser.ts'
import { startServer, temporaryFolder } from '../journeys/server-process.ts'
import { scaledTrials } from './scaled-trials.ts'
import { traceScript, type Cost } from './script-trace.ts'

/**
 * `npm run bench:client -- [trials] [--only=country] [--rounds=1] [--heap=0] [--profile=folder]`: the built app with
 * 20,000 trials in a real browser. Script time of each interaction from a trace (JavaScript and garbage collection in
 * the page), apart from it what is put off to the browser's pauses (charts), and the heap over 200 interactions.
 * `--only`: interactions whose name matches (the others are done, not measured). `--profile`: writes a processor profile
 * of each, to open in the browser's own tools; profiling slows down, so its times are not the table's.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '3' },
    heap: { type: 'string', default: '200' },
    profile: { type: 'string' },
  },
})
const COUNT = Number(positionals[0] ?? 20_000)
const ROUNDS = Number(options.rounds)
const HEAP_INTERACTIONS = Number(options.heap)
const only = new RegExp(options.only, 'i')
const BUDGET_MS = 50
const PAGE = 5000
const QUIET_MS = 1200
const LOAD_MS = 8000

interface Listening {
  url: string
  close: () => void
}

/** The real server, except that its list is the scaled one. */
async function startScaled(upstream: string): Promise<Listening> {
  const trials = scaledTrials(COUNT)
  const { registries } = (await (await fetch(`${upstream}/api/registries`)).json()) as { registries: unknown }
  const bodies = new Map<number, Buffer>()
  for (let offset = 0; offset < trials.length; offset += PAGE) {
    const page = trials.slice(offset, offset + PAGE)
    const reply = { trials: page, total: trials.length, returned: page.length, hidden: { role: 0, purpose: 0 } }
    const text = JSON.stringify({ ...reply, registries, generatedAt: '2026-11-22T00:00:00.000Z' })
    bodies.set(offset, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }))
  }
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', upstream)
    const body = url.pathname === '/api/trials' ? bodies.get(Number(url.searchParams.get('offset') ?? 0)) : undefined
    if (body !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'br' })
      response.end(body)
      return
    }
    const headers = { ...request.headers, host: new URL(upstream).host }
    const asked = http.request(url, { method: request.method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    request.pipe(asked)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${String(port)}`, close: () => void server.close() }
}

const upstream = await startServer({ OFFLINE: '1', DATA_DIR: temporaryFolder() })
const scaled = await startScaled(upstream.url)
const browser = await launchBrowser()
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
const page = await context.newPage()
const cdp = await context.newCDPSession(page)
await cdp.send('Performance.enable')
const rows = new Map<string, Cost[]>()

async function measure(what: string, act: () => Promise<unknown>): Promise<void> {
  if (!only.test(what)) {
    await act()
    await page.waitForTimeout(QUIET_MS)
    return
  }
  const before = rows.get(what) ?? []
  const cost = await profiled(`${what} ${String(before.length + 1)}`, () => traceScript(page, act, QUIET_MS))
  rows.set(what, [...before, cost])
}

/** With `--profile`: also writes where the time went. */
async function profiled<T>(name: string, act: () => Promise<T>): Promise<T> {
  if (options.profile === undefined) return act()
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.setSamplingInterval', { interval: 100 })
  await cdp.send('Profiler.start')
  const result = await act()
  const { profile } = await cdp.send('Profiler.stop')
  fs.mkdirSync(options.profile, { recursive: true })
  const file = `${name.replace(/[^a-z0-9]+/gi, '-')}.cpuprofile`
  fs.writeFileSync(path.join(options.profile, file), JSON.stringify(profile))
  return result
}

/** Megabytes held after a full collection. */
async function heap(): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1024 / 1024
}

let firstCard = 0
async function open(): Promise<void> {
  const started = performance.now()
  await page.goto(`${scaled.url}/?lang=nl`)
  await page.locator('trial-card').first().waitFor({ timeout: 120_000 })
  firstCard = performance.now() - started
}
const load = await profiled('load', () => traceScript(page, open, LOAD_MS))

/**
 * Real clicks and keys, since what a script presses runs outside the tasks that a trace counts. Where to click is found
 * out before the trace starts: the tool that drives the browser looks for elements with scripts of its own in the page.
 */
async function clickOn(target: Locator): Promise<() => Promise<void>> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (box === null) throw new Error(`${String(target)} is not on screen`)
  return () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}
async function measureClick(what: string, target: Locator): Promise<void> {
  await measure(what, await clickOn(target))
}
const search = page.locator('#filter-q')
async function measureSearch(what: string, text: string): Promise<void> {
  await search.selectText()
  await measure(what, () => (text === '' ? page.keyboard.press('Delete') : page.keyboard.insertText(text)))
}
const group = (name: string): Locator =>
  page.locator('trial-filters .filter-group').filter({ has: page.locator(`[name="${name}"]`) })
async function openGroup(name: string): Promise<void> {
  const closed = await group(name).evaluate((element) => !element.hasAttribute('open'))
  if (closed) await group(name).locator('summary').click()
}
const box = (name: string): Locator => group(name).locator('input').first()
for (const name of ['status', 'country', 'phase']) await openGroup(name)
await page.waitForTimeout(QUIET_MS)

for (let round = 0; round < ROUNDS; round += 1) {
  await search.focus()
  for (const letter of 'depress') await measure('type a letter of a word', () => page.keyboard.press(letter))
  await measureSearch('type a Dutch word (depressie)', 'depressie')
  await measureSearch('type two words', 'paddo depressie')
  await measureSearch('type a word with a typo (depresie)', 'depresie')
  await measureSearch('empty the search', '')
  for (const name of ['status', 'country', 'phase']) {
    await measureClick(`switch a filter on (${name})`, box(name))
    await measureClick(`switch it off (${name})`, box(name))
  }
  await measureClick('choose a substance', page.locator('substance-choice .substance').nth(1))
  await measureClick('choose all substances', page.locator('substance-choice .substance').first())
  await measure('sort by title', () => page.locator('.list-head__sort select').selectOption('title'))
  await measure('sort recruiting first', () => page.locator('.list-head__sort select').selectOption('recruiting-first'))
  await measureClick('show more', page.locator('trial-cards .button--wide'))
}

const place = page.locator('place-choice input')
await place.click()
await page.keyboard.insertText('Utre')
await page.locator('place-choice [role="option"]').first().waitFor()
await measure('type a place name', () => page.keyboard.insertText('ch'))
await measureClick('choose a place (first distances)', page.locator('place-choice [role="option"]').first())
await measureClick('filter with a place, nearest first', box('status'))
await measureClick('and off again', box('status'))

await search.fill('')
await page.waitForTimeout(QUIET_MS)
const heaps = [await heap()]
for (let n = 1; n <= HEAP_INTERACTIONS; n += 1) {
  if (n % 2 === 0) await box('status').click()
  else await search.fill(['depressie', 'ptss', 'esketamine', 'paddo', ''][n % 5] ?? '')
  await page.waitForTimeout(300)
  if (n % 50 === 0) heaps.push(await heap())
}

const round = (value: number): number => Math.round(value * 10) / 10
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
console.log(`${os.cpus()[0]?.model ?? 'unknown processor'}, ${String(os.cpus().length)} cores, Node ${process.version}`)
console.log(
  `Chromium ${browser.version()}, ${String(COUNT)} trials, ${String(ROUNDS)} rounds, at most ${String(BUDGET_MS)} ms`,
)
console.log(
  `first card after ${round(firstCard)} ms; script of the load ${round(load.script)} ms (processor ${round(load.scriptProcessor)}), longest ${round(load.longest)} ms (processor ${round(load.longestProcessor)})`,
)
const pair = (costs: readonly Cost[], clock: keyof Cost, processor: keyof Cost): string =>
  [clock, processor].map((key) => round(median(costs.map((cost) => cost[key])))).join(' / ')
// A machine that does other things too makes the clock's times longer; then the processor's are what says something.
console.log('pairs: by the clock / on the processor')
console.table(
  [...rows].map(([interaction, costs]) => ({
    interaction,
    'script ms': pair(costs, 'script', 'scriptProcessor'),
    worst: ['script' as const, 'scriptProcessor' as const]
      .map((key) => round(Math.max(...costs.map((cost) => cost[key]))))
      .join(' / '),
    'of it garbage': ['median' as const, 'worst' as const]
      .map((which) =>
        costs
          .map(({ garbage }) => garbage)
          .sort((a, b) => a - b)
          .at(which === 'worst' ? -1 : Math.floor(costs.length / 2)),
      )
      .map((ms) => round(ms ?? Number.NaN))
      .join(' / '),
    'longest task': pair(costs, 'longest', 'longestProcessor'),
    'put off to pauses': round(median(costs.map(({ idle }) => idle))),
    'longest put off': pair(costs, 'longestIdle', 'longestIdleProcessor'),
    within: median(costs.map(({ script }) => script)) <= BUDGET_MS ? 'yes' : 'NO',
  })),
)
console.log(
  `heap MB at the start and after each 50 of ${String(HEAP_INTERACTIONS)} interactions: ${heaps.map((mb) => mb.toFixed(1)).join(', ')}`,
)
await browser.close()
scaled.close()
await upstream.kill()
