import type { Substance } from '../../shared/substances/substance.ts'
import type { Collection } from '../../shared/trial.ts'
import type { Registry } from '../registries/registry.ts'
import type { EmptyAnswers } from './accept-result.ts'
import type { LastAttempt } from './last-attempt.ts'
import type { HeldBack } from './quarantine.ts'
import type { CollectionStanding } from './registry-state.ts'

export interface CollectionKey {
  registryId: string
  substanceId: string
}

/** The place of one collection: everything about it but what is held. */
export interface Slot extends CollectionKey {
  key: string
  registry: Registry
  substance: Substance
  running: CollectionStanding['running']
  error: CollectionStanding['error']
  empty: EmptyAnswers | null
  heldBack: HeldBack | null
  /** Null until one was made or read back. */
  attempt: LastAttempt | null
  /** A finished flight that its listeners have not been told of. */
  landed: { previous: Collection | null; next: Collection } | null
}

export function keyOf(registryId: string, substanceId: string): string {
  return `${registryId}/${substanceId}`
}

export function createSlots(registries: readonly Registry[], substances: readonly Substance[]): Map<string, Slot> {
  const slots = registries.flatMap((registry) =>
    substances.map((substance): Slot => {
      const [registryId, substanceId] = [registry.id, substance.id]
      return {
        key: keyOf(registryId, substanceId),
        registryId,
        substanceId,
        registry,
        substance,
        running: null,
        error: null,
        empty: null,
        heldBack: null,
        attempt: null,
        landed: null,
      }
    }),
  )
  return new Map(slots.map((slot) => [slot.key, slot]))
}

export function slotOf(slots: ReadonlyMap<string, Slot>, registryId: string, substanceId: string): Slot {
  const slot = slots.get(keyOf(registryId, substanceId))
  if (slot === undefined) throw new Error(`no collection of ${registryId} and ${substanceId}`)
  return slot
}
