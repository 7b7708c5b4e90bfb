import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTrialIds, joinKey, parseTrialId, trialIdKind } from '../../../shared/core/trial-id.ts'
import { growth } from '../../cpu-time.ts'

const ids = (text: string) => findTrialIds(text).map(({ id }) => id)

describe('parseTrialId', () => {
  it.each([
    ['NCT01234567', 'nct', 'NCT01234567'],
    [' nct01234567 ', 'nct', 'NCT01234567'],
    ['NCT 0123 4567', 'nct', 'NCT01234567'],
    ['NCT-01234567', 'nct', 'NCT01234567'],
    ['NCTO1234567', 'nct', 'NCT01234567'],
    ['NCT0l234567', 'nct', 'NCT01234567'],
    ['ＮＣＴ０１２３４５６７', 'nct', 'NCT01234567'],
    ['NCT\u200B01234567', 'nct', 'NCT01234567'],
    ['2022-501549-57-00', 'euct', '2022-501549-57-00'],
    ['2022 501549 57 00', 'euct', '2022-501549-57-00'],
    ['2022-501549-57 00', 'euct', '2022-501549-57-00'],
    ['20225015495700', 'euct', '2022-501549-57-00'],
    ['2022–501549—57‑00', 'euct', '2022-501549-57-00'],
    ['2022−501549−57−00', 'euct', '2022-501549-57-00'],
    ['2O22-5O1549-57-OO', 'euct', '2022-501549-57-00'],
    ['EU CT number: 2022-501549-57-00', 'euct', '2022-501549-57-00'],
    ['CTIS2022-501549-57-00', 'euct', '2022-501549-57-00'],
    ['2022-502185-24-00 (EU CT #)', 'euct', '2022-502185-24-00'],
    ['EudraCT 201600442242', 'eudract', '2016-004422-42'],
    ['201600442242', 'eudract', '2016-004422-42'],
    ['2016 004422 42', 'eudract', '2016-004422-42'],
    ['2016-004422-42/NL', 'eudract', '2016-004422-42'],
    ['2016-004422-42-NL', 'eudract', '2016-004422-42'],
    ['2016-004422-42-li', 'eudract', '2016-004422-42'],
    ['EUCTR2016-004422-42-3rd', 'eudract', '2016-004422-42'],
    ['EudraCT-nummer 2016-0O4422-42', 'eudract', '2016-004422-42'],
    ['ISRCTN12345678', 'isrctn', 'ISRCTN12345678'],
    ['ISRCTN number: 12345678', 'isrctn', 'ISRCTN12345678'],
  ])('reads %j as %s %s', (text, kind, id) => {
    expect(parseTrialId(text)).toEqual({ kind, id })
  })

  it.each([
    '',
    '2014',
    '12345678',
    'NCT1234567',
    'NCT012345678',
    'NCT0123456X',
    'XNCT01234567',
    '2022-501857-35-0',
    '2023-509600-15',
    '2021-002909-10NL',
    '2016-004422-421',
    '2016-004422-42-1',
    '2022-501549-57-000',
    '1998-004422-42',
    'NCT01234567 and NCT07654321',
    'see NCT01234567',
    'https://clinicaltrials.gov/study/NCT01234567 for more',
    'NCTOOOOOOOO',
  ])('refuses %j', (text) => {
    expect(parseTrialId(text)).toBeNull()
  })
})

describe('findTrialIds', () => {
  it('finds every number of an advertisement with its place, raw words and repair mark', () => {
    const text = 'Doe mee! (EU CT 2022 – 502185 – 24 – 00, NCT0l234567), eerder EudraCT 2016-004422-42.'
    const found = findTrialIds(text)
    expect(found.map(({ kind, id, repaired }) => [kind, id, repaired])).toEqual([
      ['euct', '2022-502185-24-00', true],
      ['nct', 'NCT01234567', true],
      ['eudract', '2016-004422-42', false],
    ])
    for (const { raw, index } of found) expect(text.slice(index, index + raw.length)).toBe(raw)
    expect(found[0]?.raw).toBe('2022 – 502185 – 24 – 00')
  })

  it('never finds a EudraCT number inside an EU CT number, however that is written', () => {
    for (const text of [
      '2022-501549-57-00',
      '2022 501549 57 00',
      '20225015495700',
      '2022-501549-57-0',
      '2022-501549-57-000',
      '2022-501549-57',
      'x2022-501549-57-00',
      '2022-501549-57 – 0',
    ]) {
      expect(findTrialIds(text).filter(({ kind }) => kind === 'eudract')).toEqual([])
    }
  })

  it('reads the numbers out of links, query strings and percent signs', () => {
    expect(ids('https://clinicaltrials.gov/study/NCT01234567?tab=table')).toEqual(['NCT01234567'])
    expect(ids('https://www.clinicaltrialsregister.eu/ctr-search/trial/2016-004422-42/NL')).toEqual(['2016-004422-42'])
    expect(ids('https://euclinicaltrials.eu/search-for-clinical-trials/?lang=en&EUCT=2022-502185-24-00')).toEqual([
      '2022-502185-24-00',
    ])
    expect(ids('search?query=%222008-001606-16%22+OR+2008-001721-34')).toEqual(['2008-001606-16', '2008-001721-34'])
  })

  it('keeps a number apart from the words and digits around it', () => {
    expect(ids('EudraCT 2016-004422-42 12 patients')).toEqual(['2016-004422-42'])
    expect(ids('2016-004422-42 2017-001234-56')).toEqual(['2016-004422-42', '2017-001234-56'])
    expect(ids('2016-004422-42-NL, 2016-004422-42-study')).toEqual(['2016-004422-42', '2016-004422-42'])
    expect(ids('2016-004422-42 Il paziente')).toEqual(['2016-004422-42'])
    expect(ids('2016-004422-42² and NCT01234567¹')).toEqual(['2016-004422-42', 'NCT01234567'])
    expect(ids('12-2016-004422-42, 42016-004422-42, 2016-004422-42a')).toEqual([])
    expect(ids('made on 202401151230, item 202401151230')).toEqual([])
    expect(ids('2021-002909-10NL')).toEqual([])
  })

  it('reads a number that a line end or a soft hyphen breaks', () => {
    expect(ids('EU CT: 2022-501549-\n57-00.')).toEqual(['2022-501549-57-00'])
    expect(ids('NCT0123\u00AD4567')).toEqual(['NCT01234567'])
  })

  it('never throws, gives canonical numbers only, and its raw words stand where it says', () => {
    const sign = fc.constantFrom(...'0123456789OoIl|- –\u200B%2_/.NCTISREUDAnct２'.split(''))
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: sign, maxLength: 60 }))
    fc.assert(
      fc.property(text, (value) => {
        const parsed = parseTrialId(value)
        if (parsed !== null) expect(trialIdKind(parsed.id)).toBe(parsed.kind)
        for (const { id, kind, raw, index } of findTrialIds(value)) {
          expect(trialIdKind(id)).toBe(kind)
          expect(value.slice(index, index + raw.length)).toBe(raw)
        }
      }),
      { numRuns: 100_000 },
    )
  })

  it('never changes, adds or drops a digit', () => {
    const separator = fc.constantFrom('-', '–', ' ', '', ' - ', '_')
    fc.assert(
      fc.property(fc.stringMatching(/^202[2-9]5\d{9}$/), separator, (digits, between) => {
        const parts = [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 12), digits.slice(12)]
        const found = findTrialIds(parts.join(between))
        expect(found.map(({ id }) => id.replace(/-/g, ''))).toEqual([digits])
      }),
    )
  })

  it('takes time in proportion to the length of hostile texts', () => {
    for (const unit of ['2022-501549-57', '2', 'NCT', 'nct 0', '2O ', '-', '%25', 'EudraCT ', '20 ', '\u200B']) {
      const read = (size: number) => findTrialIds(unit.repeat(Math.ceil(size / unit.length)))
      expect(growth(read, 50_000), JSON.stringify(unit)).toBeLessThan(24)
    }
  })
})

describe('joinKey', () => {
  it('is the same for resubmissions of one EU CT trial and different for a EudraCT look-alike', () => {
    expect(joinKey('2022-501549-57-00')).toBe(joinKey('2022-501549-57-01'))
    expect(joinKey('2022-501549-57-00')).toBe('euct:2022-501549-57')
    expect(joinKey('2022-501549-57')).not.toBe(joinKey('2022-501549-57-00'))
    expect(joinKey('NCT01234567')).toBe('NCT01234567')
    expect(joinKey('2022-501857-35-0')).toBe('2022-501857-35-0')
    expect(trialIdKind('2014')).toBeNull()
  })
})
