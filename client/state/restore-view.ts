/** Pages get their length when their data come: longer than this nobody waits for them. */
const LONGEST_MS = 5_000
/** What a reader does who wants to be somewhere else. */
const MOVES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/**
 * Brings a page back to `top` (pixels), or else to the element its address names, and keeps it there while the page
 * grows, until the reader moves. Gives back what ends it.
 */
export function restoreView(page: HTMLElement, top: number | null, id: string): () => void {
  const ended = new AbortController()
  let found: HTMLElement | null = null
  const place = (): void => {
    if (top !== null) {
      window.scrollTo({ top, behavior: 'instant' })
      return
    }
    const target = document.getElementById(id)
    target?.scrollIntoView({ behavior: 'instant' })
    if (target !== found) target?.focus({ preventScroll: true })
    found = target
  }
  const observer = new ResizeObserver(place)
  const end = (): void => {
    ended.abort()
    observer.disconnect()
    clearTimeout(timer)
  }
  const timer = setTimeout(end, LONGEST_MS)
  for (const move of MOVES) window.addEventListener(move, end, { signal: ended.signal, passive: true })
  place()
  observer.observe(page)
  return end
}
