import type { CtisFixture } from '../fixtures/ctis/raw-trial.ts'
import { json, plain, type DoubleRegistry, type DoubleReply } from './double.ts'

/**
 * CTIS' public API as registries/eu.md part 2 describes it: pages start at 1 (page 0 gives nothing, with status 200),
 * a body without searchCriteria gives nothing, criteria under a wrong name are ignored and the whole register comes back,
 * an unknown number is `{}`.
 */

export interface CtisDoubleOptions {
  /** Largest page given, whatever is asked (the real one: 100). */
  maxPageSize?: number
  /** How many rows can be paged at most (the real one: 10,000); the total stays true. */
  pagingCap?: number
}

interface SearchBody {
  pagination?: { page?: unknown; size?: unknown }
  searchCriteria?: Record<string, unknown>
}

export function createCtisDouble(fixtures: CtisFixture[], options: CtisDoubleOptions = {}): DoubleRegistry {
  return {
    registryId: 'ctis',
    handle({ method, path, body }) {
      if (path === '/search')
        return method === 'POST' ? search(fixtures, body, options) : plain(405, 'Method Not Allowed')
      const number = /^\/retrieve\/([^/]+)$/.exec(path)?.[1]
      return number === undefined || method !== 'GET' ? null : retrieve(fixtures, decodeURIComponent(number))
    },
    counts() {
      // Trials: the submissions of one trial, which differ in the last part of the number, count once.
      const trials = new Map<string, Set<string>>()
      for (const { foundFor, row } of fixtures) {
        for (const id of foundFor) trials.set(id, (trials.get(id) ?? new Set()).add(row.ctNumber.slice(0, 14)))
      }
      return Object.fromEntries([...trials].map(([id, numbers]) => [id, numbers.size]))
    },
    distort(kind, { path }, reply) {
      if (path !== '/search' || reply.status !== 200) return reply
      const page = JSON.parse(reply.body) as { pagination: { totalRecords: number }; data: unknown[] }
      if (kind === 'empty-middle-page') return json({ ...page, data: [] })
      return json({ ...page, pagination: { ...page.pagination, totalRecords: page.pagination.totalRecords + 3 } })
    },
  }
}

function retrieve(fixtures: readonly CtisFixture[], number: string): DoubleReply {
  if (!/^\d{4}-\d{6}-\d{2}-\d{2}$/.test(number)) return { ...json({ status: 400, error: 'Bad Request' }), status: 400 }
  return json(fixtures.find((fixture) => fixture.retrieve.ctNumber === number)?.retrieve ?? {})
}

function search(fixtures: readonly CtisFixture[], text: string, options: CtisDoubleOptions): DoubleReply {
  const asked = readBody(text)
  if (asked === null) return { ...json({ status: 400, error: 'Bad Request' }), status: 400 }
  const page = wholeNumber(asked.pagination?.page) ?? 1
  const size = Math.min(wholeNumber(asked.pagination?.size) ?? 20, options.maxPageSize ?? 100)
  const answersNothing = page < 1 || asked.searchCriteria === undefined
  const found = answersNothing ? [] : fixtures.filter((fixture) => matches(fixture, asked.searchCriteria ?? {}))
  const pageable = found.slice(0, options.pagingCap ?? 10_000)
  const totalPages = Math.ceil(found.length / size)
  return json({
    showWarning: false,
    pagination: {
      totalRecords: found.length,
      currentPage: page,
      totalPages,
      nextPage: page < totalPages,
      prevPage: page > 1,
    },
    data: pageable.slice(Math.max(page - 1, 0) * size, page * size).map(({ row }) => row),
  })
}

function readBody(text: string): SearchBody | null {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? body : null
  } catch {
    return null
  }
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null
}

/** Criteria the double knows; others the register knows but the double does not would be a gap, wrong names are ignored. */
function matches(fixture: CtisFixture, criteria: Record<string, unknown>): boolean {
  const text = wordsOf(fixture)
  const has = (word: string) => text.includes(plainWords(word))
  const words = (value: unknown, separator: RegExp) =>
    typeof value === 'string' ? value.split(separator).filter((word) => plainWords(word).trim() !== '') : []
  const all = words(criteria.containAll, /[\s,]+/)
  const any = words(criteria.containAny, /,/)
  const not = words(criteria.containNot, /[\s,]+/)
  const number = typeof criteria.number === 'string' ? criteria.number : ''
  return (
    all.every(has) && (any.length === 0 || any.some(has)) && !not.some(has) && fixture.row.ctNumber.startsWith(number)
  )
}

/** The words of each fixture, for as long as it stays as it is: every search reads them all. */
const known = new WeakMap<CtisFixture, { json: string; text: string }>()

function wordsOf(fixture: CtisFixture): string {
  const json = JSON.stringify([fixture.row, fixture.retrieve])
  const held = known.get(fixture)
  if (held?.json === json) return held.text
  const text = plainWords(json)
  known.set(fixture, { json, text })
  return text
}

function plainWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/\\n/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}
