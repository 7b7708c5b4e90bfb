import { describe, expect, it } from 'vitest'
import { fetchMark, needsWatching, nextDelay } from '../../client/state/trial-data.ts'
import type { RegistryState } from '../../shared/api.ts'

function registry(partial: Partial<RegistryState> = {}): RegistryState {
  return {
    registryId: 'ctgov',
    name: 'ClinicalTrials.gov',
    url: 'https://clinicaltrials.gov/',
    state: 'fresh',
    fetchedAt: '2026-11-22T08:00:00.000Z',
    error: null,
    progress: null,
    collections: [],
    ...partial,
  }
}

function collection(fetchedAt: string | null, complete = true): RegistryState['collections'][number] {
  return { substanceId: 'mdma', state: 'fresh', fetchedAt, records: 1, rejected: 0, reportedTotal: 1, complete }
}

describe('watching the registries', () => {
  it('stops when all are fresh and goes on while any is copied, asked or failed', () => {
    expect(needsWatching([registry(), registry()])).toBe(false)
    for (const state of ['snapshot', 'in-progress', 'failed', 'never', 'stale'] as const)
      expect(needsWatching([registry(), registry({ state })])).toBe(true)
    expect(needsWatching([registry({ progress: { done: 1, total: 9 } })])).toBe(true)
  })

  it('notices a newer or a newly complete collection, and nothing else', () => {
    const before = [registry({ collections: [collection('2026-11-22T08:00:00.000Z')] })]
    const asking = [{ ...before[0]!, progress: { done: 3, total: 9 } }]
    expect(fetchMark(asking)).toBe(fetchMark(before))
    expect(fetchMark([registry({ collections: [collection('2026-11-22T09:00:00.000Z')] })])).not.toBe(fetchMark(before))
    expect(fetchMark([registry({ collections: [collection('2026-11-22T08:00:00.000Z', false)] })])).not.toBe(
      fetchMark(before),
    )
  })

  it('looks often while something is being asked and ever less when nothing happens', () => {
    const asking = [registry({ progress: { done: 1, total: null } })]
    const copies = [registry({ state: 'snapshot' })]
    expect(nextDelay(60_000, asking, false)).toBe(5_000)
    expect(nextDelay(20_000, copies, true)).toBe(5_000)
    expect(nextDelay(20_000, copies, false)).toBe(30_000)
    expect(nextDelay(59_000, copies, false)).toBe(60_000)
  })
})
