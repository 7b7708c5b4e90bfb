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
