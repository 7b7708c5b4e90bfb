import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { TrialReply } from '../../shared/api.ts'
import { failureOf } from '../api/trials-api.ts'
import type { ApiFailure } from '../api/trials-api.ts'
import { followWords } from '../state/follow-words.ts'
import { trialPageWords } from '../state/trial-page-words.ts'
import type { Load } from '../state/trial-data.ts'
import { DetailPage } from './page-element.ts'

/** Loaded together with the page, so that nothing is drawn without its words. */
export async function loadTrialWords(): Promise<void> {
  await Promise.all([trialPageWords.load(), followWords.load()])
}

/** A page about one trial: asks for it, and again when the registers gave newer answers. */
export abstract class TrialReplyPage extends DetailPage {
  static override properties: PropertyDeclarations = { trialId: { attribute: false }, reply: { state: true } }

  declare trialId: string
  declare protected reply: Load<TrialReply>
  #flight: AbortController | null = null
  #headingHadFocus = false

  constructor() {
    super()
    this.trialId = ''
    this.reply = { phase: 'pending' }
  }

  protected abstract renderPending(): TemplateResult
  protected abstract renderFailure(failure: ApiFailure): TemplateResult
  protected abstract renderReply(reply: TrialReply): TemplateResult

  override connectedCallback(): void {
    super.connectedCallback()
    this.context.data.addEventListener('refreshed', this.#onRefreshed)
    void this.load()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.context.data.removeEventListener('refreshed', this.#onRefreshed)
    this.#flight?.abort()
  }

  /** The heading that holds the focus is replaced when the trial arrives: the new one takes it over. */
  override willUpdate(): void {
    this.#headingHadFocus = this.querySelector('h1')?.matches(':focus') ?? false
  }

  override updated(): void {
    const heading = this.querySelector('h1')
    if (this.#headingHadFocus && heading?.matches(':focus') === false) heading.focus({ preventScroll: true })
  }

  readonly #onRefreshed = (): void => void this.load()

  protected async load(): Promise<void> {
    this.#flight?.abort()
    const flight = new AbortController()
    this.#flight = flight
    try {
      const value = await this.context.api.trial(this.trialId, flight.signal)
      this.reply = { phase: 'complete', value }
    } catch (error) {
      if (flight.signal.aborted || this.reply.phase === 'complete') return
      this.reply = { phase: 'error', failure: failureOf(error) }
    }
    this.tell('page-title', null)
  }

  protected override render(): TemplateResult {
    if (this.reply.phase === 'pending') return this.renderPending()
    if (this.reply.phase === 'error') return this.renderFailure(this.reply.failure)
    return this.renderReply(this.reply.value)
  }
}

/** Names of the registries by their id, as the reply gives them. */
export function registryNames(reply: TrialReply): ReadonlyMap<string, string> {
  return new Map(reply.registries.map((registry) => [registry.registryId, registry.name]))
}
