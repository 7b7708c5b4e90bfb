import { describe, expect, it } from 'vitest'
import { readIdTreatment } from '../../../shared/core/id-reading.ts'
import type { CopyNotes, TrialRecord } from '../../../shared/trial.ts'
import { buildCriteria, buildRecord } from '../../builders.ts'

const read = (partial: Partial<TrialRecord>) => readIdTreatment(buildRecord(partial))
const readings = (partial: Partial<TrialRecord>) => read(partial).map(({ reading }) => reading)
const notes = (partial: Partial<CopyNotes>): CopyNotes => ({
  source: 'a copy',
  note: null,
  statedRole: null,
  idMention: null,
  idQuote: null,
  guardianConsent: null,
  ...partial,
})

describe('how a trial treats people with an intellectual disability', () => {
  it('says nothing at all when no criteria are held', () => {
    expect(read({})).toEqual([])
    expect(read({ criteria: [buildCriteria({ combined: '  ' })] })).toEqual([])
  })

  it('quotes the line and names its side and the record', () => {
    const combined =
      'Inclusion Criteria:\n\n* Depression\n\nExclusion Criteria:\n\n* Intellectual disability (DSM-5 317)\n* Psychosis'
    expect(read({ recordId: 'NCT00000009', criteria: [buildCriteria({ combined })] })).toEqual([
      {
        tier: null,
        reading: 'excludes',
        registryId: 'ctgov',
        recordId: 'NCT00000009',
        field: 'exclusionCriteria',
        quote: 'Intellectual disability (DSM-5 317)',
        term: 'intellectual disability',
      },
    ])
  })

  it('is silent only when the criteria are held in full and in a language it reads', () => {
    const full = { inclusion: '1. Adults with depression of the first degree', exclusion: '1. Psychosis or mania' }
    expect(readings({ criteria: [buildCriteria(full)] })).toEqual(['silent'])
    expect(readings({ criteria: [buildCriteria({ ...full, lang: null })] })).toEqual(['silent'])
    expect(readings({ criteria: [buildCriteria({ ...full, exclusion: null })] })).toEqual([])
    expect(readings({ criteria: [buildCriteria({ ...full, lang: 'cs' })] })).toEqual([])
    const polish = { inclusion: '1. Wiek 18-65 lat', exclusion: '1. Psychoza', lang: null }
    expect(readings({ criteria: [buildCriteria(polish)] })).toEqual([])
  })

  it('never calls a trial silent whose criteria name intellectual disability', () => {
    for (const line of ['Intellectual disability', 'IQ between 40 and 85', 'Intellectual disability is allowed']) {
      const combined = `Inclusion Criteria:\n\n* ${line}\n\nExclusion Criteria:\n\n* Fever of any kind`
      expect(readings({ criteria: [buildCriteria({ combined })] })).toEqual([])
    }
  })

  it('does not take a demand on the parents for one on the participant', () => {
    for (const line of [
      'Parents must not have an intellectual disability',
      'Both parents or caregivers do not have an intellectual disability',
    ]) {
      const combined = `Inclusion Criteria:\n\n* ${line}\n\nExclusion Criteria:\n\n* Fever of any kind`
      expect(readings({ criteria: [buildCriteria({ combined })] })).toEqual(['silent'])
    }
  })

  it('reads the records of several countries and gives each reading once', () => {
    const german = buildCriteria({
      inclusion: '- Depression',
      exclusion: '- Geistige Behinderung',
      lang: 'de',
      country: 'DE',
    })
    const dutch = buildCriteria({
      inclusion: '- Depressie',
      exclusion: '- Verstandelijke beperking',
      lang: 'nl',
      country: 'NL',
    })
    expect(readings({ criteria: [german, dutch] })).toEqual(['excludes'])
  })

  it('takes a copier’s notes as evidence where the criteria are not held', () => {
    expect(read({ copyNotes: notes({ idMention: 'excludes', idQuote: 'intellectual disability' }) })).toMatchObject([
      { reading: 'excludes', field: 'copy notes', quote: 'intellectual disability' },
    ])
    expect(readings({ copyNotes: notes({ guardianConsent: 'yes' }) })).toEqual(['representative-allowed'])
    expect(readings({ copyNotes: notes({ guardianConsent: 'no' }) })).toEqual(['own-consent'])
    expect(readings({ copyNotes: notes({ idMention: 'none-seen' }) })).toEqual([])
  })

  it.each([
    ['is incapable of operating the device', []],
    ['Down syndrome', []],
    ['Consent withdrawn in an earlier trial', []],
    ['No consent of a legal representative is accepted; written informed consent of the patient', ['own-consent']],
    ['The patient or the legal representative gives informed consent', ['representative-allowed']],
    ['A family member who will give consent and join the sessions', []],
    ['Provides signed informed consent', ['own-consent']],
  ])('reads the inclusion line "%s"', (line, expected) => {
    const combined = `Inclusion Criteria:\n\n* ${line}\n\nExclusion Criteria:\n\n* Fever`
    const found = readings({ criteria: [buildCriteria({ combined })] }).filter((one) => one !== 'silent')
    if (line.startsWith('A family')) expect(found).not.toContain('representative-allowed')
    else expect(found).toEqual(expected)
  })
})
