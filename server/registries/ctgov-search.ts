import * as z from 'zod/mini'
import type { Substance } from '../../shared/substances/substance.ts'
import type { RejectedRecord, TrialRecord } from '../../shared/trial.ts'
import { RegistryChangedError } from '../errors.ts'
import { ctgovRecordUrl, toRecord } from './ctgov-record.ts'
import { CTGOV_FIELDS, CtgovPage, CtgovStudy, CtgovStudyId } from './ctgov-study.ts'
import { MOST_REJECTED_TEXT } from './registry.ts'
import type { CollectResult, OnProgress, RegistryHttp, RegistryReply } from './registry.ts'

/** Asking ClinicalTrials.gov: the query, the pages, and what counts as an answer. */

/** A study takes 10 to 30 KB with our fields; up to 0.5 MB with a thousand sites (NCT04267848). */
const PAGE_SIZE = 200
/** The whole register held 598,101 studies on 2026-08-11. An answer that large means our query was not understood. */
const WHOLE_REGISTER = 300_000
const MAX_EMPTY_PAGES = 3

/**
 * An Essie expression: each term as a phrase, OR-ed. `[ ] ( ) ,` and the operators are plain text inside quotes; a quote
 * or backslash inside a term would end the phrase, so it becomes a space.
 */
export function interventionQuery(terms: readonly string[]): string {
  const phrases = terms.map((term) => term.replace(/["\\\s]+/g, ' ').trim()).filter((term) => term !== '')
  return [...new Set(phrases)].map((phrase) => `"${phrase}"`).join(' OR ')
}

/** Path of one page. All pages carry the same parameters but the token, as the registry demands. */
export function searchPath(
  substance: Pick<Substance, 'id' | 'searchTerms'>,
  pageToken: string | null,
  pageSize = PAGE_SIZE,
): string {
  const query = interventionQuery(substance.searchTerms)
  if (query === '') throw new Error(`substance ${substance.id} has no search terms: the query would ask for everything`)
  const parameters = new URLSearchParams({
    format: 'json',
    markupFormat: 'markdown',
    'query.intr': query,
    fields: CTGOV_FIELDS.join(','),
    countTotal: 'true',
    pageSize: String(pageSize),
  })
  if (pageToken !== null) parameters.set('pageToken', pageToken)
  return `/studies?${parameters.toString()}`
}

export function studyPath(nctId: string): string {
  const parameters = new URLSearchParams({ format: 'json', markupFormat: 'markdown', fields: CTGOV_FIELDS.join(',') })
  return `/studies/${encodeURIComponent(nctId)}?${parameters.toString()}`
}

/** The JSON of a 200. Errors are text/plain: a 400 is a mistake in our own request, and its text says which. */
export function readJson(reply: RegistryReply, asked: string): unknown {
  const start = reply.body.slice(0, 300)
  if (reply.status !== 200)
    throw new RegistryChangedError(
      'ctgov',
      `${asked}: ClinicalTrials.gov refused our request (${reply.status}): ${start}`,
    )
  if (reply.contentType.includes('html'))
    throw new RegistryChangedError('ctgov', `${asked}: a web page instead of JSON: ${start}`)
  try {
    return JSON.parse(reply.body)
  } catch (cause) {
    throw new RegistryChangedError('ctgov', `${asked}: not JSON: ${start}`, { cause })
  }
}

/** A study as a record, or what is wrong with it. Never throws on data. */
export function readStudy(study: unknown, fetchedAt: string): { record: TrialRecord } | { rejected: RejectedRecord } {
  const parsed = z.safeParse(CtgovStudy, study)
  if (parsed.success) return { record: toRecord(parsed.data, fetchedAt) }
  const named = z.safeParse(CtgovStudyId, study)
  const recordId = named.success ? named.data.protocolSection.identificationModule.nctId.slice(0, 40) : null
  return {
    rejected: {
      registryId: 'ctgov',
      recordId,
      reason: parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; '),
      url: recordId !== null && /^NCT\d{8}$/.test(recordId) ? ctgovRecordUrl(recordId) : null,
      rawText: (JSON.stringify(study) as string | undefined)?.slice(0, MOST_REJECTED_TEXT) ?? '',
    },
  }
}

async function readPage(substance: Substance, pageToken: string | null, http: RegistryHttp) {
  const json = readJson(await http.get(searchPath(substance, pageToken)), `search for ${substance.id}`)
  const page = z.safeParse(CtgovPage, json)
  if (!page.success)
    throw new RegistryChangedError('ctgov', `search for ${substance.id}: not a page of studies`, { cause: page.error })
  const { studies, nextPageToken, totalCount } = page.data
  return { studies, nextPageToken: nextPageToken ?? null, totalCount: totalCount ?? null }
}

/**
 * Every study of a substance. `nextPageToken` also follows a full last page (cyanheads #98), so an empty page is an end
 * once the total is reached; before that the specification allows it ("a page may have empty `studies` array") and the
 * token is followed a few times more.
 */
export async function collectStudies(
  substance: Substance,
  http: RegistryHttp,
  onProgress: OnProgress,
  fetchedAt: string,
): Promise<CollectResult> {
  const records = new Map<string, TrialRecord>()
  const rejected: RejectedRecord[] = []
  const tokens = new Set<string>()
  const repeated = new Set<string>()
  let reportedTotal: number | null = null
  let token: string | null = null
  let emptyPages = 0
  let trouble: string | null = null

  do {
    const page = await readPage(substance, token, http)
    if (token === null) reportedTotal = page.totalCount
    if ((reportedTotal ?? 0) > WHOLE_REGISTER)
      throw new RegistryChangedError(
        'ctgov',
        `search for ${substance.id}: ${reportedTotal} studies, the whole register`,
      )
    for (const study of page.studies) {
      const read = readStudy(study, fetchedAt)
      if ('rejected' in read) rejected.push(read.rejected)
      else if (records.has(read.record.recordId)) repeated.add(read.record.recordId)
      else records.set(read.record.recordId, read.record)
    }
    const done = records.size + rejected.length
    onProgress({ done, total: reportedTotal })
    token = page.nextPageToken
    emptyPages = page.studies.length === 0 ? emptyPages + 1 : 0
    if (emptyPages > 0 && (reportedTotal === null || done >= reportedTotal || emptyPages >= MAX_EMPTY_PAGES)) break
    if (done > WHOLE_REGISTER) trouble = `more than ${WHOLE_REGISTER} studies were sent`
    else if (token !== null && tokens.has(token)) trouble = 'the registry sent the same page token twice'
    if (token !== null) tokens.add(token)
  } while (token !== null && trouble === null)

  const held = records.size + rejected.length
  if (trouble === null && repeated.size > 0)
    trouble = `studies were sent twice: ${[...repeated].slice(0, 5).join(', ')}`
  if (trouble === null && reportedTotal !== null && held !== reportedTotal)
    trouble = `the registry said ${reportedTotal} studies, ${held} were read`
  return {
    records: [...records.values()],
    rejected,
    reportedTotal,
    complete: trouble === null,
    incompleteReason: trouble,
  }
}
