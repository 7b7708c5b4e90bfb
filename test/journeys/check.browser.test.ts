import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { browserAvailable, launchBrowser } from './browser.ts'
import { axe, settle, startAgainst, watchTraffic } from './journey.ts'
import type { ServerProcess } from './server-process.ts'

/** Held by the double and in no collection of ours: a cluster headache trial of something else. */
const OUTSIDE = 'NCT90000020'
const UNKNOWN = 'NCT09999999'
const ADVERT = {
  nl: `Gegarandeerd resultaat! Doe mee aan onze psilocybine-trial in België (nct 0377 5200, ook ${OUTSIDE}).
Mevrouw P. de Geheime schrijft: de aanbetaling is € 250. Alleen via WhatsApp. Eerder: ${UNKNOWN}, ISRCTN83295292 en NCT377520.
Wij zoeken mensen met een depressie die iets nieuws willen proberen.`,
  en: `Guaranteed results! Join our psilocybin trial in Belgium (nct 0377 5200, also ${OUTSIDE}).
Mrs P. Secretperson writes: a deposit of € 250 is due. Contact us on WhatsApp. Earlier: ${UNKNOWN}, ISRCTN83295292 and NCT377520.
We look for people with depression who want to try something new.`,
}
const WORDS = {
  nl: {
    submit: 'Zoek op',
    notFound: 'geen trial met dit nummer',
    ours: 'geen van deze middelen',
    noPlace: 'geen plaats in België',
  },
  en: {
    submit: 'Look it up',
    notFound: 'shows no trial under this number',
    ours: 'names none of',
    noPlace: 'no place in Belgium',
  },
}

describe.skipIf(!browserAvailable())('checking a trial', { timeout: 180_000 }, () => {
  let browser: Browser
  let registries: RegistryDouble
  let server: ServerProcess

  beforeAll(async () => {
    browser = await launchBrowser()
    registries = await startDouble()
    server = await startAgainst(registries)
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    await server.kill()
    await registries.stop()
  })

  interface Visit {
    context: BrowserContext
    page: Page
    /** Everything asked for, with method, query and body. */
    asked: string[]
    complaints: string[]
  }

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    watchTraffic(context)
    const page = await context.newPage()
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(server.url + path)
    await settle(page)
    return { context, page, asked, complaints }
  }

  const card = (page: Page, id: string) =>
    page.locator('.check-card').filter({ has: page.getByRole('heading', { name: id, exact: true }) })
  const factsOf = (page: Page, id: string) =>
    page.locator('.check-record').filter({ has: page.getByRole('heading', { name: id, exact: true }) })

  const looks: { name: string; lang: 'en' | 'nl'; options: BrowserContextOptions }[] = [
    { name: 'wide, light, Dutch', lang: 'nl', options: { colorScheme: 'light' } },
    { name: 'wide, dark, English', lang: 'en', options: { colorScheme: 'dark' } },
    {
      name: 'narrow, dark, Dutch',
      lang: 'nl',
      options: { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
    },
    { name: 'narrow, light, English', lang: 'en', options: { viewport: { width: 360, height: 740 } } },
  ]

  it.each(looks)(
    'reads an advertisement in the browser and looks up only its numbers: $name',
    async ({ lang, options }) => {
      const { context, page, asked, complaints } = await visit(`/check?lang=${lang}`, options)
      const words = WORDS[lang]
      asked.length = 0
      await page.locator('#check-text').fill(ADVERT[lang])
      // Numbers are found while one reads, before anything is asked.
      await expect.poll(() => page.locator('.check-card').count()).toBe(4)
      expect(asked).toEqual([])
      await page.getByRole('button', { name: words.submit }).click()
      await settle(page)

      const held = card(page, 'NCT03775200')
      await factsOf(page, 'NCT03775200').waitFor()
      expect(await held.textContent()).toContain(words.noPlace)
      await expect.poll(() => factsOf(page, 'NCT03775200').locator('tbody tr').count()).toBeGreaterThan(20)
      expect(await card(page, OUTSIDE).textContent()).toContain(words.ours)
      expect(await card(page, UNKNOWN).textContent()).toContain(words.notFound)
      expect(await card(page, 'ISRCTN83295292').getByRole('link').first().getAttribute('href')).toBe(
        'https://www.isrctn.com/ISRCTN83295292',
      )
      expect(await page.locator('.check-malformed').textContent()).toContain('NCT377520')
      const quotes = (await page.locator('.check-quote').allTextContents()).join(' ')
      expect(quotes).toContain('250')
      expect(quotes).toContain('WhatsApp')
      await expect.poll(() => page.locator('.crisis').count()).toBeGreaterThan(0)

      // The network record: one question a number, and nothing of the text in any address or body.
      const questions = asked.filter((line) => line.includes('api/check'))
      expect(questions.map((line) => line.trim()).sort()).toEqual(
        ['ISRCTN83295292', 'NCT03775200', UNKNOWN, OUTSIDE].map((id) => `GET ${server.url}/api/check?id=${id}`).sort(),
      )
      // Without our own address and the names of our files: a port or a digest may hold these digits.
      const told = asked.filter((line) => !line.includes('/assets/')).map((line) => line.replace(server.url, ''))
      expect(told.join('\n')).not.toMatch(/geheim|secretperson|250|whatsapp/i)
      expect(page.url()).not.toMatch(/geheim|secretperson|NCT/i)
      const stored = await page.evaluate(() =>
        JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state]),
      )
      expect(stored).not.toMatch(/geheim|secretperson|NCT03775200/i)

      expect(await axe(page)).toEqual([])
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wider).toBeLessThanOrEqual(0)
      expect(complaints).toEqual([])
      await context.close()
    },
  )

  it('leaves no more in the debug log than that something was checked, and the number a registry was asked for', async () => {
    const { context, page } = await visit(`/check?lang=nl#id=${UNKNOWN}`)
    await card(page, UNKNOWN).locator('.note').waitFor()
    await context.close()
    const lines = server
      .output()
      .split('\n')
      .filter((line) => line.includes('api/check'))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toContain('"route":"api/check"')
    expect(server.output()).not.toMatch(/\?id=|id%3D|geheim|secretperson/i)
  })

  it('opens with the number of a link, and empties without leaving it in the address', async () => {
    const { context, page } = await visit('/check?lang=en#id=nct%2003775200')
    await factsOf(page, 'NCT03775200').waitFor()
    expect(await page.locator('#check-text').inputValue()).toBe('nct 03775200')
    await page.getByRole('button', { name: 'Empty the box' }).click()
    expect(await page.locator('#check-text').inputValue()).toBe('')
    await expect.poll(() => page.locator('.check-card').count()).toBe(0)
    expect(new URL(page.url()).hash).toBe('')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('check-text')
    await context.close()
  })

  it('works with the keyboard alone and says where the reader is', async () => {
    const { context, page } = await visit('/?lang=en')
    await page.getByRole('navigation').getByRole('link', { name: 'Check a trial' }).press('Enter')
    await page.waitForURL('**/check?lang=en')
    await settle(page)
    expect(await page.title()).toContain('Check a trial')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('check-text')
    await page.keyboard.type('2017-003288-36')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('check-country')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await settle(page)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('check-found')
    await factsOf(page, '2017-003288-36').waitFor()
    await context.close()
  })

  it('is pointed at by the search when somebody types a number there', async () => {
    const { context, page } = await visit(`/?lang=nl#q=${OUTSIDE}`)
    await page.getByRole('link', { name: 'Kijk wat de registers erover zeggen' }).click()
    await factsOf(page, OUTSIDE).waitFor()
    expect(new URL(page.url()).hash).toBe(`#id=${OUTSIDE}`)
    await context.close()
  })

  it('says that a registry could not be asked, and asks again on demand', async () => {
    registries.setFault('ctgov', { kind: '403' })
    const { context, page } = await visit('/check?lang=en#id=NCT08888888')
    const one = card(page, 'NCT08888888')
    await one.getByText('could not be asked').waitFor({ timeout: 30_000 })
    expect(await one.textContent()).toContain('we do not know whether it exists')
    registries.setFault('ctgov', null)
    await one.getByRole('button', { name: 'Ask again' }).click()
    await settle(page)
    // Kept for half a minute, so that asking again is not asking the registry at once.
    await one.getByText('could not be asked').waitFor()
    await context.close()
  })
})
