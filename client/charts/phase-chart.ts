import { PHASES } from '../../shared/trial-values.ts'
import type { Chart, ChartOf } from './chart.ts'
import { countValues } from './count-values.ts'

const NOT_STATED = 'none'

/** Trials per phase, in order. A trial of two phases counts in both, and the chart says so. */
export const phaseChart: ChartOf = (trials, { words }): Chart => {
  const text = words.charts.phase
  const bars = [...PHASES, NOT_STATED].map((key) => {
    const phase = PHASES.find((known) => known === key)
    return {
      key,
      label: phase === undefined ? text.notStated : words.phase[phase],
      filter: { name: 'phase', values: [key] },
    }
  })
  const counts = countValues(trials, ({ phases }) => (phases.length === 0 ? [NOT_STATED] : phases))
  const values = bars.map(({ key }) => counts.get(key) ?? 0)
  return {
    id: 'phases',
    title: text.title,
    summary: text.summary,
    group: text.group,
    bars,
    series: [{ label: words.charts.trials, tone: 'first', values }],
    stacked: false,
    notes: [],
  }
}
