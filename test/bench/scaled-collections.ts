import { share } from '../../shared/core/lean.ts'
import type { Collection, TrialRecord } from '../../shared/trial.ts'
import { loadSnapshot } from '../../server/snapshot/load-snapshot.ts'

/**
 * As many records as asked for, as a registry would have answered on `fetchedAt`: each is a record of the snapshot
 * under another number and another title, so that texts, ages and countries are those of real trials. As in a registry,
 * the same conditions and products come back; nothing but their letters is shared.
 */
export function scaledCollections(count: number, fetchedAt: string): Collection[] {
  const base = loadSnapshot().map((collection) => ({ ...collection, records: [...collection.records] }))
  const all = base.reduce((sum, { records }) => sum + records.length, 0)
  const copies = Math.ceil(count / all)
  let left = count
  let number = 10_000_000
  return base.map((collection): Collection => {
    const records: TrialRecord[] = []
    for (let copy = 0; copy < copies; copy += 1) {
      for (const record of collection.records) {
        if (left === 0) break
        left -= 1
        number += 1
        // As a record comes out of the store. Put together by spreading it would be slower to read.
        const titles = record.titles.map((title) => ({
          ...title,
          text: `${title.text} (${word(number)}${String(number)})`,
        }))
        const copied = JSON.parse(JSON.stringify({ ...record, titles })) as TrialRecord
        copied.recordId = `NCT${String(number)}`
        copied.aliasIds = []
        copied.linkedIds = []
        copied.from = 'live'
        copied.asOf = fetchedAt
        share(copied)
        records.push(copied)
      }
    }
    return { ...collection, registryId: 'ctgov', from: 'live', complete: true, fetchedAt, records }
  })
}

/** A word that stands in few other titles: of the words of real titles, most stand in few. */
function word(number: number): string {
  return `arm${(number % 7_919).toString(36)} `
}
