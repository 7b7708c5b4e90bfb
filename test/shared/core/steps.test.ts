import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  eachInSteps,
  filterInSteps,
  finish,
  mapInSteps,
  sortInSteps,
  sortNumbersInSteps,
} from '../../../shared/core/steps.ts'

describe('work in steps', () => {
  it('sorts numbers as an array of numbers does, however many they are', () => {
    for (const count of [0, 1, 2, 500, 16_384, 16_385, 32_768, 50_000, 131_073]) {
      const numbers = Float64Array.from({ length: count }, (_, at) => ((at * 7_919) % 10_007) * 1e9 - (at % 3))
      const sorted = Float64Array.from(numbers).sort()
      expect(finish(sortNumbersInSteps(Float64Array.from(numbers), new Float64Array(numbers.length)))).toEqual(sorted)
      expect(finish(sortNumbersInSteps(Float64Array.from(sorted), new Float64Array(numbers.length)))).toEqual(sorted)
    }
  })

  it('sorts as a list does, equal ones in the order given', () => {
    const values = fc.array(fc.record({ key: fc.nat(20), at: fc.nat() }), { maxLength: 3_000 })
    fc.assert(
      fc.property(values, (list) => {
        const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key
        expect(finish(sortInSteps(list, compare))).toEqual([...list].sort(compare))
      }),
      { numRuns: 60 },
    )
  })

  it('maps, filters and goes through a list, and pauses on the way', () => {
    const list = Array.from({ length: 1_000 }, (_, at) => at)
    expect(finish(mapInSteps(list, (n) => n * 2))).toEqual(list.map((n) => n * 2))
    expect(finish(filterInSteps(list, (n) => n % 3 === 0))).toEqual(list.filter((n) => n % 3 === 0))
    const seen: number[] = []
    const steps = eachInSteps(list, (n, at) => void seen.push(n - at), 100)
    steps.next()
    expect(seen).toHaveLength(100)
    finish(steps)
    expect(seen).toEqual(list.map(() => 0))
  })
})
