import type { Substance } from '../substances/substance.ts'
import type { Collection, Trial, TrialRecord } from '../trial.ts'
import { matchOnce } from './derive-substances.ts'
import { deriveTrial, readRecord, rederiveTrial, type DeriveContext } from './derive-trial.ts'
import { chooseTitles } from './derive-titles.ts'
import { joinRecordsInSteps, type JoinedRecords, type TrialCluster } from './join-records.ts'
import { shareParts } from './lean.ts'
import { NumberMap } from './number-map.ts'
import { compareText } from './preferred.ts'
import { isRead, passNotesOn, readOnce, saysTheSame, sharesNotes } from './record-notes.ts'
import { eachInSteps, finish, sortInSteps, type Steps } from './steps.ts'

/** A record that a registry gave for a substance, and that is not a trial of it. */
export interface LeftOut {
  substanceId: string
  registryId: string
  recordId: string
  title: string
}

export interface Catalogue {
  /** In the order of their numbers. */
  trials: Trial[]
  /** Kept out because the product is a look-alike: which one. */
  lookAlikes: (LeftOut & { name: string })[]
  /** Kept out because no product, keyword or text names the substance. */
  unmatched: LeftOut[]
  joined: JoinedRecords
}

/** What the next catalogue is made from more easily. */
export interface EarlierCatalogue {
  byNumber: TrialsByNumber
  joined: JoinedRecords
}

/** What finds a trial by the number of one of its records. */
export type TrialsByNumber = Pick<ReadonlyMap<string, Trial>, 'get'>

/** All trials of all collections. Every record that belongs to none is listed with its reason: nothing disappears. */
export function deriveCatalogue(collections: readonly Collection[], context: DeriveContext): Catalogue {
  return finish(deriveCatalogueInSteps(collections, context))
}

/** `earlier`: what was derived before; what a record said already is not read again. */
export function* deriveCatalogueInSteps(
  collections: readonly Collection[],
  context: DeriveContext,
  earlier: EarlierCatalogue | null = null,
): Steps<Catalogue> {
  const byNumber = earlier?.byNumber ?? null
  for (const { records } of collections) yield* eachInSteps(records, (record) => recognise(record, byNumber), 20)
  const all: TrialRecord[] = []
  for (const { records } of collections) yield* eachInSteps(records, (record) => void all.push(record))
  const joined = yield* joinRecordsInSteps(all, context.registryOrder, earlier?.joined)
  const { clusters, placeOf } = joined
  const trials: Trial[] = []
  const trialAt: (Trial | null)[] = []
  const derive = (cluster: TrialCluster): void => {
    const trial = deriveOnce(cluster, context)
    trialAt.push(trial)
    if (trial) trials.push(trial)
  }
  // A trial of many records, read for the first time, takes about a millisecond.
  yield* eachInSteps(clusters, derive, 4)
  const catalogue: Catalogue = { trials, lookAlikes: [], unmatched: [], joined }
  let at = 0
  for (const { substanceId, records } of collections) {
    const substance = context.substances.find(({ id }) => id === substanceId)
    const explain = (record: TrialRecord): void => {
      const trial = trialAt[placeOf[at++] ?? 0]
      if (trial?.summary.substances.some((one) => one.substanceId === substanceId)) return
      const left = leftOut(record, substanceId)
      const match = substance ? matchOnce(record, substance) : null
      if (match?.outcome === 'look-alike') catalogue.lookAlikes.push({ ...left, name: match.name })
      else catalogue.unmatched.push(left)
    }
    yield* eachInSteps(records, explain, 20)
  }
  catalogue.lookAlikes = yield* sortInSteps(catalogue.lookAlikes, compareLeftOut)
  catalogue.unmatched = yield* sortInSteps(catalogue.unmatched, compareLeftOut)
  return catalogue
}

/**
 * Reads the words of records that have just come in, so that deriving a catalogue need not. `held`: the answer before;
 * what says the same as there is not read again.
 */
export function* readRecordsInSteps(
  records: readonly TrialRecord[],
  substances: readonly Substance[],
  held: readonly TrialRecord[] = [],
): Steps<void> {
  const byId = new NumberMap<TrialRecord>()
  yield* eachInSteps(held, (record) => {
    byId.set(record.recordId, record)
  })
  const read = (record: TrialRecord): void => {
    const before = byId.get(record.recordId)
    if (before !== undefined && isRead(before) && saysTheSame(before, record)) {
      passNotesOn(before, record)
      shareParts(before, record)
    }
    readRecord(record, substances)
  }
  yield* eachInSteps(records, read, 5)
}

/** A record that says what one of an earlier answer said is not read again. */
function recognise(record: TrialRecord, earlier: TrialsByNumber | null): void {
  if (earlier === null || isRead(record)) return
  const same = earlier.get(record.recordId)?.records.find((held) => saysTheSame(held, record))
  if (same !== undefined) passNotesOn(same, record)
}

/** `cluster` and `context`: what the trial was derived from; null when none was yet. */
interface Derived {
  cluster: TrialCluster | null
  context: DeriveContext | null
  trial: Trial | null
}

const derivedOf = readOnce((): Derived => ({ cluster: null, context: null, trial: null }))

/**
 * One collection changes at a time, and most of its records say what they said before: a trial whose records, substances
 * and day are the same is not derived again. Forgotten together with its records.
 */
function deriveOnce(cluster: TrialCluster, context: DeriveContext): Trial | null {
  const [first] = cluster.records
  if (first === undefined) return null
  const last = derivedOf(first)
  if (last.cluster !== null && last.context !== null) {
    const isAsBefore = isSameContext(context, last.context) && hasSameWarnings(cluster, last.cluster)
    if (isAsBefore && isSame(cluster.records, last.cluster.records)) return last.trial
    const again = isAsBefore && isSame(cluster.records, last.cluster.records, sharesNotes)
    const trial = again ? rederiveTrial(last.trial, cluster) : null
    if (trial !== null) return note(last, { cluster, context, trial })
  }
  return note(last, { cluster, context, trial: deriveTrial(cluster, context) })
}

function note(last: Derived, { cluster, context, trial }: Derived): Trial | null {
  last.cluster = cluster
  last.context = context
  last.trial = trial
  return trial
}

function hasSameWarnings({ joinWarnings: a }: TrialCluster, { joinWarnings: b }: TrialCluster): boolean {
  return a.length + b.length === 0 || JSON.stringify(a) === JSON.stringify(b)
}

function isSame<T>(a: readonly T[], b: readonly T[], same: (one: T, other: T) => boolean = Object.is): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) {
    const [one, other] = [a[at], b[at]]
    if (one === undefined || other === undefined || !same(one, other)) return false
  }
  return true
}

/** Time enters only as a day: how long ago a status was verified, whether a date has passed. */
function isSameContext(a: DeriveContext, b: DeriveContext): boolean {
  if (compared?.a !== a || compared.b !== b) compared = { a, b, same: compareContexts(a, b) }
  return compared.same
}

/** Nearly all trials of a catalogue were derived in one before. */
let compared: { a: DeriveContext; b: DeriveContext; same: boolean } | null = null

function compareContexts(a: DeriveContext, b: DeriveContext): boolean {
  return (
    a.now.slice(0, 10) === b.now.slice(0, 10) &&
    isSame(a.substances, b.substances) &&
    isSame(a.registryOrder, b.registryOrder)
  )
}

function leftOut(record: TrialRecord, substanceId: string): LeftOut {
  const { registryId, recordId } = record
  return { substanceId, registryId, recordId, title: chooseTitles([record]).title?.text ?? recordId }
}

function compareLeftOut(a: LeftOut, b: LeftOut): number {
  return (
    compareText(a.substanceId, b.substanceId) ||
    compareText(a.registryId, b.registryId) ||
    compareText(a.recordId, b.recordId)
  )
}
