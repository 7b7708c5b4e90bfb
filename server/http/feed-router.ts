import { createHash } from 'node:crypto'
import { Router } from 'express'
import { LRUCache } from 'lru-cache'
import type { Operator, StatusTable } from '../../shared/api.ts'
import { eachInSteps } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import { placesInSteps } from '../../shared/core/table-query.ts'
import { canonicalQuery } from '../../shared/trial-query.ts'
import type { TrialQuery } from '../../shared/trial-query.ts'
import type { ChangeTelling } from '../../shared/text/change-sentence.ts'
import { en } from '../../shared/text/en.ts'
import { feedText } from '../../shared/text/feed-text.ts'
import { followEn } from '../../shared/text/follow-en.ts'
import { followNl } from '../../shared/text/follow-nl.ts'
import { nl } from '../../shared/text/nl.ts'
import { plainDate } from '../../shared/text/plain-date.ts'
import type { StatusGroup, Trial } from '../../shared/trial.ts'
import { placeChanges } from '../catalogue/catalogue.ts'
import type { Catalogue, CatalogueVersion } from '../catalogue/catalogue.ts'
import type { ChangeLog } from '../catalogue/changes.ts'
import { InvalidQueryError } from '../errors.ts'
import { inSlices } from '../in-slices.ts'
import { readTrialQuery } from './api-router.ts'
import { printAtom } from './atom.ts'
import { createBodyCache, sendReadyBody } from './cached-body.ts'
import { feedEntriesInSteps } from './feed-entries.ts'
import { queryPairs } from './query-pairs.ts'

const LANGS = ['en', 'nl'] as const
type Lang = (typeof LANGS)[number]

/** Readers look a few times a day at most; a longer feed tells them nothing more. */
const MOST_ENTRIES = 100
/** Year in which this site could first have made a name; the date of a tag URI is of its authority, not of the entry. */
const TAG_YEAR = '2026'
const BODY_CACHE_BYTES = 32 * 1024 * 1024
const REMEMBERED_FEEDS = 500

interface FeedDeps {
  catalogue: Catalogue
  changes: ChangeLog
  publicUrl: string | null
  substanceIds: readonly string[]
  registryIds: readonly string[]
  operator: Operator
  statusTables: readonly StatusTable[]
}

/** `/feeds/trials.atom`: new trials and changes for any filter of the API, in Dutch or English. */
export function createFeedRouter(deps: FeedDeps): Router {
  const { catalogue, changes } = deps
  const bodies = createBodyCache(BODY_CACHE_BYTES)
  /** Since when a feed reads as it does: entries also come and go with the filters, without a newer date of their own. */
  const seen = new LRUCache<string, { digest: string; at: string }>({ max: REMEMBERED_FEEDS })
  const router = Router({ caseSensitive: true, strict: false })

  router.get('/trials.atom', async (request, response) => {
    const { query, lang, most } = readFeedQuery(queryPairs(request), deps)
    const version = catalogue.current()
    const name = `${lang} ${String(most)} ${canonicalQuery(query)}`
    const body = await bodies.get(`${String(version.serial)} ${String(changes.revision())} ${name}`, async () => ({
      contentType: 'application/atom+xml; charset=utf-8',
      body: await inSlices(printFeed(deps, version, query, lang, most)),
    }))
    const known = seen.get(name)
    const at = known?.digest === body.digest ? known.at : newest(version.publishedAt, changes)
    if (known?.digest !== body.digest) seen.set(name, { digest: body.digest, at })
    sendReadyBody(request, response, body, {
      cacheControl: 'public, max-age=900, stale-while-revalidate=3600',
      lastModified: new Date(at),
    })
  })

  return router
}

/** A change is written down a moment before or after the version that shows it is published. */
function newest(publishedAt: string, changes: ChangeLog): string {
  const changedAt = changes.all().at(-1)?.at ?? ''
  return changedAt > publishedAt ? changedAt : publishedAt
}

/** The filters of the API, `lang` and `limit`. A feed has its own order and no pages. */
function readFeedQuery(
  pairs: [string, string][],
  known: Pick<FeedDeps, 'substanceIds' | 'registryIds'>,
): { query: TrialQuery; lang: Lang; most: number } {
  const asked = pairs.filter(([name]) => name === 'lang').map(([, value]) => value)
  const lang = LANGS.find((one) => one === (asked[0] ?? 'en'))
  const query = readTrialQuery(
    pairs.filter(([name]) => name !== 'lang'),
    known,
  )
  const most = query.limit ?? MOST_ENTRIES
  const errors = [
    ...(lang === undefined || asked.length > 1
      ? [{ field: 'lang', message: 'is not a language of the feed', expected: `one of: ${LANGS.join(', ')}` }]
      : []),
    ...(most > MOST_ENTRIES
      ? [{ field: 'limit', message: 'is too many', expected: `a whole number from 1 to ${String(MOST_ENTRIES)}` }]
      : []),
    ...['sort', 'offset']
      .filter((name) => pairs.some(([given]) => given === name))
      .map((field) => ({ field, message: 'is not for a feed', expected: 'nothing: a feed gives the newest first' })),
  ]
  if (lang === undefined || errors.length > 0) throw new InvalidQueryError(errors)
  return { query: { ...query, limit: null }, lang, most }
}

function* printFeed(
  deps: FeedDeps,
  version: CatalogueVersion,
  query: TrialQuery,
  lang: Lang,
  most: number,
): Steps<string> {
  const { publicUrl, operator, changes } = deps
  const text = feedText[lang]
  const filters = canonicalQuery(query)
  function* matching(asked: TrialQuery): Steps<Trial[]> {
    const places = yield* placesInSteps(version.table, asked)
    const trials: Trial[] = []
    yield* eachInSteps(places, (at) => {
      const trial = version.trials[at]
      if (trial !== undefined) trials.push(trial)
    })
    return trials
  }
  const entries = yield* feedEntriesInSteps({
    trials: yield* matching(query),
    leavers: query.status.length === 0 ? [] : yield* matching({ ...query, status: [] }),
    status: query.status,
    unfiltered: filters === '',
    changes: placeChanges(changes.all(), version),
    statusGroup: groupOf(deps.statusTables),
    telling: tellingOf(deps.catalogue, lang),
    text,
    idOf: (name) => nameOf(name, publicUrl),
    pageOf: (trialId) => `${publicUrl ?? ''}/trial/${encodeURIComponent(trialId)}?lang=${lang}`,
    most,
  })
  const asked = [`lang=${lang}`, ...(filters === '' ? [] : [filters])].join('&')
  return printAtom({
    id: nameOf(`feed/${asked}`, publicUrl),
    lang,
    title: filters === '' ? text.title : text.titleFiltered(decodeURIComponent(filters)),
    subtitle: text.subtitle,
    author: { name: operator.name ?? text.author, uri: isWebAddress(operator.url) ? operator.url : null },
    selfUrl: `${publicUrl ?? ''}/feeds/trials.atom?${asked}`,
    alternateUrl: `${publicUrl ?? ''}/?lang=${lang}${filters === '' ? '' : `#${filters}`}`,
    // Nothing has happened in an empty feed: it is as new as the log that has nothing to tell.
    updated: entries[0]?.updated ?? changes.keptFrom(),
    entries,
  })
}

/**
 * A name that stays the same whatever address this process is reached by: a tag URI (RFC 4151) of the operator's own
 * host where we were told it, else a UUID made of the name. The Host header is a visitor's and makes no names.
 */
function nameOf(name: string, publicUrl: string | null): string {
  if (publicUrl !== null) {
    const { hostname, pathname } = new URL(publicUrl)
    return `tag:${hostname},${TAG_YEAR}:${pathname === '/' ? '' : `${pathname.slice(1)}/`}${encodeURI(name)}`
  }
  const hash = createHash('sha256').update(`trialwijzer ${name}`).digest('hex')
  // Version 8 (RFC 9562): made by a rule of our own.
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

function isWebAddress(url: string | null): url is string {
  return url !== null && /^https?:/.test(url)
}

function groupOf(tables: readonly StatusTable[]): (registryId: string, word: string) => StatusGroup {
  const groups = new Map(
    tables.flatMap(({ registryId, words }) =>
      words.map(({ word, group }) => [`${registryId} ${word}`, group] as const),
    ),
  )
  return (registryId, word) => groups.get(`${registryId} ${word}`) ?? 'unknown'
}

function tellingOf(catalogue: Catalogue, lang: Lang): ChangeTelling {
  const names = new Map(catalogue.states().registries.map(({ registryId, name }) => [registryId, name]))
  const { ageBands } = { en, nl }[lang]
  return {
    text: { en: followEn, nl: followNl }[lang].change,
    registryName: (registryId) => names.get(registryId) ?? registryId,
    date: (iso) => plainDate(iso, lang),
    ageBand: (code) => (Object.hasOwn(ageBands, code) ? (ageBands[code] ?? code) : code),
  }
}
