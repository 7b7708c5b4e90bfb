/** Tells when this process has more work than it can do. */
export interface LoadWatch {
  /** True: what is not ready would make it worse. */
  isOverloaded(): boolean
  stop(): void
}

const SAMPLE_MS = 100
/** A timer that comes this late: the event loop has been busy all that time. */
const LATE_MS = 200
const SAMPLES = 5
/** A publish blocks for one sample; three of five in a row are no accident. */
const LATE_SAMPLES = 3

/** Watches how late a timer comes. The timer keeps no process alive. */
export function createLoadWatch(now: () => number = () => performance.now()): LoadWatch {
  const late: boolean[] = []
  let expected = now() + SAMPLE_MS
  const timer = setInterval(() => {
    const at = now()
    late.push(at - expected > LATE_MS)
    if (late.length > SAMPLES) late.shift()
    expected = at + SAMPLE_MS
  }, SAMPLE_MS)
  timer.unref()
  return {
    isOverloaded: () => late.filter(Boolean).length >= LATE_SAMPLES,
    stop: () => clearInterval(timer),
  }
}
