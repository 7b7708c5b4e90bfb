import * as z from 'zod/mini'
import { NumberMap } from '../../shared/core/number-map.ts'
import { eachInSteps } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import type { Collection, TrialRecord } from '../../shared/trial.ts'
import { numbersOf } from './collection-diff.ts'

/**
 * A complete answer that lost much of what the last complete one held: more likely a broken search or a changed layout
 * than the truth. It is held back until a second, independent fetch shows the same loss.
 */
export const HeldBack = z.object({
  /** ISO time of the first answer that showed this loss. */
  since: z.string(),
  /** Numbers of trials that were held and are missing or no longer readable. */
  lostIds: z.array(z.string()),
  /** Readable trials in the last complete collection. */
  of: z.number(),
  /** Fields of which at least half of the values are gone. */
  lostFields: z.array(z.string()),
})
export type HeldBack = z.infer<typeof HeldBack>

/** One trial goes now and then, whatever the size of the collection; it never holds an answer back by itself. */
const FEWEST_LOST = 2
const TRIALS_SHARE = 0.1
const VALUES_SHARE = 0.5
/** Two answers show the same loss when this much of what the first one lost is still gone in the second. */
const AGREEING_SHARE = 0.9

/** The fields in which a registry's answer is watched, and whether a record states something there. */
const WATCHED: Readonly<Record<string, (record: TrialRecord) => boolean>> = {
  titles: (r) => r.titles.length > 0,
  overallStatus: (r) => r.overallStatus !== null,
  phases: (r) => r.phases.length > 0 || r.phaseStated !== null,
  enrollment: ({ enrollment: e }) => e.planned !== null || e.actual !== null || e.unspecified !== null,
  ages: (r) => r.minimumAge !== null || r.maximumAge !== null || r.ageBands.length > 0,
  sex: (r) => r.sex !== null,
  criteria: (r) => r.criteria.length > 0,
  conditions: (r) => r.conditions.length > 0,
  interventions: (r) => r.interventions.length > 0,
  leadSponsor: (r) => r.leadSponsor.name !== null,
  countries: (r) => r.countries.length > 0,
  sites: (r) => r.sites.length > 0,
  startDate: (r) => r.startDate !== null,
  completionDate: (r) => r.completionDate !== null || r.primaryCompletionDate !== null,
  lastUpdated: (r) => r.lastUpdated !== null,
  hasResults: (r) => r.hasResults !== null,
}

/** What `next` lost against the last complete answer (`held`; a copy is none), or null when that is not too much. */
export function* lossInSteps(held: Collection, next: Collection): Steps<Omit<HeldBack, 'since'> | null> {
  const found = new NumberMap<TrialRecord>()
  yield* eachInSteps(next.records, (record) => {
    for (const id of numbersOf(record)) found.set(id, record)
  })
  const lostIds: string[] = []
  const fields = Object.entries(WATCHED).map(([field, isStated]) => ({ field, isStated, before: 0, gone: 0 }))
  yield* eachInSteps(held.records, (record) => {
    const now = numbersOf(record).flatMap((id) => found.get(id) ?? [])[0]
    if (now === undefined) {
      lostIds.push(record.recordId)
      return
    }
    // Only trials that both answers hold: a new trial that states little is no loss.
    for (const one of fields) {
      if (!one.isStated(record)) continue
      one.before += 1
      if (!one.isStated(now)) one.gone += 1
    }
  })
  const of = held.records.length
  const lostFields = fields
    .filter(({ before, gone }) => gone >= FEWEST_LOST && gone >= before * VALUES_SHARE)
    .map(({ field }) => field)
  const tooMany = lostIds.length >= FEWEST_LOST && lostIds.length > of * TRIALS_SHARE
  if (!tooMany && lostFields.length === 0) return null
  return { lostIds: tooMany ? lostIds.sort() : [], of, lostFields }
}

/** True when a later answer shows the loss that an earlier one was held back for. */
export function agrees(earlier: HeldBack, later: Omit<HeldBack, 'since'>): boolean {
  return (
    mostlyIn(earlier.lostIds, later.lostIds) &&
    mostlyIn(later.lostIds, earlier.lostIds) &&
    mostlyIn(earlier.lostFields, later.lostFields) &&
    mostlyIn(later.lostFields, earlier.lostFields)
  )
}

function mostlyIn(some: readonly string[], all: readonly string[]): boolean {
  const known = new Set(all)
  return some.filter((one) => known.has(one)).length >= some.length * AGREEING_SHARE
}

/** For the state of the registry and the log. */
export function describeLoss({ lostIds, of, lostFields }: Omit<HeldBack, 'since'>): string {
  const parts = [
    ...(lostIds.length === 0 ? [] : [`${lostIds.length} of ${of} trials are missing`]),
    ...(lostFields.length === 0 ? [] : [`at least half of the values are missing in: ${lostFields.join(', ')}`]),
  ]
  return `the answer is complete, and lost much of what was there before (${parts.join('; ')}); the last good one is shown until a second answer agrees`
}
