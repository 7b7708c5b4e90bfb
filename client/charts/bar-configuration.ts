import { NOT_STATED } from './chart.ts'
import type { BarFilter, Chart } from './chart.ts'
import type { BarConfiguration } from './chartjs.ts'

/** Characters of a label's line: narrow beside the list, wider across a page. */
const LABEL_WIDTH = 20
const WIDE_LABEL_WIDTH = 44
const WIDE_PX = 520

/** The drawing instructions of a chart, in the colours and letters of the element it stands in. */
export function barConfiguration(
  chart: Chart,
  element: Element,
  choose: (filter: BarFilter) => void,
  /** False for new numbers in a picture that is there: growing from nothing again would only distract. */
  animate: boolean,
): BarConfiguration {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  const labelWidth = element.clientWidth >= WIDE_PX ? WIDE_LABEL_WIDTH : LABEL_WIDTH
  const still = !animate || window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const filterAt = (series: number, bar: number): BarFilter | null =>
    chart.series[series]?.filters?.[bar] ?? chart.bars[bar]?.filter ?? null
  const upright = chart.picture === 'columns'
  // It stands last; beside years it would be read as one.
  const bars = upright ? chart.bars.filter(({ key }) => key !== NOT_STATED) : chart.bars
  const counts = { stacked: chart.stacked, beginAtZero: true, display: false }
  const names = {
    stacked: chart.stacked,
    grid: { display: false },
    border: { display: false },
    ticks: { color: token('--ink'), autoSkip: upright, maxRotation: upright ? 60 : 0 },
  }
  return {
    type: 'bar',
    data: {
      labels: bars.map((bar) => (upright ? bar.label : wrapLabel(bar.label, labelWidth))),
      datasets: chart.series.map((one) => ({
        label: one.label,
        data: one.values.slice(0, bars.length),
        backgroundColor: token(`--chart-${one.tone}`),
        borderRadius: 3,
        maxBarThickness: 26,
        categoryPercentage: 0.78,
      })),
    },
    options: {
      indexAxis: upright ? 'x' : 'y',
      responsive: true,
      maintainAspectRatio: false,
      locale: document.documentElement.lang,
      animation: still ? false : { duration: 350 },
      color: token('--ink'),
      font: { family: style.fontFamily, size: 13 },
      layout: { padding: upright ? { top: 20 } : { right: 36 } },
      scales: upright ? { x: names, y: counts } : { x: counts, y: names },
      plugins: { tooltip: { displayColors: chart.series.length > 1 } },
      onHover: (event, hits) => {
        const [hit] = hits
        const target = event.native?.target
        if (target instanceof HTMLElement)
          target.style.cursor =
            hit !== undefined && filterAt(hit.datasetIndex, hit.index) !== null ? 'pointer' : 'default'
      },
      onClick: (_event, hits) => {
        const [hit] = hits
        const filter = hit === undefined ? null : filterAt(hit.datasetIndex, hit.index)
        if (filter !== null) choose(filter)
      },
    },
  }
}

/** A canvas does not wrap: long labels become several lines, broken between words. */
export function wrapLabel(label: string, width: number = LABEL_WIDTH): string[] {
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
