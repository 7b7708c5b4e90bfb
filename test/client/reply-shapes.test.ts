import fc from 'fast-check'
import * as z from 'zod/mini'
import { describe, expect, it } from 'vitest'
import shapes from '../../client/api/reply-shapes.json' with { type: 'json' }
import { replies } from '../../client/api/replies.ts'
import { shapeOf } from '../../client/api/shape-of.ts'
import { mismatch } from '../../client/api/shape.ts'
import type { Shape } from '../../client/api/shape.ts'
import { buildDetail, buildSummary } from '../builders.ts'

const names = Object.keys(replies) as (keyof typeof replies)[]
const shapeNamed = (name: keyof typeof replies): Shape => shapes[name] as Shape

/** Values of a shape. */
function valuesOf(shape: Shape): fc.Arbitrary<unknown> {
  if (shape === 'text') return fc.string({ maxLength: 3 })
  if (shape === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true })
  if (shape === 'count') return fc.nat()
  if (shape === 'flag') return fc.boolean()
  if (shape === 'anything') return fc.jsonValue({ maxDepth: 1 })
  if ('orNull' in shape) return fc.option(valuesOf(shape.orNull))
  if ('orAbsent' in shape) return fc.option(valuesOf(shape.orAbsent), { nil: undefined })
  if ('oneOf' in shape) return fc.constantFrom(...shape.oneOf)
  if ('list' in shape) return fc.array(valuesOf(shape.list), { maxLength: 2 })
  if ('places' in shape) return fc.tuple(...shape.places.map(valuesOf))
  if ('map' in shape) return fc.dictionary(fc.string({ maxLength: 3 }), valuesOf(shape.map), { maxKeys: 2 })
  return fc.record(Object.fromEntries(Object.entries(shape.fields).map(([name, one]) => [name, valuesOf(one)])))
}

/** Every place in a value: the keys that lead there. */
function placesIn(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [way]
  return [way, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...way, key]))]
}

/** The same value with another at one place; `undefined` takes the place itself away. */
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value))
    return value.map((one, at) => (String(at) === key ? replaced(one, rest, by) : (one as unknown)))
  const entries = Object.entries(value as Record<string, unknown>)
  return Object.fromEntries(
    entries
      .map(([name, one]) => [name, name === key ? replaced(one, rest, by) : one] as const)
      .filter(([, one]) => one !== undefined),
  )
}

const BROKEN = [null, undefined, '', 'other', 0, -1, 1.5, true, [], {}, [null], { a: 1 }, Number.NaN]

describe('the shapes of the answers', () => {
  it('are those of the schemas; otherwise run "npm run shapes"', () => {
    expect(shapes).toEqual(Object.fromEntries(names.map((name) => [name, shapeOf(replies[name])])))
  })

  it.each(names)('take and refuse what the schema takes and refuses: %s', (name) => {
    const schema = replies[name]
    const shape = shapeNamed(name)
    fc.assert(
      fc.property(valuesOf(shape), fc.constantFrom(...BROKEN), fc.nat(), (value, broken, at) => {
        expect(mismatch(shape, value)).toBeNull()
        expect(z.safeParse(schema, value).success).toBe(true)
        const places = placesIn(value)
        const other = replaced(value, places[at % places.length] ?? [], broken)
        expect(mismatch(shape, other) === null, JSON.stringify(other)).toBe(z.safeParse(schema, other).success)
      }),
      { numRuns: 150 },
    )
  })

  it('say where an answer is not as agreed', () => {
    const trial = { ...buildSummary(), substances: [{ substanceId: 'mdma', role: 'hero' }] }
    expect(mismatch(shapeNamed('trialSummary'), trial)).toBe('substances.0.role')
    expect(mismatch(shapeNamed('trial'), { trial: buildDetail(), records: 3 })).toBe('records')
    expect(mismatch(shapeNamed('statement'), 'no object')).toBe('')
  })

  it('are not made of a schema that asks for more than a shape can say', () => {
    expect(() => shapeOf(z.union([z.string(), z.number()]))).toThrow(/union/)
    expect(() => shapeOf(z.number().check(z.gte(3)))).toThrow(/greater_than/)
  })
})
