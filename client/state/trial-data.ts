import type { RegistryState, StatementReply, TrialsReply } from '../../shared/api.ts'
import { failureOf } from '../api/trials-api.ts'
import type { ApiFailure, TrialsApi } from '../api/trials-api.ts'
import { nextTask } from './in-slices.ts'
import { whenIdle } from './when-idle.ts'

/** What a page draws: waiting, failed or complete. A reload keeps the old value until the new one is there. */
export type Load<T> = { phase: 'pending' } | { phase: 'error'; failure: ApiFailure } | { phase: 'complete'; value: T }

const FIRST_DELAY_MS = 5_000
const LONGEST_DELAY_MS = 60_000

/** Registries whose answer may still change soon: being asked, never asked, failed, or served from copies. */
export function needsWatching(registries: readonly RegistryState[]): boolean {
  return registries.some((registry) => registry.state !== 'fresh' || registry.progress !== null)
}

/** One text that changes when any registry's complete answer, or any of its collections, becomes newer. */
export function fetchMark(registries: readonly RegistryState[]): string {
  return registries
    .flatMap((registry) =>
      registry.collections.map((c) => `${registry.registryId}/${c.substanceId}:${c.fetchedAt ?? ''}:${c.complete}`),
    )
    .sort()
    .join('|')
}

/** Short while something is being asked, longer each time nothing changed, so that an idle page costs almost nothing. */
export function nextDelay(previous: number, registries: readonly RegistryState[], changed: boolean): number {
  if (changed || registries.some((registry) => registry.progress !== null)) return FIRST_DELAY_MS
  return Math.min(LONGEST_DELAY_MS, Math.round(previous * 1.5))
}

/** Holds what all pages share and keeps it up to date. Dispatches `change`, and `refreshed` when a newer list arrived. */
export class TrialData extends EventTarget {
  trials: Load<TrialsReply> = { phase: 'pending' }
  statement: Load<StatementReply> = { phase: 'pending' }
  registries: readonly RegistryState[] = []
  readonly #api: TrialsApi
  #wantsTrials = false
  #delay = FIRST_DELAY_MS
  #timer: ReturnType<typeof setTimeout> | null = null
  #mark = ''

  constructor(api: TrialsApi) {
    super()
    this.#api = api
  }

  /** The list is loaded when a page first needs it, and again after an error. */
  async loadTrials(): Promise<void> {
    if (this.#wantsTrials && this.trials.phase !== 'error') return
    this.#wantsTrials = true
    if (this.trials.phase === 'error') this.#set(() => (this.trials = { phase: 'pending' }))
    await this.#fetchTrials()
  }

  /** When the list is there, or could not be had, and the browser has a pause. */
  afterTrials(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.trials.phase === 'pending') return
        this.removeEventListener('change', look)
        whenIdle(resolve)
      }
      this.addEventListener('change', look)
      look()
    })
  }

  async loadStatement(): Promise<void> {
    try {
      const value = await this.#api.statement(null)
      this.#set(() => (this.statement = { phase: 'complete', value }))
      this.#seeRegistries(value.registries)
    } catch (error) {
      if (this.statement.phase !== 'complete')
        this.#set(() => (this.statement = { phase: 'error', failure: failureOf(error) }))
    }
    this.#schedule()
  }

  async #fetchTrials(): Promise<void> {
    try {
      const value = await this.#api.trials()
      this.#set(() => (this.trials = { phase: 'complete', value }))
      // The list first; what is said of the registers in a task of its own.
      await nextTask()
      this.#seeRegistries(value.registries)
    } catch (error) {
      if (this.trials.phase !== 'complete')
        this.#set(() => (this.trials = { phase: 'error', failure: failureOf(error) }))
    }
    this.#schedule()
  }

  #seeRegistries(registries: readonly RegistryState[]): void {
    this.#mark = fetchMark(registries)
    this.#set(() => (this.registries = registries))
  }

  #set(change: () => void): void {
    change()
    this.dispatchEvent(new Event('change'))
  }

  #schedule(): void {
    if (this.#timer !== null || !needsWatching(this.registries)) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.#look()
    }, this.#delay)
  }

  async #look(): Promise<void> {
    if (document.visibilityState === 'visible') {
      try {
        const { registries } = await this.#api.registries()
        const changed = fetchMark(registries) !== this.#mark
        this.#delay = nextDelay(this.#delay, registries, changed)
        this.#seeRegistries(registries)
        if (changed) await this.#reload()
      } catch {
        // The page keeps what it holds; the next look may succeed.
        this.#delay = LONGEST_DELAY_MS
      }
    }
    this.#schedule()
  }

  async #reload(): Promise<void> {
    await Promise.all([this.loadStatement(), ...(this.#wantsTrials ? [this.#fetchTrials()] : [])])
    this.dispatchEvent(new Event('refreshed'))
  }
}
