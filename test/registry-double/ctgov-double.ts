import type { CtgovFixture } from '../fixtures/ctgov/index.ts'
import type { RawStudy } from '../fixtures/ctgov/study.ts'
import { CTGOV_PIECES } from './ctgov-pieces.ts'
import { json, plain, type DoubleRegistry, type DoubleReply, type DoubleRequest } from './double.ts'

/**
 * ClinicalTrials.gov API v2 as registries/ctgov.md describes it: parameters are checked in its own words, `fields` cuts
 * the answer, a full last page carries a token to an empty one, errors are text/plain, an obsolete number redirects.
 */

export interface CtgovDoubleOptions {
  /** Largest page given, whatever is asked (the real one: 1000). */
  maxPageSize?: number
}

const COMMON_PARAMETERS = ['format', 'markupFormat', 'fields']
const SEARCH_PARAMETERS = new Set([
  ...COMMON_PARAMETERS,
  ...['cond', 'term', 'locn', 'titles', 'intr', 'outc', 'spons', 'lead', 'id', 'patient'].map(
    (area) => `query.${area}`,
  ),
  ...['overallStatus', 'geo', 'ids', 'advanced', 'synonyms'].flatMap((name) => [
    `filter.${name}`,
    `postFilter.${name}`,
  ]),
  ...['aggFilters', 'geoDecay', 'sort', 'countTotal', 'pageSize', 'pageToken'],
])
const STUDY_PARAMETERS = new Set(COMMON_PARAMETERS)
/** What the double understands of the above; the rest is a gap of the double, said loudly. */
const SEARCH_SUPPORTED = new Set([...COMMON_PARAMETERS, 'query.intr', 'countTotal', 'pageSize', 'pageToken'])

/** The register expands terms by its own thesaurus. Wider than asked: esketamine finds racemic ketamine. */
const EXPANSIONS: Record<string, readonly string[]> = {
  esketamine: ['ketamine', 's ketamine'],
  mdma: ['methylenedioxymethamphetamine', 'n methyl 3 4 methylenedioxyamphetamine'],
}

export function createCtgovDouble(fixtures: CtgovFixture[], options: CtgovDoubleOptions = {}): DoubleRegistry {
  const maxPageSize = Math.min(options.maxPageSize ?? 1000, 1000)
  return {
    registryId: 'ctgov',
    handle(request) {
      if (request.method !== 'GET') return plain(405, 'Method Not Allowed')
      if (request.path === '/version') return json({ apiVersion: '2.0.5', dataTimestamp: '2026-11-20T09:00:05' })
      if (request.path === '/studies') return search(fixtures, request.query, maxPageSize)
      const id = /^\/studies\/([^/]+)$/.exec(request.path)?.[1]
      return id === undefined ? null : oneStudy(fixtures, decodeURIComponent(id), request)
    },
    counts() {
      const counts: Record<string, number> = {}
      for (const { foundFor } of fixtures) for (const id of foundFor) counts[id] = (counts[id] ?? 0) + 1
      return counts
    },
    distort(kind, request, reply) {
      const page: unknown = reply.status === 200 ? JSON.parse(reply.body) : null
      if (request.path !== '/studies' || page === null || typeof page !== 'object') return reply
      if (kind === 'empty-middle-page') return json({ ...page, studies: [], nextPageToken: undefined })
      return 'totalCount' in page ? json({ ...page, totalCount: Number(page.totalCount) + 3 }) : reply
    },
  }
}

function unknownParameter(query: URLSearchParams, known: ReadonlySet<string>): DoubleReply | null {
  const unknown = [...query.keys()].find((name) => !known.has(name))
  return unknown === undefined ? null : plain(400, `\`${unknown}\` is unknown parameter`)
}

function invalidCommon(query: URLSearchParams): DoubleReply | null {
  const format = query.get('format') ?? 'json'
  if (format !== 'json') return plain(400, `Invalid value in parameter \`format\`: \`${format}\``)
  const markup = query.get('markupFormat') ?? 'markdown'
  if (markup !== 'markdown' && markup !== 'legacy')
    return plain(400, `Invalid value in parameter \`markupFormat\`: \`${markup}\``)
  if (query.has('fields')) {
    const bad = fieldNames(query).find((name) => !Object.hasOwn(CTGOV_PIECES, name))
    if (bad !== undefined) return plain(400, `Parameter 'fields' contains invalid field name: '${bad}'`)
  }
  return null
}

function fieldNames(query: URLSearchParams): string[] {
  return (query.get('fields') ?? '').split(/[,|]/)
}

function search(fixtures: readonly CtgovFixture[], query: URLSearchParams, maxPageSize: number): DoubleReply {
  const refused = unknownParameter(query, SEARCH_PARAMETERS) ?? invalidCommon(query)
  if (refused !== null) return refused
  const gap = [...query.keys()].find((name) => !SEARCH_SUPPORTED.has(name))
  if (gap !== undefined) return plain(501, `the double does not know ${gap}`)
  const countTotal = query.get('countTotal') ?? 'false'
  if (countTotal !== 'true' && countTotal !== 'false')
    return plain(400, `Invalid value in parameter \`countTotal\`: \`${countTotal}\``)
  const size = query.get('pageSize') ?? '10'
  if (!/^\d{1,9}$/.test(size)) return plain(400, `Invalid value in parameter \`pageSize\`: \`${size}\``)
  const pageSize = Math.min(Number(size) === 0 ? 10 : Number(size), maxPageSize)

  const terms = parseQuery(query.get('query.intr'))
  if (typeof terms === 'string') return plain(400, `Error parsing query in Intervention / treatment: ${terms}`)
  const found = fixtures.filter(({ study }) => terms === null || matches(study, terms)).map(({ study }) => study)

  const token = query.get('pageToken')
  const start = token === null ? 0 : readToken(token, query)
  if (start === null) return plain(400, `Invalid value in parameter \`pageToken\`: \`${token ?? ''}\``)
  const studies = found.slice(start, start + pageSize).map((study) => pick(study, query))
  return json({
    ...(token === null && countTotal === 'true' ? { totalCount: found.length } : {}),
    studies,
    // Sent whenever the page is full, also when nothing follows.
    ...(studies.length === pageSize ? { nextPageToken: makeToken(start + pageSize, query) } : {}),
  })
}

function oneStudy(fixtures: readonly CtgovFixture[], asked: string, { query, path }: DoubleRequest): DoubleReply {
  const refused = unknownParameter(query, STUDY_PARAMETERS) ?? invalidCommon(query)
  if (refused !== null) return refused
  if (!/^NCT0*[1-9]\d{0,7}$/i.test(asked)) return plain(400, `Parameter \`nctId\` has incorrect format: ${asked}`)
  const id = asked.toUpperCase()
  const identified = fixtures.map(({ study }) => ({ study, ids: study.protocolSection.identificationModule }))
  const held = identified.find(({ ids }) => ids.nctId === id)
  if (held !== undefined) return json(pick(held.study, query))
  const moved = identified.find(({ ids }) => ids.nctIdAliases?.includes(id) === true)
  if (moved === undefined) return plain(404, `NCT number ${id} not found`)
  const location = `/ctgov${path.slice(0, path.lastIndexOf('/'))}/${moved.ids.nctId}?${query.toString()}`
  return { status: 301, headers: { location }, body: '' }
}

/** `"a" OR "b"`: the terms; null for no query; a text for what the register's parser would say. */
function parseQuery(expression: string | null): string[] | string | null {
  if (expression === null || expression.trim() === '') return null
  const outside = expression.replace(/"[^"]*"/g, ' ')
  const bad = /["[\](),]/.exec(outside)?.[0]
  if (bad !== undefined) return `no viable alternative at input '${bad}'`
  return expression.split(' OR ').map((term) => term.trim().replace(/^"|"$/g, ''))
}

function plainWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}

/** The fields of the register's InterventionSearch area. */
function searchedText({ protocolSection: protocol, derivedSection }: RawStudy): string {
  const { identificationModule: ids, armsInterventionsModule: arms } = protocol
  return [
    ids.briefTitle,
    ids.officialTitle,
    ...(arms?.interventions ?? []).flatMap(({ name, description, otherNames }) => [
      name,
      description,
      ...(otherNames ?? []),
    ]),
    ...(arms?.armGroups ?? []).flatMap(({ label, description }) => [label, description]),
    ...(protocol.conditionsModule?.keywords ?? []),
    ...(derivedSection.interventionBrowseModule?.meshes ?? []).map(({ term }) => term),
  ]
    .map((text) => plainWords(text ?? ''))
    .join('|')
}

function matches(study: RawStudy, terms: readonly string[]): boolean {
  const text = searchedText(study)
  return terms.some((term) => {
    const words = plainWords(term)
    if (words.trim() === '') return false
    return [words, ...(EXPANSIONS[words.trim()] ?? []).map(plainWords)].some((wanted) => text.includes(wanted))
  })
}

/** Opaque to clients. Bound to the other parameters, which must not change between pages. */
function makeToken(start: number, query: URLSearchParams): string {
  return Buffer.from(JSON.stringify([start, fingerprint(query)])).toString('base64url')
}

function readToken(token: string, query: URLSearchParams): number | null {
  try {
    const [start, asked] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [unknown, unknown]
    return typeof start === 'number' && asked === fingerprint(query) ? start : null
  } catch {
    return null
  }
}

function fingerprint(query: URLSearchParams): string {
  const free = new Set(['countTotal', 'pageSize', 'pageToken'])
  return [...query]
    .filter(([name]) => !free.has(name))
    .map((pair) => pair.join('='))
    .sort()
    .join('&')
}

/** What to keep: null keeps everything below. */
type Branch = Map<string, Branch | null>

/** The study cut to the asked fields; all of it when none are asked. */
function pick(study: RawStudy, query: URLSearchParams): unknown {
  if (!query.has('fields')) return study
  const wanted: Branch = new Map()
  for (const name of fieldNames(query)) {
    const parts = (CTGOV_PIECES[name] ?? '').split('.')
    const last = parts.pop() ?? ''
    let branch: Branch | null = wanted
    for (const part of parts) {
      if (branch === null) break
      const next: Branch | null = branch.get(part) ?? (branch.has(part) ? null : new Map())
      branch.set(part, next)
      branch = next
    }
    branch?.set(last, null)
  }
  return cut(study, wanted) ?? {}
}

function cut(value: unknown, wanted: Branch | null): unknown {
  if (wanted === null) return value
  if (Array.isArray(value)) return value.map((item) => cut(item, wanted) ?? {})
  if (typeof value !== 'object' || value === null) return undefined
  const kept = [...wanted].flatMap(([name, below]) => {
    const inner = Object.hasOwn(value, name) ? cut((value as Record<string, unknown>)[name], below) : undefined
    return inner === undefined ? [] : [[name, inner] as const]
  })
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}
