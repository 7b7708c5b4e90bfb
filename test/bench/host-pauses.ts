import fs from 'node:fs'

/** What the kernel counts processor time in (proc_stat(5)): a figure may be off by one. */
const TICK_MS = 10

/**
 * Time in which this machine wanted a processor and its host gave it to others (the field "steal" of proc_stat(5)): in
 * it everything stands still, whatever was written here. Where the kernel does not say it, nothing is ever taken.
 */
export interface HostPauses {
  /**
   * Of a time that has just passed, in ms, the least that was not the host's: all but the most that any processor lost
   * since this was last asked, and never less than this thread worked or waited for others of this machine since then
   * (what one processor lost need not be what the other did). A thread that waits by itself is not seen.
   */
  ours(passed: number): number
  /** What all processors have lost so far, in ms. */
  inAll(): number
}

const COUNTERS = '/proc/stat'
const OF_THIS_THREAD = '/proc/thread-self/schedstat'

export function createHostPauses(): HostPauses {
  const counters = createReader(COUNTERS)
  const thread = createReader(OF_THIS_THREAD)
  /** By processor, in ms. */
  const stolen = (): number[] =>
    [...counters().matchAll(/^cpu\d+ (.*)$/gm)].map(([, fields = '']) => Number(fields.split(' ')[7]) * TICK_MS)
  /** Time on a processor and time in the queue for one. */
  const busy = (): number => {
    const [ran = '', waited = ''] = thread().split(' ')
    return (Number(ran) + Number(waited)) / 1e6
  }

  let stolenBefore = stolen()
  let busyBefore = busy()
  return {
    ours(passed) {
      const [stolenNow, busyNow] = [stolen(), busy()]
      const most = Math.max(0, ...stolenNow.map((ms, at) => ms - (stolenBefore[at] ?? ms)))
      const atLeast = Math.min(passed, busyNow - busyBefore)
      stolenBefore = stolenNow
      busyBefore = busyNow
      // One tick may be of the time before, and one of the time since the last question.
      return Math.max(passed - Math.max(0, most - 2 * TICK_MS), atLeast)
    },
    inAll: () => stolen().reduce((sum, ms) => sum + ms, 0),
  }
}

function createReader(file: string): () => string {
  if (!fs.existsSync(file)) return () => ''
  const bytes = Buffer.alloc(8_192)
  const held = fs.openSync(file, 'r')
  return () => bytes.toString('latin1', 0, fs.readSync(held, bytes, 0, bytes.length, 0))
}
