import { describe, expect, it } from 'vitest'
import { parseRetryAfter, replyError } from '../../../server/upstream/reply-error.ts'

const now = new Date('2026-11-01T12:00:00Z')

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['Sun, 01 Nov 2026 12:01:30 GMT', 90],
    ['Sun, 01 Nov 2026 11:00:00 GMT', 0],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['', null],
    [undefined, null],
    [['1', '2'], null],
  ])('%j is %j seconds', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds)
  })
})

it.each([
  [200, undefined, null],
  [204, undefined, null],
  [400, undefined, null],
  [404, undefined, null],
  [403, '5', 'registry-unavailable'],
  [429, undefined, 'registry-busy'],
  [503, '5', 'registry-busy'],
  [503, undefined, 'registry-unavailable'],
  [500, undefined, 'registry-unavailable'],
  [418, undefined, 'registry-changed'],
])('status %i with Retry-After %j is %j', (status, header, code) => {
  expect(replyError('reg', status, header, now)?.code ?? null).toBe(code)
})
