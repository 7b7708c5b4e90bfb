import * as z from 'zod/mini'
import { RegistryChangedError } from '../errors.ts'
import type { RejectedRecord } from '../../shared/trial.ts'
import { CTIS_ID, ctisRecordUrl } from './ctis-record.ts'
import { CtisPage, CtisRow } from './ctis-reply.ts'
import { MOST_REJECTED_TEXT } from './registry.ts'
import type { RegistryHttp, RegistryReply } from './registry.ts'

const PAGE_SIZE = 50
/** More can be found than paged: 10,505 found, 10,000 given (ctrdata issue 59), without a word. */
const PAGING_CAP = 10_000

/**
 * The one request body known to work. CTIS ignores criteria it does not know and then answers with the whole register,
 * answers page 0 and a missing `searchCriteria` with nothing, and takes commas in `containAny` for separators. `containAll`
 * is verified to filter, so each term is asked by itself and the answers are joined here.
 */
function searchBody(term: string | null, page: number, size = PAGE_SIZE): unknown {
  return {
    pagination: { page, size },
    sort: { property: 'decisionDate', direction: 'DESC' },
    searchCriteria: term === null ? {} : { containAll: term },
  }
}

/** The JSON of a 200 reply. HTML error pages come with status 200 too: content type and text are both checked. */
export function readJson(reply: RegistryReply, what: string): unknown {
  if (reply.status !== 200) throw new RegistryChangedError('ctis', `${what}: status ${reply.status}`)
  if (reply.contentType.includes('html') || reply.body.trimStart().startsWith('<')) {
    throw new RegistryChangedError('ctis', `${what}: an HTML page instead of JSON`)
  }
  try {
    return JSON.parse(reply.body) as unknown
  } catch (cause) {
    throw new RegistryChangedError('ctis', `${what}: not JSON (${reply.body.length} characters)`, { cause })
  }
}

async function askPage(http: RegistryHttp, body: unknown, what: string): Promise<CtisPage> {
  const page = z.safeParse(CtisPage, readJson(await http.post('/search', body), what))
  if (!page.success) throw new RegistryChangedError('ctis', `${what}: no {pagination.totalRecords, data}`)
  return page.data
}

/** How many trials the whole register holds: what a search that filters nothing would answer. */
export async function countRegister(http: RegistryHttp): Promise<number> {
  const { pagination } = await askPage(http, searchBody(null, 1, 1), 'unfiltered search')
  if (pagination.totalRecords === 0) throw new RegistryChangedError('ctis', 'the whole register is said to be empty')
  return pagination.totalRecords
}

export function rejectedTrial(recordId: string | null, reason: string, text: string): RejectedRecord {
  const url = recordId !== null && CTIS_ID.test(recordId) ? ctisRecordUrl(recordId) : null
  return { registryId: 'ctis', recordId, reason, url, rawText: text.slice(0, MOST_REJECTED_TEXT) }
}

/** What a search found. `missing`: how many more the registry said it holds; `reason`: why they were not read. */
export interface Found {
  rows: Map<string, CtisRow>
  rejected: Map<string, RejectedRecord>
  missing: number
  reason: string | null
}

/** Reads one row into `found` and gives the key by which a repeated row is known. */
function addRow(found: Found, value: unknown): string {
  const parsed = z.safeParse(CtisRow, value)
  if (parsed.success && CTIS_ID.test(parsed.data.ctNumber)) {
    found.rows.set(parsed.data.ctNumber, parsed.data)
    return parsed.data.ctNumber
  }
  const key = JSON.stringify(value)
  const number = parsed.success ? parsed.data.ctNumber.slice(0, 40) : null
  found.rejected.set(key, rejectedTrial(number, 'a search row without an EU CT number', key))
  return key
}

/**
 * All rows of one term. Stops when as many were read as the registry said it holds, or when a page brings nothing new.
 * `registerTotal`: a term that matches nearly all of the register was not understood by it.
 */
async function searchTerm(term: string, registerTotal: number, http: RegistryHttp, found: Found): Promise<void> {
  const seen = new Set<string>()
  let total = 0
  for (let page = 1; page <= PAGING_CAP / PAGE_SIZE; page++) {
    const { pagination, data } = await askPage(http, searchBody(term, page), `search for ${term}, page ${page}`)
    total = Math.max(total, pagination.totalRecords)
    if (total >= registerTotal * 0.9) {
      throw new RegistryChangedError('ctis', `search for ${term} is not filtered: ${total} of ${registerTotal} trials`)
    }
    const before = seen.size
    for (const row of data) seen.add(addRow(found, row))
    if (seen.size >= total || seen.size === before) break
  }
  if (seen.size >= total) return
  found.missing += total - seen.size
  found.reason ??=
    total > PAGING_CAP
      ? `"${term}" has ${total} trials, of which CTIS gives at most ${PAGING_CAP}`
      : `"${term}" has ${total} trials, of which CTIS gave ${seen.size}`
}

/** The union of all terms, each trial once. */
export async function searchTerms(terms: readonly string[], http: RegistryHttp): Promise<Found> {
  const registerTotal = await countRegister(http)
  const found: Found = { rows: new Map(), rejected: new Map(), missing: 0, reason: null }
  for (const term of terms) await searchTerm(term, registerTotal, http, found)
  return found
}
