import * as z from 'zod/mini'

/**
 * What we read of a ClinicalTrials.gov v2 study (OpenAPI 2.0.5, data structure of `/studies/metadata`). Only the number
 * is required: NCT00465816 and NCT03453554 hold little else. Enums stay strings, so a new word reaches the mapping as it
 * is written; a field of another type rejects the one study.
 */

const text = z.nullish(z.string())
const flag = z.nullish(z.boolean())
const texts = z.nullish(z.array(z.string()))
const listOf = <T extends z.core.SomeType>(item: T) => z.nullish(z.array(item))

const DateStruct = z.nullish(z.object({ date: text, type: text }))
const Sponsor = z.object({ name: text, class: text })
const Mesh = z.object({ id: text, term: text })
const ContactPerson = z.object({ name: text, role: text, phone: text, phoneExt: text, email: text })
const BrowseModule = z.nullish(z.object({ meshes: listOf(Mesh), ancestors: listOf(Mesh) }))

const IdentificationModule = z.object({
  nctId: z.string().check(z.regex(/^NCT\d{8}$/)),
  nctIdAliases: texts,
  orgStudyIdInfo: z.nullish(z.object({ id: text, type: text })),
  secondaryIdInfos: listOf(z.object({ id: text, type: text, domain: text })),
  briefTitle: text,
  officialTitle: text,
  acronym: text,
})

const StatusModule = z.object({
  statusVerifiedDate: text,
  overallStatus: text,
  lastKnownStatus: text,
  whyStopped: text,
  startDateStruct: DateStruct,
  primaryCompletionDateStruct: DateStruct,
  completionDateStruct: DateStruct,
  studyFirstPostDateStruct: DateStruct,
  lastUpdatePostDateStruct: DateStruct,
})

const DesignModule = z.object({
  studyType: text,
  phases: texts,
  designInfo: z.nullish(
    z.object({
      allocation: text,
      interventionModel: text,
      primaryPurpose: text,
      observationalModel: text,
      maskingInfo: z.nullish(z.object({ masking: text })),
    }),
  ),
  enrollmentInfo: z.nullish(z.object({ count: z.nullish(z.number()), type: text })),
})

const ArmsInterventionsModule = z.object({
  armGroups: listOf(z.object({ label: text, type: text, description: text, interventionNames: texts })),
  interventions: listOf(
    z.object({ type: text, name: text, description: text, armGroupLabels: texts, otherNames: texts }),
  ),
})

const EligibilityModule = z.object({
  eligibilityCriteria: text,
  healthyVolunteers: flag,
  sex: text,
  minimumAge: text,
  maximumAge: text,
  stdAges: texts,
})

const Location = z.object({
  facility: text,
  status: text,
  city: text,
  country: text,
  contacts: listOf(ContactPerson),
  geoPoint: z.nullish(z.object({ lat: z.number(), lon: z.number() })),
})

export const CtgovStudy = z.object({
  protocolSection: z.object({
    identificationModule: IdentificationModule,
    statusModule: z.nullish(StatusModule),
    sponsorCollaboratorsModule: z.nullish(
      z.object({ leadSponsor: z.nullish(Sponsor), collaborators: listOf(Sponsor) }),
    ),
    descriptionModule: z.nullish(z.object({ briefSummary: text })),
    conditionsModule: z.nullish(z.object({ conditions: texts, keywords: texts })),
    designModule: z.nullish(DesignModule),
    armsInterventionsModule: z.nullish(ArmsInterventionsModule),
    eligibilityModule: z.nullish(EligibilityModule),
    contactsLocationsModule: z.nullish(
      z.object({ centralContacts: listOf(ContactPerson), locations: listOf(Location) }),
    ),
  }),
  derivedSection: z.nullish(
    z.object({
      miscInfoModule: z.nullish(z.object({ versionHolder: text })),
      conditionBrowseModule: BrowseModule,
      interventionBrowseModule: BrowseModule,
    }),
  ),
  hasResults: flag,
})
export type CtgovStudy = z.infer<typeof CtgovStudy>

/** One page of `GET /studies`. Studies are checked one by one, so that a bad one does not sink the page. */
export const CtgovPage = z.object({
  studies: z.array(z.unknown()),
  nextPageToken: z.nullish(z.string()),
  totalCount: z.nullish(z.number().check(z.int(), z.nonnegative())),
})

/** Only to name a study that failed `CtgovStudy`. */
export const CtgovStudyId = z.object({
  protocolSection: z.object({ identificationModule: z.object({ nctId: z.string() }) }),
})

/** Data pieces asked for: exactly those of the schema above (a complete study is some 10 times larger). */
export const CTGOV_FIELDS: readonly string[] = [
  'NCTId',
  'NCTIdAlias',
  'OrgStudyId',
  'OrgStudyIdType',
  'SecondaryId',
  'SecondaryIdType',
  'SecondaryIdDomain',
  'BriefTitle',
  'OfficialTitle',
  'Acronym',
  'StatusVerifiedDate',
  'OverallStatus',
  'LastKnownStatus',
  'WhyStopped',
  'StartDateStruct',
  'PrimaryCompletionDateStruct',
  'CompletionDateStruct',
  'StudyFirstPostDateStruct',
  'LastUpdatePostDateStruct',
  'LeadSponsor',
  'Collaborator',
  'BriefSummary',
  'Condition',
  'Keyword',
  'StudyType',
  'Phase',
  'DesignAllocation',
  'DesignInterventionModel',
  'DesignPrimaryPurpose',
  'DesignObservationalModel',
  'DesignMasking',
  'EnrollmentInfo',
  'ArmGroup',
  'Intervention',
  'EligibilityCriteria',
  'HealthyVolunteers',
  'Sex',
  'MinimumAge',
  'MaximumAge',
  'StdAge',
  'CentralContact',
  'LocationFacility',
  'LocationStatus',
  'LocationCity',
  'LocationCountry',
  'LocationContact',
  'LocationGeoPoint',
  'ConditionMesh',
  'ConditionAncestor',
  'InterventionMesh',
  'VersionHolder',
  'HasResults',
]
