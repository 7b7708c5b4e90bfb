/**
 * The words that a trial's fields are restricted to. Apart from the schemas, so that a page that knows the words does
 * not load what checks them.
 */

export const ROLES = ['investigated', 'comparator', 'background', 'mentioned', 'unclear'] as const
/** Roles of a trial's substance that are shown to who asks for none. */
export const DEFAULT_ROLES: readonly (typeof ROLES)[number][] = ['investigated', 'comparator', 'unclear']
export const PURPOSES = [
  'mental-health',
  'substance-use',
  'neurological-pain',
  'peri-operative',
  'healthy-mechanism',
  'other',
  'unclear',
] as const
export const STATUS_GROUPS = [
  'recruiting',
  'not-yet-recruiting',
  'by-invitation',
  'active-recruitment-unknown',
  'active-not-recruiting',
  'paused',
  'completed',
  'ended-early',
  'never-started',
  'under-review',
  'expanded-access',
  'unknown',
] as const
export const PHASES = ['EARLY_PHASE1', 'PHASE1', 'PHASE2', 'PHASE3', 'PHASE4', 'NA'] as const
export const SEXES = ['ALL', 'FEMALE', 'MALE'] as const
export const ID_TIERS = ['named', 'syndrome', 'adjacent'] as const
export const ID_READINGS = ['excludes', 'own-consent', 'reading-demand', 'representative-allowed', 'silent'] as const
/** Age bands of the EU registers, kept as bands: never turned into limits. */
export const AGE_BANDS = [
  'in-utero',
  'preterm',
  '0-27-days',
  '28-days-23-months',
  '2-11-years',
  '12-17-years',
  '0-17-years',
  'under-18-years',
  '18-64-years',
  '65-plus-years',
] as const
/** Fields on which the registers of one trial can be seen to differ. */
export const DISAGREEMENT_FIELDS = [
  'status',
  'phase',
  'enrollment',
  'ages',
  'startDate',
  'completionDate',
  'sponsor',
] as const
export type DisagreementField = (typeof DISAGREEMENT_FIELDS)[number]
export const COPY_KINDS = ['live', 'stored', 'snapshot'] as const
