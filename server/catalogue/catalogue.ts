import type { Logger } from 'pino'
import type { ChangeEntry, Matrix, RegistryState, Statement } from '../../shared/api.ts'
import { deriveCatalogueInSteps } from '../../shared/core/derive-catalogue.ts'
import type { Catalogue as DerivedCatalogue, TrialsByNumber } from '../../shared/core/derive-catalogue.ts'
import { ID_TERMS_VERSION } from '../../shared/core/intellectual-disability.ts'
import { computeMatrixInSteps } from '../../shared/core/matrix.ts'
import { computeStatementInSteps } from '../../shared/core/statement.ts'
import { finish } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import { prepareQueries } from '../../shared/core/table-query.ts'
import { parseTrialId } from '../../shared/core/trial-id.ts'
import { TrialTable } from '../../shared/core/trial-table.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import type { Collection, RejectedRecord, Trial, TrialSummary } from '../../shared/trial.ts'
import type { Clock } from '../clock.ts'
import { inSlices } from '../in-slices.ts'
import type { Registry } from '../registries/registry.ts'
import { EU_CT_BASE, placesInSteps, trialsAt } from './number-places.ts'
import type { NumberPlaces } from './number-places.ts'

/** Everything that is served, made from one state of the collections. Never changed after it is published. */
export interface CatalogueVersion {
  /** Counts up with each publish of this process. */
  serial: number
  /**
   * When the newest answer in it was asked for, or the start of the day (UTC) if that is later. It comes from the data,
   * not from the moment at which this process happened to publish, so that replicas say the same, byte for byte.
   */
  publishedAt: string
  trials: readonly Trial[]
  summaries: TrialSummary[]
  /** The same, for queries. */
  table: TrialTable
  /** Any number of a trial (also obsolete and linked ones that only one trial has) -> trial. */
  byNumber: TrialsByNumber
  /** EU CT number without its last part -> trial. */
  byEuCtBase: TrialsByNumber
  /** For the next version. */
  places: NumberPlaces
  joined: DerivedCatalogue['joined']
  trialAt: DerivedCatalogue['trialAt']
  context: DerivedCatalogue['context']
  statement: Statement
  matrix: Matrix
  rejected: readonly RejectedRecord[]
  lookAlikes: DerivedCatalogue['lookAlikes']
  unmatched: DerivedCatalogue['unmatched']
}

/** What the catalogue needs of the collections. */
export interface CatalogueSource {
  all(): Collection[]
  registryStates(): RegistryState[]
  onChange(listener: () => void): void
}

export interface Catalogue {
  current(): CatalogueVersion
  /** States of the registries, as of at most one second ago, with a key that changes whenever they do; `at`: the newest date in them. */
  states(): { registries: RegistryState[]; key: string; at: string }
  onPublish(listener: (version: CatalogueVersion) => void): void
}

/** How often the progress of a running fetch may make new answers, in ms. */
const STATES_INTERVAL_MS = 1_000

export function createCatalogue(deps: {
  source: CatalogueSource
  registries: readonly Registry[]
  substances: readonly Substance[]
  clock: Clock
  log: Logger
}): Catalogue {
  const { source, clock, log } = deps
  const listeners: ((version: CatalogueVersion) => void)[] = []
  let serial = 0
  let current = finish(build(null))
  let publishing = false
  /** Something has changed since the version in the making was begun. */
  let outdated = false
  /** What the registries had answered when the served version was begun. */
  let served = source.registryStates()
  /** The newest answers could not be made into a version: what is served, and its dates, are those before. */
  let failed = false
  let states: { registries: RegistryState[]; key: string; at: string; readAt: number } | null = null

  function build(earlier: CatalogueVersion | null): Steps<CatalogueVersion> {
    serial += 1
    return buildVersion(deps, serial, earlier)
  }

  /** What is derived depends on the day (a completion date that has passed): with the first question of a new one. */
  function followTheDay(): void {
    if (!publishing && dayOf(clock) > current.publishedAt) publish()
  }

  source.onChange(() => {
    states = null
    publish()
  })

  function publish(): void {
    outdated = true
    if (publishing) return
    publishing = true
    // Several collections often land together; one publish serves them all.
    setImmediate(() => {
      publishAll().catch((error: unknown) => {
        failed = true
        states = null
        log.error({ err: error }, 'the catalogue could not be published')
      })
    })
  }

  /** In slices: visitors are answered from the version before until the new one is whole. */
  async function publishAll(): Promise<void> {
    try {
      while (outdated) {
        outdated = false
        const asked = source.registryStates()
        const version = await inSlices(build(current))
        await inSlices(prepareQueries(version.table))
        current = version
        served = asked
        failed = false
        states = null
        log.info(
          { trials: version.trials.length, verdict: version.statement.verdict, rejected: version.rejected.length },
          'catalogue published',
        )
        for (const listener of listeners) listener(version)
      }
    } finally {
      // In the same turn as the last look at `outdated`: what changes from here on begins anew.
      publishing = false
    }
  }

  return {
    current() {
      followTheDay()
      return current
    },
    states() {
      const now = clock.now().getTime()
      if (states === null || now - states.readAt >= STATES_INTERVAL_MS || now < states.readAt) {
        const registries = failed ? served : source.registryStates()
        const key = JSON.stringify(registries)
        states =
          states !== null && states.key === key
            ? { ...states, readAt: now }
            : { registries, key, at: newestIn(registries), readAt: now }
      }
      return states
    },
    onPublish: (listener) => listeners.push(listener),
  }
}

function* buildVersion(
  deps: { source: CatalogueSource; registries: readonly Registry[]; substances: readonly Substance[]; clock: Clock },
  serial: number,
  earlier: CatalogueVersion | null,
): Steps<CatalogueVersion> {
  const collections = deps.source.all()
  const publishedAt = collections.reduce(
    (newest, { fetchedAt }) => (fetchedAt !== null && fetchedAt > newest ? fetchedAt : newest),
    dayOf(deps.clock),
  )
  const rejected = collections.flatMap((c) => c.rejected)
  const context = { substances: deps.substances, registryOrder: deps.registries.map((r) => r.id), now: publishedAt }
  const derived = yield* deriveCatalogueInSteps(collections, context, earlier)
  const summaries = derived.trials.map((t) => t.summary)
  const places = yield* placesInSteps(derived.trials, earlier)
  return {
    serial,
    publishedAt,
    trials: derived.trials,
    summaries,
    table: new TrialTable(summaries, NOT_REMEMBERED, earlier?.table),
    byNumber: trialsAt(places.byNumber, derived.trials),
    byEuCtBase: trialsAt(places.byEuCtBase, derived.trials),
    places,
    joined: derived.joined,
    trialAt: derived.trialAt,
    context,
    statement: yield* computeStatementInSteps({
      trials: derived.trials,
      collections,
      rejected,
      substances: deps.substances,
      registries: deps.registries,
      termsVersion: ID_TERMS_VERSION,
    }),
    matrix: yield* computeMatrixInSteps(
      summaries,
      deps.substances.map((s) => s.id),
    ),
    rejected,
    lookAlikes: derived.lookAlikes,
    unmatched: derived.unmatched,
  }
}

/** Whole answers are kept, by what they were asked; parts of them need not be. */
const NOT_REMEMBERED = 0
const DAY_MS = 24 * 3_600_000
let knownDay = { number: Number.NaN, start: '' }

/** The start of today, UTC. Asked with every request, so written out once a day. */
function dayOf(clock: Clock): string {
  const number = Math.floor(clock.now().getTime() / DAY_MS)
  if (number !== knownDay.number) knownDay = { number, start: new Date(number * DAY_MS).toISOString() }
  return knownDay.start
}

/** The newest moment that the states speak of; '' when they speak of none. */
function newestIn(registries: readonly RegistryState[]): string {
  const dates = registries.flatMap((r) => [r.error?.at ?? '', ...r.collections.map((c) => c.fetchedAt ?? '')])
  return dates.reduce((newest, date) => (date > newest ? date : newest), '')
}

/** Finds a trial by any of its numbers, written in any usual way. Undefined: no number; null: no such trial held. */
export function findTrial(version: CatalogueVersion, text: string): Trial | null | undefined {
  const exact = version.byNumber.get(text)
  if (exact !== undefined) return exact
  const parsed = parseTrialId(text)
  if (parsed !== null) return version.byNumber.get(parsed.id) ?? null
  // CTIS numbers are often quoted without the last part, which only counts resubmissions.
  const base = EU_CT_BASE.exec(text.trim())?.[0]
  return base === undefined ? undefined : (version.byEuCtBase.get(base) ?? null)
}

/** Changes under the numbers that their trials have now; a record that is held no more keeps its own. */
export function placeChanges(changes: readonly ChangeEntry[], { byNumber }: CatalogueVersion): ChangeEntry[] {
  return changes.map((change) => ({
    ...change,
    trialId: byNumber.get(change.recordId)?.summary.trialId ?? change.recordId,
  }))
}
