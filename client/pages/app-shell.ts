import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { crisisLines } from '../elements/crisis-lines.ts'
import '../elements/compare-tray.ts'
import '../elements/statement-line.ts'
import { TextElement } from '../elements/text-element.ts'
import type { WantDevice } from '../elements/trial-actions.ts'
import { LANGS } from '../state/formats.ts'
import type { Lang } from '../state/formats.ts'
import { FocusKeeper } from '../state/keep-focus.ts'
import { nextTask } from '../state/in-slices.ts'
import { localeChanges, setLang } from '../state/locale.ts'
import { restoreView } from '../state/restore-view.ts'
import { firstDrawing } from '../state/turns.ts'
import { href } from '../state/router.ts'
import type { Page } from '../state/router.ts'
import { failureNote } from './failure-note.ts'
import { openPage } from './open-page.ts'
import type { PageContext, PageElement } from './page-element.ts'

/** What stands around every page: header, statement, registries, footer; and which page is shown. */
export class AppShell extends TextElement {
  static override properties: PropertyDeclarations = {
    context: { attribute: false },
    page: { state: true },
    failed: { state: true },
    drawn: { state: true },
  }

  declare context: PageContext
  declare private page: PageElement | null
  declare private failed: boolean
  /** What of the first page stands there: only what the server wrote, the page, or also what comes below it. */
  declare private drawn: 'served' | 'page' | 'all'
  servedStatement: readonly Node[] = []
  #preloaded: Promise<PageElement> | null = null
  #opened = 0
  /** On a narrow screen the registries stand below the page: the list comes first there. */
  readonly #wide = window.matchMedia('(min-width: 60rem)')
  readonly #onData = (): void => this.requestUpdate()
  readonly #focus = new FocusKeeper(this)
  /** Ends the way back to where a page was left. */
  #settled: (() => void) | null = null
  readonly #onPage = (): void => void this.#open()
  readonly #onReturned = (): void => this.#restore()
  readonly #onLang = (): void => this.#setTitle()
  readonly #onStorage = (event: StorageEvent): void => this.context.device.seeOtherTab(event.key)
  readonly #onWantDevice = (event: Event): void => (event as WantDevice).detail(this.context.device)
  #openedForPrint: HTMLDetailsElement[] = []
  /** Paper cannot be unfolded: what is closed is opened, except the registers' raw fields. */
  readonly #onPrint = (): void => {
    this.#openedForPrint = [...this.querySelectorAll<HTMLDetailsElement>('main details:not([open]):not(.raw)')]
    for (const details of this.#openedForPrint) details.open = true
  }
  readonly #onPrinted = (): void => {
    for (const details of this.#openedForPrint) details.open = false
  }
  readonly #onRefreshed = (): void => this.#announce(this.locale.words.registries.refreshed)

  constructor() {
    super()
    this.page = null
    this.failed = false
    this.drawn = 'served'
  }

  /** Starts loading the first page's code beside everything else. */
  preload(page: Page): Promise<PageElement> {
    this.#preloaded = openPage[page.name](page)
    return this.#preloaded
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const { data, router, device } = this.context
    this.addEventListener('want-device', this.#onWantDevice)
    device.addEventListener('change', this.#onData)
    window.addEventListener('storage', this.#onStorage)
    this.#wide.addEventListener('change', this.#onData)
    data.addEventListener('change', this.#onData)
    data.addEventListener('refreshed', this.#onRefreshed)
    router.addEventListener('page', this.#onPage)
    router.addEventListener('returned', this.#onReturned)
    this.#focus.start()
    localeChanges.addEventListener('change', this.#onLang)
    window.addEventListener('beforeprint', this.#onPrint)
    window.addEventListener('afterprint', this.#onPrinted)
    void this.#open()
  }

  /** Below the fold of attention: its code may arrive after the page's own. */
  protected override firstUpdated(): void {
    void nextTask().then(() => import('../elements/registry-states.ts'))
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    const { data, router, device } = this.context
    this.removeEventListener('want-device', this.#onWantDevice)
    device.removeEventListener('change', this.#onData)
    window.removeEventListener('storage', this.#onStorage)
    this.#wide.removeEventListener('change', this.#onData)
    data.removeEventListener('change', this.#onData)
    data.removeEventListener('refreshed', this.#onRefreshed)
    router.removeEventListener('page', this.#onPage)
    router.removeEventListener('returned', this.#onReturned)
    this.#focus.stop()
    this.#settled?.()
    localeChanges.removeEventListener('change', this.#onLang)
    window.removeEventListener('beforeprint', this.#onPrint)
    window.removeEventListener('afterprint', this.#onPrinted)
  }

  async #open(): Promise<void> {
    const { router } = this.context
    const first = this.#preloaded
    const turn = ++this.#opened
    const { page } = router
    this.#preloaded = null
    this.#settled?.()
    const element = await (first ?? this.#load(page)).catch(() => null)
    // Another page may have been chosen while this one was on its way.
    if (turn !== this.#opened || !this.isConnected) return
    if (element === null) {
      // On the first page a full load is what was just tried.
      if (first === null) await this.#loadAnew()
      else await this.#fail()
      return
    }
    // Frame and page in tasks of their own: a click in between is answered.
    if (first !== null) await nextTask()
    if (turn !== this.#opened) return
    // What the server wrote is about the page it was written for, and no other.
    if (first === null) this.context = { ...this.context, servedContent: [] }
    element.context = this.context
    this.failed = false
    this.page = element
    this.#setTitle()
    if (first === null) this.drawn = 'all'
    else await this.#show(element)
    await this.updateComplete
    await element.updateComplete
    if (turn === this.#opened) this.#settle(element, first !== null)
  }

  /** The first page in steps; what stands below it comes last. */
  async #show(element: PageElement): Promise<void> {
    element.hidden = element.isMadeReady
    if (element.hidden) {
      // Somebody who reloads far down finds the page as long as it was.
      firstDrawing.begin({ isWhole: (this.context.router.savedScroll ?? 0) > 0 })
      await this.updateComplete
      await firstDrawing.end()
      element.hidden = false
    }
    this.drawn = 'page'
    await this.updateComplete
    await nextTask()
    this.drawn = 'all'
  }

  /** An address may ask for another language than the one on screen: going back shows the view that was left. */
  async #load(page: Page): Promise<PageElement> {
    const asked = new URLSearchParams(window.location.search).get('lang')
    const lang = LANGS.find((one) => one === asked) ?? this.locale.lang
    if (lang !== this.locale.lang) await setLang(lang)
    return openPage[page.name](page)
  }

  /**
   * A page's code did not come. After an update it has a new name, which a full load finds; while the server is away a
   * full load would leave the reader with nothing, so that is said instead.
   */
  async #loadAnew(): Promise<void> {
    const turn = this.#opened
    const isThere = await this.context.api.registries().then(
      () => true,
      () => false,
    )
    if (turn !== this.#opened) return
    if (isThere) window.location.reload()
    else await this.#fail()
  }

  async #fail(): Promise<void> {
    this.page = null
    this.failed = true
    this.#setTitle()
    this.#announce('')
    await this.updateComplete
    this.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    this.#announce(this.locale.words.errors.offline)
  }

  /** After a change of page: back to where the reader was, or to the top with the focus on the new heading. */
  #settle(element: PageElement, isFirst: boolean): void {
    const { savedScroll, placeOnPage } = this.context.router
    if (!isFirst) element.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
    if (!isFirst || (savedScroll ?? 0) > 0 || placeOnPage !== '') this.#restore()
  }

  #restore(): void {
    const { savedScroll, placeOnPage } = this.context.router
    const main = this.querySelector<HTMLElement>('#main')
    this.#settled?.()
    if (main !== null) this.#settled = restoreView(main, savedScroll ?? (placeOnPage === '' ? 0 : null), placeOnPage)
  }

  #setTitle(): void {
    const { words } = this.locale
    document.title = this.page === null ? words.app.name : words.app.pageTitle(this.page.pageTitle())
  }

  #announce(text: string): void {
    const region = this.querySelector('#announcer')
    if (region !== null) region.textContent = text
  }

  protected override render(): TemplateResult {
    const { words } = this.locale
    const { data, router, device } = this.context
    const wide = this.#wide.matches
    // Until the first page is drawn what the server wrote stands there, and nothing below it that would be pushed away.
    const waits = this.drawn !== 'all' && !this.failed
    const isServed = this.page === null || (this.drawn === 'served' && this.page.hidden)
    const registries = html`<div class="wrap"><registry-states .registries=${data.registries}></registry-states></div>`
    return html`<a class="skip-link" href="#main" @click=${this.#skip}>${words.app.skip}</a>
      ${this.#header()}
      <aside class="statement-band" aria-labelledby="statement-label">
        <div class="wrap">
          <statement-line
            class="statement-line"
            .statement=${data.statement}
            .served=${this.servedStatement}
          ></statement-line>
        </div>
      </aside>
      ${wide ? registries : nothing}
      <main class="wrap main" id="main" tabindex="-1" @page-title=${() => this.#setTitle()}>
        ${this.failed ? failureNote({ kind: 'offline' }, this.locale, () => void this.#loadAnew(), 'page') : html`${isServed ? html`<div class="prose">${this.context.servedContent}</div>` : nothing}${this.page}`}
      </main>
      ${wide || waits ? nothing : registries} ${waits ? nothing : this.#footer()}
      ${
        router.page.name === 'compare'
          ? nothing
          : html`<compare-tray
              class="tray-place"
              .trialIds=${device.comparedTrials()}
              @clear-compared=${this.#clearCompared}
            ></compare-tray>`
      }
      <p class="visually-hidden" id="announcer" role="status"></p>`
  }

  #header(): TemplateResult {
    const { words, lang } = this.locale
    const current = this.context.router.page.name
    const link = (path: string, text: string, active: boolean): TemplateResult =>
      html`<a href=${href(path)} aria-current=${active ? 'page' : nothing}>${text}</a>`
    return html`<header class="site-header">
      <div class="wrap site-header__row">
        <a class="brand" href=${href('/')}>${words.app.name}</a>
        <nav class="site-nav" aria-label=${words.app.nav}>
          ${link('/', words.app.trials, current === 'explore')}
          ${link('/evidence', words.app.evidence, current === 'evidence')} ${this.#savedLink(current === 'saved')}
          ${link('/check', words.app.check, current === 'check')}
          ${link('/about', words.app.about, current === 'about')}
        </nav>
        <div class="lang-switch" role="group" aria-label=${words.app.language}>
          ${LANGS.map(
            (one) =>
              html`<button
                type="button"
                lang=${one}
                aria-pressed=${one === lang}
                @click=${() => void this.#switch(one)}
              >
                ${NAMES[one]}
              </button>`,
          )}
        </div>
      </div>
    </header>`
  }

  #savedLink(active: boolean): TemplateResult {
    const { words, formats } = this.locale
    const n = this.context.device.savedTrials().length
    const count = html`<span class="count" aria-hidden="true">${formats.number(n)}</span
      ><span class="visually-hidden">(${words.app.savedCount(n, formats.number(n))})</span>`
    return html`<a href=${href('/saved')} aria-current=${active ? 'page' : nothing}
      >${words.app.saved} ${n === 0 ? nothing : count}</a
    >`
  }

  #footer(): TemplateResult {
    const { words } = this.locale
    return html`<footer class="site-footer">
      <div class="wrap site-footer__grid">
        <p class="site-footer__advice">${words.footer.notAdvice}</p>
        <div>
          <p>${words.footer.crisis}</p>
          ${crisisLines(this.locale)}
        </div>
        <p class="quiet">${words.footer.sources} <a href=${href('/embed')}>${words.footer.embed}</a></p>
      </div>
    </footer>`
  }

  readonly #clearCompared = (): void => {
    this.context.device.setCompared([])
    this.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true })
  }

  async #switch(lang: Lang): Promise<void> {
    this.context.device.setLang(lang)
    this.context.router.setLang(lang)
    await setLang(lang)
  }

  /** The fragment holds the filters, so the jump is made here and not by the address. */
  readonly #skip = (event: Event): void => {
    event.preventDefault()
    this.querySelector<HTMLElement>('#main')?.focus()
  }
}

/** Each language's own name, never translated. */
const NAMES: Record<Lang, string> = { en: 'English', nl: 'Nederlands' }

customElements.define('app-shell', AppShell)
