import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { printAtom } from '../../../server/http/atom.ts'
import { feedEntriesInSteps } from '../../../server/http/feed-entries.ts'
import { finish } from '../../../shared/core/steps.ts'
import type { FeedInput } from '../../../server/http/feed-entries.ts'
import { ChangesReply, Problem, TrialReply } from '../../../shared/api.ts'
import { feedText } from '../../../shared/text/feed-text.ts'
import { followEn } from '../../../shared/text/follow-en.ts'
import type { Trial, TrialRecord } from '../../../shared/trial.ts'
import { buildCollection, buildDetail, buildIntervention, buildRecord, buildSummary } from '../../builders.ts'
import { growth } from '../../cpu-time.ts'
import { createFakeClock } from '../fake-clock.ts'
import type { FakeClock } from '../fake-clock.ts'
import { serveApp } from './served-app.ts'
import type { ServedApp } from './served-app.ts'

const schema = readFileSync(new URL('../../fixtures/atom/atom.rng', import.meta.url), 'utf8')
const DAY = 86_400_000
const HOSTILE = 'A <b>"bold"</b> & \u0000\u0008\u001F\uFFFE\uD800 ]]> title \u{1F344}'

const trial = (recordId: string, more: Partial<TrialRecord> = {}): TrialRecord =>
  buildRecord({
    recordId,
    url: `https://registry.example/${recordId}?a=1&b=2`,
    titles: [{ kind: 'brief', text: `Title of ${recordId}`, lang: 'en' }],
    interventions: [buildIntervention({ name: 'Psilocybin' })],
    overallStatus: 'RECRUITING',
    statusGroup: 'recruiting',
    firstPosted: '2026-10-05',
    ...more,
  })
const one = trial('NCT00000001')
const two = trial('NCT00000002', { firstPosted: '2026-10', titles: [{ kind: 'brief', text: HOSTILE, lang: 'en' }] })
const completed = { overallStatus: 'COMPLETED', statusGroup: 'completed' as const }

interface Entry {
  id: string
  title: string
  updated: string
  summary: string
}

/** A small reader of our own, for the rules that the grammar does not know. */
function read(xml: string): { updated: string; id: string; links: string[]; entries: Entry[] } {
  const texts = (part: string, name: string): string[] =>
    [...part.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => match[1] ?? '')
  const [head = '', ...entries] = xml.split('<entry>')
  return {
    updated: texts(head, 'updated')[0] ?? '',
    id: texts(head, 'id')[0] ?? '',
    links: [...head.matchAll(/<link rel="(\w+)"[^>]*href="([^"]*)"/g)].map((match) => `${match[1]} ${match[2]}`),
    entries: entries.map((entry) => ({
      id: texts(entry, 'id')[0] ?? '',
      title: texts(entry, 'title')[0] ?? '',
      updated: texts(entry, 'updated')[0] ?? '',
      summary: texts(entry, 'summary')[0] ?? '',
    })),
  }
}

async function expectValid(xml: string): Promise<void> {
  const result = await validateXML({ xml, schema, extension: 'relaxng' })
  expect(result.errors.map((error) => error.message)).toEqual([])
  const { entries, updated, id, links } = read(xml)
  expect(new Set([id, ...entries.map((entry) => entry.id)]).size, 'every id once').toBe(entries.length + 1)
  for (const name of [id, ...entries.map((entry) => entry.id)]) expect(name).toMatch(/^(?:tag:[\w.-]+,2026:|urn:uuid:)/)
  const times = entries.map((entry) => Date.parse(entry.updated))
  expect(times).toEqual([...times].sort((a, b) => b - a))
  if (times.length > 0) expect(Date.parse(updated)).toBe(Math.max(...times))
  expect(links.map((link) => link.split(' ')[0])).toEqual(['self', 'alternate'])
  // Asked by the RFC in words only: every entry has an author, here the feed's.
  expect(xml).toMatch(/<author><name>[^<]+<\/name>.*<\/author>[\s\S]*(?:<entry>|<\/feed>)/)
}

describe('the Atom feed', () => {
  let clock: FakeClock
  let app: ServedApp
  beforeEach(async () => {
    clock = createFakeClock('2026-11-01T00:00:00.000Z')
    app = await serveApp({ collections: [buildCollection({ records: [one, two] })], clock })
  })
  afterEach(() => app.stop())

  const feed = async (query = '', headers: Record<string, string> = {}) => {
    const response = await fetch(`${app.url}/feeds/trials.atom${query}`, { headers })
    return { response, xml: await response.text() }
  }

  it('is valid by the grammar of RFC 4287, in both languages, with hostile text in it and with nothing in it', async () => {
    for (const query of ['', '?lang=nl', '?status=completed', '?q=%3C%26%22&substance=psilocybin,mdma']) {
      const { response, xml } = await feed(query)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
      await expectValid(xml)
    }
    const { xml } = await feed()
    expect(xml).toContain(
      'A &lt;b&gt;&quot;bold&quot;&lt;/b&gt; &amp; \uFFFD\uFFFD\uFFFD\uFFFD\uFFFD ]]&gt; title \u{1F344}',
    )
    expect(xml).toContain('xml:lang="en"')
    expect((await feed('?lang=nl')).xml).toContain('xml:lang="nl"')
    expect(read((await feed('?status=completed')).xml).entries).toEqual([])
  })

  it('is refused by that grammar when it breaks it (so the test above can fail)', async () => {
    const { xml } = await feed()
    for (const broken of [xml.replace(/<updated>[^<]*<\/updated>/, ''), xml.replace('</feed>', '<more/></feed>')]) {
      expect(broken).not.toBe(xml)
      expect((await validateXML({ xml: broken, schema, extension: 'relaxng' })).valid).toBe(false)
    }
  })

  it('tells new trials with the date of the register, then each change once, in plain sentences', async () => {
    expect(read((await feed()).xml).entries.map(({ title, updated }) => [title.slice(0, 21), updated])).toEqual([
      ['New: Title of NCT0000', '2026-10-05T00:00:00.000Z'],
      [expect.stringMatching(/^New: A &lt;b/), '2026-10-01T00:00:00.000Z'],
    ])
    await clock.advance(DAY)
    await app.replace(
      buildCollection({ records: [{ ...one, ...completed, hasResults: true }, two, trial('NCT00000003')] }),
    )
    const { xml } = await feed()
    await expectValid(xml)
    const [first, second] = read(xml).entries
    expect([first, second].map((entry) => entry?.title).sort()).toEqual([
      'Changed: Title of NCT00000001',
      'New: Title of NCT00000003',
    ])
    expect(xml).toContain(
      'ClinicalTrials.gov: The status was “RECRUITING” and is now “COMPLETED”.\nClinicalTrials.gov: The trial has results now.',
    )
    expect(first?.updated).toBe('2026-11-02T00:00:00.000Z')
    expect((await feed('?lang=nl')).xml).toContain(
      'ClinicalTrials.gov: De status was “RECRUITING” en is nu “COMPLETED”.',
    )
  })

  it('keeps the ids of its entries while other entries come', async () => {
    const before = read((await feed()).xml).entries.map(({ id }) => id)
    await clock.advance(DAY)
    await app.replace(buildCollection({ records: [{ ...one, ...completed }, two] }))
    const after = read((await feed()).xml).entries.map(({ id }) => id)
    expect(after.slice(1)).toEqual(before)
  })

  it('tells the reader of a filter that a trial left it, and a reader of another filter nothing', async () => {
    await clock.advance(DAY)
    await app.replace(buildCollection({ records: [{ ...one, ...completed }, two] }))
    const titles = async (query: string) => read((await feed(query)).xml).entries.map(({ title }) => title)
    expect((await titles('?status=recruiting'))[0]).toBe('Changed: Title of NCT00000001')
    expect(await titles('?status=paused')).toEqual([])
    expect(await titles('?substance=mdma')).toEqual([])
  })

  it('tells that a record vanished when nothing is filtered', async () => {
    await clock.advance(DAY)
    await app.replace(buildCollection({ records: [two] }))
    const { xml } = await feed()
    await expectValid(xml)
    expect(read(xml).entries[0]).toMatchObject({
      title: 'Changed: Title of NCT00000001',
      summary: 'ClinicalTrials.gov: NCT00000001 is no longer in the register’s answer.',
    })
    expect((await feed('?substance=psilocybin')).xml).not.toContain('no longer')
  })

  it('answers 304 to a reader who holds it, by ETag and by date, and the whole feed once it changed', async () => {
    const { response } = await feed()
    const etag = response.headers.get('etag') ?? ''
    const modified = response.headers.get('last-modified') ?? ''
    expect(modified).toBe('Sun, 01 Nov 2026 00:00:00 GMT')
    expect((await feed('', { 'if-none-match': etag })).response.status).toBe(304)
    expect((await feed('', { 'if-modified-since': modified })).response.status).toBe(304)
    expect((await feed('', { 'if-modified-since': 'Sat, 31 Oct 2026 00:00:00 GMT' })).response.status).toBe(200)
    expect((await feed('', { 'if-none-match': '"other"', 'if-modified-since': modified })).response.status).toBe(200)
    await clock.advance(DAY)
    await app.replace(buildCollection({ records: [one, two], fetchedAt: '2026-11-02T00:00:00.000Z' }))
    expect((await feed('', { 'if-modified-since': modified })).response.status).toBe(304)
    await clock.advance(DAY)
    await app.replace(buildCollection({ records: [{ ...one, ...completed }, two] }))
    const changed = await feed('', { 'if-none-match': etag, 'if-modified-since': modified })
    expect(changed.response.status).toBe(200)
    expect(changed.response.headers.get('last-modified')).toBe('Tue, 03 Nov 2026 00:00:00 GMT')
  })

  it('believes no Host header, and uses the address the operator gave', async () => {
    const xml = await new Promise<string>((resolve, reject) => {
      const asked = get(`${app.url}/feeds/trials.atom`, { headers: { host: 'evil.example' } }, (response) => {
        response.setEncoding('utf8')
        let text = ''
        response.on('data', (chunk: string) => (text += chunk))
        response.on('end', () => resolve(text))
      })
      asked.on('error', reject)
    })
    expect(xml).not.toContain('evil')
    expect(read(xml).links[0]).toBe('self /feeds/trials.atom?lang=en')
    const told = await serveApp({
      collections: [buildCollection({ records: [one] })],
      clock,
      publicUrl: 'https://trials.example/app',
    })
    const named = await (await fetch(`${told.url}/feeds/trials.atom?status=recruiting`)).text()
    told.stop()
    await expectValid(named)
    expect(read(named).links).toEqual([
      'self https://trials.example/app/feeds/trials.atom?lang=en&amp;status=recruiting',
      'alternate https://trials.example/app/?lang=en#status=recruiting',
    ])
    expect(read(named).entries[0]?.id).toBe('tag:trials.example,2026:app/trial/NCT00000001')
  })

  it('names what is not for a feed', async () => {
    const { response, xml } = await feed('?lang=fr&limit=101&sort=title')
    expect(response.status).toBe(400)
    expect(Problem.parse(JSON.parse(xml)).errors?.map(({ field }) => field)).toEqual(['lang', 'limit', 'sort'])
    expect((await feed('?colour=blue')).response.status).toBe(400)
    expect(read((await feed('?limit=1')).xml).entries).toHaveLength(1)
  })

  it('is named in the head of the page', async () => {
    const html = await (await fetch(`${app.url}/?lang=nl`)).text()
    expect(html).toMatch(
      /<link\s+rel="alternate"\s+type="application\/atom\+xml"[^>]*href="\/feeds\/trials\.atom\?lang=nl"/,
    )
  })
})

describe('a change of one record of a joined trial', () => {
  it('is told under the number of the trial, in the list of changes, the history and the feed', async () => {
    const clock = createFakeClock()
    const eu = trial('2024-516890-63-00', { registryId: 'ctis', linkedIds: ['NCT00000001'], firstPosted: '2026-10-20' })
    const ctis = (record: TrialRecord) => buildCollection({ registryId: 'ctis', records: [record] })
    const app = await serveApp({ collections: [buildCollection({ records: [one] }), ctis(eu)], clock })
    await clock.advance(DAY)
    await app.replace(ctis({ ...eu, ...completed }))
    const { changes, keptFrom } = ChangesReply.parse(await (await fetch(`${app.url}/api/changes`)).json())
    const reply = TrialReply.parse(await (await fetch(`${app.url}/api/trials/2024-516890-63-00`)).json())
    const { entries } = read(await (await fetch(`${app.url}/feeds/trials.atom`)).text())
    app.stop()
    expect(changes).toMatchObject([{ trialId: 'NCT00000001', recordId: '2024-516890-63-00', kind: 'status' }])
    expect(keptFrom).toBe('2026-11-01T00:00:00.000Z')
    expect(reply.history).toEqual(changes)
    // One trial, new once: under the record that was registered first.
    expect(entries.map(({ title }) => title)).toEqual(['Changed: Title of NCT00000001', 'New: Title of NCT00000001'])
  })
})

describe('the entries of a feed', () => {
  const input = (trials: number, changes: number): FeedInput => ({
    trials: Array.from({ length: trials }, (_, n): Trial => {
      const summary = buildSummary({ trialId: `NCT${n}` })
      const records = [trial(`NCT${n}`, { firstPosted: `20${String(10 + (n % 10))}-01-01` })]
      return { summary, detail: buildDetail({ trialId: `NCT${n}` }), records, disagreements: [], idEvidence: [] }
    }),
    leavers: [],
    status: [],
    unfiltered: true,
    changes: Array.from({ length: changes }, (_, n) => ({
      at: new Date(Date.UTC(2026, 0, 1) + n * 1_000).toISOString(),
      trialId: `NCT${n % trials}`,
      recordId: `NCT${n % trials}`,
      registryId: 'ctgov',
      kind: 'status',
      field: 'overallStatus',
      from: 'A',
      to: 'B',
    })),
    statusGroup: () => 'unknown',
    telling: { text: followEn.change, registryName: (id) => id, date: (iso) => iso, ageBand: (code) => code },
    text: feedText.en,
    idOf: (name) => `tag:a.example,2026:${name}`,
    pageOf: (id) => `/trial/${id}`,
    most: 100,
  })
  const print = (given: FeedInput): string =>
    printAtom({
      id: 'tag:a.example,2026:feed',
      lang: 'en',
      title: 'T',
      subtitle: 'S',
      author: { name: 'A', uri: null },
      selfUrl: '/feed',
      alternateUrl: '/',
      updated: '2026-01-01T00:00:00Z',
      entries: finish(feedEntriesInSteps(given)),
    })

  it('are the newest hundred, however many there are', async () => {
    const xml = print(input(300, 5_000))
    await expectValid(xml.replace('<updated>2026-01-01T00:00:00Z', `<updated>${read(xml).entries[0]?.updated ?? ''}`))
    expect(read(xml).entries).toHaveLength(100)
    expect(read(xml).entries[0]?.updated).toBe('2026-01-01T01:23:19.000Z')
  })

  it('are those that sorting all of them gives, and of equally new ones those that come first', () => {
    const given = { ...input(700, 90), most: 40 }
    const all = finish(feedEntriesInSteps({ ...given, most: 10_000 }))
    expect(all).toHaveLength(790)
    expect(finish(feedEntriesInSteps(given))).toEqual(all.slice(0, 40))
    expect(finish(feedEntriesInSteps({ ...given, changes: [] })).map(({ id }) => id)).toEqual(
      Array.from({ length: 40 }, (_, n) => `tag:a.example,2026:trial/NCT${String(n * 10 + 9)}`),
    )
  })

  it('take time in proportion to the trials and changes', { timeout: 60_000 }, () => {
    const held = new Map<number, FeedInput>()
    const given = (size: number): FeedInput => {
      const known = held.get(size) ?? input(size, size)
      held.set(size, known)
      return known
    }
    given(1_000)
    given(8_000)
    expect(growth((size) => print(given(size)), 1_000)).toBeLessThan(24)
  })
})
