import type { TrialQueryParameter } from '../trial-query.ts'
import {
  DISAGREEMENT_FIELDS,
  ID_READINGS,
  ID_TIERS,
  PHASES,
  PURPOSES,
  ROLES,
  SEXES,
  STATUS_GROUPS,
} from '../trial-values.ts'
import type { Role } from '../trial.ts'
import { countryCode } from './country.ts'
import { parseIsoDate } from './date.ts'
import { NO_PHASE } from './phase.ts'
import { MAX_LIMIT } from './trial-filter.ts'
import { SORTS, type TrialSort } from './trial-sort.ts'

/** What open-ended filters accept; without a list any well-formed word is let through. */
export interface KnownValues {
  substanceIds?: readonly string[] | undefined
  registryIds?: readonly string[] | undefined
}

const OPEN_ID = /^[a-z][a-z0-9-]{0,39}$/
const MAX_AGE = 130
const MAX_OFFSET = 10_000_000
/** Longest free text and longest name shown in an error. */
export const MAX_TEXT = 200

/** The form of one value as JSON Schema, for the description of the API: whatever `read` takes is valid by it. */
export interface ValueForm {
  type: 'string' | 'integer' | 'number' | 'boolean'
  enum?: readonly string[]
  pattern?: string
  minimum?: number
  maximum?: number
  maxLength?: number
}

/** What one parameter accepts. `read` gives the value to keep, or undefined when it is none of the valid ones. */
export interface ListRule<T> {
  expected: string
  form: ValueForm
  read: (text: string) => T | undefined
  /** Declared values in canonical order; open lists are ordered alphabetically. */
  values: readonly T[] | null
}
export interface SingleRule<T> {
  expected: string
  form: ValueForm
  read: (text: string) => T | undefined
}

function oneOf<T extends string>(values: readonly T[]): ListRule<T> {
  return {
    expected: `one of: ${values.join(', ')}`,
    form: { type: 'string', enum: values },
    read: (text) => values.find((value) => value === text),
    values,
  }
}

function openList(known: readonly string[] | undefined, expected: string): ListRule<string> {
  if (known) return oneOf(known)
  const form: ValueForm = { type: 'string', pattern: OPEN_ID.source }
  return { expected, form, read: (text) => (OPEN_ID.test(text) ? text : undefined), values: null }
}

function integer(minimum: number, maximum: number): SingleRule<number> {
  return {
    expected: `a whole number from ${minimum} to ${maximum}`,
    form: { type: 'integer', minimum, maximum },
    read: (text) => {
      const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
      return value >= minimum && value <= maximum ? value : undefined
    },
  }
}

const boolean: SingleRule<boolean> = {
  expected: 'true or false',
  form: { type: 'boolean' },
  read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
}
const date: SingleRule<string> = {
  expected: 'a date: yyyy, yyyy-mm or yyyy-mm-dd',
  form: { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' },
  read: (text) => (/^[\d-]{4,10}$/.test(text) ? (parseIsoDate(text) ?? undefined) : undefined),
}
const age: SingleRule<number> = {
  expected: `an age in years from 0 to ${MAX_AGE}`,
  form: { type: 'number', minimum: 0, maximum: MAX_AGE },
  read: (text) => {
    const value = /^\d{1,3}(?:\.\d{1,3})?$/.test(text) ? Number(text) : NaN
    return value <= MAX_AGE ? value : undefined
  },
}
const country: ListRule<string> = {
  expected: 'two-letter country codes (ISO 3166-1), such as NL',
  form: { type: 'string', pattern: '^[A-Za-z]{2}$' },
  read: (text) => (/^[a-z]{2}$/i.test(text) ? (countryCode(text.toUpperCase()) ?? undefined) : undefined),
  values: null,
}
const phase: ListRule<string> = {
  expected: `one of: ${PHASES.join(', ')}, ${NO_PHASE}, or an exact combination such as PHASE1/PHASE2`,
  form: { type: 'string', pattern: `^(${NO_PHASE}|(${PHASES.join('|')})(/(${PHASES.join('|')}))*)$` },
  read: (text) => {
    const parts = text.split('/')
    const ordered = PHASES.filter((value) => parts.includes(value))
    return text === NO_PHASE || (ordered.length > 0 && ordered.join('/') === text) ? text : undefined
  },
  values: null,
}
const condition: ListRule<string> = {
  expected: `the id of a condition, or words of at most ${MAX_TEXT} characters`,
  form: { type: 'string', maxLength: MAX_TEXT },
  read: (text) => (text.length <= MAX_TEXT ? text : undefined),
  values: null,
}
const text: SingleRule<string> = {
  expected: `text of at most ${MAX_TEXT} characters`,
  form: { type: 'string', maxLength: MAX_TEXT },
  read: (value) => (value.length <= MAX_TEXT ? value : undefined),
}
const sort: SingleRule<TrialSort> = {
  expected: `one of: ${SORTS.join(', ')}, with or without a leading -`,
  form: { type: 'string', enum: SORTS.flatMap((name) => [name, `-${name}`]) },
  read: (value) => {
    const name = SORTS.find((known) => known === value.replace(/^-/, ''))
    return name === undefined ? undefined : value.startsWith('-') ? `-${name}` : name
  },
}

/** The rule of every parameter, in the order of the canonical form. */
export function queryRules(known: KnownValues) {
  return {
    substance: openList(known.substanceIds, 'ids of substances'),
    role: oneOf<Role | 'all'>([...ROLES, 'all']),
    purpose: oneOf(PURPOSES),
    status: oneOf(STATUS_GROUPS),
    phase,
    country,
    recruitingIn: country,
    condition,
    age,
    sex: oneOf(SEXES),
    registry: openList(known.registryIds, 'ids of registries'),
    idTier: oneOf(ID_TIERS),
    idReading: oneOf(ID_READINGS),
    disagrees: oneOf([...DISAGREEMENT_FIELDS, 'any'] as const),
    admitsMinors: boolean,
    hasResults: boolean,
    startFrom: date,
    startTo: date,
    updatedFrom: date,
    q: text,
    sort,
    limit: integer(1, MAX_LIMIT),
    offset: integer(0, MAX_OFFSET),
  } satisfies Record<TrialQueryParameter, ListRule<string> | SingleRule<string | number | boolean>>
}
