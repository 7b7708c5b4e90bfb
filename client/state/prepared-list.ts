import type { TrialSummary } from '../../shared/trial.ts'
import { prepareList } from './explore-view.ts'
import { inSlices } from './in-slices.ts'

/** The newest list that can be drawn at once: until a newer one is worked out, in slices, the one before. */
export class PreparedList {
  current: readonly TrialSummary[] | null = null
  #newest: readonly TrialSummary[] | null = null
  readonly #onReady: () => void

  constructor(onReady: () => void) {
    this.#onReady = onReady
  }

  /** `trials`: the newest list; null while there is none. */
  follow(trials: readonly TrialSummary[] | null): void {
    if (trials === null || trials === this.#newest) return
    this.#newest = trials
    const steps = prepareList(trials)
    // Coming back to the page, everything is there: the list is drawn at once, for the scroll position to hold.
    if (steps.next().done === true) {
      this.current = trials
      return
    }
    void inSlices(steps).then(() => {
      // A newer list may have come meanwhile.
      if (this.#newest !== trials) return
      this.current = trials
      this.#onReady()
    })
  }
}
