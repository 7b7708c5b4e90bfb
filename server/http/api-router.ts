import { Router } from 'express'
import type {
  ChangeEntry,
  ChangesReply,
  MatrixReply,
  Operator,
  RegistriesReply,
  RegistryState,
  StatementReply,
  StatusTable,
  SummaryReply,
  TrialReply,
  TrialsReply,
} from '../../shared/api.ts'
import { parseIsoDate } from '../../shared/core/date.ts'
import { computeSummaryInSteps } from '../../shared/core/summary.ts'
import type { Steps } from '../../shared/core/steps.ts'
import { prepareLexicon } from '../../shared/core/search-lexicon.ts'
import { applyToTableInSteps, prepareQueries } from '../../shared/core/table-query.ts'
import { parseTrialId } from '../../shared/core/trial-id.ts'
import { canonicalQuery, defaultTrialQuery, parseTrialQuery } from '../../shared/trial-query.ts'
import type { TrialQuery } from '../../shared/trial-query.ts'
import type { Trial } from '../../shared/trial.ts'
import { findTrial, placeChanges } from '../catalogue/catalogue.ts'
import type { Catalogue, CatalogueVersion } from '../catalogue/catalogue.ts'
import type { ChangeLog } from '../catalogue/changes.ts'
import type { Registry } from '../registries/registry.ts'
import type { Lookup } from '../catalogue/lookup.ts'
import type { ArchivedStatement, StatementArchive } from '../catalogue/statement-archive.ts'
import { AppError, InvalidQueryError, TrialNotFoundError } from '../errors.ts'
import { inSlices } from '../in-slices.ts'
import { sendReadyBody, unchangedSince } from './cached-body.ts'
import type { BodyCache } from './cached-body.ts'
import { catalogueAnswer, checkReply, readCheckQuery, registryAnswer } from './check-reply.ts'
import { jsonPieces } from './json-pieces.ts'
import { queryPairs } from './query-pairs.ts'
import { makeReadyBody } from './ready-body.ts'
import type { ReadyBody } from './ready-body.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
/** Visitors and caches may keep an answer a minute and show it a further ten while they ask again. */
const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600'

/**
 * The JSON API over the catalogue (API.md). `warm` makes the answers that most visitors ask for, the list first, so that
 * none of them waits for it after a publish.
 */
export function createApiRouter(deps: {
  catalogue: Catalogue
  changes: ChangeLog
  archive: StatementArchive
  substanceIds: readonly string[]
  registryIds: readonly string[]
  operator: Operator
  statusTables: readonly StatusTable[]
  registries: readonly Registry[]
  lookup: Lookup
  bodies: BodyCache
}): { router: Router; warm: () => Promise<ReadyBody[]> } {
  const { catalogue, changes, archive, bodies } = deps
  const router = Router({ caseSensitive: true, strict: false })

  const contentNow = [() => catalogue.current().serial, () => changes.revision()]
  const servedNow = [...contentNow, () => catalogue.states().key]

  type Make<T> = (version: CatalogueVersion, registries: RegistryState[], at: string) => T

  /** Serves an answer made from the current catalogue and states, built at most once for each of them. */
  function serve(name: string, make: Make<object>): Promise<ReadyBody> {
    return serveInSteps(name, function* (...given) {
      yield
      return make(...given)
    })
  }

  function serveInSteps(name: string, make: Make<Steps<object>>): Promise<ReadyBody> {
    const version = catalogue.current()
    const { registries, key, at } = catalogue.states()
    const generatedAt = at > version.publishedAt ? at : version.publishedAt
    return bodies.get(
      `${String(version.serial)} ${key} ${name}`,
      async () => {
        const value = await inSlices(make(version, registries, generatedAt))
        return { contentType: JSON_TYPE, body: await inSlices(jsonPieces(value)) }
      },
      unchangedSince(...servedNow),
    )
  }

  function trialsBody(query: TrialQuery): Promise<ReadyBody> {
    const name = `trials?${canonicalQuery(query)}`
    return serveInSteps(name, function* (version, registries, generatedAt): Steps<TrialsReply> {
      const { trials, total, hidden } = yield* applyToTableInSteps(version.table, query)
      return { trials, total, returned: trials.length, hidden, registries, generatedAt }
    })
  }

  function summaryBody(query: TrialQuery): Promise<ReadyBody> {
    return serveInSteps(`summary?${canonicalQuery(query)}`, function* (version, registries): Steps<SummaryReply> {
      const { trials } = yield* applyToTableInSteps(version.table, {
        ...query,
        limit: Math.max(1, version.summaries.length),
        offset: 0,
      })
      return { ...(yield* computeSummaryInSteps(trials)), registries }
    })
  }

  function statementBody(archived: ArchivedStatement | null): Promise<ReadyBody> {
    return serve(`statement ${archived?.statement.version ?? ''}`, (version, registries): StatementReply => ({
      ...(archived?.statement ?? version.statement),
      publishedAt: archived?.publishedAt ?? version.publishedAt,
      registries,
    }))
  }

  function matrixBody(): Promise<ReadyBody> {
    return serve('matrix', (version, registries): MatrixReply => ({ ...version.matrix, registries }))
  }

  router.get('/trials', async (request, response) => {
    const body = await trialsBody(readTrialQuery(queryPairs(request), deps))
    sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL })
  })

  router.get('/trials/:id', async (request, response) => {
    refuseParameters(queryPairs(request), [])
    const trial = requireTrial(catalogue.current(), request.params.id)
    const body = await serve(`trial ${trial.summary.trialId} ${String(changes.revision())}`, (_version, registries) =>
      trialReply(trial, placeChanges(changes.all(), catalogue.current()), registries),
    )
    sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL })
  })

  router.get('/summary', async (request, response) => {
    const body = await summaryBody(readTrialQuery(queryPairs(request), deps))
    sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL })
  })

  router.get('/statement', async (request, response) => {
    const pairs = queryPairs(request)
    refuseParameters(pairs, ['version'])
    const wanted = pairs.find(([name]) => name === 'version')?.[1]
    const archived = wanted === undefined ? null : await archive.find(wanted)
    if (wanted !== undefined && archived === null) {
      throw new AppError('not-found', `No statement with version "${wanted.slice(0, 40)}" was published here.`)
    }
    const body = await statementBody(archived)
    sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL })
  })

  router.get('/matrix', async (request, response) => {
    refuseParameters(queryPairs(request), [])
    const body = await matrixBody()
    sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL })
  })

  router.get('/registries', async (request, response) => {
    refuseParameters(queryPairs(request), [])
    const body = await serve('registries', (version, registries): RegistriesReply => ({
      registries,
      rejected: version.rejected.map(({ registryId, recordId, reason, url }) => ({
        registryId,
        recordId,
        reason,
        url,
      })),
      lookAlikes: version.lookAlikes,
      unmatched: version.unmatched,
      operator: deps.operator,
      statusTables: [...deps.statusTables],
    }))
    // The states move while registries are being asked: a page that polls them should not see a minute-old answer.
    sendReadyBody(request, response, body, { cacheControl: 'public, max-age=2' })
  })

  router.get('/check', async (request, response) => {
    const { query, number } = readCheckQuery(queryPairs(request))
    const version = catalogue.current()
    const held = catalogueAnswer(version, number, deps.registries)
    if (held !== null) {
      const body = await serve(`check ${query}`, (_version, registries) => checkReply(query, held, registries))
      sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL })
      return
    }
    const answer = await registryAnswer(version, number, deps)
    const text = JSON.stringify(checkReply(query, answer, catalogue.states().registries))
    // What could not be asked is asked again the next time.
    const cacheControl = answer.found === null ? 'no-store' : 'public, max-age=60'
    sendReadyBody(request, response, await makeReadyBody(JSON_TYPE, text), { cacheControl })
  })

  router.get('/changes', async (request, response) => {
    const pairs = queryPairs(request)
    refuseParameters(pairs, ['since'])
    const since = readSince(pairs.find(([name]) => name === 'since')?.[1])
    const version = catalogue.current()
    const revision = changes.revision()
    // The log grows between two publishes of the catalogue.
    const key = `changes ${String(version.serial)} ${String(revision)} ${since ?? ''}`
    const make = (): { contentType: string; body: string } => {
      const found = since === null ? changes.all() : changes.since(since)
      const reply: ChangesReply = { changes: placeChanges(found, version), keptFrom: changes.keptFrom() }
      return { contentType: JSON_TYPE, body: JSON.stringify(reply) }
    }
    const ready = await bodies.get(key, make, unchangedSince(...contentNow))
    sendReadyBody(request, response, ready, { cacheControl: CACHE_CONTROL })
  })

  return {
    router,
    async warm() {
      const everything = defaultTrialQuery()
      const queries = [everything, ...deps.substanceIds.map((id) => ({ ...everything, substance: [id] }))]
      const made: ReadyBody[] = [await trialsBody(everything)]
      // Done already for every version but the first, which is not to wait for it.
      await inSlices(prepareQueries(catalogue.current().table))
      // One after another: visitors come in between.
      for (const query of queries) made.push(await trialsBody(query))
      made.push(await statementBody(null), await matrixBody())
      for (const query of queries) made.push(await summaryBody(query))
      await inSlices(prepareLexicon())
      return made
    },
  }
}

/** A day (from its start, UTC) or a time; null when none is given. */
function readSince(value: string | undefined): string | null {
  if (value === undefined) return null
  const wellFormed = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(value)
  if (!wellFormed || parseIsoDate(value.slice(0, 10)) === null || Number.isNaN(Date.parse(value))) {
    const expected = 'a day (2026-11-22) or a time with its zone (2026-11-22T08:00:00Z)'
    throw new InvalidQueryError([{ field: 'since', message: 'is not a date', expected }])
  }
  return value
}

function trialReply(trial: Trial, changes: readonly ChangeEntry[], registries: RegistryState[]): TrialReply {
  return {
    trial: trial.detail,
    records: trial.records.map((r) => ({
      registryId: r.registryId,
      recordId: r.recordId,
      url: r.url,
      fetchedAt: r.asOf,
      raw: r.raw,
      from: r.from,
      copyNotes: r.copyNotes,
    })),
    disagreements: trial.disagreements,
    history: changes.filter((change) => change.trialId === trial.summary.trialId),
    registries,
  }
}

export function requireTrial(version: CatalogueVersion, text: string): Trial {
  const trial = findTrial(version, text)
  if (trial === undefined) {
    const expected = 'a number such as NCT06341426, 2016-004422-42 or 2024-516890-63-00'
    throw new InvalidQueryError([{ field: 'id', message: 'is not a trial number', expected }], 'invalid-id')
  }
  if (trial === null) throw new TrialNotFoundError(whyNotHeld(version, text))
  return trial
}

/** A record that was read and kept out on purpose is not the same as a number that nobody gave us. */
function whyNotHeld(version: CatalogueVersion, text: string): string {
  const id = parseTrialId(text)?.id
  const lookAlike = version.lookAlikes.find((left) => left.recordId === id)
  if (lookAlike !== undefined) {
    return `${lookAlike.recordId} is registered, and kept out here: what it gives is ${lookAlike.name}, not ${lookAlike.substanceId}.`
  }
  if (version.unmatched.some((left) => left.recordId === id)) {
    return `${text} is registered, and kept out here: none of its products is one of the substances of this site.`
  }
  if (version.rejected.some((record) => record.recordId === id)) {
    return `${text} is registered, and could not be read; see /api/registries.`
  }
  return 'No trial with this number is held here. That does not mean that it does not exist.'
}

export function readTrialQuery(
  pairs: [string, string][],
  known: { substanceIds: readonly string[]; registryIds: readonly string[] },
): TrialQuery {
  const parsed = parseTrialQuery(pairs, known)
  if (parsed.errors !== undefined) throw new InvalidQueryError(parsed.errors)
  return parsed.query
}

/** Names every parameter that the call does not have, and every one given twice. */
export function refuseParameters(pairs: [string, string][], known: readonly string[]): void {
  const expected = known.length === 0 ? 'no parameters' : `only ${known.join(', ')}`
  const errors = pairs
    .filter(([name], index) => !known.includes(name) || pairs.findIndex(([other]) => other === name) !== index)
    .map(([name]) => ({
      field: name.slice(0, 80),
      message: 'is not a parameter of this call, or is given twice',
      expected,
    }))
  if (errors.length > 0) throw new InvalidQueryError(errors)
}
