import { LitElement } from 'lit'
import { detailLocale, locale, localeChanges } from '../state/locale.ts'
import type { DetailLocale, Locale } from '../state/locale.ts'
import { firstDrawing } from '../state/turns.ts'

/**
 * Base of every element: draws into the page itself, so that one style sheet, print, `aria-labelledby` and in-page
 * search see everything; and draws again when the language changes.
 */
export class TextElement extends LitElement {
  readonly #redraw = (): void => this.requestUpdate()

  protected get locale(): Locale {
    return locale()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    localeChanges.addEventListener('change', this.#redraw)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    localeChanges.removeEventListener('change', this.#redraw)
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated && firstDrawing.isOn) await firstDrawing.take()
    await super.scheduleUpdate()
  }

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  /** Tells the page something; the page decides what it means. */
  protected tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }))
  }
}

/** Base of the elements of pages whose words are loaded with the page. */
export class DetailElement extends TextElement {
  protected override get locale(): DetailLocale {
    return detailLocale()
  }
}
