import type {
  Arm,
  Collection,
  CountryStatus,
  CriteriaText,
  Intervention,
  Site,
  TrialDetail,
  TrialRecord,
  TrialSummary,
} from '../shared/trial.ts'

/**
 * Builders of valid objects for tests. Everything a test does not name is "not stated": `null`, `[]` or 'unknown',
 * so that no test leans on a value it did not write.
 */

export function buildRecord(partial: Partial<TrialRecord> = {}): TrialRecord {
  const recordId = partial.recordId ?? 'NCT00000001'
  return {
    registryId: 'ctgov',
    recordId,
    url: `https://registry.example/${recordId}`,
    aliasIds: [],
    linkedIds: [],
    otherIds: [],
    titles: [],
    briefSummary: null,
    studyType: null,
    overallStatus: null,
    statusGroup: 'unknown',
    statusDate: null,
    whyStopped: null,
    phaseStated: null,
    phases: [],
    enrollment: { planned: null, actual: null, unspecified: null, scope: null },
    minimumAge: null,
    maximumAge: null,
    ageBands: [],
    ageBandsExcluded: [],
    stdAges: [],
    sex: null,
    healthyVolunteers: null,
    criteria: [],
    conditions: [],
    keywords: [],
    conditionMesh: [],
    conditionAncestors: [],
    interventions: [],
    interventionMesh: [],
    arms: [],
    design: { allocation: null, interventionModel: null, masking: null, primaryPurpose: null },
    leadSponsor: { name: null, kind: null, stated: null, country: null },
    collaborators: [],
    countries: [],
    sites: [],
    contacts: [],
    startDate: null,
    primaryCompletionDate: null,
    completionDate: null,
    firstPosted: null,
    lastUpdated: null,
    hasResults: null,
    decisions: [],
    raw: {},
    asOf: '2026-11-01T00:00:00.000Z',
    from: 'live',
    copyNotes: null,
    ...partial,
  }
}

export function buildIntervention(partial: Partial<Intervention> = {}): Intervention {
  return {
    name: 'Psilocybin',
    type: 'DRUG',
    otherNames: [],
    activeSubstances: [],
    description: null,
    armLabels: [],
    statedRole: null,
    ...partial,
  }
}

export function buildArm(partial: Partial<Arm> = {}): Arm {
  return { label: 'Arm 1', type: null, description: null, interventionNames: [], ...partial }
}

export function buildCriteria(partial: Partial<CriteriaText> = {}): CriteriaText {
  return { combined: null, inclusion: null, exclusion: null, lang: 'en', country: null, ...partial }
}

export function buildCountry(country: string, partial: Partial<CountryStatus> = {}): CountryStatus {
  return {
    country,
    countryStated: country,
    status: null,
    statusGroup: null,
    statusDate: null,
    planned: null,
    url: null,
    ...partial,
  }
}

export function buildSite(partial: Partial<Site> = {}): Site {
  return {
    facility: null,
    city: null,
    country: null,
    countryStated: null,
    lat: null,
    lon: null,
    status: null,
    statusGroup: null,
    contacts: [],
    ...partial,
  }
}

export function buildSummary(partial: Partial<TrialSummary> = {}): TrialSummary {
  const trialId = partial.trialId ?? 'NCT00000001'
  return {
    trialId,
    registryIds: { ctgov: [trialId] },
    title: `Trial ${trialId}`,
    titleLang: 'en',
    otherTitles: [],
    substances: [{ substanceId: 'psilocybin', role: 'investigated' }],
    purpose: 'unclear',
    statusGroup: 'unknown',
    overallStatus: 'not stated',
    statusDate: null,
    statusRegistryId: 'ctgov',
    statusAsOf: partial.asOf === undefined ? '2026-11-01T00:00:00.000Z' : partial.asOf,
    statusFrom: partial.from ?? 'live',
    phases: [],
    enrollment: { planned: null, actual: null, unspecified: null, scope: null },
    ages: { minimumYears: null, maximumYears: null, bands: [], admitsMinors: null, stated: 'not stated' },
    sex: null,
    conditions: [],
    interventions: [],
    idTiers: [],
    idReading: [],
    countries: [],
    recruitingCountries: [],
    sitePlaces: [],
    leadSponsor: { name: null, kind: null },
    startDate: null,
    completionDate: null,
    lastUpdated: null,
    hasResults: null,
    disagreements: [],
    staleRecruiting: false,
    asOf: '2026-11-01T00:00:00.000Z',
    from: 'live',
    ...partial,
  }
}

export function buildDetail(partial: Partial<TrialDetail> = {}): TrialDetail {
  return {
    ...buildSummary(partial),
    officialTitle: null,
    laySummary: null,
    eligibility: {
      criteria: null,
      criteriaLang: null,
      criteriaRecordId: null,
      inclusion: [],
      exclusion: [],
      other: [],
      healthyVolunteers: null,
    },
    interventionDetails: [],
    arms: [],
    design: { allocation: null, interventionModel: null, masking: null, primaryPurpose: null },
    studyType: null,
    whyStopped: null,
    startDateKind: null,
    completionDateKind: null,
    countryStatuses: [],
    sites: [],
    contacts: [],
    secondaryIds: [],
    collaborators: [],
    decisions: [],
    purposeRule: { rule: 'unclear', field: '', quote: '' },
    idEvidence: [],
    substanceEvidence: [],
    joinWarnings: [],
    fieldSources: {},
    ...partial,
  }
}

/** A complete live collection of the given records. */
export function buildCollection(partial: Partial<Collection> = {}): Collection {
  const records = partial.records ?? []
  const rejected = partial.rejected ?? []
  return {
    registryId: 'ctgov',
    substanceId: 'psilocybin',
    records,
    rejected,
    reportedTotal: records.length + rejected.length,
    complete: true,
    fetchedAt: '2026-11-01T00:00:00.000Z',
    asOfRange: null,
    from: 'live',
    ...partial,
  }
}
