import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { systemClock } from '../../server/clock.ts'
import { createFileStore } from '../../server/store/file-store.ts'
import type { ChangeEntry } from '../../shared/api.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { browserAvailable, launchBrowser } from './browser.ts'
import { axe, settle, startAgainst, watchTraffic } from './journey.ts'
import { temporaryFolder } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const ID = 'NCT06199700'
const DAY = 86_400_000
const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString()

/** What changed since a visit, the list to take along, and the trial's history, in a real browser. */
describe.skipIf(!browserAvailable())('a person who comes back', { timeout: 180_000 }, () => {
  let browser: Browser
  let registries: RegistryDouble
  let server: ServerProcess

  beforeAll(async () => {
    browser = await launchBrowser()
    registries = await startDouble()
    const dataDir = temporaryFolder()
    const entry: ChangeEntry = {
      at: ago(2),
      trialId: ID,
      recordId: ID,
      registryId: 'ctgov',
      kind: 'status',
      field: 'overallStatus',
      from: 'NOT_YET_RECRUITING',
      to: 'RECRUITING',
    }
    // As an earlier process left it.
    await createFileStore({ folder: dataDir, clock: systemClock, log: pino({ level: 'silent' }) }).writeDocument(
      'changes',
      {
        keptFrom: ago(300),
        entries: [{ ...entry, at: ago(9) }, entry, { ...entry, field: 'sites', kind: 'sites', from: '1', to: '2' }],
      },
    )
    server = await startAgainst(registries, { DATA_DIR: dataDir })
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    await server.kill()
    await registries.stop()
  })

  async function open(path: string, visit: string | null, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    watchTraffic(context)
    const page = await context.newPage()
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname + new URL(request.url()).search))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    if (visit !== null) {
      await page.addInitScript((at) => {
        if (localStorage.getItem('trialwijzer') === null)
          localStorage.setItem('trialwijzer', JSON.stringify({ visit: { at, before: null } }))
      }, visit)
    }
    await page.goto(server.url + path)
    await settle(page)
    return { context, page, asked, complaints }
  }

  it('sees on Explore what changed since, and the server does not learn since when', async () => {
    const visit = ago(5)
    const { context, page, asked, complaints } = await open('/?lang=en', visit)
    const news = page.locator('explore-news')
    const summary = news.locator('summary')
    await summary.waitFor()
    expect(await summary.innerText()).toMatch(/^2 changes in the registers since your visit of \d+ \w+ 20\d\d$/)
    await summary.click()
    expect(await news.getByRole('link').getAttribute('href')).toContain(`/trial/${ID}`)
    expect(await news.innerText()).toContain(
      'ClinicalTrials.gov: The status was “NOT_YET_RECRUITING” and is now “RECRUITING”.',
    )
    expect(await news.innerText()).toContain('ClinicalTrials.gov: The number of places was 1 and is now 2.')
    expect(asked.filter((path) => path.startsWith('/api/changes'))).toEqual(['/api/changes'])
    expect(await axe(page)).toEqual([])
    // Within the same visit it is still there; after everything was cleared it is not.
    await page.reload()
    await page.locator('explore-news summary').waitFor()
    await page.goto(`${server.url}/saved?lang=en`)
    await page.getByRole('button', { name: 'Clear everything on this device' }).click()
    await page.getByRole('button', { name: 'Yes, clear everything' }).click()
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('is told nothing on a first visit, and no log is asked for', async () => {
    const { context, page, asked } = await open('/?lang=en', null)
    await page.locator('trial-card').first().waitFor()
    await expect.poll(() => page.locator('explore-news').count()).toBe(0)
    expect(asked.filter((path) => path.startsWith('/api/changes'))).toEqual([])
    await context.close()
  })

  for (const { lang, open: word, width } of [
    { lang: 'en', open: 'Take along or follow this list', width: 1280 },
    { lang: 'nl', open: 'Neem deze lijst mee of volg hem', width: 320 },
  ]) {
    it(`takes along and follows the list as it is filtered, and reads what is sent when (${lang}, ${width} px)`, async () => {
      const { context, page, asked, complaints } = await open(`/?lang=${lang}#disagrees=any`, ago(5), {
        viewport: { width, height: 800 },
        acceptDownloads: true,
      })
      await page.locator('trial-card').first().waitFor()
      const shown = await page.locator('trial-card').count()
      expect(shown).toBeGreaterThan(0)
      const before = asked.length
      await page.getByText(word, { exact: true }).click()
      const take = page.locator('explore-take')
      await take.getByRole('link').first().waitFor()
      const hrefs = await take.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
      expect(hrefs.slice(0, 3)).toEqual([
        '/api/trials.csv?disagrees=any',
        '/api/trials.json?disagrees=any',
        `/feeds/trials.atom?lang=${lang}&disagrees=any`,
      ])
      expect(await take.innerText()).toContain(String(shown))
      expect(asked.slice(before).filter((path) => path.includes('disagrees'))).toEqual([])
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      const [file] = await Promise.all([page.waitForEvent('download'), take.getByRole('link').first().click()])
      expect(file.suggestedFilename()).toMatch(/^trialwijzer-trials-\d{4}-\d{2}-\d{2}\.csv$/)
      expect(
        readFileSync(await file.path(), 'utf8')
          .trimEnd()
          .split('\r\n'),
      ).toHaveLength(shown + 1)
      expect(complaints).toEqual([])
      await context.close()
    })
  }

  it('reads on the page of a trial what changed, newest first, and takes a reference along', async () => {
    const { context, page, complaints } = await open(`/trial/${ID}?lang=nl`, null, { acceptDownloads: true })
    const section = page.getByRole('region', { name: 'Veranderingen die we zagen' })
    const lines = await section.getByRole('listitem').allInnerTexts()
    expect(lines).toHaveLength(3)
    expect(lines[2]).toContain('ClinicalTrials.gov: De status was “NOT_YET_RECRUITING” en is nu “RECRUITING”.')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'BibTeX', exact: true }).click(),
    ])
    expect(file.suggestedFilename()).toBe(`${ID}.bib`)
    expect(readFileSync(await file.path(), 'utf8')).toContain(`@misc{${ID},`)
    expect(await axe(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })
})
