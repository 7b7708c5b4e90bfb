import type { ChangeEntry } from '../../shared/api.ts'

interface Log {
  /** ISO time from which nothing that was seen is missing. */
  keptFrom: string
  /** Oldest first. */
  entries: ChangeEntry[]
}

/**
 * One log of two that may overlap: each change once, oldest first, the newest `length`. A change that two replicas saw
 * (both were alone for a while) is told as of the first time. Merging the result again changes nothing.
 */
export function mergeLogs(kept: Log, seen: Log, length: number): Log {
  const keptFrom = kept.keptFrom < seen.keptFrom ? kept.keptFrom : seen.keptFrom
  const known = new Set(kept.entries.map((change) => JSON.stringify(change)))
  const added = seen.entries.filter((change) => !known.has(JSON.stringify(change)))
  const all = added.length === 0 ? kept.entries : toldOnce([...kept.entries, ...added].sort(compareTimes))
  // A full log has dropped older entries already, whatever the other one says.
  return trimLog({ keptFrom: kept.entries.length === length ? kept.keptFrom : keptFrom, entries: all }, length)
}

/** The newest `length` entries; what is dropped moves the moment from which the log is whole. */
export function trimLog({ keptFrom, entries }: Log, length: number): Log {
  if (entries.length <= length) return { keptFrom, entries }
  const newest = entries.slice(-length)
  return { keptFrom: newest[0]?.at ?? keptFrom, entries: newest }
}

function compareTimes(a: ChangeEntry, b: ChangeEntry): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0
}

function toldOnce(changes: readonly ChangeEntry[]): ChangeEntry[] {
  const latest = new Map<string, ChangeEntry>()
  return changes.filter((change) => {
    const key = `${change.registryId} ${change.recordId} ${change.field ?? ''}`
    const before = latest.get(key)
    latest.set(key, change)
    return !(before?.kind === change.kind && before.from === change.from && before.to === change.to)
  })
}
