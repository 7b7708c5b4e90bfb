import type { Substance } from '../substances/substance.ts'
import type { InspectReason } from '../text/statement-text.ts'
import type { Collection, RejectedRecord, Trial } from '../trial.ts'
import { agesContradict } from './age.ts'
import { substancesToInspect, type Screened } from './statement-evidence.ts'
import { eachInSteps, type Steps } from './steps.ts'

export interface StatementInput {
  trials: readonly Trial[]
  /** What is served now, one collection (or several copies) per registry and substance. */
  collections: readonly Collection[]
  /** Rejected records; those of the collections are added. */
  rejected: readonly RejectedRecord[]
  substances: readonly Substance[]
  registries: readonly {
    id: string
    citation: { name: string; place: number }
    searchUrl(substance: Substance): string
  }[]
  termsVersion: string
}

/** What a person has to read before the statement can say more. */
export interface ToInspect {
  registryId: string
  recordId: string | null
  url: string | null
  reason: InspectReason
  substanceIds: string[]
}

export const isFound = (one: Screened): boolean => !one.isProgramme && one.tier === 'named' && one.admitsMinors === true

function reasonToInspect(one: Screened): InspectReason | null {
  if (one.admitsMinors === false || one.isProgramme || isFound(one)) return null
  if (one.tier === 'named') return one.trial.records.some(agesContradict) ? 'ages-contradict' : 'age-not-stated'
  return one.unclear?.tier === 'named' ? 'polarity-unclear' : null
}

export function* inspectTrials(screened: readonly Screened[]): Steps<ToInspect[]> {
  const found: ToInspect[] = []
  const inspect = (one: Screened): void => {
    const reason = reasonToInspect(one)
    const record = one.trial.records[0]
    if (reason === null || !record) return
    const { id: recordId, substanceIds } = one
    found.push({ registryId: record.registryId, recordId, url: record.url, reason, substanceIds })
  }
  yield* eachInSteps(screened, inspect)
  return found
}

/** Where a person finds a record that has no link of its own: the register's search for its (first) substance. */
function searchLink(input: StatementInput, registryId: string, substanceIds: readonly string[]): string | null {
  const substance = input.substances.find(({ id }) => substanceIds.includes(id))
  const registry = input.registries.find(({ id }) => id === registryId)
  return substance && registry ? registry.searchUrl(substance) : null
}

export const citedName = (input: StatementInput, registryId: string): string =>
  input.registries.find(({ id }) => id === registryId)?.citation.name ?? registryId

export function inspectRejected(input: StatementInput): ToInspect[] {
  const unread = new Map<string, string[]>()
  const key = (one: RejectedRecord): string => `${one.registryId} ${one.recordId ?? ''} ${one.rawText}`
  for (const { substanceId, rejected } of input.collections) {
    for (const one of rejected) {
      // Found for the substance, and nobody has read what it asks for: not a reason to say that there is none.
      if (one.criteriaUnread === true) unread.set(key(one), [...(unread.get(key(one)) ?? []), substanceId])
    }
  }
  const all = [...input.rejected, ...input.collections.flatMap(({ rejected }) => rejected)]
  const byKey = new Map(all.map((one) => [key(one), one]))
  return [...byKey.values()].flatMap((one) => {
    const named = substancesToInspect(one, input.substances)
    const reason = named.length > 0 ? 'unreadable' : 'criteria-unread'
    const substanceIds = [...new Set([...named, ...(unread.get(key(one)) ?? [])])]
    if (substanceIds.length === 0) return []
    const { registryId, recordId } = one
    const url = one.url ?? searchLink(input, registryId, substanceIds)
    return [{ registryId, recordId, url, reason, substanceIds }]
  })
}
