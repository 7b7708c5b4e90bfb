import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type * as gazetteerModule from '../places/gazetteer.ts'
import type { Place } from '../places/gazetteer.ts'
import type { HomePlace } from '../state/near-me.ts'
import { icon } from './icons.ts'
import { TextElement } from './text-element.ts'

type Gazetteer = typeof gazetteerModule

const MOST_OPTIONS = 7
/** Further from the nearest listed place than this, it says nothing about where one is. */
const FAR_DEGREES = 0.6
const LOCATION = { enableHighAccuracy: false, timeout: 15_000, maximumAge: 600_000 }
/** The countries of the quick view: where the readers of this site live. */
const NEAR_COUNTRIES = ['NL', 'BE', 'DE']

/**
 * A place to measure from: typed, with suggestions from a list that comes with the site, or where the browser says the
 * device is. It stays on the device.
 *
 * @fires place-set - detail: HomePlace | null
 * @fires filter-toggle - detail: {name: 'country', value}
 */
export class PlaceChoice extends TextElement {
  static override properties: PropertyDeclarations = {
    place: { attribute: false },
    countries: { attribute: false },
    typed: { state: true },
    active: { state: true },
    open: { state: true },
    note: { state: true },
    gazetteer: { state: true },
  }

  declare place: HomePlace | null
  /** Countries that the list is filtered on. */
  declare countries: readonly string[]
  /** What stands in the field while somebody types; null shows the place chosen. */
  declare private typed: string | null
  declare private active: number
  declare private open: boolean
  declare private note: 'loading' | 'failed' | 'locating' | 'locationDenied' | 'locationFailed' | null
  declare private gazetteer: Gazetteer | null

  constructor() {
    super()
    this.place = null
    this.countries = []
    this.typed = null
    this.active = -1
    this.open = false
    this.note = null
    this.gazetteer = null
  }

  protected override render(): TemplateResult {
    const { near } = this.locale.words
    const options = this.#options()
    return html`<div class="field place">
      <label for="place-input" id="place-label">${near.label}</label>
      <div class="place__box">
        ${icon('pin')}
        <input
          id="place-input"
          type="text"
          role="combobox"
          aria-labelledby="place-label"
          autocomplete="off"
          spellcheck="false"
          maxlength="80"
          aria-autocomplete="list"
          aria-controls="place-options"
          aria-describedby="place-hint"
          aria-expanded=${options.length > 0}
          aria-activedescendant=${options[this.active] === undefined ? nothing : `place-option-${this.active}`}
          placeholder=${near.placeholder}
          .value=${this.typed ?? this.#chosenName()}
          @focus=${this.#load}
          @input=${this.#type}
          @keydown=${this.#key}
          @blur=${this.#close}
        />
        <ul
          id="place-options"
          class="place__options"
          role="listbox"
          aria-label=${near.options}
          ?hidden=${options.length === 0}
        >
          ${options.map((place, index) => this.#option(place, index))}
        </ul>
      </div>
      <p class="field__hint" id="place-hint">${near.hint}</p>
      <p class="place__note" role="status">${this.#noteText(options)}</p>
      <div class="place__actions">${this.#actions()}</div>
      ${this.#countryButtons()}
    </div>`
  }

  #option(place: Place, index: number): TemplateResult {
    const { formats } = this.locale
    return html`<li
      id="place-option-${index}"
      class="place__option"
      role="option"
      aria-selected=${index === this.active}
      @mousedown=${(event: MouseEvent) => {
        // The field keeps the focus.
        event.preventDefault()
        this.#choose(place)
      }}
    >
      ${place.name}
      <span class="quiet">${[place.region, formats.country(place.country)].filter(Boolean).join(', ')}</span>
    </li>`
  }

  #actions(): TemplateResult {
    const { near } = this.locale.words
    if (this.place !== null) {
      return html`<button type="button" class="link" @click=${() => this.#set(null)}>${near.forget}</button>`
    }
    // Browsers give a location to secure pages only.
    if (!window.isSecureContext || !('geolocation' in navigator)) return html``
    return html`<button type="button" class="link" @click=${this.#locate}>${near.here}</button>`
  }

  #countryButtons(): TemplateResult {
    const { words, formats } = this.locale
    return html`<div class="place__countries" role="group" aria-labelledby="place-countries">
      <span class="field__hint" id="place-countries">${words.near.countries}</span>
      ${NEAR_COUNTRIES.map(
        (code) =>
          html`<button
            type="button"
            class="toggle"
            aria-pressed=${this.countries.includes(code)}
            @click=${() => this.tell('filter-toggle', { name: 'country', value: code })}
          >
            ${formats.country(code)}
          </button>`,
      )}
    </div>`
  }

  #noteText(options: readonly Place[]): string {
    const { words, formats } = this.locale
    if (this.note !== null) return words.near[this.note]
    if (!this.open || (this.typed ?? '').trim() === '') return ''
    return options.length === 0 ? words.near.notFound : words.near.found(options.length, formats.number(options.length))
  }

  /** In the language on screen where the list is loaded, else as it was when chosen. */
  #chosenName(): string {
    if (this.place === null) return ''
    const listed = this.gazetteer?.nearestPlace(this.place, this.locale.lang) ?? null
    const same = listed !== null && listed.lat === this.place.lat && listed.lon === this.place.lon
    return (same ? listed.name : this.place.name) ?? this.locale.words.near.unnamed
  }

  #options(): Place[] {
    if (!this.open || this.gazetteer === null || this.typed === null) return []
    return this.gazetteer.searchPlaces(this.typed, this.locale.lang, MOST_OPTIONS)
  }

  readonly #load = (): void => {
    if (this.gazetteer !== null || this.note === 'loading') return
    this.note = 'loading'
    import('../places/gazetteer.ts').then(
      (gazetteer) => {
        this.gazetteer = gazetteer
        this.note = null
      },
      () => (this.note = 'failed'),
    )
  }

  readonly #type = (event: InputEvent): void => {
    if (!(event.target instanceof HTMLInputElement)) return
    this.#load()
    this.typed = event.target.value
    this.active = -1
    this.open = true
    if (this.note !== 'loading' && this.note !== 'failed') this.note = null
  }

  readonly #key = (event: KeyboardEvent): void => {
    const options = this.#options()
    if (event.key === 'Escape' && this.open) {
      event.preventDefault()
      this.#shut()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const chosen = options[Math.max(0, this.active)]
      if (chosen !== undefined) this.#choose(chosen)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (options.length === 0) return
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      const from = this.active === -1 && step === -1 ? 0 : this.active
      this.active = (from + step + options.length) % options.length
    }
  }

  readonly #close = (): void => {
    // A field that was emptied on purpose forgets the place.
    if (this.typed?.trim() === '' && this.place !== null) this.#set(null)
    this.#shut()
  }

  #shut(): void {
    this.open = false
    this.typed = null
    this.active = -1
  }

  #choose({ name, country, lat, lon }: Place): void {
    this.#shut()
    this.#set({ name, country, lat, lon })
  }

  #set(place: HomePlace | null): void {
    this.note = null
    const hadFocus = this.querySelector(':focus') !== null
    this.tell('place-set', place)
    // The button that was pressed is replaced by another.
    if (hadFocus) this.querySelector<HTMLElement>('#place-input')?.focus()
  }

  readonly #locate = (): void => {
    this.note = 'locating'
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => void this.#found({ lat: coords.latitude, lon: coords.longitude }),
      (error) => (this.note = error.code === error.PERMISSION_DENIED ? 'locationDenied' : 'locationFailed'),
      LOCATION,
    )
  }

  async #found(point: { lat: number; lon: number }): Promise<void> {
    const gazetteer = await import('../places/gazetteer.ts').catch(() => null)
    this.gazetteer = gazetteer
    const near = gazetteer?.nearestPlace(point, this.locale.lang) ?? null
    const isNear = near !== null && Math.hypot(near.lat - point.lat, near.lon - point.lon) < FAR_DEGREES
    this.#set({ ...point, name: isNear ? near.name : null, country: isNear ? near.country : null })
  }
}

customElements.define('place-choice', PlaceChoice)
