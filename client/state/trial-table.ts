import { finish, groupInSteps } from '../../shared/core/trial-columns.ts'
import type { Groups } from '../../shared/core/trial-columns.ts'
import { holdsMeaning, soughtLetters, wordStart } from '../../shared/core/search-text.ts'
import type { SearchTerm } from '../../shared/core/search-text.ts'
import { SearchTexts } from '../../shared/core/search-texts.ts'
import { readSites } from '../../shared/core/site-columns.ts'
import type { SiteColumns } from '../../shared/core/site-columns.ts'
import { conditionIdsOf } from '../../shared/core/trial-conditions.ts'
import { sortPositions } from '../../shared/core/trial-sort.ts'
import { askAll } from '../../shared/core/trial-tally.ts'
import type { Reader } from '../../shared/core/trial-tally.ts'
import type { TrialSort } from '../../shared/trial-query.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import type { NearMe } from './near-me.ts'

/** What is worked out once for a list of trials, so that a filter or a letter typed costs a few milliseconds. */
export class TrialTable {
  readonly trials: readonly TrialSummary[]
  readonly texts: SearchTexts
  readonly #orders = new Map<TrialSort, Uint32Array>()
  readonly #groups = new Map<string, Groups>()
  readonly #terms = new Map<string, Uint8Array>()
  readonly #literals = new Map<string, Uint8Array>()
  readonly #filters = new Map<string, Uint8Array>()
  #sites: SiteColumns | null = null
  #near: { near: NearMe; sort: TrialSort; order: Uint32Array } | null = null

  constructor(trials: readonly TrialSummary[]) {
    this.trials = trials
    this.texts = new SearchTexts(trials)
  }

  /** Alike in substances, roles and purpose: what the choices made for the reader go by. */
  get kinds(): Groups {
    return this.#groups.get(KINDS) ?? finish(this.kindsInSteps())
  }

  kindsInSteps(): Generator<void, Groups> {
    return this.#grouped(KINDS, kindOf)
  }

  /** Alike in the values read. Only for readers that depend on the trial alone. */
  alike(reader: AlikeReader): Groups {
    return this.#groups.get(reader.name) ?? finish(this.alikeInSteps(reader))
  }

  alikeInSteps({ name, read }: AlikeReader): Generator<void, Groups> {
    return this.#grouped(name, (trial) => {
      const values = read(trial)
      return typeof values === 'string' ? values : values.join('\n')
    })
  }

  *#grouped(name: string, keyOf: (trial: TrialSummary) => string): Generator<void, Groups> {
    const groups = this.#groups.get(name) ?? (yield* groupInSteps(this.trials, keyOf))
    this.#groups.set(name, groups)
    return groups
  }

  /** A filter keeps the order, so that only another order has to be sorted. */
  order(sort: TrialSort, near: NearMe | null): Uint32Array {
    const held = this.#orders.get(sort)
    const order = held ?? sortPositions(this.trials, sort)
    if (held === undefined) this.#orders.set(sort, order)
    if (near === null) return order
    if (this.#near?.near !== near || this.#near.sort !== sort) {
      this.#near = { near, sort, order: near.sort(this.#nearSites(), this.#recruitsIn(near), order) }
    }
    return this.#near.order
  }

  #nearSites(): SiteColumns {
    return this.#sites ?? finish(this.sitesInSteps())
  }

  *sitesInSteps(): Generator<void, SiteColumns> {
    this.#sites ??= yield* readSites(this.trials)
    return this.#sites
  }

  #recruitsIn({ place: { country } }: NearMe): Uint8Array {
    if (country === null) return new Uint8Array(this.trials.length)
    const read = (trial: TrialSummary): readonly string[] => trial.recruitingCountries
    const test = (trial: TrialSummary): boolean => read(trial).includes(country)
    return askAll(this.trials, { name: country, test, groups: this.alike({ name: 'recruitingIn', read }) })
  }

  /**
   * For each trial whether it passes a filter: 1 or 0. `key` names the filter and its values. Remembered, so that
   * switching one filter asks about that one only.
   */
  passing(key: string, test: (trial: TrialSummary) => boolean, groups: Groups | null): Uint8Array {
    const held = this.#filters.get(key)
    if (held !== undefined) return held
    const flags = askAll(this.trials, { name: key, test, ...(groups === null ? {} : { groups }) })
    remember(this.#filters, key, flags)
    return flags
  }

  /** For each trial whether it answers a search: 1 or 0. Remembered by term. */
  answers(terms: readonly SearchTerm[]): Uint8Array {
    const [first, ...others] = terms.map((term) => this.#termFlags(term))
    if (first === undefined) return new Uint8Array(this.trials.length).fill(1)
    if (others.length === 0) return first
    const flags = Uint8Array.from(first)
    for (const other of others) for (let at = 0; at < flags.length; at++) if (other[at] === 0) flags[at] = 0
    return flags
  }

  /** Does any trial hold these letters? */
  occurs(literal: string): boolean {
    return this.#literalFlags(literal).includes(1)
  }

  #termFlags(term: SearchTerm): Uint8Array {
    const { substanceIds, conditionIds, finds } = term
    if (substanceIds.length + conditionIds.length + finds.length === 0) return this.#literalFlags(term.literal)
    const key = JSON.stringify(term)
    const held = this.#terms.get(key)
    if (held !== undefined) return held
    const flags = Uint8Array.from(this.#literalFlags(term.literal))
    const add = (more: Uint8Array): void => {
      for (let at = 0; at < flags.length; at++) if (more[at] === 1) flags[at] = 1
    }
    const means = (part: Partial<SearchTerm>, groups: Groups): Uint8Array => {
      const only = { ...NO_MEANING, ...part }
      return askAll(this.trials, { name: 'q', test: (trial) => holdsMeaning(trial, only, conditionIdsOf), groups })
    }
    if (substanceIds.length > 0) add(means({ substanceIds }, this.kinds))
    if (conditionIds.length > 0) add(means({ conditionIds }, this.alike({ name: 'condition', read: conditionIdsOf })))
    for (const beginning of finds) add(this.texts.find(wordStart(beginning)))
    remember(this.#terms, key, flags)
    return flags
  }

  #literalFlags(literal: string): Uint8Array {
    const held = this.#literals.get(literal)
    if (held !== undefined) return held
    const flags = this.texts.find(soughtLetters(literal))
    remember(this.#literals, literal, flags)
    return flags
  }
}

type AlikeReader = Pick<Reader, 'name' | 'read'>

const KINDS = 'kinds'
const NO_MEANING: SearchTerm = { literal: '', substanceIds: [], conditionIds: [], finds: [] }

function kindOf({ substances, purpose }: TrialSummary): string {
  let key: string = purpose
  for (const { substanceId, role } of substances) key += ` ${substanceId} ${role}`
  return key
}

/** A few searches or filters back are enough; the oldest goes. */
const MOST_REMEMBERED = 24

function remember(held: Map<string, Uint8Array>, key: string, flags: Uint8Array): void {
  const [oldest] = held.keys()
  if (held.size >= MOST_REMEMBERED && oldest !== undefined) held.delete(oldest)
  held.set(key, flags)
}

const tables = new WeakMap<readonly TrialSummary[], TrialTable>()

/** The table of a list, kept for as long as the list itself is. */
export function tableOf(trials: readonly TrialSummary[]): TrialTable {
  const held = tables.get(trials)
  if (held !== undefined) return held
  const table = new TrialTable(trials)
  tables.set(trials, table)
  return table
}
