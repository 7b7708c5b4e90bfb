import type { Formats } from '../state/formats.ts'
import { createFormats, LANGS } from '../state/formats.ts'

/** Countries a reader here may be told about: the EEA, its neighbours, and where most trials of these substances run. */
const CODES =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK US CA AU IL BR MX CN JM CR'.split(
    ' ',
  )
const OTHER_NAMES: readonly (readonly [name: string, code: string])[] = [
  ['holland', 'NL'],
  ['engeland', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['usa', 'US'],
  ['amerika', 'US'],
]

export interface CountryChoice {
  code: string
  name: string
}

/** The countries to choose from, in the order of their names. */
export function countryChoices(formats: Formats): CountryChoice[] {
  const collator = new Intl.Collator(formats.lang)
  return CODES.map((code) => ({ code, name: formats.country(code) })).sort((a, b) => collator.compare(a.name, b.name))
}

/** Codes of the countries that a text names in English or Dutch, in the order of the list. */
export function countriesIn(text: string): string[] {
  const words = plainWords(text)
  const names = LANGS.flatMap((lang) => {
    const formats = createFormats(lang)
    return CODES.map((code) => [formats.country(code), code] as const)
  })
  const found = new Set(
    [...names, ...OTHER_NAMES].filter(([name]) => words.includes(plainWords(name))).map(([, code]) => code),
  )
  return CODES.filter((code) => found.has(code))
}

/** Words with one space around each, so that "Niger" is not found in "Nigeria". */
function plainWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/\P{L}+/gu, ' ')
    .trim()} `
}
