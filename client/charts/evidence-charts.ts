import { ID_READINGS } from '../../shared/trial-values.ts'
import type { Statement, Summary } from '../../shared/api.ts'
import type { Locale } from '../state/locale.ts'
import type { Chart } from './chart.ts'

/** How many trials are left after each step of the search. */
export function funnelChart(statement: Pick<Statement, 'funnel'>, { words }: Locale): Chart {
  const text = words.charts.funnel
  return {
    id: 'funnel',
    title: text.title,
    summary: text.summary,
    group: text.group,
    bars: statement.funnel.map(({ step }) => ({ key: step, label: text.steps[step] ?? step, filter: null })),
    series: [{ label: words.charts.trials, tone: 'first', values: statement.funnel.map(({ trials }) => trials) }],
    stacked: false,
    notes: [],
  }
}

/** How the criteria we hold treat people with an intellectual disability. `total`: all trials that were screened. */
export function idReadingChart(
  summary: Pick<Summary, 'byIdReading'>,
  total: number,
  { words, formats }: Locale,
): Chart {
  const text = words.charts.idReading
  const groups = ID_READINGS.map((key) => ({
    key,
    trials: summary.byIdReading.find((g) => g.key === key)?.trials ?? 0,
  }))
  const read = new Set(summary.byIdReading.flatMap((g) => (groups.some(({ key }) => key === g.key) ? g.trialIds : [])))
  return {
    id: 'id-reading',
    title: text.title,
    summary: text.summary(formats.number(read.size), formats.number(total)),
    group: text.group,
    bars: groups.map(({ key }) => ({ key, label: words.idReading[key], filter: { name: 'idReading', values: [key] } })),
    series: [{ label: words.charts.trials, tone: 'first', values: groups.map(({ trials }) => trials) }],
    stacked: false,
    notes: [],
  }
}
