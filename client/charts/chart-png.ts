import type { Chart, Series } from './chart.ts'

const PADDING = 24
const TITLE_PX = 20
const SMALL_PX = 13
/** Twice the size on screen, for slides and print. */
const SCALE = 2

/**
 * A picture of a chart that says by itself what it is: title, legend, picture, source line, on an opaque ground.
 * Null when the browser could not make it.
 */
export async function chartPng(
  chart: Chart,
  picture: HTMLCanvasElement | SVGSVGElement,
  source: string,
): Promise<Blob | null> {
  const style = getComputedStyle(picture)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  const box = picture.getBoundingClientRect()
  const image = picture instanceof SVGSVGElement ? await imageOf(picture, box) : picture
  const legend = chart.series.length > 1
  const head = TITLE_PX + SMALL_PX + (legend ? SMALL_PX * 2 : 0)
  const width = Math.max(box.width, 360) + PADDING * 2
  const height = PADDING * 2 + head + box.height + SMALL_PX * 2
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * SCALE)
  canvas.height = Math.round(height * SCALE)
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.scale(SCALE, SCALE)
  context.fillStyle = token('--surface')
  context.fillRect(0, 0, width, height)
  context.fillStyle = token('--ink')
  context.textBaseline = 'top'
  context.font = `600 ${TITLE_PX}px ${style.fontFamily}`
  context.fillText(chart.title, PADDING, PADDING, width - PADDING * 2)
  context.font = `${SMALL_PX}px ${style.fontFamily}`
  if (legend) drawLegend(context, chart.series, PADDING + TITLE_PX + SMALL_PX, token)
  context.drawImage(image, PADDING, PADDING + head, box.width, box.height)
  context.fillStyle = token('--ink-quiet')
  context.fillText(source, PADDING, height - PADDING - SMALL_PX, width - PADDING * 2)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

function drawLegend(
  context: CanvasRenderingContext2D,
  series: readonly Series[],
  y: number,
  token: (name: string) => string,
): void {
  let x = PADDING
  for (const { label, tone } of series) {
    context.fillStyle = token(`--chart-${tone}`)
    context.fillRect(x, y, SMALL_PX, SMALL_PX)
    context.fillStyle = token('--ink')
    context.fillText(label, x + SMALL_PX + 6, y)
    x += SMALL_PX + 6 + context.measureText(label).width + 20
  }
}

/** A drawing of the page as an image: its colours come from the style sheet, which an image does not see. */
async function imageOf(drawing: SVGSVGElement, box: DOMRect): Promise<HTMLImageElement> {
  const copy = document.importNode(drawing, true)
  const originals = drawing.querySelectorAll('path, circle, text')
  copy.querySelectorAll('path, circle, text').forEach((part, index) => {
    const original = originals.item(index)
    const style = getComputedStyle(original)
    for (const name of [
      'fill',
      'stroke',
      'stroke-width',
      'font-size',
      'font-family',
      'font-weight',
      'text-anchor',
      'dominant-baseline',
      'paint-order',
    ])
      part.setAttribute(name, style.getPropertyValue(name))
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(box.width * SCALE))
  copy.setAttribute('height', String(box.height * SCALE))
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(url)
  }
}
