import { countryCode } from '../../shared/core/country.ts'
import { parseAge } from '../../shared/core/age.ts'
import { parseIsoDate } from '../../shared/core/date.ts'
import { parseTrialId } from '../../shared/core/trial-id.ts'
import {
  PHASES,
  type CountryStatus,
  type Enrollment,
  type Intervention,
  type Role,
  type Site,
  type TrialDate,
  type TrialRecord,
} from '../../shared/trial.ts'
import type { Registry } from '../registries/registry.ts'

/** A row of the facts table: a value for every column, '' where the source is silent. */
export type FactsRow = Readonly<Record<string, string>>

const TYPED_NAME =
  /^(Drug|Behavioral|Procedure|Other|Device|Biological|Dietary Supplement|Combination Product|Genetic|Radiation|Diagnostic Test): (.+)$/s
const COUNTRY_STATUS =
  /\b([A-Z]{2}|3rd):(Completed|Ongoing|Restarted|Prematurely Ended|Temporarily Halted|Suspended by CA|Not Authorised|Prohibited by CA|\(blank\))/g

function cell(row: FactsRow, column: string): string | null {
  const value = row[column]?.trim() ?? ''
  return value === '' ? null : value
}

/** Cells with several values divide them by `|`; a few hold a list as a program prints it (`['Cancer Pain']`). */
function list(row: FactsRow, column: string): string[] {
  const value = cell(row, column)
  if (value === null) return []
  const printed = /^\['(.*)'\]$/s.exec(value)?.[1]
  const parts = printed === undefined ? value.split('|') : printed.split("', '")
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | null {
  return allowed.find((word) => word === value) ?? null
}

function interventionOf(stated: string): Intervention {
  const typed = TYPED_NAME.exec(stated)
  return {
    name: typed?.[2] ?? stated,
    type: typed?.[1]?.toUpperCase().replaceAll(' ', '_') ?? null,
    otherNames: [],
    activeSubstances: [],
    description: null,
    armLabels: [],
    statedRole: null,
  }
}

function siteOf(stated: string): Site {
  const comma = stated.lastIndexOf(', ')
  const countryStated = comma < 0 ? null : stated.slice(comma + 2)
  return {
    facility: null,
    city: comma < 0 ? stated : stated.slice(0, comma),
    country: countryStated === null ? null : countryCode(countryStated),
    countryStated,
    lat: null,
    lon: null,
    status: null,
    statusGroup: null,
    contacts: [],
  }
}

/** A count whose kind the source does not state is neither planned nor actual. */
function enrollmentOf(row: FactsRow, registryId: string): Enrollment {
  const stated = cell(row, 'enrollment')
  const count = stated !== null && /^\d+$/.test(stated) ? Number(stated) : null
  const kind = cell(row, 'enrollment_type')
  return {
    planned: kind === 'ESTIMATED' ? count : null,
    actual: kind === 'ACTUAL' ? count : null,
    unspecified: kind === null ? count : null,
    // ClinicalTrials.gov counts the whole trial; for a copy of an EU record it is not known what was counted.
    scope: count !== null && registryId === 'ctgov' ? 'whole-trial' : null,
  }
}

function dateOf(row: FactsRow, column: string): TrialDate | null {
  const date = dayOf(row, column)
  return date === null ? null : { date, kind: null }
}

/** A date that exists; null otherwise (then see `unreadableDates`). */
function dayOf(row: FactsRow, column: string): string | null {
  const stated = cell(row, column)
  return stated === null ? null : parseIsoDate(stated)
}

const DATES = {
  startDate: 'start_date',
  primaryCompletionDate: 'primary_completion_date',
  completionDate: 'completion_date',
  lastUpdate: 'last_update',
}

/** Dates of the row that are none ("2024-13-45"), as they stand there. */
function unreadableDates(row: FactsRow): Record<string, string | null> {
  const unread = Object.entries(DATES).filter(([, column]) => dayOf(row, column) === null && cell(row, column) !== null)
  return Object.fromEntries(unread.map(([name, column]) => [name, cell(row, column)]))
}

/**
 * Countries of the row, with the statuses that the note lists (`register status per country: GB:Completed; …`). A country
 * listed twice keeps the later word: the note puts page snapshots after the extract of December 2020.
 */
function countriesOf(row: FactsRow, registry: Registry): CountryStatus[] {
  const statuses = new Map<string, string | null>(list(row, 'countries').map((code) => [code, null]))
  for (const [, code = '', status = ''] of (row.note ?? '').matchAll(COUNTRY_STATUS)) {
    statuses.set(code, status === '(blank)' ? null : status)
  }
  return [...statuses].map(([code, status]) => ({
    country: code === '3rd' ? null : countryCode(code),
    countryStated: code === '3rd' ? 'Outside EU/EEA' : code,
    status,
    statusGroup: status === null ? null : registry.statusGroup(status),
    statusDate: null,
    planned: null,
    url: null,
  }))
}

/** `Completed (DE, ES); Ongoing (IT)`: the word of a register that has one status for each country. */
function joinedStatus(countries: readonly CountryStatus[]): string | null {
  const words = [...new Set(countries.map(({ status }) => status))].filter((status) => status !== null).sort()
  if (words.length === 0) return null
  const where = (word: string): string =>
    countries
      .filter(({ status }) => status === word)
      .map(({ countryStated }) => countryStated)
      .sort()
      .join(', ')
  return words.map((word) => `${word} (${where(word)})`).join('; ')
}

/** `constants`: the registry whose status words the table uses for all registries (ClinicalTrials.gov). */
function statusOf(
  row: FactsRow,
  countries: readonly CountryStatus[],
  registry: Registry,
  constants: Registry,
): Pick<TrialRecord, 'overallStatus' | 'statusGroup'> {
  const perCountry = joinedStatus(countries)
  if (perCountry !== null) return { overallStatus: perCountry, statusGroup: registry.statusGroup(perCountry) }
  const overallStatus = cell(row, 'overall_status')
  return { overallStatus, statusGroup: constants.statusGroup(overallStatus) }
}

function idsOf(row: FactsRow): Pick<TrialRecord, 'linkedIds' | 'otherIds'> {
  const linkedIds: string[] = []
  const otherIds: string[] = []
  for (const stated of list(row, 'secondary_ids')) {
    const found = parseTrialId(stated)
    if (found) linkedIds.push(found.id)
    else otherIds.push(stated)
  }
  return { linkedIds, otherIds }
}

function titlesOf(row: FactsRow): TrialRecord['titles'] {
  // ClinicalTrials.gov is in English; the EU registers do not say which language a title is in.
  const lang = row.registry === 'ctgov' ? 'en' : null
  const brief = cell(row, 'brief_title')
  const official = cell(row, 'official_title')
  return [
    ...(brief === null ? [] : [{ kind: 'brief' as const, text: brief, lang }]),
    ...(official === null ? [] : [{ kind: 'official' as const, text: official, lang }]),
  ]
}

const KINDS = { INDUSTRY: 'industry', OTHER: 'non-industry' } as const

/** One row as a record of its registry. Blanks are "not stated". */
export function recordFromFacts(row: FactsRow, registry: Registry, constants: Registry): TrialRecord {
  const recordId = row.trial_id ?? ''
  const countries = countriesOf(row, registry)
  const phases = list(row, 'phases')
  const sponsorClass = oneOf(cell(row, 'sponsor_class'), ['INDUSTRY', 'OTHER'])
  const stated = (column: string): TrialRecord['minimumAge'] => {
    const value = cell(row, column)
    return value === null ? null : parseAge(value)
  }
  return {
    registryId: registry.id,
    recordId,
    url: registry.recordUrl(recordId),
    aliasIds: [],
    ...idsOf(row),
    titles: titlesOf(row),
    briefSummary: null,
    studyType: cell(row, 'study_type'),
    ...statusOf(row, countries, registry, constants),
    statusDate: null,
    whyStopped: null,
    phaseStated: phases.length > 0 ? phases.join('|') : null,
    phases: PHASES.filter((phase) => phases.includes(phase)),
    enrollment: enrollmentOf(row, registry.id),
    minimumAge: stated('minimum_age'),
    maximumAge: stated('maximum_age'),
    ageBands: [],
    ageBandsExcluded: [],
    stdAges: list(row, 'std_ages'),
    sex: oneOf(cell(row, 'sex'), ['ALL', 'FEMALE', 'MALE']),
    healthyVolunteers: null,
    criteria: [],
    conditions: list(row, 'conditions').map((text) => ({ text, lang: row.registry === 'ctgov' ? 'en' : null })),
    keywords: [],
    conditionMesh: [],
    conditionAncestors: [],
    interventions: list(row, 'interventions').map(interventionOf),
    interventionMesh: [],
    arms: [],
    design: { allocation: null, interventionModel: null, masking: null, primaryPurpose: null },
    leadSponsor: {
      name: cell(row, 'lead_sponsor'),
      kind: sponsorClass === null ? null : KINDS[sponsorClass],
      stated: cell(row, 'sponsor_class'),
      country: null,
    },
    collaborators: [],
    countries,
    sites: list(row, 'sites').map(siteOf),
    contacts: [],
    startDate: dateOf(row, DATES.startDate),
    primaryCompletionDate: dateOf(row, DATES.primaryCompletionDate),
    completionDate: dateOf(row, DATES.completionDate),
    firstPosted: null,
    lastUpdated: dayOf(row, DATES.lastUpdate),
    hasResults: row.has_results === 'true' ? true : row.has_results === 'false' ? false : null,
    decisions: [],
    raw: unreadableDates(row),
    asOf: dayOf(row, 'as_of'),
    from: 'snapshot',
    copyNotes: {
      source: row.source ?? '',
      note: cell(row, 'note'),
      copiedFor: row.substance ?? '',
      statedRole: oneOf<Role>(cell(row, 'role'), ['investigated', 'comparator', 'background', 'mentioned', 'unclear']),
      idMention: oneOf(cell(row, 'id_mention'), ['excludes', 'includes', 'none-seen']),
      idQuote: cell(row, 'id_quote'),
      guardianConsent: oneOf(cell(row, 'guardian_consent'), ['yes', 'no']),
    },
  }
}
