import { expect, it } from 'vitest'
import { createPacer } from '../../../server/upstream/pace.ts'
import { createFakeClock } from '../fake-clock.ts'
import { defer } from '../fake-registry.ts'

function setup(minIntervalMs: number, maxConcurrent: number) {
  const clock = createFakeClock()
  const start = clock.now().getTime()
  const pacer = createPacer({ minIntervalMs, maxConcurrent }, clock)
  const starts: [string, number][] = []
  const job = (name: string, until: Promise<unknown> = Promise.resolve()) =>
    pacer.run(async () => {
      starts.push([name, clock.now().getTime() - start])
      await until
      return name
    })
  return { clock, pacer, starts, job }
}

it('starts jobs in order, one interval apart, and the first at once', async () => {
  const { clock, starts, job } = setup(1_000, 5)
  const all = Promise.all([job('a'), job('b'), job('c')])
  await clock.advance(2_000)
  expect(await all).toEqual(['a', 'b', 'c'])
  expect(starts).toEqual([
    ['a', 0],
    ['b', 1_000],
    ['c', 2_000],
  ])
})

it('starts no more at once than allowed, however long they take', async () => {
  const { clock, starts, job } = setup(10, 2)
  const slow = [defer<null>(), defer<null>()]
  const all = [job('a', slow[0]!.promise), job('b', slow[1]!.promise), job('c')]
  await clock.advance(60_000)
  expect(starts.map(([name]) => name)).toEqual(['a', 'b'])
  slow[1]!.resolve(null)
  await clock.advance(0)
  expect(starts.map(([name]) => name)).toEqual(['a', 'b', 'c'])
  slow[0]!.resolve(null)
  await Promise.all(all)
})

it('frees the place of a job that fails', async () => {
  const { clock, starts, job } = setup(0, 1)
  const failed = job('a', Promise.reject(new Error('no'))).catch((error: unknown) => String(error))
  const next = job('b')
  await clock.advance(0)
  expect(await failed).toBe('Error: no')
  expect(await next).toBe('b')
  expect(starts).toHaveLength(2)
})

it('waits no longer than an interval when the clock is set back', async () => {
  const { clock, starts, job } = setup(1_000, 5)
  await job('a')
  clock.jump(-3_600_000)
  const next = job('b')
  await clock.advance(1_000)
  expect(await next).toBe('b')
  expect(starts).toHaveLength(2)
})

it('starts nothing while held, and a shorter hold does not cut a longer one', async () => {
  const { clock, pacer, starts, job } = setup(10, 5)
  pacer.hold(5_000)
  pacer.hold(100)
  const held = job('a')
  await clock.advance(4_999)
  expect(starts).toEqual([])
  await clock.advance(1)
  await held
  expect(starts).toEqual([['a', 5_000]])
})

it('refuses what waits when flushed, and goes on afterwards', async () => {
  const { clock, pacer, job } = setup(1_000, 1)
  const outcomes = [job('a'), job('b'), job('c')].map((p) => p.catch((error: unknown) => String(error)))
  pacer.flush(new Error('left alone'))
  const later = job('d')
  await clock.advance(1_000)
  expect(await Promise.all(outcomes)).toEqual(['a', 'Error: left alone', 'Error: left alone'])
  expect(await later).toBe('d')
})
