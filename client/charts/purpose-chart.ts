import { PURPOSES } from '../../shared/trial-values.ts'
import type { Chart, ChartOf } from './chart.ts'
import { countValues } from './count-values.ts'

/** Trials per purpose, those that occur. */
export const purposeChart: ChartOf = (trials, { words }): Chart => {
  const text = words.charts.purpose
  const counts = countValues(trials, ({ purpose }) => [purpose])
  const purposes = PURPOSES.filter((purpose) => counts.has(purpose))
  return {
    id: 'purposes',
    title: text.title,
    summary: text.summary,
    group: text.group,
    bars: purposes.map((purpose) => ({
      key: purpose,
      label: words.purpose[purpose],
      filter: { name: 'purpose', values: [purpose] },
    })),
    series: [
      {
        label: words.charts.trials,
        tone: 'first',
        values: purposes.map((purpose) => counts.get(purpose) ?? 0),
      },
    ],
    stacked: false,
    notes: [],
  }
}
