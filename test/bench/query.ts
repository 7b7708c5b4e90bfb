import { finish } from '../../shared/core/steps.ts'
import { applyToTable, prepareQueries } from '../../shared/core/table-query.ts'
import { TrialTable } from '../../shared/core/trial-table.ts'
import { defaultTrialQuery } from '../../shared/trial-query.ts'
import type { TrialQuery } from '../../shared/trial-query.ts'
import { atMost, median } from './row.ts'
import type { Row } from './row.ts'
import { scaledTrials } from './scaled-trials.ts'

const NL = { country: ['NL'], limit: 100 }
/** What people ask. Nothing of an answer is remembered between two of them. */
const FILTERED: Partial<TrialQuery>[] = [
  { status: ['recruiting'], age: 34, limit: 100 },
  { ...NL, phase: ['PHASE2'] },
  { substance: ['psilocybin'], condition: ['depression'], limit: 100 },
  { condition: ['treatment resistant'], limit: 100 },
  { startFrom: '2022', updatedFrom: '2023-01-01', sort: '-newest', limit: 100 },
  { admitsMinors: true, idReading: ['excludes'], limit: 100 },
  { hasResults: true, sex: ['FEMALE'], sort: 'largest', limit: 100, offset: 20 },
  { ...NL, sort: 'title' },
]
const SEARCHED: Partial<TrialQuery>[] = [
  { q: 'depressie psilocybine' },
  { q: 'NCT10000077' },
  { q: 'sedation children' },
]
const LIMITS: readonly (readonly [trials: number, ms: number])[] = [
  [2_000, 0.5],
  [20_000, 5],
  [200_000, 30],
]
const ROUNDS = 15
const INDEX_KB = 1.5

function heldBytes(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function p50(table: TrialTable, queries: readonly Partial<TrialQuery>[]): { all: number; slowest: number } {
  const base = defaultTrialQuery()
  const each = queries.map((query) => {
    const times = Array.from({ length: ROUNDS }, () => {
      const start = performance.now()
      applyToTable(table, { ...base, ...query })
      return performance.now() - start
    })
    // The first ones run code that the runtime has not seen before.
    return times.slice(3)
  })
  return { all: median(each.flat()), slowest: Math.max(...each.map(median)) }
}

/** Filtering, sorting and paging, uncached; memory with `--expose-gc` only. */
export function queryRows(): Row[] {
  return LIMITS.flatMap(([count, limit]): Row[] => {
    const trials = scaledTrials(count)
    const before = heldBytes()
    const table = new TrialTable(trials, 0)
    finish(prepareQueries(table))
    const kilobytes = (heldBytes() - before) / count / 1_000
    const filtered = p50(table, FILTERED)
    const searched = p50(table, SEARCHED)
    return [
      {
        what: `filtered query of ${count} trials, p50`,
        value: `${filtered.all.toFixed(2)} ms (slowest of ${FILTERED.length} queries ${filtered.slowest.toFixed(2)})`,
        target: atMost(filtered.all, limit, 'ms'),
      },
      {
        what: `search by words in ${count} trials, p50`,
        value: `${searched.all.toFixed(2)} ms (slowest of ${SEARCHED.length} ${searched.slowest.toFixed(2)})`,
      },
      ...(globalThis.gc === undefined
        ? []
        : [
            {
              what: `index of ${count} trials`,
              value: `${kilobytes.toFixed(2)} kB a trial`,
              target: atMost(kilobytes, INDEX_KB, 'kB'),
            },
          ]),
    ]
  })
}
