import '../styles/check.css'
import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { CheckReply } from '../../shared/api.ts'
import { readCheckText } from '../../shared/core/check-text.ts'
import type { CheckNumber, CheckText } from '../../shared/core/check-text.ts'
import type { ReaderClaim } from '../../shared/core/check-trial.ts'
import { readAdvert } from '../../shared/core/red-flags.ts'
import type { AdvertReading } from '../../shared/core/red-flags.ts'
import { findSubstance } from '../../shared/core/substance-terms.ts'
import { substances } from '../../shared/substances/index.ts'
import { failureOf } from '../api/trials-api.ts'
import { countriesIn, countryChoices } from '../describe/check-countries.ts'
import { isAboutMood } from '../describe/trial-words.ts'
import { crisisNote } from '../elements/crisis-lines.ts'
import { checkWords } from '../state/check-words.ts'
import type { Load } from '../state/trial-data.ts'
import { firstOf, readFragment } from '../state/url-state.ts'
import { numberCard, numberFacts } from './check-card.ts'
import type { NumberCard } from './check-card.ts'
import { advertQuestions, limitNotes, malformedNumbers, standingAdvice } from './check-sections.ts'
import { PageElement } from './page-element.ts'

/** Numbers looked up at one press, and how many of them at once. */
const AT_ONE_PRESS = 20
const AT_ONCE = 3
/** The text is read when the reader pauses, in ms. */
const PAUSE_MS = 150
/** A link carries a number, not a text. */
const LONGEST_LINKED = 60

interface Reading {
  found: CheckText
  advert: AdvertReading
  named: { countries: string[]; substanceIds: string[] }
}

/** `/check`: reads a pasted text here, in the browser, and looks up the numbers in it. The text goes nowhere. */
class CheckPage extends PageElement {
  static override properties: PropertyDeclarations = {
    reading: { state: true },
    country: { state: true },
    wanted: { state: true },
    version: { state: true },
  }

  declare private reading: Reading | null
  /** '' for the countries named in the text. */
  declare private country: string
  /** How many of the numbers the reader asked to look up. */
  declare private wanted: number
  /** Counts answers, so that each is drawn. */
  declare private version: number
  #text = ''
  #timer: number | undefined
  readonly #replies = new Map<string, Load<CheckReply>>()
  #waiting: string[] = []
  #running = 0
  #flight = new AbortController()
  readonly #onFragment = (): void => this.#readLink()

  constructor() {
    super()
    this.reading = null
    this.country = ''
    this.wanted = 0
    this.version = 0
  }

  override pageTitle(): string {
    return checkWords.words.title
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#flight = new AbortController()
    this.context.router.addEventListener('fragment', this.#onFragment)
    this.#readLink()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.router.removeEventListener('fragment', this.#onFragment)
    window.clearTimeout(this.#timer)
    this.#flight.abort()
  }

  /** `/check#id=NCT…`: the number stands in the box and is looked up. */
  #readLink(): void {
    const id = firstOf(readFragment(window.location.hash), 'id')
    if (id === null || id.length > LONGEST_LINKED) return
    this.#text = id
    this.#read()
    this.#lookUp(AT_ONE_PRESS)
  }

  #read(): void {
    window.clearTimeout(this.#timer)
    const text = this.#text
    if (text.trim() === '') {
      this.reading = null
      return
    }
    const found = readCheckText(text, new Date().getFullYear())
    const read = text.slice(0, 10_000)
    this.reading = {
      found,
      advert: readAdvert(read),
      named: {
        countries: countriesIn(read),
        substanceIds: substances.filter((one) => findSubstance(one, read).own.length > 0).map(({ id }) => id),
      },
    }
  }

  #lookUp(most: number): void {
    this.wanted = most
    const numbers = this.reading?.found.numbers.slice(0, most) ?? []
    for (const { id } of numbers) {
      const held = this.#replies.get(id)
      if (held === undefined || held.phase === 'error') this.#ask(id)
    }
  }

  #ask(id: string): void {
    this.#replies.set(id, { phase: 'pending' })
    this.#waiting.push(id)
    this.version += 1
    this.#next()
  }

  #next(): void {
    while (this.#running < AT_ONCE) {
      const id = this.#waiting.shift()
      if (id === undefined) return
      this.#running += 1
      void this.#load(id)
    }
  }

  async #load(id: string): Promise<void> {
    const { signal } = this.#flight
    try {
      this.#replies.set(id, { phase: 'complete', value: await this.context.api.check(id, signal) })
    } catch (error) {
      if (signal.aborted) this.#replies.delete(id)
      else this.#replies.set(id, { phase: 'error', failure: failureOf(error) })
    }
    this.#running -= 1
    this.version += 1
    this.#next()
  }

  protected override render(): TemplateResult {
    const { heading, lead } = checkWords.words
    const { reading } = this
    return html`<article class="evidence check-article">
      <h1 tabindex="-1">${heading}</h1>
      <p class="lead">${lead}</p>
      ${this.#form()} ${reading === null ? nothing : this.#results(reading)}
      ${reading !== null && this.#aboutMood(reading) ? crisisNote(this.locale) : nothing} ${standingAdvice()}
    </article>`
  }

  #form(): TemplateResult {
    const { form } = checkWords.words
    const named = this.reading?.named.countries ?? []
    const { formats } = this.locale
    return html`<form class="check-form no-print" @submit=${this.#onSubmit}>
      <label class="check-form__label" for="check-text">${form.label}</label>
      <p class="quiet" id="check-hint">${form.hint}</p>
      <textarea
        id="check-text"
        class="check-form__text"
        rows="6"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-describedby="check-hint check-privacy"
        .value=${this.#text}
        @input=${this.#onInput}
      ></textarea>
      <p class="quiet" id="check-privacy">${form.privacy}</p>
      <label class="check-form__label" for="check-country">${form.country}</label>
      <p class="quiet" id="check-country-hint">
        ${form.countryHint}
        ${named.length > 0 ? `${form.countryNamed(formats.list(named.map((code) => formats.country(code))))}.` : nothing}
      </p>
      <select id="check-country" aria-describedby="check-country-hint" @change=${this.#onCountry}>
        <option value="" ?selected=${this.country === ''}>${form.countryFromText}</option>
        ${countryChoices(formats).map(
          ({ code, name }) => html`<option value=${code} ?selected=${this.country === code}>${name}</option>`,
        )}
      </select>
      <div class="buttons">
        <button type="submit" class="button button--main">${form.submit}</button>
        <button type="button" class="button" @click=${this.#clear}>${form.clear}</button>
        <button type="button" class="button" @click=${() => window.print()}>${form.print}</button>
      </div>
    </form>`
  }

  #results({ found, advert, named }: Reading): TemplateResult {
    const text = checkWords.words.found
    const { formats } = this.locale
    const { numbers } = found
    const looked = numbers.filter(({ id }) => this.#replies.get(id)?.phase === 'complete').length
    const more = Math.min(AT_ONE_PRESS, numbers.length - this.wanted)
    const claim: ReaderClaim = {
      countries: this.country === '' ? named.countries : [this.country],
      substanceIds: named.substanceIds,
    }
    const cards = numbers.map((number) => this.#card(number, claim))
    // After the questions: what is told there matters more to who was approached than thirty facts.
    const facts = cards.map((card) => numberFacts(card, this.locale))
    return html`<section aria-labelledby="check-found">
        <h2 id="check-found" tabindex="-1">${text.heading}</h2>
        <p role="status">
          ${numbers.length === 0 ? text.none : text.count(numbers.length, formats.number(numbers.length))}
          ${numbers.length === 0 ? nothing : this.wanted === 0 ? text.ready : looked === 0 ? nothing : text.checked(looked, formats.number(looked))}
        </p>
        ${numbers.length === 0 ? html`<p>${text.noneHint}</p>` : nothing} ${limitNotes(found, this.locale)}
        <ul class="check-cards">
          ${cards.map((card) => numberCard(card, this.locale))}
        </ul>
        ${
          this.wanted > 0 && more > 0
            ? html`<button
                type="button"
                class="button no-print"
                @click=${() => this.#lookUp(this.wanted + AT_ONE_PRESS)}
              >
                ${text.more(more, formats.number(more))}
              </button>`
            : nothing
        }
        ${malformedNumbers(found, this.locale)}
      </section>
      ${advert.missing.length > 0 || advert.flags.length > 0 || advert.namesAuthorisedSpray ? advertQuestions(advert, numbers.length > 0) : nothing}
      ${
        facts.every((one) => one === nothing)
          ? nothing
          : html`<section aria-labelledby="check-facts">
              <h2 id="check-facts">${checkWords.words.card.facts}</h2>
              ${facts}
            </section>`
      }`
  }

  #card(number: CheckNumber, claim: ReaderClaim): NumberCard {
    const load = this.#replies.get(number.id) ?? null
    const registries = load?.phase === 'complete' ? load.value.registries : this.context.data.registries
    return { number, load, claim, registries, again: () => this.#ask(number.id) }
  }

  #aboutMood({ advert, found }: Reading): boolean {
    const trials = found.numbers.flatMap(({ id }) => {
      const load = this.#replies.get(id)
      return load?.phase === 'complete' && load.value.trial !== null ? [load.value.trial] : []
    })
    return advert.aboutMood || trials.some(isAboutMood)
  }

  readonly #onInput = (event: Event): void => {
    if (!(event.target instanceof HTMLTextAreaElement)) return
    this.#text = event.target.value
    this.wanted = 0
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#read(), PAUSE_MS)
  }
  readonly #onSubmit = (event: Event): void => {
    event.preventDefault()
    this.#read()
    this.#lookUp(AT_ONE_PRESS)
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#check-found')?.focus())
  }
  readonly #onCountry = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) this.country = event.target.value
  }
  readonly #clear = (): void => {
    this.#text = ''
    this.wanted = 0
    this.#waiting = []
    this.#replies.clear()
    this.#read()
    this.requestUpdate()
    // A number in the address would come back with the page.
    if (window.location.hash !== '') this.context.router.setFragment('', { replace: true })
    this.querySelector<HTMLElement>('#check-text')?.focus()
  }
}

customElements.define('check-page', CheckPage)

/** The page, with the words it is drawn with. */
export async function openCheckPage(): Promise<PageElement> {
  await checkWords.load()
  return new CheckPage()
}
