import type { PropertyDeclarations } from 'lit'
import type { TrialsApi } from '../api/trials-api.ts'
import { TextElement } from '../elements/text-element.ts'
import { detailLocale } from '../state/locale.ts'
import type { DetailLocale } from '../state/locale.ts'
import type { DeviceStore } from '../state/device-store.ts'
import type { Router } from '../state/router.ts'
import type { TrialData } from '../state/trial-data.ts'

/** What every page works with, handed down from `main.ts`: no module-level state. */
export interface PageContext {
  api: TrialsApi
  data: TrialData
  device: DeviceStore
  router: Router
  /** What the server wrote into the page, shown until the client has its own. */
  servedContent: readonly Node[]
}

/** A page: draws again when the shared data change. */
export abstract class PageElement extends TextElement {
  static override properties: PropertyDeclarations = { context: { attribute: false } }

  declare context: PageContext
  /** Drawn out of sight at first, when it is the first page: what the server wrote stands there meanwhile. */
  readonly isMadeReady: boolean = false
  readonly #redraw = (): void => this.requestUpdate()

  /** The page's name for the browser tab. */
  abstract pageTitle(): string

  override connectedCallback(): void {
    super.connectedCallback()
    this.context.data.addEventListener('change', this.#redraw)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.data.removeEventListener('change', this.#redraw)
  }
}

/** A page whose words are loaded with it. */
export abstract class DetailPage extends PageElement {
  protected override get locale(): DetailLocale {
    return detailLocale()
  }
}
