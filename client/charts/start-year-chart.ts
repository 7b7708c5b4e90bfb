import type { TrialSummary } from '../../shared/trial.ts'
import { NOT_STATED } from './chart.ts'
import type { Chart, ChartOf } from './chart.ts'

/** A year far from the others gets no row of empty years in between. */
const WIDEST_GAP = 6

/** Trials per year of their stated start; a year without trials between two others is drawn, as 0. */
export const startYearChart: ChartOf = (trials, { words, formats }): Chart => {
  const text = words.charts.startYear
  const counts = new Map<string, number>()
  for (const trial of trials) counts.set(yearOf(trial), (counts.get(yearOf(trial)) ?? 0) + 1)
  const stated = [...counts.keys()].filter((key) => key !== NOT_STATED).sort()
  const unstated = counts.get(NOT_STATED) ?? 0
  const keys = [...withGaps(stated), ...(unstated > 0 ? [NOT_STATED] : [])]
  const [first, last] = [stated[0], stated.at(-1)]
  return {
    id: 'start-years',
    title: text.title,
    summary: first === undefined || last === undefined ? text.none : text.summary(first, last),
    group: text.group,
    bars: keys.map((key) =>
      key === NOT_STATED
        ? { key, label: words.charts.phase.notStated, filter: { name: 'unstated', values: ['startDate'] } }
        : { key, label: key, filter: { name: 'startYear', values: [key] } },
    ),
    series: [{ label: words.charts.trials, tone: 'first', values: keys.map((key) => counts.get(key) ?? 0) }],
    stacked: false,
    picture: 'columns',
    notes: [
      ...(stated.length > 0 ? [text.planned] : []),
      ...(unstated > 0 ? [text.notStated(unstated, formats.number(unstated))] : []),
    ],
  }
}

/** The year of the stated start, as `/api/summary` groups it. */
function yearOf({ startDate }: TrialSummary): string {
  return startDate?.slice(0, 4) ?? NOT_STATED
}

function withGaps(years: readonly string[]): string[] {
  return years.flatMap((year, index) => {
    const gap = index === 0 ? 1 : Number(year) - Number(years[index - 1])
    if (gap < 2 || gap > WIDEST_GAP) return [year]
    return [...Array.from({ length: gap - 1 }, (_, step) => String(Number(year) - gap + 1 + step)), year]
  })
}
