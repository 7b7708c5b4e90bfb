import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinRecords, joinRecordsInSteps } from '../../../shared/core/join-records.ts'
import { finish } from '../../../shared/core/steps.ts'
import type { TrialRecord } from '../../../shared/trial.ts'
import { buildRecord } from '../../builders.ts'
import { cpuMilliseconds } from '../../cpu-time.ts'

const ORDER = ['ctgov', 'ctis', 'euctr']
const nct = (recordId: string, partial: Partial<TrialRecord> = {}) => buildRecord({ recordId, ...partial })
const eudract = (recordId: string, partial: Partial<TrialRecord> = {}) =>
  buildRecord({ registryId: 'euctr', recordId, ...partial })
const euct = (recordId: string, partial: Partial<TrialRecord> = {}) =>
  buildRecord({ registryId: 'ctis', recordId, ...partial })
const join = (...records: TrialRecord[]) => joinRecords(records, ORDER)
const ids = (...records: TrialRecord[]) => join(...records).map(({ records }) => records.map((r) => r.recordId))

describe('joinRecords', () => {
  it('joins the records of three registers over the numbers they cite', () => {
    const clusters = join(
      eudract('2016-004422-42'),
      euct('2024-518143-38-00', { linkedIds: ['2016-004422-42'] }),
      nct('NCT03185819', { linkedIds: ['2016-004422-42'] }),
    )
    expect(clusters).toHaveLength(1)
    expect(clusters[0]?.trialId).toBe('NCT03185819')
    expect(clusters[0]?.records.map((r) => r.registryId)).toEqual(ORDER)
    expect(clusters[0]?.joinWarnings).toEqual([])
  })

  it('joins over a number that no record has of its own', () => {
    expect(
      ids(
        eudract('2013-003196-35', { linkedIds: ['ISRCTN14426797'] }),
        nct('NCT00000009', { linkedIds: ['ISRCTN14426797'] }),
      ),
    ).toEqual([['NCT00000009', '2013-003196-35']])
  })

  it('never joins trials with one title or one sponsor code (2016-003990-17 and 2016-003992-23)', () => {
    const same: Partial<TrialRecord> = {
      titles: [{ kind: 'official', text: 'One title', lang: 'en' }],
      otherIds: ['54135419TRD3013'],
    }
    expect(ids(eudract('2016-003990-17', same), eudract('2016-003992-23', same))).toEqual([
      ['2016-003990-17'],
      ['2016-003992-23'],
    ])
  })

  it('does not take the front of a EU CT number for a EudraCT number', () => {
    expect(ids(euct('2022-501549-57-00'), eudract('2022-501549-57'))).toEqual([
      ['2022-501549-57'],
      ['2022-501549-57-00'],
    ])
  })

  it('keeps the highest resubmission, and the older number as an alias', () => {
    const [cluster] = join(euct('2023-505613-24-00'), euct('2023-505613-24-01', { aliasIds: ['2023-505613-24-00'] }))
    expect(cluster?.records.map((r) => [r.recordId, r.aliasIds])).toEqual([
      ['2023-505613-24-01', ['2023-505613-24-00']],
    ])
    expect(ids(euct('2023-505613-24-00', { aliasIds: ['2023-505613-24-00'] }))).toEqual([['2023-505613-24-00']])
    expect(cluster?.joinWarnings).toEqual([])
    expect(join(euct('2023-505613-24-01'), euct('2023-505613-24-00'))[0]?.records[0]?.aliasIds).toEqual([
      '2023-505613-24-00',
    ])
  })

  it('joins a record with its obsolete number and keeps the current one', () => {
    const [cluster] = join(nct('NCT00000001', { from: 'snapshot' }), nct('NCT00189228', { aliasIds: ['NCT00000001'] }))
    expect(cluster?.trialId).toBe('NCT00189228')
    expect(cluster?.records).toHaveLength(1)
    expect(cluster?.joinWarnings).toEqual([])
  })

  it('counts copies of one record once: live before snapshot, then the newest', () => {
    const [cluster] = join(
      nct('NCT00000001', { from: 'snapshot', asOf: '2026-12' }),
      nct('NCT00000001', { from: 'live', asOf: '2026-01-01T00:00:00Z' }),
      nct('NCT00000001', { from: 'live', asOf: '2026-02-01T00:00:00Z' }),
    )
    expect(cluster?.records.map((r) => r.asOf)).toEqual(['2026-02-01T00:00:00Z'])
  })

  it('flags two numbers of one register in one cluster, held or only cited', () => {
    const held = join(
      nct('NCT00000001', { linkedIds: ['2016-004422-42', '2016-003990-17'] }),
      eudract('2016-004422-42'),
      eudract('2016-003990-17'),
    )
    expect(held[0]?.joinWarnings).toEqual([{ registryId: 'euctr', ids: ['2016-003990-17', '2016-004422-42'] }])
    const cited = join(
      nct('NCT00000001', { linkedIds: ['2016-004422-42', '2016-003990-17'] }),
      eudract('2016-004422-42'),
    )
    expect(cited[0]?.joinWarnings).toEqual([{ registryId: 'euctr', ids: ['2016-003990-17', '2016-004422-42'] }])
  })

  it('keeps a number that only another copy knows, also where the kept one lists its own as an alias', () => {
    const [cluster] = join(
      nct('NCT00000001', { aliasIds: ['NCT00000001', 'NCT00000002'], asOf: '2026-11-22T00:00:00.000Z' }),
      nct('NCT00000001', { aliasIds: ['NCT00000003'], asOf: '2026-11-20T00:00:00.000Z' }),
    )
    expect(cluster?.records[0]?.aliasIds).toEqual(['NCT00000002', 'NCT00000003'])
  })

  it('gives the same clusters in whatever order the records come', () => {
    const records = [
      nct('NCT00000003', { linkedIds: ['2016-004422-42'] }),
      nct('NCT00000002'),
      eudract('2016-004422-42'),
      nct('NCT00000001', { linkedIds: ['2016-004422-42'] }),
      euct('2024-518143-38-00', { linkedIds: ['NCT00000002'] }),
    ]
    expect(join(...[...records].reverse())).toEqual(join(...records))
    expect(join(...records).map(({ trialId }) => trialId)).toEqual(['NCT00000001', 'NCT00000002'])
  })

  it('says with what was joined before what it would say without, and keeps trials whose records are the same', () => {
    const held = [
      nct('NCT00000003', { linkedIds: ['2016-004422-42'] }),
      nct('NCT00000002', { from: 'snapshot' }),
      nct('NCT00000002', { from: 'stored', asOf: '2026-11-20T00:00:00.000Z' }),
      eudract('2016-004422-42'),
      nct('NCT00000001', { aliasIds: ['NCT00000009'] }),
      nct('NCT00000009', { aliasIds: ['NCT00000011'] }),
      euct('2024-518143-38-00', { linkedIds: ['NCT00000002'] }),
      euct('2024-518143-38-01'),
      nct('NCT00000004'),
    ]
    const change = fc.constantFrom<(record: TrialRecord) => TrialRecord[]>(
      (record) => [record],
      (record) => [record],
      (record) => [{ ...record }],
      (record) => [{ ...record, aliasIds: [...record.aliasIds], linkedIds: [...record.linkedIds] }],
      (record) => [{ ...record, from: 'live', asOf: '2026-11-22T00:00:00.000Z' }],
      (record) => [{ ...record, from: 'snapshot', asOf: null }],
    )
    const numbers = fc.constantFrom<(record: TrialRecord) => TrialRecord[]>(
      (record) => [{ ...record, linkedIds: ['NCT00000004'] }],
      (record) => [{ ...record, aliasIds: ['NCT00000003'] }],
      (record) => [{ ...record, recordId: 'NCT00000005' }],
      () => [],
    )
    const changes = fc.array(change, { minLength: held.length, maxLength: held.length })
    const other = fc.option(fc.record({ at: fc.nat(held.length - 1), how: numbers }), { freq: 3 })
    fc.assert(
      fc.property(fc.array(fc.record({ changes, other }), { minLength: 1, maxLength: 4 }), (rounds) => {
        let earlier = finish(joinRecordsInSteps(held, ORDER))
        for (const { changes, other } of rounds) {
          const records = earlier.records.flatMap((record, at) =>
            (other?.at === at ? other.how : (changes[at] ?? ((same) => [same])))(record),
          )
          const next = finish(joinRecordsInSteps(records, ORDER, earlier))
          const alone = finish(joinRecordsInSteps(records, ORDER))
          expect(next.clusters).toEqual(alone.clusters)
          expect([...next.placeOf]).toEqual([...alone.placeOf])
          earlier = next
        }
      }),
      { numRuns: 500 },
    )
    const first = finish(joinRecordsInSteps(held, ORDER))
    const again = finish(joinRecordsInSteps([{ ...held[0]! }, ...held.slice(1)], ORDER, first))
    expect(again.clusters.map((cluster) => first.clusters.includes(cluster))).toEqual([true, true, false, true])
    // Which registry comes first is asked anew.
    const turned = finish(joinRecordsInSteps(held, [...ORDER].reverse(), first))
    expect(turned.clusters).toEqual(joinRecords(held, [...ORDER].reverse()))
  })

  it('joins 200,000 records in linear time, also as one long chain', () => {
    const id = (n: number) => `NCT${String(n).padStart(8, '0')}`
    const records = Array.from({ length: 200_000 }, (_, n) => nct(id(n), { linkedIds: n % 2 === 1 ? [id(n - 1)] : [] }))
    const chain = Array.from({ length: 20_000 }, (_, n) => nct(id(n), { linkedIds: [id(n + 1)] }))
    const spent = cpuMilliseconds(() => {
      expect(joinRecords(records, ORDER)).toHaveLength(100_000)
      expect(joinRecords(chain, ORDER)).toHaveLength(1)
    })
    expect(spent).toBeLessThan(15_000)
  }, 60_000)
})
