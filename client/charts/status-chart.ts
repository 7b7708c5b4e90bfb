import { STATUS_GROUPS } from '../../shared/trial.ts'
import { isRecruitingNow } from '../describe/status-words.ts'
import type { Chart, ChartOf } from './chart.ts'

/** Trials per status group; what comes from copies is a colour and a column of its own, never "now". */
export const statusChart: ChartOf = (trials, { words, formats }): Chart => {
  const text = words.charts.status
  const groups = STATUS_GROUPS.filter((group) => trials.some((trial) => trial.statusGroup === group))
  const count = (copies: boolean): number[] =>
    groups.map((group) => trials.filter((t) => t.statusGroup === group && (t.from === 'snapshot') === copies).length)
  const series = [
    { label: text.now, tone: 'first' as const, values: count(false) },
    { label: text.copies, tone: 'muted' as const, values: count(true) },
  ]
  return {
    id: 'status',
    title: text.title,
    summary: text.summary(formats.number(trials.filter(isRecruitingNow).length), formats.number(trials.length)),
    group: text.group,
    bars: groups.map((group) => ({
      key: group,
      label: words.status.now[group],
      filter: { name: 'status', values: [group] },
    })),
    series: series.filter((one) => one.values.some((value) => value > 0)),
    stacked: true,
    notes: [],
  }
}
