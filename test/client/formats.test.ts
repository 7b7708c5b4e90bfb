import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFormats } from '../../client/state/formats.ts'
import { countriesEn } from '../../shared/text/countries-en.ts'
import { countriesNl } from '../../shared/text/countries-nl.ts'

const held = { en: countriesEn, nl: countriesNl } as const

describe.each(['en', 'nl'] as const)('names of countries (%s)', (lang) => {
  it('that come with the words are those that the browser gives', () => {
    const plain = createFormats(lang)
    for (const [code, name] of Object.entries(held[lang])) expect(name, code).toBe(plain.country(code))
  })

  it('are asked of the browser where none came with the words', () => {
    const formats = createFormats(lang, { NL: 'Holland' })
    expect(formats.country('NL')).toBe('Holland')
    expect(formats.country('BF')).toBe('Burkina Faso')
    expect(formats.country('constructor')).toBe('constructor')
  })
})

it('the same names of countries come in both languages', () => {
  expect(Object.keys(countriesEn)).toEqual(Object.keys(countriesNl))
})

const TAG = { en: 'en-GB', nl: 'nl-NL' } as const
/** The browser may write narrow and no-break spaces. */
const plain = (text: string): string => text.replace(/\s/g, ' ')

describe.each(['en', 'nl'] as const)('what the browser would write (%s)', (lang) => {
  const formats = createFormats(lang)
  const tag = TAG[lang]
  const moment = fc.date({
    min: new Date('1950-01-01T00:00:00Z'),
    max: new Date('2099-12-31T00:00:00Z'),
    noInvalidDate: true,
  })

  it('is written of numbers', () => {
    const browser = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 })
    fc.assert(
      fc.property(fc.oneof(fc.nat(), fc.integer(), fc.float({ noNaN: true, noDefaultInfinity: true })), (value) => {
        // Nobody counts to minus nothing.
        expect(formats.number(value)).toBe(browser.format(value === 0 ? 0 : value))
      }),
    )
  })

  it('is written of dates, as exact as they are stated', () => {
    const day = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' })
    const month = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', timeZone: 'UTC' })
    const here = new Intl.DateTimeFormat(tag, { dateStyle: 'long' })
    fc.assert(
      fc.property(moment, (date) => {
        const iso = date.toISOString()
        expect(formats.date(iso.slice(0, 10))).toBe(day.format(date))
        expect(formats.date(iso.slice(0, 7))).toBe(month.format(date))
        expect(formats.date(iso.slice(0, 4))).toBe(iso.slice(0, 4))
        expect(formats.date(iso)).toBe(here.format(date))
      }),
    )
    expect(formats.date('soon')).toBe('soon')
  })

  it('is written of a time of day', () => {
    const browser = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
    fc.assert(
      fc.property(moment, (date) => {
        expect(formats.dateTime(date.toISOString())).toBe(plain(browser.format(date)))
      }),
    )
    expect(formats.dateTime('soon')).toBe('soon')
  })

  it('is written of lists', () => {
    const browser = new Intl.ListFormat(tag, { type: 'conjunction' })
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { maxLength: 5 }), (items) => {
        expect(formats.list(items)).toBe(browser.format(items))
      }),
    )
  })

  it('is written of ages', () => {
    const browser = (unit: string, value: number): string =>
      new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 }).format(value)
    for (const years of [0, 1, 1.5, 2, 18, 65, 120]) expect(formats.age(years)).toBe(plain(browser('year', years)))
    for (const months of [1, 6, 11]) expect(formats.age(months / 12)).toBe(plain(browser('month', months)))
    for (const days of [1, 27]) expect(formats.age(days / 365.25)).toBe(plain(browser('day', days)))
    expect(formats.wholeYears(18)).toBe('18')
    expect(formats.wholeYears(0.5)).toBeNull()
  })
})
