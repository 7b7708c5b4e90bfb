import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { RegistryState } from '../../shared/api.ts'
import { substances } from '../../shared/substances/index.ts'
import { progressWords, registryWords } from '../describe/registry-words.ts'
import { TextElement } from './text-element.ts'

/** What each register has answered: one line each, with the collections behind it on request. */
export class RegistryStates extends TextElement {
  static override properties: PropertyDeclarations = { registries: { attribute: false } }

  declare registries: readonly RegistryState[]

  constructor() {
    super()
    this.registries = []
  }

  protected override render(): TemplateResult {
    const { words } = this.locale
    const text = words.registries
    return html`<section class="registries" aria-labelledby="registries-heading">
      <h2 class="registries__heading" id="registries-heading">${text.heading}</h2>
      <ul class="registries__list">
        ${this.registries.length === 0 ? html`<li class="registries__item skeleton-line"></li>` : nothing}
        ${this.registries.map((registry) => this.#item(registry))}
      </ul>
      <details class="registries__details">
        <summary>${text.details}</summary>
        <p>${text.explain}</p>
        ${this.#table()}
      </details>
    </section>`
  }

  #item(registry: RegistryState): TemplateResult {
    const { text, trouble, tone } = registryWords(registry, this.locale)
    const asking = progressWords(registry, this.locale)
    const { progress } = registry
    return html`<li class="registries__item">
      <span class="dot dot--${tone}" aria-hidden="true"></span>
      <span
        ><strong>${shortName(registry.name)}</strong
        >${this.locale.words.app.colon}${text}${trouble === null ? nothing : html` <span class="quiet">(${trouble})</span>`}</span
      >
      ${
        progress === null || asking === null
          ? nothing
          : html`<span class="registries__progress">
              ${
                progress.total === null || progress.total === 0
                  ? html`<progress aria-label="${registry.name}: ${asking}"></progress>`
                  : html`<progress
                      aria-label="${registry.name}: ${asking}"
                      max=${progress.total}
                      value=${Math.min(progress.done, progress.total)}
                    ></progress>`
              }
              <span>${asking}</span>
            </span>`
      }
    </li>`
  }

  #table(): TemplateResult {
    const { words } = this.locale
    const { columns } = words.registries
    return html`<div class="scroll-x" tabindex="0" role="group" aria-labelledby="registries-heading">
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">${columns.registry}</th>
            <th scope="col">${columns.substance}</th>
            <th scope="col" class="number">${columns.records}</th>
            <th scope="col" class="number">${columns.unreadable}</th>
            <th scope="col">${columns.asOf}</th>
            <th scope="col">${columns.complete}</th>
          </tr>
        </thead>
        <tbody>
          ${this.registries.map((registry) => registry.collections.map((collection) => this.#row(registry, collection)))}
        </tbody>
      </table>
    </div>`
  }

  #row(registry: RegistryState, collection: RegistryState['collections'][number]): TemplateResult {
    const { words, formats, lang } = this.locale
    const { reportedTotal, records, fetchedAt } = collection
    const substance = substances.find((one) => one.id === collection.substanceId)?.name[lang] ?? collection.substanceId
    const count =
      reportedTotal === null
        ? formats.number(records)
        : words.registries.completeOf(formats.number(records), formats.number(reportedTotal))
    return html`<tr>
      <th scope="row">${registry.name}</th>
      <td>${substance}</td>
      <td class="number">${count}</td>
      <td class="number">${formats.number(collection.rejected)}</td>
      <td>${fetchedAt === null ? words.app.notStated : formats.date(fetchedAt)}</td>
      <td>${collection.complete ? words.registries.complete : words.registries.incomplete}</td>
    </tr>`
  }
}

/** "CTIS (EU Clinical Trials Information System)" is CTIS where the line is short; the table under it has it in full. */
function shortName(name: string): string {
  return name.replace(/ \([^()]*\)$/, '')
}

customElements.define('registry-states', RegistryStates)
