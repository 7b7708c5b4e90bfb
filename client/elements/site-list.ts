import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { Contact, TrialDetail } from '../../shared/trial.ts'
import { contactName } from '../describe/contact-words.ts'
import { kmWords } from '../describe/distance-words.ts'
import type { DeviceStore } from '../state/device-store.ts'
import { NearMe } from '../state/near-me.ts'
import { sitesByDistance } from '../state/near-sites.ts'
import type { MeasuredSite } from '../state/near-sites.ts'
import { icon } from './icons.ts'
import { DetailElement } from './text-element.ts'

type CountryRow = TrialDetail['countryStatuses'][number]

interface Column {
  heading: string
  numeric: boolean
  /** Null: not stated. */
  cell: (row: CountryRow) => TemplateResult | string | null
}

/** The nearest places on top, so that nobody has to open a country to find them. */
const MOST_NEAREST = 5

/**
 * Countries with their own status, then the places in each; with a place chosen on this device, by distance from it.
 *
 * @fires want-device - detail: takes the store of this device
 */
export class SiteList extends DetailElement {
  static override properties: PropertyDeclarations = {
    trial: { attribute: false },
    registryNames: { attribute: false },
    near: { state: true },
  }

  declare trial: TrialDetail | null
  declare registryNames: ReadonlyMap<string, string>
  declare private near: NearMe | null
  #device: DeviceStore | null = null
  readonly #onDevice = (): void => void this.#measure()

  constructor() {
    super()
    this.trial = null
    this.registryNames = new Map()
    this.near = null
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.tell('want-device', (device: DeviceStore) => (this.#device = device))
    this.#device?.addEventListener('change', this.#onDevice)
    void this.#measure()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#device?.removeEventListener('change', this.#onDevice)
  }

  /** At once by coordinates; by the names of towns when the list of places has come. */
  async #measure(): Promise<void> {
    const place = this.#device?.place ?? null
    if (place === this.near?.place) return
    this.near = place === null ? null : new NearMe(place, null)
    if (place === null) return
    const gazetteer = await import('../places/gazetteer.ts').catch(() => null)
    if (gazetteer !== null && this.#device?.place === place) this.near = new NearMe(place, gazetteer.findTown)
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.trial === null) return nothing
    const { words } = this.locale
    const { countryStatuses, sites, countries } = this.trial
    const tells = countryStatuses.some(
      (row) => row.statusGroup !== null || row.statusDate !== null || row.planned !== null,
    )
    return html`${tells ? this.#countries(countryStatuses) : countries.length > 0 ? this.#plain(countries) : nothing}
    ${sites.length > 0 ? this.#sites(this.trial) : html`<p class="quiet">${words.trial.noSites}</p>`}`
  }

  #plain(countries: readonly string[]): TemplateResult {
    const { formats } = this.locale
    return html`<p>${formats.list(countries.map((code) => formats.country(code)))}</p>`
  }

  #countries(rows: TrialDetail['countryStatuses']): TemplateResult {
    const { words } = this.locale
    const text = words.trial.countryStatus
    const all: readonly Column[] = [
      { heading: text.status, numeric: false, cell: (row) => this.#status(row) },
      { heading: text.since, numeric: false, cell: (row) => this.#date(row) },
      { heading: text.planned, numeric: true, cell: (row) => this.#planned(row) },
    ]
    // A column that no register fills would only repeat "not stated".
    const columns = all.filter(({ cell }) => rows.some((row) => cell(row) !== null))
    return html`<div class="scroll-x" tabindex="0" role="group" aria-label=${words.trial.sites}>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">${text.country}</th>
            ${columns.map(({ heading, numeric }) => html`<th scope="col" class=${numeric ? 'number' : nothing}>${heading}</th>`)}
            <th scope="col">${text.registry}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">
                  ${row.country === null ? html`<bdi>${row.countryStated}</bdi>` : this.locale.formats.country(row.country)}
                </th>
                ${columns.map(
                  ({ cell, numeric }) =>
                    html`<td class=${numeric ? 'number' : nothing}>
                      ${cell(row) ?? html`<span class="quiet">${words.app.notStated}</span>`}
                    </td>`,
                )}
                <td>${this.#record(row.registryId, row.recordId, row.url)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }

  #status({ statusGroup, status }: CountryRow): TemplateResult | null {
    if (statusGroup === null) return null
    const { words } = this.locale
    const group = (this.trial?.from === 'snapshot' ? words.status.was : words.status.now)[statusGroup]
    return html`${group}${status === null ? nothing : html` <span class="quiet">(“<bdi>${status}</bdi>”)</span>`}`
  }

  #date({ statusDate }: CountryRow): string | null {
    return statusDate === null ? null : this.locale.formats.date(statusDate)
  }

  #planned({ planned }: CountryRow): string | null {
    return planned === null ? null : this.locale.formats.number(planned)
  }

  #record(registryId: string, recordId: string, url: string | null): TemplateResult {
    const name = this.registryNames.get(registryId) ?? registryId
    return url === null ? html`${name}` : html`<a href=${url} rel="noopener">${name}, ${recordId}</a>`
  }

  #sites(trial: TrialDetail): TemplateResult {
    const { words, formats } = this.locale
    const measured = sitesByDistance(trial, this.near)
    const byCountry = new Map<string, MeasuredSite[]>()
    for (const one of measured) {
      const { country, countryStated } = one.site
      const key = country === null ? (countryStated ?? words.app.notStated) : formats.country(country)
      const group = byCountry.get(key)
      if (group === undefined) byCountry.set(key, [one])
      else group.push(one)
    }
    return html`${this.#nearest(measured)}
    ${[...byCountry].map(
      ([country, group]) =>
        html`<details class="sites">
          <summary>
            <bdi>${country}</bdi>
            <span class="quiet">(${words.trial.sitesCount(group.length, formats.number(group.length))})</span>
          </summary>
          <ul class="sites__list">
            ${group.map((one) => this.#site(one))}
          </ul>
        </details>`,
    )}`
  }

  #nearest(measured: readonly MeasuredSite[]): TemplateResult | typeof nothing {
    const { near } = this.locale.words
    const nearest = measured.filter(({ distance }) => distance !== null).slice(0, MOST_NEAREST)
    if (this.near === null || nearest.length === 0) return nothing
    return html`<h3>${near.sitesNearest}</h3>
      <p class="quiet">${near.sitesFrom(this.near.place.name ?? near.unnamed)} ${near.hint}</p>
      <ul class="sites__list sites__list--near">
        ${nearest.map((one) => this.#site(one))}
      </ul>`
  }

  #site({ site, distance, isOpen }: MeasuredSite): TemplateResult {
    const { words } = this.locale
    const place = [site.facility, site.city].filter((part) => part !== null).join(', ')
    const group = site.statusGroup
    const was = this.trial?.from === 'snapshot'
    return html`<li class=${this.near === null || isOpen ? nothing : 'site--closed'}>
      <strong dir="auto">${place === '' ? words.app.notStated : place}</strong>
      ${group === null ? nothing : html`<span class="quiet">${(was ? words.status.was : words.status.now)[group]}</span>`}
      ${distance === null ? nothing : this.#distance(distance, isOpen)}
      ${site.contacts.length > 0 ? contactList(site.contacts) : nothing}
    </li>`
  }

  #distance({ km, byTown }: { km: number; byTown: boolean }, isOpen: boolean): TemplateResult {
    const { near } = this.locale.words
    return html`<span class="distance distance--${isOpen ? 'open' : 'closed'}"
      >${icon('pin')}<span
        >${kmWords(km, this.locale)}${byTown ? html` <span class="quiet">(${near.byTown})</span>` : nothing}</span
      ></span
    >`
  }
}

/** People or desks to ask, with links that call or write. */
export function contactList(contacts: readonly Contact[]): TemplateResult {
  return html`<ul class="contacts">
    ${contacts.map(
      ({ phone, email, ...who }) =>
        html`<li>
          <bdi>${contactName(who)}</bdi>
          ${phone === null ? nothing : html`<a href="tel:${phone.replace(/[^\d+]/g, '')}" dir="auto">${phone}</a>`}
          ${email === null ? nothing : html`<a href="mailto:${email}" dir="auto">${email}</a>`}
        </li>`,
    )}
  </ul>`
}

customElements.define('site-list', SiteList)
