import { RegistryChangedError } from '../errors.ts'
import { parseSearchPage } from './euctr-html.ts'
import { parseSummary, type ListedCountry } from './euctr-summary.ts'
import type { RegistryHttp, RegistryReply } from './registry.ts'

/** Trials on a page; the register has no other size. */
const PAGE_SIZE = 20
/** More is not a search for one substance: an unread query answers with the whole register (about 44,400 trials). */
const MOST_TRIALS = 10_000
/** "Request failed." is 15 bytes with status 200; no real reply is shorter than this. */
const SHORTEST_REPLY = 20

export interface ListedTrial {
  eudractNumber: string
  countries: ListedCountry[]
  hasResults: boolean | null
}

export interface Listing {
  trials: ListedTrial[]
  reportedTotal: number
  /** Null when every trial the register counts was listed. */
  incompleteReason: string | null
}

/**
 * Lists the trials of a query and their country records. Each page is asked twice, as HTML (count, results, links) and as
 * summary text: what one of them does not show, the other may. Urls are built here: the page's own "next" link loses the
 * query on some versions.
 */
export async function listTrials(query: string, http: RegistryHttp): Promise<Listing> {
  const trials = new Map<string, ListedTrial>()
  const reasons: string[] = []
  let total = 0
  let previous = ''
  for (let page = 1; page === 1 || page <= Math.ceil(total / PAGE_SIZE); page++) {
    const read = await readPage(query, page, http)
    if (page === 1) total = read.count
    else if (read.count !== total) reasons.push(`page ${page} counts ${read.count} trials, page 1 counted ${total}`)
    if (read.outcomeCount !== null && read.outcomeCount !== read.count)
      reasons.push(`page ${page} counts ${read.count} trials and says it found ${read.outcomeCount}`)
    const ids = read.trials.map(({ eudractNumber }) => eudractNumber).join(' ')
    if (read.trials.length === 0 && total > 0) reasons.push(`page ${page} lists no trial`)
    if (ids !== '' && ids === previous) {
      reasons.push(`page ${page} repeats page ${page - 1}`)
      break
    }
    previous = ids
    for (const trial of read.trials) addTrial(trials, trial)
  }
  if (trials.size !== total) reasons.push(`the register counts ${total} trials and lists ${trials.size}`)
  return { trials: [...trials.values()], reportedTotal: total, incompleteReason: reasons[0] ?? null }
}

interface PageRead {
  count: number
  outcomeCount: number | null
  trials: ListedTrial[]
}

async function readPage(query: string, page: number, http: RegistryHttp): Promise<PageRead> {
  const parameters = `query=${encodeURIComponent(query)}&page=${page}`
  const reply = await http.get(`/search?${parameters}`)
  if (reply.status === 200 && !/<\/html>/i.test(reply.body))
    throw new RegistryChangedError('euctr', `search page ${page} has no end (${describeReply(reply)})`)
  const html = parseSearchPage(reply.status === 200 ? reply.body : '')
  if (html.count === null)
    throw new RegistryChangedError('euctr', `search page ${page} holds no count of trials (${describeReply(reply)})`)
  if (html.count > MOST_TRIALS)
    throw new RegistryChangedError('euctr', `${html.count} trials for one substance: the query was not understood`)
  const trials = new Map<string, ListedTrial>()
  for (const trial of html.trials) addTrial(trials, trial)
  if (html.count > 0) {
    const summary = await http.get(`/rest/download/summary?${parameters}&mode=current_page`)
    if (isText(summary))
      for (const trial of parseSummary(summary.body)) addTrial(trials, { ...trial, hasResults: null })
  }
  return { count: html.count, outcomeCount: html.outcomeCount, trials: [...trials.values()] }
}

/** Adds a trial, or what is new about one that is known. */
function addTrial(trials: Map<string, ListedTrial>, trial: ListedTrial): void {
  const known = trials.get(trial.eudractNumber) ?? {
    eudractNumber: trial.eudractNumber,
    countries: [],
    hasResults: null,
  }
  for (const { country, status } of trial.countries) {
    const same = known.countries.find((listed) => listed.country === country)
    if (same) same.status ??= status
    else known.countries.push({ country, status })
  }
  known.hasResults ??= trial.hasResults
  trials.set(trial.eudractNumber, known)
}

/** A text download as it should be: not an error page, not an error word. */
export function isText({ status, contentType, body }: RegistryReply): boolean {
  const isHtml = contentType.includes('html') || /^\ufeff?\s{0,200}</.test(body.slice(0, 250))
  return status === 200 && body.length >= SHORTEST_REPLY && !isHtml
}

export function describeReply({ status, contentType, body }: RegistryReply): string {
  const start = body.slice(0, 60).replace(/\s+/g, ' ').trim()
  return `status ${status}, ${contentType === '' ? 'no content type' : contentType}, ${body.length} characters: "${start}"`
}
