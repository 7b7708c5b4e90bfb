// `npm run size`: what a first visit loads, in brotli bytes, against its budgets. Exits with 1 when one is broken.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const client = fileURLToPath(new URL('../../dist/client/', import.meta.url))
if (!fs.existsSync(path.join(client, 'index.html'))) {
  console.error('Nothing is built: run "npm run build" first.')
  process.exit(1)
}

const brotli = (file) =>
  brotliCompressSync(fs.readFileSync(path.join(client, file)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    .length
const assets = fs.readdirSync(path.join(client, 'assets')).map((name) => `assets/${name}`)
const html = fs.readFileSync(path.join(client, 'index.html'), 'utf8')
// What the page itself names, but for the print style sheet, and the larger of the two languages.
const named = [...html.matchAll(/<(?:script|link)[^>]*?(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"[^>]*>/g)]
  .filter(([tag]) => !tag.includes('media="print"'))
  .map(([, file]) => file)
const language = assets.filter((f) => /\/(en|nl)-[\w-]{8}\.js$/.test(f)).sort((a, b) => brotli(b) - brotli(a))[0]
/** A chunk, by its name in vite.config.ts or its source, with all code and styles that have to be there before it runs. */
const manifest = JSON.parse(fs.readFileSync(path.join(client, '.vite', 'manifest.json'), 'utf8'))
function filesOf(source, files = new Set()) {
  const chunk = manifest[source] ?? Object.values(manifest).find(({ name }) => name === source)
  if (chunk === undefined) throw new Error(`size: the build has no ${source}`)
  if (files.has(chunk.file)) return files
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
  for (const next of chunk.imports ?? []) filesOf(next, files)
  return files
}
const explore = ['explore', 'answers', 'elements/registry-states.ts'].flatMap((source) => [...filesOf(source)])
const total = (files) => files.reduce((sum, file) => sum + brotli(file), 0)

const rows = [
  {
    what: 'initial JS and CSS with one language',
    bytes: total([...named, ...(language ? [language] : [])]),
    budget: 30_000,
  },
  {
    what: 'all of it until the list of Explore is drawn, with the shapes that check the answers',
    bytes: total([...new Set([...named, ...(language ? [language] : []), ...explore])]),
    budget: 55_000,
  },
  {
    what: 'Chart.js, loaded when a chart is seen',
    bytes: total(assets.filter((f) => f.includes('/chartjs-'))),
    budget: 60_000,
  },
  { what: 'embed.js, all that another site loads', bytes: total(['embed.js']), budget: 20_000 },
]
let broken = 0
for (const { what, bytes, budget } of rows) {
  const ok = bytes > 0 && bytes <= budget
  if (!ok) broken += 1
  console.log(
    `${ok ? 'ok    ' : 'BROKEN'} ${what}: ${(bytes / 1000).toFixed(1)} kB brotli (budget ${(budget / 1000).toFixed(0)} kB)`,
  )
}
process.exit(broken === 0 ? 0 : 1)
