import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NumberMap } from '../../../shared/core/number-map.ts'
import { finish } from '../../../shared/core/steps.ts'

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
        const given: [string, number][] = []
        finish(held.eachInSteps((value, id) => void given.push([id, value])))
        expect(given.sort()).toEqual([...map].sort())
      }),
    )
  })

  it('spreads counted numbers, so that none of its parts has to move many at once', () => {
    const runs: number[] = []
    const held = new NumberMap<number>()
    for (let at = 0; at < 64_000; at++) held.set(`NCT${String(10_000_000 + at)}`, at)
    let run = 0
    for (const steps = held.eachInSteps(() => run++); steps.next().done !== true; run = 0) runs.push(run)
    expect(runs.reduce((sum, some) => sum + some, 0)).toBe(64_000)
    expect(Math.max(...runs)).toBeLessThan(4_000)
  })
})
