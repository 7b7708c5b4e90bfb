import { describe, expect, it } from 'vitest'
import { createRequestIds } from '../../../server/http/request-ids.ts'

describe('request ids', () => {
  it('are 24 hexadecimal digits and never the same, also when the chance drawn at once is used up', () => {
    const [newId, another] = [createRequestIds(), createRequestIds()]
    const ids = Array.from({ length: 5_000 }, (_, at) => (at % 2 === 0 ? newId() : another()))
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{24}$/)
  })
})
