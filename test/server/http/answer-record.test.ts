import { setImmediate as endOfTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createAnswerRecord } from '../../../server/http/answer-record.ts'
import type { Answered } from '../../../server/http/answer-record.ts'
import { createMetrics } from '../../../server/metrics.ts'
import { createLogLines } from '../log-lines.ts'

const ANSWER: Answered = { requestId: 'a', method: 'GET', route: 'api/trials', status: 200, start: 10, end: 12.345 }

describe('record of answers', () => {
  it('counts and writes each answer once, in their order, at the end of the turn', async () => {
    const { log, lines } = createLogLines()
    const metrics = createMetrics()
    const answered = createAnswerRecord(metrics, log)
    answered(ANSWER)
    answered({ ...ANSWER, requestId: 'b', method: 'HEAD', status: 304 })
    expect(lines).toEqual([])
    await endOfTurn()
    expect(lines.map(({ requestId, method, status, ms }) => [requestId, method, status, ms])).toEqual([
      ['a', 'GET', 200, 2.35],
      ['b', 'HEAD', 304, 2.35],
    ])
    answered({ ...ANSWER, requestId: 'c' })
    await endOfTurn()
    expect(lines.map(({ requestId }) => requestId)).toEqual(['a', 'b', 'c'])
    const text = await metrics.text()
    expect(text).toContain('trialwijzer_http_answer_seconds_count{route="api/trials",status="200"} 2')
    expect(text).toContain('trialwijzer_http_answer_seconds_count{route="api/trials",status="304"} 1')
  })
})
