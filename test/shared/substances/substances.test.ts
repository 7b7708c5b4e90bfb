import { describe, expect, it } from 'vitest'
import { findSubstance } from '../../../shared/core/substance-terms.ts'
import { substances } from '../../../shared/substances/index.ts'
import { PURPOSES } from '../../../shared/trial.ts'

describe.each(substances.map((substance) => [substance.id, substance] as const))('substance %s', (_id, substance) => {
  it('finds itself by each of its names, codes and CAS numbers, and by no look-alike', () => {
    for (const name of [...substance.synonyms, ...substance.codes, ...substance.casNumbers]) {
      const { own, lookAlikes } = findSubstance(substance, `given ${name.replace('*', 'TRD3008')} daily`)
      expect([name, own.length, lookAlikes.length]).toEqual([name, 1, 0])
    }
  })

  it('finds each look-alike by each of its terms and does not take it for itself', () => {
    for (const look of substance.lookAlikes) {
      for (const term of look.terms) {
        const { own, lookAlikes } = findSubstance(substance, term)
        expect([term, own.length, lookAlikes[0]?.name]).toEqual([term, 0, look.name])
      }
      expect(look.reason.en && look.reason.nl).toBeTruthy()
    }
  })

  it('asks the registries with words that need no quoting in their query languages', () => {
    expect(substance.searchTerms.length).toBeGreaterThan(0)
    for (const term of substance.searchTerms) expect(term).toMatch(/^[\p{L}\p{N}][\p{L}\p{N} -]*$/u)
  })

  it('shows by default no purpose that does not exist', () => {
    for (const purpose of substance.defaultPurposes ?? []) expect(PURPOSES).toContain(purpose)
  })
})

describe('substances', () => {
  it('are not taken for each other', () => {
    for (const a of substances) {
      for (const b of substances.filter((other) => other !== a)) {
        for (const name of a.synonyms) expect([name, findSubstance(b, name).own.length]).toEqual([name, 0])
      }
    }
  })

  it('keeps a whole other word from being found inside a name', () => {
    const [psilocybin] = substances
    expect(findSubstance(psilocybin!, 'psilocybinesque microdosing').own).toEqual([])
  })
})
