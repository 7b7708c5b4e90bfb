import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { answerLog } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { atEndOfTurn } from '../turn.ts'

/** One answer, as the operator sees it: nothing of it says who asked or what for. */
export interface Answer {
  requestId: string
  method: string
  /** A class of routeClass(). */
  route: string
  status: number
  /** When the request was read; time of performance.now(). */
  start: number
}

/** How answers leave the house: each is counted and has its line in the log. */
export interface AnswersOut {
  /** Ends a response, whose head is written, with these bytes (null: with none) at the end of the turn. */
  send(response: ServerResponse, bytes: Buffer | null, answer: Answer): void
  /** For an answer that left by another way. */
  sent(answer: Answer): void
}

/**
 * No more wait for each other: whoever sends requests without end is slowed down by Node when their answers are not
 * taken, which it sees only when they have left.
 */
const MOST_TOGETHER = 100

interface Leaving {
  answer: Answer
  /** Null when it has left. */
  response: ServerResponse | null
  bytes: Buffer | null
  /** Time of performance.now(); null: leaves with the others. */
  end: number | null
}

export function createAnswersOut(metrics: Metrics, log: Logger): AnswersOut {
  const write = answerLog(log)
  let waiting: Leaving[] = []

  function settle(): void {
    const leaving = waiting
    if (leaving.length === 0) return
    waiting = []
    // Visitors first, what the operator reads of it after.
    for (const { response, bytes } of leaving) {
      if (bytes === null) response?.end()
      else response?.end(bytes)
    }
    const now = performance.now()
    for (const { answer, end } of leaving) {
      const ms = (end ?? now) - answer.start
      metrics.answered(answer.route, answer.status, ms / 1_000)
      write(answer, Math.round(ms * 100) / 100)
    }
  }

  function add(leaving: Leaving): void {
    const together = waiting.push(leaving)
    if (together === 1) atEndOfTurn(settle)
    else if (together >= MOST_TOGETHER) settle()
  }

  return {
    send: (response, bytes, answer) => add({ answer, response, bytes, end: null }),
    sent: (answer) => add({ answer, response: null, bytes: null, end: performance.now() }),
  }
}
