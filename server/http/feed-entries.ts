import type { ChangeEntry } from '../../shared/api.ts'
import { eachInSteps } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import { changeSentence } from '../../shared/text/change-sentence.ts'
import type { ChangeTelling } from '../../shared/text/change-sentence.ts'
import type { FeedText } from '../../shared/text/feed-text.ts'
import type { StatusGroup, Trial, TrialRecord } from '../../shared/trial.ts'
import type { AtomEntry } from './atom.ts'

/** What the entries of a feed are made of. */
export interface FeedInput {
  /** Trials that match the filters. */
  trials: readonly Trial[]
  /** Trials that would match with another status: a change of status away from the filter is what its reader waits for. */
  leavers: readonly Trial[]
  /** The statuses asked for; [] for any. */
  status: readonly StatusGroup[]
  /** True when nothing is filtered: then also changes of records that are held no more are told. */
  unfiltered: boolean
  /** The change log under the numbers that trials have now, oldest first. */
  changes: readonly ChangeEntry[]
  statusGroup: (registryId: string, word: string) => StatusGroup
  telling: ChangeTelling
  text: FeedText
  idOf: (name: string) => string
  pageOf: (trialId: string) => string
  most: number
}

/** New trials and changes, newest first, at most `most`. A trial is new once: its first record makes its entry's id. */
export function* feedEntriesInSteps(input: FeedInput): Steps<AtomEntry[]> {
  const told = new Set(input.changes.map(({ trialId }) => trialId))
  const byId = yield* thoseIn(told, input.trials)
  const leavers = yield* thoseIn(told, input.leavers)
  const appeared = new Map<string, string>()
  const groups = new Map<string, ChangeEntry[]>()
  for (const change of input.changes) {
    const trial = byId.get(change.trialId)
    if (change.kind === 'new' && trial !== undefined && firstRecord(trial)?.recordId === change.recordId) {
      appeared.set(change.trialId, change.at)
      continue
    }
    const isTold =
      trial !== undefined || leaves(change, leavers, input) || (input.unfiltered && change.kind === 'vanished')
    if (!isTold) continue
    const key = `${change.registryId}/${change.recordId}/${change.at}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [change])
    else group.push(change)
  }
  const newest = createNewest<() => AtomEntry>(input.most)
  yield* eachInSteps(input.trials, (trial) => {
    const record = firstRecord(trial)
    const at = appeared.get(trial.summary.trialId) ?? startOf(record?.firstPosted ?? null)
    if (record !== undefined && at !== null) newest.add(Date.parse(at), () => newEntry(trial, record, at, input))
  })
  for (const [key, group] of groups) {
    const [one] = group
    if (one === undefined) continue
    const trial = byId.get(one.trialId) ?? leavers.get(one.trialId) ?? null
    newest.add(Date.parse(one.at), () => changedEntry(key, group, trial, input))
  }
  return newest.all().map((make) => make())
}

function* thoseIn(ids: ReadonlySet<string>, trials: readonly Trial[]): Steps<Map<string, Trial>> {
  const found = new Map<string, Trial>()
  yield* eachInSteps(trials, (trial) => {
    if (ids.has(trial.summary.trialId)) found.set(trial.summary.trialId, trial)
  })
  return found
}

/** The `most` newest of any number, newest first; of equally new ones those that came first. */
function createNewest<T>(most: number): { add(time: number, value: T): void; all(): T[] } {
  let held: { time: number; value: T }[] = []
  let floor = -Infinity
  const cut = (): void => {
    held = held.sort((a, b) => b.time - a.time).slice(0, most)
    if (held.length === most) floor = held.at(-1)?.time ?? floor
  }
  return {
    add(time, value) {
      if (time <= floor) return
      held.push({ time, value })
      if (held.length > 2 * most) cut()
    },
    all() {
      cut()
      return held.map(({ value }) => value)
    },
  }
}

/** The status that changed was one that was asked for; the trial's own is not any more. */
function leaves(change: ChangeEntry, leavers: ReadonlyMap<string, Trial>, { status, statusGroup }: FeedInput): boolean {
  if (change.kind !== 'status' || change.from === null || !leavers.has(change.trialId)) return false
  return status.includes(statusGroup(change.registryId, change.from))
}

/** The record that was registered first; without dates, the first by number. It stays the first when others join later. */
function firstRecord(trial: Trial): TrialRecord | undefined {
  const order = (record: TrialRecord): string => `${record.firstPosted ?? '9999'} ${record.recordId}`
  const [one, ...others] = trial.records
  return others.reduce((first, next) => (first !== undefined && order(first) <= order(next) ? first : next), one)
}

/** The first moment of a date that may lack its day or month. */
function startOf(date: string | null): string | null {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date ?? '') ?? []
  const time = year === undefined ? Number.NaN : Date.parse(`${year}-${month}-${day}T00:00:00.000Z`)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

function newEntry(trial: Trial, record: TrialRecord, at: string, input: FeedInput): AtomEntry {
  const { text, telling } = input
  const { summary } = trial
  const registry = telling.registryName(record.registryId)
  const posted = record.firstPosted
  const statusRegistry = telling.registryName(summary.statusRegistryId)
  const status = summary.statusFrom === 'snapshot' ? text.statusOfCopy : text.status
  return {
    id: input.idOf(`trial/${record.recordId}`),
    title: text.newTrial(summary.title),
    updated: at,
    published: at,
    ...placeOf(trial, input),
    summary: [
      posted === null
        ? text.registeredUndated(registry, record.recordId)
        : text.registered(registry, record.recordId, telling.date(posted)),
      status(summary.overallStatus, statusRegistry),
    ].join('\n'),
  }
}

function changedEntry(key: string, group: readonly ChangeEntry[], trial: Trial | null, input: FeedInput): AtomEntry {
  const [{ at, recordId, from }] = group as [ChangeEntry]
  const title = trial?.summary.title ?? from
  return {
    id: input.idOf(`change/${key}`),
    title: title === null ? input.text.gone(recordId) : input.text.changed(title),
    updated: at,
    published: at,
    ...(trial === null
      ? { alternateUrl: input.pageOf(recordId), relatedUrls: [], categories: [] }
      : placeOf(trial, input)),
    summary: group.map((change) => changeSentence(change, input.telling)).join('\n'),
  }
}

function placeOf(trial: Trial, { pageOf }: FeedInput): Pick<AtomEntry, 'alternateUrl' | 'relatedUrls' | 'categories'> {
  return {
    alternateUrl: pageOf(trial.summary.trialId),
    relatedUrls: trial.records.map(({ url }) => url),
    categories: trial.summary.substances.map(({ substanceId }) => substanceId),
  }
}
