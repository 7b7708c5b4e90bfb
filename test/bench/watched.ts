import fs from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { atMost } from './row.ts'
import type { Row } from './row.ts'

const MOST_BLOCKED_MS = 50

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

export interface Watched {
  ms: number
  blocked: number
  collected: number
  /** Processor time (ms) that this machine asked for and its host gave to others; null where nobody says. */
  stolen: number | null
}

/** Field "steal" of all processors since the start, in hundredths of a second (proc_stat(5)). */
function stolenSoFar(): number | null {
  if (!fs.existsSync('/proc/stat')) return null
  const [all = ''] = fs.readFileSync('/proc/stat', 'utf8').split('\n')
  return Number(all.split(/ +/)[8]) * 10
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
  let collected = 0
  let last = performance.now()
  let start = Infinity
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (startTime >= start) collected = Math.max(collected, duration)
    }
  })
  observer.observe({ entryTypes: ['gc'] })
  const timer = setInterval(() => {
    const now = performance.now()
    blocked = Math.max(blocked, now - last - 1)
    last = now
  }, 1)
  await delay(20)
  last = performance.now()
  blocked = 0
  const stolenBefore = stolenSoFar()
  start = performance.now()
  await act()
  const ms = performance.now() - start
  const stolen = stolenBefore === null ? null : (stolenSoFar() ?? 0) - stolenBefore
  await delay(20)
  clearInterval(timer)
  observer.disconnect()
  return { ms, blocked, collected, stolen }
}

export function blockedRow(what: string, { blocked, collected, stolen }: Watched): Row {
  const away = stolen === null || stolen === 0 ? '' : `, host away ${stolen} ms in all`
  return {
    what: `- longest the event loop stood still, ${what}`,
    value: `${blocked.toFixed(0)} ms (longest collection of garbage ${collected.toFixed(0)} ms${away})`,
    target: atMost(blocked, MOST_BLOCKED_MS, 'ms'),
  }
}
