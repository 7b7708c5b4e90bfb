import { createLog } from '../../server/log.ts'
import { systemClock } from '../../server/clock.ts'

/** A real logger whose lines a test can read. */
export function createLogLines() {
  const lines: Record<string, unknown>[] = []
  const log = createLog(
    { level: 'trace', clock: systemClock },
    { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  )
  const at = (level: string) => lines.filter((line) => line.level === level)
  return { log, lines, at }
}
