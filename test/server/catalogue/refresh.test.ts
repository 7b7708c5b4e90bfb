import { describe, expect, it } from 'vitest'
import type { RefreshOutcome } from '../../../server/catalogue/collections.ts'
import { startRefresh } from '../../../server/catalogue/refresh.ts'
import { RegistryBusyError, RegistryUnavailableError } from '../../../server/errors.ts'
import { buildCollection } from '../../builders.ts'
import { createFakeClock } from '../fake-clock.ts'
import { defer } from '../fake-registry.ts'
import { createLogLines } from '../log-lines.ts'

const HOUR = 3_600_000
const well: RefreshOutcome = { ok: true, collection: buildCollection() }
const failed = (error: Error): RefreshOutcome => ({ ok: false, error })
const down = failed(new RegistryUnavailableError('a', 'timeout', 'down'))

function setup(options: {
  keys?: [string, string][]
  ages?: Record<string, number>
  answer?: (key: string, n: number) => RefreshOutcome | Promise<RefreshOutcome>
  offline?: boolean
  random?: number
}) {
  const clock = createFakeClock()
  const start = clock.now().getTime()
  const asked: [string, number][] = []
  const refresh = startRefresh({
    collections: {
      keys: () => (options.keys ?? [['a', 'x']]).map(([registryId, substanceId]) => ({ registryId, substanceId })),
      ageMs: (registryId, substanceId) => options.ages?.[`${registryId}/${substanceId}`] ?? null,
      refresh: async (registryId, substanceId) => {
        const key = `${registryId}/${substanceId}`
        asked.push([key, clock.now().getTime() - start])
        return (await options.answer?.(key, asked.length)) ?? well
      },
      attempt: () => null,
      keepAttempt: () => Promise.resolve(),
      settled: () => Promise.resolve(),
    },
    config: { refreshHours: 6, retrySeconds: 60, offline: options.offline ?? false },
    clock,
    log: createLogLines().log,
    random: () => options.random ?? 0.5,
  })
  return { clock, asked, refresh }
}

it('asks registries side by side and the substances of one registry one after another', async () => {
  const flights = [defer<RefreshOutcome>(), defer<RefreshOutcome>(), defer<RefreshOutcome>(), defer<RefreshOutcome>()]
  const { clock, asked } = setup({
    keys: [
      ['a', 'x'],
      ['a', 'y'],
      ['b', 'x'],
      ['b', 'y'],
    ],
    answer: (_key, n) => flights[n - 1]!.promise,
  })
  const names = () => asked.map(([key]) => key)
  await clock.advance(0)
  expect(names()).toEqual(['a/x', 'b/x'])
  await clock.advance(HOUR)
  expect(names()).toEqual(['a/x', 'b/x'])
  flights[1]!.resolve(well)
  await clock.advance(0)
  expect(names()).toEqual(['a/x', 'b/x', 'b/y'])
  flights[0]!.resolve(down)
  await clock.advance(0)
  expect(names()).toEqual(['a/x', 'b/x', 'b/y', 'a/y'])
})

it.each([
  [0, 5.4],
  [0.5, 6],
  [1, 6.6],
])('comes back after the interval, a tenth more or less: with chance %d after %d hours', async (random, hours) => {
  const { clock, asked } = setup({ random })
  await clock.advance(hours * HOUR - 1)
  expect(asked).toHaveLength(1)
  await clock.advance(2)
  expect(asked).toHaveLength(2)
})

it('retries a failed collection after RETRY_SECONDS, doubling up to the interval, and then starts afresh', async () => {
  const { clock, asked } = setup({ answer: (_key, n) => (n <= 12 ? down : well) })
  await clock.advance(200 * HOUR)
  const waits = asked.slice(1).map(([, at], i) => (at - asked[i]![1]) / 1_000)
  const interval = 6 * 3_600
  expect(waits.slice(0, 9)).toEqual([60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360])
  expect(waits.slice(9, 14)).toEqual([interval, interval, interval, interval, interval])
})

it('keeps asking for the others while one fails', async () => {
  const { clock, asked } = setup({
    keys: [
      ['a', 'x'],
      ['a', 'y'],
    ],
    answer: (key) => (key === 'a/x' ? down : well),
  })
  await clock.advance(200_000)
  expect(asked).toEqual([
    ['a/x', 0],
    ['a/y', 0],
    ['a/x', 60_000],
    ['a/x', 180_000],
  ])
})

describe('a registry that asks to wait', () => {
  it.each([
    [30, 60],
    [3_600, 3_600],
    [10_000_000, 24 * 3_600],
    [null, 60],
  ])('%j seconds is asked again after %j', async (asks, after) => {
    const { clock, asked } = setup({ answer: () => failed(new RegistryBusyError('a', asks)) })
    await clock.advance(after * 1_000 - 1)
    expect(asked).toHaveLength(1)
    await clock.advance(1)
    expect(asked).toHaveLength(2)
  })
})

it('does not ask at a start for what was stored within the interval, but when it is due', async () => {
  const { clock, asked } = setup({
    keys: [
      ['a', 'young'],
      ['a', 'old'],
      ['a', 'none'],
    ],
    ages: { 'a/young': 2 * HOUR, 'a/old': 7 * HOUR },
  })
  await clock.advance(HOUR)
  expect(asked).toEqual([
    ['a/old', 0],
    ['a/none', 0],
  ])
  await clock.advance(3 * HOUR)
  expect(asked.at(-1)).toEqual(['a/young', 4 * HOUR])
})

it('never asks when offline', async () => {
  const { clock, asked, refresh } = setup({ offline: true })
  await clock.advance(1_000 * HOUR)
  expect(asked).toEqual([])
  expect(clock.waiting()).toEqual([])
  refresh.stop()
})

it('stops: no timer stays, and a flight under way starts nothing when it ends', async () => {
  const flight = defer<RefreshOutcome>()
  const { clock, asked, refresh } = setup({
    keys: [
      ['a', 'x'],
      ['a', 'y'],
      ['b', 'x'],
    ],
    answer: (key) => (key === 'a/x' ? flight.promise : well),
  })
  await clock.advance(0)
  expect(asked).toHaveLength(2)
  refresh.stop()
  flight.resolve(down)
  await clock.advance(1_000 * HOUR)
  expect(asked).toHaveLength(2)
  expect(clock.waiting()).toEqual([])
})
