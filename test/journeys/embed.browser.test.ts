import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { StatementReply, TrialsReply } from '../../shared/api.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { browserAvailable, launchBrowser } from './browser.ts'
import { axe, expectQuiet, startAgainst, watchTraffic } from './journey.ts'
import { getJson, startServer, temporaryFolder } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const available = browserAvailable()
const HOSTILE = '<img src=x onerror="document.title=`taken over`"><b>Esketamine</b> & "quotes"'

interface Visit {
  page: Page
  /** Every request but that for the page itself. */
  asked: URL[]
  complaints: string[]
  close: () => Promise<void>
}

describe.skipIf(!available)('the elements on a page of another site', { timeout: 120_000 }, () => {
  let browser: Browser
  let registries: RegistryDouble
  let live: ServerProcess
  let copies: ServerProcess
  let host: Server
  let hostUrl: string
  /** The page that the other site serves next. */
  let served = { body: '', policy: '', lang: 'en', head: '' }

  beforeAll(async () => {
    browser = await launchBrowser()
    registries = await startDouble()
    const study = registries.data.ctgov.find((one) => JSON.stringify(one).includes('NCT02422186'))
    const text = JSON.stringify(study).replace(/"briefTitle":"[^"]*"/, `"briefTitle":${JSON.stringify(HOSTILE)}`)
    Object.assign(study ?? {}, JSON.parse(text))
    live = await startAgainst(registries)
    copies = await startServer({ OFFLINE: '1', DATA_DIR: temporaryFolder() })
    host = createServer((request, response) => {
      if (request.url !== '/') {
        response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end()
        return
      }
      const { body, policy, lang, head } = served
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy })
      response.end(
        `<!doctype html><html lang="${lang}"><head><title>Another site</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${head}</head><body><main><h1>Another site</h1>${body}</main></body></html>`,
      )
    })
    host.listen(0, '127.0.0.1')
    await new Promise((resolve) => host.once('listening', resolve))
    // Another name as well as another port: another site to the browser.
    hostUrl = `http://localhost:${(host.address() as AddressInfo).port}/`
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    host.close()
    await live.kill()
    await copies.kill()
    await registries.stop()
  })

  /** The strictest policy a site can have and still load a module of ours: no styles, no Trusted Types policy at all. */
  const strict = (origin: string): string =>
    `default-src 'none'; script-src ${origin}; connect-src ${origin}; style-src 'none'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`

  async function visit(
    body: string,
    { server = live, lang = 'en', head = '', policy = strict(server.url), options = {} } = {},
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<Visit> {
    served = { body: `<script type="module" src="${server.url}/embed.js"></script>${body}`, policy, lang, head }
    const context = await browser.newContext({ viewport: { width: 900, height: 900 }, ...options })
    watchTraffic(context)
    const page = await context.newPage()
    await prepare?.(page)
    const asked: URL[] = []
    const complaints: string[] = []
    page.on('request', (request) => {
      if (request.url() !== hostUrl && !request.url().startsWith('data:')) asked.push(new URL(request.url()))
    })
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(hostUrl)
    await drawn(page)
    return { page, asked, complaints, close: () => context.close() }
  }

  /** Every element of ours has drawn something and is not busy. */
  async function drawn(page: Page): Promise<void> {
    await expectQuiet(page)
    await page.waitForFunction(() =>
      [...document.querySelectorAll('trial-list, trial-statement')].every(
        (one) =>
          one.shadowRoot !== null &&
          one.shadowRoot.querySelector('.root') !== null &&
          one.shadowRoot.querySelector('[aria-busy]') === null,
      ),
    )
  }

  const both = '<trial-list substance="esketamine" limit="4"></trial-list><trial-statement></trial-statement>'

  for (const { lang, scheme, width, from } of [
    { lang: 'en', scheme: 'light', width: 900, from: 'live' },
    { lang: 'nl', scheme: 'dark', width: 900, from: 'copies' },
    { lang: 'nl', scheme: 'light', width: 320, from: 'live' },
    { lang: 'en', scheme: 'dark', width: 320, from: 'copies' },
  ] as const) {
    it(`are shown under the strictest policy, without a violation (${lang}, ${scheme}, ${String(width)} px, ${from})`, async () => {
      const server = from === 'live' ? live : copies
      const options = { colorScheme: scheme, viewport: { width, height: 900 } }
      const { page, asked, complaints, close } = await visit(both, { server, lang, options })
      const statement = (await getJson(`${server.url}/api/statement`)) as StatementReply
      const trials = (await getJson(`${server.url}/api/trials?substance=esketamine&limit=4`)) as TrialsReply

      expect(await page.locator('trial-statement blockquote').textContent()).toBe(statement.text[lang])
      const evidence = page.locator('trial-statement a').first()
      expect(await evidence.getAttribute('href')).toBe(
        `${server.url}/evidence?version=${statement.version}&lang=${lang}`,
      )
      await expect.poll(() => page.locator('trial-list .trials > li').count()).toBe(4)
      const titles = await page.locator('trial-list .title').allTextContents()
      expect(titles).toEqual(trials.trials.map(({ title }) => title))
      const rest = String(trials.total - 4)
      const more = lang === 'nl' ? `Nog ${rest} trials op Trialwijzer` : `${rest} more trials at Trialwijzer`
      expect(await page.getByText(more).getAttribute('href')).toBe(`${server.url}/?lang=${lang}#substance=esketamine`)

      const text = (await page.locator('trial-list').evaluate((one) => one.shadowRoot?.textContent)) ?? ''
      const asCopy = lang === 'nl' ? 'Dit zijn kopieën' : 'These are copies'
      expect(text.includes(asCopy)).toBe(server === copies)
      for (const { name } of trials.registries) expect(text).toContain(name)

      expect(await axe(page)).toEqual([])
      expect(complaints).toEqual([])
      expect(asked.map((url) => `${url.origin}${url.pathname}`).sort()).toEqual([
        `${server.url}/api/statement`,
        `${server.url}/api/trials`,
        `${server.url}/embed.js`,
      ])
      expect(await page.context().cookies()).toEqual([])
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(over).toBeLessThanOrEqual(0)
      await close()
    })
  }

  it('show the text of a register as text', async () => {
    const { page, close } = await visit('<trial-list substance="esketamine" limit="100"></trial-list>')
    const titles = await page.locator('trial-list .title').allTextContents()
    expect(titles).toContain(HOSTILE)
    expect(await page.title()).toBe('Another site')
    await expect.poll(() => page.locator('trial-list img, trial-list b').count()).toBe(0)
    await close()
  })

  it('keep their look whatever the host’s style sheet says, and leave the host’s alone', async () => {
    const css = `main * { display: none; visibility: hidden; color: red !important; font-size: 1px; text-transform: uppercase; letter-spacing: 2em }
      html { font-size: 62.5% } p, li, section { position: absolute; left: -9999px } h1 { display: block !important; color: rgb(1, 2, 3) !important }`
    const policy = `script-src ${live.url}; connect-src ${live.url}; style-src 'unsafe-inline'`
    const { page, close } = await visit(both, { head: `<style>${css}</style>`, policy })
    for (const element of ['trial-list .title a', 'trial-statement blockquote']) {
      const look = await page
        .locator(element)
        .first()
        .evaluate((one) => {
          const { color, fontSize, textTransform, letterSpacing, visibility } = getComputedStyle(one)
          return {
            color,
            size: parseFloat(fontSize),
            textTransform,
            letterSpacing,
            visibility,
            box: one.clientWidth + one.getBoundingClientRect().width,
            left: one.getBoundingClientRect().left,
          }
        })
      expect(look).toMatchObject({ textTransform: 'none', letterSpacing: 'normal', visibility: 'visible' })
      expect(look.color).not.toBe('rgb(255, 0, 0)')
      expect(look.size).toBeGreaterThanOrEqual(16)
      expect(look.box).toBeGreaterThan(50)
      expect(look.left).toBeGreaterThanOrEqual(0)
    }
    expect(await page.locator('h1').evaluate((one) => getComputedStyle(one).color)).toBe('rgb(1, 2, 3)')
    await page.locator('trial-list').evaluate((one) => one.setAttribute('hidden', ''))
    await expect.poll(() => page.locator('trial-list').isVisible()).toBe(false)
    await close()
  })

  it('follow their attributes, and name the one that is not valid', async () => {
    const { page, asked, close } = await visit('<trial-list substance="psilocybin" limit="2"></trial-list>')
    const list = page.locator('trial-list')
    const set = (name: string, value: string): Promise<void> =>
      list.evaluate((one, [n, v]) => one.setAttribute(n ?? '', v ?? ''), [name, value])
    const region = page.locator('trial-list .root')
    expect(await region.getAttribute('aria-label')).toBe('Registered trials: psilocybin')
    await set('lang', 'nl')
    await set('substance', 'esketamine,mdma')
    await drawn(page)
    expect(await region.getAttribute('aria-label')).toBe('Geregistreerde trials: esketamine en MDMA')
    expect(await region.getAttribute('lang')).toBe('nl')
    await set('theme', 'dark')
    await drawn(page)
    expect(await region.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(26, 35, 40)')

    const before = asked.length
    await set('limit', '1000')
    await set('status', 'open')
    await drawn(page)
    const text = await region.textContent()
    expect(text).toContain('limit="1000"')
    expect(text).toContain('status="open"')
    expect(text).toContain('recruiting, not-yet-recruiting')
    expect(asked.length).toBe(before)
    // Looks like a country; only the server knows that it is none.
    await set('limit', '2')
    await set('status', '')
    await set('country', 'ZZ')
    await drawn(page)
    expect(await region.textContent()).toContain('country="ZZ"')
    expect(await axe(page)).toEqual([])
    await close()
  })

  it('say that nobody could be asked, and never that there is none, when that is so', async () => {
    const empty = (state: string): object => ({
      trials: [],
      total: 0,
      returned: 0,
      hidden: { role: 0, purpose: 0 },
      registries: ['First register', 'Second register'].map((name, index) => ({
        registryId: `r${String(index)}`,
        name,
        url: 'https://registry.example/',
        state: index === 0 ? 'fresh' : state,
        fetchedAt: index === 0 ? '2026-11-22T08:00:00Z' : null,
        error: null,
        progress: null,
        collections: [],
      })),
      generatedAt: '2026-11-22T08:00:00Z',
    })
    const answer = (reply: object) => (page: Page) =>
      page.route('**/api/trials?*', (route) =>
        route.fulfill({ json: reply, headers: { 'Access-Control-Allow-Origin': '*' } }),
      )
    for (const state of ['failed', 'never', 'in-progress', 'snapshot']) {
      const { page, close } = await visit('<trial-list></trial-list>', {}, answer(empty(state)))
      const text = (await page.locator('trial-list .root').textContent()) ?? ''
      expect(text, state).toContain('Not asked, or not in full: Second register')
      expect(text, state).not.toContain('hold no trial')
      expect(text, state).not.toMatch(/\b0 trials/)
      await close()
    }
    const { page, close } = await visit('<trial-list></trial-list>', {}, answer(empty('fresh')))
    expect(await page.locator('trial-list .root').textContent()).toContain('The registers hold no trial that matches.')
    await close()
  })

  it('say that they could not be loaded, link to the site, and try again when asked', async () => {
    let broken = true
    const { page, complaints, close } = await visit(both, { lang: 'nl' }, (one) =>
      one.route('**/api/**', (route) => (broken ? route.abort() : route.continue())),
    )
    const list = page.locator('trial-list .root')
    expect(await list.textContent()).toContain('Dat zegt niet of er trials zijn.')
    expect(await list.locator('a').getAttribute('href')).toBe(`${live.url}/?lang=nl#substance=esketamine`)
    expect(await page.locator('trial-statement a').getAttribute('href')).toBe(`${live.url}/evidence?lang=nl`)
    expect(await axe(page)).toEqual([])
    broken = false
    await list.getByRole('button', { name: 'Probeer opnieuw' }).click()
    await drawn(page)
    await expect.poll(() => page.locator('trial-list .trials > li').count()).toBe(4)
    expect(complaints.every((line) => line.includes('net::ERR_FAILED'))).toBe(true)
    await close()
  })

  it('say of a trial that recruits elsewhere that no register names the country asked for', async () => {
    const { trials } = (await getJson(`${live.url}/api/trials?status=recruiting`)) as TrialsReply
    const found = trials.find((one) => one.countries.some((code) => !one.recruitingCountries.includes(code)))
    expect(found).toBeDefined()
    const code = found!.countries.find((one) => !found!.recruitingCountries.includes(one))!
    const { page, close } = await visit(`<trial-list country="${code}" status="recruiting" limit="100"></trial-list>`)
    const item = page.locator('trial-list .trials > li', { hasText: found!.trialId })
    expect(await item.textContent()).toContain('No register says that it is recruiting in')
    await close()
  })

  it('come with the headers that let any site load them, under a name that is asked for again', async () => {
    const response = await fetch(`${live.url}/embed.js`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(response.headers.get('cache-control')).toContain('max-age=300')
    expect(response.headers.get('set-cookie')).toBeNull()
    const again = await fetch(`${live.url}/embed.js`, { headers: { 'If-None-Match': response.headers.get('etag')! } })
    expect(again.status).toBe(304)
    expect(await response.text()).not.toMatch(/\bimport\s*["'{(]|innerHTML|new Function|\beval\(|document\.cookie/)
  })

  it('are chosen, seen and copied as code on a page of this site', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    for (const lang of ['en', 'nl']) {
      await page.goto(`${live.url}/embed?lang=${lang}`)
      await page.locator('#embed-code').waitFor()
      await drawn(page)
      expect(await axe(page), lang).toEqual([])
    }
    await page.goto(`${live.url}/embed?lang=en`)
    await page.getByLabel('Substance').selectOption('mdma')
    await page.getByLabel('Country').selectOption('US')
    await page.getByRole('form').getByLabel('Language').selectOption('nl')
    await page.getByRole('button', { name: 'Copy the code' }).click()
    await page.getByText('Copied.').waitFor()
    const code = await page.evaluate(() => navigator.clipboard.readText())
    expect(code).toBe(await page.locator('#embed-code').textContent())
    expect(code).toContain(`src="${live.url}/embed.js"`)
    expect(code).toContain('<trial-list substance="mdma" country="US" lang="nl" limit="5">')
    await drawn(page)
    expect(await page.locator('trial-list .root').getAttribute('aria-label')).toBe('Geregistreerde trials: MDMA')
    await page.getByLabel('What', { exact: true }).selectOption('statement')
    await page.locator('trial-statement blockquote').waitFor()
    expect(await page.locator('#embed-code').textContent()).toContain('<trial-statement lang="nl">')
    expect(complaints).toEqual([])
    await page.goto(`${live.url}/about?lang=en`)
    await expect.poll(() => page.locator('main a[href="/embed?lang=en"]').count()).toBe(1)
    await expect.poll(() => page.locator('main a[href="/api/docs?lang=en"]').count()).toBe(1)
    await context.close()
  })

  it('have a description of the API that is readable without a script', async () => {
    for (const [lang, heading] of [
      ['en', 'The data as an API'],
      ['nl', 'De gegevens als API'],
    ] as const) {
      const context = await browser.newContext({ javaScriptEnabled: true, viewport: { width: 360, height: 800 } })
      const page = await context.newPage()
      const scripts: string[] = []
      page.on('request', (request) => {
        if (request.resourceType() === 'script') scripts.push(request.url())
      })
      await page.goto(`${live.url}/api/docs?lang=${lang}`)
      expect(await page.locator('h1').textContent()).toBe(heading)
      expect(await axe(page), lang).toEqual([])
      expect(scripts).toEqual([])
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(over).toBeLessThanOrEqual(0)
      await context.close()
    }
  })
})
