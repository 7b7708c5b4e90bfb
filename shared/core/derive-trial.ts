import type { Substance } from '../substances/substance.ts'
import type { Disagreement, IdEvidence, IdReading, Trial, TrialDetail, TrialRecord, TrialSummary } from '../trial.ts'
import { joinSubstances, matchOnce, type JoinedSubstances } from './derive-substances.ts'
import { findDisagreements } from './disagreements.ts'
import { criteriaSpeakOfId, readIdTreatment } from './id-reading.ts'
import { idMatches } from './intellectual-disability.ts'
import type { TrialCluster } from './join-records.ts'
import { lean } from './lean.ts'
import { readAloneOnce } from './record-notes.ts'
import { preferredStatus } from './status-group.ts'
import { summaryAskedAgain, TrialDerivation, type DeriveContext, type Given } from './trial-derivation.ts'
import { noteTexts, readAlone } from './trial-parts.ts'

export type { DeriveContext } from './trial-derivation.ts'

/** Everything the API says of a trial, each value with the record it came from; null when it has none of the substances. */
export function deriveTrial(cluster: TrialCluster, context: DeriveContext): Trial | null {
  const joined = joinSubstances(cluster.records, context.substances)
  return joined.substances.length === 0 ? null : derive(cluster, context, joined)
}

/** The same of a trial that need not have any of the substances; null only for a cluster without records. */
export function deriveAnyTrial(cluster: TrialCluster, context: DeriveContext): Trial | null {
  return derive(cluster, context, joinSubstances(cluster.records, context.substances))
}

function derive(cluster: TrialCluster, context: DeriveContext, joined: JoinedSubstances): Trial | null {
  const status = preferredStatus(cluster.records, context.registryOrder, context.now)
  return status === null ? null : new DerivedTrial({ cluster, context, status }, { joined })
}

/**
 * The trial of a register's record as it was derived before, from another answer of the register that said the same
 * (`saysTheSame`) on the same day: only when it was asked is another moment. Null where it has to be derived.
 */
export function rederiveTrial(earlier: Trial | null, cluster: TrialCluster): Trial | null {
  return earlier instanceof DerivedTrial ? earlier.askedAgain(cluster) : null
}

/** What a trial was derived from. */
export function clusterOf(trial: Trial): TrialCluster | null {
  return trial instanceof DerivedTrial ? trial.cluster : null
}

/** Lists and the statement need the summary and the evidence; the rest is worked out when a trial is looked at. */
class DerivedTrial implements Trial {
  readonly summary: TrialSummary
  readonly records: TrialRecord[]
  readonly disagreements: Disagreement[]
  readonly idEvidence: readonly IdEvidence[]
  readonly #cluster: TrialCluster
  readonly #context: DeriveContext
  readonly #status: TrialRecord

  constructor(given: Given, { joined, like }: { joined?: JoinedSubstances; like?: DerivedTrial }) {
    this.#cluster = given.cluster
    this.#context = given.context
    this.#status = given.status
    this.records = given.cluster.records
    this.disagreements = like?.disagreements ?? findDisagreements(this.records)
    this.idEvidence = like?.idEvidence ?? evidenceOf(this.records)
    this.summary = like
      ? summaryAskedAgain(like.summary, given.status.asOf)
      : new TrialDerivation(given, joined ?? joinedOf(given), this).summary()
    noteTexts(this.summary, this.records)
  }

  get cluster(): TrialCluster {
    return this.#cluster
  }

  /** How old a copy is that somebody else made tells whether it looks out of date, so only for live answers. */
  askedAgain(cluster: TrialCluster): DerivedTrial | null {
    const [status] = cluster.records
    const isAlone = cluster.records.length === 1 && this.records.length === 1
    if (status === undefined || !isAlone || status.from !== 'live' || this.#status.from !== 'live') return null
    return new DerivedTrial({ context: this.#context, cluster, status }, { like: this })
  }

  get detail(): TrialDetail {
    const given = { cluster: this.#cluster, context: this.#context, status: this.#status }
    return new TrialDerivation(given, joinedOf(given), this, true).detail()
  }
}

/** From what was read of the records already; the evidence is asked for when a trial is looked at. */
function joinedOf({ cluster, context }: Given): JoinedSubstances {
  return joinSubstances(cluster.records, context.substances)
}

/** Reads all words of a record that deriving a trial asks about, so that they need not be read then. */
export function readRecord(record: TrialRecord, substances: readonly Substance[]): void {
  for (const substance of substances) matchOnce(record, substance)
  idMatches(record)
  readIdTreatment(record)
  evidenceOf([record])
  readAlone(record)
}

/** Tiers, and readings of all records; 'silent' only when no record's criteria say anything. */
const evidenceOf = readAloneOnce((records): IdEvidence[] => {
  const found = records.flatMap(readIdTreatment)
  const silent: IdReading = 'silent'
  const spoken = records.some(criteriaSpeakOfId) || found.some(({ reading }) => reading !== null && reading !== silent)
  const readings = spoken ? found.filter(({ reading }) => reading !== silent) : found
  return lean([...records.flatMap(idMatches), ...readings])
})
