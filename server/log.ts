import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import type { Clock } from './clock.ts'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Lines are written together when there are many; a line waits at most this long. */
const FLUSH_EVERY_MS = 100
const FLUSH_AT_BYTES = 64 * 1_024
const WRITE_AT_MOST_BYTES = 256 * 1_024

/** Standard output without a system call for each line. What waits is written when the process ends. */
export function bufferedOutput(): DestinationStream {
  return pino.destination({
    dest: 1,
    sync: false,
    minLength: FLUSH_AT_BYTES,
    maxWrite: WRITE_AT_MOST_BYTES,
    periodicFlush: FLUSH_EVERY_MS,
  })
}

/**
 * JSON lines to stdout. What is logged is about the program and the registries; callers never pass a visitor's address
 * or query string.
 */
export function createLog(options: { level: LogLevel; clock: Clock }, destination?: DestinationStream): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: createTimestamp(options.clock),
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
  }
  return destination === undefined ? pino(settings) : pino(settings, destination)
}

/** Many lines are written within a millisecond; its text is made once. */
function createTimestamp(clock: Clock): () => string {
  let last = Number.NaN
  let text = ''
  return () => {
    const now = clock.now()
    const at = now.getTime()
    if (at !== last) {
      last = at
      text = `,"time":"${now.toISOString()}"`
    }
    return text
  }
}

interface ErrorLine {
  type: string
  message: string
  code?: string | number
  stack?: string
  cause?: ErrorLine | string
}

/**
 * pino's own serializer copies every property of an error; an AxiosError carries the whole request, agents and headers
 * included. Only these five are kept, and of a chain at most four links.
 */
function describeError(error: unknown, depth = 0): ErrorLine | string {
  if (!(error instanceof Error)) return String(error)
  const line: ErrorLine = { type: error.name, message: error.message }
  const code: unknown = 'code' in error ? error.code : undefined
  if (typeof code === 'string' || typeof code === 'number') line.code = code
  if (depth === 0 && error.stack !== undefined) line.stack = error.stack
  if (error.cause !== undefined && depth < 3) line.cause = describeError(error.cause, depth + 1)
  return line
}
