import { nextTask } from './in-slices.ts'

/** No card of a list is lower. */
const LEAST_CARD_PX = 240

/** So many cards fill the screen: what comes below them moves nothing that somebody sees. */
export function screenful(): number {
  return Math.ceil(window.innerHeight / LEAST_CARD_PX)
}

/**
 * While the first page is made ready out of sight, each of its elements is drawn in a task of its own: a click in
 * between is answered. At any other time elements are drawn together, so that nothing on screen moves.
 */
class Turns {
  #isOn = false
  #isWhole = false
  #last: Promise<void> = Promise.resolve()
  #over = (): void => undefined
  /** When what was made ready stands on the page. */
  ended: Promise<void> = Promise.resolve()

  get isOn(): boolean {
    return this.#isOn
  }

  /** How much of a long list is made ready out of sight: what fills the screen, or all of it where a reader comes back. */
  get most(): number {
    return this.#isOn && !this.#isWhole ? screenful() : Number.POSITIVE_INFINITY
  }

  begin({ isWhole }: { isWhole: boolean }): void {
    this.#isOn = true
    this.#isWhole = isWhole
    this.ended = new Promise((resolve) => (this.#over = resolve))
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
    this.#over()
  }
}

export const firstDrawing = new Turns()
