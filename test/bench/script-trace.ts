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
  /** Script while somebody waits, by the clock; the longest piece of it. */
  script: number
  longest: number
  /** The same by processor time: on a busy machine the clock also counts other programs. */
  scriptProcessor: number
  longestProcessor: number
  /** Of the script, by the clock: collecting garbage, which comes when memory is full and with whatever is done then. */
  garbage: number
  /** In the browser's pauses (reading ahead, charts that follow the list), and the longest piece of that. */
  idle: number
  longestIdle: number
  longestIdleProcessor: number
}

/** Lit draws in microtasks, which have an event of their own only in the scheduler's categories. */
const CATEGORIES = ['devtools.timeline', 'v8', 'toplevel', 'disabled-by-default-devtools.timeline']
const GARBAGE = ['MajorGC', 'MinorGC', 'V8.GCIncrementalMarking']
const SCRIPT = new Set([
  'EvaluateScript',
  'FunctionCall',
  'v8.callFunction',
  'TimerFire',
  'FireIdleCallback',
  'FireAnimationFrame',
  'RunMicrotasks',
  'BlinkScheduler_PerformMicrotaskCheckpoint',
  ...GARBAGE,
])

/** What the outermost script events of a trace took; events inside another are part of it. */
function costOf(events: readonly TraceEvent[]): Cost {
  const page = pageProcess(events)
  const script = events
    .filter(({ name, ph, pid }) => ph === 'X' && pid === page && SCRIPT.has(name))
    .sort((a, b) => a.ts - b.ts)
  const ends = new Map<number, number>()
  const cost: Cost = {
    script: 0,
    longest: 0,
    scriptProcessor: 0,
    longestProcessor: 0,
    garbage: 0,
    idle: 0,
    longestIdle: 0,
    longestIdleProcessor: 0,
  }
  for (const { name, tid, ts, dur = 0, tdur = dur } of script) {
    if (ts < (ends.get(tid) ?? 0)) continue
    ends.set(tid, ts + dur)
    const [took, processor] = [dur / 1000, tdur / 1000]
    if (name === 'FireIdleCallback') {
      cost.idle += took
      cost.longestIdle = Math.max(cost.longestIdle, took)
      cost.longestIdleProcessor = Math.max(cost.longestIdleProcessor, processor)
    } else {
      cost.script += took
      cost.garbage += garbageWithin(events, page, { tid, ts, dur })
      cost.longest = Math.max(cost.longest, took)
      cost.scriptProcessor += processor
      cost.longestProcessor = Math.max(cost.longestProcessor, processor)
    }
  }
  return cost
}

/** The outermost collections inside one event, in ms. */
function garbageWithin(
  events: readonly TraceEvent[],
  page: number,
  event: Required<Pick<TraceEvent, 'tid' | 'ts' | 'dur'>>,
): number {
  const inside = events
    .filter(({ name, ph, pid, tid }) => ph === 'X' && pid === page && tid === event.tid && GARBAGE.includes(name))
    .filter(({ ts }) => ts >= event.ts && ts < event.ts + event.dur)
    .sort((a, b) => a.ts - b.ts)
  let [sum, end] = [0, 0]
  for (const { ts, dur = 0 } of inside) {
    if (ts < end) continue
    sum += dur
    end = ts + dur
  }
  return sum / 1000
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
