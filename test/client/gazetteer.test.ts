import { brotliCompressSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findTown, gazetteerSource, nearestPlace, searchPlaces } from '../../client/places/gazetteer.ts'

const first = (typed: string, lang: 'nl' | 'en' = 'nl') => searchPlaces(typed, lang, 5)[0]

describe('the list of places', () => {
  it('carries its source and licence and stays under 60 KB compressed', () => {
    expect(gazetteerSource.source).toMatch(/GeoNames/)
    expect(gazetteerSource.licence).toBe('CC BY 4.0')
    const file = readFileSync(new URL('../../client/places/places.json', import.meta.url))
    expect(brotliCompressSync(file).length).toBeLessThan(60 * 1024)
  })
})

describe('searchPlaces', () => {
  it('finds a place by any of its names, and names it in the language of the screen', () => {
    for (const typed of ['Den Haag', 'the hague', "'s-gravenhage", 's gravenhage', 'la haye']) {
      expect(first(typed)?.name, typed).toBe('Den Haag')
      expect(first(typed, 'en')?.name, typed).toBe('The Hague')
    }
    expect(first('den bosch')?.name).toBe("'s-Hertogenbosch")
    expect(first('brussels')?.name).toBe('Brussel')
    expect(first('bruxelles', 'en')?.name).toBe('Brussels')
    expect(first('koln')).toMatchObject({ name: 'Keulen', country: 'DE' })
    expect(first('koeln', 'en')?.name).toBe('Cologne')
    expect(first('luik')?.name).toBe('Luik')
    expect(first('liege', 'en')?.name).toBe('Liège')
    expect(first('zurich')?.country).toBe('CH')
  })

  it('does without diacritics and capitals', () => {
    expect(first('MÜNCHEN')).toEqual(first('munchen'))
    expect(first('muenchen')).toEqual(first('munchen'))
  })

  it('puts the whole name before a beginning, and a larger place before a smaller', () => {
    expect(first('Utrecht')).toMatchObject({ country: 'NL', lat: 52.09, lon: 5.12 })
    expect(searchPlaces('rot', 'nl', 5)[0]?.name).toBe('Rotterdam')
    expect(searchPlaces('a', 'nl', 5)).toHaveLength(5)
  })

  it('tells two places of one name apart by their province', () => {
    const hengelo = searchPlaces('hengelo', 'nl', 5).filter(({ name }) => name === 'Hengelo')
    expect(hengelo.map(({ region }) => region).sort()).toEqual(['Gelderland', 'Overijssel'])
  })

  it('finds villages of the Netherlands, Belgium and Luxembourg', () => {
    expect(first('Wijk bij Duurstede')?.country).toBe('NL')
    expect(first('Overijse')?.country).toBe('BE')
    expect(first('Vianden')?.country).toBe('LU')
  })

  it('gives nothing for nothing and for what does not exist', () => {
    expect(searchPlaces('  ', 'nl', 5)).toEqual([])
    expect(searchPlaces('qqqqzz', 'nl', 5)).toEqual([])
  })
})

describe('findTown', () => {
  it('reads towns as registers write them, within the country only', () => {
    expect(findTown('Muenchen', 'DE')).toMatchObject({ lat: 48.14 })
    expect(findTown('FRANKFURT AM MAIN', 'DE')).toMatchObject({ lat: 50.12 })
    expect(findTown('Leiden 2333', 'NL')).toMatchObject({ lat: 52.16 })
    expect(findTown('Gent (Belgium)', 'BE')).toMatchObject({ lat: 51.05 })
    expect(findTown('Leiden', 'DE')).toBeNull()
    expect(findTown('Leiden', null)).toBeNull()
    expect(findTown('Beispielstadt', 'DE')).toBeNull()
    expect(findTown('', 'NL')).toBeNull()
  })
})

describe('nearestPlace', () => {
  it('names the place a device is in', () => {
    expect(nearestPlace({ lat: 52.0907, lon: 5.1214 }, 'nl')?.name).toBe('Utrecht')
    expect(nearestPlace({ lat: 50.85, lon: 4.35 }, 'en')?.name).toBe('Brussels')
  })
})
