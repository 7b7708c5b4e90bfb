import type { Clock } from '../../server/clock.ts'

export interface FakeClock extends Clock {
  /** Moves time on, firing what falls due in order, and lets promises settle in between. */
  advance(ms: number): Promise<void>
  /** Sets the time without firing anything, as an operator or NTP does. */
  jump(ms: number): void
  /** Milliseconds from now of each timer that waits, earliest first. */
  waiting(): number[]
}

export function createFakeClock(start = '2026-11-01T00:00:00.000Z'): FakeClock {
  let now = Date.parse(start)
  let timers: { at: number; fn: () => void }[] = []
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const earliest = () =>
    timers.reduce<(typeof timers)[number] | null>((a, b) => (a === null || b.at < a.at ? b : a), null)
  return {
    now: () => new Date(now),
    setTimeout(fn, ms) {
      const timer = { at: now + ms, fn }
      timers.push(timer)
      return () => {
        timers = timers.filter((t) => t !== timer)
      }
    },
    async advance(ms) {
      const end = now + ms
      await settle()
      for (let next = earliest(); next !== null && next.at <= end; next = earliest()) {
        const due = next
        timers = timers.filter((t) => t !== due)
        now = Math.max(now, due.at)
        due.fn()
        await settle()
      }
      now = end
      await settle()
    },
    jump(ms) {
      now += ms
    },
    waiting: () => timers.map((t) => t.at - now).sort((a, b) => a - b),
  }
}
