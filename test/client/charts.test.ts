import { describe, expect, it } from 'vitest'
import { ageChart } from '../../client/charts/age-chart.ts'
import { wrapLabel } from '../../client/charts/bar-configuration.ts'
import { enrollmentChart } from '../../client/charts/enrollment-chart.ts'
import { idReadingChart } from '../../client/charts/evidence-charts.ts'
import { charts } from '../../client/charts/index.ts'
import { phaseChart } from '../../client/charts/phase-chart.ts'
import { statusChart } from '../../client/charts/status-chart.ts'
import { createFormats } from '../../client/state/formats.ts'
import { exploreView } from '../../client/state/explore-view.ts'
import { substances } from '../../shared/substances/index.ts'
import { en } from '../../shared/text/en.ts'
import { buildSummary } from '../builders.ts'

const locale = { lang: 'en' as const, words: en, formats: createFormats('en') }
const none = { planned: null, actual: null, unspecified: null, scope: null }

describe('enrolment', () => {
  const trials = [
    buildSummary({ trialId: 'NCT1', enrollment: { ...none, planned: 40, scope: 'whole-trial' } }),
    buildSummary({ trialId: 'NCT2', enrollment: { ...none, planned: 60, actual: 55 } }),
    buildSummary({ trialId: 'NCT3', enrollment: { ...none, unspecified: 12 } }),
    buildSummary({ trialId: 'NCT4', enrollment: { ...none, actual: 0 }, statusGroup: 'never-started' }),
    buildSummary({ trialId: 'NCT5', enrollment: { ...none, planned: 1000, scope: 'eea' } }),
    buildSummary({ trialId: 'NCT6' }),
  ]
  const chart = enrollmentChart(trials, locale)

  it('keeps planned and actual in series of their own and never adds them up', () => {
    expect(chart.series.map(({ label }) => label)).toEqual(['Planned', 'Actual', 'Kind not stated'])
    expect(chart.summary).toContain('Planned: 100 people in 2 trials.')
    expect(chart.summary).toContain('Actual: 55 people in 1 trial.')
  })

  it('does not count a withdrawn trial as one of size 0, and says so', () => {
    expect(chart.bars.map(({ label }) => label)).not.toContain('0')
    expect(chart.notes).toContain(en.charts.enrollment.withdrawn(1, '1'))
  })

  it('keeps a number for part of the countries out of the total', () => {
    expect(chart.notes).toContain(en.charts.enrollment.partial(1, '1'))
  })

  it('says how many trials state no number', () => {
    expect(chart.notes).toContain(en.charts.enrollment.notStated(1, '1'))
  })
})

it('counts a trial of two phases in both, and no phase apart from "not applicable"', () => {
  const chart = phaseChart(
    [buildSummary({ phases: ['PHASE1', 'PHASE2'] }), buildSummary({ phases: ['NA'] }), buildSummary()],
    locale,
  )
  const count = (key: string) => chart.series[0]!.values[chart.bars.findIndex((bar) => bar.key === key)]
  expect([count('PHASE1'), count('PHASE2'), count('NA'), count('none')]).toEqual([1, 1, 1, 1])
})

it('does not read a missing age as adults only', () => {
  const stated = { minimumYears: 18, maximumYears: null, bands: [], admitsMinors: false, stated: '18 Years' }
  const chart = ageChart([buildSummary({ ages: stated }), buildSummary()], locale)
  const adults = chart.bars.findIndex(({ key }) => key === 'adults')
  const unknown = chart.bars.findIndex(({ key }) => key === 'not-stated')
  const total = (index: number) => chart.series.reduce((sum, one) => sum + one.values[index]!, 0)
  expect([total(adults), total(unknown)]).toEqual([1, 1])
})

it('draws copies apart and never counts them as recruiting now', () => {
  const chart = statusChart(
    [buildSummary({ statusGroup: 'recruiting' }), buildSummary({ statusGroup: 'recruiting', from: 'snapshot' })],
    locale,
  )
  expect(chart.series.map(({ values }) => values[0])).toEqual([1, 1])
  const { status } = en.charts
  expect(chart.summary).toBe(`${status.summary('1', '1')} ${status.summaryOfCopies('1', '1')}`)
  const copies = statusChart([buildSummary({ statusGroup: 'recruiting', from: 'snapshot' })], locale)
  expect(copies.summary).toBe(status.summaryOfCopies('1', '1'))
})

it('leads from every bar to as many trials as it shows', () => {
  const trials = [
    buildSummary({ trialId: 'NCT1', phases: ['PHASE2'], statusGroup: 'paused', enrollment: { ...none, planned: 40 } }),
    buildSummary({ trialId: 'NCT2', phases: [], statusGroup: 'completed', enrollment: { ...none, actual: 700 } }),
    buildSummary({
      trialId: 'NCT3',
      ages: { minimumYears: 12, maximumYears: 17, bands: [], admitsMinors: true, stated: '12-17' },
    }),
  ]
  let checked = 0
  for (const chartOf of charts) {
    const chart = chartOf(trials, locale)
    chart.bars.forEach((bar, index) => {
      chart.series.forEach((series) => {
        const filter = series.filters?.[index] ?? bar.filter
        if (filter === null || (chart.stacked && chart.series.length > 1)) return
        const params = filter.values.map((value) => [filter.name, value] as const)
        expect(exploreView({ trials, params, age: null, substances }).dropped).toEqual([])
        expect(exploreView({ trials, params, age: null, substances }).shown).toHaveLength(series.values[index]!)
        checked += 1
      })
    })
  }
  expect(checked).toBeGreaterThan(15)
})

it('counts each trial once among those whose criteria are held', () => {
  const group = (key: string, trialIds: string[]) => ({
    key,
    trials: trialIds.length,
    participants: null,
    planned: null,
    unspecified: null,
    trialIds,
  })
  const chart = idReadingChart({ byIdReading: [group('excludes', ['A', 'B']), group('own-consent', ['A'])] }, 9, locale)
  expect(chart.summary).toBe(en.charts.idReading.summary('2', '9'))
  expect(chart.series[0]!.values).toEqual([2, 1, 0, 0, 0])
})

it('breaks long labels between words only', () => {
  expect(wrapLabel('Under way, no longer recruiting', 20)).toEqual(['Under way, no longer', 'recruiting'])
  expect(wrapLabel('Onderzoeksbehandelingsplaats', 10)).toEqual(['Onderzoeksbehandelingsplaats'])
})
