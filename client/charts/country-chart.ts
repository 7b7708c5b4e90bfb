import { NOT_STATED } from './chart.ts'
import type { Bar, Chart, ChartOf } from './chart.ts'

/** Trials per country, most first. A trial in several countries counts in each, and the chart says so. */
export const countryChart: ChartOf = (trials, { words, formats }): Chart => {
  const text = words.charts.country
  const counts = new Map<string, number>()
  let unstated = 0
  for (const { countries } of trials) {
    if (countries.length === 0) unstated += 1
    // One alone cannot stand there twice.
    for (const code of countries.length < 2 ? countries : new Set(countries))
      counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const codes = [...counts.keys()].sort(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || formats.country(a).localeCompare(formats.country(b)),
  )
  const bars: Bar[] = codes.map((code) => ({
    key: code,
    label: formats.country(code),
    filter: { name: 'country', values: [code] },
  }))
  const [first] = codes
  return {
    id: 'countries',
    title: text.title,
    summary:
      first === undefined
        ? text.none
        : text.summary(codes.length, formats.number(codes.length), formats.country(first)),
    group: text.group,
    bars:
      unstated === 0
        ? bars
        : [
            ...bars,
            { key: NOT_STATED, label: words.charts.phase.notStated, filter: { name: 'unstated', values: ['country'] } },
          ],
    series: [
      {
        label: words.charts.trials,
        tone: 'first',
        values: [...codes.map((code) => counts.get(code) ?? 0), ...(unstated === 0 ? [] : [unstated])],
      },
    ],
    stacked: false,
    picture: 'map',
    notes: [text.several],
  }
}
