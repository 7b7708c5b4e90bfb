export type Page =
  | { name: 'explore' }
  | { name: 'trial'; id: string }
  | { name: 'sheet'; id: string }
  | { name: 'evidence'; version: string | null }
  | { name: 'about' }
  | { name: 'check' }
  | { name: 'saved' }
  | { name: 'compare' }
  | { name: 'embed' }
  | { name: 'not-found' }

/** Where the fragment is what the page shows, not a place on it. */
const STATE_IN_FRAGMENT: ReadonlySet<string> = new Set(['/', '/compare', '/check'])

/** Which page an address means. Unknown paths are `not-found`, never the start page. */
export function pageOf(pathname: string, search: string): Page {
  const path = pathname.replace(/\/+$/, '')
  if (path === '') return { name: 'explore' }
  if (path === '/about') return { name: 'about' }
  if (path === '/check') return { name: 'check' }
  if (path === '/saved') return { name: 'saved' }
  if (path === '/compare') return { name: 'compare' }
  if (path === '/embed') return { name: 'embed' }
  if (path === '/evidence') return { name: 'evidence', version: new URLSearchParams(search).get('version') }
  const [, id, sheet] = /^\/trial\/([^/]+)(\/sheet)?$/.exec(path) ?? []
  if (id === undefined) return { name: 'not-found' }
  return { name: sheet === undefined ? 'trial' : 'sheet', id: decode(id) }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** An address inside this site, keeping an explicit `?lang=`, so that links work where nothing can be remembered. */
export function href(path: string, current: string = window.location.search): string {
  const lang = new URLSearchParams(current).get('lang')
  if (lang === null) return path
  const url = new URL(path, 'http://here')
  url.searchParams.set('lang', lang)
  return `${url.pathname}${url.search}${url.hash}`
}

/** Where the list was left, kept in the history entry so that "back" returns to the same card. */
interface Entry {
  scrollY: number
  length: number | null
}

/** Null for what something else left in the history. */
function readEntry(state: unknown): Entry | null {
  if (typeof state !== 'object' || state === null || !('scrollY' in state) || !('length' in state)) return null
  const { scrollY, length } = state
  if (typeof scrollY !== 'number' || (typeof length !== 'number' && length !== null)) return null
  return { scrollY, length }
}

/**
 * Turns clicks on internal links into page changes without a reload. Dispatches `page` and `fragment`, and `returned` when
 * the fragment changed by going back or forward: then the entry's scroll and length hold.
 */
export class Router extends EventTarget {
  start(): void {
    window.history.scrollRestoration = 'manual'
    document.addEventListener('click', (event) => this.#onClick(event))
    window.addEventListener('popstate', () => this.#onPop())
    window.addEventListener('pagehide', () => this.#rememberScroll())
    this.#path = window.location.pathname + window.location.search
  }

  #path = ''
  /** True once a page of this site was left for another one: then "back" stays here. */
  cameFromHere = false
  /** The list with the filters it had when it was left; null before. */
  listAddress: string | null = null

  get page(): Page {
    return pageOf(window.location.pathname, window.location.search)
  }

  /** The scroll position stored with this history entry; null on a first visit. */
  get savedScroll(): number | null {
    return this.#entry?.scrollY ?? null
  }

  /** How many cards were drawn in this history entry; null on a first visit. */
  get savedLength(): number | null {
    return this.#entry?.length ?? null
  }

  /** The id of an element that the address names; '' where the fragment is what the page shows. */
  get placeOnPage(): string {
    return STATE_IN_FRAGMENT.has(window.location.pathname) ? '' : decode(window.location.hash.slice(1))
  }

  get #entry(): Entry | null {
    return readEntry(window.history.state)
  }

  saveLength(length: number): void {
    this.#saveEntry(length)
  }

  navigate(address: string): void {
    this.#rememberScroll()
    this.cameFromHere = this.page.name === 'explore'
    if (this.cameFromHere) this.listAddress = window.location.pathname + window.location.search + window.location.hash
    window.history.pushState(null, '', address)
    this.#changed('page')
  }

  /** Filters changed: a step that "back" undoes, or, while typing, the same step. */
  setFragment(fragment: string, options: { replace: boolean }): void {
    const url = window.location.pathname + window.location.search + (fragment === '' ? '' : `#${fragment}`)
    if (!options.replace) this.#rememberScroll()
    // Another list starts with its first cards.
    const entry = { scrollY: window.scrollY, length: null } satisfies Entry
    if (options.replace) window.history.replaceState(entry, '', url)
    else window.history.pushState(entry, '', url)
    this.#changed('fragment')
  }

  /** Puts the chosen language into the address without a new history step. */
  setLang(lang: string): void {
    const url = new URL(window.location.href)
    url.searchParams.set('lang', lang)
    window.history.replaceState(window.history.state, '', url)
    this.#path = window.location.pathname + window.location.search
  }

  #changed(type: 'page' | 'fragment'): void {
    this.#path = window.location.pathname + window.location.search
    this.dispatchEvent(new Event(type))
  }

  #onPop(): void {
    const same = this.#path === window.location.pathname + window.location.search
    this.#changed(same ? 'fragment' : 'page')
    if (same) this.dispatchEvent(new Event('returned'))
  }

  #rememberScroll(): void {
    this.#saveEntry(this.savedLength)
  }

  #saveEntry(length: number | null): void {
    const entry = this.#entry
    // Each write is a message to the browser's main process, as slow as drawing the list.
    if (entry !== null && entry.scrollY === window.scrollY && entry.length === length) return
    window.history.replaceState({ scrollY: window.scrollY, length } satisfies Entry, '')
  }

  #onClick(event: MouseEvent): void {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement)
    if (link?.target !== '' || link.hasAttribute('download')) return
    const url = new URL(link.href, window.location.href)
    if (url.origin !== window.location.origin || pageOf(url.pathname, url.search).name === 'not-found') return
    const samePage = url.pathname === window.location.pathname && url.search === window.location.search
    if (samePage && url.hash !== '' && !STATE_IN_FRAGMENT.has(url.pathname)) {
      this.#rememberScroll()
      // One step back is this page again, not the list.
      this.cameFromHere = false
      return
    }
    event.preventDefault()
    if (url.href !== window.location.href) this.navigate(url.pathname + url.search + url.hash)
  }
}
