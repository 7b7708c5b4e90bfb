import { createCatalogue } from '../../../server/catalogue/catalogue.ts'
import { createCollections } from '../../../server/catalogue/collections.ts'
import type { Collections } from '../../../server/catalogue/collections.ts'
import { createLookup } from '../../../server/catalogue/lookup.ts'
import { startRefresh } from '../../../server/catalogue/refresh.ts'
import type { Clock } from '../../../server/clock.ts'
import { systemClock } from '../../../server/clock.ts'
import { registries } from '../../../server/registries/index.ts'
import type { Registry, RegistryHttp } from '../../../server/registries/registry.ts'
import { asStored } from '../../../server/store/store.ts'
import { createRegistryHttp } from '../../../server/upstream/upstream-http.ts'
import type { Collection } from '../../../shared/trial.ts'
import { startDouble, type DoubleRequest, type RegistryDouble } from '../../registry-double/double.ts'
import { createFakeClock } from '../fake-clock.ts'
import { createLogLines } from '../log-lines.ts'
import { createMemoryStore } from '../memory-store.ts'
import type { MemoryStore } from '../memory-store.ts'
import type { Fault } from './fault-table.ts'
import { isStage, PAGE_SIZES, smallRegister, substance, type RegistryId, type Stage } from './small-register.ts'

/** The real collections, schedule, catalogue and doors to the registries, and one fault that can be switched on. */

const REFRESH_HOURS = 6
export const RETRY_SECONDS = 60
const HOUR_MS = 3_600_000
/** So that a row waits tenths of seconds for its retries, and a busy machine is not taken for a silent registry. */
const HURRY = 10
const PATIENT_SECONDS = 20
const IMPATIENT_SECONDS = 0.25
/** A breaker that opened is closed again by then, as RETRY_SECONDS sees to in earnest. */
const BREAK_SECONDS = 0.05

const hurriedClock: Clock = {
  now: () => new Date(),
  setTimeout: (fn, ms) => systemClock.setTimeout(fn, ms / HURRY),
}

export interface World {
  double: RegistryDouble
  collections: Collections
  lines: Record<string, unknown>[]
  catalogue(): ReturnType<ReturnType<typeof createCatalogue>['current']>
  state(registryId: string): ReturnType<Collections['registryStates']>[number]
  switchOn(): void
  switchOff(): Promise<void>
  /** Runs the schedule on to the next attempt of that registry and past it. `retryMs`: when it will ask again. */
  nextAttempt(): Promise<{ retryMs: number }>
  lookup: ReturnType<typeof createLookup>
  stop(): Promise<void>
}

export interface WorldOptions {
  fault: Fault
  registryId: RegistryId
  stage: Stage
  /** Kept by the store of an earlier run; none: a first start. */
  stored?: readonly Collection[]
  snapshot?: readonly Collection[]
  /** Where nothing listens, where no name leads, and where nobody vouches for the certificate. */
  elsewhere: Readonly<Record<'refused' | 'dns' | 'tls-chain', string>>
}

const asHeld = new WeakMap<Collection, Collection>()

/** What an earlier run left: the same objects in every world, so that what is derived from them is derived once. */
function hold(store: MemoryStore, collection: Collection): void {
  const held = asHeld.get(collection) ?? asStored(collection)
  asHeld.set(collection, held)
  const readCollection = store.readCollection.bind(store)
  store.readCollection = async (registryId, substanceId) => {
    if (registryId !== held.registryId || substanceId !== held.substanceId)
      return readCollection(registryId, substanceId)
    return store.collections.get(`${registryId}/${substanceId}`) === undefined
      ? held
      : readCollection(registryId, substanceId)
  }
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const { fault, registryId, stage } = options
  const double = await startDouble({ ...PAGE_SIZES, data: smallRegister() })
  const clock = createFakeClock('2026-11-01T00:00:00.000Z')
  const { log, lines } = createLogLines()
  log.level = 'info'
  const stopping = new AbortController()
  let on = false

  const isHit = (request: DoubleRequest): boolean => on && isStage(registryId, stage, request)
  const door = (registry: Registry, baseUrl: string, impatient = false): RegistryHttp =>
    createRegistryHttp({
      registry,
      baseUrl,
      timeoutSeconds: impatient ? IMPATIENT_SECONDS : PATIENT_SECONDS,
      pace: false,
      userAgent: 'Trialwijzer/0 (test)',
      clock: impatient ? systemClock : hurriedClock,
      log,
      signal: stopping.signal,
      breakSeconds: BREAK_SECONDS,
    })
  const doors = new Map(registries.map((registry) => [registry.id, door(registry, double.baseUrls[registry.id] ?? '')]))
  const right = doors.get(registryId) ?? fail(`no registry ${registryId}`)
  const registry = registries.find(({ id }) => id === registryId) ?? fail(`no registry ${registryId}`)
  if (fault.elsewhere !== undefined)
    doors.set(registryId, fork(right, door(registry, options.elsewhere[fault.elsewhere]), isHit))
  // Only what never answers is waited for briefly: a busy machine must not look like a fault.
  if (fault.how === 'hang' || fault.how === 'drip')
    doors.set(registryId, fork(right, door(registry, double.baseUrls[registryId] ?? '', true), isHit))
  const httpFor = (id: string): RegistryHttp => doors.get(id) ?? fail(`no registry ${id}`)

  const store = createMemoryStore()
  for (const collection of options.stored ?? []) hold(store, collection)
  const collections = createCollections({
    registries,
    substances: [substance],
    httpFor,
    store,
    snapshot: options.snapshot ?? [],
    refreshHours: REFRESH_HOURS,
    clock,
    log,
  })
  await collections.load()

  // The schedule of the one registry; the others are not asked, so that a change in them would be the fault's.
  let ended: (plan: { nextAt: Date }) => void = () => undefined
  const scheduled: typeof collections = {
    ...collections,
    keys: () => collections.keys().filter((key) => key.registryId === registryId),
    async keepAttempt(...kept) {
      await collections.keepAttempt(...kept)
      ended(kept[2])
    },
  }
  const config = { refreshHours: REFRESH_HOURS, retrySeconds: RETRY_SECONDS, offline: false }
  const refresh = startRefresh({ collections: scheduled, config, clock, log, random: () => 0.5 })

  return {
    double,
    collections,
    lines,
    catalogue: () =>
      createCatalogue({ source: collections, registries, substances: [substance], clock, log }).current(),
    state: (id) => collections.registryStates().find((state) => state.registryId === id) ?? fail(`no state of ${id}`),
    switchOn() {
      on = true
      double.setFault(registryId, doubleFault(options, isHit))
    },
    async switchOff() {
      on = false
      double.setFault(registryId, null)
      await new Promise((resolve) => setTimeout(resolve, BREAK_SECONDS * 1_000 + 250))
    },
    async nextAttempt() {
      const plan = new Promise<{ nextAt: Date }>((resolve) => (ended = resolve))
      const [next] = clock.waiting()
      if (next === undefined) throw new Error('nothing is scheduled')
      await clock.advance(next)
      const { nextAt } = await plan
      // The schedule sets its next timer after it kept the attempt.
      await clock.advance(0)
      return { retryMs: nextAt.getTime() - clock.now().getTime() }
    },
    lookup: createLookup({ registries, substances: [substance], httpFor, offline: false, clock, log }),
    async stop() {
      refresh.stop()
      stopping.abort()
      await collections.settled()
      await double.stop()
    },
  }
}

export const REFRESH_MS = REFRESH_HOURS * HOUR_MS

function fail(message: string): never {
  throw new Error(message)
}

/** Asks the wrong place for what the fault hits. */
function fork(right: RegistryHttp, wrong: RegistryHttp, isHit: (request: DoubleRequest) => boolean): RegistryHttp {
  const doorFor = (method: string, path: string, json: unknown): RegistryHttp => {
    const url = new URL(path, 'http://registry')
    const body = json === undefined ? '' : JSON.stringify(json)
    return isHit({ method, path: url.pathname, query: url.searchParams, body }) ? wrong : right
  }
  return {
    get: (path) => doorFor('GET', path, undefined).get(path),
    post: (path, json) => doorFor('POST', path, json).post(path, json),
  }
}

type DoubleFault = NonNullable<Parameters<RegistryDouble['setFault']>[1]>

function doubleFault(
  { fault, registryId, stage }: WorldOptions,
  when: DoubleFault['when'] & object,
): DoubleFault | null {
  const { how, status, retryAfter, lie } = fault
  if (how !== undefined) return { kind: how, when }
  if (status !== undefined) {
    const headers: Record<string, string> = { 'content-type': 'text/plain' }
    if (retryAfter !== undefined) headers['retry-after'] = retryAfter
    return { kind: 'changed', when, change: () => ({ status, headers, body: 'Not now' }) }
  }
  if (lie === undefined) return null
  return {
    kind: 'changed',
    when,
    change: (request, reply, answer) => lie({ registryId, stage, request, reply, answer }),
  }
}
