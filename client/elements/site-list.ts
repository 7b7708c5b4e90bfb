import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { Contact, TrialDetail } from '../../shared/trial.ts'
import { DetailElement } from './text-element.ts'

type Site = TrialDetail['sites'][number]
type CountryRow = TrialDetail['countryStatuses'][number]

interface Column {
  heading: string
  numeric: boolean
  /** Null: not stated. */
  cell: (row: CountryRow) => TemplateResult | string | null
}

/** Countries with their own status, then the places in each. */
export class SiteList extends DetailElement {
  static override properties: PropertyDeclarations = {
    trial: { attribute: false },
    registryNames: { attribute: false },
  }

  declare trial: TrialDetail | null
  declare registryNames: ReadonlyMap<string, string>

  constructor() {
    super()
    this.trial = null
    this.registryNames = new Map()
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.trial === null) return nothing
    const { words } = this.locale
    const { countryStatuses, sites, countries } = this.trial
    const tells = countryStatuses.some(
      (row) => row.statusGroup !== null || row.statusDate !== null || row.planned !== null,
    )
    return html`${tells ? this.#countries(countryStatuses) : countries.length > 0 ? this.#plain(countries) : nothing}
    ${sites.length > 0 ? this.#sites(sites) : html`<p class="quiet">${words.trial.noSites}</p>`}`
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
                  ${row.country === null ? row.countryStated : this.locale.formats.country(row.country)}
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
    return html`${group}${status === null ? nothing : html` <span class="quiet">(“${status}”)</span>`}`
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

  #sites(sites: readonly Site[]): TemplateResult {
    const { words, formats } = this.locale
    const byCountry = new Map<string, Site[]>()
    for (const site of sites) {
      const key = site.country === null ? (site.countryStated ?? words.app.notStated) : formats.country(site.country)
      const group = byCountry.get(key)
      if (group === undefined) byCountry.set(key, [site])
      else group.push(site)
    }
    return html`${[...byCountry].map(
      ([country, group]) =>
        html`<details class="sites">
          <summary>
            ${country}
            <span class="quiet">(${words.trial.sitesCount(group.length, formats.number(group.length))})</span>
          </summary>
          <ul class="sites__list">
            ${group.map((site) => this.#site(site))}
          </ul>
        </details>`,
    )}`
  }

  #site(site: Site): TemplateResult {
    const { words } = this.locale
    const place = [site.facility, site.city].filter((part) => part !== null).join(', ')
    return html`<li>
      <strong>${place === '' ? words.app.notStated : place}</strong>
      ${site.statusGroup === null ? nothing : html`<span class="quiet">${(this.trial?.from === 'snapshot' ? words.status.was : words.status.now)[site.statusGroup]}</span>`}
      ${site.contacts.length > 0 ? contactList(site.contacts) : nothing}
    </li>`
  }
}

/** People or desks to ask, with links that call or write. */
export function contactList(contacts: readonly Contact[]): TemplateResult {
  return html`<ul class="contacts">
    ${contacts.map(
      ({ name, role, phone, email }) =>
        html`<li>
          ${[name, role].filter((part) => part !== null).join(', ')}
          ${phone === null ? nothing : html`<a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>`}
          ${email === null ? nothing : html`<a href="mailto:${email}">${email}</a>`}
        </li>`,
    )}
  </ul>`
}

customElements.define('site-list', SiteList)
