import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countryCode } from '../../../shared/core/country.ts'

describe('countryCode', () => {
  it.each([
    ['Netherlands', 'NL'],
    ['The Netherlands', 'NL'],
    ['Korea, Republic of', 'KR'],
    ['South Korea', 'KR'],
    ['Türkiye', 'TR'],
    ['Turkey (Türkiye)', 'TR'],
    ['Turkey', 'TR'],
    ['Czechia', 'CZ'],
    ['Czech Republic', 'CZ'],
    ['Taiwan', 'TW'],
    ['Hong Kong', 'HK'],
    ['United Kingdom', 'GB'],
    ['Russian Federation', 'RU'],
    ['Russia', 'RU'],
    ['Iran, Islamic Republic of', 'IR'],
    ['Côte d’Ivoire', 'CI'],
    ["Cote D'Ivoire", 'CI'],
    ['Viet Nam', 'VN'],
    ['Moldova, Republic of', 'MD'],
    ['United States', 'US'],
    ['Puerto Rico', 'PR'],
    [' germany ', 'DE'],
    ['NL', 'NL'],
    ['EL', 'GR'],
    ['NLD', 'NL'],
    ['528', 'NL'],
    ['40', 'AT'],
    ['056', 'BE'],
  ])('knows %j as %s', (name, code) => {
    expect(countryCode(name)).toBe(code)
  })

  it.each(['', 'Outside EU/EEA', 'Former Yugoslavia', 'Netherlands Antilles', 'no', 'in', 'Atlantis', '999', 'Europe'])(
    'does not guess at %j',
    (name) => {
      expect(countryCode(name)).toBeNull()
    },
  )

  it('knows every region name that this machine knows, under the same code', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
    const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => countryCode(code) === code)
    expect(codes.length).toBeGreaterThanOrEqual(249)
    for (const code of codes) expect([code, countryCode(names.of(code) ?? '')]).toEqual([code, code])
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void countryCode(text)))
  })
})
