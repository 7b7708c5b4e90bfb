import { describe, expect, it } from 'vitest'
import { sitePlacesOf } from '../../../shared/core/derive-places.ts'
import type { TrialRecord } from '../../../shared/trial.ts'
import { buildCountry, buildRecord, buildSite } from '../../builders.ts'

const recruiting = (partial: Partial<TrialRecord>) => buildRecord({ statusGroup: 'recruiting', ...partial })
const places = (record: TrialRecord, status = record) => sitePlacesOf([record], status)

describe('sitePlacesOf', () => {
  it('keeps each place once, rounded to a hundredth of a degree, and open when any site there is', () => {
    const record = recruiting({
      sites: [
        buildSite({ country: 'NL', lat: 52.0871, lon: 5.1809, statusGroup: 'completed' }),
        buildSite({ country: 'NL', lat: 52.0899, lon: 5.1801, statusGroup: 'recruiting' }),
        buildSite({ country: 'BE', lat: 50.8796, lon: 4.7009, statusGroup: 'completed' }),
      ],
    })
    expect(places(record)).toEqual([
      { country: 'BE', points: [[50.88, 4.7, 0]], towns: [] },
      { country: 'NL', points: [[52.09, 5.18, 1]], towns: [] },
    ])
  })

  it('keeps the town, as written and once, where the register gives no coordinates', () => {
    const record = recruiting({
      sites: ['Nijmegen', 'NIJMEGEN ', null].map((city) => buildSite({ country: 'NL', city })),
      countries: [buildCountry('NL', { statusGroup: 'recruiting' })],
    })
    expect(places(record)).toEqual([{ country: 'NL', points: [], towns: [['Nijmegen', 1]] }])
  })

  it('lets a country speak for its sites where no site says anything', () => {
    const record = recruiting({
      sites: [buildSite({ country: 'NL', city: 'Leiden' }), buildSite({ country: 'DE', city: 'Berlin' })],
      countries: [
        buildCountry('NL', { statusGroup: 'recruiting' }),
        buildCountry('DE', { statusGroup: 'active-not-recruiting' }),
      ],
    })
    expect(places(record)).toEqual([
      { country: 'DE', points: [], towns: [['Berlin', 0]] },
      { country: 'NL', points: [], towns: [['Leiden', 1]] },
    ])
  })

  it('does not count a silent site beside one that states that it recruits', () => {
    const record = recruiting({
      sites: [
        buildSite({ country: 'NL', lat: 52, lon: 5, statusGroup: 'recruiting' }),
        buildSite({ country: 'NL', lat: 53, lon: 6 }),
      ],
    })
    expect(places(record)[0]?.points).toEqual([
      [52, 5, 1],
      [53, 6, 0],
    ])
  })

  it('opens nothing from a copy, and nothing once the trial has ended', () => {
    const sites = [buildSite({ country: 'NL', lat: 52, lon: 5, statusGroup: 'recruiting' })]
    expect(places(recruiting({ sites, from: 'snapshot' }))[0]?.points).toEqual([[52, 5, 0]])
    const ended = buildRecord({ statusGroup: 'completed' })
    expect(places(recruiting({ sites }), ended)[0]?.points).toEqual([[52, 5, 0]])
  })

  it('gives nothing for records that name no place', () => {
    expect(places(recruiting({ countries: [buildCountry('NL')] }))).toEqual([])
  })
})
