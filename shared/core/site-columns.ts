import type { TrialSummary } from '../trial.ts'
import { kmOfChord, TOWN_KM, unitVector } from './distance.ts'
import type { FindTown, Point } from './distance.ts'

/** Some places of the trials: those of the trial at `i` stand from `starts[i]` up to `starts[i + 1]`. */
interface PlaceColumn {
  starts: Uint32Array
  /** 1: takes people in now. */
  open: Uint8Array
}

/** Where the sites of many trials lie, as numbers: from one place to all of them takes milliseconds. */
export interface SiteColumns {
  /** Three numbers a site (`unitVector`). */
  points: PlaceColumn & { vectors: Float64Array }
  /** Sites of which only the town is known. */
  towns: PlaceColumn & { codes: Uint32Array; names: readonly TownName[] }
}

interface TownName {
  town: string
  country: string | null
}

/** Kilometres from one place to the nearest site of each trial; Infinity: nothing that can be measured. */
export interface NearestSites {
  /** The nearest that takes people in now. */
  open: Float64Array
  any: Float64Array
}

/** Trials after which a step ends. */
const STEP = 100

/** Reads the sites of all trials, in steps. */
export function* readSites(trials: readonly TrialSummary[]): Generator<void, SiteColumns> {
  const points = { starts: new Uint32Array(trials.length + 1), open: [] as number[], vectors: [] as number[] }
  const towns = { starts: new Uint32Array(trials.length + 1), open: [] as number[], codes: [] as number[] }
  const numbers = new Map<string, number>()
  const names: TownName[] = []
  const codeOf = (town: string, country: string | null): number => {
    const key = `${country ?? ''} ${town}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, names.length)
    return names.push({ town, country }) - 1
  }
  for (const [at, { sitePlaces }] of trials.entries()) {
    if (at % STEP === STEP - 1) yield
    for (const { country, points: here, towns: named } of sitePlaces) {
      for (const [lat, lon, open] of here) {
        points.vectors.push(...unitVector({ lat, lon }))
        points.open.push(open)
      }
      for (const [town, open] of named) {
        towns.codes.push(codeOf(town, country))
        towns.open.push(open)
      }
    }
    points.starts[at + 1] = points.open.length
    towns.starts[at + 1] = towns.open.length
  }
  return {
    points: {
      starts: points.starts,
      open: Uint8Array.from(points.open),
      vectors: Float64Array.from(points.vectors),
    },
    towns: { starts: towns.starts, open: Uint8Array.from(towns.open), codes: Uint32Array.from(towns.codes), names },
  }
}

/** What `trialDistance` says of each trial, for all of them. */
export function nearestSites({ points, towns }: SiteColumns, from: Point, findTown: FindTown): NearestSites {
  const trials = points.starts.length - 1
  const open = new Float64Array(trials)
  const any = new Float64Array(trials)
  const home = unitVector(from)
  const squares = (vectors: Float64Array, site: number): number =>
    square((vectors[3 * site] ?? 0) - home[0]) +
    square((vectors[3 * site + 1] ?? 0) - home[1]) +
    square((vectors[3 * site + 2] ?? 0) - home[2])
  const townKm = Float64Array.from(towns.names, ({ town, country }) => {
    const point = findTown(town, country)
    return point === null ? Infinity : kmOfChord(squares(Float64Array.from(unitVector(point)), 0))
  })
  for (let at = 0; at < trials; at++) {
    let openSquare = Infinity
    let anySquare = Infinity
    const end = points.starts[at + 1] ?? 0
    for (let site = points.starts[at] ?? 0; site < end; site++) {
      const away = squares(points.vectors, site)
      if (away < anySquare) anySquare = away
      if (away < openSquare && points.open[site] === 1) openSquare = away
    }
    let openKm = openSquare === Infinity ? Infinity : kmOfChord(openSquare)
    let anyKm = anySquare === openSquare ? openKm : anySquare === Infinity ? Infinity : kmOfChord(anySquare)
    let openWorth = openKm
    let anyWorth = anyKm
    const lastTown = towns.starts[at + 1] ?? 0
    for (let site = towns.starts[at] ?? 0; site < lastTown; site++) {
      const km = townKm[towns.codes[site] ?? 0] ?? Infinity
      if (km + TOWN_KM < anyWorth) {
        anyKm = km
        anyWorth = km + TOWN_KM
      }
      if (km + TOWN_KM < openWorth && towns.open[site] === 1) {
        openKm = km
        openWorth = km + TOWN_KM
      }
    }
    open[at] = openKm
    any[at] = anyKm
  }
  return { open, any }
}

function square(value: number): number {
  return value * value
}
