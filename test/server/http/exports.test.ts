import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvOf } from '../../../client/describe/csv.ts'
import { finish } from '../../../shared/core/steps.ts'
import { trialsCsv } from '../../../server/http/trials-csv.ts'
import { Problem, StatementReply, TrialsReply } from '../../../shared/api.ts'
import { inertCell } from '../../../shared/core/csv-cell.ts'
import { LINK_COLUMNS, TRIAL_COLUMNS } from '../../../shared/core/export-columns.ts'
import type { Trial, TrialRecord, TrialSummary } from '../../../shared/trial.ts'
import { buildCollection, buildDetail, buildIntervention, buildRecord, buildSummary } from '../../builders.ts'
import { growth } from '../../cpu-time.ts'
import { createFakeClock } from '../fake-clock.ts'
import { serveApp } from './served-app.ts'
import type { ServedApp } from './served-app.ts'

const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
  'a;=HYPERLINK("x")',
  'a\t@b',
  'a\n+b',
]
const drug = (name: string) => [buildIntervention({ name })]
const record = (recordId: string, more: Partial<TrialRecord> = {}): TrialRecord =>
  buildRecord({
    recordId,
    url: `https://registry.example/${recordId}`,
    titles: [{ kind: 'brief', text: `Title, with "quotes" and {braces} of ${recordId}`, lang: 'en' }],
    interventions: drug('Psilocybin'),
    firstPosted: '2026-10-05',
    ...more,
  })
const records = [
  record('NCT00000001', {
    overallStatus: 'RECRUITING',
    statusGroup: 'recruiting',
    phases: ['PHASE1', 'PHASE2'],
    enrollment: { planned: 60, actual: null, unspecified: null, scope: 'whole-trial' },
    minimumAge: { stated: '18 Years', years: 18 },
    leadSponsor: { name: 'Müller & Söhne_100%', kind: 'industry', stated: null, country: null },
    conditions: [
      { text: 'Depression', lang: 'en' },
      { text: 'Line\nbreak, comma', lang: 'en' },
    ],
    hasResults: false,
  }),
  ...FORMULAS.map((text, n) =>
    record(`NCT1${String(n).padStart(7, '0')}`, { titles: [{ kind: 'brief', text: text, lang: 'en' }] }),
  ),
]
const eu = record('2024-516890-63-00', { registryId: 'ctis', linkedIds: ['NCT00000001'] })

let app: ServedApp
beforeAll(async () => {
  app = await serveApp({
    collections: [buildCollection({ records }), buildCollection({ registryId: 'ctis', records: [eu] })],
    clock: createFakeClock('2026-11-22T10:00:00.000Z'),
    publicUrl: 'https://trials.example',
  })
})
afterAll(() => app.stop())

const get = (path: string) => fetch(app.url + path)
const trials = async (query = ''): Promise<TrialSummary[]> =>
  TrialsReply.parse(await (await get(`/api/trials${query}`)).json()).trials

/** The bytes as another program reads them: papaparse knows nothing of how we wrote them. */
function readBack(csv: string): Record<string, string>[] {
  expect(csv.charCodeAt(0)).toBe(0xfeff)
  const { data, errors } = Papa.parse<Record<string, string>>(csv.slice(1), { header: true, skipEmptyLines: true })
  expect(errors).toEqual([])
  return data
}

/** The bytes themselves: `text()` would take the byte-order mark away. */
async function csv(query = ''): Promise<string> {
  const response = await get(`/api/trials.csv${query}`)
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer()).toString('utf8')
}

describe('the CSV of the list', () => {
  it('says the same as the API when another parser reads it back, for any filter', async () => {
    for (const query of ['', '?status=recruiting', '?sort=-title&limit=3&offset=2', '?substance=mdma']) {
      const rows = readBack(await csv(query))
      const expected = await trials(query)
      expect(rows.map((row) => row.trialId)).toEqual(expected.map(({ trialId }) => trialId))
      for (const [at, row] of rows.entries()) {
        const trial = expected[at]
        if (trial === undefined) throw new Error('a row too many')
        expect(row).toMatchObject({
          title: inertCell(trial.title),
          conditions: trial.conditions.join(' | '),
          phases: trial.phases.join(' | '),
          statusGroup: trial.statusGroup,
          enrollmentPlanned: trial.enrollment.planned?.toString() ?? '',
          enrollmentActual: '',
          minimumYears: trial.ages.minimumYears?.toString() ?? '',
          admitsMinors: trial.ages.admitsMinors?.toString() ?? '',
          leadSponsor: trial.leadSponsor.name ?? '',
          hasResults: trial.hasResults?.toString() ?? '',
          asOf: trial.asOf ?? '',
          from: trial.from,
          ctgov: trial.registryIds.ctgov?.join(' | ') ?? '',
          ctis: trial.registryIds.ctis?.join(' | ') ?? '',
          page: `https://trials.example/trial/${trial.trialId}`,
        })
      }
    }
    const [first] = readBack(await csv('?status=recruiting'))
    expect(first?.conditions).toBe('Depression | Line\nbreak, comma')
    expect([first?.url, first?.recordUrls]).toEqual([
      'https://registry.example/NCT00000001',
      'https://registry.example/NCT00000001 | https://registry.example/2024-516890-63-00',
    ])
  })

  it('has a header row of every column once, lines that end with CRLF, and a file name with its date', async () => {
    const response = await get('/api/trials.csv')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="trialwijzer-trials-2026-11-22.csv"')
    const text = await csv()
    const header = text.slice(1, text.indexOf('\r\n')).split(',')
    expect(header.slice(0, TRIAL_COLUMNS.length)).toEqual(TRIAL_COLUMNS)
    expect(header.slice(TRIAL_COLUMNS.length)).toEqual(['ctgov', 'ctis', 'euctr', 'url', 'recordUrls', 'page'])
    expect(new Set(header).size).toBe(header.length)
    expect(text.endsWith('\r\n')).toBe(true)
    expect(text.replace(/"(?:[^"]|"")*"/g, '').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('has every column explained in the README', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
    for (const name of [...TRIAL_COLUMNS, ...LINK_COLUMNS, 'euctr']) expect(readme).toContain(`\`${name}\``)
  })

  it('holds no cell that a spreadsheet would run, also not when it separates by semicolons or tabs', async () => {
    const text = await csv()
    const cells = [
      ...readBack(text).flatMap((row) => Object.values(row)),
      ...[';', '\t'].flatMap((delimiter) =>
        Papa.parse<string[]>(text.slice(1), { delimiter, quoteChar: '\0' }).data.flat(),
      ),
    ]
    expect(cells.length).toBeGreaterThan(500)
    expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell))).toEqual([])
    // The words themselves are all still there.
    expect(readBack(text).map((row) => row.title)).toEqual(
      expect.arrayContaining(["'=1+1", "'＝1+1", 'a;\'=HYPERLINK("x")']),
    )
    const made = csvOf([FORMULAS])
    expect(
      Papa.parse<string[]>(made.slice(1))
        .data.flat()
        .filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell)),
    ).toEqual([])
  })

  it('answers a filter that is not valid with a problem that names it', async () => {
    for (const path of ['/api/trials.csv?phase=PHASE9', '/api/trials.json?phase=PHASE9']) {
      const response = await get(path)
      expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
      expect(response.headers.get('content-disposition')).toBeNull()
      expect(Problem.parse(await response.json()).errors?.[0]?.field).toBe('phase')
    }
  })
})

describe('the JSON of the list', () => {
  it('is the answer of the API as a file, without its pages', async () => {
    const response = await get('/api/trials.json?status=recruiting')
    expect(response.headers.get('content-disposition')).toContain('trialwijzer-trials-2026-11-22.json')
    const reply = TrialsReply.parse(await response.json())
    expect(reply.trials).toEqual(await trials('?status=recruiting'))
    expect([reply.total, reply.returned]).toEqual([1, 1])
  })
})

describe('references', () => {
  it('cite a trial by its register entry, for RIS and BibTeX', async () => {
    const ris = await get('/api/trials/2024-516890-63-00.ris')
    expect(ris.headers.get('content-type')).toBe('application/x-research-info-systems; charset=utf-8')
    expect(ris.headers.get('content-disposition')).toBe('attachment; filename="NCT00000001.ris"')
    expect((await ris.text()).split('\r\n')).toEqual([
      'TY  - ELEC',
      'TI  - Title, with "quotes" and {braces} of NCT00000001',
      'AU  - Müller & Söhne_100%',
      'PY  - 2026',
      'PB  - ClinicalTrials.gov',
      'M1  - NCT00000001',
      expect.stringMatching(/^N1 {2}- Also registered as .+ 2024-516890-63-00$/),
      'UR  - https://registry.example/NCT00000001',
      'Y2  - 2026/11/01',
      'ER  - ',
      '',
    ])
    const bib = await (await get('/api/trials/NCT00000001.bib')).text()
    expect(bib).toContain('@misc{NCT00000001,')
    expect(bib).toContain('title = {{Title, with "quotes" and \\{braces\\} of NCT00000001}}')
    expect(bib).toContain('author = {{Müller \\& Söhne\\_100\\%}}')
    expect((await get('/api/trials/NCT09999999.ris')).status).toBe(404)
    expect((await get('/api/trials/depression.bib')).status).toBe(400)
    expect((await get('/api/trials/NCT00000001.bib?x=1')).status).toBe(400)
  })

  it('cite the statement in each language, with the link that stays', async () => {
    const statement = StatementReply.parse(await (await get('/api/statement')).json())
    const ris = await (await get('/api/statement.ris')).text()
    expect(ris).toContain(`TI  - ${statement.line.en}`)
    expect(ris).toContain(`UR  - https://trials.example/evidence?version=${statement.version}`)
    expect(await (await get('/api/statement.ris?lang=nl')).text()).toContain(statement.line.nl)
    const bib = await (await get(`/api/statement.bib?version=${statement.version}`)).text()
    expect(bib).toContain(`@misc{trialwijzer-${statement.version},`)
    expect((await get('/api/statement.bib?version=nothing-here')).status).toBe(404)
    expect((await get('/api/statement.bib?lang=fr')).status).toBe(400)
  })
})

// Last: while it runs, nothing answers, and connections that were kept open are closed.
describe('the making of the CSV', () => {
  const held = Array.from({ length: 3_200 }, (_, n): Trial => {
    const trialId = `NCT${n}`
    const summary = buildSummary({ trialId, title: `${' ;\t'.repeat(40)}=${trialId}` })
    return {
      summary,
      detail: buildDetail({ trialId }),
      records: [record(trialId)],
      disagreements: [],
      idEvidence: [],
    }
  })

  it('puts a table together from pieces, with one header and every trial in its order', () => {
    const pieces = finish(trialsCsv(held.slice(0, 120), ['ctgov'], null))
    expect(pieces.length).toBeGreaterThan(2)
    const text = pieces.join('')
    expect([...text.matchAll(/\uFEFF/g)].map(({ index }) => index)).toEqual([0])
    const { data } = Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true })
    expect(data.map(([trialId]) => trialId)).toEqual(['trialId', ...held.slice(0, 120).map((t) => t.summary.trialId)])
    expect(new Set(data.map((row) => row.length)).size).toBe(1)
    expect(
      finish(trialsCsv([], ['ctgov'], null))
        .join('')
        .trim()
        .split('\r\n'),
    ).toHaveLength(1)
  })

  it('takes time in proportion to the trials', { timeout: 60_000 }, () => {
    expect(growth((size) => finish(trialsCsv(held.slice(0, size), ['ctgov'], null)), 400)).toBeLessThan(24)
    expect(growth((size) => inertCell(';'.repeat(size) + ' '.repeat(size)), 50_000)).toBeLessThan(24)
  })
})
