/**
 * When what had the focus is taken off the page (a chip removed, a list that came back), the reader goes on from the
 * nearest heading above it instead of from the top of the page.
 */
export class FocusKeeper {
  readonly #root: HTMLElement
  readonly #observer = new MutationObserver(() => this.#look())
  #focused: Element | null = null
  /** Where it stood, innermost first: known only while it is there. */
  #around: readonly Element[] = []

  constructor(root: HTMLElement) {
    this.#root = root
  }

  start(): void {
    this.#root.addEventListener('focusin', this.#onFocus)
    this.#observer.observe(this.#root, { childList: true, subtree: true })
  }

  stop(): void {
    this.#root.removeEventListener('focusin', this.#onFocus)
    this.#observer.disconnect()
  }

  readonly #onFocus = ({ target }: FocusEvent): void => {
    this.#focused = target instanceof Element ? target : null
    const around: Element[] = []
    for (let one = this.#focused?.parentElement ?? null; one !== null; one = one.parentElement) around.push(one)
    this.#around = around
  }

  #look(): void {
    if (this.#focused?.isConnected !== false) return
    this.#focused = null
    if (document.activeElement !== null && document.activeElement !== document.body) return
    for (const place of this.#around.filter((one) => one.isConnected)) {
      const heading = place.querySelector<HTMLElement>('h1, h2, h3')
      if (heading?.closest('summary') !== null) continue
      if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1
      heading.focus({ preventScroll: true })
      return
    }
  }
}
