import * as z from 'zod/mini'
import {
  ChangesReply,
  Matrix,
  Problem,
  RegistriesReply,
  StatementReply,
  Summary,
  TrialReply,
  TrialsReply,
} from '../../shared/api.ts'

// zod would otherwise try `new Function`, which the page's Trusted Types policy refuses.
z.config({ jitless: true })

/** What each answer has to look like. A file of its own, so that the page is drawn while it is still on its way. */
export const replies = {
  changes: ChangesReply,
  matrix: Matrix,
  problem: Problem,
  registries: RegistriesReply,
  statement: StatementReply,
  summary: Summary,
  trial: TrialReply,
  trials: TrialsReply,
} as const
