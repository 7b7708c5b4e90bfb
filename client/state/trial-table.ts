import { groupTrials, readColumn } from '../../shared/core/trial-columns.ts'
import type { Column, Groups } from '../../shared/core/trial-columns.ts'
import { holdsLiteral, holdsMeaning, isShort } from '../../shared/core/search-text.ts'
import type { SearchTerm } from '../../shared/core/search-text.ts'
import { conditionIdsOf } from '../../shared/core/trial-conditions.ts'
import type { Reader } from '../../shared/core/trial-tally.ts'
import { sortTrials } from '../../shared/trial-query.ts'
import type { TrialSort } from '../../shared/trial-query.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import type { NearMe } from './near-me.ts'

/** What is worked out once for a list of trials, so that a filter or a letter typed costs a few milliseconds. */
export class TrialTable {
  readonly trials: readonly TrialSummary[]
  /** Alike in substances, roles and purpose: what the choices made for the reader go by. */
  readonly kinds: Groups
  readonly #orders = new Map<TrialSort, Uint32Array>()
  readonly #columns = new Map<string, Column>()
  readonly #terms = new Map<string, Uint8Array>()
  readonly #literals = new Map<string, Uint8Array>()
  #near: { near: NearMe; sort: TrialSort; order: Uint32Array } | null = null
  #positions: ReadonlyMap<TrialSummary, number> | null = null

  constructor(trials: readonly TrialSummary[]) {
    this.trials = trials
    this.kinds = groupTrials(trials, ({ substances, purpose }) => {
      let key: string = purpose
      for (const { substanceId, role } of substances) key += ` ${substanceId} ${role}`
      return key
    })
  }

  /** Only for readers that depend on the trial alone. */
  column({ name, read }: Reader): Column {
    const held = this.#columns.get(name)
    if (held !== undefined) return held
    const column = readColumn(this.trials, read)
    this.#columns.set(name, column)
    return column
  }

  /** A filter keeps the order, so that only another order has to be sorted. */
  order(sort: TrialSort, near: NearMe | null): Uint32Array {
    const held = this.#orders.get(sort)
    const order = held ?? this.#positionsOf(sortTrials(this.trials, sort))
    if (held === undefined) this.#orders.set(sort, order)
    if (near === null) return order
    if (this.#near?.near !== near || this.#near.sort !== sort) {
      this.#near = { near, sort, order: near.sort(this.trials, order) }
    }
    return this.#near.order
  }

  /** For each trial whether it answers a search: 1 or 0. Remembered by term, so that one more letter asks few trials. */
  answers(terms: readonly SearchTerm[]): Uint8Array {
    const flags = terms.map((term) => this.#termFlags(term))
    return Uint8Array.from(this.trials, (_trial, at) => (flags.every((one) => one[at] === 1) ? 1 : 0))
  }

  #termFlags(term: SearchTerm): Uint8Array {
    const key = JSON.stringify(term)
    const held = this.#terms.get(key)
    if (held !== undefined) return held
    const literal = this.#literalFlags(term.literal)
    const meansNothing = term.substanceIds.length + term.conditionIds.length + term.finds.length === 0
    const flags = meansNothing
      ? literal
      : Uint8Array.from(this.trials, (trial, at) =>
          literal[at] === 1 || holdsMeaning(trial, term, conditionIdsOf) ? 1 : 0,
        )
    remember(this.#terms, key, flags)
    return flags
  }

  /** Only trials that hold the letters typed before can hold those and one more. */
  #literalFlags(literal: string): Uint8Array {
    const held = this.#literals.get(literal)
    if (held !== undefined) return held
    const shorter = [...this.#literals.keys()]
      .filter((known) => literal.startsWith(known) && isShort(known) === isShort(literal))
      .sort((a, b) => b.length - a.length)[0]
    const before = shorter === undefined ? null : (this.#literals.get(shorter) ?? null)
    const flags = Uint8Array.from(this.trials, (trial, at) =>
      (before === null || before[at] === 1) && holdsLiteral(trial, literal) ? 1 : 0,
    )
    remember(this.#literals, literal, flags)
    return flags
  }

  #positionsOf(sorted: readonly TrialSummary[]): Uint32Array {
    this.#positions ??= new Map(this.trials.map((trial, at) => [trial, at]))
    const positions = this.#positions
    return Uint32Array.from(sorted, (trial) => positions.get(trial) ?? 0)
  }
}

/** A few searches back are enough; the oldest goes. */
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
