import { describe, expect, it } from 'vitest'
import { prepareList } from '../../client/state/explore-view.ts'
import { PreparedList } from '../../client/state/prepared-list.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { buildSummary } from '../builders.ts'

const listOf = (count: number): TrialSummary[] =>
  Array.from({ length: count }, (_, n) => buildSummary({ trialId: `NCT${String(n)}` }))

/** A list that is followed, and a promise of the next one that can be drawn. */
function followed(): { list: PreparedList; next: () => Promise<void> } {
  let tell: () => void = () => undefined
  const list = new PreparedList(prepareList, () => tell())
  return { list, next: () => new Promise((resolve) => (tell = resolve)) }
}

describe('the list that can be drawn', () => {
  it('comes after it was worked out, and at once when it was before', async () => {
    const trials = listOf(1000)
    const { list, next } = followed()
    const ready = next()
    list.follow(trials)
    expect(list.current).toBeNull()
    await ready
    expect(list.current).toBe(trials)
    const again = followed()
    again.list.follow(trials)
    expect(again.list.current).toBe(trials)
  })

  it('stays the one before until the newest is ready, and never goes back to one in between', async () => {
    const [first, second, third] = [listOf(3), listOf(1000), listOf(1000)]
    const { list, next } = followed()
    const firstReady = next()
    list.follow(first)
    await firstReady
    expect(list.current).toBe(first)
    const ready = next()
    list.follow(second)
    list.follow(third)
    expect(list.current).toBe(first)
    await ready
    expect(list.current).toBe(third)
  })

  it('is not worked out in the task it came in, however few trials there are: a click in between is answered', async () => {
    const trials = listOf(2)
    const steps = [...prepareList(trials)]
    expect(steps.length).toBeGreaterThan(5)
    expect([...prepareList(trials)]).toEqual([])
    const { list, next } = followed()
    const ready = next()
    list.follow(listOf(2))
    await Promise.resolve()
    expect(list.current).toBeNull()
    await ready
    expect(list.current).toHaveLength(2)
  })
})
