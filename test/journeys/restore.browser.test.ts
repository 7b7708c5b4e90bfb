import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { browserAvailable, launchBrowser } from './browser.ts'
import { keyboard, pointer } from './hands.ts'
import { PHONE, settle, startAgainst, startJourney, WIDE, wordsIn } from './journey.ts'
import { getJson } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const WAYS = [
  { hand: pointer, lang: 'en', other: 'nl', viewport: PHONE },
  { hand: keyboard, lang: 'nl', other: 'en', viewport: WIDE },
] as const

const TRIAL = 'NCT03775200'

describe.skipIf(!browserAvailable())('back, forward, reload and a link', { timeout: 120_000 }, () => {
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

  /** What a reader sees of the list: everything that a way back has to bring back. */
  async function view(page: Page) {
    await settle(page)
    return page.evaluate(() => ({
      address: location.pathname + location.search + location.hash,
      language: document.documentElement.lang,
      search: document.querySelector<HTMLInputElement>('#filter-q')?.value,
      sort: document.querySelector<HTMLSelectElement>('.list-head__sort select')?.value,
      chips: [...document.querySelectorAll('.chip')].map((chip) => chip.textContent.trim()),
      checked: [...document.querySelectorAll<HTMLInputElement>('input:checked')].map(
        (one) => `${one.name}=${one.value}`,
      ),
      count: document.querySelector('.list-head__count')?.textContent.trim(),
      cards: [...document.querySelectorAll('trial-card .card__id')].map((id) => id.textContent),
    }))
  }

  const top = (page: Page): Promise<number> => page.evaluate(() => Math.round(window.scrollY))

  async function scrollTo(page: Page, place: number): Promise<number> {
    await page.evaluate((y) => window.scrollTo({ top: y, behavior: 'instant' }), place)
    return top(page)
  }

  for (const { hand, lang, other, viewport } of WAYS) {
    const words = wordsIn[lang]
    const way = `${hand.name}, ${lang}, ${String(viewport.width)} px`

    it(`brings back the list with its filters, search, order, length and place (${way})`, async () => {
      const journey = await startJourney(browser, `${server.url}/?lang=${lang}`, { viewport })
      const { page } = journey
      const first = await view(page)
      await hand.press(page.getByRole('button', { name: words.explore.showMore(20, '20') }))
      const long = await view(page)
      expect(long.cards.length).toBeGreaterThan(first.cards.length)
      const low = await scrollTo(page, 3_000)
      expect(low).toBeGreaterThan(2_000)

      // A page and back: the same cards at the same place.
      await page
        .locator('trial-card .card__title a')
        .nth(12)
        .evaluate((link) => (link as HTMLElement).click())
      await settle(page)
      await page.locator('.trial__glance').waitFor()
      await page.goBack()
      expect(await view(page)).toEqual(long)
      await expect.poll(() => top(page)).toBe(low)
      await page.reload()
      expect(await view(page)).toEqual(long)
      await expect.poll(() => top(page)).toBe(low)

      // Filters, one step each; then all the way back and forward again.
      const steps = [long]
      const step = async (act: () => Promise<void>): Promise<void> => {
        const { address } = steps.at(-1) ?? first
        await act()
        await expect
          .poll(() => page.evaluate(() => location.pathname + location.search + location.hash))
          .not.toBe(address)
        steps.push(await view(page))
      }
      await step(() => hand.choose(page.locator('input[name="substance"][value="psilocybin"]')))
      await step(() => hand.type(page.getByRole('searchbox'), 'depress'))
      await step(() => hand.select(page.locator('.list-head__sort select'), 'largest'))
      expect(new Set(steps.map(({ address }) => address)).size).toBe(steps.length)
      expect(steps.at(-1)).toMatchObject({ search: 'depress', sort: 'largest', language: lang })
      for (const expected of steps.slice(0, -1).reverse()) {
        await page.goBack()
        expect(await view(page)).toEqual(expected)
      }
      for (const expected of steps.slice(1)) {
        await page.goForward()
        expect(await view(page)).toEqual(expected)
      }
      await page.reload()
      expect(await view(page)).toEqual(steps.at(-1))

      // Somebody else who gets the link sees the same, whatever their browser prefers.
      const guest = await startJourney(browser, page.url(), { viewport, locale: 'fr-FR' })
      expect(await view(guest.page)).toEqual(steps.at(-1))
      await guest.finish()
      await journey.finish()
    })

    it(`brings back each page, its place, its language and what is compared (${way})`, async () => {
      const journey = await startJourney(browser, `${server.url}/trial/${TRIAL}?lang=${lang}`, { viewport })
      const { page } = journey
      const heading = (): Promise<string> => page.locator('h1').first().innerText()
      const title = await heading()
      const low = await scrollTo(page, 900)
      await page.getByRole('link', { name: words.share.sheet }).evaluate((link) => (link as HTMLElement).click())
      await page.locator('.sheet').waitFor()
      await page.goBack()
      await settle(page)
      expect(await heading()).toBe(title)
      await expect.poll(() => top(page)).toBe(low)
      await page.reload()
      await settle(page)
      await expect.poll(() => top(page)).toBe(low)

      // The language of a view is in its address, and comes back with it.
      await page
        .getByRole('button', { name: other === 'nl' ? 'Nederlands' : 'English' })
        .evaluate((b) => (b as HTMLElement).click())
      await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(other)
      await page
        .locator('.site-nav a')
        .first()
        .evaluate((link) => (link as HTMLElement).click())
      await page.locator('trial-card').first().waitFor()
      await page.evaluate((to) => history.replaceState(history.state, '', `/?lang=${to}`), lang)
      await page.goBack()
      await page.locator('.trial__glance').waitFor()
      await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(other)
      await page.goForward()
      await page.locator('trial-card').first().waitFor()
      await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(lang)
      expect(await heading()).toBe(words.explore.title)

      // A comparison from a link alone, one taken out, and back.
      await page.goto(`${server.url}/compare?lang=${lang}#ids=${TRIAL},NCT05711940`)
      await settle(page)
      const columns = () => page.locator('.compare__table thead .card__id').allInnerTexts()
      expect(await columns()).toEqual([TRIAL, 'NCT05711940'])
      await hand.press(page.getByRole('button', { name: `${words.compare.remove} ${TRIAL}` }))
      await expect.poll(columns).toEqual(['NCT05711940'])
      await page.goBack()
      await expect.poll(columns).toEqual([TRIAL, 'NCT05711940'])
      await page.reload()
      await settle(page)
      expect(await columns()).toEqual([TRIAL, 'NCT05711940'])

      // A part of a page: from a link, from its own list of contents, and back to the top.
      const inView = (id: string): Promise<boolean> =>
        page.locator(`#${id}`).evaluate((element) => {
          const { top: y } = element.getBoundingClientRect()
          return y >= -1 && y < window.innerHeight
        })
      await page.goto(`${server.url}/evidence?lang=${lang}#evidence-cite`)
      await settle(page)
      await expect.poll(() => inView('evidence-cite')).toBe(true)
      await page.goto(`${server.url}/evidence?lang=${lang}`)
      await settle(page)
      await hand.press(page.locator('.toc').getByRole('link', { name: words.evidence.blindSpots }))
      await expect.poll(() => inView('evidence-blind-spots')).toBe(true)
      await page.goBack()
      await expect.poll(() => inView('toc-heading')).toBe(true)
      await page.goForward()
      await expect.poll(() => inView('evidence-blind-spots')).toBe(true)

      for (const path of ['/saved', '/about', '/nothing-here']) {
        await page.goto(`${server.url}${path}?lang=${lang}`)
        await settle(page)
        const before = [await heading(), await page.title()]
        await page.locator('.brand').click()
        await page.locator('trial-card').first().waitFor()
        await page.goBack()
        await expect.poll(async () => [await heading(), await page.title()]).toEqual(before)
      }
      const { version } = (await getJson(`${server.url}/api/statement`)) as { version: string }
      await page.goto(`${server.url}/evidence?version=${version}&lang=${lang}`)
      await settle(page)
      expect(await page.locator('main').innerText()).toContain(words.evidence.oldVersion(version))
      await journey.finish(/status of 404/)
    })
  }

  it('shares by the device where it can, copies where not, and takes a "no" as an answer', async () => {
    const words = wordsIn.en
    for (const [how, expected, copies] of [
      ['shares', '', false],
      ['aborts', '', false],
      ['fails', words.share.copied, true],
      ['absent', words.share.copied, true],
      ['refused', words.share.failed(`${server.url}/trial/${TRIAL}?lang=en`), false],
    ] as const) {
      const journey = await startJourney(browser, `${server.url}/about?lang=en`)
      const { page, context } = journey
      await context.addInitScript((way) => {
        const log: unknown[] = []
        const share = (data: unknown): Promise<void> => {
          log.push(data)
          if (way === 'aborts') return Promise.reject(new DOMException('closed', 'AbortError'))
          return way === 'fails' ? Promise.reject(new DOMException('no', 'NotAllowedError')) : Promise.resolve()
        }
        Object.defineProperty(navigator, 'share', { value: ['absent', 'refused'].includes(way) ? undefined : share })
        // Without https a browser has no clipboard at all.
        const clipboard =
          way === 'refused' ? undefined : { writeText: (text: string) => Promise.resolve(void log.push(text)) }
        Object.defineProperty(navigator, 'clipboard', { value: clipboard })
        Object.defineProperty(globalThis, 'shareLog', { value: log })
      }, how)
      await page.goto(`${server.url}/trial/${TRIAL}?lang=en#trial-sites`)
      await settle(page)
      const shares = !['absent', 'refused'].includes(how)
      await page
        .locator('share-trial')
        .getByRole('button', { name: shares ? words.share.share : words.share.copyLink, exact: true })
        .click()
      const address = `${server.url}/trial/${TRIAL}?lang=en`
      const log = () => page.evaluate(() => (globalThis as unknown as { shareLog: unknown[] }).shareLog)
      const title = await page.locator('h1').innerText()
      await expect
        .poll(log, { message: how })
        .toEqual([...(shares ? [{ title, url: address }] : []), ...(copies ? [address] : [])])
      await expect.poll(() => page.locator('share-trial [role="status"]').innerText(), { message: how }).toBe(expected)
      if (how === 'refused') {
        await page.getByRole('button', { name: words.questions.copy }).click()
        await page.getByText(words.app.copyFailed).waitFor()
      }
      await journey.finish()
    }
  })
})
