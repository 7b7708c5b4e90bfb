import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import { substances } from '../../shared/substances/index.ts'
import { embedEn, embedNl } from '../../shared/text/embed-text.ts'
import { STATUS_GROUPS } from '../../shared/trial-values.ts'
import { embedPolicy, embedSnippet } from '../describe/embed-snippet.ts'
import type { EmbedChoice } from '../describe/embed-snippet.ts'
import { capital } from '../describe/trial-words.ts'
import { embedPageWords } from '../state/embed-page-words.ts'
import { LANGS } from '../state/formats.ts'
import '../styles/embed-page.css'
import { PageElement } from './page-element.ts'

/** The file that other sites load: the preview is the real thing. A variable, so that it stays a file of its own. */
const EMBED_MODULE = '/embed.js'
type Outcome = 'none' | 'copied' | 'failed'

/** `/embed`: choose what to show on another site, see it, and copy the code. */
class EmbedPage extends PageElement {
  static override properties: PropertyDeclarations = {
    choice: { state: true },
    outcome: { state: true },
    preview: { state: true },
  }

  declare private choice: EmbedChoice
  declare private outcome: Outcome
  declare private preview: 'loading' | 'ready' | 'failed'

  constructor() {
    super()
    this.choice = {
      what: 'list',
      substance: '',
      country: '',
      status: '',
      lang: this.locale.lang,
      theme: 'auto',
      limit: '5',
    }
    this.outcome = 'none'
    this.preview = 'loading'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.context.data.loadTrials()
    void this.#loadPreview()
  }

  override pageTitle(): string {
    return embedPageWords.words.title
  }

  async #loadPreview(): Promise<void> {
    this.preview = await import(/* @vite-ignore */ EMBED_MODULE).then(
      () => 'ready' as const,
      () => 'failed' as const,
    )
  }

  protected override render(): TemplateResult {
    const text = embedPageWords.words
    return html`<div class="embed-page">
      <h1 tabindex="-1">${text.title}</h1>
      <p class="lead">${text.lead}</p>
      <div class="embed-page__row">
        <form aria-labelledby="embed-choose" @submit=${(event: Event) => event.preventDefault()}>
          <h2 id="embed-choose">${text.choose}</h2>
          ${this.#fields()}
        </form>
        <div>
          <h2>${text.code}</h2>
          ${this.#code()}
          <h2>${text.preview}</h2>
          ${this.#preview()}
        </div>
      </div>
      ${this.#rules()}
    </div>`
  }

  #fields(): TemplateResult {
    const text = embedPageWords.words
    const { words, lang, formats } = this.locale
    const isList = this.choice.what === 'list'
    const countries = this.#countries().map((code) => [code, formats.country(code)] as const)
    return html`${this.#select('what', text.what, Object.entries(text.whats))}
    ${
      isList
        ? html`${this.#select('substance', text.substance, [
            ['', text.allSubstances],
            ...substances.map(({ id, name }) => [id, capital(name[lang])] as const),
          ])}
          ${this.#select('country', text.country, [['', text.allCountries], ...countries])}
          ${this.#select('status', text.status, [
            ['', text.allStatuses],
            ...STATUS_GROUPS.map((group) => [group, words.status.now[group]] as const),
          ])}`
        : nothing
    }
    ${this.#select(
      'lang',
      text.language,
      LANGS.map((one) => [one, text.languages[one]]),
    )}
    ${this.#select('theme', text.theme, Object.entries(text.themes))}
    ${
      isList
        ? html`<div class="field">
            <label for="embed-limit">${text.limit}</label>
            <input
              id="embed-limit"
              inputmode="numeric"
              .value=${this.choice.limit}
              @change=${(event: Event) => this.#set('limit', (event.target as HTMLInputElement).value)}
            />
          </div>`
        : nothing
    }`
  }

  #select(
    name: keyof EmbedChoice,
    label: string,
    options: readonly (readonly [value: string, label: string])[],
  ): TemplateResult {
    return html`<div class="field">
      <label for="embed-${name}">${label}</label>
      <select
        id="embed-${name}"
        @change=${(event: Event) => this.#set(name, (event.target as HTMLSelectElement).value)}
      >
        ${options.map(
          ([value, shown]) => html`<option value=${value} ?selected=${value === this.choice[name]}>${shown}</option>`,
        )}
      </select>
    </div>`
  }

  #set(name: keyof EmbedChoice, value: string): void {
    this.choice = { ...this.choice, [name]: value }
    this.outcome = 'none'
  }

  /** Countries that a trial is in, by their name; none while the trials are loading. */
  #countries(): string[] {
    const { trials } = this.context.data
    const codes = trials.phase === 'complete' ? trials.value.trials.flatMap((trial) => trial.countries) : []
    const { formats, lang } = this.locale
    return [...new Set(codes)].sort((a, b) => formats.country(a).localeCompare(formats.country(b), lang))
  }

  #code(): TemplateResult {
    const text = embedPageWords.words
    const said = { none: '', copied: text.copied, failed: text.copyFailed }[this.outcome]
    return html`<p>${text.codeHint}</p>
      <div class="scroll-x" tabindex="0" role="group" aria-label=${text.code}>
        <pre><code id="embed-code">${this.#snippet()}</code></pre>
      </div>
      <p>
        <button type="button" class="button" @click=${() => void this.#copy()}>${text.copy}</button>
        <span role="status">${said}</span>
      </p>`
  }

  #snippet(): string {
    const { lang, what } = this.choice
    const text = lang === 'nl' ? embedNl : embedEn
    return embedSnippet(this.choice, window.location.origin, what === 'list' ? text.seeList : text.seeStatement)
  }

  async #copy(): Promise<void> {
    this.outcome = await navigator.clipboard.writeText(this.#snippet()).then(
      () => 'copied' as const,
      () => 'failed' as const,
    )
  }

  #preview(): TemplateResult {
    if (this.preview === 'failed') return html`<p class="note note--warn">${embedPageWords.words.previewFailed}</p>`
    const { what, substance, country, status, lang, theme, limit } = this.choice
    if (what === 'statement') return html`<trial-statement lang=${lang} theme=${theme}></trial-statement>`
    return html`<trial-list
      substance=${substance}
      country=${country}
      status=${status}
      lang=${lang}
      theme=${theme}
      limit=${limit}
    ></trial-list>`
  }

  #rules(): TemplateResult {
    const text = embedPageWords.words
    return html`<section class="prose">
      <h2>${text.rules}</h2>
      <ul>
        ${text.rulesText.map((rule) => html`<li>${rule}</li>`)}
      </ul>
      <p>${text.policy}</p>
      <p><code>${embedPolicy(window.location.origin)}</code></p>
      <h2>${text.attributes}</h2>
      <div class="scroll-x" tabindex="0" role="group" aria-label=${text.attributes}>
        <table class="numbers">
          <thead>
            <tr>
              ${text.attributeHead.map((head) => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${text.attributeMeaning.map(
              ([name, meaning]) =>
                html`<tr>
                  <th scope="row"><code>${name}</code></th>
                  <td>${meaning}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`
  }
}

customElements.define('embed-page', EmbedPage)

/** The page with its words. */
export async function openEmbedPage(): Promise<EmbedPage> {
  await embedPageWords.load()
  return new EmbedPage()
}
