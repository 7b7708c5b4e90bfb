import type { TrialSummary } from '../../shared/trial.ts'
import { inSlices, nextTask } from './in-slices.ts'

type Prepare = (trials: readonly TrialSummary[]) => Generator<void, void>

/** The newest list that can be drawn at once: until a newer one is worked out, in slices, the one before. */
export class PreparedList {
  current: readonly TrialSummary[] | null = null
  #newest: readonly TrialSummary[] | null = null
  readonly #prepare: Prepare
  readonly #onReady: () => void

  /** `prepare`: works out what drawing a list needs, in steps. */
  constructor(prepare: Prepare, onReady: () => void) {
    this.#prepare = prepare
    this.#onReady = onReady
  }

  /** `trials`: the newest list; null while there is none. */
  follow(trials: readonly TrialSummary[] | null): void {
    if (trials === null || trials === this.#newest) return
    this.#newest = trials
    const steps = this.#prepare(trials)
    // Coming back to the page, everything is there: the list is drawn at once, for the scroll position to hold.
    if (steps.next().done === true) {
      this.current = trials
      return
    }
    void this.#finish(trials, steps)
  }

  async #finish(trials: readonly TrialSummary[], steps: Generator<void, void>): Promise<void> {
    // What comes before, working out and drawing are tasks of their own: a click in between is answered.
    await nextTask()
    await inSlices(steps)
    await nextTask()
    // A newer list may have come meanwhile.
    if (this.#newest !== trials) return
    this.current = trials
    this.#onReady()
  }
}
