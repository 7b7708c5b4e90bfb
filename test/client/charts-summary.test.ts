import { expect, it } from 'vitest'
import { ageChart } from '../../client/charts/age-chart.ts'
import { chartCsv } from '../../client/charts/chart-csv.ts'
import { NOT_STATED } from '../../client/charts/chart.ts'
import type { Chart } from '../../client/charts/chart.ts'
import { countryChart } from '../../client/charts/country-chart.ts'
import { enrollmentChart } from '../../client/charts/enrollment-chart.ts'
import { charts } from '../../client/charts/index.ts'
import { phaseChart } from '../../client/charts/phase-chart.ts'
import { purposeChart } from '../../client/charts/purpose-chart.ts'
import { startYearChart } from '../../client/charts/start-year-chart.ts'
import { statusChart } from '../../client/charts/status-chart.ts'
import { createFormats } from '../../client/state/formats.ts'
import { registries } from '../../server/registries/index.ts'
import { loadSnapshot } from '../../server/snapshot/load-snapshot.ts'
import type { SummaryGroup } from '../../shared/api.ts'
import { deriveCatalogue } from '../../shared/core/derive-catalogue.ts'
import { computeSummary } from '../../shared/core/summary.ts'
import { substances } from '../../shared/substances/index.ts'
import { en } from '../../shared/text/en.ts'
import { buildSummary } from '../builders.ts'

/** What the page draws is what `/api/summary` says, on the bundled trials and not on three invented ones. */

const locale = { lang: 'en' as const, words: en, formats: createFormats('en') }
const { trials: joined } = deriveCatalogue(loadSnapshot(), {
  substances,
  registryOrder: registries.map(({ id }) => id),
  now: '2026-11-22T00:00:00.000Z',
})
const trials = joined.map(({ summary }) => summary)
const summary = computeSummary(trials)

/** Numbers of a chart by key, its series added up; rows that are only there to show a gap are left out. */
function numbersOf(chart: Chart): Record<string, number> {
  const rows = chart.bars.map(
    ({ key }, bar) => [key, chart.series.reduce((sum, s) => sum + s.values[bar]!, 0)] as const,
  )
  return Object.fromEntries(rows.filter(([, trialsOfRow]) => trialsOfRow > 0))
}

const countsOf = (groups: readonly SummaryGroup[]): Record<string, number> =>
  Object.fromEntries(groups.map(({ key, trials: count }) => [key, count]))

it('has enough trials to mean something', () => {
  expect(trials.length).toBeGreaterThan(200)
})

it('draws the same countries, start years, purposes and statuses as the summary', () => {
  expect(numbersOf(countryChart(trials, locale))).toEqual(countsOf(summary.byCountry))
  expect(numbersOf(startYearChart(trials, locale))).toEqual(countsOf(summary.byStartYear))
  expect(numbersOf(purposeChart(trials, locale))).toEqual(countsOf(summary.byPurpose))
  expect(numbersOf(statusChart(trials, locale))).toEqual(countsOf(summary.byStatus))
})

it('draws the same ages as the summary, which sets trials for minors only apart', () => {
  const counts = countsOf(summary.byAge)
  const minors = (counts['admits-minors'] ?? 0) + (counts['minors-only'] ?? 0)
  expect(numbersOf(ageChart(trials, locale))).toEqual({
    minors,
    adults: counts['adults-only'],
    [NOT_STATED]: counts[NOT_STATED],
  })
})

it('counts in each phase every trial that the summary has in it alone or combined', () => {
  const drawn = numbersOf(phaseChart(trials, locale))
  for (const [key, count] of Object.entries(drawn)) {
    const groups = summary.byPhase.filter((g) => (key === 'none' ? g.key === 'none' : g.key.split('/').includes(key)))
    expect(new Set(groups.flatMap(({ trialIds }) => trialIds)).size, key).toBe(count)
  }
  expect(Object.keys(drawn).length).toBeGreaterThan(4)
})

it('draws the same numbers of participants as the summary, in the same steps', () => {
  const chart = enrollmentChart(trials, locale)
  const kinds = { planned: 'Planned', actual: 'Actual', unspecified: 'Kind not stated' } as const
  for (const [kind, label] of Object.entries(kinds)) {
    const series = chart.series.find((one) => one.label === label)
    const drawn = chart.bars.flatMap(({ key }, bar) =>
      series?.values[bar] ? [[key, series.values[bar]] as const] : [],
    )
    // '1-10' and '501+' begin where the bar of that key does.
    const groups = summary.enrollment[kind as keyof typeof kinds]
    expect(Object.fromEntries(drawn), kind).toEqual(
      Object.fromEntries(groups.map(({ key, trials: count }) => [/^\d+/.exec(key)![0], count])),
    )
  }
})

it('gives as CSV every row and number of the chart', () => {
  for (const chartOf of charts) {
    const chart = chartOf(trials, locale)
    const lines = chartCsv(chart)
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n')
    expect(lines).toHaveLength(chart.bars.length + 1)
    lines.slice(1).forEach((line, bar) => {
      const numbers = chart.series.map(({ values }) => String(values[bar]))
      expect(line.split(',').slice(-numbers.length), `${chart.id}: ${line}`).toEqual(numbers)
    })
  }
})

it('writes a label that a spreadsheet would run, or that holds a comma, as text', () => {
  const [first] = startYearChart([buildSummary({ startDate: '2024' })], locale).bars
  const chart = {
    ...startYearChart([buildSummary({ startDate: '2024' })], locale),
    bars: [{ ...first!, label: '=1+1, "x"' }],
  }
  expect(chartCsv(chart)).toBe('\uFEFFYear of start,Trials\r\n"\'=1+1, ""x""",1\r\n')
})

it('shows a year without trials between two others, and no row of years before a lonely one', () => {
  const years = (...starts: string[]) =>
    startYearChart(
      starts.map((startDate, i) => buildSummary({ trialId: `NCT0000000${i}`, startDate })),
      locale,
    ).bars.map(({ key }) => key)
  expect(years('2020-05', '2022-01-31')).toEqual(['2020', '2021', '2022'])
  expect(years('1991', '2022')).toEqual(['1991', '2022'])
})
