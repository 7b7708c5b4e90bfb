import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { siteContact, site } from '../fixtures/ctgov/study.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { browserAvailable, launchBrowser } from './browser.ts'
import { axe, settle as settled, startAgainst, watchTraffic } from './journey.ts'
import { readPdf } from './pdf.ts'
import type { ServerProcess } from './server-process.ts'

const TRIAL = 'NCT05711940'

/** Criteria as long as ClinicalTrials.gov takes them (20,000 characters), each line told apart by its number. */
const long = (lines: number): string =>
  `Inclusion Criteria:\n\n* Aged \\>=18 years\n\nExclusion Criteria:\n\n${Array.from(
    { length: lines },
    (_, n) =>
      `* Criterion ${String(n + 1)}: use of medication that may lengthen the QTc interval within five half-lives before the first visit, or a history of such use that the investigator holds to matter`,
  ).join('\n')}`

const CRITERIA =
  'Inclusion Criteria:\n\n* Aged \\>=18 years\n* Signed informed consent form\n* MADRS total score \\>= 20 \\[at screening\\]\n\nExclusion Criteria:\n\n* Any of the following:\n\n  * schizophrenia\n  * QTc \\> 450 ms\n* Not willing to taper off antidepressants (washout of 2 weeks)'

interface Visit {
  page: Page
  context: BrowserContext
  /** Paths asked of our origin. */
  asked: string[]
  complaints: string[]
}

describe.skipIf(!browserAvailable())('the trial page in a real browser', { timeout: 120_000 }, () => {
  let browser: Browser
  let registries: RegistryDouble
  let server: ServerProcess

  beforeAll(async () => {
    browser = await launchBrowser()
    registries = await startDouble()
    const studyOf = (nctId: string) => {
      const found = registries.data.ctgov.find(
        ({ study }) => study.protocolSection.identificationModule.nctId === nctId,
      )
      if (found === undefined) throw new Error(`the fixtures hold no ${nctId}`)
      return found.study
    }
    const study = studyOf(TRIAL)
    const short = study.protocolSection
    short.eligibilityModule = { ...short.eligibilityModule, eligibilityCriteria: CRITERIA }
    for (const [id, lines] of [
      ['NCT90000201', 40],
      ['NCT90000202', 110],
    ] as const) {
      const copy = structuredClone(study)
      const made = copy.protocolSection
      made.identificationModule = { ...made.identificationModule, nctId: id }
      made.eligibilityModule = { ...made.eligibilityModule, eligibilityCriteria: long(lines) }
      made.contactsLocationsModule = {
        ...made.contactsLocationsModule,
        locations: Array.from({ length: 40 }, (_, n) =>
          site('Utrecht', `University Medical Centre of a Long Name ${String(n)}`, 'RECRUITING', [
            siteContact('site@example.org', '+31 30 000 0000'),
          ]),
        ),
      }
      registries.data.ctgov.push({ foundFor: ['psilocybin'], study: copy })
    }
    server = await startAgainst(registries)
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    await server.kill()
    await registries.stop()
  })

  async function settle(page: Page): Promise<void> {
    await settled(page)
    await page.locator('article h2').first().waitFor()
  }

  async function visit(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    watchTraffic(context)
    const page = await context.newPage()
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url())
      asked.push(pathname + search)
    })
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(server.url + path)
    await settle(page)
    return { page, context, asked, complaints }
  }

  const markOf = (page: Page, line: string, answer: string) =>
    page.getByRole('group', { name: `Your mark for: ${line}` }).getByRole('radio', { name: answer, exact: true })

  it('keeps private marks on the device: they survive a reload, and the server hears nothing', async () => {
    const { page, context, asked, complaints } = await visit(`/trial/${TRIAL}?lang=en`)
    await page.locator('.term').first().waitFor()
    const before = asked.length
    const logged = server.output().length
    await page.getByRole('button', { name: 'Go through these for yourself' }).click()
    await markOf(page, 'Signed informed consent form', 'True').check({ force: true })
    await markOf(page, 'schizophrenia', 'Not true').check({ force: true })
    // With the keyboard: to the group, on to the third answer.
    await markOf(page, 'Aged >=18 years', 'True').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    const summary = page.locator('.marks--foot')
    await expect
      .poll(() => summary.innerText())
      .toContain('1 true, 1 not true, 1 not sure. Only the trial team can decide.')
    expect(await page.locator('main').innerText()).not.toMatch(/\beligible\b/i)
    expect(asked.slice(before)).toEqual([])
    expect(server.output().slice(logged)).not.toContain('/')
    await page.reload()
    await settle(page)
    await expect.poll(() => markOf(page, 'Aged >=18 years', 'Not sure').isChecked()).toBe(true)
    await expect.poll(() => page.getByRole('group', { name: 'Your mark for: Any of the following:' }).count()).toBe(0)
    expect(await context.cookies()).toEqual([])

    // Not on paper, unless the person asks for it.
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.criteria').innerText()).not.toContain('Your mark')
    await page.emulateMedia({ media: 'screen' })
    await page.getByLabel('Print my marks too').check()
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.criteria').innerText()).toContain('Your mark: not sure')
    await page.emulateMedia({ media: 'screen' })

    await page.getByRole('button', { name: 'Remove my marks for this trial' }).click()
    expect(await page.evaluate(() => window.localStorage.getItem('trialwijzer.marks'))).toBeNull()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('leads back to the list, also from a part of the page that was jumped to', async () => {
    const { page, context } = await visit(`/trial/${TRIAL}?lang=en`)
    await page.goto(`${server.url}/?lang=en#q=psilocybin`)
    await page.locator('trial-card .card__title a').first().click()
    await page.locator('.trial__glance').waitFor()
    await page.locator('.jumps a').nth(2).click()
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#trial-contacts')
    await page.locator('.back a').click()
    await page.locator('trial-card').first().waitFor()
    expect(new URL(page.url()).hash).toBe('#q=psilocybin')
    await context.close()
  })

  it('explains words on demand with the keyboard, each word once in a list', async () => {
    const { page, context } = await visit(`/trial/${TRIAL}?lang=en`)
    const word = page.getByRole('button', { name: 'QTc', exact: true })
    await word.focus()
    await page.keyboard.press('Enter')
    expect(await word.getAttribute('aria-expanded')).toBe('true')
    const note = page.locator(`#${(await word.getAttribute('aria-controls')) ?? ''}`)
    expect(await note.innerText()).toContain('A time on the heart trace')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Close')
    await page.keyboard.press('Escape')
    expect(await word.getAttribute('aria-expanded')).toBe('false')
    expect(await word.evaluate((element) => element === document.activeElement)).toBe(true)
    expect((await note.innerText()).trim()).toBe('')
    const english = await page.locator('criteria-list').innerText()
    await context.close()

    const many = await visit('/trial/NCT90000201?lang=nl')
    await many.page.locator('.term').first().waitFor()
    await expect.poll(() => many.page.getByRole('button', { name: 'QTc interval' }).count()).toBe(1)
    // Who reads the page in Dutch is told in which language the register's own words are; who reads English is not.
    expect(await many.page.locator('criteria-list').innerText()).toContain('De tekst is in het Engels.')
    expect(english).not.toContain('The text is in')
    await many.context.close()
  })

  it('warns about medicines where the criteria name them', async () => {
    const warned = await visit(`/trial/${TRIAL}?lang=en`)
    expect(await warned.page.locator('criteria-list').innerText()).toContain('Never stop or change a medicine')
    expect(await warned.page.locator('question-list').innerText()).toContain('If a medicine has to stop first')
    await warned.context.close()
  })

  it('says the criteria word for word, nested as they are in the register', async () => {
    const { page, context } = await visit(`/trial/${TRIAL}?lang=en`)
    const nested = page.locator('.criteria__list .criteria__list li')
    expect((await nested.allInnerTexts()).map((text) => text.trim())).toEqual(['schizophrenia', 'QTc > 450 ms'])
    expect(await page.locator('.criteria').innerText()).toContain('MADRS total score >= 20 [at screening]')
    await context.close()
  })

  for (const lang of ['en', 'nl'] as const) {
    it(`prints the referral sheet on two pages at most, criteria and official link included (${lang})`, async () => {
      for (const [id, expected] of [
        [TRIAL, 'washout of 2 weeks'],
        ['NCT90000201', 'Criterion 40:'],
        ['NCT90000202', lang === 'en' ? 'do not fit on this sheet' : 'passen niet op dit blad'],
      ] as const) {
        const { page, context, complaints } = await visit(`/trial/${id}/sheet?lang=${lang}`)
        const text = await page.locator('.sheet').innerText()
        for (const part of [id, expected, `clinicaltrials.gov/study/${id}`, 'Psilocybin'])
          expect(text.toLowerCase()).toContain(part.toLowerCase())
        expect(text).toContain(lang === 'en' ? 'Information, not advice' : 'Informatie, geen advies')
        const pdf = await page.pdf({ preferCSSPageSize: true })
        expect(readPdf(pdf).pages, id).toBeLessThanOrEqual(id === TRIAL ? 1 : 2)
        expect(complaints).toEqual([])
        await context.close()
      }
    })
  }

  it('has an address of its own for the sheet, also without JavaScript, and none for an unknown trial', async () => {
    const sheet = await fetch(`${server.url}/trial/${TRIAL}/sheet?lang=nl`)
    expect(sheet.status).toBe(200)
    expect(await sheet.text()).toContain(`<title>Verwijsblad ${TRIAL}</title>`)
    expect((await fetch(`${server.url}/trial/NCT99999999/sheet`, { headers: { Accept: 'text/html' } })).status).toBe(
      404,
    )
  })

  it('prints the questions alone', async () => {
    const { page, context } = await visit(`/trial/${TRIAL}?lang=en`)
    await page.evaluate(() => (window.print = () => undefined))
    await page.getByRole('button', { name: 'Print the questions' }).click()
    await page.emulateMedia({ media: 'print' })
    const paper = await page.locator('body').innerText()
    expect(paper).toContain('Can I stop at any time')
    expect(paper).toContain(TRIAL)
    expect(paper).not.toContain('Signed informed consent form')
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    expect(await page.locator('body').innerText()).toContain('Signed informed consent form')
    await context.close()
  })

  it('has no accessibility violation with marks and explanations open, in any look', async () => {
    // Without marks the page is looked at in more looks by the test of all pages.
    for (const { lang, options } of [
      { lang: 'en', options: { colorScheme: 'light' as const } },
      { lang: 'nl', options: { colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } } },
    ]) {
      const trial = await visit(`/trial/${TRIAL}?lang=${lang}`, options)
      await trial.page.locator('.term').first().click()
      await trial.page.locator('.marks .button').click()
      await trial.page.locator('.mark input').first().check({ force: true })
      await trial.page.locator('details.words summary').click()
      expect(await axe(trial.page), `trial, ${lang}`).toEqual([])
      const over = await trial.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(over).toBeLessThanOrEqual(0)
      await trial.context.close()
      const sheet = await visit(`/trial/${TRIAL}/sheet?lang=${lang}`, options)
      expect(await axe(sheet.page), `sheet, ${lang}`).toEqual([])
      await sheet.context.close()
    }
  })
})
