import pLimit from 'p-limit'
import * as z from 'zod/mini'
import { RegistryChangedError } from '../errors.ts'
import { joinKey } from '../../shared/core/trial-id.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import type { RejectedRecord, TrialRecord } from '../../shared/trial.ts'
import { ctisStatusGroup, ctisStatusWords, isKnownPublicStatus } from './ctis-codes.ts'
import { CTIS_ID, ctisRecordUrl, toRecord } from './ctis-record.ts'
import { CtisTrial, type CtisRow } from './ctis-reply.ts'
import { countRegister, readJson, rejectedTrial, searchTerms } from './ctis-search.ts'
import type { CollectResult, LiveCheck, OnProgress, Registry, RegistryHttp } from './registry.ts'

/**
 * CTIS, the EU register since 2023: an undocumented API behind its public portal, relaunched on 2024-06-17. A trial is
 * found by POST /search and read by GET /retrieve/{number}. An unknown number is answered with 200 and `{}`; error pages
 * come with 200 too. `ctStatus` is a public code in search and the application's status in words in retrieve.
 */

const MAX_CONCURRENT = 3

function retrievePath(recordId: string): string {
  return `/retrieve/${encodeURIComponent(recordId)}`
}

type Read = { record: TrialRecord; hasPartOne: boolean } | { rejected: string } | null

/** One retrieve answer; null when the registry has no trial under this number. */
function readTrial(body: unknown, recordId: string, row: CtisRow | null, fetchedAt: string): Read {
  if (typeof body === 'object' && body !== null && Object.keys(body).length === 0) return null
  const parsed = z.safeParse(CtisTrial, body)
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, 3)
    return { rejected: issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; ') }
  }
  const trial = parsed.data
  if (trial.ctNumber !== recordId) return { rejected: `asked for ${recordId}, got ${trial.ctNumber.slice(0, 40)}` }
  const record = toRecord(trial, row, fetchedAt)
  if (record.titles.length === 0) return { rejected: 'no title' }
  return { record, hasPartOne: (trial.authorizedApplication?.authorizedPartI ?? null) !== null }
}

/** Of several submissions of one trial only the last is valid; each carries the earlier numbers as aliases. */
function latestSubmissions(rows: ReadonlyMap<string, CtisRow>): CtisRow[] {
  const latest = new Map<string, CtisRow>()
  for (const row of rows.values()) {
    const key = joinKey(row.ctNumber)
    const held = latest.get(key)
    if (held === undefined || row.ctNumber > held.ctNumber) latest.set(key, row)
  }
  return [...latest.values()]
}

/** True only where the row names age groups, and all of them are of adults (`18-64 years, 65+ years`). */
function isForAdultsOnly({ ageGroup }: CtisRow): boolean {
  const groups = (ageGroup ?? '').split(',').map((group) => group.trim())
  return groups.every((group) => /^(?:18-64|65\+) years$/.test(group))
}

type Outcome = { record: TrialRecord; hasPartOne: boolean } | { rejected: RejectedRecord }

async function retrieve(row: CtisRow, http: RegistryHttp, fetchedAt: string): Promise<Outcome> {
  const id = row.ctNumber
  const refuse = (reason: string, text: string) => ({
    rejected: rejectedTrial(id, reason, `${JSON.stringify(row)}\n${text}`),
  })
  /** The row says for which ages it is, and no criteria. */
  const refuseUnread = (reason: string, text: string) => ({
    rejected: { ...refuse(reason, text).rejected, criteriaUnread: !isForAdultsOnly(row) },
  })
  const reply = await http.get(retrievePath(id)).catch((cause: unknown) => {
    // Over the size cap: this trial cannot be read, the others can.
    if (cause instanceof RegistryChangedError) return cause
    throw cause
  })
  if (reply instanceof RegistryChangedError) return refuseUnread(reply.message, '')
  if (reply.status !== 200) return refuseUnread(`found by search, but retrieve answers ${reply.status}`, reply.body)
  const read = readTrial(readJson(reply, id), id, row, fetchedAt)
  if (read === null) return refuseUnread('found by search, but retrieve holds nothing under this number', reply.body)
  return 'rejected' in read ? refuse(read.rejected, reply.body) : read
}

/** One trial we cannot read is its own trouble; none that we can read is a registry that changed. */
const FEWEST_TO_JUDGE = 3

function checkLayout(outcomes: readonly Outcome[]): void {
  if (outcomes.length < FEWEST_TO_JUDGE) return
  const readable = outcomes.filter((outcome) => 'record' in outcome)
  if (readable.some(({ hasPartOne }) => hasPartOne)) return
  const reason = outcomes.flatMap((outcome) => ('rejected' in outcome ? outcome.rejected.reason : []))[0]
  throw new RegistryChangedError(
    'ctis',
    `none of ${outcomes.length} trials could be read in full: ${reason ?? 'no authorizedApplication.authorizedPartI'}`,
  )
}

async function collect(
  substance: Substance,
  http: RegistryHttp,
  onProgress: OnProgress,
  fetchedAt: string,
): Promise<CollectResult> {
  onProgress({ done: 0, total: null })
  const found = await searchTerms(substance.searchTerms, http)
  const rows = latestSubmissions(found.rows)
  let done = 0
  onProgress({ done, total: rows.length })
  const limit = pLimit(MAX_CONCURRENT)
  const outcomes = await Promise.all(
    rows.map((row) =>
      limit(async () => {
        const outcome = await retrieve(row, http, fetchedAt)
        onProgress({ done: ++done, total: rows.length })
        return outcome
      }),
    ),
  ).finally(() => limit.clearQueue())
  checkLayout(outcomes)
  const rejected = outcomes.flatMap((outcome) => ('rejected' in outcome ? outcome.rejected : []))
  return {
    records: outcomes.flatMap((outcome) => ('record' in outcome ? outcome.record : [])),
    rejected: [...rejected, ...found.rejected.values()],
    // Trials, not rows: the search lists every submission of a trial. It states no total for a union of terms.
    reportedTotal: rows.length + found.rejected.size + found.missing,
    complete: found.missing === 0,
    incompleteReason: found.reason,
  }
}

async function fetchRecord(recordId: string, http: RegistryHttp, fetchedAt: string): Promise<TrialRecord | null> {
  const reply = await http.get(retrievePath(recordId))
  if (reply.status === 404) return null
  const read = readTrial(readJson(reply, recordId), recordId, null, fetchedAt)
  if (read === null) return null
  if ('rejected' in read) throw new RegistryChangedError('ctis', `${recordId}: ${read.rejected}`)
  return read.record
}

/** The portal's own search page. Its address carries the criteria; `containAny` takes terms with commas between them. */
function searchUrl(substance: Substance): string {
  const terms = substance.searchTerms.filter((term) => !term.includes(','))
  const criteria = terms.length === 1 ? { containAll: terms[0] } : { containAny: terms.join(', ') }
  const encoded = encodeURIComponent(JSON.stringify(criteria))
  return `https://euclinicaltrials.eu/ctis-public/search#searchCriteria=${encoded}`
}

/** A posaconazole trial of children under 2: transitioned, with an NCT number, six countries outside the EEA. */
const KNOWN_TRIAL = { id: '2023-505613-24-00', linked: ['NCT04665037', '2019-003842-34'] }

const liveChecks: readonly LiveCheck[] = [
  {
    name: 'whole register',
    async run(http) {
      const total = await countRegister(http)
      // 12,317 on 2026-08-30.
      if (total < 12_000) throw new Error(`expected more than 12,000 trials, got ${total}`)
      return `${total} trials`
    },
  },
  {
    name: 'search filters',
    async run(http) {
      const { rows, rejected, reason } = await searchTerms(['psilocybin'], http)
      if (reason !== null) throw new Error(`expected all rows, but ${reason}`)
      if (rejected.size > 0) throw new Error(`${rejected.size} rows without an EU CT number`)
      if (rows.size === 0) throw new Error('expected psilocybin trials, got none')
      const { rows: nonsense } = await searchTerms(['xqzvwkjh'], http)
      if (nonsense.size > 0) throw new Error(`expected nothing for a nonsense word, got ${nonsense.size} trials`)
      return `${rows.size} psilocybin trials, none for a nonsense word`
    },
  },
  {
    name: 'status codes',
    async run(http) {
      const { rows } = await searchTerms(['psilocybin'], http)
      const codes = [...new Set([...rows.values()].flatMap(({ ctStatus }) => ctStatus ?? []))]
      const unknown = codes.filter((code) => !isKnownPublicStatus(code))
      if (codes.length === 0 || unknown.length > 0) {
        throw new Error(`expected public status codes 1 to 12, got ${codes.join(', ') || 'none'}`)
      }
      return `codes seen: ${codes.join(', ')}`
    },
  },
  {
    name: 'known trial',
    async run(http) {
      const record = await fetchRecord(KNOWN_TRIAL.id, http, '')
      const lost = KNOWN_TRIAL.linked.filter((id) => !(record?.linkedIds ?? []).includes(id))
      if (record === null || lost.length > 0) throw new Error(`expected the numbers ${KNOWN_TRIAL.linked.join(', ')}`)
      if (record.interventions.length === 0 || record.countries.length === 0 || record.enrollment.planned === null) {
        throw new Error('expected products, countries and a planned number')
      }
      return `${record.recordId}: ${record.overallStatus ?? 'no status'}, ${record.enrollment.planned} planned`
    },
  },
  {
    name: 'unknown trial',
    async run(http) {
      const record = await fetchRecord('2022-500000-00-00', http, '')
      if (record !== null) throw new Error('expected an empty answer for 2022-500000-00-00')
      return '2022-500000-00-00 answered with nothing'
    },
  },
]

export const ctis: Registry = {
  id: 'ctis',
  name: 'CTIS (EU Clinical Trials Information System)',
  citation: { name: 'CTIS', place: 3 },
  homeUrl: 'https://euclinicaltrials.eu/',
  defaultBaseUrl: 'https://euclinicaltrials.eu/ctis-public-api',
  trialIdPattern: CTIS_ID,
  pace: { minIntervalMs: 500, maxConcurrent: MAX_CONCURRENT },
  maxReplyBytes: 8_000_000,
  recordUrl: ctisRecordUrl,
  searchUrl,
  statusGroup: ctisStatusGroup,
  statusWords: ctisStatusWords,
  collect,
  fetchRecord,
  liveChecks,
}
