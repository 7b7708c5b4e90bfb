import { AxiosError } from 'axios'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sleep, systemClock } from '../../../server/clock.ts'
import { RegistryUnavailableError } from '../../../server/errors.ts'
import { answerLog, createLog } from '../../../server/log.ts'
import { createFakeClock } from '../fake-clock.ts'
import { createLogLines } from '../log-lines.ts'

describe('the log', () => {
  it('writes one line of JSON with the time of the given clock and nothing of the machine', () => {
    const lines: string[] = []
    const log = createLog(
      { level: 'info', clock: createFakeClock('2026-11-01T10:00:00.000Z') },
      { write: (line: string) => void lines.push(line) },
    )
    log.debug('not this')
    log.info({ trials: 3 }, 'published')
    expect(lines).toEqual(['{"level":"info","time":"2026-11-01T10:00:00.000Z","trials":3,"msg":"published"}\n'])
  })

  it('keeps the chain of an error, but not the request inside it', () => {
    const { log, lines } = createLogLines()
    const config = { headers: { Authorization: 's3cret' }, url: 'https://registry.example/?q=s3cret' }
    const inner = new AxiosError('socket hang up', 'ECONNRESET', config as never)
    log.error({ err: new RegistryUnavailableError('reg', 'reset', 'broken off', { cause: inner }) }, 'x')
    expect(lines[0]?.err).toMatchObject({
      type: 'RegistryUnavailableError',
      message: 'broken off',
      code: 'registry-unavailable',
      cause: { message: 'socket hang up', code: 'ECONNRESET' },
    })
    expect(JSON.stringify(lines)).not.toContain('s3cret')
  })
})

describe('the system clock', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('waits longer than the longest timer of Node', () => {
    const fired = vi.fn()
    const days = 60 * 24 * 3_600_000
    systemClock.setTimeout(fired, days)
    vi.advanceTimersByTime(days - 1)
    expect(fired).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(fired).toHaveBeenCalledOnce()
  })

  it('can be cancelled, also in the second part of a long wait', () => {
    const fired = vi.fn()
    const days = 60 * 24 * 3_600_000
    const cancel = systemClock.setTimeout(fired, days)
    vi.advanceTimersByTime(days / 2)
    cancel()
    vi.advanceTimersByTime(days)
    expect(fired).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})

it('sleeps until woken or stopped, and leaves no timer behind', async () => {
  const clock = createFakeClock()
  const stop = new AbortController()
  const first = sleep(clock, 1_000, stop.signal)
  await clock.advance(1_000)
  await first
  const second = sleep(clock, 1_000, stop.signal)
  stop.abort(new Error('stopped'))
  await expect(second).rejects.toThrow('stopped')
  await expect(sleep(clock, 1_000, stop.signal)).rejects.toThrow('stopped')
  expect(clock.waiting()).toEqual([])
})

describe('the line of an answer', () => {
  const line = { requestId: 'an-id', method: 'GET', route: 'api/trials', status: 200 }

  it('is the line that pino makes', () => {
    const lines: string[] = []
    const clock = createFakeClock('2026-11-01T10:00:00.000Z')
    const log = createLog({ level: 'info', clock }, { write: (text: string) => void lines.push(text) })
    const write = answerLog(log)
    for (const one of [line, { ...line, status: 304 }, { ...line, method: 'HEAD' }, line]) {
      write(one, 0.05)
      log.info({ ...one, ms: 0.05 }, 'request')
      expect(lines[0]).toBe(lines[1])
      lines.length = 0
    }
  })

  it('is not written when the operator wants to hear of errors only', () => {
    const lines: string[] = []
    const log = createLog({ level: 'error', clock: systemClock }, { write: (text: string) => void lines.push(text) })
    answerLog(log)(line, 0.05)
    expect(lines).toEqual([])
  })
})
