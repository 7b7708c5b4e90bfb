import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { href } from '../state/router.ts'
import { PageElement } from './page-element.ts'

/** An address that leads nowhere. */
export class NotFoundPage extends PageElement {
  override pageTitle(): string {
    return this.locale.words.app.notFoundTitle
  }

  protected override render(): TemplateResult {
    const { app } = this.locale.words
    return html`<h1 tabindex="-1">${app.notFoundTitle}</h1>
      <p>${app.notFoundText}</p>
      <p><a class="button" href=${href('/')}>${app.backToTrials}</a></p>`
  }
}

customElements.define('not-found-page', NotFoundPage)
