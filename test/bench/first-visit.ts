import { pathToFileURL } from 'node:url'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { launchBrowser } from '../journeys/browser.ts'
import { startServer, temporaryFolder } from '../journeys/server-process.ts'
import type { ServerProcess } from '../journeys/server-process.ts'
import { median, rowOf } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Row } from './row.ts'

/**
 * What a first visit costs in a real browser: bytes on the wire, what moves, how long it takes and how fast it answers.
 * Part of `npm run bench:lighthouse`; alone with `tsx test/bench/first-visit.ts` (after a build).
 */
export const MOBILE = { width: 412, height: 823 }
export const DESKTOP = { width: 1280, height: 900 }
const SLOWER = 4
/** "Slow 4G", as Lighthouse has it. */
const SLOW_NETWORK = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 84_375 }
const QUIET_MS = 1_000
const RUNS = 3
/** Brotli at its best is made behind, when the server has had a quiet moment. */
const BEST_BYTES_WITHIN_MS = 150_000
const LOOK_EVERY_MS = 8_000
const LOOKS = 2

interface Seen {
  shift: number
  moved: string[]
  largestPaint: number
  longTasks: number[]
  interactions: Record<string, number>
  listDrawn: number | null
}

/** Runs in the page, before anything of it. */
function watch(): void {
  const seen: Seen = { shift: 0, moved: [], largestPaint: 0, longTasks: [], interactions: {}, listDrawn: null }
  ;(window as unknown as { seen: Seen }).seen = seen
  interface Shift extends PerformanceEntry {
    value: number
    hadRecentInput: boolean
    sources: { node: Node | null }[]
  }
  interface Interaction extends PerformanceEntry {
    interactionId: number
  }
  const follow = (type: string, see: (entry: PerformanceEntry) => void, options: object = {}): void => {
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true, ...options })
  }
  follow('layout-shift', (entry) => {
    const { value, hadRecentInput, sources } = entry as Shift
    if (hadRecentInput) return
    seen.shift += value
    const names = sources.map(({ node }) =>
      node instanceof Element ? `${node.tagName.toLowerCase()}.${node.className}` : String(node?.nodeName),
    )
    seen.moved.push(`${value.toFixed(4)} at ${entry.startTime.toFixed(0)} ms: ${names.join(', ')}`)
  })
  follow('largest-contentful-paint', (entry) => (seen.largestPaint = entry.startTime))
  follow('longtask', (entry) => seen.longTasks.push(entry.duration))
  follow(
    'event',
    (entry) => {
      const { interactionId, duration, name } = entry as Interaction
      if (interactionId === 0) return
      const key = `${name} ${String(interactionId)}`
      seen.interactions[key] = Math.max(seen.interactions[key] ?? 0, duration)
    },
    { durationThreshold: 16 },
  )
  new MutationObserver((_, observer) => {
    if (document.querySelector('trial-card .card__title') === null) return
    observer.disconnect()
    requestAnimationFrame(() => (seen.listDrawn = performance.now()))
  }).observe(document, { childList: true, subtree: true })
}

interface Visit {
  page: Page
  cdp: CDPSession
  /** Bytes as they came over the wire, with their headers, by address. */
  wire: Map<string, number>
  seen(): Promise<Seen>
  close(): Promise<void>
}

async function visit(
  browser: Browser,
  url: string,
  options: { viewport: { width: number; height: number }; slow?: boolean },
): Promise<Visit> {
  const context = await browser.newContext({ viewport: options.viewport })
  // tsx gives functions their names back with a helper, which the page does not have.
  await context.addInitScript('globalThis.__name = (named) => named')
  await context.addInitScript(watch)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  const wire = new Map<string, number>()
  const urls = new Map<string, string>()
  await cdp.send('Network.enable')
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url))
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    wire.set(urls.get(requestId) ?? requestId, encodedDataLength),
  )
  if (options.slow === true) {
    await cdp.send('Network.emulateNetworkConditions', SLOW_NETWORK)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  }
  await page.goto(url)
  await page.locator('app-shell h1').first().waitFor({ timeout: 120_000 })
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(QUIET_MS)
  return {
    page,
    cdp,
    wire,
    seen: () => page.evaluate(() => (window as unknown as { seen: Seen }).seen),
    close: () => context.close(),
  }
}

/** Everything that was asked for before the first card of the list stood there; no chart is seen on a phone. */
async function bytesUntilList(browser: Browser, url: string): Promise<Figure[]> {
  const opened = await visit(browser, url, { viewport: MOBILE })
  const { page, wire } = opened
  const { listDrawn } = await opened.seen()
  if (listDrawn === null) throw new Error('the list was not drawn')
  const startedAt = new Map(
    await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => [entry.name, entry.startTime] as const),
    ),
  )
  await opened.close()
  const kind = (address: string): string =>
    address.includes('/api/') ? 'data' : address.endsWith('.js') ? 'JS' : address.endsWith('.css') ? 'CSS' : 'HTML'
  const parts = new Map<string, number>()
  let bytes = 0
  let requests = 0
  let later = 0
  for (const [address, size] of wire) {
    if ((startedAt.get(address) ?? 0) > listDrawn) {
      later += size
      continue
    }
    bytes += size
    requests += 1
    parts.set(kind(address), (parts.get(kind(address)) ?? 0) + size)
  }
  const note = [...parts].map(([name, size]) => `${name} ${(size / 1000).toFixed(1)}`).join(', ')
  return [
    {
      what: 'a first visit to / until the list is drawn, on the wire',
      value: bytes / 1000,
      unit: 'kB',
      target: { atMost: 90 },
      note: `${String(requests)} requests: ${note}; after the list, unasked: ${(later / 1000).toFixed(1)}`,
    },
  ]
}

async function shiftOf(browser: Browser, url: string, path: string, size: 'mobile' | 'desktop'): Promise<Figure> {
  const values: number[] = []
  const moved = new Set<string>()
  for (const slow of [true, false]) {
    const opened = await visit(browser, url + path, { viewport: size === 'mobile' ? MOBILE : DESKTOP, slow })
    const what = await opened.seen()
    values.push(what.shift)
    for (const one of what.moved) moved.add(one)
    await opened.close()
  }
  return {
    what: `${path} ${size}: CLS, worse of a slow and a fast visit`,
    // To three decimals, as browsers' tools give it: a number that becomes a pixel wider is no shift.
    value: Math.round(Math.max(...values) * 1000) / 1000,
    unit: '',
    target: { atMost: 0 },
    ...(moved.size === 0 ? {} : { note: [...moved].join('; ') }),
  }
}

async function paintOf(browser: Browser, url: string, path: string): Promise<Figure[]> {
  const paints: number[] = []
  const blocked: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const opened = await visit(browser, url + path, { viewport: MOBILE, slow: true })
    const { largestPaint, longTasks } = await opened.seen()
    paints.push(largestPaint)
    blocked.push(longTasks.reduce((sum, ms) => sum + Math.max(0, ms - 50), 0))
    await opened.close()
  }
  const note = (values: readonly number[]): string => `runs ${values.map((value) => value.toFixed(0)).join(', ')}`
  return [
    {
      what: `${path} LCP, slow phone`,
      value: median(paints),
      unit: 'ms',
      target: { atMost: 2500 },
      note: note(paints),
    },
    { what: `${path} TBT, slow phone`, value: median(blocked), unit: 'ms', target: null, note: note(blocked) },
  ]
}

/** Real keys and clicks on a processor a fourth as fast. From the press to the next picture: what INP counts. */
async function interactionsOf(browser: Browser, url: string): Promise<Figure> {
  const opened = await visit(browser, url, { viewport: MOBILE })
  const { page, cdp } = opened
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.locator('#filter-q').click()
  for (const letter of 'depressie') {
    await page.keyboard.press(letter)
    await page.waitForTimeout(120)
  }
  await page.waitForTimeout(QUIET_MS)
  await page.locator('.filters__quick button').click()
  await page.waitForTimeout(QUIET_MS)
  await page.locator('.filters__quick button').click()
  await page.waitForTimeout(QUIET_MS)
  await page.locator('.filters__summary').click()
  await page.waitForTimeout(QUIET_MS)
  await page.locator('trial-filters .filter-group:not([open]) summary').first().click()
  await page.waitForTimeout(QUIET_MS)
  await page.locator('trial-filters .filter-group[open] input').first().click()
  await page.waitForTimeout(QUIET_MS)
  const { interactions } = await opened.seen()
  await opened.close()
  const slowest = Object.entries(interactions).sort(([, a], [, b]) => b - a)
  return {
    what: '/ the slowest of 15 keys and clicks, 4 times slower processor',
    value: slowest[0]?.[1] ?? 16,
    unit: 'ms',
    target: { atMost: 200 },
    note: slowest
      .slice(0, 3)
      .map(([name, ms]) => `${name.split(' ')[0] ?? ''} ${ms.toFixed(0)}`)
      .join(', '),
  }
}

/** Comes back when the server has made its answers as small as it ever makes them. */
async function settleBytes(browser: Browser, url: string): Promise<void> {
  const end = performance.now() + BEST_BYTES_WITHIN_MS
  let before = Number.NaN
  let same = 0
  while (performance.now() < end) {
    const opened = await visit(browser, url, { viewport: MOBILE })
    await opened.close()
    const sum = [...opened.wire.values()].reduce((total, size) => total + size, 0)
    same = Math.abs(sum - before) < 100 ? same + 1 : 0
    if (same === LOOKS) return
    before = sum
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

export async function firstVisitFigures(url: string, paths: readonly string[]): Promise<Figure[]> {
  const browser = await launchBrowser()
  try {
    await settleBytes(browser, url)
    const figures = await bytesUntilList(browser, url)
    for (const path of paths) {
      for (const size of ['mobile', 'desktop'] as const) figures.push(await shiftOf(browser, url, path, size))
    }
    for (const path of paths) figures.push(...(await paintOf(browser, url, path)))
    figures.push(await interactionsOf(browser, url))
    return figures
  } finally {
    await browser.close()
  }
}

/** The pages that are measured; the trial is the first of the list. */
export async function pathsToMeasure(url: string): Promise<string[]> {
  const { trials } = (await (await fetch(`${url}/api/trials?limit=1`)).json()) as { trials: { trialId: string }[] }
  const [first] = trials
  if (first === undefined) throw new Error('the server holds no trial')
  return ['/', `/trial/${first.trialId}`, '/evidence']
}

/** The built app with the copies that come with it: some 300 trials, as many as the live registers hold. */
export function startWithCopies(): Promise<ServerProcess> {
  return startServer({ OFFLINE: '1', DATA_DIR: temporaryFolder(), RATE_LIMIT_PER_MINUTE: '100000' })
}

/** For the same lines in `npm run bench`. */
export async function firstVisitRows(): Promise<Row[]> {
  const server = await startWithCopies()
  try {
    return (await firstVisitFigures(server.url, await pathsToMeasure(server.url))).map(rowOf)
  } finally {
    await server.stop()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { what, value } of await firstVisitRows()) console.log(`${what.padEnd(64)} ${value}`)
}
