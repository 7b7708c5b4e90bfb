import { defineConfig } from 'vite'

/** What a module needs at once, itself included: the modules that have to be there before it runs. */
function needs(
  id: string,
  graph: { getModuleInfo(id: string): { importedIds: readonly string[] } | null },
  found = new Set<string>(),
): Set<string> {
  if (found.has(id)) return found
  found.add(id)
  for (const next of graph.getModuleInfo(id)?.importedIds ?? []) needs(next, graph, found)
  return found
}

const client = new URL('client/', import.meta.url).pathname
const EXPLORE = `${client}pages/explore-page.ts`
/** What filtering the list takes: loaded when the first list is drawn, or when somebody filters before that. */
const FILTERS = `${client}state/list-tools.ts`
/** What people open without the list. */
const OTHERS = [
  ...['trial', 'sheet', 'evidence', 'about', 'check', 'saved', 'compare', 'embed'].map((page) => `pages/${page}-page`),
  'places/gazetteer',
].map((name) => `${client}${name}.ts`)

/**
 * A first visit needs a handful of files instead of forty: each costs a kilobyte of headers, and small files compress
 * badly. `base` is what every page starts with, `answers` what the server's answers have to look like, `pages` what more than one
 * page draws with, `filters` and `matching` the same of what comes after the list; what only one page needs stays with
 * that page.
 */
function chunkOf(
  id: string,
  graph: { getModuleInfo(id: string): { importedIds: readonly string[] } | null },
): string | null {
  if (id.endsWith('.css')) return null
  if (id.includes('rolldown/runtime') || needs(`${client}main.ts`, graph).has(id)) return 'base'
  const language = /\/shared\/text\/(?:record-words-|countries-)?(en|nl)\.ts$/.exec(id)?.[1]
  if (language !== undefined) return language
  if (id === `${client}api/reply-shapes.json`) return 'answers'
  const isShared = OTHERS.some((other) => needs(other, graph).has(id))
  if (needs(EXPLORE, graph).has(id)) return isShared ? 'pages' : 'explore'
  if (needs(FILTERS, graph).has(id)) return isShared ? 'matching' : 'filters'
  return null
}

export default defineConfig({
  root: new URL('client', import.meta.url).pathname,
  publicDir: false,
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // The policy `img-src 'self'` refuses data: addresses, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Which file needs which: read by test/bench/size.mjs.
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ debugName: 'chunkOf', name: (id, context) => chunkOf(id, context) }],
        },
      },
    },
  },
})
