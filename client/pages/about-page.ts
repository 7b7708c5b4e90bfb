import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { Operator, RegistriesReply } from '../../shared/api.ts'
import { LINK_COLUMNS, TRIAL_COLUMNS } from '../../shared/core/export-columns.ts'
import { PURPOSES, ROLES } from '../../shared/trial-values.ts'
import { GLOSSARY_IDS } from '../../shared/text/glossary.ts'
import { capital } from '../describe/trial-words.ts'
import '../elements/clear-device.ts'
import '../elements/glossary-list.ts'
import { aboutWords } from '../state/about-words.ts'
import { href } from '../state/router.ts'
import { leftOut, meaningTable, prose, statusTables } from './about-sections.ts'
import { PageElement } from './page-element.ts'

interface Section {
  id: string
  heading: string
  content: TemplateResult
}

/** `/about`: methods, sources, blind spots, privacy, accessibility, citing, errors, operator, licence. */
export class AboutPage extends PageElement {
  static override properties: PropertyDeclarations = { reply: { state: true }, loaded: { state: true } }

  declare private reply: RegistriesReply | null
  declare private loaded: boolean

  constructor() {
    super()
    this.reply = null
    this.loaded = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#load()
  }

  override pageTitle(): string {
    return aboutWords.words.title
  }

  async #load(): Promise<void> {
    // Without it the page still says everything else; the states of the registries name the trouble.
    this.reply = await this.context.api.registries().catch(() => null)
    this.loaded = true
  }

  protected override render(): TemplateResult {
    const text = aboutWords.words
    const sections = this.#sections()
    return html`<article class="evidence about" aria-busy=${!this.loaded}>
      <h1 tabindex="-1">${text.title}</h1>
      <nav class="toc no-print" aria-labelledby="toc-heading">
        <h2 class="toc__heading" id="toc-heading">${text.onThisPage}</h2>
        <ul>
          ${sections.map(({ id, heading }) => html`<li><a href="#about-${id}">${heading}</a></li>`)}
        </ul>
      </nav>
      ${sections.map(
        ({ id, heading, content }) =>
          html`<section class="evidence__section" aria-labelledby="about-${id}">
            <h2 id="about-${id}" tabindex="-1">${heading}</h2>
            ${content}
          </section>`,
      )}
      <clear-device .device=${this.context.device}></clear-device>
    </article>`
  }

  #sections(): Section[] {
    const text = aboutWords.words
    const { reply } = this
    const kept = reply === null ? 0 : reply.lookAlikes.length + reply.unmatched.length + reply.rejected.length
    const plain = (id: string, part: { heading: string; paragraphs: readonly string[] }, more?: unknown): Section => ({
      id,
      heading: part.heading,
      content: html`${prose(part.paragraphs)}${more ?? nothing}`,
    })
    return [
      plain('what', text.what),
      { id: 'methods', heading: text.methods, content: this.#methods() },
      plain('statuses', text.statuses, statusTables(this.context.data.registries, reply, this.loaded, this.locale)),
      plain('sources', text.sources, this.#sources()),
      plain('blind-spots', text.blindSpots, points(text.blindSpots.points)),
      ...(reply === null || kept === 0 ? [] : [plain('left-out', text.leftOut, leftOut(reply, this.locale))]),
      plain('privacy', text.privacy, this.#kept()),
      plain('words', text.glossary, this.#glossary()),
      plain('accessibility', text.accessibility),
      plain('columns', text.exports, columnTable()),
      plain('cite', text.cite, this.#cite()),
      plain('report', text.report, points(text.report.points)),
      plain('operator', text.operator, operator(reply?.operator ?? null)),
      plain('licence', text.licence),
    ]
  }

  #methods(): TemplateResult {
    const text = aboutWords.words
    const { words } = this.locale
    const part = (heading: string, paragraphs: readonly string[], more: unknown = nothing): TemplateResult =>
      html`<h3>${heading}</h3>
        ${prose(paragraphs)}${more}`
    const roles = ROLES.map((role) => [capital(words.substances.role[role]), text.roles.meaning[role]] as const)
    const purposes = PURPOSES.map((purpose) => [words.purpose[purpose], text.purposes.meaning[purpose]] as const)
    return html`${part(text.finding.heading, text.finding.paragraphs)}
    ${part(text.joining.heading, text.joining.paragraphs)}
    ${part(
      text.roles.heading,
      text.roles.paragraphs,
      meaningTable([text.roles.columns.role, text.roles.columns.meaning], roles),
    )}
    ${part(
      text.purposes.heading,
      text.purposes.paragraphs,
      meaningTable([text.purposes.columns.purpose, text.purposes.columns.meaning], purposes),
    )}
    ${part(text.agesAndNumbers.heading, text.agesAndNumbers.paragraphs)}
    ${part(
      text.statement.heading,
      text.statement.paragraphs,
      html`<p><a href=${href('/evidence')}>${text.statement.link}</a></p>`,
    )}`
  }

  #sources(): TemplateResult {
    const { sources } = aboutWords.words
    return html`<ul>
        ${this.context.data.registries.map(
          (registry) =>
            html`<li>
              <a href=${registry.url} rel="noopener">${registry.name}</a>
              <span class="quiet">${this.locale.words.app.newTab}</span>
            </li>`,
        )}
      </ul>
      ${prose(sources.terms)}
      <p><a href="/api/trials">${sources.apiLink}</a></p>
      <p><a href=${href('/api/docs')}>${sources.docsLink}</a></p>
      <p><a href=${href('/embed')}>${sources.embedLink}</a></p>`
  }

  #kept(): TemplateResult {
    const { privacy } = aboutWords.words
    return meaningTable(
      [privacy.columns.what, privacy.columns.where],
      privacy.kept.map(({ what, where }) => [what, where] as const),
    )
  }

  /** Folded: it is longer than the rest of the page. A link to one of its words opens it. */
  #glossary(): TemplateResult {
    const { glossary } = aboutWords.words
    const count = this.locale.formats.number(GLOSSARY_IDS.length)
    return html`<details class="about__words" ?open=${window.location.hash.startsWith('#word-')}>
      <summary>${glossary.show(GLOSSARY_IDS.length, count)}</summary>
      <glossary-list></glossary-list>
    </details>`
  }

  #cite(): TemplateResult {
    const today = this.locale.formats.date(new Date().toISOString())
    return html`<blockquote><p>${aboutWords.words.cite.example(today, window.location.origin)}</p></blockquote>`
  }
}

/** Every column of the CSV export with its meaning. */
function columnTable(): TemplateResult {
  const { columns, registry, registryMeaning, meaning } = aboutWords.words.exports
  return meaningTable(
    [columns.column, columns.meaning],
    [
      ...TRIAL_COLUMNS.map((name) => [name, meaning[name]] as const),
      [registry, registryMeaning],
      ...LINK_COLUMNS.map((name) => [name, meaning[name]] as const),
    ],
  )
}

function points(items: readonly string[]): TemplateResult {
  return html`<ul>
    ${items.map((text) => html`<li>${text}</li>`)}
  </ul>`
}

function operator(named: Operator | null): TemplateResult {
  const text = aboutWords.words.operator
  const { name = null, url = null } = named ?? {}
  if (name === null && url === null) return html`<p>${text.unnamed}</p>`
  return html`<p>
    ${text.by}
    ${url === null ? html`<strong>${name}</strong>` : html`<a href=${url} rel="noopener">${name ?? text.contact}</a>`}
  </p>`
}

customElements.define('about-page', AboutPage)
