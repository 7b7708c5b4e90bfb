import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_CHARACTERS, MOST_NUMBERS, parseCheckId, readCheckText } from '../../../shared/core/check-text.ts'
import { readAdvert } from '../../../shared/core/red-flags.ts'
import { growth } from '../../cpu-time.ts'
import { checkTexts } from '../../fixtures/labels/check-texts.ts'

const YEAR = 2026
const read = (text: string) => readCheckText(text, YEAR)
const ids = (text: string) => read(text).numbers.map(({ id }) => id)

describe('pasted texts', () => {
  it.each(checkTexts)('$name', ({ text, numbers, malformed = [] }) => {
    const found = read(text)
    expect(found.numbers.map(({ id }) => id)).toEqual(numbers)
    expect(found.malformed.map(({ raw }) => raw)).toEqual(malformed)
    for (const { raw, index } of [...found.numbers, ...found.malformed])
      expect(text.slice(index, index + raw.length)).toBe(raw)
  })

  it('gives every number and no other: precision 1, recall at least 0.97, over at least 60 texts', () => {
    let found = 0
    let right = 0
    let expected = 0
    for (const { text, numbers } of checkTexts) {
      const got = ids(text)
      found += got.length
      expected += numbers.length
      right += got.filter((id) => numbers.includes(id)).length
    }
    const precision = right / found
    const recall = right / expected
    console.info(
      `${String(checkTexts.length)} texts, ${String(expected)} numbers: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
    )
    expect(checkTexts.length).toBeGreaterThanOrEqual(60)
    expect(precision).toBe(1)
    expect(recall).toBeGreaterThanOrEqual(0.97)
  })
})

describe('reading', () => {
  it('says why a number cannot be one', () => {
    const reasons = (text: string) => read(text).malformed.map(({ reason, digits }) => [reason, digits])
    expect(reasons('NCT0571194')).toEqual([['length', 7]])
    expect(reasons('NCT057119400')).toEqual([['length', 9]])
    expect(reasons('NCT0S711940')).toEqual([['sign', null]])
    expect(reasons('NCT 0571 1940 1234')).toEqual([['end', null]])
    expect(reasons('NCT05711940isnogopen')).toEqual([['end', null]])
    expect(reasons('1987-004422-42')).toEqual([['year', null]])
    expect(reasons('2023-104512-07')).toEqual([['serial', null]])
    expect(reasons('2022-501549-57-0')).toEqual([['parts', null]])
    expect(read('EudraCT 2023-104512-07').malformed).toEqual([])
  })

  it('reads a bounded part of a text and says so, and never half a number', () => {
    const filler = 'x '.repeat(MOST_CHARACTERS / 2 - 5)
    const across = read(`${filler}  2016-004422-42 and then NCT01234567`)
    expect(across.cut).toBe(true)
    expect(across.numbers.map(({ id }) => id)).toEqual(['2016-004422-42'])
    expect(across.malformed).toEqual([])
    expect(read(`${filler}${filler}NCT01234567`).numbers).toEqual([])
    expect(read('NCT01234567').cut).toBe(false)
  })

  it('takes a bounded number of numbers and counts the rest', () => {
    const many = Array.from({ length: MOST_NUMBERS + 7 }, (_, n) => `NCT${String(10_000_000 + n)}`).join(' ')
    const found = read(many)
    expect(found.numbers).toHaveLength(MOST_NUMBERS)
    expect(found.left).toBe(7)
  })

  it('reads the one number of a link or a question to the API, and no text', () => {
    expect(parseCheckId(' nct 0123 4567 ')).toEqual({ kind: 'nct', id: 'NCT01234567', registry: null })
    expect(parseCheckId('2023-509600-15')?.kind).toBe('euct-base')
    expect(parseCheckId('DRKS00012345')?.registry?.id).toBe('drks')
    for (const text of ['', 'depressie', 'NCT1234567', 'see NL78901.042.22', 'DRKS00012345 DRKS00054321'])
      expect(parseCheckId(text), text).toBeNull()
  })
})

describe('any text', () => {
  const sign = fc.constantFrom(...'0123456789OoIl|- –\u200B%2_/.~NCTISREUDAnct２٣О\n'.split(''))
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.string({ unit: sign, maxLength: 80 }))

  it('never makes it throw, and gives numbers whose digits stand in the text in that order', () => {
    fc.assert(
      fc.property(text, (value) => {
        const found = read(value)
        expect(found.numbers.length + found.malformed.length).toBeLessThanOrEqual(value.length)
        for (const { id, raw, index } of found.numbers) {
          expect(value.slice(index, index + raw.length)).toBe(raw)
          expect(digitsOf(id)).toBe(digitsOf(raw))
        }
        for (const { raw, index } of found.malformed) expect(value.slice(index, index + raw.length)).toBe(raw)
        readAdvert(value)
      }),
      { numRuns: 30_000 },
    )
  })

  it('is read in time that grows with its length and no faster', () => {
    const units = [
      'NCT0123456 ',
      '2022-501549-57',
      'EudraCT 2016 ',
      'EU CT 1 ',
      '1-',
      'NCT 1 1 ',
      'NTR',
      'NL12345.',
      'O-',
    ]
    for (const unit of [...units, '%E2%80', '2022-5']) {
      // Below the limit, which would hide how it grows: the parts of the reader that see the whole text.
      const size = MOST_CHARACTERS / 8
      const run = (length: number) => {
        const whole = unit.repeat(Math.ceil(length / unit.length))
        for (let again = 0; again < 8; again += 1) readCheckText(whole, YEAR)
      }
      expect(growth(run, size), JSON.stringify(unit)).toBeLessThan(24)
    }
  })

  it('is read for questions in time that grows with its length and no faster', () => {
    for (const unit of [
      'geen ',
      'betaal een ',
      'pay a b ',
      '100% ',
      'via ',
      'esketamine a ',
      'stoppen a ',
      'crypto ',
      'nog a ',
    ]) {
      const run = (length: number) => readAdvert(unit.repeat(Math.ceil(length / unit.length)))
      expect(growth(run, 20_000), unit).toBeLessThan(24)
    }
  })
})

/** Every sign as the digit it is or looks like; what is neither is left out. */
function digitsOf(text: string): string {
  return decodeAscii(text)
    .normalize('NFKC')
    .replace(/[ОοΟо]/gu, 'O')
    .replace(/^\P{L}*[NnＮ]\P{L}*[CcС]\P{L}*[TtТ]/u, '')
    .replace(/^ISRCTN/i, '')
    .replace(/O/gi, '0')
    .replace(/[Il|i]/g, '1')
    .replace(/٣/g, '3')
    .replace(/\P{Nd}/gu, '')
}

function decodeAscii(text: string): string {
  return text.replace(/%([2-7][0-9A-F])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
