import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { HOSTILE, hostileStudy, LONG_WORD, TURNED } from '../fixtures/ctgov/journeys.ts'
import { ctisTrial } from '../fixtures/ctis/build-trial.ts'
import { product } from '../fixtures/ctis/raw-product.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { browserAvailable, launchBrowser } from './browser.ts'
import { expectAccessible, NARROWEST, tooWide, settle, startAgainst, startJourney, wordsIn } from './journey.ts'
import type { Journey } from './journey.ts'
import type { ServerProcess } from './server-process.ts'

/** The same trial in a second register, which says other things with as much malice. */
function hostileTwin() {
  return ctisTrial({
    ctNumber: '2024-590305-11-00',
    foundFor: ['psilocybin'],
    title: `Psilocybin <svg onload="globalThis.hit = 3"> ${TURNED} ${LONG_WORD}`,
    status: 3,
    phase: 5,
    conditions: [`Rett syndrome <script>globalThis.hit = 4</script>${TURNED}`],
    sponsor: {
      name: `<iframe srcdoc="<script>alert(5)</script>"> ${TURNED} ${LONG_WORD}`,
      commercial: true,
      type: 'Pharmaceutical company',
      country: 'Netherlands',
      city: '<b>City</b>',
    },
    products: [product(901, '1', `Psilocybin <img src=x onerror=alert(6)> ${TURNED}`, 'psilocybin')],
    ages: [2, 3],
    inclusion: [`<details open ontoggle=alert(7)> ${TURNED} ${LONG_WORD}`],
    exclusion: ['"><script>alert(8)</script>'],
    countries: [
      {
        name: 'Netherlands',
        code: 'NL',
        status: 3,
        decided: '2026-01-10',
        planned: 44,
        sites: [[`<img src=x onerror=alert(9)> ${LONG_WORD}`, `Utrecht${TURNED}`]],
      },
    ],
    nct: HOSTILE,
    estimated: { start: '2026-02-01', end: '2028-02-01' },
    published: '2026-10-20',
  })
}

describe.skipIf(!browserAvailable())('hostile text of a register', { timeout: 120_000 }, () => {
  let browser: Browser
  let registries: RegistryDouble
  let server: ServerProcess

  beforeAll(async () => {
    browser = await launchBrowser()
    registries = await startDouble()
    registries.data.ctgov.push(hostileStudy())
    registries.data.ctis.push(hostileTwin())
    server = await startAgainst(registries)
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    await server.kill()
    await registries.stop()
  })

  /** No element of the page was made by the text, nothing of it ran, and nothing makes the window scroll sideways. */
  async function expectHarmless(page: Page, where: string): Promise<void> {
    expect(await page.evaluate(() => (globalThis as { hit?: number }).hit), where).toBeUndefined()
    expect(
      await page
        .locator(
          '#app :is(script, iframe, img, object, embed, svg[onload], [onerror], [ontoggle], a[href^="javascript:"])',
        )
        .count(),
      where,
    ).toBe(0)
    await expect
      .poll(() => page.getByRole('heading', { name: 'Owned', exact: true }).count(), { message: where })
      .toBe(0)
    expect(await tooWide(page), where).toEqual([])
  }

  const openAll = (page: Page): Promise<void> =>
    page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })

  /**
   * Text that turns the direction round is alone in its own bidirectional paragraph: every text of the page that holds
   * such a sign stands in an element that the browser isolates from what is round it.
   */
  function turnedOutside(page: Page): Promise<string[]> {
    return page.evaluate(() => {
      const bare: string[] = []
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        const own = text.parentElement?.closest('bdi, [dir="auto"]') ?? null
        if (own === null && !isClosed(text.textContent ?? ''))
          bare.push(text.parentElement?.outerHTML.slice(0, 200) ?? '')
      }
      return bare

      /** Every sign that turns the direction is ended in the same text, as in a sentence of ours. */
      function isClosed(data: string): boolean {
        let depth = 0
        for (const [sign] of data.matchAll(/[\u202A-\u202E\u2066-\u2069]/g))
          depth += /[\u202C\u2069]/.test(sign) ? -1 : 1
        return depth === 0
      }
    })
  }

  async function open(path: string, lang: 'en' | 'nl' = 'en', options = {}): Promise<Journey> {
    const [place = '', fragment] = path.split('#')
    const address = `${server.url}${place}?lang=${lang}${fragment === undefined ? '' : `#${fragment}`}`
    return startJourney(browser, address, { viewport: NARROWEST, ...options })
  }

  it('is text on the list, on cards and in chips, and its spreadsheet cells do nothing', async () => {
    const journey = await open('/#q=psychodeflibinastrophe')
    const { page } = journey
    const card = page.locator('trial-card').first()
    await card.waitFor()
    expect(await card.locator('.card__title').innerText()).toContain(
      '<script>globalThis.hit = 1; alert("script")</script>',
    )
    await expectHarmless(page, 'list')
    expect(await turnedOutside(page)).toEqual([])
    await expectAccessible(page, 'list')
    await page.getByRole('searchbox').fill('"><img src=x onerror=alert(1)>\u202E')
    await page.locator('.chip').first().waitFor()
    await page.locator('.empty').waitFor()
    await expectHarmless(page, 'nothing found')
    await journey.finish()
  })

  it('is text on the trial page, with marks and explained words, and on its sheet of at most two pages', async () => {
    const words = wordsIn.nl
    const journey = await open(`/trial/${HOSTILE}`, 'nl')
    const { page } = journey
    await page.locator('.term').first().waitFor()
    await page.getByRole('button', { name: words.marks.start }).click()
    await openAll(page)
    await page.locator('.term').first().click()
    const main = await page.locator('main').innerText()
    for (const text of [
      '<script>globalThis.hit = 1; alert("script")</script>',
      '<img src=x onerror="globalThis.hit = 2; alert(1)">',
    ])
      expect(main.split(text).length, text).toBeGreaterThan(5)
    expect(main).toContain(LONG_WORD)
    expect(main).toContain('zero\u200Bwidth')
    await expectHarmless(page, 'trial')
    expect(await turnedOutside(page)).toEqual([])
    // A telephone or a mail link leads to a telephone or to mail, whatever stands in it.
    const links = await page.locator('main a').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).protocol))
    expect(links.filter((one) => !['http:', 'https:', 'tel:', 'mailto:'].includes(one))).toEqual([])
    await expectAccessible(page, 'trial')

    await page.goto(`${server.url}/trial/${HOSTILE}/sheet?lang=nl`)
    await settle(page)
    await expectHarmless(page, 'sheet')
    expect(await turnedOutside(page)).toEqual([])
    await journey.finish()
  })

  it('is text when compared, saved, and in the evidence, whose table is harmless too', async () => {
    const words = wordsIn.en
    const journey = await open(`/compare#ids=${HOSTILE},NCT05711940`)
    const { page } = journey
    await openAll(page)
    await expectHarmless(page, 'compare')
    expect(await turnedOutside(page)).toEqual([])
    await page.goto(`${server.url}/trial/${HOSTILE}?lang=en`)
    await settle(page)
    await page.locator('.trial__tools').getByRole('button', { name: words.actions.save }).click()
    await page
      .locator('.site-nav')
      .getByRole('link', { name: /^Saved/ })
      .click()
    await page.locator('.saved .card').waitFor()
    await settle(page)
    await expectHarmless(page, 'saved')
    expect(await turnedOutside(page)).toEqual([])

    await page.goto(`${server.url}/check?lang=en#id=${HOSTILE}`)
    await page.locator('.check-card__title').waitFor()
    await settle(page)
    expect(await page.locator('.check-facts').innerText()).toContain('<script>')
    await expectHarmless(page, 'check')
    expect(await turnedOutside(page)).toEqual([])

    await page.goto(`${server.url}/evidence?lang=en`)
    await settle(page)
    expect(await page.locator('.close-trial').filter({ hasText: HOSTILE }).first().innerText()).toContain('<img src=x')
    await expectHarmless(page, 'evidence')
    expect(await turnedOutside(page)).toEqual([])
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.evidence.downloadCsv }).click(),
    ])
    const rows = Papa.parse<string[]>(readFileSync(await file.path(), 'utf8').slice(1), { skipEmptyLines: true })
    expect(rows.errors).toEqual([])
    const cells = rows.data.flat()
    expect(cells.some((cell) => cell.includes('<img src=x'))).toBe(true)
    expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([])
    await journey.finish()
  })

  it('is text in the HTML of the server, without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: NARROWEST })
    const page = await context.newPage()
    for (const path of ['/list', `/trial/${HOSTILE}`, `/trial/${HOSTILE}/sheet`, '/evidence']) {
      await page.goto(`${server.url}${path}?lang=en`)
      expect(await page.locator('body').innerText(), path).toContain('<')
      await expect
        .poll(() => page.locator('#app :is(script, img, iframe, [onerror])').count(), { message: path })
        .toBe(0)
      await expect
        .poll(() => page.getByRole('heading', { name: 'Owned', exact: true }).count(), { message: path })
        .toBe(0)
      expect(await tooWide(page), path).toEqual([])
      expect(await turnedOutside(page), path).toEqual([])
    }
    await context.close()
  })

  it('could not run if it got in: a string may not become markup, nor a script of the page', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const reply = await page.goto(`${server.url}/?lang=en`)
    const policy = reply?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).toContain('trusted-types lit-html')
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/)
    await settle(page)
    const refused = await page.evaluate(() => {
      const said: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => said.push(event.violatedDirective))
      const made = document.createElement('div')
      for (const attempt of [
        () => (made.innerHTML = '<b>made</b>'),
        () => (document.createElement('script').text = 'globalThis.hit = 1'),
        () => document.body.insertAdjacentHTML('beforeend', '<b>made</b>'),
      ]) {
        try {
          attempt()
          said.push('allowed')
        } catch (error) {
          said.push(error instanceof TypeError ? 'refused' : String(error))
        }
      }
      return { said, made: made.childNodes.length }
    })
    expect(refused.said.filter((one) => one === 'refused')).toHaveLength(3)
    expect(refused.made).toBe(0)
    await context.close()
  })
})
