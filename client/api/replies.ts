import * as z from 'zod/mini'
import {
  ChangesReply,
  CheckReply,
  Matrix,
  Problem,
  RegistriesReply,
  StatementReply,
  Summary,
  TrialReply,
  TrialsReply,
} from '../../shared/api.ts'
import { TrialSummary } from '../../shared/trial.ts'

// zod would otherwise try `new Function`, which the page's Trusted Types policy refuses.
z.config({ jitless: true })

/** What each answer has to look like. A file of its own, so that the page is drawn while it is still on its way. */
export const replies = {
  changes: ChangesReply,
  check: CheckReply,
  matrix: Matrix,
  problem: Problem,
  registries: RegistriesReply,
  statement: StatementReply,
  summary: Summary,
  trial: TrialReply,
  trialSummary: TrialSummary,
  /** A page of the list whose trials are still to be read, one by one. */
  trialsPage: z.extend(TrialsReply, { trials: z.array(z.unknown()) }),
} as const
