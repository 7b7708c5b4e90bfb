import { describe, expect, it } from 'vitest'
import { planSheet } from '../../client/describe/sheet-fit.ts'
import { sheetContacts, sheetPlaces } from '../../client/describe/sheet-places.ts'
import { buildSite } from '../builders.ts'

const lines = (count: number, length: number): string[] => Array.from({ length: count }, () => 'x'.repeat(length))

describe('fitting the criteria on the sheet', () => {
  it('keeps letters that read well as long as one page is enough, and shrinks them before it leaves out', () => {
    expect(planSheet(lines(10, 80), 0.5)).toEqual({ density: 'normal', shown: 10 })
    expect(planSheet(lines(40, 150), 0.5)).toEqual({ density: 'normal', shown: 40 })
    expect(planSheet(lines(70, 150), 0.5)).toEqual({ density: 'tiny', shown: 70 })
  })

  it('leaves out whole criteria from the end, and fewer the more room there is', () => {
    const crowded = planSheet(lines(200, 150), 1)
    const roomy = planSheet(lines(200, 150), 0.3)
    expect(crowded.density).toBe('tiny')
    expect(crowded.shown).toBeGreaterThan(30)
    expect(roomy.shown).toBeGreaterThan(crowded.shown)
    expect(roomy.shown).toBeLessThan(200)
  })

  it('copes with one criterion of 20,000 characters, with none, and with no room at all', () => {
    expect(planSheet(lines(1, 20_000), 0.5).shown).toBe(0)
    expect(planSheet([], 0.5)).toEqual({ density: 'normal', shown: 0 })
    expect(planSheet(lines(3, 10), 5).shown).toBe(0)
  })
})

describe('the places on the sheet', () => {
  it('put the Netherlands, Belgium and Germany first, and open places before closed ones', () => {
    const sites = [
      buildSite({ country: 'DE', city: 'Berlin' }),
      buildSite({ country: 'NL', city: 'Leiden', statusGroup: 'completed' }),
      buildSite({ country: 'US', city: 'Boston' }),
      buildSite({ country: 'BE', city: 'Gent' }),
      buildSite({ country: 'NL', city: 'Utrecht', statusGroup: 'recruiting' }),
    ].map((site) => ({ ...site, registryId: 'ctgov' }))
    const places = sheetPlaces({ sites, countries: ['DE', 'NL', 'US', 'BE', 'FR'] })
    expect(places.near.map(({ city }) => city)).toEqual(['Utrecht', 'Leiden', 'Gent', 'Berlin'])
    expect(places.elsewhere).toEqual([
      { country: 'FR', stated: 'FR', places: 0 },
      { country: 'US', stated: '', places: 1 },
    ])
  })

  it('count what is left out', () => {
    const sites = Array.from({ length: 15 }, () => ({ ...buildSite({ country: 'NL' }), registryId: 'ctgov' }))
    const { near, more } = sheetPlaces({ sites, countries: ['NL'] })
    expect(near.length + more).toBe(15)
    expect(more).toBeGreaterThan(0)
  })

  it('prefer contacts that can be reached', () => {
    const silent = { name: 'A', role: null, phone: null, email: null }
    const reachable = { name: 'B', role: null, phone: '+31 30', email: null }
    expect(sheetContacts([silent, reachable])).toEqual({ shown: [reachable], more: 0 })
    expect(sheetContacts([silent])).toEqual({ shown: [silent], more: 0 })
  })
})
