// `npm run map`: draws the countries once, at build time, so that a visitor gets 20 KB of outlines instead of the
// libraries and the data. Natural Earth's outlines (public domain, from world-atlas) in an equal-area-like projection
// in which countries can be compared by size.
import fs from 'node:fs'
import { geoArea, geoCentroid, geoNaturalEarth1, geoPath } from 'd3-geo'
import { format } from 'prettier'
import { feature } from 'topojson-client'
import coarseAtlas from 'world-atlas/countries-110m.json' with { type: 'json' }
import fineAtlas from 'world-atlas/countries-50m.json' with { type: 'json' }
import { countryCode } from '../../shared/core/country.ts'

/** Whole units of this width are fine enough for Europe enlarged, and compress well. */
const WIDTH = 2400
/** Longest side under which a country is drawn as a dot: nobody would see or hit it. */
const SMALLEST = 8
const countriesOf = (atlas) =>
  feature(atlas, atlas.objects.countries).features.filter(({ properties }) => properties.name !== 'Antarctica')

const coarse = countriesOf(coarseAtlas)
const fine = countriesOf(fineAtlas)
const projection = geoNaturalEarth1().fitWidth(WIDTH, { type: 'FeatureCollection', features: coarse })
const path = geoPath(projection).digits(0)
const height = Math.ceil(path.bounds({ type: 'FeatureCollection', features: coarse })[1][1])

/** The same outline in steps instead of places, without the points that fall together: half the size. */
function inSteps(outline) {
  return outline
    .split('M')
    .slice(1)
    .map((ring) => {
      const points = ring
        .replace('Z', '')
        .split('L')
        .map((point) => point.split(',').map(Number))
      const kept = points.filter(([x, y], i) => i === 0 || x !== points[i - 1][0] || y !== points[i - 1][1])
      if (kept.length < 3) return ''
      const steps = kept.slice(1).map(([x, y], i) => `${x - kept[i][0]} ${y - kept[i][1]}`)
      return `M${kept[0].join(' ')}l${steps.join(' ')}z`.replaceAll(' -', '-')
    })
    .join('')
}

const codeOf = ({ id, properties }) => (id === undefined ? null : countryCode(id)) ?? countryCode(properties.name)
/** The middle of a country's largest part: France without its overseas lands. */
function middle({ geometry }) {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const polygons = parts.map((coordinates) => ({ type: 'Polygon', coordinates }))
  const largest = polygons.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a))
  const [[left, top], [right, bottom]] = path.bounds(largest)
  return {
    at: projection(geoCentroid(largest)).map((value) => Math.round(value)),
    size: Math.round(Math.min(right - left, bottom - top)),
  }
}

const shapes = {}
const land = []
for (const country of coarse) {
  const code = codeOf(country)
  const outline = inSteps(path(country) ?? '')
  if (outline === '') continue
  if (code === null || shapes[code] !== undefined) land.push(outline)
  else shapes[code] = { path: outline, ...middle(country) }
}
for (const country of fine) {
  const code = codeOf(country)
  if (code === null || shapes[code] !== undefined) continue
  const { at } = middle(country)
  shapes[code] = { at, size: SMALLEST }
}

const sorted = Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1)))
/** Lisbon to Kyiv and Crete to the North Cape, as a window on the same drawing. */
const corner = (place) => projection(place).map((value) => Math.round(value))
const europe = [corner([-11, 64]), corner([34, 34.5])]
const [left] = corner([-11, 45])
const [, top] = corner([10, 71])
const [right] = corner([34, 40])
const map = {
  width: WIDTH,
  height,
  europe: { x: left, y: top, width: right - left, height: europe[1][1] - top },
  land: land.join(''),
  shapes: sorted,
}
fs.writeFileSync(
  new URL('world-map.json', import.meta.url),
  await format(JSON.stringify(map), { parser: 'json', printWidth: 120 }),
)
