import * as z from 'zod/mini'
import type { Logger } from 'pino'
import { ChangeEntry } from '../../shared/api.ts'
import type { Collection } from '../../shared/trial.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { diffCollections, numbersOf, wasLookedAt } from './collection-diff.ts'

/** The newest entries that are kept; at the pace at which registers change, several years. */
const LOG_LENGTH = 5_000
const DOCUMENT = 'changes'

export interface ChangeLog {
  /** Reads what was kept; may be called again to see what another replica wrote. */
  load(): Promise<void>
  /** Oldest first; `trialId` is the number of the record, which may belong to a joined trial with another number. */
  all(): readonly ChangeEntry[]
  /** Entries at or after an ISO time, oldest first. */
  since(at: string): readonly ChangeEntry[]
  /** ISO time from which nothing that was seen is missing: before it nobody looked, or older entries were dropped. */
  keptFrom(): string
  /** Another number whenever what the log says is another. */
  revision(): number
  /** Compares two looks at a collection, and keeps and returns what changed. Never throws. */
  observe(previous: Collection | null, next: Collection): ChangeEntry[]
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

const KeptLog = z.object({ keptFrom: z.string(), entries: z.array(ChangeEntry) })

/** A bounded log of what changed, kept in the store. */
export function createChangeLog(options: ChangeLogOptions): ChangeLog {
  const { store, clock, log, length = LOG_LENGTH } = options
  let entries: ChangeEntry[] = []
  let keptFrom = clock.now().toISOString()
  let revision = 0
  let writing: Promise<void> = Promise.resolve()
  let unwritten = false

  /** However many collections land while one write is under way, one more write follows. */
  function keep(): void {
    if (unwritten) return
    unwritten = true
    writing = writing.then(async () => {
      unwritten = false
      try {
        await store.writeDocument(DOCUMENT, { keptFrom, entries })
      } catch (error) {
        log.error({ err: error }, 'the change log could not be kept; it is served all the same')
      }
    })
  }

  function hold(all: readonly ChangeEntry[]): void {
    entries = all.slice(-length)
    if (entries.length < all.length) keptFrom = entries[0]?.at ?? keptFrom
    revision += 1
  }

  return {
    async load() {
      const document = await store.readDocument(DOCUMENT).catch((error: unknown) => {
        log.error({ err: error }, 'the change log could not be read')
        return undefined
      })
      if (document === undefined) return
      if (document === null) {
        // From now on somebody looks: that too has to survive a restart.
        keep()
        return
      }
      const parsed = KeptLog.safeParse(document)
      if (!parsed.success) {
        log.error({ issues: parsed.error.issues.slice(0, 3) }, 'the change log that was kept is not readable')
        return
      }
      keptFrom = parsed.data.keptFrom
      hold(union(parsed.data.entries, entries))
    },
    all: () => entries,
    since: (at) => entries.filter((e) => Date.parse(e.at) >= Date.parse(at)),
    keptFrom: () => keptFrom,
    revision: () => revision,
    observe(previous, next) {
      const at = clock.now().toISOString()
      const elsewhere = idsHeldElsewhere(options.held(), next)
      const latest = latestByKey(entries)
      const found = diffCollections(previous, next, at, goneFrom(entries, next.registryId)).filter(
        (change) =>
          !(isPresence(change) && elsewhere.has(change.recordId)) && !isSame(latest.get(keyOf(change)), change),
      )
      if (found.length === 0) return found
      hold([...entries, ...found])
      keep()
      return found
    },
    settled: () => writing,
  }
}

/** What was kept and what was seen since, each once, oldest first. */
function union(kept: readonly ChangeEntry[], seen: readonly ChangeEntry[]): ChangeEntry[] {
  const known = new Set(kept.map((change) => `${change.at} ${keyOf(change)}`))
  const added = seen.filter((change) => !known.has(`${change.at} ${keyOf(change)}`))
  return added.length === 0 ? [...kept] : [...kept, ...added].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
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

function idsHeldElsewhere(held: readonly Collection[], than: Collection): Set<string> {
  const others = held.filter((c) => c.registryId === than.registryId && c.substanceId !== than.substanceId)
  return new Set(others.filter(wasLookedAt).flatMap((c) => c.records.flatMap(numbersOf)))
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
