import type { EuctrFixture, EuctrFixtureRecord } from '../fixtures/euctr/euctr-fixture.ts'
import { fixtureFields } from '../fixtures/euctr/fixture-fields.ts'
import { printCountryRecord } from '../fixtures/euctr/print-country-record.ts'
import type { DoubleRegistry, DoubleReply, DoubleRequest } from './double.ts'
import { printSearchPage, printSummary, searchCount } from './euctr-pages.ts'

/**
 * The EU Clinical Trials Register as registries/eu.md describes it: 20 trials a page, HTML search, text downloads, the
 * whole register for a search without a query, an error page for a record it does not hold.
 */

const PAGE_SIZE = 20
/** What the real register counts when it does not see a query. */
const WHOLE_REGISTER = 44_338

export function createEuctrDouble(fixtures: EuctrFixture[]): DoubleRegistry {
  return {
    registryId: 'euctr',
    handle(request) {
      if (request.method !== 'GET') return html(405, '<html><body>Method Not Allowed</body></html>')
      if (request.path === '/search') return searchReply(fixtures, request.query)
      if (request.path === '/rest/download/summary') return summaryReply(fixtures, request.query)
      const [, eudractNumber, country] = /^\/rest\/download\/trial\/([^/]+)\/([^/]+)$/.exec(request.path) ?? []
      return eudractNumber === undefined ? null : trialReply(fixtures, eudractNumber, country ?? '')
    },
    counts() {
      const counts: Record<string, number> = {}
      for (const { substances } of fixtures) for (const id of substances) counts[id] = (counts[id] ?? 0) + 1
      return counts
    },
    distort(kind, request, reply) {
      if (kind === 'count-mismatch')
        return request.path === '/search' ? { ...reply, body: moreTrials(reply.body) } : reply
      const isLater = Number(request.query.get('page') ?? '1') > 1
      return isLater ? emptyPage(fixtures, request, reply) : reply
    },
  }
}

function html(status: number, body: string): DoubleReply {
  return { status, headers: { 'content-type': 'text/html;charset=UTF-8', 'set-cookie': 'JSESSIONID=0' }, body }
}

function text(body: string): DoubleReply {
  return { status: 200, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body }
}

function recordText(trial: EuctrFixture, record: EuctrFixtureRecord): string {
  return printCountryRecord(fixtureFields(trial, record))
}

/** `"a" OR "b"`: any phrase in the text of any country record. `eudract_number:ID` and a bare number: that trial. */
function find(fixtures: readonly EuctrFixture[], query: string): EuctrFixture[] {
  const number = /^(?:eudract_number:)?(\d{4}-\d{6}-\d{2})$/.exec(query.trim())?.[1]
  if (number !== undefined) return fixtures.filter(({ eudractNumber }) => eudractNumber === number)
  const phrases = [...query.matchAll(/"([^"]+)"/g)].map(([, phrase = '']) => phrase.toLowerCase())
  const words = phrases.length > 0 ? phrases : [query.trim().toLowerCase()]
  return fixtures.filter((trial) => {
    const all = trial.records.map((record) => recordText(trial, record).toLowerCase()).join('\n')
    return words.some((word) => all.includes(word))
  })
}

interface Hits {
  total: number
  page: number
  trials: EuctrFixture[]
}

function hits(fixtures: readonly EuctrFixture[], query: URLSearchParams): Hits {
  const words = query.get('query')?.trim() ?? ''
  const page = Math.max(1, Number(query.get('page') ?? '1'))
  const found = words === '' ? [...fixtures] : find(fixtures, words)
  const trials = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  return { total: words === '' ? WHOLE_REGISTER : found.length, page, trials }
}

function searchReply(fixtures: readonly EuctrFixture[], query: URLSearchParams): DoubleReply {
  const { total, page, trials } = hits(fixtures, query)
  return html(200, printSearchPage({ query: query.get('query') ?? '', total, page, pageSize: PAGE_SIZE, trials }))
}

function summaryReply(fixtures: readonly EuctrFixture[], query: URLSearchParams): DoubleReply {
  return text(printSummary(hits(fixtures, query).trials))
}

function trialReply(fixtures: readonly EuctrFixture[], eudractNumber: string, country: string): DoubleReply {
  const trial = fixtures.find((one) => one.eudractNumber === eudractNumber)
  const records = trial?.records.filter((record) => record.country === country) ?? []
  if (!trial || records.length === 0) return text('Request failed.')
  return text(`\n${records.map((record) => recordText(trial, record)).join('\n')}`)
}

function moreTrials(body: string): string {
  const counted = searchCount(body)
  return body.replace(`protocol (${counted})`, `protocol (${Number(counted.replaceAll(',', '')) + 3})`)
}

/** The page with its count and without its trials. */
function emptyPage(fixtures: readonly EuctrFixture[], request: DoubleRequest, reply: DoubleReply): DoubleReply {
  if (request.path === '/rest/download/summary') return { ...reply, body: printSummary([]) }
  if (request.path !== '/search') return reply
  const { total, page } = hits(fixtures, request.query)
  const query = request.query.get('query') ?? ''
  return { ...reply, body: printSearchPage({ query, total, page, pageSize: PAGE_SIZE, trials: [] }) }
}
