import { csvOf } from '../describe/csv.ts'
import type { Chart } from './chart.ts'

/** The table of a chart for a spreadsheet: the same rows, columns and numbers as on screen. */
export function chartCsv(chart: Chart): string {
  return csvOf([
    [chart.group, ...chart.series.map(({ label }) => label)],
    ...chart.bars.map(({ label }, index) => [label, ...chart.series.map(({ values }) => values[index] ?? 0)]),
  ])
}
