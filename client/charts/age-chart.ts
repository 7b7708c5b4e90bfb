import type { TrialSummary } from '../../shared/trial.ts'
import type { Bar, Chart, ChartOf } from './chart.ts'
import { countValues } from './count-values.ts'

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
  const counts = countValues(trials, (trial) => [`${String(trial.ages.admitsMinors)} ${statedAs(trial)}`])
  const values = (stated: Stated): number[] =>
    rows.map(({ admitsMinors }) => counts.get(`${String(admitsMinors)} ${stated}`) ?? 0)
  const series = [
    { label: text.exact, tone: 'first' as const, values: values('limits') },
    { label: text.bands, tone: 'second' as const, values: values('bands') },
    { label: text.unknown, tone: 'muted' as const, values: values('neither') },
  ]
  const [minors = 0] = rows.map((_row, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0))
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

type Stated = 'limits' | 'bands' | 'neither'

function statedAs({ ages }: TrialSummary): Stated {
  if (ages.minimumYears !== null || ages.maximumYears !== null) return 'limits'
  return ages.bands.length > 0 ? 'bands' : 'neither'
}
