import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadSnapshot } from '../../../server/snapshot/load-snapshot.ts'
import {
  deriveCatalogue,
  deriveCatalogueInSteps,
  readRecordsInSteps,
  type EarlierCatalogue,
} from '../../../shared/core/derive-catalogue.ts'
import type { Catalogue } from '../../../shared/core/derive-catalogue.ts'
import { finish } from '../../../shared/core/steps.ts'
import { SearchTexts } from '../../../shared/core/search-texts.ts'
import { substances } from '../../../shared/substances/index.ts'
import type { Collection, TrialRecord } from '../../../shared/trial.ts'

const contextOf = (now: string) => ({ substances, registryOrder: ['ctgov', 'ctis', 'euctr'], now })

/** What is said of the trials, and nothing of how it was come by. */
const said = ({ trials, lookAlikes, unmatched }: Catalogue) => ({
  trials: trials.map(({ summary, detail, records, disagreements, idEvidence }) => ({
    summary,
    detail,
    records,
    disagreements,
    idEvidence,
  })),
  lookAlikes,
  unmatched,
})

const asEarlier = ({ trials, joined, trialAt, context }: Catalogue): EarlierCatalogue => ({
  byNumber: new Map(trials.flatMap((trial) => trial.records.map(({ recordId }) => [recordId, trial] as const))),
  joined,
  trialAt,
  context,
})

/** How a record of the next answer differs from the one before. */
const CHANGES: readonly ((record: TrialRecord, at: string) => TrialRecord)[] = [
  // The same object: another collection came in, not this one.
  (record) => record,
  (record, at) => ({ ...record, asOf: at }),
  (record, at) => ({ ...record, asOf: at, from: 'live' }),
  (record, at) => ({ ...record, asOf: at, from: 'stored' }),
  (record, at) => ({ ...record, asOf: at, statusGroup: 'recruiting', overallStatus: 'RECRUITING' }),
  (record, at) => ({ ...record, asOf: at, titles: record.titles.map((one) => ({ ...one, text: `${one.text} (2)` })) }),
  (record, at) => ({ ...record, asOf: at, conditions: [{ text: 'Intellectual Disability', lang: 'en' }] }),
  (record, at) => ({ ...record, asOf: at, linkedIds: ['NCT03429075'] }),
  (record, at) => ({ ...record, asOf: at, interventions: [] }),
]

describe('deriveCatalogueInSteps', () => {
  it('says after any number of refreshes what it would say if it had never read anything before', () => {
    const few = loadSnapshot().map((collection) => ({ ...collection, records: collection.records.slice(0, 12) }))
    const change = fc.record({
      how: fc.constantFrom(...CHANGES),
      kept: fc.integer({ min: 0, max: 9 }),
      early: fc.boolean(),
    })
    const round = fc.record({
      day: fc.integer({ min: 1, max: 3 }),
      changes: fc.array(change, { minLength: 7, maxLength: 7 }),
    })
    fc.assert(
      fc.property(fc.array(round, { minLength: 2, maxLength: 4 }), (rounds) => {
        let collections: Collection[] = structuredClone(few)
        let earlier: Catalogue = deriveCatalogue(collections, contextOf('2026-11-01'))
        for (const [number, { day, changes }] of rounds.entries()) {
          const at = `2026-11-0${String(day)}T0${String(number)}:00:00.000Z`
          collections = collections.map((collection, place): Collection => {
            const records = collection.records.flatMap((record, index) => {
              const one = changes[(place + index) % changes.length]
              return one === undefined || one.kept === 0 ? [] : [one.how(record, at)]
            })
            // Some collections are read when they come in, as the server does, and some in the derivation.
            if (changes[place % changes.length]?.early === true)
              finish(readRecordsInSteps(records, substances, collection.records))
            return { ...collection, records }
          })
          const next = finish(deriveCatalogueInSteps(collections, contextOf(at), asEarlier(earlier)))
          expect(said(next)).toEqual(said(deriveCatalogue(structuredClone(collections), contextOf(at))))
          earlier = next
        }
      }),
      { numRuns: 25 },
    )
  })

  it('keeps the texts of a trial that says the same again, so that the search has nothing to read', () => {
    const live = (at: string): Collection[] =>
      structuredClone(loadSnapshot()).map((collection) => ({
        ...collection,
        records: collection.records.map((record): TrialRecord => ({ ...record, from: 'live', asOf: at })),
      }))
    const context = contextOf('2026-11-22T09:00:00.000Z')
    const first = deriveCatalogue(live('2026-11-22T07:00:00.000Z'), context)
    const again = finish(deriveCatalogueInSteps(live('2026-11-22T08:00:00.000Z'), context, asEarlier(first)))
    const alone = again.trials.filter(({ records }) => records.length === 1)
    expect(alone.length).toBeGreaterThan(200)
    for (const { summary } of alone) {
      const before = first.trials.find((trial) => trial.summary.trialId === summary.trialId)?.summary
      expect(summary.conditions).toBe(before?.conditions)
      expect(summary.asOf).toBe('2026-11-22T08:00:00.000Z')
    }
    const texts = new SearchTexts(first.trials.map(({ summary }) => summary))
    finish(texts.readInSteps())
    const kept = new SearchTexts(
      again.trials.map(({ summary }) => summary),
      texts,
    )
    expect(finish(kept.findInSteps('psilocybin'))).toEqual(finish(texts.findInSteps('psilocybin')))
  })
})
