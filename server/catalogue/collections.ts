import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { RegistryState } from '../../shared/api.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import type { Collection } from '../../shared/trial.ts'
import { readRecordsInSteps } from '../../shared/core/derive-catalogue.ts'
import type { Clock } from '../clock.ts'
import { RegistryChangedError } from '../errors.ts'
import { inSlices } from '../in-slices.ts'
import type { Registry, RegistryHttp } from '../registries/registry.ts'
import type { Store } from '../store/store.ts'
import { checkRecordsInSteps, judgeInSteps, refuseUnreadable } from './accept-result.ts'
import { codeOf, isOurBug, isStopping, messageOf, RefusedResultError } from './flight-error.ts'
import { attemptDocument, LastAttempt } from './last-attempt.ts'
import { registryStateOf } from './registry-state.ts'
import type { CollectionStanding } from './registry-state.ts'
import { createSlots, keyOf, slotOf } from './slots.ts'
import type { CollectionKey, Slot } from './slots.ts'

/** `incomplete`: a partial answer is held because nothing else was. */
export type RefreshOutcome = { ok: true; collection: Collection } | { ok: false; error: Error }

/** `fetched`: by this process; otherwise another replica learned it. */
type ChangeListener = (previous: Collection | null, next: Collection, fetched: boolean) => void

export interface Collections {
  /** Reads what the store kept, and the snapshot for the rest. Fires no change: nothing was learned. */
  load(): Promise<void>
  keys(): CollectionKey[]
  /** What is held now; never asks, never waits. */
  get(registryId: string, substanceId: string): Collection | null
  all(): Collection[]
  /** Asks the registry. Everybody who calls while it is being asked shares the one flight. Never rejects. */
  refresh(registryId: string, substanceId: string): Promise<RefreshOutcome>
  /** How old what is held is, in ms; null when it never was complete. */
  ageMs(registryId: string, substanceId: string): number | null
  registryStates(): RegistryState[]
  /** What came of the last attempt, this replica's or another's; null when none is known. */
  attempt(registryId: string, substanceId: string): LastAttempt | null
  /** Keeps when to ask again, with what came of the attempt that just ended. Never rejects. */
  keepAttempt(registryId: string, substanceId: string, plan: { failures: number; nextAt: Date }): Promise<void>
  /** Takes over what another replica learned, unless it is being asked for here at this moment. */
  adopt(collection: Collection): void
  adoptAttempt(registryId: string, substanceId: string, attempt: LastAttempt): void
  /** Called after a collection was replaced by a newly fetched one. */
  onChange(listener: ChangeListener): void
  /** Resolves when everything fetched so far was kept, or could not be. */
  settled(): Promise<void>
  /** Called when a fetch starts, moves on or ends. */
  onStateChange(listener: () => void): void
}

export interface CollectionsOptions {
  registries: readonly Registry[]
  substances: readonly Substance[]
  httpFor(registryId: string): RegistryHttp
  store: Store
  snapshot: readonly Collection[]
  /** Awaited before a collection is written: what was learned from it is kept first, or a kill in between loses it. */
  beforeKeeping?(): Promise<void>
  refreshHours: number
  clock: Clock
  log: Logger
}

/** Room for the jitter of the schedule and for a registry that takes its time, before a copy is called stale. */
const YOUNG_FOR = 1.25

/** All collections, held in memory whatever happens; see PRODUCT §3.3 for what may replace what. */
export function createCollections(options: CollectionsOptions): Collections {
  const { clock, log, store } = options
  const slots = createSlots(options.registries, options.substances)
  const changeListeners: ChangeListener[] = []
  const stateListeners: (() => void)[] = []
  let keeping: Promise<void> = Promise.resolve()
  // lru-cache wants a whole number.
  const youngForMs = Math.max(1, Math.ceil(options.refreshHours * 3_600_000 * YOUNG_FOR))

  const cache = new LRUCache<string, Collection, Slot>({
    // Room for every key: what is held is never evicted.
    max: Math.max(1, slots.size),
    ttl: youngForMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
    allowStale: true,
    noDeleteOnStaleGet: true,
    // Without it a failed fetch would throw away what is held. (allowStaleOnFetchRejection would hide the error.)
    noDeleteOnFetchRejection: true,
    fetchMethod: (_key, held, { context }) => fly(context, held ?? null),
  })

  /** One flight, from the first question to an accepted answer or a reason why there is none. */
  async function fly(slot: Slot, held: Collection | null): Promise<Collection> {
    slot.running = { done: 0, total: null }
    tell(stateListeners, (listener) => listener())
    try {
      const next = await collect(slot, held)
      slot.landed = { previous: held, next }
      return next
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause))
      fail(slot, error)
      throw error
    }
  }

  async function collect(slot: Slot, held: Collection | null): Promise<Collection> {
    const fetchedAt = clock.now().toISOString()
    const http = options.httpFor(slot.registryId)
    const onProgress = (progress: { done: number; total: number | null }): void => {
      slot.running = { done: progress.done, total: progress.total }
      tell(stateListeners, (listener) => listener())
    }
    const raw = await slot.registry.collect(slot.substance, http, onProgress, fetchedAt)
    const result = await inSlices(checkRecordsInSteps(slot.registryId, raw))
    for (const { recordId, reason } of result.rejected) {
      log.warn({ registryId: slot.registryId, substanceId: slot.substanceId, recordId, reason }, 'record rejected')
    }
    refuseUnreadable(slot.registryId, result)
    const next: Collection = {
      registryId: slot.registryId,
      substanceId: slot.substanceId,
      records: result.records,
      rejected: result.rejected,
      reportedTotal: result.reportedTotal,
      complete: result.complete,
      fetchedAt,
      asOfRange: null,
      from: 'live',
    }
    const { incompleteReason } = result
    const { empty, heldBack } = slot
    const now = clock.now().getTime()
    const verdict = await inSlices(judgeInSteps({ held, next, incompleteReason, empty, heldBack, now }))
    slot.empty = verdict.accepted ? null : verdict.empty
    slot.heldBack = verdict.accepted ? null : verdict.heldBack
    if (!verdict.accepted) throw new RefusedResultError(verdict.code, verdict.reason)
    slot.error = next.complete ? null : problem('incomplete', incompleteReason ?? 'the answer was not complete')
    await inSlices(readRecordsInSteps(next.records, options.substances, held?.records))
    return next
  }

  function problem(code: string, message: string): NonNullable<CollectionStanding['error']> {
    return { code, message, at: clock.now().toISOString() }
  }

  async function refresh(registryId: string, substanceId: string): Promise<RefreshOutcome> {
    const slot = slotOf(slots, registryId, substanceId)
    try {
      // allowStale: false, or whoever joins a flight would get the old collection at once. No signal is passed on: the
      // first caller's would end the flight for all.
      const collection = await cache.forceFetch(slot.key, { forceRefresh: true, allowStale: false, context: slot })
      land(slot)
      return collection.complete ? { ok: true, collection } : { ok: false, error: new Error(slot.error?.message) }
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error : new Error(String(error)) }
    }
  }

  /** Only once the cache holds it may others hear of a new collection; the first who waited for the flight tells them. */
  function land(slot: Slot): void {
    if (slot.landed === null) return
    const { previous, next } = slot.landed
    slot.running = null
    slot.landed = null
    const { registryId, substanceId, complete, reportedTotal } = next
    const counts = { records: next.records.length, rejected: next.rejected.length, reportedTotal }
    log.info({ registryId, substanceId, complete, ...counts }, 'collection fetched')
    tell(changeListeners, (listener) => listener(previous, next, true))
    if (complete) keeping = Promise.all([keeping, keep(next)]).then(() => undefined)
    tell(stateListeners, (listener) => listener())
  }

  function fail(slot: Slot, error: Error): void {
    const { registryId, substanceId } = slot
    slot.running = null
    // The end of this process says nothing about the registry.
    if (isStopping(error)) return
    slot.error = problem(codeOf(error), messageOf(error))
    const line = { registryId, substanceId, code: slot.error.code, held: cache.peek(slot.key)?.from ?? 'nothing' }
    if (isOurBug(error)) log.error({ ...line, err: error }, 'collection failed in our own code')
    else if (error instanceof RegistryChangedError) {
      log.error({ ...line, err: error }, 'registry answered in a way its adapter does not know')
    } else log.warn({ ...line, reason: error.message }, 'collection not fetched')
    tell(stateListeners, (listener) => listener())
  }

  async function keep(collection: Collection): Promise<void> {
    try {
      if (options.beforeKeeping !== undefined) await options.beforeKeeping()
      await store.writeCollection(collection)
    } catch (error) {
      const { registryId, substanceId } = collection
      log.error({ err: error, registryId, substanceId }, 'collection could not be kept; it is served all the same')
    }
  }

  function tell<T>(listeners: readonly T[], call: (listener: T) => void): void {
    for (const listener of listeners) {
      try {
        call(listener)
      } catch (error) {
        log.error({ err: error }, 'a listener of the collections failed')
      }
    }
  }

  function standingOf(slot: Slot): CollectionStanding {
    return {
      substanceId: slot.substanceId,
      held: cache.peek(slot.key) ?? null,
      young: cache.getRemainingTTL(slot.key) > 0,
      running: slot.running,
      error: slot.error,
      heldBack: slot.heldBack,
    }
  }

  function hold(slot: Slot, collection: Collection): void {
    const fetchedAt = collection.fetchedAt === null ? Number.NaN : Date.parse(collection.fetchedAt)
    // lru-cache takes a start of 0 for "never stale", and one in the future would keep a copy young too long.
    const start = Number.isNaN(fetchedAt) ? 1 : Math.max(1, Math.min(fetchedAt, clock.now().getTime()))
    cache.set(slot.key, collection, { start })
  }

  async function load(slot: Slot, copy: Collection | null): Promise<void> {
    const { registryId, substanceId } = slot
    const unreadable = (error: unknown): null => {
      log.error({ err: error, registryId, substanceId }, 'store not readable')
      return null
    }
    const [stored, attempt] = await Promise.all([
      store.readCollection(registryId, substanceId).catch(unreadable),
      store.readDocument(attemptDocument(registryId, substanceId)).catch(unreadable),
    ])
    const collection = stored ?? copy
    if (collection !== null && cache.peek(slot.key) === undefined) hold(slot, collection)
    const known = LastAttempt.safeParse(attempt)
    if (known.success) rememberAttempt(slot, known.data)
  }

  function rememberAttempt(slot: Slot, attempt: LastAttempt): void {
    slot.attempt = attempt
    slot.error = attempt.error
    slot.empty = attempt.empty
    slot.heldBack = attempt.heldBack
  }

  return {
    async load() {
      const copies = new Map(options.snapshot.map((c) => [keyOf(c.registryId, c.substanceId), c]))
      await Promise.all([...slots.values()].map((slot) => load(slot, copies.get(slot.key) ?? null)))
    },
    attempt: (registryId, substanceId) => slotOf(slots, registryId, substanceId).attempt,
    async keepAttempt(registryId, substanceId, { failures, nextAt }) {
      const slot = slotOf(slots, registryId, substanceId)
      const { error, empty, heldBack } = slot
      const at = clock.now().toISOString()
      slot.attempt = { at, error, failures, nextAt: nextAt.toISOString(), empty, heldBack }
      await store.writeDocument(attemptDocument(registryId, substanceId), slot.attempt).catch((reason: unknown) => {
        log.error({ err: reason, registryId, substanceId }, 'what came of a fetch could not be kept')
      })
    },
    adopt(collection) {
      const slot = slotOf(slots, collection.registryId, collection.substanceId)
      if (slot.running !== null) return
      const previous = cache.peek(slot.key) ?? null
      hold(slot, collection)
      tell(changeListeners, (listener) => listener(previous, collection, false))
      tell(stateListeners, (listener) => listener())
    },
    adoptAttempt(registryId, substanceId, attempt) {
      const slot = slotOf(slots, registryId, substanceId)
      if (slot.running !== null) return
      rememberAttempt(slot, attempt)
      tell(stateListeners, (listener) => listener())
    },
    keys: () => [...slots.values()].map(({ registryId, substanceId }) => ({ registryId, substanceId })),
    get: (registryId, substanceId) => cache.peek(slotOf(slots, registryId, substanceId).key) ?? null,
    all: () => [...slots.keys()].flatMap((key) => cache.peek(key) ?? []),
    refresh,
    ageMs(registryId, substanceId) {
      const held = cache.peek(slotOf(slots, registryId, substanceId).key)
      if (held === undefined || !held.complete || held.from === 'snapshot' || held.fetchedAt === null) return null
      return Math.max(0, clock.now().getTime() - Date.parse(held.fetchedAt))
    },
    registryStates: () =>
      options.registries.map((registry) =>
        registryStateOf(
          registry,
          options.substances.map((substance) => standingOf(slotOf(slots, registry.id, substance.id))),
        ),
      ),
    onChange: (listener) => void changeListeners.push(listener),
    settled: () => keeping,
    onStateChange: (listener) => void stateListeners.push(listener),
  }
}
