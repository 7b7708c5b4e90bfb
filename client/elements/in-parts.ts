import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { nextTask } from '../state/in-slices.ts'

/**
 * Draws the parts of a long page one after another, each in a task of its own, so that a slow phone never sticks. Each
 * part comes below the last: nothing that somebody sees moves.
 */
export class InParts implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #drawn = 1
  #all = 0
  #waits = false

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  /** The parts that are drawn by now; without `gradual`, all of them. */
  take<T>(parts: readonly (() => T)[], gradual: boolean): T[] {
    this.#all = parts.length
    if (!gradual) this.#drawn = Math.max(this.#drawn, parts.length)
    return parts.slice(0, this.#drawn).map((part) => part())
  }

  hostUpdated(): void {
    if (this.#waits || this.#drawn >= this.#all) return
    this.#waits = true
    void nextTask().then(() => {
      this.#waits = false
      this.#drawn += 1
      this.#host.requestUpdate()
    })
  }
}
