import { describe, expect, it } from 'vitest'
import {
  foldStatusGroups,
  isOutdatedOngoing,
  preferredStatus,
  statusKnownOn,
} from '../../../shared/core/status-group.ts'
import type { StatusGroup, TrialRecord } from '../../../shared/trial.ts'
import { buildRecord } from '../../builders.ts'

const ORDER = ['ctgov', 'ctis', 'euctr']
const NOW = '2026-11-22T10:00:00.000Z'

const nct = (partial: Partial<TrialRecord>) => buildRecord({ recordId: 'NCT03185819', ...partial })
const eudract = (partial: Partial<TrialRecord>) =>
  buildRecord({ registryId: 'euctr', recordId: '2016-004422-42', ...partial })
const euct = (partial: Partial<TrialRecord>) =>
  buildRecord({ registryId: 'ctis', recordId: '2024-518143-38-00', ...partial })
const chosen = (...records: TrialRecord[]) => preferredStatus(records, ORDER, NOW)?.registryId

describe('foldStatusGroups', () => {
  it.each<[StatusGroup[], StatusGroup]>([
    [['completed', 'active-recruitment-unknown'], 'active-recruitment-unknown'],
    [['active-not-recruiting', 'recruiting'], 'recruiting'],
    [['completed', 'paused', 'ended-early'], 'paused'],
    [['never-started', 'never-started', 'unknown'], 'never-started'],
    [['ended-early', 'unknown'], 'ended-early'],
    [['ended-early', 'completed', 'never-started'], 'completed'],
    [['ended-early', 'never-started'], 'unknown'],
    [['unknown', 'unknown'], 'unknown'],
    [[], 'unknown'],
    [['under-review', 'never-started'], 'under-review'],
    [['expanded-access'], 'expanded-access'],
  ])('%j is %s', (groups, folded) => {
    expect(foldStatusGroups(groups)).toBe(folded)
    expect(foldStatusGroups([...groups].reverse())).toBe(folded)
  })
})

describe('preferredStatus', () => {
  it('shows the newest dated status, whichever register it is from', () => {
    const old = nct({ statusGroup: 'recruiting', statusDate: '2022-03' })
    const newer = eudract({ statusGroup: 'completed', statusDate: '2024-05-02' })
    expect(chosen(old, newer)).toBe('euctr')
    expect(chosen(nct({ statusGroup: 'recruiting', statusDate: '2025-01' }), newer)).toBe('ctgov')
  })

  it('prefers a dated status to an undated one, and a status to "no information"', () => {
    const undated = nct({ statusGroup: 'recruiting' })
    expect(chosen(undated, eudract({ statusGroup: 'completed', statusDate: '2019' }))).toBe('euctr')
    expect(chosen(nct({ statusGroup: 'unknown', statusDate: '2026-10' }), eudract({ statusGroup: 'completed' }))).toBe(
      'euctr',
    )
  })

  it('keeps the CTIS status when EUCTR still holds one of a trial that moved', () => {
    const left = eudract({ statusGroup: 'completed', statusDate: '2026-01-01' })
    expect(chosen(left, euct({ statusGroup: 'recruiting', statusDate: '2024-06-17' }))).toBe('ctis')
  })

  it('puts "Ongoing" after the end of the transition behind everything that says something', () => {
    const ongoing = eudract({ statusGroup: 'active-recruitment-unknown', statusDate: '2026-10-01' })
    expect(isOutdatedOngoing(ongoing, NOW)).toBe(true)
    expect(isOutdatedOngoing(ongoing, '2025-01-30T23:00:00Z')).toBe(false)
    expect(chosen(ongoing, nct({ statusGroup: 'completed' }))).toBe('ctgov')
    expect(chosen(ongoing)).toBe('euctr')
  })

  it('follows the order of the registries when nothing is dated', () => {
    expect(chosen(eudract({ statusGroup: 'completed' }), nct({ statusGroup: 'ended-early' }))).toBe('ctgov')
    expect(preferredStatus([], ORDER, NOW)).toBeNull()
  })

  it('does not take the day a copy was made for the date of a status', () => {
    const copy = nct({ statusGroup: 'recruiting', from: 'snapshot', asOf: '2025-10-02' })
    expect(chosen(copy, eudract({ statusGroup: 'completed', statusDate: '2021' }))).toBe('euctr')
    expect(chosen(copy, eudract({ statusGroup: 'completed' }))).toBe('euctr')
  })

  it('dates the status of a copy by the copy, and that of a live record only by the register', () => {
    expect(statusKnownOn(nct({ from: 'snapshot', asOf: '2020-12' }))).toBe('2020-12')
    expect(statusKnownOn(nct({ from: 'live' }))).toBeNull()
    expect(statusKnownOn(nct({ lastUpdated: '2024-01-02' }))).toBe('2024-01-02')
  })
})
