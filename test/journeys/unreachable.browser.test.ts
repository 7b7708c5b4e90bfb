import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { StatementReply, TrialsReply } from '../../shared/api.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { browserAvailable, launchBrowser } from './browser.ts'
import { keyboard, pointer } from './hands.ts'
import type { Hand } from './hands.ts'
import {
  expectAccessible,
  expectFocusOnHeading,
  tooWide,
  PHONE,
  settle,
  startAgainst,
  startJourney,
  WIDE,
  wordsIn,
} from './journey.ts'
import type { Lang } from './journey.ts'
import { getJson, startServer, temporaryFolder, waitFor } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const WAYS: readonly { hand: Hand; lang: Lang; viewport: typeof WIDE; colorScheme: 'light' | 'dark' }[] = [
  { hand: pointer, lang: 'en', viewport: WIDE, colorScheme: 'dark' },
  { hand: keyboard, lang: 'nl', viewport: PHONE, colorScheme: 'light' },
]

/** What the browser itself writes about a server that is not there. */
const GONE = /console: (?:Failed to load resource: net::ERR_|Couldn't load preload assets)/

/** Words that would turn "could not ask" into "there is none". */
const NONE = /\b0 (?:of \d+ )?trials\b|\b0 (?:van \d+ )?trials\b|No trial matches|Geen trial past/

describe.skipIf(!browserAvailable())('everything is empty or away', { timeout: 120_000 }, () => {
  let browser: Browser
  let gone: RegistryDouble
  let copies: ServerProcess

  beforeAll(async () => {
    browser = await launchBrowser()
    gone = await startDouble()
    const bases = Object.entries(gone.baseUrls).map(([id, url]) => [`${id.toUpperCase()}_BASE_URL`, url] as const)
    await gone.stop()
    copies = await startServer({ ...Object.fromEntries(bases), PACE: 'off', DATA_DIR: temporaryFolder() })
    await waitFor(
      () => getJson(`${copies.url}/api/trials?limit=1`).then((reply) => TrialsReply.parse(reply)),
      ({ registries }) => registries.every(({ error }) => error !== null),
    )
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await copies.kill()
  })

  for (const { hand, lang, viewport, colorScheme } of WAYS) {
    const words = wordsIn[lang]
    const way = `${hand.name}, ${lang}, ${String(viewport.width)} px`

    it(`shows copies as copies on a first start with every registry refusing, and never none (${way})`, async () => {
      const journey = await startJourney(browser, `${copies.url}/?lang=${lang}`, { viewport, colorScheme })
      const { page } = journey
      const { line, verdict } = StatementReply.parse(await getJson(`${copies.url}/api/statement`))
      expect(await page.locator('.statement-text').innerText()).toContain(line[lang])
      expect(verdict).toBe('none-in-copies')
      expect(line[lang]).toMatch(/copies|kopieën/)
      expect(await page.locator('main').innerText()).toContain(words.explore.copiesNote)
      const registers = await page.locator('registry-states').innerText()
      for (const { name } of TrialsReply.parse(await getJson(`${copies.url}/api/trials?limit=1`)).registries)
        // Without what stands between brackets, which is said once elsewhere.
        expect(registers).toContain(name.replace(/ \(.*/, ''))
      expect(registers).toMatch(lang === 'en' ? /copies, .*last attempt failed/ : /kopieën.*laatste poging mislukt/)
      expect(await page.locator('body').innerText()).not.toMatch(NONE)

      // Nothing found says which registers could not be asked, and which filter to take away.
      await hand.type(page.getByRole('searchbox'), 'qqqqxxxx')
      const empty = page.locator('.empty')
      await empty.waitFor()
      expect(await empty.innerText()).toContain('ClinicalTrials.gov')
      expect(await empty.innerText()).toMatch(
        lang === 'en' ? /does not mean that none exist/ : /betekent dus niet dat ze er niet zijn/,
      )
      await settle(page)
      await expectAccessible(page, 'nothing found, registers not asked')
      await hand.press(empty.getByRole('button').last())
      await page.locator('trial-card').first().waitFor()

      await hand.press(page.locator('trial-card .card__title a').first())
      await settle(page)
      await expectFocusOnHeading(page)
      expect(await page.locator('.trial__head').innerText()).toMatch(
        lang === 'en' ? /This is a copy of the register entry/ : /kopie/,
      )
      await journey.finish()
    })

    it(`says that the server is away, and goes on where it was when it is back (${way})`, async () => {
      const dataDir = temporaryFolder()
      let server = await startServer({ OFFLINE: '1', DATA_DIR: dataDir })
      const { port } = new URL(server.url)
      const journey = await startJourney(browser, `${server.url}/?lang=${lang}`, { viewport, colorScheme })
      const { page } = journey
      const trial = page.locator('trial-card .card__title a').first()
      const id = await page.locator('trial-card .card__id').first().innerText()
      await server.kill()

      const retry = page.getByRole('button', { name: words.errors.retry })
      const alert = page.getByRole('alert')
      // A page whose code was never loaded, then one that needs only data, then the list that is still here.
      await hand.press(trial)
      await alert.waitFor()
      expect(await alert.innerText()).toContain(words.errors.offline)
      await expectFocusOnHeading(page)
      await hand.press(retry)
      await alert.waitFor()
      expect(await page.locator('body').innerText()).not.toMatch(NONE)
      expect(await tooWide(page)).toEqual([])
      await expectAccessible(page, 'server away')

      await page.goBack()
      await page.locator('trial-card').first().waitFor()
      await expect.poll(() => alert.count()).toBe(0)
      await page.goForward()
      await alert.waitFor()

      server = await startServer({ OFFLINE: '1', DATA_DIR: dataDir, PORT: port })
      try {
        await hand.press(retry)
        await page.locator('.trial__head').waitFor()
        expect(await page.locator('.trial__glance').innerText()).toContain(id)
        // Now its code is here and only the data are away.
        await page.goto(`${server.url}/evidence?lang=${lang}`)
        await settle(page)
        await server.kill()
        await page.evaluate(() => window.scrollTo(0, 0))
        await hand.press(page.locator('.site-nav a').first())
        await page.locator('trial-card, [role="alert"]').first().waitFor()
        expect(await page.locator('body').innerText()).not.toMatch(NONE)
      } finally {
        await server.kill()
      }
      await journey.finish(GONE)
    })
  }
})

describe.skipIf(!browserAvailable())('lists that could not be loaded', { timeout: 120_000 }, () => {
  it('say so with a way to try again on every page, and never that there is none', async () => {
    const browser = await launchBrowser()
    const registries = await startDouble()
    const server = await startAgainst(registries)
    try {
      for (const lang of ['en', 'nl'] as const) {
        const words = wordsIn[lang]
        const journey = await startJourney(browser, `${server.url}/?lang=${lang}`, {
          viewport: lang === 'en' ? PHONE : WIDE,
        })
        const { page } = journey
        const id = await page.locator('trial-card .card__id').first().innerText()
        await page.getByRole('button', { name: `${words.actions.save} ${id}`, exact: true }).click()
        // The pages and their code arrive, the data do not: what a proxy or a restart does.
        await page.route('**/api/**', (route) => route.abort())
        const paths = ['/', `/trial/${id}`, `/trial/${id}/sheet`, '/saved', `/compare#ids=${id}`, '/evidence']
        for (const path of paths) {
          await page.goto(`${server.url}${path.replace(/(#|$)/, `?lang=${lang}$1`)}`)
          const alert = page.getByRole('alert').first()
          await alert.waitFor()
          expect(await alert.innerText(), path).toContain(words.errors.offline)
          expect(await page.locator('main').innerText(), path).not.toMatch(NONE)
          expect(await page.locator('main').innerText(), path).not.toContain(words.saved.gone)
          // Each page in one language; what stands there is the same note.
          if ((paths.indexOf(path) % 2 === 0) === (lang === 'en')) await expectAccessible(page, path)
        }
        await page.unroute('**/api/**')
        await page.getByRole('alert').first().getByRole('button', { name: words.errors.retry }).click()
        await page.locator('.verdict__text').waitFor()
        await journey.finish(GONE)
      }
    } finally {
      await browser.close()
      await server.kill()
      await registries.stop()
    }
  })
})
