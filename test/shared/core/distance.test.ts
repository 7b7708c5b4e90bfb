import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceKm, nearKey, trialDistance, type Point } from '../../../shared/core/distance.ts'
import { nearestSites, readSites } from '../../../shared/core/site-columns.ts'
import { finish } from '../../../shared/core/steps.ts'
import { buildSummary } from '../../builders.ts'
import type { SitePlaces } from '../../../shared/trial.ts'

const UTRECHT: Point = { lat: 52.09, lon: 5.12 }
const BERLIN: Point = { lat: 52.52, lon: 13.41 }
const nowhere = () => null
const places = (partial: Partial<SitePlaces>): SitePlaces => ({ country: 'NL', points: [], towns: [], ...partial })

describe('distanceKm', () => {
  it('measures along the globe: Utrecht to Berlin is about 564 km, a quarter of a meridian 10,008 km', () => {
    expect(distanceKm(UTRECHT, BERLIN)).toBeCloseTo(564, -1)
    expect(distanceKm({ lat: 0, lon: 0 }, { lat: 90, lon: 0 })).toBeCloseTo(10_007.6, 0)
  })

  it('is the same both ways, nothing to itself, and short across the date line', () => {
    expect(distanceKm(BERLIN, UTRECHT)).toBe(distanceKm(UTRECHT, BERLIN))
    expect(distanceKm(UTRECHT, UTRECHT)).toBe(0)
    expect(distanceKm({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeLessThan(112)
  })

  it('stays a number at opposite ends of the earth', () => {
    expect(distanceKm({ lat: 12.34, lon: 56.78 }, { lat: -12.34, lon: -123.22 })).toBeCloseTo(20_015, -1)
  })
})

describe('trialDistance', () => {
  it('finds the nearest site that recruits and the nearest of all, which may be a closed one', () => {
    const found = trialDistance(
      [places({ points: [[52.1, 5.1, 0]] }), places({ country: 'DE', points: [[52.52, 13.41, 1]] })],
      UTRECHT,
      nowhere,
    )
    expect(found.any?.km).toBeLessThan(3)
    expect(found.open).toMatchObject({ country: 'DE', byTown: false })
    expect(found.open?.km).toBeCloseTo(564, -1)
  })

  it('measures to the middle of a town only where the town is known, and says so', () => {
    const towns = [places({ towns: [['Groningen', 1]] }), places({ towns: [['Nergenshuizen', 1]] })]
    expect(trialDistance(towns, UTRECHT, nowhere)).toEqual({ open: null, any: null })
    const found = trialDistance(towns, UTRECHT, (town) => (town === 'Groningen' ? { lat: 53.22, lon: 6.57 } : null))
    expect(found.open?.byTown).toBe(true)
    expect(found.open?.km).toBeGreaterThan(150)
  })

  it('prefers coordinates to the middle of the same town', () => {
    const found = trialDistance(
      [places({ points: [[52.1, 5.15, 1]], towns: [['Utrecht', 1]] })],
      UTRECHT,
      () => UTRECHT,
    )
    expect(found.open?.byTown).toBe(false)
  })
})

describe('nearKey', () => {
  const at = (open: number | null, any: number | null, recruitingCountries: string[] = []) =>
    nearKey(
      { recruitingCountries },
      {
        open: open === null ? null : { km: open, country: null, byTown: false },
        any: any === null ? null : { km: any, country: null, byTown: false },
      },
      'NL',
    )

  it('puts recruiting sites first, then closed ones, then what cannot be measured', () => {
    const order = [at(5, 5), at(80, 2), at(null, null, ['NL']), at(500, 2), at(null, 1), at(null, 900), at(null, null)]
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(new Set(order).size).toBe(order.length)
  })
})

describe('nearestSites', () => {
  const point = fc.tuple(
    fc.integer({ min: -9000, max: 9000 }),
    fc.integer({ min: -18_000, max: 18_000 }),
    fc.constantFrom(0, 1),
  )
  const sitePlaces = fc.record({
    country: fc.constantFrom('NL', 'DE', null),
    points: fc.array(
      point.map(([lat, lon, open]): [number, number, number] => [lat / 100, lon / 100, open]),
      { maxLength: 3 },
    ),
    towns: fc.array(fc.tuple(fc.constantFrom('Utrecht', 'Berlin', 'Nergenshuizen'), fc.constantFrom(0, 1)), {
      maxLength: 2,
    }),
  })
  const findTown = (town: string, country: string | null): Point | null =>
    country === null ? null : town === 'Utrecht' ? UTRECHT : town === 'Berlin' ? BERLIN : null

  it('says of every trial what trialDistance says of it, to the metre', () => {
    fc.assert(
      fc.property(fc.array(fc.array(sitePlaces, { maxLength: 3 }), { maxLength: 6 }), point, (lists, [lat, lon]) => {
        const from = { lat: lat / 100, lon: lon / 100 }
        const trials = lists.map((places) => buildSummary({ sitePlaces: places }))
        const { open, any } = nearestSites(finish(readSites(trials)), from, findTown)
        for (const [at, { sitePlaces: places }] of trials.entries()) {
          const plain = trialDistance(places, from, findTown)
          expect(Math.min(open[at]!, 1e9)).toBeCloseTo(Math.min(plain.open?.km ?? 1e9, 1e9), 3)
          expect(Math.min(any[at]!, 1e9)).toBeCloseTo(Math.min(plain.any?.km ?? 1e9, 1e9), 3)
        }
      }),
    )
  })
})
