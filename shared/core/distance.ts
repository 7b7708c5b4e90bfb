import type { SitePlaces, TrialSummary } from '../trial.ts'

/** Degrees north and east. */
export interface Point {
  lat: number
  lon: number
}

/** Where a town lies; null for one that is not in the list. `country`: alpha-2. */
export type FindTown = (town: string, country: string | null) => Point | null

export interface NearSite {
  /** Straight line, in kilometres. */
  km: number
  /** Alpha-2; null when the register's name for it is unknown to us. */
  country: string | null
  /** The register gives no coordinates: measured to the middle of the town it names. */
  byTown: boolean
}

/** How far a trial is. Null: nothing that can be measured. */
export interface TrialDistance {
  /** The nearest site that takes people in now. */
  open: NearSite | null
  /** The nearest site of all. */
  any: NearSite | null
}

/** Mean radius of the earth (IUGG), in kilometres. */
const EARTH_KM = 6371.0088
const RADIANS = Math.PI / 180

/** Great-circle distance (haversine), in kilometres. */
export function distanceKm(a: Point, b: Point): number {
  return kmBetween(a.lat, a.lon, b.lat, b.lon)
}

function kmBetween(lat: number, lon: number, otherLat: number, otherLon: number): number {
  const up = Math.sin(((otherLat - lat) * RADIANS) / 2)
  const along = Math.sin(((otherLon - lon) * RADIANS) / 2)
  const h = up * up + Math.cos(lat * RADIANS) * Math.cos(otherLat * RADIANS) * along * along
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Where a point lies on a ball of radius 1: of two such places the straight line is as good as the way round, and cheaper. */
export function unitVector({ lat, lon }: Point): readonly [x: number, y: number, z: number] {
  const across = Math.cos(lat * RADIANS)
  return [across * Math.cos(lon * RADIANS), across * Math.sin(lon * RADIANS), Math.sin(lat * RADIANS)]
}

/** Great-circle distance, in kilometres, of two places whose straight line on the ball of radius 1 has this square. */
export function kmOfChord(square: number): number {
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(square) / 2))
}

/** A town's middle is worth a few kilometres less than the coordinates of a site in it. */
export const TOWN_KM = 5

/** The nearest site of a trial, and the nearest that recruits. */
export function trialDistance(places: readonly SitePlaces[], from: Point, findTown: FindTown): TrialDistance {
  const nearest: TrialDistance = { open: null, any: null }
  let openWorth = Infinity
  let anyWorth = Infinity
  const see = (country: string | null, lat: number, lon: number, recruiting: number, byTown: boolean): void => {
    const km = kmBetween(from.lat, from.lon, lat, lon)
    const worth = byTown ? km + TOWN_KM : km
    if (worth < anyWorth) {
      anyWorth = worth
      nearest.any = { km, country, byTown }
    }
    if (recruiting === 1 && worth < openWorth) {
      openWorth = worth
      nearest.open = { km, country, byTown }
    }
  }
  for (const { country, points, towns } of places) {
    for (const [lat, lon, recruiting] of points) see(country, lat, lon, recruiting, false)
    for (const [town, recruiting] of towns) {
      const point = findTown(town, country)
      if (point !== null) see(country, point.lat, point.lon, recruiting, true)
    }
  }
  return nearest
}

/** Further than this, a site abroad comes after a trial that recruits somewhere in one's own country. */
const REACH_KM = 300
const FAR = 1_000_000

/**
 * A number by which trials stand from near to far: first those with a site that recruits (within reach, then in one's
 * own country though nothing says where, then further away), then closed ones by distance, then what cannot be measured.
 */
export function nearKey(
  trial: Pick<TrialSummary, 'recruitingCountries'>,
  { open, any }: TrialDistance,
  country: string | null,
): number {
  const recruitsHere = country !== null && trial.recruitingCountries.includes(country)
  return nearKeyOf(open?.km ?? Infinity, any?.km ?? Infinity, recruitsHere)
}

/** The same of kilometres (Infinity: nothing that can be measured). */
export function nearKeyOf(openKm: number, anyKm: number, recruitsHere: boolean): number {
  if (openKm <= REACH_KM) return openKm
  if (recruitsHere) return REACH_KM + 1
  if (openKm < Infinity) return openKm + 2
  return anyKm === Infinity ? 2 * FAR : FAR + anyKm
}
