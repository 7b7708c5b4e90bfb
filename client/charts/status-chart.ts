import { STATUS_GROUPS } from '../../shared/trial-values.ts'
import type { StatusGroup } from '../../shared/trial.ts'
import { isRecruitingNow } from '../describe/status-words.ts'
import type { Chart, ChartOf } from './chart.ts'

/** Trials per status group; what comes from copies is a colour and a column of its own, never "now". */
export const statusChart: ChartOf = (trials, { words, formats }): Chart => {
  const text = words.charts.status
  const now = new Map<StatusGroup, number>()
  const copies = new Map<StatusGroup, number>()
  for (const { statusGroup, from } of trials) {
    const counts = from === 'snapshot' ? copies : now
    counts.set(statusGroup, (counts.get(statusGroup) ?? 0) + 1)
  }
  const groups = STATUS_GROUPS.filter((group) => now.has(group) || copies.has(group))
  const series = [
    { label: text.now, tone: 'first' as const, values: groups.map((group) => now.get(group) ?? 0) },
    { label: text.copies, tone: 'muted' as const, values: groups.map((group) => copies.get(group) ?? 0) },
  ]
  const held = trials.filter(({ statusFrom }) => statusFrom === 'snapshot')
  const wereRecruiting = held.filter(({ statusGroup }) => statusGroup === 'recruiting').length
  const asked = trials.length - held.length
  // Of a copy nobody knows whether it recruits now: it is in neither number of that sentence.
  const summary = [
    ...(asked > 0 ? [text.summary(formats.number(trials.filter(isRecruitingNow).length), formats.number(asked))] : []),
    ...(held.length > 0 ? [text.summaryOfCopies(formats.number(wereRecruiting), formats.number(held.length))] : []),
  ].join(' ')
  return {
    id: 'status',
    title: text.title,
    summary,
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
