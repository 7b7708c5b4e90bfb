import { describe, expect, it } from 'vitest'
import { evidenceContent } from '../../../server/http/page.ts'
import { registries } from '../../../server/registries/index.ts'
import { statusTables } from '../../../server/registries/registry.ts'
import { STATUS_GROUPS } from '../../../shared/trial.ts'
import type { Statement } from '../../../shared/api.ts'

const bilingual = { en: 'No paediatric trials.', nl: 'Geen trials voor kinderen.' }
const statement: Statement = {
  verdict: 'cannot-say',
  basis: 'registries',
  text: bilingual,
  line: bilingual,
  version: 'v1',
  termsVersion: 't1',
  asOf: '2026-11-22',
  screened: { total: 1200, perRegistry: { ctgov: 1200 }, perSubstance: { psilocybin: 1200 } },
  perSubstance: [],
  funnel: [],
  found: [],
  toInspect: [{ registryId: 'ctgov', recordId: 'NCT00000009', url: null, reason: 'unreadable' }],
  exceptions: [
    {
      trialId: 'NCT06199700',
      title: 'Esketamine in Rett syndrome',
      tier: 'syndrome',
      paediatric: true,
      role: 'investigated',
      purpose: 'neurological-pain',
      overallStatus: 'COMPLETED',
      ages: '5 to 10 years',
      quote: 'Rett Syndrome',
      field: 'conditions',
    },
  ],
  adultsWithId: [],
  paediatricExcludingId: [],
  ageNotStated: [],
  notSearched: [],
  searches: [],
}
const published = {
  at: '2026-11-22T10:00:00.000Z',
  archived: false,
  registryNames: new Map([['ctgov', 'ClinicalTrials.gov']]),
}
const cells = (lang: 'en' | 'nl'): string[] =>
  [...evidenceContent(statement, lang, published).markup.matchAll(/<(?:td|li)>([\s\S]*?)<\/(?:td|li)>/g)].map((match) =>
    (match[1] ?? '')
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )

describe('the evidence for readers without JavaScript', () => {
  it('says tiers, fields, registers, substances and reasons in words, never as codes', () => {
    expect(cells('en')).toEqual([
      'NCT00000009: contains the words, but our program could not read the record',
      'NCT06199700',
      'A syndrome that often causes it',
      'Rett Syndrome',
      'conditions',
      'ClinicalTrials.gov',
      '1,200',
      'psilocybin',
      '1,200',
    ])
    expect(cells('nl').slice(2, 5)).toEqual([
      'Noemt een syndroom dat dit vaak veroorzaakt',
      'Rett Syndrome',
      'aandoeningen',
    ])
    expect(cells('nl').at(-1)).toBe('1.200')
  })
})

describe('the table of status words', () => {
  it('holds at least six words of each registry, each in a group that its own mapping gives', () => {
    for (const { registryId, words } of statusTables(registries)) {
      const registry = registries.find(({ id }) => id === registryId)
      expect(words.length, registryId).toBeGreaterThan(6)
      for (const { word, group } of words) {
        expect(STATUS_GROUPS, word).toContain(group)
        expect(registry?.statusGroup(word), word).toBe(group)
      }
      expect(words.filter(({ group }) => group !== 'unknown').length, registryId).toBeGreaterThan(5)
    }
  })
})
