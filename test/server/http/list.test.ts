import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCollection, buildIntervention, buildRecord } from '../../builders.ts'
import { psilocybin, startApp } from './app-server.ts'
import type { AppServer } from './app-server.ts'

const TRIALS = 2_001
const ids = Array.from({ length: TRIALS }, (_, at) => `NCT${String(10_000_000 + at)}`)

describe('the plain list of all trials', () => {
  let app: AppServer
  beforeAll(async () => {
    app = await startApp({ publicUrl: 'https://trials.example' })
  })
  afterAll(() => app.stop())

  const page = async (query: string): Promise<{ status: number; html: string }> => {
    const response = await fetch(`${app.url}/list${query}`, { headers: { accept: 'text/html' } })
    return { status: response.status, html: await response.text() }
  }
  const linked = (html: string): string[] => [...html.matchAll(/href="\/trial\/([^"]+)"/g)].map(([, id]) => id ?? '')

  it('is one page, that turns nowhere, while a page holds it', async () => {
    await app.publish([psilocybin('NCT01000001')])
    const { status, html } = await page('?lang=en')
    expect([status, linked(html)]).toEqual([200, ['NCT01000001']])
    expect(html).not.toContain('page=')
    expect(html).not.toContain('Page 1')
    expect((await page('?page=2')).status).toBe(404)
  })

  it('gives every trial once on pages that lead to each other', async () => {
    const interventions = [buildIntervention({ name: 'Psilocybin' })]
    await app.publish([buildCollection({ records: ids.map((recordId) => buildRecord({ recordId, interventions })) })])
    const seen: string[] = []
    let next: string | undefined = '?lang=nl'
    let turned = 0
    while (next !== undefined) {
      const { status, html } = await page(next)
      expect(status).toBe(200)
      expect(html).toContain(`Pagina ${String(turned + 1)} van 3`)
      expect(html.includes('rel="prev"')).toBe(turned > 0)
      // Only the first page is the one that a search engine is to keep.
      expect(html.includes('rel="canonical"')).toBe(turned === 0)
      seen.push(...linked(html))
      next = /<a rel="next" href="\/list([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
      turned += 1
    }
    expect([turned, seen]).toEqual([3, ids])
  })

  it.each(['0', '4', '-1', '1.5', '01', 'x', '', '99999999999999999999', '1e0'])('has no page %j', async (wanted) => {
    expect((await page(`?page=${wanted}`)).status).toBe(404)
  })
})
