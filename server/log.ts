import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import type { Clock } from './clock.ts'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Lines are written together when there are many; a line waits at most this long. */
const FLUSH_EVERY_MS = 100
const FLUSH_AT_CHARACTERS = 64 * 1_024
const WRITE_AT_MOST_BYTES = 256 * 1_024

/** Standard output without a system call, or even a count of bytes, for each line. */
export function bufferedOutput(): Output {
  const output = pino.destination({ dest: 1, sync: false, maxWrite: WRITE_AT_MOST_BYTES })
  let waiting = ''
  const handOver = (): void => {
    if (waiting === '') return
    const lines = waiting
    waiting = ''
    output.write(lines)
  }
  setInterval(handOver, FLUSH_EVERY_MS).unref()
  return {
    write(line) {
      waiting += line
      if (waiting.length >= FLUSH_AT_CHARACTERS) handOver()
    },
    flush(done) {
      handOver()
      output.flush(done)
    },
    flushSync() {
      handOver()
      output.flushSync()
    },
  }
}

/** Where lines go. pino's `log.flush()` comes here. */
interface Output extends DestinationStream {
  flush(done?: (error?: Error) => void): void
  /** For the end of the process, when nothing can be waited for. */
  flushSync(): void
}

/** What answerLog needs of a log: where its lines go and what time they say. */
interface Outlet {
  write: (line: string) => void
  time: () => string
}

const outlets = new WeakMap<Logger, Outlet>()

/**
 * JSON lines to stdout. What is logged is about the program and the registries; callers never pass a visitor's address
 * or query string.
 */
export function createLog(options: { level: LogLevel; clock: Clock }, destination?: DestinationStream): Logger {
  const output = destination ?? pino.destination(1)
  const timestamp = createTimestamp(options.clock)
  const log = pino(
    {
      level: options.level,
      base: null,
      timestamp,
      formatters: { level: (label: string) => ({ level: label }) },
      serializers: { err: describeError },
    },
    output,
  )
  outlets.set(log, {
    write(line) {
      output.write(line)
    },
    time: timestamp,
  })
  return log
}

/** One answer to a visitor. None of these is a visitor's own text: a class of address, a method that HTTP knows, an id of ours. */
export interface AnswerLine {
  requestId: string
  method: string
  route: string
  status: number
}

/**
 * Writes the lines of answers: the one kind of line of which there are thousands a second. Its form is fixed, so it is
 * put together here; pino takes a tenth of the time of a ready answer to make the same from an object.
 */
export function answerLog(log: Logger): (line: AnswerLine, ms: number) => void {
  const outlet = outlets.get(log)
  if (!log.isLevelEnabled('info')) return () => undefined
  if (outlet === undefined)
    return ({ requestId, method, route, status }, ms) => log.info({ requestId, method, route, status, ms }, 'request')
  const { write, time } = outlet
  const middles = new Map<string, Map<number, string>>()
  return ({ requestId, method, route, status }, ms) => {
    // All but visitors who look closely ask with GET.
    const middle = method === 'GET' ? (middles.get(route)?.get(status) ?? '') : ''
    if (middle !== '') {
      write(`{"level":"info"${time()},"requestId":"${requestId}${middle}${ms},"msg":"request"}\n`)
      return
    }
    const made = `","method":"${method}","route":"${route}","status":${status},"ms":`
    if (method === 'GET') middles.set(route, (middles.get(route) ?? new Map<number, string>()).set(status, made))
    write(`{"level":"info"${time()},"requestId":"${requestId}${made}${ms},"msg":"request"}\n`)
  }
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
