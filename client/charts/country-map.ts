import { html, nothing, svg } from 'lit'
import type { PropertyDeclarations, SVGTemplateResult, TemplateResult } from 'lit'
import { TextElement } from '../elements/text-element.ts'
import type { Bar, BarFilter } from './chart.ts'
import { loadWorldMap } from './world-map.ts'
import type { CountryShape, WorldMap } from './world-map.ts'

/** Upper ends (included) of the shades; the last one is open. */
const SHADES = [1, 5, 20, 50, Infinity] as const
/** Countries named under the map; the table names all. */
const MOST = 8
/** Shortest side, in units of the drawing, on which a number is readable. */
const ROOM = { world: 105, europe: 9 } as const

interface Country {
  bar: Bar
  trials: number
  shape: CountryShape | null
}

/**
 * Trials per country as a map: shade and number, with the countries with the most trials in words below. A pointer may
 * choose a country; everyone may choose it in the list or the table.
 *
 * @fires country - detail: BarFilter, a country was chosen
 */
export class CountryMap extends TextElement {
  static override properties: PropertyDeclarations = {
    bars: { attribute: false },
    values: { attribute: false },
    label: { attribute: false },
    world: { state: true },
    view: { state: true },
  }

  declare bars: readonly Bar[]
  declare values: readonly number[]
  declare label: string
  declare private world: WorldMap | null
  declare private view: 'world' | 'europe'

  constructor() {
    super()
    this.bars = []
    this.values = []
    this.label = ''
    this.world = null
    this.view = 'world'
    this.addEventListener('click', (event) => this.#onClick(event))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void loadWorldMap().then(
      (world) => (this.world = world),
      // Without outlines the list below the map and the table still say everything.
      () => nothing,
    )
  }

  #onClick(event: Event): void {
    const { target } = event
    const code = target instanceof Element ? target.closest('[data-code]')?.getAttribute('data-code') : null
    const filter = this.bars.find(({ key }) => key === code)?.filter ?? null
    if (filter !== null) this.#choose(filter)
  }

  #choose(filter: BarFilter): void {
    this.tell('country', filter)
  }

  protected override render(): TemplateResult {
    const { words } = this.locale
    const text = words.charts.country
    const countries = this.#countries()
    const offMap = this.world === null ? [] : countries.filter(({ shape }) => shape === null)
    return html`<div class="map map--${this.view}">
      <div class="switch no-print" role="group" aria-label=${text.view}>
        ${(['world', 'europe'] as const).map(
          (view) =>
            html`<button type="button" aria-pressed=${view === this.view} @click=${() => (this.view = view)}>
              ${text[view]}
            </button>`,
        )}
      </div>
      <div class="map__frame">${this.world === null ? nothing : this.#drawing(this.world, countries)}</div>
      ${this.#legend(countries)}
      ${offMap.length === 0 ? nothing : html`<p class="quiet map__note">${text.notOnMap(offMap.map(({ bar, trials }) => `${bar.label} ${trials}`).join(', '))}</p>`}
      ${this.#most(countries)}
    </div>`
  }

  /** The bars that are countries: "not stated" is none. */
  #countries(): Country[] {
    return this.bars.flatMap((bar, index) => {
      const trials = this.values[index] ?? 0
      return bar.filter?.name === 'country' ? [{ bar, trials, shape: this.world?.shapes[bar.key] ?? null }] : []
    })
  }

  #drawing(world: WorldMap, countries: readonly Country[]): SVGTemplateResult {
    const { x, y, width, height } = this.view === 'world' ? { x: 0, y: 0, ...world } : world.europe
    const held = new Map(countries.map((country) => [country.bar.key, country]))
    return svg`<svg class="map__svg" viewBox="${x} ${y} ${width} ${height}" role="img" aria-label=${this.label}>
      <path class="map__land" d=${world.land} />
      ${Object.entries(world.shapes).map(([code, shape]) => {
        const country = held.get(code)
        if (country === undefined)
          return shape.path === undefined ? nothing : svg`<path class="map__land" d=${shape.path} />`
        return this.#shape(country, shape)
      })}
      ${countries.map((country) => this.#number(country))}
    </svg>`
  }

  #shape({ bar, trials }: Country, shape: CountryShape): SVGTemplateResult {
    const title = svg`<title>${bar.label}: ${trials}</title>`
    const shade = `map__country map__country--${shadeOf(trials)}`
    const [x, y] = shape.at
    return shape.path === undefined
      ? svg`<circle class=${shade} data-code=${bar.key} cx=${x} cy=${y} r=${shape.size / 2}>${title}</circle>`
      : svg`<path class=${shade} data-code=${bar.key} d=${shape.path}>${title}</path>`
  }

  #number({ bar, trials, shape }: Country): SVGTemplateResult | typeof nothing {
    if (shape === null || shape.size < ROOM[this.view]) return nothing
    const [x, y] = shape.at
    return svg`<text class="map__number" data-code=${bar.key} x=${x} y=${y} aria-hidden="true">${this.locale.formats.number(trials)}</text>`
  }

  #legend(countries: readonly Country[]): TemplateResult {
    const { words, formats } = this.locale
    const used = SHADES.map((_, shade) => shade).filter((shade) => countries.some((c) => shadeOf(c.trials) === shade))
    return html`<ul class="legend">
      ${used.map((shade) => {
        const from = formats.number((SHADES[shade - 1] ?? 0) + 1)
        const to = SHADES[shade] ?? Infinity
        const text =
          to === Infinity
            ? words.charts.enrollment.bucketOpen(from)
            : words.charts.country.shade(from, formats.number(to))
        return html`<li><span class="legend__key map__key--${shade}"></span>${text}</li>`
      })}
    </ul>`
  }

  #most(countries: readonly Country[]): TemplateResult {
    const { words, formats } = this.locale
    return html`<h4 class="map__heading">${words.charts.country.most}</h4>
      <ol class="map__most">
        ${countries.slice(0, MOST).map(
          ({ bar, trials }) =>
            html`<li>
              <button type="button" class="link" data-code=${bar.key} aria-label=${words.charts.filterOn(bar.label)}>
                ${bar.label}
              </button>
              <span>${formats.number(trials)}</span>
            </li>`,
        )}
      </ol>`
  }
}

function shadeOf(trials: number): number {
  return SHADES.findIndex((upTo) => trials <= upTo)
}

customElements.define('country-map', CountryMap)
