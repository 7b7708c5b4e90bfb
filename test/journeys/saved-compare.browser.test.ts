import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { browserAvailable, launchBrowser } from './browser.ts'
import { axe, settle, startAgainst, watchTraffic } from './journey.ts'
import type { ServerProcess } from './server-process.ts'

/** Saved, compared, cleared, charts and About, in a real browser against the registry double. */
describe.skipIf(!browserAvailable())('what a person keeps', { timeout: 180_000 }, () => {
  let browser: Browser
  let registries: RegistryDouble
  let server: ServerProcess

  beforeAll(async () => {
    browser = await launchBrowser()
    registries = await startDouble()
    server = await startAgainst(registries, {
      OPERATOR_NAME: 'Test Foundation',
      OPERATOR_URL: 'https://operator.example/',
    })
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    await server.kill()
    await registries.stop()
  })

  interface Visit {
    context: BrowserContext
    page: Page
    /** Paths asked of our origin. */
    asked: string[]
    complaints: string[]
  }

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
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
    await page.goto(server.url + path)
    await settle(page)
    return { context, page, asked, complaints }
  }

  const cardIds = (page: Page): Promise<string[]> => page.locator('trial-card .card__id').allInnerTexts()

  it('is saved, is there after a reload, and is compared and cleared by keyboard, unknown to the server', async () => {
    const { context, page, asked, complaints } = await visit('/?lang=en')
    const [first = '', second = ''] = await cardIds(page)
    const logged = server.output().length
    const askedBefore = asked.length

    for (const id of [first, second]) {
      await page.getByRole('button', { name: `Save ${id}`, exact: true }).focus()
      await page.keyboard.press('Space')
      await page.getByRole('button', { name: `Compare ${id}`, exact: true }).focus()
      await page.keyboard.press('Enter')
    }
    expect(await page.getByRole('button', { name: `Saved ${first}` }).getAttribute('aria-pressed')).toBe('true')
    expect(asked.slice(askedBefore)).toEqual([])
    expect(server.output().slice(logged)).not.toMatch(/request/)

    await page.getByRole('link', { name: /^Saved/ }).click()
    await settle(page)
    // The heading of the page that is left still stands there while the next one's code comes.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Saved trials')
    await page.reload()
    await settle(page)
    await expect.poll(() => page.locator('.saved .card__id').allInnerTexts()).toEqual([second, first])
    expect(await page.locator('.saved').innerText()).toContain('Nothing changed since you saved it.')
    expect(await page.getByRole('navigation', { name: 'Main menu' }).innerText()).toMatch(/Saved\s*2/)
    // Not one request names a saved trial, in its path or its query.
    const named = asked.filter((path) => path.includes(first) || path.includes(second))
    expect(named).toEqual([])

    await page.getByRole('link', { name: 'Compare now' }).click()
    await settle(page)
    expect(new URL(page.url()).hash).toBe(`#ids=${first},${second}`)
    await expect.poll(() => page.getByRole('columnheader').allInnerTexts()).toHaveLength(2)
    const status = page.getByRole('row', { name: /^Status/ })
    await expect.poll(() => status.getByRole('cell').count()).toBe(2)
    // The numbers are in the fragment: the page itself was asked for without them.
    expect(asked.filter((path) => path.startsWith('/compare')).join()).not.toContain(first)
    const rows = await page.getByRole('row').count()
    await page.getByLabel('Show only what differs').check()
    await expect.poll(() => page.getByRole('row').count()).toBeLessThan(rows)

    await page.goto(`${server.url}/saved?lang=en`)
    await settle(page)
    await page.getByRole('button', { name: 'Clear everything on this device' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Yes, clear everything' }).press('Enter')
    await page.getByText('Everything this site kept on this device is gone.').waitFor()
    await expect.poll(() => page.getByText('You have not saved a trial yet.').isVisible()).toBe(true)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('trialwijzer')))).toEqual(
      [],
    )
    await page.reload()
    await settle(page)
    await expect.poll(() => page.getByText('You have not saved a trial yet.').isVisible()).toBe(true)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('tells what changed since, once it was changed, until it was seen', async () => {
    const { context, page } = await visit('/?lang=nl')
    const [first = ''] = await cardIds(page)
    await page.getByRole('button', { name: `Bewaar ${first}`, exact: true }).click()
    await page.evaluate(() => {
      const [kept] = JSON.parse(localStorage['trialwijzer.saved'] as string) as { copy: { startDate: string } }[]
      kept!.copy.startDate = '1999-05'
      localStorage['trialwijzer.saved'] = JSON.stringify([kept])
    })
    await page.goto(`${server.url}/saved?lang=nl`)
    await settle(page)
    expect(await page.locator('.changes').innerText()).toContain('Begindatum was: mei 1999.')
    await page.getByRole('button', { name: `Ik heb dit gezien ${first}` }).click()
    await expect.poll(() => page.locator('.changes').count()).toBe(0)
    await context.close()
  })

  it('refuses a fifth trial, says so, and keeps the four', async () => {
    const { context, page } = await visit('/?lang=en')
    const ids = (await cardIds(page)).slice(0, 5)
    for (const id of ids) await page.getByRole('button', { name: `Compare ${id}`, exact: true }).click()
    await expect
      .poll(() => page.getByText('You can compare 4 trials at most. Take one away first.').isVisible())
      .toBe(true)
    expect(await page.locator('compare-tray').innerText()).toContain('4 trials to compare')
    await context.close()
  })

  it('compares from a link alone, names a number that is none, and takes a trial out of the link', async () => {
    const { context, page } = await visit('/compare?lang=en#ids=NCT06199700,NCT03775200,depression,NCT09999999')
    expect(await page.locator('main').innerText()).toContain('depression')
    expect(await page.locator('main').innerText()).toContain('We hold no trial with the number NCT09999999.')
    await page.getByRole('button', { name: 'Take away NCT03775200' }).click()
    expect(new URL(page.url()).hash).toBe('#ids=NCT06199700,NCT09999999')
    await page.goBack()
    await expect.poll(() => page.getByRole('columnheader').count()).toBe(2)
    await context.close()
  })

  it('draws every chart, filters by a country of the map, and hands out CSV and PNG', async () => {
    const { context, page, complaints } = await visit('/?lang=en', { acceptDownloads: true })
    const charts = await page.locator('.explore__charts trial-chart').all()
    expect(charts).toHaveLength(7)
    for (const chart of charts) {
      await chart.scrollIntoViewIfNeeded()
      const [csv] = await Promise.all([
        page.waitForEvent('download'),
        chart.getByRole('button', { name: /^Table \(CSV\)/ }).click(),
      ])
      expect(csv.suggestedFilename()).toMatch(/^trialwijzer-[a-z-]+\.csv$/)
      const text = readFileSync(await csv.path(), 'utf8')
      expect(text.split('\r\n').length - 1).toBe(await chart.locator('tr').count())
      const [png] = await Promise.all([
        page.waitForEvent('download'),
        chart.getByRole('button', { name: /^Picture \(PNG\)/ }).click(),
      ])
      const bytes = readFileSync(await png.path())
      expect(bytes.subarray(1, 4).toString()).toBe('PNG')
      expect(bytes.length).toBeGreaterThan(2_000)
    }
    const map = page.locator('country-map')
    await map.getByRole('button', { name: 'Europe' }).click()
    const country = map.locator('.map__most button').first()
    const code = await country.getAttribute('data-code')
    await map.locator('.map__svg [data-code]').first().waitFor()
    await country.focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction((wanted) => location.hash.includes(`country=${wanted ?? ''}`), code)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('says on About who runs this copy and what each word of a register means', async () => {
    const { context, page } = await visit('/about?lang=en')
    expect(await page.getByRole('link', { name: 'Test Foundation' }).getAttribute('href')).toBe(
      'https://operator.example/',
    )
    await page.getByText('The words of ClinicalTrials.gov').click()
    expect(await page.getByRole('row', { name: /^ENROLLING_BY_INVITATION/ }).innerText()).toContain(
      'By invitation only',
    )
    await page.getByRole('button', { name: 'Nederlands' }).click()
    await page.getByRole('heading', { level: 1, name: 'Over Trialwijzer' }).waitFor()
    await context.close()
  })

  const looks: { name: string; options: BrowserContextOptions; lang: string }[] = [
    { name: 'desktop, light, Dutch', options: { colorScheme: 'light' }, lang: 'nl' },
    { name: 'desktop, dark, English', options: { colorScheme: 'dark' }, lang: 'en' },
    { name: '320 px, light, English', options: { viewport: { width: 320, height: 700 } }, lang: 'en' },
    {
      name: '320 px, dark, Dutch',
      options: { viewport: { width: 320, height: 700 }, colorScheme: 'dark' },
      lang: 'nl',
    },
  ]
  for (const { name, options, lang } of looks) {
    it(`has no accessibility violation and fits (${name})`, async () => {
      const { context, page, complaints } = await visit(`/?lang=${lang}`, options)
      const saving = lang === 'en' ? /^Save / : /^Bewaar /
      const comparing = lang === 'en' ? /^Compare / : /^Vergelijk /
      for (let card = 0; card < 3; card += 1) {
        await page.locator('trial-card').nth(card).getByRole('button', { name: saving }).click()
        await page.locator('trial-card').nth(card).getByRole('button', { name: comparing }).click()
      }
      expect(await axe(page), 'with the tray').toEqual([])
      for (const path of ['/saved', '/compare']) {
        await page.goto(`${server.url}${path}?lang=${lang}`)
        await settle(page)
        expect(await axe(page), path).toEqual([])
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(over, path).toBeLessThanOrEqual(0)
      }
      await page.evaluate(() => localStorage.clear())
      for (const path of ['/saved', '/compare']) {
        await page.goto(`${server.url}${path}?lang=${lang}`)
        await settle(page)
        expect(await axe(page), `${path}, empty`).toEqual([])
      }
      expect(complaints).toEqual([])
      await context.close()
    })
  }
})
