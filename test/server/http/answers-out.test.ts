import http from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createAnswersOut } from '../../../server/http/answers-out.ts'
import type { Answer } from '../../../server/http/answers-out.ts'
import { inSlices } from '../../../server/in-slices.ts'
import { createMetrics } from '../../../server/metrics.ts'
import { createLogLines } from '../log-lines.ts'

const ANSWER: Answer = { requestId: 'a', method: 'GET', route: 'api/trials', status: 200, start: 10 }

/** Stands in for a response: only its end matters here. */
function createResponse(said: string[], name: string): ServerResponse {
  const end = (bytes?: Buffer): void => void said.push(`${name} ${bytes?.toString() ?? 'nothing'}`)
  return { end } as unknown as ServerResponse
}

const servers: http.Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

describe('answers on their way out', () => {
  it('leave together and in their order at the end of the turn, and are counted and written once', async () => {
    const { log, lines } = createLogLines()
    const metrics = createMetrics()
    const out = createAnswersOut(metrics, log)
    const said: string[] = []
    out.send(createResponse(said, 'first'), Buffer.from('bytes'), ANSWER)
    out.sent({ ...ANSWER, requestId: 'b', status: 404 })
    out.send(createResponse(said, 'second'), null, { ...ANSWER, requestId: 'c', method: 'HEAD', status: 304 })
    expect([said, lines]).toEqual([[], []])
    await nextTurn()
    expect(said).toEqual(['first bytes', 'second nothing'])
    expect(lines.map(({ requestId, method, status }) => [requestId, method, status])).toEqual([
      ['a', 'GET', 200],
      ['b', 'GET', 404],
      ['c', 'HEAD', 304],
    ])
    out.sent({ ...ANSWER, requestId: 'd' })
    await nextTurn()
    expect([said.length, lines.map(({ requestId }) => requestId)]).toEqual([2, ['a', 'b', 'c', 'd']])
    const text = await metrics.text()
    expect(text).toContain('trialwijzer_http_answer_seconds_count{route="api/trials",status="200"} 2')
    expect(text).toContain('trialwijzer_http_answer_seconds_count{route="api/trials",status="304"} 1')
  })

  it('say how long they took: one that waits until it leaves, one that has left until it did', async () => {
    const { log, lines } = createLogLines()
    const out = createAnswersOut(createMetrics(), log)
    const start = performance.now()
    out.sent({ ...ANSWER, start })
    out.send(createResponse([], ''), null, { ...ANSWER, start })
    while (performance.now() < start + 20);
    await nextTurn()
    const [sent, waited] = lines.map(({ ms }) => Number(ms))
    expect(sent).toBeLessThan(10)
    expect(waited).toBeGreaterThanOrEqual(20)
  })

  it('do not wait for a slice of work that was due before they were asked for', async () => {
    const said: string[] = []
    const out = createAnswersOut(createMetrics(), createLogLines().log)
    function* work(): Generator<void, void> {
      for (let slice = 1; slice <= 2; slice += 1) {
        said.push(`slice ${slice}`)
        // Longer than a slice: each of these is one.
        for (const start = performance.now(); performance.now() < start + 8;);
        yield
      }
    }
    const worked = inSlices(work())
    // The next slice stands in the queue by now.
    out.send(createResponse(said, 'asked between'), null, ANSWER)
    await worked
    expect(said).toEqual(['slice 1', 'asked between nothing', 'slice 2'])
  })

  it('leave before the end of the turn when a hundred wait, each once', async () => {
    const said: string[] = []
    const { log, lines } = createLogLines()
    const out = createAnswersOut(createMetrics(), log)
    for (let i = 0; i < 250; i += 1) out.send(createResponse(said, String(i)), null, ANSWER)
    expect(said).toHaveLength(200)
    await nextTurn()
    expect(said).toEqual(Array.from({ length: 250 }, (_, i) => `${i} nothing`))
    expect(lines).toHaveLength(250)
    out.send(createResponse(said, 'one more'), null, ANSWER)
    await nextTurn()
    expect(said.at(-1)).toBe('one more nothing')
  })

  it('harm nobody else when whoever asked has gone', async () => {
    const { log, lines } = createLogLines()
    const out = createAnswersOut(createMetrics(), log)
    const server = http.createServer((request, response) => {
      response.writeHead(200)
      if (request.url === '/gone') request.socket.destroy()
      out.send(response, Buffer.from('here'), ANSWER)
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const [gone, stayed] = await Promise.allSettled([
      fetch(`${url}/gone`),
      fetch(`${url}/`).then((reply) => reply.text()),
    ])
    expect([gone.status, stayed]).toEqual(['rejected', { status: 'fulfilled', value: 'here' }])
    expect(lines).toHaveLength(2)
  })
})
