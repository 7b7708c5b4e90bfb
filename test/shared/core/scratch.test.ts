import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kept, Scratch } from '../../../shared/core/scratch.ts'

describe('Scratch', () => {
  it('lends nothing to two pieces of work at once, and the same bytes again once they are given back', () => {
    const [one, other] = [new Scratch(), new Scratch()]
    const arrays = [one.uint32(100), one.float64(100), other.int32(100), other.uint32(7)]
    expect(new Set(arrays.map(({ buffer }) => buffer)).size).toBe(arrays.length)
    one.giveBack()
    const next = new Scratch()
    const again = [next.float64(50), next.uint32(3), next.uint32(5)]
    expect(again.filter(({ buffer }) => arrays.slice(0, 2).some((array) => array.buffer === buffer))).toHaveLength(2)
    expect(again.some(({ buffer }) => arrays.slice(2).some((array) => array.buffer === buffer))).toBe(false)
  })

  it('gives back once, however often it is asked', () => {
    const one = new Scratch()
    one.uint32(1_000)
    one.giveBack()
    one.giveBack()
    const [next, last] = [new Scratch().uint32(1_000), new Scratch().uint32(1_000)]
    expect(next.buffer).not.toBe(last.buffer)
  })

  it('lends arrays of the length asked for, however long what lies there is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { maxLength: 20 }), (lengths) => {
        const scratch = new Scratch()
        for (const length of lengths) {
          expect(scratch.uint32(length)).toHaveLength(length)
          expect(scratch.float64(length)).toHaveLength(length)
        }
        scratch.giveBack()
      }),
    )
  })
})

describe('kept', () => {
  it('is what was there before only when it holds the same', () => {
    const earlier = Uint32Array.of(1, 2, 3)
    expect(kept(Uint32Array.of(1, 2, 3), earlier)).toBe(earlier)
    for (const numbers of [Uint32Array.of(1, 2, 4), Uint32Array.of(1, 2), Uint32Array.of(1, 2, 3, 0)]) {
      const made = kept(numbers, earlier)
      expect(made).toEqual(numbers)
      expect(made).not.toBe(numbers)
    }
    expect(kept(Uint32Array.of(5), undefined)).toEqual(Uint32Array.of(5))
  })
})
