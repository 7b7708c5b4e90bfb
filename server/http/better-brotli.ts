import { compressBrotli } from './ready-body.ts'
import type { ReadyBody } from './ready-body.ts'

/** Brotli at its best takes a hundred times as long as at quality 5, and saves a fifth of the bytes. */
const BEST_QUALITY = 11
/** 1.4 s of one core a megabyte. */
const MAX_BYTES = 4 * 1024 * 1024
const MAX_WAITING = 200
const QUIET_MS = 3_000

export interface BetterBrotli {
  offer(body: ReadyBody): void
  stop(): void
}

/**
 * Compresses again, behind, what is asked for again and again: one body at a time, off the event loop, and only after
 * `QUIET_MS` in which the event loop was idle most of the time. Bodies that are outdated by then are left.
 */
export function createBetterBrotli(options: { isIdle: () => boolean; quietMs?: number }): BetterBrotli {
  const quietMs = options.quietMs ?? QUIET_MS
  const waiting = new Set<ReadyBody>()
  let timer: NodeJS.Timeout | null = null
  let stopped = false

  function arm(): void {
    if (stopped || timer !== null || waiting.size === 0) return
    timer = setTimeout(() => {
      timer = null
      if (options.isIdle()) void improveNext().then(arm, arm)
      else arm()
    }, quietMs)
    timer.unref()
  }

  async function improveNext(): Promise<void> {
    const [body] = waiting
    if (body === undefined) return
    waiting.delete(body)
    if (body.br === null || body.isCurrent?.() !== true) return
    const better = await compressBrotli(body.identity, BEST_QUALITY)
    if (better.length < body.br.length) body.br = better
  }

  return {
    offer(body) {
      if (body.br === null || body.identity.length > MAX_BYTES || waiting.size >= MAX_WAITING) return
      waiting.add(body)
      arm()
    },
    stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
