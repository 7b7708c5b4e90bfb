import type { TrialSummary } from '../trial.ts'
import { holdsMeaning, soughtLetters, wordStart, type SearchTerm } from './search-text.ts'
import { SearchTexts } from './search-texts.ts'
import { finish, type Steps } from './steps.ts'
import { groupInSteps, type Groups } from './trial-columns.ts'
import { conditionIdsOf } from './trial-conditions.ts'
import { plainSort, sortBothInSteps, type BothOrders, type TrialSort } from './trial-sort.ts'
import { askAll, type Reader } from './trial-tally.ts'

/** What is worked out once for a list of trials, so that a filter or a letter typed costs a few milliseconds. */
export class TrialTable {
  readonly trials: readonly TrialSummary[]
  readonly texts: SearchTexts
  readonly #orders = new Map<TrialSort, BothOrders>()
  readonly #groups = new Map<string, Groups>()
  readonly #terms = new Map<string, Uint8Array>()
  readonly #literals = new Map<string, Uint8Array>()
  readonly #filters = new Map<string, Uint8Array>()

  readonly #most: number
  /** Of the table before: what is the same is taken over. */
  readonly #earlierCodes: Map<string, Uint32Array>
  readonly #earlierOrders: Map<TrialSort, BothOrders>

  /**
   * `most`: so many answers to filters, and to searches, are kept for the next question. `earlier`: a table of much the
   * same trials.
   */
  constructor(trials: readonly TrialSummary[], most = MOST_REMEMBERED, earlier: TrialTable | null = null) {
    this.trials = trials
    this.texts = new SearchTexts(trials, earlier?.texts)
    this.#most = most
    this.#earlierCodes = new Map(
      Array.from(earlier === null ? [] : earlier.#groups, ([name, { codes }]) => [name, codes]),
    )
    this.#earlierOrders = new Map(earlier === null ? [] : earlier.#orders)
  }

  /** Alike in substances, roles and purpose: what the choices made for the reader go by. */
  get kinds(): Groups {
    return this.#groups.get(KINDS) ?? finish(this.kindsInSteps())
  }

  kindsInSteps(): Steps<Groups> {
    return this.#grouped(KINDS, kindOf)
  }

  /** Alike in the values read. Only for readers that depend on the trial alone. */
  alike(reader: AlikeReader): Groups {
    return this.#groups.get(reader.name) ?? finish(this.alikeInSteps(reader))
  }

  alikeInSteps({ name, read }: AlikeReader): Steps<Groups> {
    return this.#grouped(name, (trial) => {
      const values = read(trial)
      if (typeof values === 'string') return values
      return values.length < 2 ? (values[0] ?? '') : values.join('\n')
    })
  }

  *#grouped(name: string, keyOf: (trial: TrialSummary) => string): Steps<Groups> {
    const held = this.#groups.get(name)
    if (held !== undefined) return held
    const groups = yield* groupInSteps(this.trials, keyOf, this.#earlierCodes.get(name))
    this.#earlierCodes.delete(name)
    this.#groups.set(name, groups)
    return groups
  }

  /** A filter keeps the order, so that only another order has to be sorted. */
  order(sort: TrialSort): Uint32Array {
    return finish(this.orderInSteps(sort))
  }

  *orderInSteps(sort: TrialSort): Steps<Uint32Array> {
    const name = plainSort(sort)
    const held = this.#orders.get(name)
    const both = held ?? (yield* sortBothInSteps(this.trials, name, this.#earlierOrders.get(name)))
    this.#earlierOrders.delete(name)
    this.#orders.set(name, both)
    return sort === name ? both.forward : both.backward
  }

  /**
   * For each trial whether it passes a filter: 1 or 0. `key` names the filter and its values. Remembered, so that
   * switching one filter asks about that one only.
   */
  passing(key: string, test: (trial: TrialSummary) => boolean, groups: Groups | null): Uint8Array {
    const held = this.#filters.get(key)
    if (held !== undefined) return held
    const flags = askAll(this.trials, { name: key, test, ...(groups === null ? {} : { groups }) })
    this.#remember(this.#filters, key, flags)
    return flags
  }

  /** For each trial whether it answers a search: 1 or 0. Remembered by term. */
  answers(terms: readonly SearchTerm[]): Uint8Array {
    return finish(this.answersInSteps(terms))
  }

  *answersInSteps(terms: readonly SearchTerm[]): Steps<Uint8Array> {
    const [term, ...others] = terms
    if (term === undefined) return new Uint8Array(this.trials.length).fill(1)
    const first = yield* this.#termFlags(term)
    if (others.length === 0) return first
    const flags = Uint8Array.from(first)
    for (const next of others) {
      const other = yield* this.#termFlags(next)
      for (let at = 0; at < flags.length; at++) if (other[at] === 0) flags[at] = 0
    }
    return flags
  }

  /** Does any trial hold these letters? */
  occurs(literal: string): boolean {
    return finish(this.#literalFlags(literal)).includes(1)
  }

  *#termFlags(term: SearchTerm): Steps<Uint8Array> {
    const { substanceIds, conditionIds, finds } = term
    if (substanceIds.length + conditionIds.length + finds.length === 0) return yield* this.#literalFlags(term.literal)
    const key = JSON.stringify(term)
    const held = this.#terms.get(key)
    if (held !== undefined) return held
    const flags = Uint8Array.from(yield* this.#literalFlags(term.literal))
    const add = (more: Uint8Array): void => {
      for (let at = 0; at < flags.length; at++) if (more[at] === 1) flags[at] = 1
    }
    const means = (part: Partial<SearchTerm>, groups: Groups): Uint8Array => {
      const only = { ...NO_MEANING, ...part }
      return askAll(this.trials, { name: 'q', test: (trial) => holdsMeaning(trial, only, conditionIdsOf), groups })
    }
    if (substanceIds.length > 0) add(means({ substanceIds }, yield* this.kindsInSteps()))
    if (conditionIds.length > 0) add(means({ conditionIds }, yield* this.alikeInSteps(CONDITIONS)))
    for (const beginning of finds) add(yield* this.texts.findInSteps(wordStart(beginning)))
    this.#remember(this.#terms, key, flags)
    return flags
  }

  *#literalFlags(literal: string): Steps<Uint8Array> {
    const held = this.#literals.get(literal)
    if (held !== undefined) return held
    const flags = yield* this.texts.findInSteps(soughtLetters(literal))
    this.#remember(this.#literals, literal, flags)
    return flags
  }

  #remember(held: Map<string, Uint8Array>, key: string, flags: Uint8Array): void {
    const [oldest] = held.keys()
    if (held.size >= this.#most && oldest !== undefined) held.delete(oldest)
    if (this.#most > 0) held.set(key, flags)
  }
}

type AlikeReader = Pick<Reader, 'name' | 'read'>

const KINDS = 'kinds'
const CONDITIONS: AlikeReader = { name: 'condition', read: conditionIdsOf }
const NO_MEANING: SearchTerm = { literal: '', substanceIds: [], conditionIds: [], finds: [] }
/** A few searches or filters back are enough for one person; the oldest goes. */
const MOST_REMEMBERED = 24

function kindOf({ substances, purpose }: TrialSummary): string {
  let key: string = purpose
  for (const { substanceId, role } of substances) key += ` ${substanceId} ${role}`
  return key
}
