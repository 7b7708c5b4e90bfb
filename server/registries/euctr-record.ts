import * as z from 'zod/mini'
import { countryCode } from '../../shared/core/country.ts'
import { earliest, latest, parseIsoDate } from '../../shared/core/date.ts'
import { foldStatusGroups } from '../../shared/core/status-group.ts'
import { findTrialIds, parseTrialId } from '../../shared/core/trial-id.ts'
import {
  anyAnswer,
  headerOf,
  lineOf,
  localTexts,
  mostCommon,
  numberOf,
  shortOf,
  stated,
  type CountryBlock,
} from './euctr-block.ts'
import { interventionsOf } from './euctr-interventions.ts'
import { tidyLine } from './euctr-normalise.ts'
import { bandsOf, designOf, enrollmentOf, namedCountries, phasesOf, sexOf } from './euctr-population.ts'
import { euctrRaw } from './euctr-raw.ts'
import { euctrStatusGroup, joinStatuses } from './euctr-status.ts'
import { criteriaOf, conditionsOf, titlesOf } from './euctr-words.ts'
import { TrialRecord, type Contact, type CountryStatus, type Decision } from '../../shared/trial.ts'
import type { ListedCountry } from './euctr-summary.ts'

const HOME = 'https://www.clinicaltrialsregister.eu/ctr-search'

/** What the register holds under one EudraCT number. */
export interface EuctrTrial {
  eudractNumber: string
  /** Country records as the search lists them. */
  listed: readonly ListedCountry[]
  hasResults: boolean | null
  /** The country records that could be read, preferred one of a country first. */
  blocks: readonly CountryBlock[]
}

/** `ID` gives the register's own page of the trial, `ID/CC` the page of one country record. */
export function euctrRecordUrl(recordId: string): string {
  return recordId.includes('/') ? `${HOME}/trial/${recordId}` : `${HOME}/search?query=eudract_number:${recordId}`
}

/** One record of all country records under a EudraCT number, or why it is none. */
export function toTrialRecord(
  trial: EuctrTrial,
  fetchedAt: string,
): { record: TrialRecord } | { invalid: readonly string[] } {
  const { eudractNumber, hasResults } = trial
  // Where a country sent several records, the preferred one alone speaks for status, numbers and decisions.
  const blocks = trial.blocks.filter(({ ordinal }) => ordinal === 1)
  const countries = countriesOf(trial, blocks)
  const lead = blocks.find((block) => lineOf(block, 'B.1.1') !== null)
  const draft: TrialRecord = {
    registryId: 'euctr',
    recordId: eudractNumber,
    url: euctrRecordUrl(eudractNumber),
    aliasIds: [],
    ...idsOf(trial.blocks),
    titles: titlesOf(trial.blocks),
    briefSummary: blocks.flatMap((block) => localTexts(block, 'E.2.1'))[0] ?? null,
    studyType: mostCommon(blocks.map((block) => headerOf(block, 'Clinical Trial Type'))),
    ...statusOf(trial, blocks),
    statusDate: null,
    whyStopped: null,
    ...phasesOf(blocks),
    enrollment: enrollmentOf(blocks),
    minimumAge: null,
    maximumAge: null,
    ...bandsOf(blocks),
    stdAges: [],
    sex: sexOf(blocks),
    healthyVolunteers: anyAnswer(blocks, 'F.3.1'),
    criteria: criteriaOf(trial.blocks),
    conditions: conditionsOf(trial.blocks),
    keywords: [...new Set(blocks.flatMap((block) => lineOf(block, 'E.1.1.2') ?? []))],
    conditionMesh: [],
    conditionAncestors: [],
    interventions: interventionsOf(trial.blocks),
    interventionMesh: [],
    arms: [],
    design: designOf(blocks),
    leadSponsor: leadSponsorOf(lead),
    collaborators: collaboratorsOf(blocks, lead ? lineOf(lead, 'B.1.1') : null),
    countries,
    sites: [],
    contacts: contactsOf(blocks),
    startDate: startOf(blocks),
    primaryCompletionDate: null,
    completionDate: endOf(blocks),
    firstPosted: earliest(blocks.map((block) => parseIsoDate(headerOf(block, 'Date on which this record') ?? ''))),
    lastUpdated: null,
    hasResults,
    decisions: blocks.flatMap(decisionsOf),
    raw: euctrRaw(trial.blocks, trial.listed),
    asOf: fetchedAt,
    from: 'live',
    copyNotes: null,
  }
  // The copy also lets go of the country texts, of which every value is still a slice.
  const parsed = z.safeParse(TrialRecord, JSON.parse(JSON.stringify(draft)))
  if (parsed.success) return { record: parsed.data }
  return { invalid: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) }
}

/** Header and P section hold the same list of words; older records fill only one of them. */
function statusWord(block: CountryBlock): string | null {
  return headerOf(block, 'Trial Status') ?? shortOf(block, 'P.', 'End of Trial Status')
}

/** Status of each country: of its record, or of the search's listing where the record could not be read. */
function countryStatuses(trial: EuctrTrial, blocks: readonly CountryBlock[]): ListedCountry[] {
  const read = new Map(blocks.map((block) => [block.country, statusWord(block)]))
  return trial.listed.map(({ country, status }) => ({
    country,
    status: read.has(country) ? (read.get(country) ?? null) : status,
  }))
}

function statusOf(
  trial: EuctrTrial,
  blocks: readonly CountryBlock[],
): Pick<TrialRecord, 'overallStatus' | 'statusGroup'> {
  const statuses = countryStatuses(trial, blocks)
  return {
    overallStatus: joinStatuses(statuses),
    statusGroup: foldStatusGroups(statuses.map(({ status }) => euctrStatusGroup(status))),
  }
}

function countriesOf(trial: EuctrTrial, blocks: readonly CountryBlock[]): CountryStatus[] {
  const countries = countryStatuses(trial, blocks).map(({ country, status }): CountryStatus => {
    const block = blocks.find((candidate) => candidate.country === country)
    return {
      country: country === '3rd' ? null : countryCode(country),
      countryStated: block ? countryName(block) : country === '3rd' ? 'Outside EU/EEA' : country,
      status,
      statusGroup: euctrStatusGroup(status),
      statusDate: null,
      planned: block ? numberOf(block, 'F.4.1') : null,
      url: euctrRecordUrl(`${trial.eudractNumber}/${country}`),
    }
  })
  const seen = new Set(countries.map(({ country, countryStated }) => country ?? countryStated))
  for (const line of blocks.flatMap(namedCountries)) {
    const name = stated(line)
    if (name === null) continue
    const country = countryCode(tidyLine(name))
    const key = country ?? tidyLine(name)
    if (seen.has(key)) continue
    seen.add(key)
    countries.push({
      country,
      countryStated: tidyLine(name),
      status: null,
      statusGroup: null,
      statusDate: null,
      planned: null,
      url: null,
    })
  }
  return countries
}

/** `Spain - AEMPS` -> `Spain`. */
function countryName(block: CountryBlock): string {
  if (block.country === '3rd') return 'Outside EU/EEA'
  const authority = headerOf(block, 'National Competent Authority') ?? lineOf(block, 'A.1') ?? block.country
  return authority.split(' - ')[0] ?? block.country
}

const NO_ID = /^(?:n\.?\/?\s?[ad]\.?|none|not (?:applicable|available|known)|unknown|pending|tbd|-+|\.+|0+)$/i

/** A.5.1, A.5.2 and A.5.4 are the register's own fields for numbers elsewhere; the sponsor's code (A.4.1) is not. */
function idsOf(blocks: readonly CountryBlock[]): Pick<TrialRecord, 'linkedIds' | 'otherIds'> {
  const linked = new Set<string>()
  const other = new Set<string>()
  for (const block of blocks) {
    for (const code of ['A.5.1', 'A.5.2', 'A.5.4']) {
      for (const { text } of localTexts(block, code)) {
        const found = linkedIn(code, text)
        for (const id of found) linked.add(id)
        if (found.length === 0 && !NO_ID.test(text)) other.add(text)
      }
    }
    for (const code of ['A.4.1', 'A.5.3']) {
      for (const { text } of localTexts(block, code)) if (!NO_ID.test(text)) other.add(text)
    }
  }
  return { linkedIds: [...linked], otherIds: [...other] }
}

function linkedIn(code: string, text: string): string[] {
  // A.5.1 holds ISRCTN numbers with or without the letters.
  const bare = code === 'A.5.1' && /^\d{8}$/.test(text) ? parseTrialId(`ISRCTN${text}`) : null
  const found = bare ? [bare] : findTrialIds(text)
  return found.filter(({ kind }) => kind !== 'eudract').map(({ id }) => id)
}

function leadSponsorOf(block: CountryBlock | undefined): TrialRecord['leadSponsor'] {
  if (!block) return { name: null, kind: null, stated: null, country: null }
  const kind = shortOf(block, 'B.3.1 and B.3.2')
  const country = lineOf(block, 'B.1.3.4')
  const word = kind?.toLowerCase()
  return {
    name: lineOf(block, 'B.1.1'),
    kind: word === 'commercial' ? 'industry' : word === 'non-commercial' ? 'non-industry' : null,
    stated: kind,
    country: country === null ? null : countryCode(country),
  }
}

/** Further sponsors and those who pay. */
function collaboratorsOf(blocks: readonly CountryBlock[], lead: string | null): string[] {
  const names = new Map<string, string>()
  for (const block of blocks) {
    for (const { text } of [...localTexts(block, 'B.1.1'), ...localTexts(block, 'B.4.1')]) {
      if (!names.has(text.toLowerCase())) names.set(text.toLowerCase(), text)
    }
  }
  names.delete(lead?.toLowerCase() ?? '')
  return [...names.values()].filter((name) => !NO_ID.test(name))
}

function contactsOf(blocks: readonly CountryBlock[]): Contact[] {
  const contacts = new Map<string, Contact>()
  for (const block of blocks) {
    const contact = {
      name: lineOf(block, 'B.5.1'),
      role: lineOf(block, 'B.5.2'),
      phone: lineOf(block, 'B.5.4'),
      email: lineOf(block, 'B.5.6'),
    }
    if (contact.phone !== null || contact.email !== null) contacts.set(JSON.stringify(contact).toLowerCase(), contact)
  }
  return [...contacts.values()]
}

function decisionsOf(block: CountryBlock): Decision[] {
  const country = block.country === '3rd' ? null : countryCode(block.country)
  const read = (by: Decision['by'], words: string, dated: string): Decision[] => {
    const decision = shortOf(block, 'N.', words)
    return decision === null ? [] : [{ by, country, decision, date: parseIsoDate(shortOf(block, 'N.', dated) ?? '') }]
  }
  return [
    ...read('authority', 'Competent Authority Decision', 'Date of Competent Authority Decision'),
    ...read('ethics-committee', 'Ethics Committee Opinion of the trial', 'Date of Ethics Committee Opinion'),
  ]
}

/** Later of the two decision dates: the day a country allowed the trial. Null where one said no. */
export function authorisedOn(block: CountryBlock): string | null {
  const decisions = decisionsOf(block)
  if (decisions.some(({ decision }) => /\b(?:not|un|refused|rejected|prohibited)/i.test(decision))) return null
  return latest(decisions.map(({ date }) => date))
}

/** First country that allowed it. Permitted to start, which is not the start of recruitment. */
function startOf(blocks: readonly CountryBlock[]): TrialRecord['startDate'] {
  const date = earliest(blocks.map(authorisedOn))
  return date === null ? null : { date, kind: 'authorised' }
}

/** Global end as most country records give it (they differ by days to years: 2014-004588-19); the later between equals. */
function endOf(blocks: readonly CountryBlock[]): TrialRecord['completionDate'] {
  const dates = blocks.map((block) => parseIsoDate(shortOf(block, 'P.', 'Date of the global end') ?? ''))
  const date = mostCommon(
    dates
      .filter((end) => end !== null)
      .sort()
      .reverse(),
  )
  return date === null ? null : { date, kind: 'actual' }
}
