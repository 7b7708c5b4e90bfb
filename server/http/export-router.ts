import { Router } from 'express'
import type { TrialsReply } from '../../shared/api.ts'
import { citeStatement, citeTrial } from '../../shared/core/citation.ts'
import type { Citation } from '../../shared/core/citation.ts'
import { eachInSteps } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import { applyToTableInSteps } from '../../shared/core/table-query.ts'
import type { AppliedQuery } from '../../shared/core/trial-filter.ts'
import { canonicalQuery } from '../../shared/trial-query.ts'
import type { TrialQuery } from '../../shared/trial-query.ts'
import type { Trial, TrialSummary } from '../../shared/trial.ts'
import type { Catalogue, CatalogueVersion } from '../catalogue/catalogue.ts'
import type { StatementArchive } from '../catalogue/statement-archive.ts'
import { AppError, InvalidQueryError } from '../errors.ts'
import { inSlices } from '../in-slices.ts'
import { readTrialQuery, refuseParameters, requireTrial } from './api-router.ts'
import { createBodyCache, sendReadyBody } from './cached-body.ts'
import { jsonPieces } from './json-pieces.ts'
import { queryPairs } from './query-pairs.ts'
import { trialsCsv } from './trials-csv.ts'

const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600'
const BODY_CACHE_BYTES = 64 * 1024 * 1024

const FORMATS = {
  ris: { contentType: 'application/x-research-info-systems; charset=utf-8', print: ({ ris }: Citation) => ris },
  bib: { contentType: 'application/x-bibtex; charset=utf-8', print: ({ bibtex }: Citation) => bibtex },
} as const

interface ExportDeps {
  catalogue: Catalogue
  archive: StatementArchive
  publicUrl: string | null
  substanceIds: readonly string[]
  registryIds: readonly string[]
}

/** What people take along as files: the list as CSV or JSON, a trial or the statement as a reference. */
export function createExportRouter(deps: ExportDeps): Router {
  const { catalogue, archive, publicUrl } = deps
  const bodies = createBodyCache(BODY_CACHE_BYTES)
  const router = Router({ caseSensitive: true, strict: false })

  router.get('/trials.csv', async (request, response) => {
    const query = readTrialQuery(queryPairs(request), deps)
    const version = catalogue.current()
    const body = await bodies.get(`${String(version.serial)} csv ${canonicalQuery(query)}`, async () => {
      const { trials } = await inSlices(allThatMatch(version, query))
      const found = await inSlices(wholeTrials(version, trials))
      return {
        contentType: 'text/csv; charset=utf-8; header=present',
        body: await inSlices(trialsCsv(found, deps.registryIds, publicUrl)),
      }
    })
    sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL, fileName: listName(version, 'csv') })
  })

  router.get('/trials.json', async (request, response) => {
    const query = readTrialQuery(queryPairs(request), deps)
    const version = catalogue.current()
    const { registries, key, at } = catalogue.states()
    const body = await bodies.get(`${String(version.serial)} ${key} json ${canonicalQuery(query)}`, async () => {
      const { trials, total, hidden } = await inSlices(allThatMatch(version, query))
      const generatedAt = at > version.publishedAt ? at : version.publishedAt
      const reply: TrialsReply = { trials, total, returned: trials.length, hidden, registries, generatedAt }
      return { contentType: 'application/json; charset=utf-8', body: await inSlices(jsonPieces(reply)) }
    })
    sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL, fileName: listName(version, 'json') })
  })

  for (const format of ['ris', 'bib'] as const) {
    const { contentType, print } = FORMATS[format]

    router.get(`/trials/:id.${format}`, async (request, response) => {
      refuseParameters(queryPairs(request), [])
      const version = catalogue.current()
      const trial = requireTrial(version, request.params.id)
      const { trialId } = trial.summary
      const names = new Map(catalogue.states().registries.map(({ registryId, name }) => [registryId, name]))
      const body = await bodies.get(`${String(version.serial)} ${format} ${trialId}`, () => ({
        contentType,
        body: print(citeTrial(trial, names)),
      }))
      sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL, fileName: `${trialId}.${format}` })
    })

    router.get(`/statement.${format}`, async (request, response) => {
      const pairs = queryPairs(request)
      refuseParameters(pairs, ['version', 'lang'])
      const lang = readLang(pairs.find(([name]) => name === 'lang')?.[1] ?? 'en')
      const wanted = pairs.find(([name]) => name === 'version')?.[1]
      const { statement, publishedAt } = await findStatement(wanted)
      const body = await bodies.get(`${publishedAt} ${statement.version} ${lang} ${format}`, () => ({
        contentType,
        body: print(citeStatement({ ...statement, publishedAt }, publicUrl, lang)),
      }))
      const fileName = `trialwijzer-statement-${statement.version}.${format}`
      sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL, fileName })
    })
  }

  async function findStatement(wanted: string | undefined) {
    const current = catalogue.current()
    const version = wanted ?? current.statement.version
    const archived = await archive.find(version)
    if (archived !== null) return archived
    if (version === current.statement.version) return current
    throw new AppError('not-found', `No statement with version "${version.slice(0, 40)}" was published here.`)
  }

  return router
}

/** A file without a limit is the whole list, however long; the pages of `/api/trials` are for programs that ask on. */
function allThatMatch(version: CatalogueVersion, query: TrialQuery): Steps<AppliedQuery> {
  return applyToTableInSteps(version.table, { ...query, limit: query.limit ?? Math.max(1, version.summaries.length) })
}

function* wholeTrials(version: CatalogueVersion, summaries: readonly TrialSummary[]): Steps<Trial[]> {
  const found: Trial[] = []
  yield* eachInSteps(summaries, ({ trialId }) => {
    const trial = version.byNumber.get(trialId)
    if (trial !== undefined) found.push(trial)
  })
  return found
}

function listName(version: CatalogueVersion, extension: string): string {
  return `trialwijzer-trials-${version.publishedAt.slice(0, 10)}.${extension}`
}

function readLang(value: string): 'en' | 'nl' {
  if (value === 'en' || value === 'nl') return value
  throw new InvalidQueryError([
    { field: 'lang', message: 'is not a language of this site', expected: 'one of: en, nl' },
  ])
}
