import { defaultLexicon } from '../../shared/core/search-lexicon.ts'
import { addLexicon, correctSearch, KnownWords } from '../../shared/core/search-typo.ts'
import { titleKey } from '../../shared/core/trial-sort.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { tableOf } from './trial-table.ts'
import type { TrialTable } from './trial-table.ts'
import { whenIdle } from './when-idle.ts'

/** Longest piece of work at a time, so that typing never waits for it. */
const SLICE_MS = 8
const TRIALS_A_LOOK = 20

/**
 * What searching needs of every trial (its text, the words that occur), read in the pauses between
 * other work. Until it is ready, searching works but puts nothing right.
 */
export class SearchIndex {
  readonly #trials: readonly TrialSummary[]
  readonly #table: TrialTable
  readonly #onReady: () => void
  readonly #words = new KnownWords()
  readonly #corrected = new Map<string, string | null>()
  #at = 0
  #cancel: (() => void) | null = null

  constructor(trials: readonly TrialSummary[], onReady: () => void) {
    this.#trials = trials
    this.#table = tableOf(trials)
    this.#onReady = onReady
    this.#next()
  }

  /** Ends the reading: other trials have come. */
  stop(): void {
    this.#cancel?.()
  }

  /** The search with misspelt words put right; null when every word finds something, or it is not known yet. */
  correct(q: string): string | null {
    if (this.#at < this.#trials.length) return null
    const known = this.#corrected.get(q)
    if (known !== undefined) return known
    const corrected = correctSearch(q, this.#words, defaultLexicon(), (literal) => this.#table.occurs(literal))
    this.#corrected.set(q, corrected)
    return corrected
  }

  #next(): void {
    this.#cancel = whenIdle(() => this.#slice())
  }

  #slice(): void {
    const end = performance.now() + SLICE_MS
    while (this.#at < this.#trials.length && performance.now() < end) this.#read()
    if (this.#at < this.#trials.length) {
      this.#next()
      return
    }
    addLexicon(this.#words, defaultLexicon())
    this.#onReady()
  }

  #read(): void {
    const to = Math.min(this.#at + TRIALS_A_LOOK, this.#trials.length)
    for (; this.#at < to; this.#at++) {
      const trial = this.#trials[this.#at]
      if (trial === undefined) continue
      this.#words.add(this.#table.texts.textOf(this.#at))
      titleKey(trial)
    }
  }
}
