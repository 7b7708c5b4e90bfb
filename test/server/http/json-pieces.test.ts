import fc from 'fast-check'
import { expect, it } from 'vitest'
import { finish } from '../../../shared/core/steps.ts'
import { jsonPieces } from '../../../server/http/json-pieces.ts'

it('writes what JSON.stringify writes, whatever the object', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue(), { minLength: 30, maxLength: 90 }))),
      (value) => {
        expect(finish(jsonPieces(value)).join('')).toBe(JSON.stringify(value))
      },
    ),
  )
})

it('leaves out what is undefined, and cuts long lists into pieces', () => {
  expect(finish(jsonPieces({ a: undefined, b: [undefined], c: undefined })).join('')).toBe('{"b":[null]}')
  const long = { trials: Array.from({ length: 3_000 }, (_, at) => ({ at, title: 'x'.repeat(100) })), total: 3_000 }
  const pieces = finish(jsonPieces(long))
  expect(pieces.length).toBeGreaterThan(3)
  expect(pieces.join('')).toBe(JSON.stringify(long))
})

it('opens objects for the long lists in them, so that no piece takes long to write', () => {
  const ids = Array.from({ length: 20_000 }, (_, at) => `NCT${String(at)}`)
  const summary = {
    byStatus: [
      { key: 'recruiting', trialIds: ids, total: undefined },
      { key: 'none', trialIds: [] },
    ],
    enrollment: { planned: [{ key: '0', trialIds: ids }, undefined], notStated: null },
  }
  const pieces = jsonPieces(summary)
  let steps = 0
  for (let step = pieces.next(); ; step = pieces.next()) {
    steps += 1
    if (step.done !== true) continue
    expect(step.value.join('')).toBe(JSON.stringify(summary))
    expect(Math.max(...step.value.map((piece) => piece.length))).toBeLessThan(120_000)
    break
  }
  expect(steps).toBeGreaterThan(20)
})
