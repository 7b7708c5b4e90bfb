/** What an address asks for, as a word from a short list: logs and metrics never learn which trial or which filter. */

const API = new Set([
  'trials',
  'trials.csv',
  'statement',
  'summary',
  'matrix',
  'check',
  'registries',
  'changes',
  'openapi.json',
  'docs',
])
const PAGES = new Set(['', 'about', 'saved', 'compare', 'evidence', 'check', 'embed', 'list'])

export function routeClass(path: string): string {
  const [first = '', second = '', third = ''] = path.slice(1, 200).split('/')
  if (first === 'api') {
    if (second === 'trials' && third !== '') return 'api/trials/:id'
    return API.has(second) && third === '' ? `api/${second}` : 'api/other'
  }
  if (first === 'trial') return third === 'sheet' ? 'page/trial/:id/sheet' : 'page/trial/:id'
  if (first === 'assets' || /^(?:favicon|embed|robots|manifest)\.[a-z]+$/.test(path.slice(1, 40))) return 'static'
  if (first === 'feeds') return 'feeds'
  if (first === 'healthz' || first === 'readyz' || first === 'metrics') return first
  return PAGES.has(first) && second === '' ? `page/${first}` : 'other'
}
