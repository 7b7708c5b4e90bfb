import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTermMatcher, termMatcherInSteps } from '../../../shared/core/word-match.ts'
import { growth } from '../../cpu-time.ts'

const quotes = (terms: string[], text: string): string[] =>
  createTermMatcher(terms.map((term) => ({ term, id: 'x' })))(text).map((m) => text.slice(m.start, m.end))

describe('createTermMatcher', () => {
  it('can be made in steps, between which others read, and then finds the same', () => {
    const terms = Array.from({ length: 200 }, (_, n) => ({ term: `word${String(n)} two*`, id: String(n) }))
    const text = 'Word7 two, word199 twofold and word8'
    const other = createTermMatcher([{ term: 'word8', id: 'x' }])
    const steps = termMatcherInSteps(terms)
    let count = 0
    let step = steps.next()
    while (step.done !== true) {
      count += 1
      expect(other(text)).toHaveLength(1)
      step = steps.next()
    }
    expect(count).toBeGreaterThan(5)
    expect(step.value(text)).toEqual(createTermMatcher(terms)(text))
    expect(step.value(text).map(({ id }) => id)).toEqual(['7', '199'])
  })

  it('finds the same in plain text, which it reads letter by letter, as in text with other letters in it', () => {
    const terms = ["a's b", 'a b*', 'a* b', 'a-b, c', 's b', 'b', '12 a', 'c*'].map((term, n) => ({
      term,
      id: `${n % 3}`,
    }))
    const match = createTermMatcher(terms)
    const piece = fc.constantFrom(
      'a',
      'b',
      'c',
      'A',
      's',
      '12',
      "'s",
      "'S",
      '`s',
      "'",
      ' ',
      '  ',
      '-',
      ', ',
      '(',
      '\n',
      '\n\n',
    )
    const text = fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(text, fc.constantFrom('é ', '— ', '日本 '), (plain, before) => {
        const shifted = match(plain).map((one) => ({
          ...one,
          start: one.start + before.length,
          end: one.end + before.length,
        }))
        expect(match(before + plain)).toEqual(shifted)
      }),
      { numRuns: 3_000 },
    )
  })

  it('finds whole words whatever their case and diacritics, and quotes the text as it stands', () => {
    expect(quotes(['esketamine'], 'Étude de l’Eskétamine (ESKETAMINE)')).toEqual(['Eskétamine', 'ESKETAMINE'])
  })

  it('does not find a term inside a longer word', () => {
    expect(quotes(['MDA', 'ketamine'], 'MDMA esketamine MDA-1 arketamine')).toEqual(['MDA'])
  })

  it('keeps offsets right when folding changes the length of a word', () => {
    expect(quotes(['strasse', 'autisme'], 'İstanbul Straße — ﬁne Autisme')).toEqual(['Straße', 'Autisme'])
  })

  it('treats blanks, hyphens, brackets and plus signs between words as the same', () => {
    const text = 'S-ketamine, S(+)-ketamine, (S)-(+)-Ketamine, S\nketamine'
    expect(quotes(['S-ketamine'], text)).toEqual(['S-ketamine', 'S(+)-ketamine', 'S)-(+)-Ketamine', 'S\nketamine'])
  })

  it('asks for commas and other signs that stand in the term, and refuses those that do not', () => {
    expect(quotes(['3,4-methylenedioxymethamphetamine'], '3, 4-methylenedioxymethamphetamine')).toHaveLength(1)
    expect(quotes(['S ketamine'], 'Group S: ketamine; S, ketamine; S/ketamine')).toEqual([])
  })

  it('does not join words across a paragraph or list item', () => {
    const text = 'mental\n\nretardation, mental\n* retardation, mental\n  retardation'
    expect(quotes(['mental retardation'], text)).toEqual(['mental\n  retardation'])
  })

  it('does not take a possessive for a letter', () => {
    expect(quotes(['S ketamine'], "the patient's ketamine and the patient’s ketamine")).toEqual([])
    expect(quotes(["Down's syndrome"], 'Down’s syndrome')).toEqual(['Down’s syndrome'])
  })

  it('matches the beginning of a word only where the term ends in an asterisk', () => {
    expect(quotes(['geistig* behinder*'], 'Menschen mit geistiger Behinderung')).toEqual(['geistiger Behinderung'])
    expect(quotes(['behinder'], 'Behinderung')).toEqual([])
  })

  it('returns the longest match of one id and overlapping matches of different ids', () => {
    const match = createTermMatcher([
      { term: 'esketamine', id: 'drug' },
      { term: 'esketamine nasal spray', id: 'drug' },
      { term: 'nasal spray', id: 'form' },
    ])
    expect(match('Esketamine nasal spray')).toEqual([
      { id: 'drug', term: 'esketamine nasal spray', start: 0, end: 22 },
      { id: 'form', term: 'nasal spray', start: 11, end: 22 },
    ])
  })

  it('never throws and always quotes text that folds to the term', () => {
    const match = createTermMatcher([{ term: 'a b', id: 'ab' }])
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'binary', maxLength: 60 }),
        (a, b) => {
          const text = `${a} A b ${b}`
          expect(match(text).some((m) => /^A\Wb$/i.test(text.slice(m.start, m.end)))).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('takes time in proportion to the length of the text', () => {
    const match = createTermMatcher([
      { term: 'a a a a b', id: 'x' },
      { term: 'a* a* b', id: 'y' },
    ])
    expect(growth((n) => match('a '.repeat(n)), 20_000)).toBeLessThan(24)
    expect(match(`${'-'.repeat(200_000)} a a b`)).toHaveLength(1)
  })
})
