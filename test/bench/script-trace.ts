import type { Page } from 'playwright-core'

/** JavaScript and garbage collection in a trace; `dur` and `tdur` (processor time) in microseconds. */
interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
}

export interface Cost {
  /** Milliseconds of script, and what of it the processor really spent (less when other programs use it). */
  script: number
  processor: number
  /** Of that, in the browser's pauses: reading ahead, charts that follow the list. */
  idle: number
  longest: number
}

/** Lit draws in microtasks, which have an event of their own only in the scheduler's categories. */
const CATEGORIES = ['devtools.timeline', 'v8', 'toplevel', 'disabled-by-default-devtools.timeline']
const SCRIPT = new Set([
  'EvaluateScript',
  'FunctionCall',
  'v8.callFunction',
  'TimerFire',
  'FireIdleCallback',
  'FireAnimationFrame',
  'RunMicrotasks',
  'BlinkScheduler_PerformMicrotaskCheckpoint',
  'MajorGC',
  'MinorGC',
  'V8.GCIncrementalMarking',
])

/** What the outermost script events of a trace took; events inside another are part of it. */
function costOf(events: readonly TraceEvent[]): Cost {
  const page = pageProcess(events)
  const script = events
    .filter(({ name, ph, pid }) => ph === 'X' && pid === page && SCRIPT.has(name))
    .sort((a, b) => a.ts - b.ts)
  const ends = new Map<number, number>()
  const cost: Cost = { script: 0, processor: 0, idle: 0, longest: 0 }
  for (const { name, tid, ts, dur = 0, tdur = dur } of script) {
    if (ts < (ends.get(tid) ?? 0)) continue
    ends.set(tid, ts + dur)
    cost.script += dur / 1000
    cost.processor += tdur / 1000
    if (name === 'FireIdleCallback') cost.idle += dur / 1000
    cost.longest = Math.max(cost.longest, dur / 1000)
  }
  return cost
}

/** The process that ran the most script is the page's. */
function pageProcess(events: readonly TraceEvent[]): number {
  const time = new Map<number, number>()
  for (const { name, pid, dur = 0 } of events) if (SCRIPT.has(name)) time.set(pid, (time.get(pid) ?? 0) + dur)
  return [...time].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** Everything from the act until `quietMs` after it: work that is put off counts too. */
export async function traceScript(page: Page, act: () => Promise<unknown>, quietMs: number): Promise<Cost> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('the browser is gone')
  await browser.startTracing(page, { categories: CATEGORIES })
  await act()
  await page.waitForTimeout(quietMs)
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] }
  return costOf(trace.traceEvents)
}
