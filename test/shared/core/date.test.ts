import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareDates,
  earliest,
  isPlausibleDate,
  latest,
  parseDayMonthYear,
  parseIsoDate,
  parseWrittenDate,
} from '../../../shared/core/date.ts'

describe('dates', () => {
  it.each([
    ['2024', '2024'],
    ['2024-05', '2024-05'],
    ['2024-02-29', '2024-02-29'],
    ['2024-06-17T18:55:58.504634679', '2024-06-17'],
    ['2024-06-17T18:55:58Z', '2024-06-17'],
    ['2024-06-17T18:55:58+02:00', '2024-06-17'],
    ['2222-01-01', '2222-01-01'],
    ['2023-02-29', null],
    ['2024-13', null],
    ['2024-1-1', null],
    ['17-06-2024', null],
    ['2024-06-17 or later', null],
    ['', null],
  ])('reads ISO %j as %j', (text, date) => {
    expect(parseIsoDate(text)).toBe(date)
  })

  it('reads 08/12/2025 as 8 December', () => {
    expect(parseDayMonthYear('08/12/2025')).toBe('2025-12-08')
    expect(parseDayMonthYear('12/31/2025')).toBeNull()
    expect(parseDayMonthYear('2025-12-08')).toBeNull()
  })

  it.each([
    ['27 Sep 2021', '2021-09-27'],
    ['27 September 2021', '2021-09-27'],
    ['3 Sept 2021', '2021-09-03'],
    ['May 2021', '2021-05'],
    ['31 Jun 2021', null],
    ['27 Seb 2021', null],
    ['27 sep', null],
  ])('reads written %j as %j', (text, date) => {
    expect(parseWrittenDate(text)).toBe(date)
  })

  it('orders partial dates in one total order and picks the ends among the known', () => {
    expect(compareDates('2024', '2024-05')).toBe(-1)
    expect(compareDates('2024-05-02', '2024-05')).toBe(1)
    expect(compareDates('2024-05', '2024-05')).toBe(0)
    expect(earliest([null, '2024-05', '2023-12-31'])).toBe('2023-12-31')
    expect(latest([null, '2024-05', '2023-12-31'])).toBe('2024-05')
    expect(latest([null])).toBeNull()
  })

  it('keeps an impossible year as written and marks it', () => {
    expect(isPlausibleDate(parseIsoDate('2222-01-01') ?? '')).toBe(false)
    expect(isPlausibleDate('2025-12')).toBe(true)
  })

  it('never throws, and gives back only dates that it reads again', () => {
    const sign = fc.constantFrom(...'0123456789-/T:.Z JanFebMay'.split(''))
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: sign, maxLength: 30 })), (text) => {
        for (const parse of [parseIsoDate, parseDayMonthYear, parseWrittenDate]) {
          const date = parse(text)
          if (date !== null) expect(parseIsoDate(date)).toBe(date)
        }
      }),
      { numRuns: 100_000 },
    )
  })
})
