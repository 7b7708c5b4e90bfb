import { setImmediate as nextTurn } from 'node:timers/promises'
import { endTurn } from './turn.ts'

/** Longest piece of work at a time: visitors are answered between two of them. */
const SLICE_MS = 5

/** Does all steps, a slice at a time, and lets the event loop turn in between. */
export async function inSlices<T>(steps: Generator<unknown, T>): Promise<T> {
  for (;;) {
    endTurn()
    const end = performance.now() + SLICE_MS
    let step = steps.next()
    while (step.done !== true && performance.now() < end) step = steps.next()
    if (step.done === true) return step.value
    await nextTurn()
  }
}
