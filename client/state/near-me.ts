import { distanceKm, nearKeyOf, trialDistance } from '../../shared/core/distance.ts'
import type { FindTown, Point, TrialDistance } from '../../shared/core/distance.ts'
import { nearestSites } from '../../shared/core/site-columns.ts'
import type { SiteColumns } from '../../shared/core/site-columns.ts'
import type { TrialSummary } from '../../shared/trial.ts'

/** Where a person says to be. `country`: alpha-2; null when the device gave a point far from any listed place. */
export interface HomePlace extends Point {
  name: string | null
  country: string | null
}

const noTown: FindTown = () => null

/** Distances from one place, each measured once. A new place, or the list of towns arriving, makes a new one. */
export class NearMe {
  readonly place: HomePlace
  readonly #findTown: FindTown
  readonly #known = new WeakMap<TrialSummary, TrialDistance>()
  readonly #towns = new Map<string, Point | null>()

  constructor(place: HomePlace, findTown: FindTown | null) {
    this.place = place
    this.#findTown = findTown ?? noTown
  }

  distanceOf(trial: TrialSummary): TrialDistance {
    const known = this.#known.get(trial)
    if (known !== undefined) return known
    const distance = trialDistance(trial.sitePlaces, this.place, this.#findOnce)
    this.#known.set(trial, distance)
    return distance
  }

  /** Kilometres to one site: by its coordinates, else by the name of its town; null when neither is known. */
  siteDistance(site: { lat: number | null; lon: number | null; city: string | null; country: string | null }): {
    km: number
    byTown: boolean
  } | null {
    const { lat, lon, city, country } = site
    if (lat !== null && lon !== null) return { km: distanceKm(this.place, { lat, lon }), byTown: false }
    const town = city === null ? null : this.#findOnce(city, country)
    return town === null ? null : { km: distanceKm(this.place, town), byTown: true }
  }

  /**
   * Near ones first (`nearKey`); of equally near ones as they stood. `order`: positions in the list. `recruitsHere`: for
   * each trial 1 when it takes people in in the country of the place.
   */
  sort(sites: SiteColumns, recruitsHere: Uint8Array, order: Uint32Array): Uint32Array {
    const { open, any } = nearestSites(sites, this.place, this.#findOnce)
    // Metres and place in one number, so that sorting never calls back.
    const keys = new Float64Array(order.length)
    for (let place = 0; place < order.length; place++) {
      const at = order[place] ?? 0
      const km = nearKeyOf(open[at] ?? Infinity, any[at] ?? Infinity, recruitsHere[at] === 1)
      keys[place] = Math.round(km * 1000) * order.length + place
    }
    keys.sort()
    const sorted = new Uint32Array(order.length)
    for (let place = 0; place < sorted.length; place++) sorted[place] = order[(keys[place] ?? 0) % order.length] ?? 0
    return sorted
  }

  readonly #findOnce: FindTown = (town, country) => {
    const key = `${country ?? ''} ${town}`
    const known = this.#towns.get(key)
    if (known !== undefined) return known
    const point = this.#findTown(town, country)
    this.#towns.set(key, point)
    return point
  }
}
