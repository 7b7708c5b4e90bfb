import type { Clock } from '../clock.ts'
import type { Pace } from '../registries/registry.ts'

/** First in, first out, at a registry's pace; shared by everything that is asked of that registry. */
export interface Pacer {
  /** Runs the job when its turn comes. The slot is free again when the job settles. */
  run<T>(job: () => Promise<T>): Promise<T>
  /** Starts nothing for this long: the registry asked us to wait. */
  hold(ms: number): void
  /** Refuses everything that has not started. */
  flush(reason: Error): void
}

interface Waiting {
  start(): void
  refuse(reason: Error): void
}

export const NO_PACE: Pace = { minIntervalMs: 0, maxConcurrent: Number.POSITIVE_INFINITY }

export function createPacer(pace: Pace, clock: Clock): Pacer {
  const queue: Waiting[] = []
  let active = 0
  /** No start before `since + waitMs`; kept as a pair so that a clock set back can never make the wait longer. */
  let notBefore = { since: 0, waitMs: 0 }
  let cancelTimer: (() => void) | null = null

  function waitMs(): number {
    const elapsed = clock.now().getTime() - notBefore.since
    return notBefore.waitMs - Math.max(0, elapsed)
  }

  function startNext(): void {
    if (cancelTimer !== null || queue.length === 0 || active >= pace.maxConcurrent) return
    const wait = waitMs()
    if (wait > 0) {
      cancelTimer = clock.setTimeout(() => {
        cancelTimer = null
        // The timer is the proof that the wait is over, whatever a clock that was set back says.
        notBefore = { since: 0, waitMs: 0 }
        startNext()
      }, wait)
      return
    }
    notBefore = { since: clock.now().getTime(), waitMs: pace.minIntervalMs }
    active += 1
    queue.shift()?.start()
    startNext()
  }

  function finish(): void {
    active -= 1
    startNext()
  }

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        queue.push({
          start: () => void job().then(resolve, reject).finally(finish),
          refuse: reject,
        })
        startNext()
      }),
    hold(ms) {
      if (ms <= waitMs()) return
      cancelTimer?.()
      cancelTimer = null
      notBefore = { since: clock.now().getTime(), waitMs: ms }
      startNext()
    },
    flush(reason) {
      for (const waiting of queue.splice(0)) waiting.refuse(reason)
    },
  }
}
