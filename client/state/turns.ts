import { nextTask } from './in-slices.ts'

/**
 * While the first page is made ready out of sight, each of its elements is drawn in a task of its own: a click in
 * between is answered. At any other time elements are drawn together, so that nothing on screen moves.
 */
class Turns {
  #isOn = false
  #last: Promise<void> = Promise.resolve()

  get isOn(): boolean {
    return this.#isOn
  }

  begin(): void {
    this.#isOn = true
  }

  /** Resolves in a task of its own, after those who asked before. */
  take(): Promise<void> {
    this.#last = this.#last.then(nextTask)
    return this.#last
  }

  /** Resolves when everybody had their turn, and nobody asked for one since. */
  async end(): Promise<void> {
    for (let last: Promise<void> | null = null; last !== this.#last;) {
      last = this.#last
      await last
      // What was drawn may hold elements that ask now.
      await nextTask()
    }
    this.#isOn = false
  }
}

export const firstDrawing = new Turns()
