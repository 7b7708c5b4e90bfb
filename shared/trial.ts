import * as z from 'zod/mini'
import {
  AGE_BANDS,
  COPY_KINDS,
  ID_READINGS,
  ID_TIERS,
  PHASES,
  PURPOSES,
  ROLES,
  SEXES,
  STATUS_GROUPS,
} from './trial-values.ts'

/**
 * The record of one registry, the trial that one or more records make up, and what the API says of it.
 * Names are ClinicalTrials.gov's data-element names; `null` means "not stated by the registry".
 */

export * from './trial-values.ts'

const text = z.nullable(z.string())
const count = z.nullable(z.number().check(z.int(), z.nonnegative()))

export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>
export const Purpose = z.enum(PURPOSES)
export type Purpose = z.infer<typeof Purpose>
export const StatusGroup = z.enum(STATUS_GROUPS)
export type StatusGroup = z.infer<typeof StatusGroup>
export const Phase = z.enum(PHASES)
export type Phase = z.infer<typeof Phase>
export const Sex = z.enum(SEXES)
export type Sex = z.infer<typeof Sex>
export const IdTier = z.enum(ID_TIERS)
export type IdTier = z.infer<typeof IdTier>
export const IdReading = z.enum(ID_READINGS)
export type IdReading = z.infer<typeof IdReading>
export const AgeBand = z.enum(AGE_BANDS)
export type AgeBand = z.infer<typeof AgeBand>
export const CopyKind = z.enum(COPY_KINDS)
export type CopyKind = z.infer<typeof CopyKind>

/** A text of a registry in its own language: BCP 47 tag, or null when the registry does not say. */
export const LocalText = z.object({ text: z.string(), lang: text })
export type LocalText = z.infer<typeof LocalText>

export const TrialTitle = z.object({
  kind: z.enum(['brief', 'official', 'lay', 'acronym']),
  text: z.string(),
  lang: text,
})
export type TrialTitle = z.infer<typeof TrialTitle>

/** An age limit as the registry wrote it (`stated`) and in exact years (days / 365.25, weeks x 7 days, months / 12). */
export const AgeLimit = z.object({ stated: z.string(), years: z.nullable(z.number()) })
export type AgeLimit = z.infer<typeof AgeLimit>

/**
 * Criteria word for word. A register that keeps one block (ClinicalTrials.gov) fills `combined`; one that keeps two
 * fills `inclusion` and `exclusion`. `country`: the country record it stands in, where a register has several.
 */
export const CriteriaText = z.object({ combined: text, inclusion: text, exclusion: text, lang: text, country: text })
export type CriteriaText = z.infer<typeof CriteriaText>

const InterventionRole = z.enum(['test', 'comparator', 'placebo', 'background'])
export const Intervention = z.object({
  name: z.string(),
  /** The registry's own type word: DRUG, BEHAVIORAL, PRODUCT, SUBSTANCE, ATC ... */
  type: text,
  otherNames: z.array(z.string()),
  /** Active substances, INN, CAS and sponsor codes where the registry lists them apart. */
  activeSubstances: z.array(z.string()),
  description: text,
  armLabels: z.array(z.string()),
  /** The role the registry itself states (EUCTR D.1.2, CTIS mpRoleInTrial); null where it states none. */
  statedRole: z.nullable(InterventionRole),
})
export type Intervention = z.infer<typeof Intervention>

export const Arm = z.object({
  label: z.string(),
  type: text,
  description: text,
  interventionNames: z.array(z.string()),
})
export type Arm = z.infer<typeof Arm>

export const Contact = z.object({ name: text, role: text, phone: text, email: text })
export type Contact = z.infer<typeof Contact>

export const Site = z.object({
  facility: text,
  city: text,
  /** ISO 3166-1 alpha-2, or null when the registry's name for it is unknown to us (then see `countryStated`). */
  country: text,
  countryStated: text,
  lat: z.nullable(z.number()),
  lon: z.nullable(z.number()),
  /** Raw status word of the site. */
  status: text,
  statusGroup: z.nullable(StatusGroup),
  contacts: z.array(Contact),
})
export type Site = z.infer<typeof Site>

/** One country of a trial in one registry, with that registry's status for it. */
export const CountryStatus = z.object({
  country: text,
  countryStated: z.string(),
  status: text,
  statusGroup: z.nullable(StatusGroup),
  statusDate: text,
  /** Planned participants in this country. */
  planned: count,
  /** Link to the registry's page for this country record, where there is one. */
  url: text,
})
export type CountryStatus = z.infer<typeof CountryStatus>

/** `kind`: what the date is. `authorised`: permitted to start (EUCTR), not a start of recruitment. Date: yyyy, yyyy-mm or yyyy-mm-dd. */
export const TrialDate = z.object({ date: z.string(), kind: z.nullable(z.enum(['actual', 'estimated', 'authorised'])) })
export type TrialDate = z.infer<typeof TrialDate>

/** Numbers of participants. Planned and actual never share a field; `unspecified`: the source does not say which. */
export const Enrollment = z.object({
  planned: count,
  actual: count,
  unspecified: count,
  /** What the counts cover. */
  scope: z.nullable(z.enum(['whole-trial', 'eea', 'country'])),
})
export type Enrollment = z.infer<typeof Enrollment>

/** A decision of an authority or ethics committee as the registry states it. */
export const Decision = z.object({
  by: z.enum(['authority', 'ethics-committee', 'member-state']),
  country: text,
  decision: z.string(),
  date: text,
})
export type Decision = z.infer<typeof Decision>

/**
 * What a copy (bundled snapshot) says beyond the fields of the register: who copied it, and the copier's own notes on
 * intellectual disability and consent. Evidence, not criteria.
 */
export const CopyNotes = z.object({
  source: z.string(),
  note: text,
  /** The substance whose list of trials it was copied for: belongs to it however thin the copied fields are. */
  copiedFor: z.optional(z.string()),
  statedRole: z.nullable(Role),
  idMention: z.nullable(z.enum(['excludes', 'includes', 'none-seen'])),
  idQuote: text,
  guardianConsent: z.nullable(z.enum(['yes', 'no'])),
})
export type CopyNotes = z.infer<typeof CopyNotes>

/** One registry's entry of a trial. For EUCTR: all country records under one EudraCT number. */
export const TrialRecord = z.object({
  registryId: z.string(),
  /** Canonical number in that registry: NCT01234567, 2015-001234-12, 2023-501234-12-00. */
  recordId: z.string(),
  /** Link to the official record, for people. */
  url: z.string(),
  /** Other numbers of the same registry that lead to this record (obsolete NCT aliases, earlier EU CT resubmissions). */
  aliasIds: z.array(z.string()),
  /** Canonical numbers of other registries found in the record's own id fields. Only these join records. */
  linkedIds: z.array(z.string()),
  /** Sponsor and other numbers, word for word. Never joined on. */
  otherIds: z.array(z.string()),
  titles: z.array(TrialTitle),
  briefSummary: z.nullable(LocalText),
  studyType: text,
  /** Raw status as the registry wrote it (CTIS: the label of its public status code). */
  overallStatus: text,
  statusGroup: StatusGroup,
  /** Date the register gives for that status (CT.gov: status verified, yyyy-mm). */
  statusDate: text,
  whyStopped: text,
  /** Raw phase words; `phases` is [] when the registry states none (which is not NA). */
  phaseStated: text,
  phases: z.array(Phase),
  enrollment: Enrollment,
  minimumAge: z.nullable(AgeLimit),
  maximumAge: z.nullable(AgeLimit),
  ageBands: z.array(AgeBand),
  /** Bands the registry answers with a clear No. A band in neither list is not stated. */
  ageBandsExcluded: z.array(AgeBand),
  /** Age groups the registry derived itself (CT.gov stdAges); shown, never used to decide. */
  stdAges: z.array(z.string()),
  sex: z.nullable(Sex),
  healthyVolunteers: z.nullable(z.boolean()),
  criteria: z.array(CriteriaText),
  conditions: z.array(LocalText),
  keywords: z.array(z.string()),
  conditionMesh: z.array(z.object({ id: text, term: z.string() })),
  conditionAncestors: z.array(z.object({ id: text, term: z.string() })),
  interventions: z.array(Intervention),
  interventionMesh: z.array(z.object({ id: text, term: z.string() })),
  arms: z.array(Arm),
  design: z.object({ allocation: text, interventionModel: text, masking: text, primaryPurpose: text }),
  leadSponsor: z.object({
    name: text,
    kind: z.nullable(z.enum(['industry', 'non-industry'])),
    stated: text,
    country: text,
  }),
  collaborators: z.array(z.string()),
  countries: z.array(CountryStatus),
  sites: z.array(Site),
  contacts: z.array(Contact),
  startDate: z.nullable(TrialDate),
  primaryCompletionDate: z.nullable(TrialDate),
  completionDate: z.nullable(TrialDate),
  firstPosted: text,
  lastUpdated: text,
  hasResults: z.nullable(z.boolean()),
  decisions: z.array(Decision),
  /** Main fields under the registry's own names, as it wrote them. */
  raw: z.record(z.string(), z.unknown()),
  /** When the copy was made: ISO time for a fetch, yyyy[-mm[-dd]] for a snapshot fact, null when unknown. */
  asOf: text,
  from: CopyKind,
  copyNotes: z.nullable(CopyNotes),
})
export type TrialRecord = z.infer<typeof TrialRecord>

/** A record that could not be read: kept, counted and shown. `rawText`: at most 20,000 characters of the reply, for hand inspection. */
export const RejectedRecord = z.object({
  registryId: z.string(),
  recordId: text,
  reason: z.string(),
  url: text,
  rawText: z.string(),
  /** Set where the criteria were never sent and nothing that was sent rules out that minors are admitted. */
  criteriaUnread: z.optional(z.boolean()),
})
export type RejectedRecord = z.infer<typeof RejectedRecord>

/** All records of one substance in one registry. */
export const Collection = z.object({
  registryId: z.string(),
  substanceId: z.string(),
  records: z.array(TrialRecord),
  rejected: z.array(RejectedRecord),
  /** What the registry said it holds for this question; null where it states no total. */
  reportedTotal: z.nullable(z.number()),
  /** True only when records + rejected account for everything the registry said it holds. */
  complete: z.boolean(),
  /** ISO time of a fetch; for the snapshot the oldest and newest date of its facts are in `asOfRange`. */
  fetchedAt: text,
  asOfRange: z.nullable(z.object({ oldest: z.string(), newest: z.string() })),
  from: CopyKind,
})
export type Collection = z.infer<typeof Collection>

export const SubstanceRole = z.object({ substanceId: z.string(), role: Role })
export type SubstanceRole = z.infer<typeof SubstanceRole>

/** Why a trial belongs to a substance: the field and the words. */
export const SubstanceEvidence = z.object({
  substanceId: z.string(),
  role: Role,
  registryId: z.string(),
  recordId: z.string(),
  field: z.string(),
  quote: z.string(),
  rule: z.string(),
})
export type SubstanceEvidence = z.infer<typeof SubstanceEvidence>

/** Why a trial has an intellectual-disability tier or reading: the field and the words. */
export const IdEvidence = z.object({
  tier: z.nullable(IdTier),
  reading: z.nullable(IdReading),
  registryId: z.string(),
  recordId: z.string(),
  field: z.string(),
  quote: z.string(),
  /** The term of the written list that matched. */
  term: z.string(),
})
export type IdEvidence = z.infer<typeof IdEvidence>

export const PurposeRule = z.object({ rule: z.string(), field: z.string(), quote: z.string() })
export type PurposeRule = z.infer<typeof PurposeRule>

export const Ages = z.object({
  minimumYears: z.nullable(z.number()),
  maximumYears: z.nullable(z.number()),
  bands: z.array(z.string()),
  /** True: admits someone under 18. False: adults only. Null: not stated. */
  admitsMinors: z.nullable(z.boolean()),
  stated: z.string(),
})
export type Ages = z.infer<typeof Ages>

/**
 * The sites of a trial in one country, for measuring distances. The last number of each is 1 when the register says that
 * the site takes people in now, else 0.
 */
export const SitePlaces = z.object({
  country: text,
  /** [latitude, longitude, recruiting] in degrees, rounded to hundredths (about a kilometre); each place once. */
  points: z.array(z.tuple([z.number(), z.number(), z.number()])),
  /** Towns, as the register writes them, of sites for which it gives no coordinates; each town once. */
  towns: z.array(z.tuple([z.string(), z.number()])),
})
export type SitePlaces = z.infer<typeof SitePlaces>

/** What every list answer says of a trial (API.md). */
export const TrialSummary = z.object({
  trialId: z.string(),
  registryIds: z.record(z.string(), z.array(z.string())),
  title: z.string(),
  titleLang: z.string(),
  /** Lay and short titles in other languages, for display and search. */
  otherTitles: z.array(LocalText),
  substances: z.array(SubstanceRole),
  purpose: Purpose,
  statusGroup: StatusGroup,
  overallStatus: z.string(),
  /** Date the register gives for the status shown, or null. */
  statusDate: text,
  /** The registry whose status is shown. */
  statusRegistryId: z.string(),
  /** When the record whose status is shown was fetched or copied; null when unknown. `asOf` is the oldest of the trial. */
  statusAsOf: text,
  statusFrom: CopyKind,
  phases: z.array(Phase),
  enrollment: Enrollment,
  ages: Ages,
  sex: z.nullable(Sex),
  conditions: z.array(z.string()),
  interventions: z.array(z.string()),
  idTiers: z.array(IdTier),
  idReading: z.array(IdReading),
  countries: z.array(z.string()),
  recruitingCountries: z.array(z.string()),
  sitePlaces: z.array(SitePlaces),
  leadSponsor: z.object({ name: text, kind: z.nullable(z.enum(['industry', 'non-industry'])) }),
  startDate: text,
  completionDate: text,
  lastUpdated: text,
  hasResults: z.nullable(z.boolean()),
  disagreements: z.array(z.string()),
  staleRecruiting: z.boolean(),
  asOf: text,
  from: CopyKind,
})
export type TrialSummary = z.infer<typeof TrialSummary>

export const Disagreement = z.object({
  field: z.string(),
  values: z.array(z.object({ registryId: z.string(), recordId: z.string(), value: z.string(), date: text })),
})
export type Disagreement = z.infer<typeof Disagreement>

export const JoinWarning = z.object({ registryId: z.string(), ids: z.array(z.string()) })
export type JoinWarning = z.infer<typeof JoinWarning>

export const TrialDetail = z.extend(TrialSummary, {
  officialTitle: text,
  laySummary: z.nullable(LocalText),
  eligibility: z.object({
    criteria: text,
    criteriaLang: text,
    criteriaRecordId: text,
    inclusion: z.array(z.string()),
    exclusion: z.array(z.string()),
    /** Criteria whose side the text does not say. */
    other: z.array(z.string()),
    healthyVolunteers: z.nullable(z.boolean()),
  }),
  interventionDetails: z.array(Intervention),
  arms: z.array(Arm),
  design: z.object({ allocation: text, interventionModel: text, masking: text, primaryPurpose: text }),
  studyType: text,
  whyStopped: text,
  /** What `startDate` and `completionDate` are; an authorised start (EUCTR) is a permission, not a start. */
  startDateKind: z.nullable(z.enum(['actual', 'estimated', 'authorised'])),
  completionDateKind: z.nullable(z.enum(['actual', 'estimated', 'authorised'])),
  countryStatuses: z.array(z.extend(CountryStatus, { registryId: z.string(), recordId: z.string() })),
  sites: z.array(z.extend(Site, { registryId: z.string() })),
  contacts: z.array(Contact),
  secondaryIds: z.array(z.string()),
  collaborators: z.array(z.string()),
  decisions: z.array(Decision),
  purposeRule: PurposeRule,
  idEvidence: z.array(IdEvidence),
  substanceEvidence: z.array(SubstanceEvidence),
  joinWarnings: z.array(JoinWarning),
  /** Which record each summary field came from: field name -> record id. */
  fieldSources: z.record(z.string(), z.string()),
})
export type TrialDetail = z.infer<typeof TrialDetail>

/** A joined trial as the catalogue holds it. */
export interface Trial {
  readonly summary: TrialSummary
  readonly records: TrialRecord[]
  readonly disagreements: Disagreement[]
  readonly idEvidence: readonly IdEvidence[]
  /** Worked out each time it is asked for. */
  readonly detail: TrialDetail
}
