import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'vitest'
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core'
import { enDetail } from '../../shared/text/en-detail.ts'
import { en } from '../../shared/text/en.ts'
import { keptEn } from '../../shared/text/kept-en.ts'
import { keptNl } from '../../shared/text/kept-nl.ts'
import { nlDetail } from '../../shared/text/nl-detail.ts'
import { nl } from '../../shared/text/nl.ts'
import { trialPageEn } from '../../shared/text/trial-page-en.ts'
import { trialPageNl } from '../../shared/text/trial-page-nl.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { getJson, startServer, temporaryFolder, waitFor } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

/** The words on screen, so that a journey follows the product's own text in either language. */
export const wordsIn = {
  en: { ...en, ...enDetail, ...trialPageEn, ...keptEn },
  nl: { ...nl, ...nlDetail, ...trialPageNl, ...keptNl },
}
export type Lang = keyof typeof wordsIn

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** WCAG 2.2 AA, contrast included, and axe's best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export const WIDE = { width: 1280, height: 900 }
export const PHONE = { width: 360, height: 740 }
/** 1280 CSS pixels at 400 % zoom. */
export const NARROWEST = { width: 320, height: 640 }

/** One person at one browser: what their pages asked for, and everything that should not happen. */
export interface Journey {
  page: Page
  context: BrowserContext
  /** Paths asked of our own origin, with their query. */
  asked: string[]
  /** Checks that nothing foreign was asked, nothing refused or complained about, no dialog opened; and ends it. */
  finish(allowed?: RegExp): Promise<void>
}

export async function startJourney(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Journey> {
  const context = await browser.newContext({ viewport: WIDE, acceptDownloads: true, ...options })
  const page = await context.newPage()
  const { origin } = new URL(address)
  const asked: string[] = []
  const wrong: string[] = []
  watchTraffic(context)
  context.on('request', (request) => {
    const target = new URL(request.url())
    if (['data:', 'blob:'].includes(target.protocol)) return
    // Chromium reads the picture of the tab from its cache again at every change of the address.
    if (target.pathname.startsWith('/assets/favicon-')) return
    if (target.origin === origin) asked.push(target.pathname + target.search)
    else wrong.push(`foreign request: ${request.url()}`)
  })
  context.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => wrong.push(`error: ${error.error().message}`))
  await context.exposeFunction('reportViolation', (violation: string) => wrong.push(`refused by CSP: ${violation}`))
  await context.addInitScript(() => {
    const report = (globalThis as unknown as { reportViolation: (violation: string) => void }).reportViolation
    document.addEventListener('securitypolicyviolation', (event) => {
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  await page.goto(address)
  await settle(page)
  return {
    page,
    context,
    asked,
    async finish(allowed = /^$/) {
      expect(wrong.filter((one) => !allowed.test(one))).toEqual([])
      await context.close()
    },
  }
}

/** What is under way in a browser, and when the last of it ended (performance.now() time). */
interface Traffic {
  open: Set<Request>
  lastAt: number
}
const traffic = new WeakMap<BrowserContext, Traffic>()
const QUIET_MS = 120

/** From here on `settle` knows when the pages of this context have what they asked for. */
export function watchTraffic(context: BrowserContext): void {
  const seen: Traffic = { open: new Set(), lastAt: performance.now() }
  traffic.set(context, seen)
  context.on('request', (request) => {
    seen.open.add(request)
    seen.lastAt = performance.now()
  })
  const end = (request: Request): void => {
    seen.open.delete(request)
    seen.lastAt = performance.now()
  }
  context.on('requestfinished', end)
  context.on('requestfailed', end)
}

/** Nothing is under way, and nothing was for `QUIET_MS`. */
export async function expectQuiet(page: Page): Promise<void> {
  const seen = traffic.get(page.context())
  if (seen === undefined) return page.waitForLoadState('networkidle')
  await expect
    .poll(() => (performance.now() - seen.lastAt > QUIET_MS ? [...seen.open].map((request) => request.url()) : ['...']))
    .toEqual([])
}

/** The client has drawn what it loaded: a heading, and nothing that says it is busy. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  await page.locator('app-shell h1').first().waitFor()
  await expectQuiet(page)
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], .card--skeleton, .chart--waiting, .skeleton-line') === null,
  )
}

/** What axe finds on the page as it stands, in a form to be compared with nothing. */
export async function axe(page: Page): Promise<string[]> {
  // Through the debugger, so that the page's own content security policy stays in force for the page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  return page.evaluate(async (tags) => {
    interface Axe {
      run(options: unknown): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }>
    }
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({
      runOnly: tags,
      resultTypes: ['violations'],
    })
    return violations.map((v) => `${v.id}: ${JSON.stringify(v.nodes.slice(0, 3).map((n) => n.target))}`)
  }, RULES)
}

/** No violation in the state the page is in. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  expect(await axe(page), state).toEqual([])
}

/** What makes the window scroll sideways, innermost first; nothing when it does not. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const edge = window.innerWidth
    if (document.documentElement.scrollWidth <= edge) return []
    const wide = [...document.body.querySelectorAll('*')].filter(
      (one) => one.getBoundingClientRect().right > edge + 1 && one.closest('.scroll-x > *') === null,
    )
    const innermost = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)))
    return [
      `${String(document.documentElement.scrollWidth)} px`,
      ...innermost.slice(0, 5).map((one) => one.outerHTML.slice(0, 160)),
    ]
  })
}

/** The focus is on the heading of the page that was just opened. */
export async function expectFocusOnHeading(page: Page, name?: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  if (name !== undefined) await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name)
}

/** Parts of the site come when first seen, the same for everyone: the list of places, and what draws the charts. */
export async function loadAllCode(page: Page): Promise<void> {
  const places = page.waitForResponse(/\/assets\/gazetteer-/)
  await page.locator('#place-input').focus()
  await (await places).finished()
  await loadCharts(page)
  await page.locator('h1').focus()
}

/** What draws the charts comes when the first of them is seen, the map when it is. */
export async function loadCharts(page: Page): Promise<void> {
  for (const chart of await page.locator('.explore__charts details[open] trial-chart').all()) {
    await chart.scrollIntoViewIfNeeded()
    await chart.locator('.chart__canvas--drawn').waitFor()
  }
}

/**
 * While `act` runs, neither the browser asks the server anything nor does the server hear anything, by its own log at
 * `debug`. A request of ours at the end proves that the log would have shown one.
 */
export async function unheard(journey: Journey, server: ServerProcess, act: () => Promise<void>): Promise<void> {
  await journey.page.waitForLoadState('networkidle')
  await heardSince(server, server.output().length)
  const before = journey.asked.length
  const logged = server.output().length
  await act()
  expect(journey.asked.slice(before)).toEqual([])
  expect(await heardSince(server, logged)).toEqual([])
}

/** What the server was asked for since its log had this length. A question of ours that is in the log proves it is read. */
async function heardSince(server: ServerProcess, logged: number): Promise<string[]> {
  const ours = (await fetch(`${server.url}/healthz`)).headers.get('x-request-id')
  if (ours === null) throw new Error('the server gives its answers no number')
  const heard = (): string[] =>
    server
      .output()
      .slice(logged)
      .split('\n')
      .filter((line) => line.includes('"requestId":'))
  await expect.poll(() => heard().join()).toContain(ours)
  return heard().filter((line) => !line.includes(ours))
}

/** The built server against the double, when it has asked all registries; everything it hears is in its log. */
export async function startAgainst(
  registries: RegistryDouble,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const bases = Object.entries(registries.baseUrls).map(([id, url]) => [`${id.toUpperCase()}_BASE_URL`, url] as const)
  const server = await startServer({
    ...Object.fromEntries(bases),
    PACE: 'off',
    DATA_DIR: temporaryFolder(),
    LOG_LEVEL: 'debug',
    // One machine plays many people.
    RATE_LIMIT_PER_MINUTE: '100000',
    ...env,
  })
  await waitFor(
    () => getJson(`${server.url}/api/statement`) as Promise<{ basis: string }>,
    ({ basis }) => basis === 'registries',
    60_000,
  )
  return server
}
