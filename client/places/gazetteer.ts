import { comparableText } from '../../shared/core/search-text.ts'
import type { Point } from '../../shared/core/distance.ts'
import type { Lang } from '../state/formats.ts'
import data from './places.json'

export interface Place extends Point {
  /** In the language asked for. */
  name: string
  country: string
  /** Only where a country has two places of this name. */
  region: string | null
}

interface Entry extends Point {
  names: Record<Lang, string>
  country: string
  region: string | null
  /** Every name in comparable form, those with two forms of ä, ö, ü in both. */
  keys: readonly string[]
}

/** What the file says of itself, for the people who read it. */
export const gazetteerSource = { source: data.source, licence: data.licence, licenceUrl: data.licenceUrl }

/** Countries whose smaller places are listed: of two towns of one name, theirs comes first. */
const NEARBY: ReadonlySet<string> = new Set(['NL', 'BE', 'LU', 'DE'])
const UMLAUTS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  å: 'aa',
  ø: 'oe',
}

/** Largest first: the order of the file. */
const entries: readonly Entry[] = data.places.map(readEntry)
const byKey = new Map<string, Entry[]>()
for (const entry of entries) {
  for (const key of entry.keys) {
    const held = byKey.get(key)
    if (held === undefined) byKey.set(key, [entry])
    else held.push(entry)
  }
}

/** `local|Dutch|English|other…;country;lat;lon[;region]`; an empty name is the local one. */
function readEntry(row: string): Entry {
  const [named = '', country = '', lat = '', lon = '', region = null] = row.split(';')
  const [local = '', nl = '', en = '', ...others] = named.split('|')
  const written = [local, nl, en, ...others].filter((name) => name !== '')
  const spelled = written.map((name) => name.replace(/[äöüÄÖÜåø]/g, (letter) => UMLAUTS[letter] ?? letter))
  return {
    names: { nl: nl === '' ? local : nl, en: en === '' ? local : en },
    country,
    region,
    lat: Number(lat),
    lon: Number(lon),
    keys: [...new Set([...written, ...spelled].map(comparableText))],
  }
}

const FULL = 0
const START = 1
const WORD = 2

/**
 * Places whose name, in any of its languages, is what was typed or starts with it; then those in which a later word
 * does. Within each, places of the countries around the Netherlands first, larger before smaller.
 */
export function searchPlaces(typed: string, lang: Lang, most: number): Place[] {
  const wanted = comparableText(typed)
  if (wanted === '') return []
  const found: { entry: Entry; rank: number }[] = []
  for (const entry of entries) {
    const match = Math.min(...entry.keys.map((key) => matchOf(key, wanted)))
    if (match <= WORD) found.push({ entry, rank: 2 * match + (NEARBY.has(entry.country) ? 0 : 1) })
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ entry }) => placeOf(entry, lang))
}

function matchOf(key: string, wanted: string): number {
  if (key === wanted) return FULL
  if (key.startsWith(wanted)) return START
  return key.includes(` ${wanted}`) ? WORD : Infinity
}

function placeOf({ names, country, region, lat, lon }: Entry, lang: Lang): Place {
  return { name: names[lang], country, region, lat, lon }
}

/** A town as a register writes it ("Muenchen", "FRANKFURT/MAIN"): the largest of that name in the country. */
export function findTown(town: string, country: string | null): Point | null {
  if (country === null) return null
  const whole = comparableText(town)
  // "Leiden 2333", "Gent (Belgium)": what follows the name; never what stands before it.
  for (const key of [whole, comparableText(town.replace(/[(,/].*$|\d.*$/s, ''))]) {
    const entry = byKey.get(key)?.find((one) => one.country === country)
    if (entry !== undefined) return { lat: entry.lat, lon: entry.lon }
  }
  return null
}

/** The listed place nearest to a point, to say roughly where the device is. Flat distance: near enough to choose one. */
export function nearestPlace(point: Point, lang: Lang): Place | null {
  const scale = Math.cos((point.lat * Math.PI) / 180)
  let best: { entry: Entry; far: number } | null = null
  for (const entry of entries) {
    const far = (entry.lat - point.lat) ** 2 + ((entry.lon - point.lon) * scale) ** 2
    if (best === null || far < best.far) best = { entry, far }
  }
  return best === null ? null : placeOf(best.entry, lang)
}
