import { parseAge } from '../../shared/core/age.ts'
import { countryCode } from '../../shared/core/country.ts'
import { parseIsoDate } from '../../shared/core/date.ts'
import { foldStatusGroups } from '../../shared/core/status-group.ts'
import { findTrialIds, parseTrialId } from '../../shared/core/trial-id.ts'
import {
  type AgeLimit,
  type Contact,
  type CountryStatus,
  type Enrollment,
  PHASES,
  type Phase,
  type Sex,
  SEXES,
  type Site,
  type StatusGroup,
  type TrialDate,
  type TrialRecord,
  type TrialTitle,
} from '../../shared/trial.ts'
import type { CtgovStudy } from './ctgov-study.ts'

/** One ClinicalTrials.gov study as our record: pure, total, nothing guessed. The register is in English throughout. */

const LANG = 'en'
/** ClinicalTrials.gov's placeholder for an enrolment nobody knows (seen by cyanheads/clinicaltrialsgov-mcp-server). */
const UNKNOWN_COUNT = 99_999_999

/** registries/eu.md §4, column CTGOV: all 14 words of OpenAPI 2.0.5. */
const STATUS_GROUP: ReadonlyMap<string, StatusGroup> = new Map([
  ['NOT_YET_RECRUITING', 'not-yet-recruiting'],
  ['RECRUITING', 'recruiting'],
  ['ENROLLING_BY_INVITATION', 'by-invitation'],
  ['ACTIVE_NOT_RECRUITING', 'active-not-recruiting'],
  ['SUSPENDED', 'paused'],
  ['COMPLETED', 'completed'],
  ['TERMINATED', 'ended-early'],
  ['WITHDRAWN', 'never-started'],
  ['AVAILABLE', 'expanded-access'],
  ['TEMPORARILY_NOT_AVAILABLE', 'expanded-access'],
  ['NO_LONGER_AVAILABLE', 'expanded-access'],
  ['APPROVED_FOR_MARKETING', 'expanded-access'],
  ['UNKNOWN', 'unknown'],
  ['WITHHELD', 'unknown'],
])

const NON_INDUSTRY = new Set(['NIH', 'FED', 'OTHER_GOV', 'INDIV', 'NETWORK', 'OTHER'])

type Protocol = CtgovStudy['protocolSection']
type Locations = NonNullable<NonNullable<Protocol['contactsLocationsModule']>['locations']>

export const ctgovStatusWords: readonly string[] = [...STATUS_GROUP.keys()]

export function ctgovStatusGroup(raw: string | null): StatusGroup {
  return (raw === null ? undefined : STATUS_GROUP.get(raw)) ?? 'unknown'
}

export function ctgovRecordUrl(nctId: string): string {
  return `https://clinicaltrials.gov/study/${nctId}`
}

/** `asOf`: ISO time of the fetch. */
export function toRecord(study: CtgovStudy, asOf: string): TrialRecord {
  const { protocolSection: protocol, derivedSection: derived } = study
  const { identificationModule: identification, statusModule: status } = protocol
  const { designModule: design, eligibilityModule: eligibility, armsInterventionsModule: arms } = protocol
  const locations = protocol.contactsLocationsModule?.locations ?? []
  const sites = locations.map(siteOf)
  const sponsor = protocol.sponsorCollaboratorsModule?.leadSponsor
  const criteria = markup(eligibility?.eligibilityCriteria)
  const summary = markup(protocol.descriptionModule?.briefSummary)

  return {
    registryId: 'ctgov',
    recordId: identification.nctId,
    url: ctgovRecordUrl(identification.nctId),
    aliasIds: (identification.nctIdAliases ?? []).filter((id) => id !== identification.nctId),
    ...idsOf(identification),
    titles: titlesOf(identification),
    briefSummary: summary === null ? null : { text: summary, lang: LANG },
    studyType: filled(design?.studyType),
    overallStatus: filled(status?.overallStatus),
    statusGroup: ctgovStatusGroup(filled(status?.overallStatus)),
    statusDate: partialDate(status?.statusVerifiedDate),
    whyStopped: markup(status?.whyStopped),
    // An absent list (observational studies, expanded access) is not ["NA"].
    phaseStated: filled(design?.phases?.join('|')),
    phases: (design?.phases ?? []).filter((phase): phase is Phase => (PHASES as readonly string[]).includes(phase)),
    enrollment: enrollmentOf(design?.enrollmentInfo),
    minimumAge: ageLimit(eligibility?.minimumAge),
    maximumAge: ageLimit(eligibility?.maximumAge),
    ageBands: [],
    ageBandsExcluded: [],
    stdAges: eligibility?.stdAges ?? [],
    sex: SEXES.find((sex): sex is Sex => sex === eligibility?.sex) ?? null,
    healthyVolunteers: eligibility?.healthyVolunteers ?? null,
    criteria:
      criteria === null ? [] : [{ combined: criteria, inclusion: null, exclusion: null, lang: LANG, country: null }],
    conditions: (protocol.conditionsModule?.conditions ?? []).map((text) => ({ text, lang: LANG })),
    keywords: protocol.conditionsModule?.keywords ?? [],
    conditionMesh: meshTerms(derived?.conditionBrowseModule?.meshes),
    conditionAncestors: meshTerms(derived?.conditionBrowseModule?.ancestors),
    interventions: (arms?.interventions ?? []).map((intervention) => ({
      name: intervention.name ?? '',
      type: filled(intervention.type),
      otherNames: intervention.otherNames ?? [],
      activeSubstances: [],
      description: markup(intervention.description),
      armLabels: intervention.armGroupLabels ?? [],
      statedRole: null,
    })),
    interventionMesh: meshTerms(derived?.interventionBrowseModule?.meshes),
    arms: (arms?.armGroups ?? []).map((arm) => ({
      label: arm.label ?? '',
      type: filled(arm.type),
      description: markup(arm.description),
      interventionNames: arm.interventionNames ?? [],
    })),
    design: {
      allocation: filled(design?.designInfo?.allocation),
      interventionModel: filled(design?.designInfo?.interventionModel ?? design?.designInfo?.observationalModel),
      masking: filled(design?.designInfo?.maskingInfo?.masking),
      primaryPurpose: filled(design?.designInfo?.primaryPurpose),
    },
    leadSponsor: {
      name: filled(sponsor?.name),
      kind: sponsorKind(sponsor?.class),
      stated: filled(sponsor?.class),
      country: null,
    },
    collaborators: (protocol.sponsorCollaboratorsModule?.collaborators ?? []).flatMap(({ name }) => filled(name) ?? []),
    countries: countriesOf(sites),
    sites,
    contacts: (protocol.contactsLocationsModule?.centralContacts ?? []).map(contactOf),
    startDate: dateOf(status?.startDateStruct),
    primaryCompletionDate: dateOf(status?.primaryCompletionDateStruct),
    completionDate: dateOf(status?.completionDateStruct),
    firstPosted: partialDate(status?.studyFirstPostDateStruct?.date),
    lastUpdated: partialDate(status?.lastUpdatePostDateStruct?.date),
    hasResults: study.hasResults ?? null,
    decisions: [],
    raw: rawFields(study),
    asOf,
    from: 'live',
    copyNotes: null,
  }
}

function filled(text: string | null | undefined): string | null {
  return text === undefined || text === null || text.trim() === '' ? null : text
}

/** Fields of type `markup` come as CommonMark: a backslash stands before punctuation (`\>=`, `\[mg\]`). One pass. */
function markup(text: string | null | undefined): string | null {
  return filled(text?.replace(/\\([!-/:-@[-`{-~])/g, '$1'))
}

function ageLimit(stated: string | null | undefined): AgeLimit | null {
  return typeof stated === 'string' ? parseAge(stated) : null
}

/** Dates are yyyy, yyyy-MM or yyyy-MM-dd; anything else, and a day that does not exist, stays in `raw` only. */
function partialDate(text: string | null | undefined): string | null {
  return typeof text === 'string' ? parseIsoDate(text) : null
}

function dateOf(
  struct: { date?: string | null | undefined; type?: string | null | undefined } | null | undefined,
): TrialDate | null {
  const date = partialDate(struct?.date)
  if (date === null) return null
  const kind: TrialDate['kind'] =
    struct?.type === 'ACTUAL' ? 'actual' : struct?.type === 'ESTIMATED' ? 'estimated' : null
  return { date, kind }
}

function titlesOf({ briefTitle, officialTitle, acronym }: Protocol['identificationModule']): TrialTitle[] {
  const all: [TrialTitle['kind'], string | null | undefined][] = [
    ['brief', briefTitle],
    ['official', officialTitle],
    ['acronym', acronym],
  ]
  return all.flatMap(([kind, text]) => (filled(text) === null ? [] : [{ kind, text: text ?? '', lang: LANG }]))
}

/**
 * Numbers of other registries (they join records) and the rest, word for word. The kind is read from the number itself,
 * whatever `type` says: CTIS numbers also come as REGISTRY with domain "CTIS (EU)" or "EU CT". Another NCT number here is
 * another study (a parent, an extension): never a link. A number that has to be
 * repaired out of other words is not exact, so it joins nothing.
 */
function idsOf(identification: Protocol['identificationModule']): { linkedIds: string[]; otherIds: string[] } {
  const linked = new Set<string>()
  const other = new Set<string>()
  const stated = [identification.orgStudyIdInfo?.id, ...(identification.secondaryIdInfos ?? []).map(({ id }) => id)]
  for (const text of stated) {
    if (typeof text !== 'string' || filled(text) === null) continue
    const whole = parseTrialId(text)
    const found = whole === null ? findTrialIds(text).filter(({ repaired }) => !repaired) : [whole]
    const links = found.filter(({ kind }) => kind !== 'nct')
    for (const { id } of links) linked.add(id)
    if (whole === null || links.length === 0) other.add(text)
  }
  return { linkedIds: [...linked], otherIds: [...other] }
}

/** Withdrawn studies state an actual 0 (NCT03062995): kept. A count without a type (NCT00001245, 650) stays apart. */
function enrollmentOf(info: NonNullable<Protocol['designModule']>['enrollmentInfo'] | null | undefined): Enrollment {
  const stated = info?.count ?? null
  const count = stated !== null && Number.isInteger(stated) && stated >= 0 && stated < UNKNOWN_COUNT ? stated : null
  const kind = info?.type === 'ACTUAL' ? 'actual' : info?.type === 'ESTIMATED' ? 'planned' : 'unspecified'
  return {
    planned: null,
    actual: null,
    unspecified: null,
    [kind]: count,
    scope: count === null ? null : 'whole-trial',
  }
}

function sponsorKind(sponsorClass: string | null | undefined): 'industry' | 'non-industry' | null {
  if (sponsorClass === 'INDUSTRY') return 'industry'
  return typeof sponsorClass === 'string' && NON_INDUSTRY.has(sponsorClass) ? 'non-industry' : null
}

function meshTerms(
  terms: readonly { id?: string | null | undefined; term?: string | null | undefined }[] | null | undefined,
): { id: string | null; term: string }[] {
  return (terms ?? []).flatMap(({ id, term }) => (filled(term) === null ? [] : [{ id: filled(id), term: term ?? '' }]))
}

function contactOf(person: {
  name?: string | null | undefined
  role?: string | null | undefined
  phone?: string | null | undefined
  phoneExt?: string | null | undefined
  email?: string | null | undefined
}): Contact {
  const phone = filled(person.phone)
  const extension = filled(person.phoneExt)
  return {
    name: filled(person.name),
    role: filled(person.role),
    phone: phone === null || extension === null ? phone : `${phone} ext. ${extension}`,
    email: filled(person.email),
  }
}

/** A site says its own status only while the study may recruit; where it says none there is none, whatever the study says. */
function siteOf(location: Locations[number]): Site {
  const country = filled(location.country)
  const status = filled(location.status)
  return {
    facility: filled(location.facility),
    city: filled(location.city),
    country: country === null ? null : countryCode(country),
    countryStated: country,
    lat: location.geoPoint?.lat ?? null,
    lon: location.geoPoint?.lon ?? null,
    status,
    statusGroup: status === null ? null : ctgovStatusGroup(status),
    contacts: (location.contacts ?? []).map(contactOf),
  }
}

/**
 * The register states no status per country: it is folded from the sites that state one (recruiting when any site is).
 * No site of a country states one: null, not the study's overall status.
 */
function countriesOf(sites: readonly Site[]): CountryStatus[] {
  const byCountry = new Map<string, Site[]>()
  for (const site of sites) {
    if (site.countryStated === null) continue
    const held = byCountry.get(site.countryStated)
    if (held === undefined) byCountry.set(site.countryStated, [site])
    else held.push(site)
  }
  return [...byCountry].map(([countryStated, inCountry]) => {
    const stated = inCountry.filter((site) => site.status !== null)
    const group = stated.length === 0 ? null : foldStatusGroups(stated.flatMap((site) => site.statusGroup ?? []))
    const words = [...new Set(stated.map(({ status }) => status))]
    const word = stated.find((site) => site.statusGroup === group)?.status ?? words.join(', ')
    return {
      country: inCountry[0]?.country ?? null,
      countryStated,
      status: stated.length === 0 ? null : word,
      statusGroup: group,
      statusDate: null,
      planned: null,
      url: null,
    }
  })
}

/** Main fields under the registry's own names, as it wrote them; long texts stand in the record's own fields. */
function rawFields({ protocolSection: protocol, derivedSection, hasResults }: CtgovStudy): Record<string, unknown> {
  const { identificationModule, statusModule, designModule, eligibilityModule, conditionsModule } = protocol
  const raw = {
    ...identificationModule,
    ...statusModule,
    ...protocol.sponsorCollaboratorsModule,
    ...conditionsModule,
    ...designModule,
    ...eligibilityModule,
    eligibilityCriteria: null,
    interventions: protocol.armsInterventionsModule?.interventions?.map(({ type, name }) => ({ type, name })),
    versionHolder: derivedSection?.miscInfoModule?.versionHolder,
    hasResults,
  }
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== null))
}
