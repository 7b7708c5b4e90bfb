import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { RegistriesReply } from '../../shared/api.ts'
import { DetailPage } from './page-element.ts'

/** `/about`: what this is, where the facts come from, what was left out and why, privacy. */
export class AboutPage extends DetailPage {
  static override properties: PropertyDeclarations = { reply: { state: true } }

  declare private reply: RegistriesReply | null

  constructor() {
    super()
    this.reply = null
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#load()
  }

  override pageTitle(): string {
    return this.locale.words.about.title
  }

  async #load(): Promise<void> {
    // Without it the page still says everything else; the states of the registries name the trouble.
    this.reply = await this.context.api.registries().catch(() => null)
  }

  protected override render(): TemplateResult {
    const { about, app } = this.locale.words
    return html`<article class="prose">
      <h1 tabindex="-1">${about.title}</h1>
      ${about.sections.map(
        ({ heading, paragraphs }) =>
          html`<section>
            <h2>${heading}</h2>
            ${paragraphs.map((text) => html`<p>${text}</p>`)}
          </section>`,
      )}
      <section>
        <h2>${about.sources}</h2>
        <ul>
          ${this.context.data.registries.map(
            (registry) =>
              html`<li>
                <a href=${registry.url} rel="noopener">${registry.name}</a> <span class="quiet">${app.newTab}</span>
              </li>`,
          )}
        </ul>
        <p><a href="/api/trials">${about.apiLink}</a></p>
      </section>
      ${this.reply === null ? nothing : this.#leftOut(this.reply)}
    </article>`
  }

  /** Nothing disappears: every record that is not shown as a trial is named here. */
  #leftOut({ lookAlikes, unmatched, rejected }: RegistriesReply): TemplateResult {
    const { about } = this.locale.words
    const { formats } = this.locale
    const list = (heading: string, items: readonly TemplateResult[]): TemplateResult | typeof nothing =>
      items.length === 0
        ? nothing
        : html`<details>
            <summary>${heading}</summary>
            <ul>
              ${items.map((item) => html`<li>${item}</li>`)}
            </ul>
          </details>`
    if (lookAlikes.length + unmatched.length + rejected.length === 0) return html``
    return html`<section>
      <h2>${about.leftOut}</h2>
      <p>${about.leftOutIntro}</p>
      ${list(
        about.lookAlikes(lookAlikes.length, formats.number(lookAlikes.length)),
        lookAlikes.map((one) => html`${one.recordId} (${one.name}): <span lang="en">${one.title}</span>`),
      )}
      ${list(
        about.unmatched(unmatched.length, formats.number(unmatched.length)),
        unmatched.map((one) => html`${one.recordId}: <span lang="en">${one.title}</span>`),
      )}
      ${list(
        about.rejected(rejected.length, formats.number(rejected.length)),
        rejected.map(
          ({ recordId, registryId, url, reason }) =>
            html`${url === null ? (recordId ?? registryId) : html`<a href=${url} rel="noopener">${recordId ?? url}</a>`}:
            ${reason}`,
        ),
      )}
    </section>`
  }
}

customElements.define('about-page', AboutPage)
