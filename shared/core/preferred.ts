import type { CopyKind, TrialRecord } from '../trial.ts'

/** Best first: an answer of the register, an earlier answer kept by us, a copy made by somebody else. */
const COPY_RANK: Record<CopyKind, number> = { live: 0, stored: 1, snapshot: 2 }

/** Which of two records is looked at first: by registry (list order is preference order), then freshness, then number. */
export function comparePreference(a: TrialRecord, b: TrialRecord, registryOrder: readonly string[]): number {
  return (
    registryRank(a.registryId, registryOrder) - registryRank(b.registryId, registryOrder) ||
    compareCopies(a, b) ||
    compareText(a.recordId, b.recordId)
  )
}

/** Which copy of one and the same record is kept: the register's own answer before a copy, then the newest. */
export function compareCopies(a: TrialRecord, b: TrialRecord): number {
  return COPY_RANK[a.from] - COPY_RANK[b.from] || compareText(b.asOf ?? '', a.asOf ?? '')
}

/** The worst kind of copy among some. */
export function worstCopy(kinds: readonly CopyKind[]): CopyKind {
  return kinds.includes('snapshot') ? 'snapshot' : kinds.includes('stored') ? 'stored' : 'live'
}

/** A registry outside the list comes after all in it. */
export function registryRank(registryId: string, registryOrder: readonly string[]): number {
  const rank = registryOrder.indexOf(registryId)
  return rank < 0 ? registryOrder.length : rank
}

/** By code unit: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
