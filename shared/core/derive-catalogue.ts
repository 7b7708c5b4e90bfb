import type { Collection, Trial, TrialRecord } from '../trial.ts'
import { deriveTrial, type DeriveContext } from './derive-trial.ts'
import { chooseTitles } from './derive-titles.ts'
import { joinRecordsInSteps, type TrialCluster } from './join-records.ts'
import { joinKey } from './trial-id.ts'
import { compareText } from './preferred.ts'
import { eachInSteps, finish, sortInSteps, type Steps } from './steps.ts'
import { matchSubstance } from './substance-match.ts'

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
}

/** All trials of all collections. Every record that belongs to none is listed with its reason: nothing disappears. */
export function deriveCatalogue(collections: readonly Collection[], context: DeriveContext): Catalogue {
  return finish(deriveCatalogueInSteps(collections, context))
}

export function* deriveCatalogueInSteps(collections: readonly Collection[], context: DeriveContext): Steps<Catalogue> {
  const clusters = yield* joinRecordsInSteps(
    collections.flatMap((collection) => collection.records),
    context.registryOrder,
  )
  const trials: Trial[] = []
  const substancesOfKey = new Map<string, ReadonlySet<string>>()
  const add = (cluster: TrialCluster): void => {
    const trial = deriveOnce(cluster, context)
    if (!trial) return
    trials.push(trial)
    const held = new Set(trial.summary.substances.map((s) => s.substanceId))
    for (const record of trial.records) {
      for (const id of [record.recordId, ...record.aliasIds]) substancesOfKey.set(joinKey(id), held)
    }
  }
  // Reading every word of a trial for the first time takes about a millisecond.
  yield* eachInSteps(clusters, add, 1)
  const catalogue: Catalogue = { trials, lookAlikes: [], unmatched: [] }
  for (const collection of collections) {
    const substance = context.substances.find(({ id }) => id === collection.substanceId)
    const explain = (record: TrialRecord): void => {
      if (substancesOfKey.get(joinKey(record.recordId))?.has(collection.substanceId)) return
      const left = leftOut(record, collection.substanceId)
      const match = substance ? matchSubstance(record, substance) : null
      if (match?.outcome === 'look-alike') catalogue.lookAlikes.push({ ...left, name: match.name })
      else catalogue.unmatched.push(left)
    }
    yield* eachInSteps(collection.records, explain, 20)
  }
  catalogue.lookAlikes = yield* sortInSteps(catalogue.lookAlikes, compareLeftOut)
  catalogue.unmatched = yield* sortInSteps(catalogue.unmatched, compareLeftOut)
  return catalogue
}

interface Derived {
  cluster: TrialCluster
  context: DeriveContext
  trial: Trial | null
}

const derived = new WeakMap<TrialRecord, Derived>()

/**
 * One collection changes at a time, and deriving reads every word of a record: a trial whose records, substances and
 * day are the same is not derived again. Forgotten together with its records.
 */
function deriveOnce(cluster: TrialCluster, context: DeriveContext): Trial | null {
  const [first] = cluster.records
  const known = first && derived.get(first)
  if (known && isSameCluster(cluster, known.cluster) && isSameContext(context, known.context)) return known.trial
  const trial = deriveTrial(cluster, context)
  if (first) derived.set(first, { cluster, context, trial })
  return trial
}

function isSameCluster(a: TrialCluster, b: TrialCluster): boolean {
  return isSame(a.records, b.records) && JSON.stringify(a.joinWarnings) === JSON.stringify(b.joinWarnings)
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index])
}

/** Time enters only as a day: how long ago a status was verified, whether a date has passed. */
function isSameContext(a: DeriveContext, b: DeriveContext): boolean {
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
