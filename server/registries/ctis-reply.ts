import * as z from 'zod/mini'

/**
 * What we read of CTIS' replies. Sub-trees are left out when empty and new fields keep appearing, so every field is
 * optional and unknown ones are ignored; only a field of another type than recorded makes a trial unreadable.
 */

const text = z.nullish(z.string())
/** A code comes as a number in one place and as a string in another. */
const code = z.nullish(z.union([z.string(), z.number()]))
const flag = z.nullish(z.boolean())
const list = <Item extends z.ZodMiniType>(item: Item) => z.nullish(z.array(item))

const Translations = list(z.object({ attributeTranslation: text, languageDescription: text }))
export type Translations = z.infer<typeof Translations>

const Organisation = z.nullish(z.object({ name: text, type: text, commercial: flag }))
const Address = z.nullish(z.object({ city: text, countryName: text }))

const Product = z.object({
  id: code,
  part1MpRoleTypeCode: code,
  mpRoleInTrial: code,
  productName: text,
  jsonActiveSubstanceNames: text,
  sponsorProductCodeEdit: text,
  routes: list(z.string()),
  pharmaceuticalFormDisplay: text,
  productDictionaryInfo: z.nullish(
    z.object({
      prodName: text,
      activeSubstanceName: text,
      activeSubstanceOtherDescriptiveName: text,
      sponsorProductCode: text,
      atcCode: text,
      atcName: text,
      productSubstances: list(z.object({ actSubstName: text, synonyms: z.optional(z.unknown()) })),
    }),
  ),
})
export type CtisProduct = z.infer<typeof Product>

const Contact = z.object({
  type: text,
  functionalName: text,
  functionalEmailAddress: text,
  telephone: text,
  organisation: Organisation,
})

const Sponsor = z.object({
  primary: flag,
  organisation: Organisation,
  isCommercial: flag,
  publicContacts: list(Contact),
  scientificContacts: list(Contact),
  addresses: list(z.object({ address: Address })),
})

const Condition = z.object({ medicalCondition: text })

const Inclusion = z.object({
  number: code,
  principalInclusionCriteria: text,
  principalInclusionCriteriaTranslations: Translations,
})
const Exclusion = z.object({
  number: code,
  principalExclusionCriteria: text,
  principalExclusionCriteriaTranslations: Translations,
})

const PartOne = z.object({
  rowSubjectCount: code,
  rowCountriesInfo: list(z.object({ name: text, isoAlpha2Code: text })),
  products: list(Product),
  productRoleGroupInfos: list(z.object({ productRoleCode: code, products: list(Product) })),
  medicalConditions: list(Condition),
  therapeuticAreas: list(z.object({ name: text })),
  sponsors: list(Sponsor),
  trialDetails: z.nullish(
    z.object({
      clinicalTrialIdentifiers: z.nullish(
        z.object({
          fullTitle: text,
          fullTitleTranslations: Translations,
          publicTitle: text,
          publicTitleTranslations: Translations,
          shortTitle: text,
          secondaryIdentifyingNumbers: z.nullish(
            z.object({
              nctNumber: z.nullish(z.object({ number: text })),
              whoUniversalTrialNumber: z.nullish(z.object({ number: text })),
              additionalRegistries: list(z.object({ number: text, otherRegistryName: text, ctRegistryCode: code })),
            }),
          ),
        }),
      ),
      trialInformation: z.nullish(
        z.object({
          trialCategory: z.nullish(z.object({ trialPhase: code })),
          medicalCondition: z.nullish(
            z.object({
              partIMedicalConditions: list(Condition),
              meddraConditionTerms: list(z.object({ termName: text })),
            }),
          ),
          trialObjective: z.nullish(z.object({ mainObjective: text })),
          eligibilityCriteria: z.nullish(
            z.object({ principalInclusionCriteria: list(Inclusion), principalExclusionCriteria: list(Exclusion) }),
          ),
          trialDuration: z.nullish(
            z.object({ estimatedRecruitmentStartDate: text, estimatedEndDate: text, estimatedGlobalEndDate: text }),
          ),
          populationOfTrialSubjects: z.nullish(
            z.object({
              ageRanges: list(z.object({ ageRangeCategoryCode: code })),
              isFemaleSubjects: flag,
              isMaleSubjects: flag,
              clinicalTrialGroups: list(z.object({ code, name: text })),
            }),
          ),
        }),
      ),
    }),
  ),
})

const PartTwo = z.object({
  mscInfo: z.nullish(
    z.object({
      mscName: text,
      countryName: text,
      decision: text,
      decisionDate: text,
      activeTrialRecruitmentPeriod: z.nullish(z.object({ recruitmentStartDate: text, recruitmentEndDate: text })),
    }),
  ),
  recruitmentSubjectCount: code,
  trialSites: list(
    z.object({
      organisationAddressInfo: z.nullish(
        z.object({ organisation: Organisation, address: Address, phone: text, email: text }),
      ),
      personInfo: z.nullish(z.object({ firstName: text, lastName: text, telephone: text, email: text })),
      departmentName: text,
    }),
  ),
})
export type CtisPartTwo = z.infer<typeof PartTwo>

export type CtisPartOne = z.infer<typeof PartOne>

export const CtisTrial = z.object({
  ctNumber: z.string(),
  /** Words of the application's status ("Authorised"), not of the trial's: kept as raw, never read. */
  ctStatus: code,
  ctPublicStatusCode: code,
  startDateEU: text,
  endDateEU: text,
  endDate: text,
  decisionDate: text,
  publishDate: text,
  trialRegionCode: code,
  results: z.optional(z.unknown()),
  events: z.nullish(
    z.object({
      trialEvents: list(z.object({ mscName: text, events: list(z.object({ notificationType: text, date: text })) })),
    }),
  ),
  authorizedApplication: z.nullish(
    z.object({
      authorizedPartI: z.nullish(PartOne),
      authorizedPartsII: list(PartTwo),
      memberStatesConcerned: list(z.object({ mscName: text, mscPublicStatusCode: code, firstDecisionDate: text })),
      eudraCt: z.nullish(z.object({ isTransitioned: flag, eudraCtCode: text })),
    }),
  ),
})
export type CtisTrial = z.infer<typeof CtisTrial>

/** A row field of another type than recorded is left out: rows only fill gaps and are kept as raw anyway. */
const lenient = z.catch(text, null)
const lenientCode = z.catch(code, null)

/** A row of the search. Dates DD/MM/YYYY; `totalNumberEnrolled` is the planned number in the EEA, not the enrolled one. */
export const CtisRow = z.object({
  ctNumber: z.string(),
  ctStatus: lenientCode,
  ctTitle: lenient,
  shortTitle: lenient,
  conditions: lenient,
  trialCountries: z.catch(list(z.string()), null),
  decisionDateOverall: lenient,
  decisionDate: lenient,
  startDateEU: lenient,
  endDateEU: lenient,
  endDate: lenient,
  therapeuticAreas: z.catch(list(z.string()), null),
  sponsor: lenient,
  sponsorType: lenient,
  trialPhase: lenient,
  product: lenient,
  ageGroup: lenient,
  gender: lenient,
  trialRegion: lenientCode,
  totalNumberEnrolled: lenientCode,
  resultsFirstReceived: lenient,
  lastUpdated: lenient,
  lastPublicationUpdate: lenient,
})
export type CtisRow = z.infer<typeof CtisRow>

export const CtisPage = z.object({
  pagination: z.object({ totalRecords: z.number().check(z.int(), z.nonnegative()) }),
  data: z.array(z.unknown()),
})
export type CtisPage = z.infer<typeof CtisPage>
