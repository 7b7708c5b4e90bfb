import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NumberMap } from '../../../shared/core/number-map.ts'

describe('NumberMap', () => {
  it('holds what a Map holds, whatever the keys', () => {
    const entry = fc.tuple(fc.oneof(fc.string({ maxLength: 5 }), fc.string({ unit: 'binary' })), fc.nat())
    fc.assert(
      fc.property(fc.array(entry), fc.string({ maxLength: 5 }), (entries, other) => {
        const held = new NumberMap<number>()
        for (const [id, value] of entries) held.set(id, value)
        const map = new Map(entries)
        for (const id of [...map.keys(), other]) {
          expect(held.get(id)).toBe(map.get(id))
          expect(held.has(id)).toBe(map.has(id))
        }
        expect([...held].sort()).toEqual([...map].sort())
      }),
    )
  })

  it('spreads counted numbers, so that none of its parts has to move many at once', () => {
    // They are given part by part, each in the order in which it was filled.
    const runs: number[] = []
    const held = new NumberMap<number>()
    for (let at = 0; at < 64_000; at++) held.set(`NCT${String(10_000_000 + at)}`, at)
    let [before, run] = [-1, 0]
    for (const [, at] of held) {
      if (at < before) runs.push(run)
      run = at < before ? 1 : run + 1
      before = at
    }
    expect(Math.max(...runs, run)).toBeLessThan(4_000)
  })
})
