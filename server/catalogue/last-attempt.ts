import * as z from 'zod/mini'
import { EmptyAnswers } from './accept-result.ts'
import { HeldBack } from './quarantine.ts'

/**
 * What came of the last attempt to fetch one collection. Kept in the store, so that a restart forgets neither a
 * held-back answer nor a registry that says "none", and so that replicas agree on what is wrong and when to ask again.
 */
export const LastAttempt = z.object({
  /** ISO time at which it ended. */
  at: z.string(),
  error: z.nullable(z.object({ code: z.string(), message: z.string(), at: z.string() })),
  /** In a row. */
  failures: z.number(),
  /** ISO time at which to ask again. */
  nextAt: z.string(),
  empty: z.nullable(EmptyAnswers),
  heldBack: z.nullable(HeldBack),
})
export type LastAttempt = z.infer<typeof LastAttempt>

export function attemptDocument(registryId: string, substanceId: string): string {
  return `attempt-${registryId}-${substanceId}`
}
