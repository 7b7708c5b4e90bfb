import { RegistryChangedError } from '../errors.ts'
import { ctgovRecordUrl, ctgovStatusGroup, ctgovStatusWords } from './ctgov-record.ts'
import { collectStudies, interventionQuery, readJson, readStudy, searchPath, studyPath } from './ctgov-search.ts'
import { CtgovPage } from './ctgov-study.ts'
import type { LiveCheck, Registry, RegistryHttp } from './registry.ts'
import type { TrialRecord } from '../../shared/trial.ts'
import * as z from 'zod/mini'

/**
 * ClinicalTrials.gov, API v2 (OpenAPI 2.0.5). No key; no documented rate limit, robots.txt asks for one request a second.
 * Errors are text/plain. An obsolete number is answered with a redirect to the study that replaced it.
 */

async function fetchRecord(recordId: string, http: RegistryHttp, fetchedAt: string): Promise<TrialRecord | null> {
  const reply = await http.get(studyPath(recordId))
  if (reply.status === 404) return null
  const read = readStudy(readJson(reply, recordId), fetchedAt)
  if ('rejected' in read)
    throw new RegistryChangedError('ctgov', `${recordId}: a study we cannot read: ${read.rejected.reason}`)
  const { record } = read
  if (record.recordId !== recordId && !record.aliasIds.includes(recordId))
    throw new RegistryChangedError('ctgov', `asked for ${recordId}, got ${record.recordId}`)
  return record
}

/** Held 88 psilocybin studies under the condition "depression" alone on 2025-07-29. */
const KNOWN_SEARCH = { id: 'psilocybin', searchTerms: ['psilocybin'] }
const FEWEST_EXPECTED = 88

const liveChecks: readonly LiveCheck[] = [
  {
    name: 'version',
    async run(http) {
      const version = z.safeParse(
        z.object({ apiVersion: z.string(), dataTimestamp: z.nullish(z.string()) }),
        readJson(await http.get('/version'), 'version'),
      )
      if (!version.success) throw new Error('expected {apiVersion, dataTimestamp}')
      const { apiVersion, dataTimestamp } = version.data
      if (!apiVersion.startsWith('2.')) throw new Error(`expected API version 2, got ${apiVersion}`)
      return `API ${apiVersion}, data of ${dataTimestamp ?? 'unknown time'}`
    },
  },
  {
    name: 'search with our fields',
    async run(http) {
      const reply = await http.get(searchPath(KNOWN_SEARCH, null, 5))
      const page = z.safeParse(CtgovPage, readJson(reply, 'search'))
      if (!page.success) throw new Error('expected {studies, totalCount, nextPageToken}')
      const { studies, totalCount, nextPageToken } = page.data
      if ((totalCount ?? 0) < FEWEST_EXPECTED)
        throw new Error(`expected at least ${FEWEST_EXPECTED} psilocybin studies, got ${String(totalCount)}`)
      if (studies.length !== 5 || typeof nextPageToken !== 'string')
        throw new Error('expected 5 studies and a page token')
      const unread = studies.flatMap((study) => {
        const read = readStudy(study, '')
        return 'rejected' in read ? [read.rejected.reason] : []
      })
      if (unread.length > 0) throw new Error(`studies we cannot read: ${unread.join(' | ')}`)
      return `${String(totalCount)} psilocybin studies, first page read`
    },
  },
  {
    name: 'known study',
    async run(http) {
      const record = await fetchRecord('NCT04280055', http, '')
      const title = record?.titles[0]?.text ?? 'nothing'
      if (!title.includes('Cluster Headache')) throw new Error(`expected a title on cluster headache, got ${title}`)
      return `NCT04280055: ${title}`
    },
  },
  {
    name: 'unknown study',
    async run(http) {
      if ((await fetchRecord('NCT99999999', http, '')) !== null) throw new Error('expected 404 for NCT99999999')
      return 'NCT99999999 answered with 404'
    },
  },
]

export const ctgov: Registry = {
  id: 'ctgov',
  name: 'ClinicalTrials.gov',
  citation: { name: 'ClinicalTrials.gov', place: 1 },
  homeUrl: 'https://clinicaltrials.gov/',
  defaultBaseUrl: 'https://clinicaltrials.gov/api/v2',
  trialIdPattern: /^NCT\d{8}$/,
  pace: { minIntervalMs: 1000, maxConcurrent: 1 },
  maxReplyBytes: 40_000_000,
  recordUrl: ctgovRecordUrl,
  searchUrl: (substance) =>
    `https://clinicaltrials.gov/search?${new URLSearchParams({ intr: interventionQuery(substance.searchTerms) }).toString()}`,
  statusGroup: ctgovStatusGroup,
  statusWords: ctgovStatusWords,
  collect: collectStudies,
  fetchRecord,
  liveChecks,
}
