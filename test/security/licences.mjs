// `npm run licences`: the licences of everything that ships; ends with 1 when one is not on the list.
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const checker = createRequire(import.meta.url)('license-checker-rseidelsohn')
const start = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))
/** Permit use in any program when the notice is kept; MPL-2.0 asks for the source of changed files of its own. */
const ALLOWED = [
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'MPL-2.0',
  'Unlicense',
  'CC0-1.0',
]

checker.init({ start, production: true, excludePrivatePackages: true }, (error, packages) => {
  if (error) throw error
  const byLicence = new Map()
  for (const [name, { licenses }] of Object.entries(packages)) {
    const licence = [licenses].flat().join(' AND ')
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), name])
  }
  for (const [licence, names] of [...byLicence].sort())
    console.log(`${licence}: ${names.length}\n  ${names.join(', ')}`)
  /** "(MIT OR X)": one of them is enough; "MIT AND X": each of them is needed. */
  const isAllowed = (licence) =>
    licence
      .replace(/[()*]/g, '')
      .split(' AND ')
      .every((part) => part.split(' OR ').some((name) => ALLOWED.includes(name.trim())))
  const unexpected = [...byLicence].filter(([licence]) => !isAllowed(licence))
  for (const [licence, names] of unexpected) console.error(`Unexpected licence ${licence}: ${names.join(', ')}`)
  process.exitCode = unexpected.length > 0 ? 1 : 0
})
