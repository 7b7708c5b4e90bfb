import type { Substance } from '../substances/substance.ts'
import type { Collection, Trial, TrialRecord } from '../trial.ts'
import { matchOnce } from './derive-substances.ts'
import { clusterOf, deriveTrial, readRecord, rederiveTrial, type DeriveContext } from './derive-trial.ts'
import { chooseTitles } from './derive-titles.ts'
import { joinRecordsInSteps, type JoinedRecords, type TrialCluster } from './join-records.ts'
import { shareParts } from './lean.ts'
import { NumberMap } from './number-map.ts'
import { compareText } from './preferred.ts'
import { isRead, passNotesOn, saysTheSame, sharesNotes } from './record-notes.ts'
import { isSameList } from './same-list.ts'
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
  /** For each place in the clusters joined its trial; null where it has none of the substances. */
  trialAt: readonly (Trial | null)[]
  context: DeriveContext
}

/** What the next catalogue is made from more easily. */
export interface EarlierCatalogue {
  byNumber: TrialsByNumber
  joined: JoinedRecords
  trialAt: readonly (Trial | null)[]
  context: DeriveContext
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
  const last = earlier !== null && isSameContext(context, earlier.context) ? earlier : null
  const derive = (cluster: TrialCluster, place: number): void => {
    const trial = deriveOnce(cluster, context, beforeOf(cluster, place, joined, last))
    trialAt.push(trial)
    if (trial) trials.push(trial)
  }
  // A trial of many records, read for the first time, takes about a millisecond.
  yield* eachInSteps(clusters, derive, 4)
  const catalogue: Catalogue = { trials, lookAlikes: [], unmatched: [], joined, trialAt, context }
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

/** A trial as it was derived before; `trial`: null for records that are of none. */
interface Before {
  cluster: TrialCluster
  trial: Trial | null
}

/**
 * What was derived before of the records in place `at`. It is not noted with the records: to write something new into
 * what is long held is what collecting young garbage takes longest over.
 */
function beforeOf(
  cluster: TrialCluster,
  at: number,
  joined: JoinedRecords,
  earlier: EarlierCatalogue | null,
): Before | null {
  if (earlier === null) return null
  if (joined.placeOf === earlier.joined.placeOf) {
    const last = earlier.joined.clusters[at]
    return last === undefined ? null : { cluster: last, trial: earlier.trialAt[at] ?? null }
  }
  const trial = earlier.byNumber.get(cluster.records[0]?.recordId ?? '')
  const last = trial === undefined ? null : clusterOf(trial)
  return trial === undefined || last === null ? null : { cluster: last, trial }
}

/**
 * One collection changes at a time, and most of its records say what they said before: a trial whose records, substances
 * and day are the same is not derived again.
 */
function deriveOnce(cluster: TrialCluster, context: DeriveContext, before: Before | null): Trial | null {
  if (before !== null && hasSameWarnings(cluster, before.cluster)) {
    if (isSameList(cluster.records, before.cluster.records)) return before.trial
    const again = isSameList(cluster.records, before.cluster.records, sharesNotes)
    const trial = again ? rederiveTrial(before.trial, cluster) : null
    if (trial !== null) return trial
  }
  return deriveTrial(cluster, context)
}

function hasSameWarnings({ joinWarnings: a }: TrialCluster, { joinWarnings: b }: TrialCluster): boolean {
  return a.length + b.length === 0 || JSON.stringify(a) === JSON.stringify(b)
}

/** Time enters only as a day: how long ago a status was verified, whether a date has passed. */
function isSameContext(a: DeriveContext, b: DeriveContext): boolean {
  return (
    a.now.slice(0, 10) === b.now.slice(0, 10) &&
    isSameList(a.substances, b.substances) &&
    isSameList(a.registryOrder, b.registryOrder)
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
