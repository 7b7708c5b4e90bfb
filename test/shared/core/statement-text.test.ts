import { describe, expect, it } from 'vitest'
import { plainDate, plainNumber } from '../../../shared/text/plain-date.ts'
import { inspectReason, writeStatement, type StatementFacts } from '../../../shared/text/statement-text.ts'
import { trialInWords, type NamedTrial } from '../../../shared/text/statement-trial-text.ts'
import { VERDICTS } from '../../../shared/api.ts'

const esketamine = { en: 'esketamine', nl: 'esketamine' }
const rett: NamedTrial = {
  trialId: 'NCT06199700',
  substances: [esketamine],
  condition: { en: 'Rett syndrome', nl: 'Rett-syndroom' },
  ages: { minimumYears: 5, maximumYears: 10, bands: [], admitsMinors: true, stated: '5 Years to 10 Years' },
  enrollment: { planned: null, actual: 3, unspecified: null, scope: null },
  stopped: null,
  periOperative: false,
  agesAsIn: [],
  isProgramme: false,
}
const facts = (partial: Partial<StatementFacts>): StatementFacts => ({
  verdict: 'none',
  basis: 'registries',
  total: 412,
  oldest: '2026-11-22T08:00:00.000Z',
  newest: '2026-11-22T09:00:00.000Z',
  someUndated: false,
  substances: [{ en: 'psilocybin', nl: 'psilocybine' }, esketamine, { en: 'MDMA', nl: 'MDMA' }],
  registries: [
    { citation: { name: 'ClinicalTrials.gov', place: 1 } },
    { citation: { name: 'CTIS', place: 3 } },
    { citation: { name: 'EUCTR', place: 2 } },
  ],
  found: [],
  close: [],
  programmes: [],
  inspect: [],
  namedElsewhere: false,
  ...partial,
})

describe('the sentences of the statement', () => {
  it('says none in the words that were agreed', () => {
    const { text, line } = writeStatement(facts({}))
    expect(text.en).toBe(
      'No paediatric trials of psilocybin, esketamine or MDMA in intellectual disability exist in ClinicalTrials.gov, EUCTR or CTIS. On 22 November 2026 we checked all 412 registered trials of these substances: none names intellectual disability as what it studies or requires.',
    )
    expect(text.nl).toBe(
      'Er bestaan geen trials met psilocybine, esketamine of MDMA voor kinderen of jongeren met een verstandelijke beperking in ClinicalTrials.gov, EUCTR of CTIS. Op 22 november 2026 bekeken we alle 412 geregistreerde trials met deze middelen. Geen daarvan noemt een verstandelijke beperking als wat wordt onderzocht of als voorwaarde.',
    )
    expect(line.en).toBe(
      'No paediatric trials of psilocybin, esketamine or MDMA in intellectual disability exist in ClinicalTrials.gov, EUCTR or CTIS. Checked 22 November 2026.',
    )
  })

  it('says none-in-copies in the words that were agreed, with what carries no date', () => {
    const copies = facts({
      verdict: 'none-in-copies',
      basis: 'copies',
      total: 1296,
      oldest: '2016-03',
      newest: '2026-06-08',
    })
    expect(writeStatement(copies).text.en).toBe(
      'Among the 1,296 register entries we hold (copies, March 2016 to 8 June 2026) there is no paediatric trial in intellectual disability. The registers could not be asked yet.',
    )
    expect(writeStatement({ ...copies, someUndated: true }).text.nl).toContain(
      '(kopieën, maart 2016 tot en met 8 juni 2026, soms zonder datum)',
    )
    expect(writeStatement({ ...copies, oldest: null, newest: null }).text.en).toContain('(copies, date unknown)')
    expect(writeStatement({ ...copies, basis: 'mixed' }).text.en).toContain(
      'Not every register could be asked in full yet.',
    )
  })

  it('does not say that no trial names it when one for adults does', () => {
    const { text } = writeStatement(facts({ namedElsewhere: true }))
    expect(text.en).toContain('none that admits anyone under 18 names intellectual disability')
    expect(text.nl).toContain(
      'Geen trial waaraan mensen jonger dan 18 mogen meedoen, noemt een verstandelijke beperking',
    )
  })

  it('speaks of one trial, of several and of none in the right number', () => {
    expect(writeStatement(facts({ total: 1 })).text.en).toContain('the one registered trial of these substances')
    expect(writeStatement(facts({ total: 0 })).text.en).toContain(
      'we found no registered trials of these substances at all',
    )
    const two = writeStatement(facts({ close: [rett, { ...rett, trialId: 'NCT00000002' }] }))
    expect(two.text.en).toContain(' 2 trials come close: NCT06199700')
    expect(two.text.nl).toContain(' 2 trials komen in de buurt: NCT06199700')
    const one = writeStatement(facts({ verdict: 'found', found: [rett] }))
    expect(one.text.en).toContain('One paediatric trial of')
    expect(one.text.nl).toContain('staat 1 trial met')
  })

  it('names expanded access as no trial, beside whatever the verdict is', () => {
    const programme = { ...rett, trialId: 'NCT00000005', isProgramme: true }
    const one = writeStatement(facts({ programmes: [programme] }))
    const words =
      ' 1 expanded-access programme, not a trial, is registered for this group: NCT00000005 (esketamine, Rett syndrome, 5 to 10 years, 3 participants, expanded access, not a trial).'
    expect(one.text.en).toMatch(/^No paediatric trials of/)
    expect(one.text.en.endsWith(words)).toBe(true)
    expect(one.line.en.endsWith(words)).toBe(true)
    expect(one.line.nl).toContain(' Wel staat er 1 programma voor expanded access (geen trial) voor deze groep')
    const two = writeStatement(facts({ programmes: [programme, programme] }))
    expect(two.text.en).toContain(' 2 expanded-access programmes, not trials, are registered')
    expect(two.text.nl).toContain(' Wel staan er 2 programma')
  })

  it('puts the reason to look by hand into words, and leaves an unknown one as it is', () => {
    expect(inspectReason('age-not-stated').nl).toBe('noemt een verstandelijke beperking, maar geen leeftijd')
    expect(inspectReason('ages-contradict')).toEqual({
      en: 'names intellectual disability; the ages contradict themselves',
      nl: 'noemt een verstandelijke beperking; de leeftijden spreken elkaar tegen',
    })
    expect(inspectReason('something else')).toEqual({ en: 'something else', nl: 'something else' })
  })

  it('names at most three trials in one line and says how many more there are', () => {
    const close = ['1', '2', '3', '4', '5'].map((n) => ({ ...rett, trialId: `NCT0000000${n}` }))
    const { text, line } = writeStatement(facts({ close }))
    expect(text.en).toContain('NCT00000005')
    expect(line.en).not.toContain('NCT00000004')
    expect(line.en).toContain('; and 2 more.')
    expect(line.nl).toContain('; en nog 2.')
  })

  it('keeps the order in which the registers are cited and adds a new one under its own name', () => {
    const registries = [{ citation: { name: 'ISRCTN', place: 4 } }, ...facts({}).registries]
    expect(writeStatement(facts({ registries })).text.en).toContain('in ClinicalTrials.gov, EUCTR, CTIS or ISRCTN.')
  })

  it('exists for every verdict, with and without the second sentence, in both languages', () => {
    const inspect = [{ id: 'NCT01234567', reason: 'age-not-stated' as const }]
    const found = [{ ...rett, trialId: 'NCT00000003', condition: null, stopped: 'withdrawn' as const }]
    for (const verdict of VERDICTS) {
      for (const close of [[], [rett]]) {
        const basis = verdict === 'none-in-copies' ? 'copies' : 'registries'
        const { text, line } = writeStatement(facts({ verdict, basis, close, inspect, found }))
        const all = [text.en, line.en, text.nl, line.nl]
        console.log(
          `${verdict}${close.length > 0 ? ' + second sentence' : ''}\n${all.map((one) => `  ${one}`).join('\n')}`,
        )
        for (const one of all) {
          expect(one).toMatch(/^[A-Z].*\.$/)
          expect(one).not.toMatch(/undefined|null|NaN| {2}|\.\.|,,| \./)
          expect(one.includes('NCT06199700')).toBe(close.length > 0)
        }
        expect(new Set(all.slice(0, 2).map((one) => one.includes('intellectual disability')))).toEqual(new Set([true]))
        expect(new Set(all.slice(2).map((one) => one.includes('verstandelijke beperking')))).toEqual(new Set([true]))
      }
    }
  })
})

describe('a trial in words', () => {
  it.each([
    [
      {},
      'NCT06199700 (esketamine, Rett syndrome, 5 to 10 years, 3 participants)',
      'NCT06199700 (esketamine, Rett-syndroom, 5 tot en met 10 jaar, 3 deelnemers)',
    ],
    [
      { enrollment: { planned: 1, actual: null, unspecified: null, scope: null } },
      'NCT06199700 (esketamine, Rett syndrome, 5 to 10 years, 1 participant planned)',
      'NCT06199700 (esketamine, Rett-syndroom, 5 tot en met 10 jaar, 1 deelnemer gepland)',
    ],
    [
      { stopped: 'withdrawn' as const },
      'NCT06199700 (esketamine, Rett syndrome, 5 to 10 years, withdrawn)',
      'NCT06199700 (esketamine, Rett-syndroom, 5 tot en met 10 jaar, ingetrokken)',
    ],
    [
      {
        ages: { minimumYears: null, maximumYears: null, bands: ['0-17-years'], admitsMinors: true, stated: '' },
        enrollment: { planned: null, actual: null, unspecified: null, scope: null },
        periOperative: true,
      },
      'NCT06199700 (esketamine, Rett syndrome, 0 to 17 years, number of participants not stated, for anaesthesia or sedation)',
      'NCT06199700 (esketamine, Rett-syndroom, 0 tot en met 17 jaar, aantal deelnemers niet vermeld, voor narcose of een roesje)',
    ],
    [
      { ages: { minimumYears: 0.5, maximumYears: null, bands: [], admitsMinors: true, stated: '' } },
      'NCT06199700 (esketamine, Rett syndrome, 6 months and older, 3 participants)',
      'NCT06199700 (esketamine, Rett-syndroom, 6 maanden en ouder, 3 deelnemers)',
    ],
    [
      { ages: { minimumYears: 0.5, maximumYears: 17, bands: [], admitsMinors: true, stated: '' } },
      'NCT06199700 (esketamine, Rett syndrome, 6 months to 17 years, 3 participants)',
      'NCT06199700 (esketamine, Rett-syndroom, 6 maanden tot en met 17 jaar, 3 deelnemers)',
    ],
    [
      {
        ages: {
          minimumYears: null,
          maximumYears: null,
          bands: ['under-18-years', '12-17-years'],
          admitsMinors: true,
          stated: '',
        },
        agesAsIn: ['EUCTR'],
      },
      'NCT06199700 (esketamine, Rett syndrome, 12 to 17 years in EUCTR: the registers differ, 3 participants)',
      'NCT06199700 (esketamine, Rett-syndroom, 12 tot en met 17 jaar in EUCTR: de registers verschillen, 3 deelnemers)',
    ],
    [
      { ages: { minimumYears: null, maximumYears: null, bands: ['under-18-years'], admitsMinors: true, stated: '' } },
      'NCT06199700 (esketamine, Rett syndrome, under 18 years, 3 participants)',
      'NCT06199700 (esketamine, Rett-syndroom, jonger dan 18 jaar, 3 deelnemers)',
    ],
  ])('%#: %o', (partial: Partial<NamedTrial>, english, dutch) => {
    expect(trialInWords({ ...rett, ...partial })).toEqual({ en: english, nl: dutch })
  })
})

describe('plain dates and numbers', () => {
  it('writes full and partial dates and leaves anything else as it is', () => {
    expect(
      ['2026-11-22T23:59:00.000Z', '2026-11-02', '2026-03', '2026', 'spring', '2026-13'].map((one) =>
        plainDate(one, 'nl'),
      ),
    ).toEqual(['22 november 2026', '2 november 2026', 'maart 2026', '2026', 'spring', '2026-13'])
    expect(plainDate('2026-05-01', 'en')).toBe('1 May 2026')
  })

  it('groups thousands as each language does', () => {
    expect([plainNumber(1234567, 'en'), plainNumber(1234567, 'nl'), plainNumber(999, 'nl')]).toEqual([
      '1,234,567',
      '1.234.567',
      '999',
    ])
  })
})
