import type { JoinWarning, TrialRecord } from '../trial.ts'
import { NONE } from './lean.ts'
import { NumberMap } from './number-map.ts'
import { compareCopies, comparePreference, compareText, registryRank } from './preferred.ts'
import { isSameList, isSameListInSteps } from './same-list.ts'
import { Scratch } from './scratch.ts'
import { eachInSteps, finish, sortInSteps, type Steps } from './steps.ts'
import { joinKey, trialIdKind } from './trial-id.ts'

/** The records of one trial, most preferred first. */
export interface TrialCluster {
  /** Number in the most preferred registry that holds a record of the trial. */
  trialId: string
  records: TrialRecord[]
  joinWarnings: JoinWarning[]
}

/**
 * Joins the records of one trial: only by registry numbers that stand in the records' own id fields, never by title or
 * sponsor code. Copies of one record count once, resubmissions of one EU CT number keep the highest, and the numbers
 * left out stay as aliases, so that they still lead to the trial. Clusters come in the order of their `trialId`.
 */
export function joinRecords(
  records: readonly TrialRecord[],
  registryOrder: readonly string[],
): readonly TrialCluster[] {
  return finish(joinRecordsInSteps(records, registryOrder)).clusters
}

export interface JoinedRecords {
  /** Those given. */
  records: readonly TrialRecord[]
  registryOrder: readonly string[]
  registryOfKind: ReadonlyMap<string, string>
  clusters: readonly TrialCluster[]
  /** For each record given, the place in `clusters` of the one it is in or stands behind. */
  placeOf: Uint32Array
}

/** `earlier`: what was joined before; with the same numbers in the same order, the same records belong together. */
export function* joinRecordsInSteps(
  records: readonly TrialRecord[],
  registryOrder: readonly string[],
  earlier: JoinedRecords | null = null,
): Steps<JoinedRecords> {
  if (earlier !== null && isSameList(registryOrder, earlier.registryOrder)) {
    if (yield* isSameListInSteps(records, earlier.records, hasSameNumbers)) return yield* joinAgain(records, earlier)
  }
  const forest = new Forest()
  const scratch = new Scratch()
  const nodes = scratch.uint32(records.length)
  yield* eachInSteps(records, (record, at) => {
    const own = forest.add(joinKey(record.recordId))
    nodes[at] = own
    if (record.aliasIds.length + record.linkedIds.length === 0) return
    for (const id of record.aliasIds) forest.unite(own, forest.add(joinKey(id)))
    for (const id of record.linkedIds) forest.unite(own, forest.add(joinKey(id)))
  })
  // The records of one trial as a chain, in the order in which they came.
  const firstOf = scratch.int32(forest.size).fill(NO_MORE)
  const nextOf = scratch.int32(records.length).fill(NO_MORE)
  yield* eachInSteps(records, (_, counted) => {
    const at = records.length - 1 - counted
    const root = forest.find(nodes[at] ?? 0)
    nextOf[at] = firstOf[root] ?? NO_MORE
    firstOf[root] = at
  })
  const registryOfKind = yield* registriesByIdKind(records, registryOrder)
  const made: TrialCluster[] = []
  const order: number[] = []
  const placeOf = new Uint32Array(records.length)
  yield* eachInSteps(records, (head, first) => {
    if (firstOf[forest.find(nodes[first] ?? 0)] !== first) return
    // Of nearly all trials the only record.
    const group = [head]
    placeOf[first] = made.length
    for (let at = nextOf[first] ?? NO_MORE; at !== NO_MORE; at = nextOf[at] ?? NO_MORE) {
      const record = records[at]
      if (record !== undefined) group.push(record)
      placeOf[at] = made.length
    }
    order.push(made.length)
    made.push(toCluster(group, registryOrder, registryOfKind))
  })
  const idOf = (number: number): string => made[number]?.trialId ?? ''
  const sorted = yield* sortInSteps(order, (a, b) => compareText(idOf(a), idOf(b)))
  const clusters: TrialCluster[] = []
  const placeOfMade = scratch.uint32(made.length)
  yield* eachInSteps(sorted, (number, place) => {
    const cluster = made[number]
    placeOfMade[number] = place
    if (cluster !== undefined) clusters.push(cluster)
  })
  yield* eachInSteps(placeOf, (number, at) => void (placeOf[at] = placeOfMade[number] ?? 0))
  scratch.giveBack()
  return { records, registryOrder, registryOfKind, clusters, placeOf }
}

/** A record that is the same object as before leaves its trial as it is; the others are put in its place. */
function* joinAgain(records: readonly TrialRecord[], earlier: JoinedRecords): Steps<JoinedRecords> {
  const { placeOf, registryOrder, registryOfKind } = earlier
  const clusters = [...earlier.clusters]
  const scratch = new Scratch()
  const sizes = scratch.uint32(clusters.length).fill(0)
  for (const place of placeOf) sizes[place] = (sizes[place] ?? 0) + 1
  yield
  const groups = new Map<number, TrialRecord[]>()
  yield* eachInSteps(records, (record, at) => {
    if (record === earlier.records[at]) return
    const place = placeOf[at] ?? 0
    if (sizes[place] === 1) clusters[place] = toCluster([record], registryOrder, registryOfKind)
    else groups.set(place, [])
  })
  scratch.giveBack()
  if (groups.size > 0) yield* eachInSteps(records, (record, at) => void groups.get(placeOf[at] ?? 0)?.push(record))
  yield* eachInSteps(
    groups,
    ([place, group]) => void (clusters[place] = toCluster(group, registryOrder, registryOfKind)),
    20,
  )
  return { ...earlier, records, clusters }
}

/** Do two records stand under the same numbers of the same registers, and lead to the same others? */
export function hasSameNumbers(a: TrialRecord, b: TrialRecord): boolean {
  return (
    a === b ||
    (a.recordId === b.recordId &&
      a.registryId === b.registryId &&
      isSameList(a.aliasIds, b.aliasIds) &&
      isSameList(a.linkedIds, b.linkedIds))
  )
}

const NO_MORE = -1

function toCluster(
  group: TrialRecord[],
  registryOrder: readonly string[],
  registryOfKind: ReadonlyMap<string, string>,
): TrialCluster {
  const [only] = group
  if (only !== undefined && group.length === 1 && only.linkedIds.length + only.aliasIds.length === 0) {
    return { trialId: only.recordId, records: group, joinWarnings: NONE }
  }
  const records = oneRecordEach(group).sort((a, b) => comparePreference(a, b, registryOrder))
  const first = registryRank(records[0]?.registryId ?? '', registryOrder)
  const ids = records.filter((r) => registryRank(r.registryId, registryOrder) === first).map((r) => r.recordId)
  return {
    trialId: ids.sort(compareText)[0] ?? '',
    records,
    joinWarnings: findJoinWarnings(records, registryOfKind),
  }
}

/** One record for each number of each registry: the best copy, of the highest resubmission. */
function oneRecordEach(group: readonly TrialRecord[]): TrialRecord[] {
  if (group.length === 1) return [...group]
  const aliases = new Set(group.flatMap(otherNumbers))
  const byKey = new Map<string, TrialRecord[]>()
  for (const record of group) {
    const key = recordKey(record.registryId, record.recordId)
    const copies = byKey.get(key)
    if (copies) copies.push(record)
    else byKey.set(key, [record])
  }
  // A record whose number another one of its registry carries as an alias is an older copy of that one.
  const current = [...byKey].filter(([key]) => !aliases.has(key))
  return (current.length > 0 ? current : [...byKey]).map(([, copies]) => mergeCopies(copies))
}

function mergeCopies(copies: readonly TrialRecord[]): TrialRecord {
  const ranked = [...copies].sort((a, b) => compareText(b.recordId, a.recordId) || compareCopies(a, b))
  const [kept, ...others] = ranked as [TrialRecord, ...TrialRecord[]]
  const aliases = new Set([...kept.aliasIds, ...others.flatMap((other) => [other.recordId, ...other.aliasIds])])
  const own = new Set(kept.aliasIds)
  for (const numbers of [aliases, own]) numbers.delete(kept.recordId)
  return aliases.size === own.size ? kept : { ...kept, aliasIds: [...aliases].sort(compareText) }
}

/** The aliases of a record that are another number than its own (an earlier resubmission is not). */
function otherNumbers(record: TrialRecord): string[] {
  const own = recordKey(record.registryId, record.recordId)
  return record.aliasIds.map((id) => recordKey(record.registryId, id)).filter((key) => key !== own)
}

function recordKey(registryId: string, id: string): string {
  return `${registryId} ${joinKey(id)}`
}

/** Two numbers of one registry in one cluster, held or only cited: one of the links may be to another trial. */
function findJoinWarnings(records: readonly TrialRecord[], registryOfKind: ReadonlyMap<string, string>): JoinWarning[] {
  const aliases = new Set(records.flatMap((record) => record.aliasIds.map(joinKey)))
  const byRegistry = new Map<string, Map<string, string>>()
  const note = (registryId: string, id: string): void => {
    const key = joinKey(id)
    if (aliases.has(key) && !records.some((record) => joinKey(record.recordId) === key)) return
    const ids = byRegistry.get(registryId) ?? new Map<string, string>()
    if (!ids.has(key)) ids.set(key, id)
    byRegistry.set(registryId, ids)
  }
  for (const record of records) note(record.registryId, record.recordId)
  for (const id of records.flatMap((record) => record.linkedIds)) {
    const kind = trialIdKind(id)
    if (kind) note(registryOfKind.get(kind) ?? kind, id)
  }
  return [...byRegistry]
    .filter(([, ids]) => ids.size > 1)
    .map(([registryId, ids]) => ({ registryId, ids: [...ids.values()].sort(compareText) }))
    .sort((a, b) => compareText(a.registryId, b.registryId))
}

/** Which registry gives out which kind of number, learnt from the records: no registry is named here. */
function* registriesByIdKind(
  records: readonly TrialRecord[],
  registryOrder: readonly string[],
): Steps<Map<string, string>> {
  const registries = new Map<string, string>()
  yield* eachInSteps(records, ({ recordId, registryId }) => {
    const kind = trialIdKind(recordId)
    if (!kind) return
    const known = registries.get(kind)
    if (known === undefined || registryRank(registryId, registryOrder) < registryRank(known, registryOrder)) {
      registries.set(kind, registryId)
    }
  })
  return registries
}

/** Union-find with path halving: near-linear, whatever the number of records. A key is known by a number. */
class Forest {
  readonly #numbers = new NumberMap<number>()
  readonly #parents: number[] = []

  get size(): number {
    return this.#parents.length
  }

  add(key: string): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#parents.length
    this.#numbers.set(key, number)
    this.#parents.push(number)
    return number
  }

  find(number: number): number {
    let at = number
    let parent = this.#parents[at] ?? at
    while (parent !== at) {
      const grandparent = this.#parents[parent] ?? parent
      this.#parents[at] = grandparent
      at = grandparent
      parent = this.#parents[at] ?? at
    }
    return at
  }

  unite(a: number, b: number): void {
    const rootA = this.find(a)
    const rootB = this.find(b)
    this.#parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB)
  }
}
