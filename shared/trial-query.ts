import type { FieldError } from './api.ts'
import { MAX_TEXT, queryRules, type KnownValues, type ListRule, type SingleRule } from './core/query-rules.ts'
import type { TrialSort } from './core/trial-sort.ts'
import { DEFAULT_ROLES, ROLES } from './trial-values.ts'
import type { DisagreementField, IdReading, IdTier, Purpose, Role, Sex, StatusGroup } from './trial.ts'

export type { KnownValues } from './core/query-rules.ts'
export { countAllFacets, countFacets, type FacetName } from './core/trial-facets.ts'
export { applyTrialQuery, filterTrials } from './core/trial-filter.ts'
export { sortTrials, type TrialSort } from './core/trial-sort.ts'

/** The filters of API.md. An empty list, `null` or '' is "any". One language for the server's URLs and the client's. */
export interface TrialQuery {
  substance: string[]
  role: Role[]
  purpose: Purpose[]
  status: StatusGroup[]
  /** A phase, 'none' (not stated), or an exact combination such as 'PHASE1/PHASE2'. */
  phase: string[]
  country: string[]
  recruitingIn: string[]
  condition: string[]
  /** Years. A whole number stands for the year until the next birthday. */
  age: number | null
  sex: Sex[]
  registry: string[]
  idTier: IdTier[]
  idReading: IdReading[]
  /** Fields on which the registers of the trial differ; 'any': at least one of them. */
  disagrees: (DisagreementField | 'any')[]
  admitsMinors: boolean | null
  hasResults: boolean | null
  /** yyyy, yyyy-mm or yyyy-mm-dd; both ends included. */
  startFrom: string | null
  startTo: string | null
  updatedFrom: string | null
  q: string
  sort: TrialSort
  /** null: all of up to 5,000 trials, 1,000 of more. */
  limit: number | null
  offset: number
}

export type TrialQueryParameter = keyof TrialQuery

/** Most values of one parameter. */
export const MAX_VALUES = 100

export function defaultTrialQuery(): TrialQuery {
  return {
    substance: [],
    role: [...DEFAULT_ROLES],
    purpose: [],
    status: [],
    phase: [],
    country: [],
    recruitingIn: [],
    condition: [],
    age: null,
    sex: [],
    registry: [],
    idTier: [],
    idReading: [],
    disagrees: [],
    admitsMinors: null,
    hasResults: null,
    startFrom: null,
    startTo: null,
    updatedFrom: null,
    q: '',
    sort: 'recruiting-first',
    limit: null,
    offset: 0,
  }
}

export type ParsedTrialQuery = { query: TrialQuery; errors?: never } | { errors: FieldError[]; query?: never }

/**
 * Reads query parameters: lists by repeating a parameter or with commas. Every unknown parameter and every value that
 * is not valid becomes an error that names the field and what is valid; nothing is guessed or clamped.
 */
export function parseTrialQuery(
  params: Iterable<readonly [string, string]>,
  known: KnownValues = {},
): ParsedTrialQuery {
  const given = new Map<string, string[]>()
  for (const [name, value] of params) {
    const values = given.get(name)
    if (values) values.push(value)
    else given.set(name, [value])
  }
  const rule = queryRules(known)
  const names = Object.keys(rule)
  const errors: FieldError[] = [...given.keys()]
    .filter((name) => !Object.hasOwn(rule, name))
    .map((name) => ({
      field: name.slice(0, MAX_TEXT),
      message: 'unknown parameter',
      expected: `one of: ${names.join(', ')}`,
    }))

  const list = <T>(name: TrialQueryParameter, { read, expected, values }: ListRule<T>): T[] => {
    const texts = (given.get(name) ?? []).flatMap((value) => value.split(',')).map((value) => wellFormed(value).trim())
    if (texts.length > MAX_VALUES) {
      errors.push({ field: name, message: 'too many values', expected: `at most ${MAX_VALUES} values` })
      return []
    }
    const kept = new Set<T>()
    for (const value of texts) {
      const understood = value === '' ? undefined : read(value)
      if (understood === undefined) errors.push(invalid(name, value, expected))
      else kept.add(understood)
    }
    return values ? values.filter((value) => kept.has(value)) : [...kept].sort()
  }
  const single = <T, D>(name: TrialQueryParameter, { read, expected }: SingleRule<T>, otherwise: D): T | D => {
    const [first, second] = given.get(name) ?? []
    if (first === undefined) return otherwise
    if (second !== undefined) {
      errors.push({ field: name, message: 'given more than once', expected: `once: ${expected}` })
      return otherwise
    }
    const value = wellFormed(first).trim()
    const understood = read(value)
    if (understood === undefined) errors.push(invalid(name, value, expected))
    return understood ?? otherwise
  }

  const query: TrialQuery = {
    substance: list('substance', rule.substance),
    role: readRoles(list('role', rule.role)),
    purpose: list('purpose', rule.purpose),
    status: list('status', rule.status),
    phase: list('phase', rule.phase),
    country: list('country', rule.country),
    recruitingIn: list('recruitingIn', rule.recruitingIn),
    condition: list('condition', rule.condition),
    age: single('age', rule.age, null),
    sex: list('sex', rule.sex),
    registry: list('registry', rule.registry),
    idTier: list('idTier', rule.idTier),
    idReading: list('idReading', rule.idReading),
    disagrees: list('disagrees', rule.disagrees),
    admitsMinors: single('admitsMinors', rule.admitsMinors, null),
    hasResults: single('hasResults', rule.hasResults, null),
    startFrom: single('startFrom', rule.startFrom, null),
    startTo: single('startTo', rule.startTo, null),
    updatedFrom: single('updatedFrom', rule.updatedFrom, null),
    q: single('q', rule.q, ''),
    sort: single('sort', rule.sort, 'recruiting-first'),
    limit: single('limit', rule.limit, null),
    offset: single('offset', rule.offset, 0),
  }
  return errors.length > 0 ? { errors } : { query }
}

function readRoles(given: readonly (Role | 'all')[]): Role[] {
  if (given.length === 0) return [...DEFAULT_ROLES]
  return given.includes('all') ? [...ROLES] : ROLES.filter((role) => given.includes(role))
}

function invalid(field: string, value: string, expected: string): FieldError {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
  return { field, message: value === '' ? 'has an empty value' : `"${wellFormed(shown)}" is not valid`, expected }
}

/** Half of a surrogate pair would make encodeURIComponent throw. */
function wellFormed(value: string): string {
  return value.replace(/\p{Surrogate}/gu, '\uFFFD')
}

/**
 * The query as one string: parameters in a fixed order, defaults left out, values in a fixed order. Two queries that
 * mean the same have the same form, and parsing it gives the query back.
 */
export function canonicalQuery(query: TrialQuery): string {
  const defaults = defaultTrialQuery()
  const parts: string[] = []
  for (const name of Object.keys(defaults) as TrialQueryParameter[]) {
    const value = name === 'role' ? canonicalRoles(query.role) : canonicalValue(query[name])
    const usual = name === 'role' ? '' : canonicalValue(defaults[name])
    if (value !== usual) parts.push(`${name}=${value}`)
  }
  return parts.join('&')
}

function canonicalRoles(roles: readonly Role[]): string {
  const kept = ROLES.filter((role) => roles.includes(role))
  if (kept.length === 0 || kept.length === ROLES.length) return kept.length === 0 ? '' : 'all'
  const usual = kept.length === DEFAULT_ROLES.length && DEFAULT_ROLES.every((role) => kept.includes(role))
  return usual ? '' : kept.join(',')
}

function canonicalValue(value: TrialQuery[TrialQueryParameter]): string {
  if (value === null) return ''
  if (!Array.isArray(value)) return encodeURIComponent(wellFormed(String(value)))
  return [...new Set<string>(value)]
    .sort()
    .map((item) => encodeURIComponent(wellFormed(item)))
    .join(',')
}
