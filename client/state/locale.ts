import type { DetailMessages, Messages, RecordWords } from '../../shared/text/messages.ts'
import { createFormats, LANGS } from './formats.ts'
import type { Formats, Lang } from './formats.ts'

export interface Locale {
  lang: Lang
  words: Messages
  formats: Formats
}

/** What it takes to say what a record says; all that the lists on other sites have. */
export interface RecordLocale {
  lang: Lang
  words: RecordWords
  formats: Formats
}

/** Also with the words of the pages that are loaded when first opened. */
export interface DetailLocale extends Locale {
  words: Messages & DetailMessages
}

const loadWords: Record<Lang, () => Promise<Messages>> = {
  en: async () => (await import('../../shared/text/en.ts')).en,
  nl: async () => (await import('../../shared/text/nl.ts')).nl,
}

/** Comes in one file with the words. */
const loadCountries: Record<Lang, () => Promise<Readonly<Record<string, string>>>> = {
  en: async () => (await import('../../shared/text/countries-en.ts')).countriesEn,
  nl: async () => (await import('../../shared/text/countries-nl.ts')).countriesNl,
}

const loadDetailWords: Record<Lang, () => Promise<DetailMessages>> = {
  en: async () => (await import('../../shared/text/en-detail.ts')).enDetail,
  nl: async () => (await import('../../shared/text/nl-detail.ts')).nlDetail,
}

/** `?lang=` wins, then what this device remembers, then the browser's languages, then English. */
export function chooseLang(asked: string | null, remembered: string | null, browser: readonly string[]): Lang {
  const wanted = [asked, remembered, ...browser.map((tag) => tag.split('-')[0] ?? '')]
  for (const tag of wanted) {
    const lang = LANGS.find((known) => known === tag?.toLowerCase())
    if (lang !== undefined) return lang
  }
  return 'en'
}

/** Tells every element that the language changed. */
export const localeChanges = new EventTarget()
let current: Locale | null = null
let detail: DetailLocale | null = null

let settled: Promise<void> = Promise.resolve()

/** Loads a language and shows it. */
export function setLang(lang: Lang): Promise<void> {
  settled = show(lang)
  return settled
}

async function show(lang: Lang): Promise<void> {
  const [words, countries, more] = await Promise.all([
    loadWords[lang](),
    loadCountries[lang](),
    detail === null ? null : loadDetailWords[lang](),
    ...[...followers].map((page) => page.follow(lang)),
  ])
  current = { lang, words, formats: createFormats(lang, countries) }
  detail = more === null ? null : { ...current, words: { ...words, ...more } }
  document.documentElement.lang = lang
  localeChanges.dispatchEvent(new Event('change'))
}

/** Loads the words of the detail pages in the language on screen; from then on they follow the language. */
export async function loadDetail(): Promise<void> {
  await settled
  while (detail?.lang !== current?.lang || detail === null) {
    const base = locale()
    const words = await loadDetailWords[base.lang]()
    if (base === current) detail = { ...base, words: { ...base.words, ...words } }
  }
}

/** The words and formats of the language on screen. Nothing is drawn before `setLang` has loaded one. */
export function locale(): Locale {
  if (current === null) throw new Error('No language has been loaded yet')
  return current
}

/** The same with the words of the detail pages, which `loadDetail` has to have loaded. */
export function detailLocale(): DetailLocale {
  if (detail === null) throw new Error('The words of this page have not been loaded yet')
  return detail
}

const followers = new Set<{ follow(lang: Lang): Promise<void> }>()

/** The words of one page: loaded with it, and from then on following the language on screen. */
export class PageWords<T> {
  readonly #load: Record<Lang, () => Promise<T>>
  readonly #held = new Map<Lang, T>()

  constructor(load: Record<Lang, () => Promise<T>>) {
    this.#load = load
  }

  /** Resolves when the words in the language on screen are there. */
  async load(): Promise<void> {
    followers.add(this)
    await settled
    await this.follow(locale().lang)
  }

  async follow(lang: Lang): Promise<void> {
    if (!this.#held.has(lang)) this.#held.set(lang, await this.#load[lang]())
  }

  get words(): T {
    const words = this.#held.get(locale().lang)
    if (words === undefined) throw new Error('The words of this page have not been loaded yet')
    return words
  }
}
