/**
 * What is asked in one turn of the event loop is answered together at the end of it. Under load dozens of requests are
 * read in one; to write to them all in a row takes half the time of writing to each as it comes, in which whoever reads
 * is woken for every single answer.
 */
let waiting: (() => void)[] = []

/** Does `act` once, when all that arrived in this turn is read. */
export function atEndOfTurn(act: () => void): void {
  if (waiting.push(act) === 1) setImmediate(endTurn)
}

/**
 * Does now what waits for the end of this turn: for who is about to work for some milliseconds. An act that fails takes
 * neither the others nor the caller with it: its error goes where errors go that nobody caught.
 */
export function endTurn(): void {
  const acts = waiting
  if (acts.length === 0) return
  waiting = []
  for (const act of acts) {
    try {
      act()
    } catch (error) {
      queueMicrotask(() => {
        throw new Error('what waited for the end of a turn failed', { cause: error })
      })
    }
  }
}
