import * as z from 'zod/mini'
import type { Logger } from 'pino'
import { ChangeEntry } from '../../shared/api.ts'
import { eachInSteps, filterInSteps } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import type { Collection } from '../../shared/trial.ts'
import type { Clock } from '../clock.ts'
import { inSlices } from '../in-slices.ts'
import type { Store } from '../store/store.ts'
import { diffInSteps, numbersOf, wasLookedAt } from './collection-diff.ts'
import { mergeLogs, trimLog } from './merge-changes.ts'

/** The newest entries that are kept; at the pace at which registers change, several years. */
const LOG_LENGTH = 5_000
const DOCUMENT = 'changes'

export interface ChangeLog {
  /** Joins what was kept, by this process or another replica, and what this one saw. Never rejects. */
  load(): Promise<void>
  /** Oldest first; `trialId` is the number of the record, which may belong to a joined trial with another number. */
  all(): readonly ChangeEntry[]
  /** Entries at or after an ISO time, oldest first. */
  since(at: string): readonly ChangeEntry[]
  /** ISO time from which nothing that was seen is missing: before it nobody looked, or older entries were dropped. */
  keptFrom(): string
  /** Another number whenever what the log says is another. */
  revision(): number
  /**
   * Compares two looks at a collection, and keeps and gives what changed, as of the moment it is called; several are
   * done one after the other. Never rejects.
   */
  observe(previous: Collection | null, next: Collection): Promise<ChangeEntry[]>
  /** Resolves when everything observed so far was written, or could not be. */
  settled(): Promise<void>
}

export interface ChangeLogOptions {
  store: Store
  clock: Clock
  log: Logger
  /** Everything that is held now: a record that comes into or leaves one of two substances is not new or gone. */
  held(): readonly Collection[]
  length?: number
}

/** Two looks at a collection, and all that was held at the second one. */
interface Look {
  previous: Collection | null
  next: Collection
  at: string
  held: readonly Collection[]
}

const KeptLog = z.object({ keptFrom: z.string(), entries: z.array(ChangeEntry) })
type ChangeLogContent = z.infer<typeof KeptLog>

/** A bounded log of what changed, kept in the store. */
export function createChangeLog(options: ChangeLogOptions): ChangeLog {
  const { store, clock, log, length = LOG_LENGTH } = options
  let entries: ChangeEntry[] = []
  let keptFrom = clock.now().toISOString()
  let revision = 0
  let writing: Promise<void> = Promise.resolve()
  let unwritten = false
  let observing: Promise<unknown> = Promise.resolve()

  /** However many collections land while one write is under way, one more write follows. */
  function keep(): void {
    if (unwritten) return
    unwritten = true
    writing = writing.then(async () => {
      unwritten = false
      try {
        await setAside()
        const kept = await store.updateDocument(DOCUMENT, (document) => {
          const known = readOrSay(document)
          // What cannot be read stays until there is something to put in its place.
          if (known === null) return document !== null && entries.length === 0 ? document : { keptFrom, entries }
          const all = mergeLogs(known, { keptFrom, entries }, length)
          return JSON.stringify(all) === JSON.stringify(known) ? document : all
        })
        const known = KeptLog.safeParse(kept)
        if (known.success) hold(mergeLogs(known.data, { keptFrom, entries }, length))
      } catch (error) {
        log.error({ err: error }, 'the change log could not be kept; it is served all the same')
      }
    })
  }

  /** What was kept and is no log (a newer version's, say) is kept under another name before anything takes its place. */
  async function setAside(): Promise<void> {
    if (entries.length === 0) return
    const document = await store.readDocument(DOCUMENT)
    if (document === null || KeptLog.safeParse(document).success) return
    const name = `${DOCUMENT}-unreadable-${clock.now().toISOString().replace(/\D/g, '')}`
    await store.writeDocument(name, document)
    log.error({ document: name }, 'the change log that was kept is not readable; it was set aside')
  }

  function readOrSay(document: unknown): ChangeLogContent | null {
    if (document === null) return null
    const parsed = KeptLog.safeParse(document)
    if (parsed.success) return parsed.data
    log.error({ issues: parsed.error.issues.slice(0, 3) }, 'the change log that was kept is not readable')
    return null
  }

  function hold(next: ChangeLogContent): void {
    if (next.entries.length !== entries.length || JSON.stringify(next.entries) !== JSON.stringify(entries)) {
      entries = next.entries
      revision += 1
    }
    if (next.keptFrom !== keptFrom) revision += 1
    keptFrom = next.keptFrom
  }

  async function observe({ previous, next, at, held }: Look): Promise<ChangeEntry[]> {
    const seen = await inSlices(diffInSteps(previous, next, at, goneFrom(entries, next.registryId)))
    const elsewhere = await inSlices(heldElsewhere(seen, held, next))
    const latest = latestByKey(entries)
    const isNews = (change: ChangeEntry): boolean =>
      !(isPresence(change) && elsewhere.has(change.recordId)) && !isSame(latest.get(keyOf(change)), change)
    const found = await inSlices(filterInSteps(seen, isNews))
    if (found.length === 0) return found
    hold(trimLog({ keptFrom, entries: [...entries, ...found] }, length))
    keep()
    return found
  }

  return {
    load() {
      // Written too where nothing was kept: that somebody looks from now on has to survive a restart.
      keep()
      return writing
    },
    all: () => entries,
    since: (at) => entries.filter((e) => Date.parse(e.at) >= Date.parse(at)),
    keptFrom: () => keptFrom,
    revision: () => revision,
    observe(previous, next) {
      const look: Look = { previous, next, at: clock.now().toISOString(), held: options.held() }
      const found = observing
        .then(() => observe(look))
        .catch((error: unknown) => {
          log.error({ err: error }, 'two looks at a collection could not be compared')
          return []
        })
      observing = found
      return found
    },
    async settled() {
      await observing
      await writing
    },
  }
}

/** Records of a registry whose latest entry says that they vanished. */
function goneFrom(entries: readonly ChangeEntry[], registryId: string): Set<string> {
  const gone = new Set<string>()
  for (const { registryId: of, recordId, kind } of entries) {
    if (of !== registryId) continue
    if (kind === 'vanished') gone.add(recordId)
    else gone.delete(recordId)
  }
  return gone
}

function isPresence({ field }: ChangeEntry): boolean {
  return field === null
}

/** Of the records that came or went, those that another substance of that registry holds. */
function* heldElsewhere(
  changes: readonly ChangeEntry[],
  held: readonly Collection[],
  than: Collection,
): Steps<ReadonlySet<string>> {
  const moved = new Set(changes.filter(isPresence).map(({ recordId }) => recordId))
  const elsewhere = new Set<string>()
  const isOther = (c: Collection): boolean => c.registryId === than.registryId && c.substanceId !== than.substanceId
  for (const { records } of moved.size === 0 ? [] : held.filter(isOther).filter(wasLookedAt)) {
    yield* eachInSteps(records, (record) => {
      for (const id of numbersOf(record)) if (moved.has(id)) elsewhere.add(id)
    })
  }
  return elsewhere
}

/** A record of two substances is compared twice, once with each collection; its change is told once. */
function latestByKey(entries: readonly ChangeEntry[]): Map<string, ChangeEntry> {
  return new Map(entries.map((change) => [keyOf(change), change]))
}

function keyOf({ registryId, recordId, field }: ChangeEntry): string {
  return `${registryId} ${recordId} ${field ?? ''}`
}

function isSame(known: ChangeEntry | undefined, change: ChangeEntry): boolean {
  return known?.kind === change.kind && known.from === change.from && known.to === change.to
}
