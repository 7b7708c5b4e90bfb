import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLexicon } from '../../../shared/core/search-lexicon.ts'
import { addLexicon, correctSearch, editDistance, KnownWords } from '../../../shared/core/search-typo.ts'

describe('editDistance', () => {
  it('counts a wrong, missing, extra or swapped letter as one', () => {
    expect(editDistance('depresie', 'depressie', 2)).toBe(1)
    expect(editDistance('depressei', 'depressie', 2)).toBe(1)
    expect(editDistance('esketanine', 'esketamine', 2)).toBe(1)
    expect(editDistance('psylocibine', 'psilocybine', 2)).toBe(2)
    expect(editDistance('kat', 'kat', 0)).toBe(0)
  })

  it('gives null beyond what was asked for', () => {
    expect(editDistance('angst', 'verslaving', 2)).toBeNull()
    expect(editDistance('abcdef', 'abc', 2)).toBeNull()
  })

  it('is symmetric and never more than the longer word', () => {
    const word = fc.string({ maxLength: 12 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        const most = Math.max(a.length, b.length)
        const distance = editDistance(a, b, most)
        expect(distance).toBe(editDistance(b, a, most))
        expect(distance).toBeLessThanOrEqual(most)
        expect(distance === 0).toBe(a === b)
      }),
    )
  })
})

describe('KnownWords', () => {
  it('finds the nearest word that comparing with each of them finds', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'd', 'é', 'ß', 'я', 'α'),
      minLength: 4,
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), word, fc.constantFrom(1, 2), (known, sought, most) => {
        const words = new KnownWords()
        for (const one of known) words.add(one)
        const distances = known.map((one) => editDistance(sought, one, most)).filter((distance) => distance !== null)
        const nearest = words.nearest(sought, most)
        if (distances.length === 0) expect(nearest).toBeNull()
        else expect(editDistance(sought, nearest ?? '', most)).toBe(Math.min(...distances))
      }),
    )
  })
})

describe('correctSearch', () => {
  const words = new KnownWords()
  addLexicon(words, defaultLexicon())
  for (const text of ['treatment of adolescents', 'adolescents with rett syndrome', 'maastricht university'])
    words.add(text)
  const found = new Set(['adolescents', 'rett', 'university', 'nct'])
  const correct = (q: string) => correctSearch(q, words, defaultLexicon(), (literal) => found.has(literal))

  it('puts right a Dutch lay word and a name of a substance', () => {
    expect(correct('depresie')).toBe('depressie')
    expect(correct('esketamnie')).toBe('esketamine')
    expect(correct('psilocybiene')).toBe('psilocybine')
    expect(correct('verslavign')).toBe('verslaving')
  })

  it('leaves alone what finds something or what the lexicon knows', () => {
    expect(correct('adolescents')).toBeNull()
    expect(correct('depressie paddo xtc')).toBeNull()
    expect(correct('')).toBeNull()
  })

  it('changes only the word that finds nothing', () => {
    expect(correct('adolescents mastricht')).toBe('adolescents maastricht')
  })

  it('never changes a number or a short word', () => {
    expect(correct('NCT06199701')).toBeNull()
    expect(correct('2023-501234-12-01')).toBeNull()
    expect(correct('ptsz')).toBeNull()
  })

  it('forgives one letter in a short word and two in a long one, not more', () => {
    expect(correct('mastrict')).toBeNull()
    expect(correct('univeresitty')).toBe('university')
    expect(correct('zzzzzzzzzz')).toBeNull()
  })
})
