import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitCriteria } from '../../../shared/core/criteria.ts'
import { readIdTreatment } from '../../../shared/core/id-reading.ts'
import { idMatches } from '../../../shared/core/intellectual-disability.ts'
import { findIqLimits } from '../../../shared/core/iq-limit.ts'
import { foldText, quoteAround } from '../../../shared/core/text-quote.ts'
import { buildCriteria, buildRecord } from '../../builders.ts'
import { growth } from '../../cpu-time.ts'

const numRuns = Number(process.env.FUZZ_RUNS ?? 1000)

const PIECES = [
  'Inclusion Criteria:',
  'EXCLUSION CRITERIA',
  'Exclusiecriteria',
  'Ausschlusskriterien:',
  "Critères d'inclusion :",
  '\n',
  '\n\n',
  '* ',
  '- ',
  '1. ',
  '2) ',
  '  * ',
  'o ',
  ': ',
  '; ',
  '. ',
  ', ',
  '(',
  ')',
  '\\>',
  'no ',
  'not ',
  'without ',
  'except ',
  'geen ',
  'ohne ',
  'sans ',
  'sin ',
  'excluded',
  'will not be excluded',
  'intellectual disability',
  'verstandelijke beperking',
  'Rett syndrome',
  'autism',
  'IQ ',
  '< 70',
  '≥ 85',
  'between 40 and 85',
  'below ',
  'legal guardian',
  'informed consent',
  'able to read ',
  'parents of ',
  'family history of ',
  'patients with ',
  'İ',
  'ß',
  '\u2028',
  '\uF0B7',
  '😀',
  '\uD800',
  '\0',
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12 })), { maxLength: 40 })
    .map((parts) => parts.join(' ')),
)

const readAll = (combined: string): void => {
  const record = buildRecord({
    criteria: [buildCriteria({ combined })],
    titles: [{ kind: 'brief', text: combined, lang: null }],
  })
  idMatches(record)
  readIdTreatment(record)
  splitCriteria(buildCriteria({ combined }))
}

describe('arbitrary criteria', () => {
  it('never make a reader throw, and every quote stands in the text', () => {
    fc.assert(
      fc.property(text, (combined) => {
        const record = buildRecord({ criteria: [buildCriteria({ combined })] })
        const squeeze = (value: string): string => value.replace(/[\s\\*_#]+/g, '')
        for (const { quote } of [...idMatches(record), ...readIdTreatment(record)]) {
          expect(quote.length).toBeLessThanOrEqual(200)
          expect(squeeze(combined)).toContain(squeeze(quote))
        }
      }),
      { numRuns },
    )
  })

  it('keep every item word for word', () => {
    fc.assert(
      fc.property(text, (combined) => {
        const { inclusion, exclusion, other } = splitCriteria(buildCriteria({ combined }))
        const squeeze = (value: string): string => value.replace(/[\s\\*_#]+/g, '')
        for (const item of [...inclusion, ...exclusion, ...other]) expect(squeeze(combined)).toContain(squeeze(item))
      }),
      { numRuns },
    )
  })

  it('are folded character for character, so that offsets stay', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(foldText(any)).toHaveLength(any.length)
        for (const { start, end } of findIqLimits(foldText(any))) expect(start).toBeLessThan(end)
      }),
      { numRuns },
    )
  })

  it('give quotes inside their bounds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), fc.nat(600), fc.nat(40), (any, from, length) => {
        const start = Math.min(from, any.length)
        const end = Math.min(any.length, start + length)
        const quote = quoteAround(any, start, end)
        expect(quote.length).toBeLessThanOrEqual(200)
        expect(any).toContain(quote)
      }),
      { numRuns },
    )
  })

  it.each([
    ['one word over and over', 'intellectual disability '],
    ['negations', 'no not without geen ohne '],
    ['misspelt headings', 'a. Exclusion critera: b\n\nWho cannot take part\n* c\n'],
    ['two IQ limits', 'IQ at least 35 and at most 70, '],
    ['standard deviations', 'IQ no less than two or more '],
    ['codes', 'ICD F70 - F7 318 - 6A00 '],
    ['carers', 'staff who care for parents or nurses '],
    ['instruments', 'intellectual disability screening scale '],
    ['unread headings', '\n\nMedical Background\n\n* a'],
    ['one long capital', 'NOT '],
    ['headings', 'Exclusion Criteria: '],
    ['colons and bullets', '* :\n'],
    ['IQ', 'IQ IQ below '],
    ['digits', '1. 2. 3 '],
    ['blanks', '          '],
    ['brackets', '((((('],
    ['consent', 'unable to give able capacity legal guardian '],
    ['reading', 'able able to read, or and '],
    ['letters', 'aaaaaaaaaa'],
    ['parents', 'parents of the '],
    ['line ends', '\n\n \n'],
  ])('take time in line with their length: %s', (_name, piece) => {
    const sized = (size: number): string => piece.repeat(Math.ceil(size / piece.length))
    expect(growth((size) => readAll(sized(size)), 15_000)).toBeLessThan(24)
  })
})
