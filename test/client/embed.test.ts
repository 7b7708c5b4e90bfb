import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readListSettings, readSettings } from '../../client/embed/attributes.ts'
import { embedPolicy, embedSnippet } from '../../client/describe/embed-snippet.ts'
import type { EmbedChoice } from '../../client/describe/embed-snippet.ts'
import { embedEn, embedNl } from '../../shared/text/embed-text.ts'
import { parseTrialQuery } from '../../shared/trial-query.ts'
import { substances } from '../../shared/substances/index.ts'

const from =
  (attributes: Record<string, string>) =>
  (name: string): string | null =>
    attributes[name] ?? null

describe('the attributes of an embedded list', () => {
  it('have defaults when there are none, or when they are empty', () => {
    for (const attributes of [{}, { substance: '', country: ' ', status: '', lang: '', theme: '', limit: '' }]) {
      expect(readListSettings(from(attributes), null)).toEqual({
        lang: 'en',
        theme: 'auto',
        errors: [],
        filters: [],
        limit: 10,
      })
    }
  })

  it('become the filters of the API, each value once', () => {
    const { filters, limit, errors } = readListSettings(
      from({
        substance: 'Psilocybin, mdma,psilocybin',
        country: 'nl,BE',
        status: 'recruiting',
        purpose: 'mental-health',
        limit: ' 7 ',
      }),
      'nl-NL',
    )
    expect(errors).toEqual([])
    expect(limit).toBe(7)
    expect(filters).toEqual([
      ['substance', ['psilocybin', 'mdma']],
      ['purpose', ['mental-health']],
      ['status', ['recruiting']],
      ['country', ['NL', 'BE']],
    ])
  })

  it('name what is wrong and what is valid, in the language of the element, and guess nothing', () => {
    const { errors, filters } = readListSettings(
      from({
        substance: 'psilocybine',
        country: 'Nederland',
        status: 'open',
        purpose: 'x,',
        theme: 'blue',
        limit: '0',
        lang: 'nl',
      }),
      'en',
    )
    expect(errors.map(({ attribute }) => attribute).sort()).toEqual([
      'country',
      'limit',
      'purpose',
      'status',
      'substance',
      'theme',
    ])
    expect(filters).toEqual([])
    expect(errors.find(({ attribute }) => attribute === 'substance')).toEqual({
      attribute: 'substance',
      value: 'psilocybine',
      expected: substances.map(({ id }) => id).join(', '),
    })
    expect(errors.find(({ attribute }) => attribute === 'limit')?.expected).toContain('een heel getal')
  })

  it('refuse a limit that is no whole number from 1 to 100, and a country without a name', () => {
    for (const limit of ['-1', '0', '101', '1e2', '1.5', 'ten', '١٠', '0x10'])
      expect(readListSettings(from({ limit }), null).errors, limit).toHaveLength(1)
    for (const limit of ['1', '100', '007']) expect(readListSettings(from({ limit }), null).errors, limit).toEqual([])
    for (const country of ['ZY', 'N', 'NLD', 'N1', '🇳🇱', 'NL;BE'])
      expect(readListSettings(from({ country }), null).errors, country).toHaveLength(1)
  })

  it('take the language of the page, English for one that we do not have, and refuse a wrong one of their own', () => {
    expect(readSettings(from({}), 'nl-BE').lang).toBe('nl')
    expect(readSettings(from({}), 'fr').lang).toBe('en')
    expect(readSettings(from({}), '').lang).toBe('en')
    expect(readSettings(from({ lang: 'EN-gb' }), 'nl').lang).toBe('en')
    const wrong = readSettings(from({ lang: 'fr' }), 'nl')
    expect(wrong.lang).toBe('nl')
    expect(wrong.errors).toEqual([{ attribute: 'lang', value: 'fr', expected: 'en, nl' }])
  })

  it('lead to no question that the server refuses but for a code that is no country, whatever is written in them', () => {
    const like = (...valid: string[]): fc.Arbitrary<string> =>
      fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom(...valid))
    const attributes = fc.record(
      {
        substance: like('psilocybin', 'MDMA, esketamine'),
        country: like('nl', 'NL,BE', 'us', 'zz', 'UK'),
        status: like('recruiting', 'paused,completed'),
        purpose: like('other', 'unclear'),
        limit: like('5', '100', '05'),
      },
      { requiredKeys: [] },
    )
    const known = { substanceIds: substances.map(({ id }) => id), registryIds: [] }
    let asked = 0
    fc.assert(
      fc.property(attributes, (given) => {
        const { errors, filters, limit } = readListSettings(from(given), null)
        if (errors.length > 0) return
        asked += 1
        const pairs = [
          ...filters.map(([name, values]) => [name, values.join(',')] as const),
          ['limit', String(limit)] as const,
        ]
        // Intl names a few codes that are no country (ZZ): there the server refuses, and the element says so.
        const refused = parseTrialQuery(pairs, known).errors ?? []
        expect(refused.filter(({ field }) => field !== 'country')).toEqual([])
      }),
      { numRuns: 1000, seed: 11 },
    )
    expect(asked).toBeGreaterThan(20)
  })
})

describe('the code for another site', () => {
  const choice: EmbedChoice = {
    what: 'list',
    substance: 'psilocybin',
    country: 'NL',
    status: '',
    lang: 'nl',
    theme: 'auto',
    limit: '5',
  }

  it('is the module and the element, with a link for who has no JavaScript', () => {
    expect(embedSnippet(choice, 'https://trials.example', 'Bekijk de trials').split('\n')).toEqual([
      '<script type="module" src="https://trials.example/embed.js"></script>',
      '<trial-list substance="psilocybin" country="NL" lang="nl" limit="5">',
      '  <a href="https://trials.example/?lang=nl">Bekijk de trials</a>',
      '</trial-list>',
    ])
    expect(embedSnippet({ ...choice, what: 'statement', theme: 'dark' }, 'https://trials.example', 'x')).toContain(
      '<trial-statement lang="nl" theme="dark">',
    )
  })

  it('cannot be broken out of', () => {
    const code = embedSnippet({ ...choice, limit: '"><script>alert(1)</script>' }, 'https://trials.example', '<b>')
    expect(code.match(/<script/g)).toHaveLength(1)
    expect(code).toContain('&lt;b>')
  })

  it('needs two lines of a content security policy', () => {
    expect(embedPolicy('https://trials.example')).toBe(
      'script-src https://trials.example; connect-src https://trials.example',
    )
  })
})

describe('the words of the embedded elements', () => {
  it('say in both languages how many, and never 0 for what could not be asked', () => {
    expect(embedEn.count(1, '1')).toBe('1 trial')
    expect(embedNl.more(2, '2')).toBe('Nog 2 trials op Trialwijzer')
    expect(Object.keys(embedNl)).toEqual(Object.keys(embedEn))
    for (const text of [embedEn, embedNl]) expect(text.notAsked('CTIS')).toContain('CTIS')
  })
})
