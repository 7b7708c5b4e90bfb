import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createListReader, linesOf } from '../../../server/store/list-lines.ts'
import { finish } from '../../../shared/core/steps.ts'

interface Sample {
  name: string | null
  deep: unknown
  first: object[]
  second: object[]
}

const read = (bytes: Buffer, partLength: number, names: readonly string[] = ['first', 'second']): unknown => {
  const reader = createListReader(names)
  for (let at = 0; at < bytes.length; at += partLength) finish(reader.read(bytes.subarray(at, at + partLength)))
  return reader.value()
}

const sample = (first: object[] = [], second: object[] = []): Sample => ({ name: null, deep: [[{}]], first, second })
const write = (value: Sample): Buffer => Buffer.from([...linesOf(value, ['first', 'second'])].join(''))

describe('lists on lines of their own', () => {
  it('are the same JSON, and are read again wherever the bytes are cut', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('[', ']', '{', '},', '\n', '],"second":['))
    const list = fc.array(fc.dictionary(text, fc.oneof(text, fc.jsonValue())), { maxLength: 4 })
    fc.assert(
      fc.property(
        text,
        fc.jsonValue(),
        list,
        list,
        fc.integer({ min: 1, max: 50 }),
        (name, deep, first, second, cut) => {
          const value = { name, deep, first, second }
          const plain: unknown = JSON.parse(JSON.stringify(value))
          const bytes = write(value)
          expect(JSON.parse(bytes.toString())).toEqual(plain)
          expect(read(bytes, cut)).toEqual(plain)
        },
      ),
    )
  })

  it('come in pieces, none of which takes long to write', () => {
    const entries = Array.from({ length: 3_000 }, (_, at) => ({ at, text: 'x'.repeat(200) }))
    const pieces = [...linesOf(sample(entries), ['first', 'second'])]
    expect(pieces.length).toBeGreaterThan(5)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000)
    expect(read(Buffer.from(pieces.join('')), 10_000)).toEqual(sample(entries))
  })

  it('are refused when they end too early, or are others than those asked for', () => {
    const bytes = write(sample([{ a: 1 }], [{ b: 2 }]))
    for (let length = 0; length < bytes.length; length++) expect(() => read(bytes.subarray(0, length), 7)).toThrow()
    expect(() => read(bytes, 7, ['first'])).toThrow('other lists')
    expect(() => read(bytes, 7, ['first', 'third'])).toThrow('other lists')
  })
})
