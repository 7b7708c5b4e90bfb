/** At the latest then, also when the browser is never idle. */
const LATEST_MS = 500

/** Runs `work` in the browser's next pause. Gives back what takes it off again. */
export function whenIdle(work: () => void): () => void {
  // Safari has no idle callbacks.
  if (typeof window.requestIdleCallback === 'function') {
    const id = window.requestIdleCallback(work, { timeout: LATEST_MS })
    return () => window.cancelIdleCallback(id)
  }
  const id = setTimeout(work, 0)
  return () => clearTimeout(id)
}
