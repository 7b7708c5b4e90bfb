import { describe, expect, it } from 'vitest'
import { isStaleRecruiting, lastDay } from '../../../shared/core/freshness.ts'
import type { TrialRecord } from '../../../shared/trial.ts'
import { buildRecord } from '../../builders.ts'

const NOW = '2026-11-22T10:00:00.000Z'
const recruiting = (partial: Partial<TrialRecord>) => buildRecord({ statusGroup: 'recruiting', ...partial })
const ends = (date: string) => ({ completionDate: { date, kind: 'estimated' as const } })

describe('isStaleRecruiting', () => {
  it('is true when the completion date has passed, read as late as it can be', () => {
    expect(isStaleRecruiting(recruiting(ends('2026-11-21')), NOW)).toBe(true)
    expect(isStaleRecruiting(recruiting(ends('2026-11-22')), NOW)).toBe(false)
    expect(isStaleRecruiting(recruiting(ends('2026-10')), NOW)).toBe(true)
    expect(isStaleRecruiting(recruiting(ends('2026-11')), NOW)).toBe(false)
    expect(isStaleRecruiting(recruiting(ends('2026')), NOW)).toBe(false)
  })

  it('uses the primary completion date when there is no other', () => {
    const primary = { primaryCompletionDate: { date: '2025-01', kind: null } }
    expect(isStaleRecruiting(recruiting(primary), NOW)).toBe(true)
    expect(isStaleRecruiting(recruiting({ ...primary, ...ends('2027') }), NOW)).toBe(false)
  })

  it('is true when the status was not verified for over 12 months', () => {
    expect(isStaleRecruiting(recruiting({ statusDate: '2025-10' }), NOW)).toBe(true)
    expect(isStaleRecruiting(recruiting({ statusDate: '2025-11' }), NOW)).toBe(false)
    expect(isStaleRecruiting(recruiting({}), NOW)).toBe(false)
  })

  it('judges whether a copy was verified against the day it was made, and its completion date against today', () => {
    const copy = { from: 'snapshot' as const, asOf: '2023-06-01', statusDate: '2023-01' }
    expect(isStaleRecruiting(recruiting(copy), NOW)).toBe(false)
    expect(isStaleRecruiting(recruiting({ ...copy, from: 'stored', asOf: '2023-06-01T08:00:00.000Z' }), NOW)).toBe(
      false,
    )
    expect(isStaleRecruiting(recruiting({ ...copy, statusDate: '2022-05' }), NOW)).toBe(true)
    expect(isStaleRecruiting(recruiting({ ...copy, asOf: '2023', statusDate: '2022-01' }), NOW)).toBe(false)
    expect(isStaleRecruiting(recruiting({ ...copy, asOf: null, statusDate: '2010-01' }), NOW)).toBe(false)
    expect(isStaleRecruiting(recruiting({ ...copy, ...ends('2024-01') }), NOW)).toBe(true)
  })

  it('looks only at trials that say they take people in', () => {
    const old = { statusDate: '2019-01', ...ends('2020') }
    expect(isStaleRecruiting(buildRecord({ statusGroup: 'completed', ...old }), NOW)).toBe(false)
    expect(isStaleRecruiting(buildRecord({ statusGroup: 'not-yet-recruiting', ...old }), NOW)).toBe(false)
    expect(isStaleRecruiting(buildRecord({ statusGroup: 'active-recruitment-unknown', ...old }), NOW)).toBe(false)
    expect(isStaleRecruiting(buildRecord({ statusGroup: 'by-invitation', ...old }), NOW)).toBe(true)
  })

  it('marks an EUCTR record that is still ongoing after the transition (2013-004005-11)', () => {
    const ongoing = { registryId: 'euctr', statusGroup: 'active-recruitment-unknown' as const }
    expect(isStaleRecruiting(buildRecord({ ...ongoing, recordId: '2013-004005-11' }), NOW)).toBe(true)
    expect(isStaleRecruiting(buildRecord({ ...ongoing, recordId: 'NCT01998958' }), NOW)).toBe(false)
    const copy = { from: 'snapshot' as const, asOf: '2020-12', recordId: '2013-004005-11' }
    expect(isStaleRecruiting(buildRecord({ ...ongoing, ...copy }), NOW)).toBe(true)
  })
})

it('reads a partial date as its last day', () => {
  expect(['2024', '2024-02', '2024-02-03', '2024-02-03T10:00'].map(lastDay)).toEqual([
    '2024-12-31',
    '2024-02-31',
    '2024-02-03',
    '2024-02-03',
  ])
})
