import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { nearUtrecht, recruitingForTrd } from '../fixtures/ctgov/journeys.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { browserAvailable, launchBrowser } from './browser.ts'
import { keyboard, pointer } from './hands.ts'
import type { Hand } from './hands.ts'
import {
  expectAccessible,
  expectFocusOnHeading,
  loadAllCode,
  loadCharts,
  tooWide,
  PHONE,
  settle,
  startAgainst,
  startJourney,
  unheard,
  WIDE,
  wordsIn,
} from './journey.ts'
import type { Lang } from './journey.ts'
import { readPdf } from './pdf.ts'
import type { ServerProcess } from './server-process.ts'

/** Of hand, language and width every pair occurs, and of light and dark with language and width. */
const WAYS: readonly { hand: Hand; lang: Lang; viewport: typeof WIDE; colorScheme: 'light' | 'dark' }[] = [
  { hand: pointer, lang: 'nl', viewport: WIDE, colorScheme: 'light' },
  { hand: pointer, lang: 'en', viewport: PHONE, colorScheme: 'light' },
  { hand: keyboard, lang: 'en', viewport: WIDE, colorScheme: 'dark' },
  { hand: keyboard, lang: 'nl', viewport: PHONE, colorScheme: 'dark' },
]

const squeezed = (text: string): string => text.replace(/\s+/g, '')

describe.skipIf(!browserAvailable())('three people, each by hand and by keyboard', { timeout: 120_000 }, () => {
  let browser: Browser
  let registries: RegistryDouble
  let server: ServerProcess

  beforeAll(async () => {
    browser = await launchBrowser()
    registries = await startDouble()
    registries.data.ctgov.push(nearUtrecht(), ...recruitingForTrd())
    server = await startAgainst(registries)
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    await server.kill()
    await registries.stop()
  })

  const countShown = (page: Page) => page.locator('.list-head__count')

  /** On a phone the filters stand behind one line. */
  async function openFilters(page: Page, hand: Hand): Promise<void> {
    const all = page.locator('.filters__all')
    if ((await all.getAttribute('open')) === null) await hand.press(all.locator('> summary'))
  }

  async function filter(page: Page, hand: Hand, name: string, value: string): Promise<void> {
    const box = page.locator(`input[name="${name}"][value="${value}"]`)
    const group = page.locator('.filter-group').filter({ has: box })
    if ((await group.getAttribute('open')) === null) await hand.press(group.locator('summary'))
    await hand.press(box)
    await expect.poll(() => page.evaluate(() => location.hash)).toContain(`${name}=`)
  }

  for (const { hand, lang, viewport, colorScheme } of WAYS) {
    const way = `${hand.name}, ${lang}, ${String(viewport.width)} px`
    const words = wordsIn[lang]

    /** Each state with axe in two of the four ways, one in each language and one in each colour scheme. */
    const lookAt = async (page: Page, state: string, which: 0 | 1): Promise<void> => {
      if ((viewport === WIDE) === (which === 0)) await expectAccessible(page, state)
    }

    it(`a patient finds an open trial near Utrecht, marks its criteria, keeps it and prints questions (${way})`, async () => {
      const journey = await startJourney(browser, `${server.url}/?lang=${lang}`, { viewport, colorScheme })
      const { page } = journey
      const region = await countShown(page).elementHandle()
      const before = await countShown(page).innerText()
      await loadAllCode(page)

      await unheard(journey, server, async () => {
        await hand.choose(page.locator('input[name="substance"][value="psilocybin"]'))
        await hand.type(page.getByRole('searchbox'), lang === 'nl' ? 'depressie' : 'depression')
        await openFilters(page, hand)
        await hand.type(page.getByLabel(words.filters.ageLabel), '34')
        await filter(page, hand, 'status', 'recruiting')
        await hand.suggest(page.locator('#place-input'), 'Utre')
        await page.locator('trial-card .distance').first().waitFor()
        await settle(page)
        // The region that announces counts is the one that stood there from the start, with another text.
        expect(
          await region.evaluate((element) => [
            element.isConnected,
            element.getAttribute('role'),
            element.textContent.trim(),
          ]),
        ).toEqual([true, 'status', await countShown(page).innerText()])
        expect(await countShown(page).innerText()).not.toBe(before)
        expect(await tooWide(page)).toEqual([])
      })
      const address = new URL(page.url())
      expect(address.hash).not.toMatch(/34|utrecht|age|place/i)
      await lookAt(page, 'filters open, chips on', 0)

      const card = page.locator('trial-card').first()
      expect(await card.innerText()).toContain('NCT90000301')
      expect(await card.locator('.status').innerText()).toBe(words.status.now.recruiting)
      expect(await card.locator('.distance--open').innerText()).toMatch(/\d+ km/)

      await hand.press(card.locator('.card__title a'))
      await settle(page)
      await expectFocusOnHeading(page, 'Psilocybin With Support for Depression in the Centre of the Country')
      expect(await page.locator('.sites__list--near li').first().innerText()).toContain('UMC Utrecht')
      await page.locator('.term').first().waitFor()

      const mark = (line: string, answer: keyof typeof words.marks.options) =>
        page
          .getByRole('group', { name: words.marks.group(line) })
          .getByRole('radio', { name: words.marks.options[answer], exact: true })
      await unheard(journey, server, async () => {
        await hand.press(page.getByRole('button', { name: words.marks.start }))
        await hand.choose(mark('A depression that lasts at least three months', 'true'))
        await hand.choose(mark('Able to give informed consent', 'not-sure'))
        await hand.choose(mark('A psychosis, now or before', 'not-true'))
        await expect
          .poll(() => page.locator('.marks--foot [role="status"]').innerText())
          .toContain(words.marks.summary('1', '1', '1'))
        await hand.press(page.locator('.trial__tools').getByRole('button', { name: words.actions.save }))
        expect(
          await page
            .locator('.trial__tools')
            .getByRole('button', { name: words.actions.saved })
            .getAttribute('aria-pressed'),
        ).toBe('true')
      })
      await lookAt(page, 'marks made, saved', 1)

      // The browser's own window for printing cannot be driven; everything up to it and the paper can.
      await page.evaluate(() => (window.print = () => undefined))
      await hand.press(page.getByRole('button', { name: words.questions.print }))
      const paper = readPdf(await page.pdf())
      expect(paper.pages).toBeLessThanOrEqual(2)
      for (const text of [
        words.questions.ask.open(''),
        words.questions.ask.stop(''),
        words.questions.own,
        'NCT90000301',
      ])
        expect(paper.text).toContain(squeezed(text))
      expect(paper.text).not.toContain(squeezed('Able to give informed consent'))
      expect(paper.text).not.toContain(words.marks.options['not-sure'].replace(/\s/g, ''))

      await hand.press(page.locator('.site-nav').getByRole('link', { name: new RegExp(`^${words.app.saved}`) }))
      await settle(page)
      await expectFocusOnHeading(page, words.saved.title)
      await expect.poll(() => page.locator('.saved .card__id').allInnerTexts()).toEqual(['NCT90000301'])
      await lookAt(page, 'saved', 0)
      // The name of a file of ours holds a digest, in which any two digits may stand.
      const asked = journey.asked.filter((path) => !path.startsWith('/assets/'))
      expect(asked.filter((path) => /34|utrecht|depress/i.test(path))).toEqual([])
      await journey.finish()
    })

    it(`a clinician compares two recruiting trials and makes a referral sheet (${way})`, async () => {
      const journey = await startJourney(browser, `${server.url}/?lang=${lang}`, { viewport, colorScheme })
      const { page } = journey
      await loadAllCode(page)
      await unheard(journey, server, async () => {
        await hand.choose(page.locator('input[name="substance"][value="esketamine"]'))
        await openFilters(page, hand)
        await filter(page, hand, 'condition', 'treatment-resistant-depression')
        await filter(page, hand, 'status', 'recruiting')
        for (const country of ['NL', 'BE', 'DE'])
          await hand.press(page.locator('.place__countries button').nth(['NL', 'BE', 'DE'].indexOf(country)))
        await expect.poll(() => page.evaluate(() => location.hash)).toContain('country=NL,BE,DE')
        await settle(page)
      })
      const ids = await page.locator('trial-card .card__id').allInnerTexts()
      expect(ids).toEqual(expect.arrayContaining(['NCT90000302', 'NCT90000303']))
      expect(ids).not.toContain('NCT90000304')
      for (const status of await page.locator('trial-card .status').allInnerTexts())
        expect(status).toBe(words.status.now.recruiting)
      // Nothing is hidden without being counted.
      expect(await page.locator('.hidden-by').innerText()).toMatch(/\d/)

      await unheard(journey, server, async () => {
        for (const id of ['NCT90000302', 'NCT90000303'])
          await hand.press(page.getByRole('button', { name: `${words.actions.compare} ${id}`, exact: true }))
        await page.locator('compare-tray').getByText(words.actions.trayCount(2, '2')).waitFor()
      })
      await lookAt(page, 'comparison chosen', 1)
      await hand.press(page.getByRole('link', { name: words.actions.trayOpen }))
      await settle(page)
      await expectFocusOnHeading(page, words.compare.title)
      await unheard(journey, server, async () => {
        await hand.press(page.getByLabel(words.compare.onlyDifferent))
        const rows = await page.locator('.compare__table tbody th').allInnerTexts()
        expect(rows).toContain(words.compare.rows.countries)
        expect(rows).not.toContain(words.compare.rows.phase)
        const folded = page
          .locator('.compare__table tr', { hasText: words.compare.rows.inclusion })
          .locator('summary')
          .first()
        await hand.press(folded)
        await page.getByText('MADRS total score >= 28').waitFor()
      })
      await lookAt(page, 'compared, only differences, criteria open', 0)
      expect(await tooWide(page)).toEqual([])

      await hand.press(page.locator('.compare__table thead a').first())
      await settle(page)
      await expectFocusOnHeading(page, 'Esketamine Nasal Spray or Quetiapine in the Low Countries')
      await hand.press(page.getByRole('link', { name: words.share.sheet }))
      await settle(page)
      await expectFocusOnHeading(page, 'Esketamine Nasal Spray or Quetiapine in the Low Countries')
      await lookAt(page, 'sheet', 1)
      const sheet = readPdf(await page.pdf({ preferCSSPageSize: true }))
      expect(sheet.pages).toBeLessThanOrEqual(2)
      for (const text of [
        'NCT90000302',
        words.status.now.recruiting,
        'Two antidepressants at an adequate dose did not help',
        'MADRS total score >= 28',
        'An aneurysm of any vessel',
        'Use of an MAO inhibitor in the last 2 weeks (washout)',
        'lowlands@example.org',
        '+31 20 000 0003',
        'diemen@example.org',
        'https://clinicaltrials.gov/study/NCT90000302',
        words.trial.medicines,
        words.sheet.advice,
        words.sheet.noPatient,
      ])
        expect(sheet.text).toContain(squeezed(text))
      expect(words.sheet.advice).toMatch(lang === 'en' ? /^Information, not advice/ : /^Informatie, geen advies/)
      await journey.finish()
    })

    it(`an advocacy group takes numbers from charts, and the statement with its evidence (${way})`, async () => {
      const journey = await startJourney(browser, `${server.url}/?lang=${lang}`, {
        viewport,
        colorScheme,
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      const { page } = journey
      const charts = page.locator('.explore__charts > details')
      if ((await charts.getAttribute('open')) === null) await hand.press(charts.locator('> summary'))
      await loadCharts(page)
      const chart = page.locator('trial-chart').filter({ hasText: words.charts.phase.title }).first()
      await chart.scrollIntoViewIfNeeded()
      await chart.locator('.chart__canvas--drawn').waitFor()
      await hand.press(chart.locator('.chart__table > summary'))
      await lookAt(page, 'table of a chart open', 0)

      const table = await chart
        .locator('.chart__table tr')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())))
      expect(table.length).toBeGreaterThan(3)
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        hand.press(chart.locator('.chart__downloads button').first()),
      ])
      const csv = readFileSync(await file.path(), 'utf8')
      expect(csv.charCodeAt(0)).toBe(0xfeff)
      expect(Papa.parse<string[]>(csv.slice(1), { skipEmptyLines: true }).data).toEqual(table)

      // A row filters like its bar does, and the list has as many trials as the row said.
      const row = chart
        .locator('.chart__table tbody tr')
        .filter({ has: page.getByRole('button') })
        .first()
      const said = await row.locator('td').first().innerText()
      await unheard(journey, server, async () => {
        await hand.press(row.getByRole('button'))
        await expect.poll(() => page.evaluate(() => location.hash)).toContain('phase=')
        await expect.poll(() => countShown(page).innerText()).toMatch(new RegExp(`^${said} `))
        await settle(page)
      })

      await hand.press(page.locator('.statement-text a'))
      await settle(page)
      await expectFocusOnHeading(page, words.evidence.title)
      await hand.press(page.locator('.toc').getByRole('link', { name: words.evidence.cite }))
      const citation = await page.locator('.citation').innerText()
      expect(citation).toMatch(/Trialwijzer.*\/evidence\?version=[0-9a-f]{16}/s)
      await hand.press(page.getByRole('button', { name: words.evidence.copy, exact: true }))
      await page.getByRole('button', { name: words.evidence.copied, exact: true }).waitFor()
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(citation.trim())
      // The link in the citation leads to this version and says the same.
      const statement = await page.locator('.verdict__text').innerText()
      await page.goto(`${/http\S+version=[0-9a-f]+/.exec(citation)?.[0] ?? ''}&lang=${lang}`)
      await settle(page)
      expect(await page.locator('.verdict__text').innerText()).toBe(statement)
      await lookAt(page, 'evidence, one version', 1)
      await journey.finish()
    })
  }
})
