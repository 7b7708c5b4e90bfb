import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reuse } from '../../client/elements/reuse.ts'

describe('elements used again', () => {
  it('gives another list the same elements at the same places', () => {
    const reuse = new Reuse()
    const first = reuse.numbersFor(['a', 'b', 'c'], null)
    expect(reuse.numbersFor(['d', 'e', 'f'], null)).toEqual(first)
  })

  it('lets an item that stays keep its element wherever it goes', () => {
    const reuse = new Reuse()
    const [, b] = reuse.numbersFor(['a', 'b', 'c'], null)
    expect(reuse.numbersFor(['b', 'x'], null)[0]).toBe(b)
  })

  it('never gives the element under the reader’s hands to another item', () => {
    const reuse = new Reuse()
    const [a] = reuse.numbersFor(['a', 'b'], null)
    expect(reuse.numbersFor(['x', 'y'], 0)).not.toContain(a)
  })

  it('uses every element once, keeps what stays and makes no more than it needs', () => {
    const keys = fc.uniqueArray(fc.integer({ min: 0, max: 12 }).map(String), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.option(fc.nat(7), { nil: null })), { maxLength: 6 }), (lists) => {
        const reuse = new Reuse()
        let before = new Map<string, number>()
        let places: string[] = []
        for (const [list, busy] of lists) {
          const numbers = reuse.numbersFor(list, busy)
          expect(new Set(numbers).size).toBe(list.length)
          const now = new Map(list.map((key, place) => [key, numbers[place]!]))
          for (const [key, number] of now) if (before.has(key)) expect(number).toBe(before.get(key))
          const held = busy === null ? undefined : places[busy]
          if (held !== undefined && !now.has(held)) expect(numbers).not.toContain(before.get(held))
          before = now
          places = list
        }
      }),
    )
  })
})
