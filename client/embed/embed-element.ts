import { createEmbedApi, RefusedError } from '../api/embed-api.ts'
import type { EmbedApi } from '../api/embed-api.ts'
import type { AttributeError, EmbedSettings } from './attributes.ts'
import { embedLocale } from './embed-locale.ts'
import type { EmbedLocale } from './embed-locale.ts'
import { EMBED_CSS } from './embed-style.ts'
import { node } from './make-node.ts'
import type { Content } from './make-node.ts'

/** The site that served this module; everything is asked there and links there. Ends with a slash. */
const HOME = new URL('.', /* @vite-ignore */ import.meta.url).href

const sheet = new CSSStyleSheet()
sheet.replaceSync(EMBED_CSS)

/**
 * An element for other sites: reads its attributes, asks the API, draws into a shadow root of its own, and does so again
 * when an attribute changes. Built from nodes, without a library: see `make-node.ts`.
 */
export abstract class EmbedElement<S extends EmbedSettings> extends HTMLElement {
  readonly #shadow: ShadowRoot
  readonly #api: EmbedApi = createEmbedApi(HOME)
  #asking: AbortController | null = null
  #waiting = false

  constructor() {
    super()
    this.#shadow = this.attachShadow({ mode: 'open' })
    this.#shadow.adoptedStyleSheets = [sheet]
  }

  protected abstract read(attribute: (name: string) => string | null, pageLang: string | null): S
  /** The name of the region for who cannot see it. */
  protected abstract label(settings: S, locale: EmbedLocale): string
  protected abstract draw(settings: S, locale: EmbedLocale, api: EmbedApi, signal: AbortSignal): Promise<Content>
  /** What is said when there was no answer, and where the same can be seen. */
  protected abstract failure(settings: S, locale: EmbedLocale): { text: string; link: string; href: string }

  connectedCallback(): void {
    this.#plan()
  }

  disconnectedCallback(): void {
    this.#asking?.abort()
  }

  attributeChangedCallback(): void {
    this.#plan()
  }

  /** Several attributes often change together; one drawing serves them all. */
  #plan(): void {
    if (this.#waiting) return
    this.#waiting = true
    queueMicrotask(() => {
      this.#waiting = false
      if (this.isConnected) void this.#update()
    })
  }

  async #update(): Promise<void> {
    this.#asking?.abort()
    const asking = new AbortController()
    this.#asking = asking
    const around = this.parentElement?.closest('[lang]')?.getAttribute('lang')
    const settings = this.read((name) => this.getAttribute(name), around ?? document.documentElement.lang)
    const locale = embedLocale(settings.lang)
    if (settings.errors.length > 0) {
      this.#show(settings, locale, this.#wrong(settings.errors, locale))
      return
    }
    this.#show(settings, locale, node('p', { role: 'status' }, locale.text.loading), true)
    const content = await this.draw(settings, locale, this.#api, asking.signal).catch((error: unknown) =>
      error instanceof RefusedError ? this.#wrong(this.#refused(error), locale) : this.#failed(settings, locale),
    )
    if (!asking.signal.aborted) this.#show(settings, locale, content)
  }

  #show(settings: S, locale: EmbedLocale, content: Content, busy = false): void {
    const attributes = {
      class: `root ${settings.theme}`,
      lang: settings.lang,
      'aria-label': this.label(settings, locale),
      'aria-busy': busy ? 'true' : null,
    }
    this.#shadow.replaceChildren(node('section', attributes, content))
  }

  #wrong(errors: readonly AttributeError[], { text }: EmbedLocale): Content {
    return node('div', { role: 'status', class: 'note' }, [
      node('p', {}, node('strong', {}, text.wrongTitle(this.localName))),
      node('ul', {}, ...errors.map((e) => node('li', {}, text.wrong(e.attribute, e.value, e.expected)))),
    ])
  }

  #refused({ errors }: RefusedError): AttributeError[] {
    return errors.map(({ field, expected }) => ({
      attribute: field,
      value: this.getAttribute(field) ?? '',
      expected,
    }))
  }

  #failed(settings: S, locale: EmbedLocale): Content {
    const { text, link, href } = this.failure(settings, locale)
    const retry = node('button', { type: 'button' }, locale.text.retry)
    retry.addEventListener('click', () => this.#plan())
    return [
      node('p', { role: 'status', class: 'note' }, text),
      node('p', {}, node('a', { href }, link)),
      node('p', {}, retry),
    ]
  }
}

/** An address on the site that served the module, in the language of the element. */
export function homeAddress(path: string, lang: string, parameters: Readonly<Record<string, string>> = {}): string {
  const url = new URL(path, HOME)
  url.search = new URLSearchParams({ ...parameters, lang }).toString()
  return url.href
}
