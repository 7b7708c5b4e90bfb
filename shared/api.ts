import * as z from 'zod/mini'
import { CopyKind, CopyNotes, Disagreement, IdTier, StatusGroup, TrialDetail, TrialSummary } from './trial.ts'

/** Reply envelopes and problem codes of the HTTP API. Fields may be added, never renamed or removed. */

export const REGISTRY_STATES = ['never', 'failed', 'snapshot', 'in-progress', 'stale', 'fresh'] as const
export const VERDICTS = ['none', 'none-in-copies', 'found', 'cannot-say'] as const
const BASES = ['registries', 'copies', 'mixed'] as const
const PROBLEM_CODES = [
  'invalid-query',
  'invalid-id',
  'trial-not-found',
  'not-found',
  'method-not-allowed',
  'bad-request',
  'body-not-accepted',
  'address-too-long',
  'headers-too-large',
  'request-timeout',
  'registry-unavailable',
  'registry-busy',
  'registry-changed',
  'too-many-requests',
  'overloaded',
  'internal',
] as const

const text = z.nullable(z.string())

/** Ordered from worst to best: a registry's state is the worst of its collections. */
export const RegistryStateName = z.enum(REGISTRY_STATES)
export type RegistryStateName = z.infer<typeof RegistryStateName>
export const ProblemCode = z.enum(PROBLEM_CODES)
export type ProblemCode = z.infer<typeof ProblemCode>

export const CollectionState = z.object({
  substanceId: z.string(),
  state: RegistryStateName,
  fetchedAt: text,
  records: z.number(),
  rejected: z.number(),
  reportedTotal: z.nullable(z.number()),
  complete: z.boolean(),
  /** A complete answer that lost so much that it waits for a second one to agree; null or absent: none waits. */
  heldBack: z.optional(
    z.nullable(
      z.object({
        since: z.string(),
        /** Trials that are missing in it, of how many that were held. */
        lostTrials: z.number(),
        ofTrials: z.number(),
        /** Fields of which at least half of the values are missing in it. */
        lostFields: z.array(z.string()),
      }),
    ),
  ),
})
export type CollectionState = z.infer<typeof CollectionState>

export const RegistryState = z.object({
  registryId: z.string(),
  name: z.string(),
  url: z.string(),
  state: RegistryStateName,
  fetchedAt: text,
  error: z.nullable(z.object({ code: z.string(), message: z.string(), at: z.string() })),
  progress: z.nullable(z.object({ done: z.number(), total: z.nullable(z.number()) })),
  collections: z.array(CollectionState),
})
export type RegistryState = z.infer<typeof RegistryState>

const KeptOut = z.object({
  substanceId: z.string(),
  name: z.string(),
  registryId: z.string(),
  recordId: z.string(),
  title: z.string(),
})

/** Who runs this copy of the site, as far as they said. */
export const Operator = z.object({ name: text, url: text })
export type Operator = z.infer<typeof Operator>

/** Every status word of a registry that we know, with the group we put it in. */
export const StatusTable = z.object({
  registryId: z.string(),
  words: z.array(z.object({ word: z.string(), group: StatusGroup })),
})
export type StatusTable = z.infer<typeof StatusTable>

/** States of the registries, and every record that is not shown as a trial, with the reason. */
export const RegistriesReply = z.object({
  registries: z.array(RegistryState),
  rejected: z.array(z.object({ registryId: z.string(), recordId: text, reason: z.string(), url: text })),
  lookAlikes: z.array(KeptOut),
  unmatched: z.array(z.omit(KeptOut, { name: true })),
  operator: z.optional(Operator),
  statusTables: z.optional(z.array(StatusTable)),
})
export type RegistriesReply = z.infer<typeof RegistriesReply>

export const TrialsReply = z.object({
  trials: z.array(TrialSummary),
  total: z.number(),
  returned: z.number(),
  hidden: z.object({ role: z.number(), purpose: z.number() }),
  registries: z.array(RegistryState),
  generatedAt: z.string(),
})
export type TrialsReply = z.infer<typeof TrialsReply>

export const ChangeEntry = z.object({
  at: z.string(),
  /** The trial as it is numbered now; of a trial that is held no more, the number of its record. */
  trialId: z.string(),
  /** The record that changed, in the registry `registryId`. */
  recordId: z.string(),
  kind: z.string(),
  field: text,
  from: text,
  to: text,
  registryId: z.string(),
})
export type ChangeEntry = z.infer<typeof ChangeEntry>

export const ChangesReply = z.object({
  changes: z.array(ChangeEntry),
  /** ISO time from which nothing that was seen is missing; what changed before it is not known here. */
  keptFrom: z.string(),
})
export type ChangesReply = z.infer<typeof ChangesReply>

export const TrialReply = z.object({
  trial: TrialDetail,
  records: z.array(
    z.object({
      registryId: z.string(),
      recordId: z.string(),
      url: z.string(),
      fetchedAt: text,
      from: CopyKind,
      /** What a copy says beyond the register's own fields; null for a live record. */
      copyNotes: z.nullable(CopyNotes),
      raw: z.record(z.string(), z.unknown()),
    }),
  ),
  disagreements: z.array(Disagreement),
  history: z.array(ChangeEntry),
  registries: z.array(RegistryState),
})
export type TrialReply = z.infer<typeof TrialReply>

export const Verdict = z.enum(VERDICTS)
export type Verdict = z.infer<typeof Verdict>
export const Basis = z.enum(BASES)
export type Basis = z.infer<typeof Basis>

/** One fact of one registry. `absent`: the registry says no; `not-stated`: it says nothing about it. */
export const CheckFact = z.object({
  fact: z.enum([
    'registered',
    'sponsor',
    'status',
    'country',
    'sites',
    'contact',
    'authority-decision',
    'ethics-approval',
    'phase',
    'ages',
    'substance',
    'last-updated',
  ]),
  state: z.enum(['present', 'absent', 'not-stated']),
  value: text,
  registryId: z.string(),
  /** The day the registry gives for it, else the day of our copy. */
  date: text,
})
export type CheckFact = z.infer<typeof CheckFact>

/** Why `found` is null. */
const CHECK_REASONS = ['not-searched', 'incomplete', 'offline', 'too-many', 'too-slow', 'unavailable'] as const

/** What the registers say about one number. `found: null`: nobody could be asked; never the same as false. */
export const CheckReply = z.object({
  query: z.string(),
  /** False for an EU CT number without its last part, which only the catalogue can complete. */
  wellFormed: z.boolean(),
  registryId: text,
  found: z.nullable(z.boolean()),
  trialId: text,
  facts: z.array(CheckFact),
  registries: z.array(RegistryState),
  /** The number as the registry writes it. */
  id: z.string(),
  reason: z.nullable(z.enum(CHECK_REASONS)),
  /** The catalogue, or the registry itself at `at`. */
  source: z.nullable(z.enum(['catalogue', 'registry'])),
  at: text,
  /** The official record, or where a person looks the number up. */
  url: text,
  /** Official records of the trial. */
  records: z.array(z.object({ registryId: z.string(), recordId: z.string(), url: z.string() })),
  /** The trial; null when nothing is found or its entry could not be read. Without substances: none of this site's. */
  trial: z.nullable(TrialSummary),
  /** True when only another registry's record names the number. */
  linkedOnly: z.boolean(),
})
export type CheckReply = z.infer<typeof CheckReply>

const bilingual = z.object({ en: z.string(), nl: z.string() })

export const StatementException = z.object({
  trialId: z.string(),
  title: z.string(),
  tier: IdTier,
  paediatric: z.nullable(z.boolean()),
  role: z.string(),
  purpose: z.string(),
  overallStatus: z.string(),
  ages: z.string(),
  quote: z.string(),
  field: z.string(),
})
export type StatementException = z.infer<typeof StatementException>

/** How many trials remain after each step of the search. */
export const FunnelStep = z.object({ step: z.string(), trials: z.number(), trialIds: z.array(z.string()) })
export type FunnelStep = z.infer<typeof FunnelStep>

export const Statement = z.object({
  verdict: Verdict,
  basis: Basis,
  text: bilingual,
  line: bilingual,
  /** Digest of what the statement says, stable while the evidence is the same. */
  version: z.string(),
  termsVersion: z.string(),
  asOf: text,
  screened: z.object({
    total: z.number(),
    perRegistry: z.record(z.string(), z.number()),
    perSubstance: z.record(z.string(), z.number()),
  }),
  perSubstance: z.array(
    z.object({
      substanceId: z.string(),
      verdict: Verdict,
      screened: z.number(),
      paediatric: z.number(),
      named: z.array(z.string()),
      syndrome: z.array(z.string()),
      adjacent: z.array(z.string()),
    }),
  ),
  funnel: z.array(FunnelStep),
  /** Trials that make the verdict `found`. */
  found: z.array(z.string()),
  /** What has to be looked at by hand: named trials without a stated age, rejected records whose raw text matches. */
  toInspect: z.array(z.object({ registryId: z.string(), recordId: text, url: text, reason: z.string() })),
  exceptions: z.array(StatementException),
  adultsWithId: z.array(z.string()),
  paediatricExcludingId: z.array(z.string()),
  ageNotStated: z.array(z.string()),
  notSearched: z.array(z.string()),
  searches: z.array(z.object({ registryId: z.string(), substanceId: z.string(), url: z.string() })),
})
export type Statement = z.infer<typeof Statement>

export const StatementReply = z.extend(Statement, { publishedAt: z.string(), registries: z.array(RegistryState) })
export type StatementReply = z.infer<typeof StatementReply>

export const SummaryGroup = z.object({
  key: z.string(),
  trials: z.number(),
  /** Of the `enrollment` groups: the count they are about. Elsewhere actual participants; null: no trial states any. */
  participants: z.nullable(z.number()),
  /** Planned participants, and counts whose kind is not stated: never added to the actual ones. */
  planned: z.nullable(z.number()),
  unspecified: z.nullable(z.number()),
  trialIds: z.array(z.string()),
})
export type SummaryGroup = z.infer<typeof SummaryGroup>

export const Summary = z.object({
  byStatus: z.array(SummaryGroup),
  byPhase: z.array(SummaryGroup),
  byAge: z.array(SummaryGroup),
  bySex: z.array(SummaryGroup),
  byPurpose: z.array(SummaryGroup),
  byCountry: z.array(SummaryGroup),
  byStartYear: z.array(SummaryGroup),
  byIdReading: z.array(SummaryGroup),
  /** Fields on which the registers of a trial differ; `any`: trials with at least one. A trial that agrees is in none. */
  byDisagreement: z.array(SummaryGroup),
  enrollment: z.object({
    planned: z.array(SummaryGroup),
    actual: z.array(SummaryGroup),
    unspecified: z.array(SummaryGroup),
    notStated: z.array(SummaryGroup),
    /** Withdrawn trials with 0 participants: counted here and nowhere else. */
    withdrawn: z.array(SummaryGroup),
  }),
})
export type Summary = z.infer<typeof Summary>

export const MatrixCell = z.object({
  condition: z.string(),
  substanceId: z.string(),
  trials: z.number(),
  /** Actual participants; null: no trial of the cell states any. */
  participants: z.nullable(z.number()),
  /** Planned participants, and counts whose kind is not stated: never added to the actual ones. */
  planned: z.nullable(z.number()),
  unspecified: z.nullable(z.number()),
  admitsMinors: z.number(),
  /** Trials that state no age; the rest of `trials` is for adults only. */
  ageNotStated: z.number(),
  recruiting: z.number(),
  trialIds: z.array(z.string()),
  /** Trials that name the condition and do not treat it: anaesthesia or surgery, healthy people, mechanisms. Not in `trials`. */
  setAside: z.number(),
  setAsideIds: z.array(z.string()),
})
export type MatrixCell = z.infer<typeof MatrixCell>

export const Matrix = z.object({
  conditions: z.array(z.object({ id: z.string(), name: bilingual })),
  substances: z.array(z.string()),
  cells: z.array(MatrixCell),
})
export type Matrix = z.infer<typeof Matrix>

export const SummaryReply = z.extend(Summary, { registries: z.array(RegistryState) })
export type SummaryReply = z.infer<typeof SummaryReply>
export const MatrixReply = z.extend(Matrix, { registries: z.array(RegistryState) })
export type MatrixReply = z.infer<typeof MatrixReply>

export const FieldError = z.object({ field: z.string(), message: z.string(), expected: z.string() })
export type FieldError = z.infer<typeof FieldError>

/** RFC 9457 problem details. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: ProblemCode,
  errors: z.optional(z.array(FieldError)),
})
export type Problem = z.infer<typeof Problem>
