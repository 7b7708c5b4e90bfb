import { defaultLexicon } from '../../shared/core/search-lexicon.ts'
import { addLexiconInSteps, correctSearch, KnownWords } from '../../shared/core/search-typo.ts'
import { titleKey } from '../../shared/core/search-text.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { tableOf } from './trial-table.ts'
import type { ListTable } from './trial-table.ts'
import { whenIdle } from './when-idle.ts'

/** Longest piece of work at a time, so that typing never waits for it. */
const SLICE_MS = 6
const TRIALS_A_LOOK = 5

/**
 * What searching needs of every trial (its text, the words that occur), and then what measuring distances does, read in
 * the pauses between other work. Until it is ready, searching works but puts nothing right.
 */
export class SearchIndex {
  readonly #trials: readonly TrialSummary[]
  readonly #table: ListTable
  readonly #onReady: () => void
  readonly #words = new KnownWords()
  readonly #corrected = new Map<string, string | null>()
  readonly #steps: Generator<void, void>
  #isReady = false
  #cancel: (() => void) | null = null

  constructor(trials: readonly TrialSummary[], onReady: () => void) {
    this.#trials = trials
    this.#table = tableOf(trials)
    this.#onReady = onReady
    this.#steps = this.#readAhead()
    this.#next()
  }

  /** Ends the reading: other trials have come. */
  stop(): void {
    this.#cancel?.()
  }

  /** The search with misspelt words put right; null when every word finds something, or it is not known yet. */
  correct(q: string): string | null {
    if (!this.#isReady) return null
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
    let step = this.#steps.next()
    while (step.done !== true && performance.now() < end) step = this.#steps.next()
    if (step.done !== true) this.#next()
  }

  *#readAhead(): Generator<void, void> {
    for (const [at, trial] of this.#trials.entries()) {
      if (at % TRIALS_A_LOOK === TRIALS_A_LOOK - 1) yield
      this.#words.add(this.#table.texts.textOf(at))
      titleKey(trial)
    }
    yield* addLexiconInSteps(this.#words, defaultLexicon())
    this.#isReady = true
    this.#onReady()
    yield* this.#table.sitesInSteps()
  }
}
