/** The only source of "now" and of timers for everything that runs on time, so that tests can pass their own. */
export interface Clock {
  now(): Date
  /** Calls `fn` once after `ms`; the returned function cancels it. */
  setTimeout(fn: () => void, ms: number): () => void
}

/** Node fires at once, with a warning, when a timer is longer than 2^31 - 1 ms (24.8 days); REFRESH_HOURS may be longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => new Date(),
  setTimeout(fn, ms) {
    let left = Math.max(0, ms)
    let timer = arm()
    function arm(): NodeJS.Timeout {
      const part = Math.min(left, LONGEST_TIMER_MS)
      return setTimeout(() => {
        left -= part
        if (left > 0) timer = arm()
        else fn()
      }, part)
    }
    return () => clearTimeout(timer)
  },
}

/** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      cancel()
      reject(abortReason(signal))
    }
    const cancel = clock.setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted === true) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason
  return reason instanceof Error ? reason : new Error('stopped', { cause: reason })
}
