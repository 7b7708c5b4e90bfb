import type { TrialSummary } from '../../shared/trial.ts'
import type { Bar, Chart, ChartOf } from './chart.ts'

/** Adults only, admits minors, not stated; split by how the register says it: limits in years or age groups. */
export const ageChart: ChartOf = (trials, { words, formats }): Chart => {
  const text = words.charts.age
  const rows: readonly (Bar & { admitsMinors: boolean | null })[] = [
    {
      key: 'minors',
      label: words.ages.admitsMinors,
      filter: { name: 'admitsMinors', values: ['true'] },
      admitsMinors: true,
    },
    {
      key: 'adults',
      label: words.ages.adultsOnly,
      filter: { name: 'admitsMinors', values: ['false'] },
      admitsMinors: false,
    },
    { key: 'not-stated', label: text.unknown, filter: { name: 'unstated', values: ['ages'] }, admitsMinors: null },
  ]
  const count = (test: (trial: TrialSummary) => boolean): number[] =>
    rows.map((row) => trials.filter((trial) => trial.ages.admitsMinors === row.admitsMinors && test(trial)).length)
  const series = [
    { label: text.exact, tone: 'first' as const, values: count(hasLimits) },
    {
      label: text.bands,
      tone: 'second' as const,
      values: count((trial) => !hasLimits(trial) && trial.ages.bands.length > 0),
    },
    {
      label: text.unknown,
      tone: 'muted' as const,
      values: count((trial) => !hasLimits(trial) && trial.ages.bands.length === 0),
    },
  ]
  const minors = trials.filter((trial) => trial.ages.admitsMinors === true).length
  return {
    id: 'ages',
    title: text.title,
    summary: text.summary(formats.number(minors), formats.number(trials.length)),
    group: text.group,
    bars: rows.map(({ key, label, filter }) => ({ key, label, filter })),
    series: series.filter((one) => one.values.some((value) => value > 0)),
    stacked: true,
    notes: [],
  }
}

function hasLimits({ ages }: TrialSummary): boolean {
  return ages.minimumYears !== null || ages.maximumYears !== null
}
