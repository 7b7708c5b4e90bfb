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

/** What each answer has to look like. The page itself reads `reply-shapes.json`, which `npm run shapes` makes of it. */
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
