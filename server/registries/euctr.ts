import pLimit from 'p-limit'
import { RegistryChangedError } from '../errors.ts'
import { listTrials, type ListedTrial } from './euctr-listing.ts'
import { euctrRecordUrl } from './euctr-record.ts'
import { euctrStatusGroup, euctrStatusWords } from './euctr-status.ts'
import { joinCountries, readCountry, type CountryRead } from './euctr-trial.ts'
import type { CollectResult, LiveCheck, OnProgress, Registry, RegistryHttp } from './registry.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import type { TrialRecord } from '../../shared/trial.ts'

/**
 * EU Clinical Trials Register (trials under Directive 2001/20/EC). No API: HTML search, text downloads. One trial is one
 * EudraCT number with a record per country; the record here is their union, with the status of each country kept.
 */

const MAX_CONCURRENT = 4
/** After so many country records without a single text among them the register is not answering as we know it. */
const HOPELESS = 12

/** Phrases in quotes, joined with OR: bare words are AND-ed, and no query at all is answered with the whole register. */
export function euctrQuery(searchTerms: readonly string[]): string {
  const phrases = searchTerms.map((term) => term.replace(/["\s]+/g, ' ').trim()).filter((term) => term !== '')
  if (phrases.length === 0) throw new Error('a EUCTR query needs at least one search term')
  return phrases.map((phrase) => `"${phrase}"`).join(' OR ')
}

async function collect(
  substance: Substance,
  http: RegistryHttp,
  onProgress: OnProgress,
  fetchedAt: string,
): Promise<CollectResult> {
  onProgress({ done: 0, total: null })
  const listing = await listTrials(euctrQuery(substance.searchTerms), http)
  const reads = await readCountries(listing.trials, http, onProgress)
  const result: CollectResult = {
    records: [],
    rejected: [],
    reportedTotal: listing.reportedTotal,
    complete: false,
    incompleteReason: listing.incompleteReason,
  }
  for (const [index, trial] of listing.trials.entries()) {
    const { record, rejected, notSent } = joinCountries(trial, reads[index] ?? [], fetchedAt)
    if (record) result.records.push(record)
    result.rejected.push(...rejected)
    if (notSent !== null) result.incompleteReason ??= `not every country record was sent: ${notSent}`
  }
  return { ...result, complete: result.incompleteReason === null }
}

/** Every country record of every trial, four at a time, in listing order. */
async function readCountries(
  trials: readonly ListedTrial[],
  http: RegistryHttp,
  onProgress: OnProgress,
): Promise<CountryRead[][]> {
  const limit = pLimit(MAX_CONCURRENT)
  const total = trials.reduce((sum, { countries }) => sum + countries.length, 0)
  let done = 0
  let sent = 0
  onProgress({ done, total })
  const readOne = (eudractNumber: string, country: string) =>
    limit(async () => {
      const read = await readCountry(eudractNumber, country, http)
      if ('blocks' in read || read.kind !== 'not-sent') sent++
      done++
      if (sent === 0 && (done === total || done >= HOPELESS))
        throw new RegistryChangedError(
          'euctr',
          `none of ${done} country records came as text; the last: ${describe(read)}`,
        )
      onProgress({ done, total })
      return read
    })
  try {
    return await Promise.all(
      trials.map(({ eudractNumber, countries }) =>
        Promise.all(countries.map(({ country }) => readOne(eudractNumber, country))),
      ),
    )
  } finally {
    // One failure fails the collection: what still waits must not be asked.
    limit.clearQueue()
  }
}

function describe(read: CountryRead): string {
  return 'reason' in read ? read.reason : read.country
}

async function fetchRecord(recordId: string, http: RegistryHttp, fetchedAt: string): Promise<TrialRecord | null> {
  if (!euctr.trialIdPattern.test(recordId)) return null
  const listing = await listTrials(`eudract_number:${recordId}`, http)
  if (listing.reportedTotal === 0) return null
  const trial = listing.trials.find(({ eudractNumber }) => eudractNumber === recordId)
  if (!trial)
    throw new RegistryChangedError('euctr', `asked for ${recordId}, got ${listing.trials.length} other trials`)
  const [reads = []] = await readCountries([trial], http, () => undefined)
  const { record, rejected } = joinCountries(trial, reads, fetchedAt)
  if (record) return record
  throw new RegistryChangedError(
    'euctr',
    `${recordId} cannot be read: ${rejected.map(({ reason }) => reason).join('; ')}`,
  )
}

/** COMP 001: psilocybin in treatment-resistant depression, ended 2021-09-27, records in eight countries in 2020-12. */
const KNOWN_TRIAL = '2017-003288-36'
const NO_TRIAL = '2099-999999-99'

const liveChecks: readonly LiveCheck[] = [
  {
    name: 'search by phrase',
    async run(http) {
      const listing = await listTrials(euctrQuery(['psilocybin', 'psilocybine']), http)
      if (listing.reportedTotal < 5)
        throw new Error(`expected at least 5 psilocybin trials, got ${listing.reportedTotal}`)
      if (listing.incompleteReason !== null) throw new Error(`expected a whole listing: ${listing.incompleteReason}`)
      return `${listing.reportedTotal} psilocybin trials, all listed`
    },
  },
  {
    name: 'known trial',
    async run(http) {
      const record = await fetchRecord(KNOWN_TRIAL, http, '')
      if (!record) throw new Error(`expected ${KNOWN_TRIAL}, got none`)
      const countries = record.countries.filter(({ url }) => url !== null).length
      if (countries < 5 || record.interventions.length === 0)
        throw new Error(
          `expected 5 or more countries and a product, got ${countries} and ${record.interventions.length}`,
        )
      return `${KNOWN_TRIAL}: ${countries} country records, ${record.overallStatus ?? 'no status'}`
    },
  },
  {
    name: 'unknown number',
    async run(http) {
      if ((await fetchRecord(NO_TRIAL, http, '')) !== null) throw new Error(`expected nothing for ${NO_TRIAL}`)
      return `${NO_TRIAL}: count 0`
    },
  },
]

export const euctr: Registry = {
  id: 'euctr',
  name: 'EU Clinical Trials Register',
  citation: { name: 'EUCTR', place: 2 },
  homeUrl: 'https://www.clinicaltrialsregister.eu/',
  defaultBaseUrl: 'https://www.clinicaltrialsregister.eu/ctr-search',
  trialIdPattern: /^\d{4}-\d{6}-\d{2}$/,
  pace: { minIntervalMs: 200, maxConcurrent: MAX_CONCURRENT },
  maxReplyBytes: 16_000_000,
  recordUrl: euctrRecordUrl,
  searchUrl: (substance) =>
    `https://www.clinicaltrialsregister.eu/ctr-search/search?query=${encodeURIComponent(euctrQuery(substance.searchTerms))}`,
  statusGroup: euctrStatusGroup,
  statusWords: euctrStatusWords,
  collect,
  fetchRecord,
  liveChecks,
}
