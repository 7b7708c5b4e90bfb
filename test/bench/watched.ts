import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { createHostPauses } from './host-pauses.ts'
import { atMost } from './row.ts'
import type { Row } from './row.ts'

const MOST_BLOCKED_MS = 50
const host = createHostPauses()
/** How often the host is looked at while nothing stands still: it takes a thirtieth of a millisecond. */
const LOOK_EVERY_MS = 10

/** Until what a publish starts behind it (the ready answers, compressing on other threads) is done. */
export async function quiet(): Promise<void> {
  for (;;) {
    const before = process.cpuUsage()
    await delay(QUIET_MS)
    const { user, system } = process.cpuUsage(before)
    if (user + system < 0.1 * QUIET_MS * 1_000) return
  }
}

const QUIET_MS = 300

/** In ms. */
export interface Watched {
  ms: number
  /** Longest time without a turn of the event loop, less what the host can have taken of it. */
  blocked: number
  /** The longest with what the host took. */
  blockedInAll: number
  collected: number
  /** Processor time that the host gave to others meanwhile, of all processors. */
  stolen: number
}

/** What was made to measure with is no part of a figure, nor is sweeping it away. */
export async function sweep(): Promise<void> {
  globalThis.gc?.()
  await quiet()
}

/** `collected`: the longest pause that the runtime itself made, which no slicing shortens. */
export async function watched(act: () => Promise<unknown>): Promise<Watched> {
  await quiet()
  let blocked = 0
  let blockedInAll = 0
  let collected = 0
  let last = performance.now()
  let looked = last
  let start = Infinity
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (startTime >= start) collected = Math.max(collected, duration)
    }
  })
  observer.observe({ entryTypes: ['gc'] })
  const timer = setInterval(() => {
    const now = performance.now()
    const gap = now - last - 1
    blockedInAll = Math.max(blockedInAll, gap)
    if (gap > blocked || now - looked >= LOOK_EVERY_MS) {
      blocked = Math.max(blocked, host.ours(gap))
      looked = now
    }
    last = performance.now()
  }, 1)
  await delay(20)
  const stolenBefore = host.inAll()
  last = performance.now()
  blocked = 0
  blockedInAll = 0
  start = performance.now()
  await act()
  const ms = performance.now() - start
  const stolen = host.inAll() - stolenBefore
  await delay(20)
  clearInterval(timer)
  observer.disconnect()
  return { ms, blocked, blockedInAll, collected, stolen }
}

export function blockedRow(what: string, { blocked, blockedInAll, collected, stolen }: Watched): Row {
  const away = stolen === 0 ? '' : `, host away ${stolen} ms in all`
  const whole =
    blocked.toFixed(0) === blockedInAll.toFixed(0) ? '' : `, ${blockedInAll.toFixed(0)} ms with what it took`
  return {
    what: `- longest the event loop stood still, ${what}`,
    value: `${blocked.toFixed(0)} ms (longest collection of garbage ${collected.toFixed(0)} ms${away}${whole})`,
    target: atMost(blocked, MOST_BLOCKED_MS, 'ms'),
  }
}
