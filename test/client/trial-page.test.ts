import { describe, expect, it } from 'vitest'
import { compareTerms } from '../../client/describe/compare-terms.ts'
import { explainInSteps, readCriteriaList } from '../../client/describe/criteria-reading.ts'
import { firstMatchesInSteps, segmentsOf } from '../../client/describe/criteria-segments.ts'
import { questionsFor } from '../../client/describe/questions.ts'
import { takingPart, visitQuotes } from '../../client/describe/taking-part.ts'
import { createFormats } from '../../client/state/formats.ts'
import { findGlossaryWords } from '../../shared/core/glossary-find.ts'
import { finish } from '../../shared/core/steps.ts'
import { enDetail } from '../../shared/text/en-detail.ts'
import { en } from '../../shared/text/en.ts'
import { glossaryEn } from '../../shared/text/glossary-en.ts'
import { glossaryNl } from '../../shared/text/glossary-nl.ts'
import { nlDetail } from '../../shared/text/nl-detail.ts'
import { nl } from '../../shared/text/nl.ts'
import { trialPageEn } from '../../shared/text/trial-page-en.ts'
import { trialPageNl } from '../../shared/text/trial-page-nl.ts'
import type { TrialDetail } from '../../shared/trial.ts'
import { buildArm, buildDetail, buildIntervention } from '../builders.ts'

const english = { lang: 'en' as const, words: { ...en, ...enDetail }, formats: createFormats('en') }
const dutch = { lang: 'nl' as const, words: { ...nl, ...nlDetail }, formats: createFormats('nl') }
const design = { allocation: null, interventionModel: null, masking: null, primaryPurpose: null }
const taking = (partial: Partial<TrialDetail>) => takingPart(buildDetail(partial), trialPageEn.taking, english)

describe('the pieces of a criterion', () => {
  it('are the criterion word for word', () => {
    const text = 'BMI ≥ 18.5 kg/m2 and QTc < 450 ms; MADRS 20, no SSRI in the last 2 weeks (14 days)'
    const segments = segmentsOf(text, findGlossaryWords(text))
    expect(segments.map((one) => one.text).join('')).toBe(text)
    expect(segments.filter(({ kind }) => kind === 'measure').map((one) => one.text)).toEqual([
      '≥ 18.5 kg/m2',
      '< 450 ms',
      '2 weeks',
      '14 days',
    ])
    expect(segments.flatMap((one) => (one.kind === 'word' ? [one.id] : []))).toEqual(['bmi', 'qtc', 'madrs', 'ssri'])
  })

  it('explain a word once in a list, where it first stands', () => {
    const found = finish(firstMatchesInSteps(['QTc and QTcF', 'QTc again, ECG', 'ECG'], findGlossaryWords))
    expect(found.map((matches) => matches.map(({ id, start }) => [id, start]))).toEqual([
      [['qtc', 0]],
      [['ecg', 11]],
      [],
    ])
  })

  it('stay fast on a line of 200,000 characters', () => {
    const text = `${'9'.repeat(100_000)} ${'x'.repeat(100_000)}`
    const start = performance.now()
    expect(
      segmentsOf(text, findGlossaryWords(text))
        .map((one) => one.text)
        .join(''),
    ).toBe(text)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('the criteria', () => {
  it('are read once, and explained a text at a time', () => {
    const { eligibility } = buildDetail({
      eligibility: { ...buildDetail({}).eligibility, inclusion: ['QTc below 450', 'ECG normal'], exclusion: ['QTc'] },
    })
    const reading = readCriteriaList(eligibility)
    expect(readCriteriaList(eligibility)).toBe(reading)
    expect(reading.ids).toEqual([])
    const steps = explainInSteps(reading, findGlossaryWords)
    expect(steps.next().done).toBe(false)
    expect(finish(steps).ids).toEqual(['qtc', 'ecg'])
    expect(reading.ids).toEqual([])
  })

  it.each([
    ['en', glossaryEn],
    ['nl', glossaryNl],
  ])('have their words in the order of the alphabet (%s)', (lang, entries) => {
    const terms = Object.values(entries).map(({ term }) => term)
    expect([...terms].sort(compareTerms)).toEqual([...terms].sort((a, b) => a.localeCompare(b, lang)))
  })
})

describe('what taking part involves', () => {
  it('says groups, chance, masking and placebo from the fields of ClinicalTrials.gov', () => {
    expect(
      taking({
        arms: [buildArm({ type: 'EXPERIMENTAL' }), buildArm({ type: 'PLACEBO_COMPARATOR' })],
        design: { ...design, allocation: 'RANDOMIZED', interventionModel: 'PARALLEL', masking: 'QUADRUPLE' },
      }),
    ).toEqual([
      'There are 2 groups.',
      trialPageEn.taking.allocation.random,
      trialPageEn.taking.model.parallel,
      trialPageEn.taking.masking.quadruple,
      trialPageEn.taking.placebo,
    ])
  })

  it('says them from the words of the EU register, also where several are ticked', () => {
    expect(taking({ design: { ...design, allocation: 'Randomised', masking: 'Open; Double blind' } })).toEqual([
      trialPageEn.taking.allocation.random,
      trialPageEn.taking.masking.none,
      trialPageEn.taking.masking.double,
    ])
  })

  it('quotes a word it does not know and says nothing where nothing is stated', () => {
    expect(taking({ design: { ...design, masking: 'HALF_MOON' } })[0]).toContain('“HALF_MOON”')
    expect(taking({ design: { ...design, allocation: 'NA' } })).toEqual([])
    expect(taking({})).toEqual([])
  })

  it('quotes sentences that state visits and invents none', () => {
    expect(
      visitQuotes({
        laySummary: {
          text: 'We look at mood. Participants have 8 visits over 12 weeks. Sessions are calm.',
          lang: 'en',
        },
        arms: [buildArm({ description: 'Two dosing sessions of six hours.' })],
        interventionDetails: [],
      }),
    ).toEqual(['Participants have 8 visits over 12 weeks.', 'Two dosing sessions of six hours.'])
    expect(visitQuotes(buildDetail())).toEqual([])
  })
})

describe('questions to ask', () => {
  const idsOf = (partial: Partial<TrialDetail>, locale = english, text = trialPageEn) =>
    questionsFor(buildDetail(partial), text.questions, locale).flatMap(({ questions }) => questions.map(({ id }) => id))
  const criteria = (text: string) => ({ ...buildDetail().eligibility, criteria: text, exclusion: [text] })

  it('follow from the fields', () => {
    expect(idsOf({ statusGroup: 'recruiting' })).toContain('open')
    expect(idsOf({ statusGroup: 'completed' })).toContain('ended')
    expect(idsOf({ statusGroup: 'completed' })).not.toContain('open')
    expect(idsOf({ statusGroup: 'expanded-access' })).toContain('outside-trial')
    expect(idsOf({})).not.toContain('chance')
    expect(idsOf({ design: { ...design, allocation: 'RANDOMIZED' } })).toContain('chance')
    expect(idsOf({ interventionDetails: [buildIntervention({ name: 'Placebo' })] })).toContain('placebo')
    expect(idsOf({ idReading: ['own-consent'] })).toContain('own-consent')
    expect(idsOf({ idReading: ['own-consent'] })).not.toContain('support')
    expect(idsOf({ idReading: [] })).toContain('support')
    expect(idsOf({ eligibility: criteria('No antidepressants') })).toEqual(
      expect.arrayContaining(['medicines', 'washout']),
    )
    expect(idsOf({ eligibility: criteria('Adults') })).not.toContain('washout')
    expect(idsOf({ eligibility: criteria('Uses contraception') })).toContain('contraception')
    expect(idsOf({ countries: ['US', 'CA'] })).toContain('travel')
    expect(idsOf({ countries: ['US', 'NL'] })).not.toContain('travel')
    expect(idsOf({ countries: [] })).not.toContain('travel')
  })

  it('ask about travel when the trial is not in the country of the place on the device', () => {
    const asks = (countries: string[], home: string | null) =>
      JSON.stringify(questionsFor(buildDetail({ countries }), trialPageEn.questions, english, home)).includes(
        '"travel"',
      )
    expect(asks(['NL'], 'DE')).toBe(true)
    expect(asks(['DE'], 'DE')).toBe(false)
    expect(asks(['DE'], null)).toBe(true)
  })

  it('name the substance and the countries, in both languages', () => {
    const trial = buildDetail({
      substances: [{ substanceId: 'psilocybin', role: 'investigated' }],
      countries: ['US'],
    })
    const text = (locale: typeof english | typeof dutch, words: typeof trialPageEn): string =>
      JSON.stringify(questionsFor(trial, words.questions, locale))
    expect(text(english, trialPageEn)).toContain('risks of psilocybin are known')
    expect(text(dutch, trialPageNl)).toContain('van psilocybine zijn bekend')
    expect(text(dutch, trialPageNl)).toContain('De trial is in: Verenigde Staten')
  })

  it('do not speak of a treatment that nobody gets to test', () => {
    const asked = idsOf({ substances: [{ substanceId: 'esketamine', role: 'mentioned' }] })
    expect(asked).not.toContain('home')
    expect(asked).not.toContain('risks')
  })
})
