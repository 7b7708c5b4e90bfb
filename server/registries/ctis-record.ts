import { countryCode } from '../../shared/core/country.ts'
import { parseDayMonthYear, parseIsoDate } from '../../shared/core/date.ts'
import { findTrialIds } from '../../shared/core/trial-id.ts'
import type { Contact, CriteriaText, Sex, TrialDate, TrialRecord, TrialTitle } from '../../shared/trial.ts'
import { languageTag, readAgeBands, readPhase } from './ctis-codes.ts'
import { readCountries, readDecisions, readEnrollment, readSites, readStatus } from './ctis-countries.ts'
import { readProducts } from './ctis-products.ts'
import type { CtisPartOne, CtisRow, CtisTrial, Translations } from './ctis-reply.ts'
import { codeText, localTexts, oneLine, unique, wholeText } from './ctis-text.ts'

export const CTIS_ID = /^\d{4}-\d{6}-\d{2}-\d{2}$/

export function ctisRecordUrl(recordId: string): string {
  return `https://euclinicaltrials.eu/ctis-public/view/${encodeURIComponent(recordId)}`
}

/** Numbers of the earlier submissions of a trial: the last part counts them from 00, and the highest is the valid one. */
function earlierSubmissions(recordId: string): string[] {
  const last = Number(recordId.slice(-2))
  return Array.from({ length: last }, (_, n) => recordId.slice(0, -2) + String(n).padStart(2, '0'))
}

function readTitles(part: CtisPartOne | null | undefined, row: CtisRow | null): TrialTitle[] {
  const ids = part?.trialDetails?.clinicalTrialIdentifiers
  const official = localTexts(ids?.fullTitle ?? row?.ctTitle, ids?.fullTitleTranslations)
  const lay = localTexts(ids?.publicTitle, ids?.publicTitleTranslations)
  const short = localTexts(ids?.shortTitle ?? row?.shortTitle, null)
  return [
    ...official.map((title) => ({ kind: 'official' as const, ...title })),
    ...lay.map((title) => ({ kind: 'lay' as const, ...title })),
    ...short.map((title) => ({ kind: 'acronym' as const, ...title })),
  ]
}

interface Ids {
  linkedIds: string[]
  otherIds: string[]
}

/** Numbers of other registries where CTIS keeps such numbers; whatever is not one (an IND number) stays word for word. */
function readIds(trial: CtisTrial): Ids {
  const application = trial.authorizedApplication
  const numbers = application?.authorizedPartI?.trialDetails?.clinicalTrialIdentifiers?.secondaryIdentifyingNumbers
  const fields = [
    { label: 'NCT', text: numbers?.nctNumber?.number },
    { label: 'EudraCT', text: application?.eudraCt?.eudraCtCode },
    { label: '', text: numbers?.whoUniversalTrialNumber?.number },
    ...(numbers?.additionalRegistries ?? []).map(({ otherRegistryName, number }) => ({
      label: otherRegistryName ?? '',
      text: number,
    })),
  ]
  const linked: string[] = []
  const other: string[] = []
  for (const { label, text } of fields) {
    const stated = oneLine(text)
    if (stated === null) continue
    const plain = findTrialIds(stated)
    const found = plain.length > 0 ? plain : findTrialIds(`${label} ${stated}`)
    const foreign = found.filter(({ kind }) => kind !== 'euct').map(({ id }) => id)
    linked.push(...foreign)
    if (foreign.length === 0 && stated !== trial.ctNumber) other.push(stated)
  }
  return { linkedIds: unique(linked), otherIds: unique(other) }
}

interface Criterion {
  number: string | number | null | undefined
  text: string | null
  translations: Translations
}

function inOrder(items: Criterion[]): Criterion[] {
  const rank = (item: Criterion) => {
    const number = Number(item.number ?? NaN)
    return Number.isFinite(number) ? number : Infinity
  }
  const ranked = items.filter(({ text }) => text !== null).map((item, at) => ({ item, at, rank: rank(item) }))
  return ranked.sort((a, b) => (a.rank === b.rank ? a.at - b.at : a.rank < b.rank ? -1 : 1)).map(({ item }) => item)
}

function joined(texts: readonly (string | null)[]): string | null {
  return texts.length === 0 ? null : texts.join('\n')
}

function translated(items: readonly Criterion[], lang: string): (string | null)[] {
  return items.map(({ translations }) =>
    wholeText(
      translations?.find(({ languageDescription }) => languageTag(languageDescription ?? null) === lang)
        ?.attributeTranslation,
    ),
  )
}

/** Criteria word for word, one a line, and every language into which all of them were translated. */
function readCriteria(part: CtisPartOne | null | undefined): CriteriaText[] {
  const eligibility = part?.trialDetails?.trialInformation?.eligibilityCriteria
  const inclusion = inOrder(
    (eligibility?.principalInclusionCriteria ?? []).map((item) => ({
      number: item.number,
      text: wholeText(item.principalInclusionCriteria),
      translations: item.principalInclusionCriteriaTranslations,
    })),
  )
  const exclusion = inOrder(
    (eligibility?.principalExclusionCriteria ?? []).map((item) => ({
      number: item.number,
      text: wholeText(item.principalExclusionCriteria),
      translations: item.principalExclusionCriteriaTranslations,
    })),
  )
  const all = [...inclusion, ...exclusion]
  if (all.length === 0) return []
  const original: CriteriaText = {
    combined: null,
    inclusion: joined(inclusion.map(({ text }) => text)),
    exclusion: joined(exclusion.map(({ text }) => text)),
    lang: null,
    country: null,
  }
  const spoken = all.flatMap(({ translations }) =>
    (translations ?? []).map(({ languageDescription }) => languageTag(languageDescription ?? null)),
  )
  const translations = unique(spoken).flatMap((lang): CriteriaText[] => {
    const [included, excluded] = [translated(inclusion, lang), translated(exclusion, lang)]
    if ([...included, ...excluded].includes(null)) return []
    return [{ ...original, inclusion: joined(included), exclusion: joined(excluded), lang }]
  })
  return [original, ...translations]
}

function readSex(part: CtisPartOne | null | undefined, row: CtisRow | null): Sex | null {
  const people = part?.trialDetails?.trialInformation?.populationOfTrialSubjects
  const { isFemaleSubjects: female, isMaleSubjects: male } = people ?? {}
  if (typeof female === 'boolean' && typeof male === 'boolean' && (female || male)) {
    return female && male ? 'ALL' : female ? 'FEMALE' : 'MALE'
  }
  const words = (row?.gender ?? '').split(',').map((word) => word.trim().toLowerCase())
  if (words.includes('female') && words.includes('male')) return 'ALL'
  if (words.length !== 1) return null
  return words[0] === 'female' ? 'FEMALE' : words[0] === 'male' ? 'MALE' : null
}

function readHealthyVolunteers(part: CtisPartOne | null | undefined): boolean | null {
  const groups = part?.trialDetails?.trialInformation?.populationOfTrialSubjects?.clinicalTrialGroups ?? []
  // EMA's list: 1 Healthy volunteers, 2 Patients.
  const known = groups.map(({ code, name }) =>
    codeText(code) === '1' || /healthy/i.test(name ?? '') ? true : codeText(code) === '2' ? false : null,
  )
  if (known.includes(true)) return true
  return known.length === 0 || known.includes(null) ? null : false
}

function firstDate(
  kind: TrialDate['kind'],
  iso: readonly (string | null | undefined)[],
  rows: readonly (string | null | undefined)[] = [],
): TrialDate | null {
  const dates = [...iso.map((text) => parseIsoDate(text ?? '')), ...rows.map((text) => parseDayMonthYear(text ?? ''))]
  const date = dates.find((value) => value !== null)
  return date === undefined ? null : { date, kind }
}

function hasEntries(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return typeof value === 'object' && value !== null && Object.values(value).some(hasEntries)
}

/** Search says Yes or No; retrieve holds the results themselves. */
function readHasResults(trial: CtisTrial, row: CtisRow | null): boolean | null {
  if (hasEntries(trial.results) || row?.resultsFirstReceived === 'Yes') return true
  const answered = row?.resultsFirstReceived === 'No' || (typeof trial.results === 'object' && trial.results !== null)
  return answered ? false : null
}

function readSponsors(part: CtisPartOne | null | undefined, row: CtisRow | null) {
  const sponsors = part?.sponsors ?? []
  const lead = sponsors.find(({ primary }) => primary === true) ?? sponsors[0]
  const commercial = lead?.organisation?.commercial ?? lead?.isCommercial ?? null
  const contacts = [...(lead?.publicContacts ?? []), ...(lead?.scientificContacts ?? [])].map((contact): Contact => ({
    name: oneLine(contact.functionalName) ?? oneLine(contact.organisation?.name),
    role: oneLine(contact.type),
    phone: oneLine(contact.telephone),
    email: oneLine(contact.functionalEmailAddress),
  }))
  return {
    leadSponsor: {
      name: oneLine(lead?.organisation?.name) ?? oneLine(row?.sponsor),
      kind: commercial === null ? null : commercial ? ('industry' as const) : ('non-industry' as const),
      stated: oneLine(lead?.organisation?.type) ?? oneLine(row?.sponsorType),
      country: countryCode(oneLine(lead?.addresses?.[0]?.address?.countryName) ?? ''),
    },
    collaborators: unique(
      sponsors.filter((sponsor) => sponsor !== lead).map(({ organisation }) => oneLine(organisation?.name)),
    ),
    contacts,
  }
}

/** `Psychiatry and Psychology [F] - Mental Disorders [F03]` -> Mental Disorders, F03: a broad MeSH class. */
function readAreas(areas: readonly (string | null | undefined)[]): { id: string | null; term: string }[] {
  return unique(areas.map(oneLine)).map((area) => {
    const [, term, id] = /^(?:.*\])?([^\]]*)\[([A-Z]\d{2})\]$/.exec(area.trimEnd()) ?? []
    return { id: id ?? null, term: term?.replace(/^[\s-]+/, '').trimEnd() ?? area }
  })
}

function readConditions(part: CtisPartOne | null | undefined, row: CtisRow | null): string[] {
  const information = part?.trialDetails?.trialInformation?.medicalCondition
  const stated = unique(
    [...(part?.medicalConditions ?? []), ...(information?.partIMedicalConditions ?? [])].map(({ medicalCondition }) =>
      oneLine(medicalCondition),
    ),
  )
  // Search joins conditions with commas that also stand inside them: one text, not split.
  return stated.length > 0 ? stated : unique([oneLine(row?.conditions)])
}

/** Main fields under CTIS' own names, without contacts and translations. */
function readRaw(trial: CtisTrial, row: CtisRow | null): Record<string, unknown> {
  const { authorizedApplication: application, ...top } = trial
  const part = application?.authorizedPartI
  const ids = part?.trialDetails?.clinicalTrialIdentifiers
  const information = part?.trialDetails?.trialInformation
  return {
    ...top,
    fullTitle: ids?.fullTitle,
    publicTitle: ids?.publicTitle,
    shortTitle: ids?.shortTitle,
    secondaryIdentifyingNumbers: ids?.secondaryIdentifyingNumbers,
    eudraCt: application?.eudraCt,
    medicalConditions: part?.medicalConditions,
    therapeuticAreas: part?.therapeuticAreas,
    trialPhase: information?.trialCategory?.trialPhase,
    trialDuration: information?.trialDuration,
    populationOfTrialSubjects: information?.populationOfTrialSubjects,
    products: part?.products,
    memberStatesConcerned: application?.memberStatesConcerned,
    recruitmentSubjectCounts: application?.authorizedPartsII?.map(({ mscInfo, recruitmentSubjectCount }) => ({
      mscName: mscInfo?.mscName,
      recruitmentSubjectCount,
    })),
    rowSubjectCount: part?.rowSubjectCount,
    rowCountriesInfo: part?.rowCountriesInfo,
    searchRow: row,
  }
}

/**
 * One trial from retrieve; the search row fills what retrieve leaves out. Where both hold a field retrieve wins, except
 * for the publication date and the results flag, which only search states plainly.
 */
export function toRecord(trial: CtisTrial, row: CtisRow | null, fetchedAt: string): TrialRecord {
  const part = trial.authorizedApplication?.authorizedPartI
  const information = part?.trialDetails?.trialInformation
  const status = readStatus(trial, row)
  const phase = readPhase(codeText(information?.trialCategory?.trialPhase), oneLine(row?.trialPhase))
  const ageCodes = information?.populationOfTrialSubjects?.ageRanges ?? []
  const ages = readAgeBands(
    ageCodes.flatMap(({ ageRangeCategoryCode }) => codeText(ageRangeCategoryCode) ?? []),
    oneLine(row?.ageGroup),
  )
  const objective = wholeText(information?.trialObjective?.mainObjective)
  const duration = information?.trialDuration
  return {
    registryId: 'ctis',
    recordId: trial.ctNumber,
    url: ctisRecordUrl(trial.ctNumber),
    aliasIds: earlierSubmissions(trial.ctNumber),
    ...readIds(trial),
    titles: readTitles(part, row),
    briefSummary: objective === null ? null : { text: objective, lang: null },
    studyType: null,
    overallStatus: status.label,
    statusGroup: status.group,
    statusDate: null,
    whyStopped: null,
    phaseStated: phase.stated,
    phases: phase.phases,
    enrollment: readEnrollment(trial, row),
    minimumAge: null,
    maximumAge: null,
    ageBands: ages.included,
    ageBandsExcluded: ages.excluded,
    stdAges: [],
    sex: readSex(part, row),
    healthyVolunteers: readHealthyVolunteers(part),
    criteria: readCriteria(part),
    conditions: readConditions(part, row).map((text) => ({ text, lang: null })),
    keywords: unique(
      (information?.medicalCondition?.meddraConditionTerms ?? []).map(({ termName }) => oneLine(termName)),
    ),
    conditionMesh: [],
    conditionAncestors: readAreas(part?.therapeuticAreas?.map(({ name }) => name) ?? row?.therapeuticAreas ?? []),
    interventions: readProducts(part, row?.product ?? null),
    interventionMesh: [],
    arms: [],
    design: { allocation: null, interventionModel: null, masking: null, primaryPurpose: null },
    ...readSponsors(part, row),
    countries: readCountries(trial, row),
    sites: readSites(trial),
    startDate:
      firstDate('actual', [trial.startDateEU], [row?.startDateEU]) ??
      firstDate('estimated', [duration?.estimatedRecruitmentStartDate]),
    primaryCompletionDate: null,
    completionDate:
      firstDate('actual', [trial.endDate], [row?.endDate]) ??
      firstDate('actual', [trial.endDateEU], [row?.endDateEU]) ??
      firstDate('estimated', [duration?.estimatedGlobalEndDate, duration?.estimatedEndDate]),
    firstPosted: parseDayMonthYear(row?.decisionDateOverall ?? '') ?? parseIsoDate(trial.decisionDate ?? ''),
    lastUpdated: parseDayMonthYear(row?.lastPublicationUpdate ?? '') ?? parseIsoDate(trial.publishDate ?? ''),
    hasResults: readHasResults(trial, row),
    decisions: readDecisions(trial, row),
    raw: readRaw(trial, row),
    asOf: fetchedAt,
    from: 'live',
    copyNotes: null,
  }
}
