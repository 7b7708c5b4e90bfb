import { describe, expect, it } from 'vitest'
import { citeStatement } from '../../shared/core/citation.ts'
import { citationInWords } from '../../client/describe/citation.ts'
import { exceptionsCsv } from '../../client/describe/exceptions-csv.ts'
import { registryWords } from '../../client/describe/registry-words.ts'
import { isRecruitingNow, statusWords } from '../../client/describe/status-words.ts'
import { trialLead } from '../../shared/text/trial-lead.ts'
import { ageWords, enrollmentWords, fieldWords, isAboutMood, phaseWords } from '../../client/describe/trial-words.ts'
import { createFormats } from '../../client/state/formats.ts'
import type { RegistryState, StatementReply } from '../../shared/api.ts'
import { enDetail } from '../../shared/text/en-detail.ts'
import { en } from '../../shared/text/en.ts'
import { nlDetail } from '../../shared/text/nl-detail.ts'
import { nl } from '../../shared/text/nl.ts'
import type { Ages } from '../../shared/trial.ts'
import { buildDetail, buildSummary } from '../builders.ts'

const english = { lang: 'en' as const, words: { ...en, ...enDetail }, formats: createFormats('en') }
const dutch = { lang: 'nl' as const, words: { ...nl, ...nlDetail }, formats: createFormats('nl') }
const none = { planned: null, actual: null, unspecified: null, scope: null }

describe('status in words', () => {
  it('says how it was, and when, for a copy', () => {
    const copy = buildSummary({ statusGroup: 'recruiting', from: 'snapshot', asOf: '2024-03-03' })
    expect(statusWords(copy, english).text).toBe('Was recruiting on 3 March 2024')
    expect(statusWords(copy, dutch).text).toBe('Zocht deelnemers op 3 maart 2024')
    expect(statusWords({ ...copy, statusAsOf: null }, english).text).toBe('Was recruiting (date unknown)')
    expect(statusWords({ ...copy, statusAsOf: '2024-03' }, english).text).toBe('Was recruiting in March 2024')
    expect(statusWords(copy, english).tone).not.toBe('good')
    expect(isRecruitingNow(copy)).toBe(false)
    // The oldest copy of the trial is another record than the one that gives the status (NCT02782104).
    const later = { ...copy, asOf: '2020-12', statusAsOf: '2025-04-29', statusGroup: 'completed' as const }
    expect(statusWords(later, english).text).toContain('29 April 2025')
    expect(statusWords({ ...later, statusFrom: 'live' as const }, english).text).not.toContain('2025')
  })

  it('says "recruiting" only for the register’s own answer, and not in green when it looks out of date', () => {
    const live = buildSummary({ statusGroup: 'recruiting' })
    expect(statusWords(live, english)).toMatchObject({ text: 'Recruiting', tone: 'good' })
    expect(statusWords({ ...live, staleRecruiting: true }, english).tone).toBe('warn')
  })

  it('keeps the register’s own word in view when it is unknown', () => {
    const odd = buildSummary({ statusGroup: 'unknown', overallStatus: 'HALTED_BY_MOON' })
    expect(statusWords(odd, english).text).toContain('“HALTED_BY_MOON”')
  })
})

describe('ages in words', () => {
  const ages = (partial: Partial<Ages>): Ages => ({
    minimumYears: null,
    maximumYears: null,
    bands: [],
    admitsMinors: null,
    stated: '',
    ...partial,
  })

  it('gives limits, open ends, months and bands as they are', () => {
    expect(ageWords(ages({ minimumYears: 18, maximumYears: 65 }), english)).toBe('18 to 65 years')
    expect(ageWords(ages({ minimumYears: 18, maximumYears: 65 }), dutch)).toBe('18 tot en met 65 jaar')
    expect(ageWords(ages({ minimumYears: 18 }), english)).toBe('18 years and older')
    expect(ageWords(ages({ maximumYears: 17 }), english)).toBe('Up to 17 years')
    expect(ageWords(ages({ minimumYears: 0.5, maximumYears: 6 }), english)).toBe('6 months to 6 years')
    expect(ageWords(ages({ bands: ['12-17-years', '18-64-years'] }), english)).toBe(
      'Age groups: 12–17 years and 18–64 years',
    )
    expect(ageWords(ages({}), english)).toBe('Ages not stated')
  })
})

it('keeps planned, actual and unspecified numbers apart in words', () => {
  expect(enrollmentWords({ ...none, planned: 145, actual: 147 }, 'completed', english)).toEqual([
    '145 planned',
    '147 took part',
  ])
  expect(enrollmentWords({ ...none, unspecified: 1254 }, 'recruiting', dutch)).toEqual([
    '1.254 (gepland of echt: niet vermeld)',
  ])
  expect(enrollmentWords({ ...none, actual: 0 }, 'never-started', english)).toEqual([en.enrollment.withdrawn])
  expect(enrollmentWords(none, 'recruiting', english)).toEqual(['Number not stated'])
  expect(enrollmentWords({ ...none, planned: 10, scope: 'country' }, 'recruiting', english)).toContain(
    'in one country only',
  )
})

it('names combined phases together and a missing phase as not stated', () => {
  expect(phaseWords(['PHASE1', 'PHASE2'], english).text).toBe('Phase 1 and Phase 2 combined')
  expect(phaseWords([], english).text).toBe('Not stated')
})

it('puts fields of evidence in words and shows an unknown field as it is', () => {
  expect(fieldWords('conditions', english)).toBe('conditions')
  expect(fieldWords('conditions (polarity unclear)', english)).toContain('conditions (')
  expect(fieldWords('someNewField', english)).toBe('someNewField')
})

it('finds content near which the crisis lines belong', () => {
  expect(isAboutMood(buildSummary({ conditions: ['Major Depressive Disorder'] }))).toBe(true)
  expect(isAboutMood(buildSummary({ title: 'Suicidal ideation in adolescents' }))).toBe(true)
  expect(isAboutMood(buildSummary({ conditions: ['Fibromyalgia'] }))).toBe(false)
})

describe('the first sentences of a trial', () => {
  it('are filled from fields only', () => {
    const trial = buildDetail({
      substances: [{ substanceId: 'esketamine', role: 'investigated' }],
      conditions: ['Rett Syndrome'],
      enrollment: { ...none, planned: 3 },
      countries: ['CN'],
    })
    expect(trialLead(trial, english)).toEqual([
      'This trial tests esketamine in people with: Rett Syndrome.',
      '3 participants are planned.',
      'It takes place in China.',
    ])
    expect(trialLead(trial, dutch)[0]).toBe('Deze trial onderzoekt esketamine bij mensen met: Rett Syndrome.')
  })

  it('do not say a substance is tested when it is given to everyone', () => {
    const trial = buildDetail({ substances: [{ substanceId: 'esketamine', role: 'background' }] })
    expect(trialLead(trial, english)[0]).toBe('Everyone gets esketamine; it is not what is tested.')
  })
})

describe('states of a registry', () => {
  const registry = (partial: Partial<RegistryState>): RegistryState => ({
    registryId: 'x',
    name: 'X',
    url: '',
    state: 'fresh',
    fetchedAt: null,
    error: null,
    progress: null,
    collections: [],
    ...partial,
  })
  const error = { code: 'registry-unavailable', message: 'timeout', at: '2026-11-22T08:00:00.000Z' }

  it('say that copies are copies and a failure a failure', () => {
    expect(registryWords(registry({ state: 'snapshot', fetchedAt: '2026-09-23' }), english).text).toBe(
      'copies, as of 23 September 2026',
    )
    expect(registryWords(registry({ state: 'snapshot' }), dutch).text).toBe('kopieën, datum onbekend')
    expect(registryWords(registry({ state: 'failed', error }), english).text).toMatch(/^could not be asked since/)
    expect(registryWords(registry({ state: 'stale', fetchedAt: error.at, error }), english).trouble).toMatch(/failed/)
  })
})

describe('citing and taking along', () => {
  const statement = {
    version: '2026-11-22.abc',
    line: { en: 'No paediatric trials {of} 50% exist.', nl: 'Geen trials.' },
    publishedAt: '2026-11-22T08:00:00.000Z',
  } as StatementReply

  it('gives a citation that names the version, the date and an address that stays', () => {
    const plain = citationInWords(statement, 'https://app.test', english)
    expect(plain).toContain('Version 2026-11-22.abc')
    expect(plain).toContain('https://app.test/evidence?version=2026-11-22.abc')
    const { bibtex, ris } = citeStatement(statement, 'https://app.test', 'en')
    expect(bibtex).toContain('title = {{No paediatric trials \\{of\\} 50\\% exist.}}')
    expect(bibtex).toMatch(/^@misc\{[\w-]+,\n/)
    expect(ris).toContain('UR  - https://app.test/evidence?version=2026-11-22.abc')
    expect(ris.split('\r\n').every((line) => line === '' || /^[A-Z][A-Z0-9] {2}- /.test(line))).toBe(true)
  })

  it('writes a table that no spreadsheet runs', () => {
    const csv = exceptionsCsv([
      {
        trialId: 'NCT06199700',
        title: '=HYPERLINK("http://evil")',
        tier: 'syndrome',
        paediatric: null,
        role: 'investigated',
        purpose: 'other',
        overallStatus: 'RECRUITING',
        ages: '5 Years, 10 Years',
        quote: 'a "quoted" word',
        field: 'conditions',
      },
    ])
    expect(csv.startsWith('\uFEFFtrialId,')).toBe(true)
    expect(csv).toContain('"\'=HYPERLINK(""http://evil"")"')
    expect(csv).toContain('"5 Years, 10 Years"')
    expect(csv).toContain('not stated')
    expect(csv.endsWith('\r\n')).toBe(true)
  })
})
