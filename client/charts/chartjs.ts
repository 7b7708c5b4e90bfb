import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js'
import type { ChartConfiguration, Plugin } from 'chart.js'

// Only what bars need: a third smaller than `chart.js/auto`.
Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)

export type BarConfiguration = ChartConfiguration<'bar', number[], string | string[]>
export type BarChart = Chart<'bar', number[], string | string[]>

/** Writes each number at the end of its bar, so that nobody has to measure against an axis. */
const barNumbers: Plugin<'bar'> = {
  id: 'barNumbers',
  afterDatasetsDraw(chart) {
    const { ctx } = chart
    const stacked = chart.options.scales?.x?.stacked === true
    const upright = chart.options.indexAxis === 'x'
    ctx.save()
    ctx.textAlign = upright ? 'center' : 'start'
    ctx.font = `${chart.options.font?.size ?? 12}px ${chart.options.font?.family ?? 'sans-serif'}`
    ctx.fillStyle = typeof chart.options.color === 'string' ? chart.options.color : '#000'
    ctx.textBaseline = 'middle'
    const numbers = new Intl.NumberFormat(chart.options.locale)
    const metas = chart.getSortedVisibleDatasetMetas()
    for (const meta of stacked ? metas.slice(-1) : metas) {
      meta.data.forEach((bar, index) => {
        const values = (stacked ? metas : [meta]).map((m) => Number(chart.data.datasets[m.index]?.data[index] ?? 0))
        const total = values.reduce((sum, value) => sum + value, 0)
        // Where the bar will end, not where its animation is.
        const { x, y } = bar.tooltipPosition(true)
        if (x === null || y === null) return
        // A column is narrow: a 0 there would only be clutter, and the table has it.
        if (!upright) ctx.fillText(numbers.format(total), x + 6, y)
        else if (total > 0) ctx.fillText(numbers.format(total), x, y - 9)
      })
    }
    ctx.restore()
  },
}

/** New numbers, words or colours in a picture that is there. */
export function updateBars(chart: BarChart, config: BarConfiguration): void {
  chart.data = config.data
  if (config.options !== undefined) chart.options = config.options
  chart.update('none')
}

export function drawBars(canvas: HTMLCanvasElement, config: BarConfiguration): BarChart {
  return new Chart(canvas, { ...config, plugins: [barNumbers] })
}
