import { toBlock, type CountryBlock } from './euctr-block.ts'
import { describeReply, isText, type ListedTrial } from './euctr-listing.ts'
import { authorisedOn, euctrRecordUrl, toTrialRecord } from './euctr-record.ts'
import { parseCountryRecords, type CountryRecord } from './euctr-text.ts'
import { hasTitle } from './euctr-words.ts'
import { MOST_REJECTED_TEXT } from './registry.ts'
import type { RegistryHttp } from './registry.ts'
import type { RejectedRecord, TrialRecord } from '../../shared/trial.ts'

/**
 * What asking for one country record gave. `not-sent`: an error page, an error word, a text that was cut off, so the
 * record was not seen; `absent`: the register answers that it has none; `malformed`: a whole answer that is not the
 * record asked for.
 */
export type CountryRead =
  | { country: string; blocks: CountryBlock[] }
  | { country: string; reason: string; rawText: string; kind: 'not-sent' | 'absent' | 'malformed' }

/**
 * Asks for one country record, and once more when it was not sent: "Request failed." comes with status 200, so nobody
 * else asks again. Trouble of the connection throws.
 */
export async function readCountry(eudractNumber: string, country: string, http: RegistryHttp): Promise<CountryRead> {
  const read = await askCountry(eudractNumber, country, http)
  return 'reason' in read && read.kind === 'not-sent' ? askCountry(eudractNumber, country, http) : read
}

async function askCountry(eudractNumber: string, country: string, http: RegistryHttp): Promise<CountryRead> {
  const reply = await http.get(`/rest/download/trial/${eudractNumber}/${country}`)
  if (isText(reply)) return readCountryText(eudractNumber, country, reply.body)
  const kind = reply.status === 404 ? 'absent' : 'not-sent'
  return { country, reason: `not a text record: ${describeReply(reply)}`, rawText: cut(reply.body), kind }
}

/** The country records in a text; the one with the latest decision first (see `CountryBlock.ordinal`). */
export function readCountryText(eudractNumber: string, country: string, text: string): CountryRead {
  const records = parseCountryRecords(text)
  const problems = new Map<string, boolean>()
  const fit = records.filter((record) => {
    const problem = problemOf(record, eudractNumber, country)
    if (problem) problems.set(problem.reason, problem.isCutOff)
    return problem === null
  })
  if (fit.length === 0) {
    const reason = records.length === 0 ? 'holds no country record' : [...problems.keys()].join('; ')
    const kind = [...problems.values()].every((isCutOff) => isCutOff) ? 'not-sent' : 'malformed'
    return { country, reason, rawText: cut(text), kind }
  }
  const dated = fit.map((record) => {
    const block = toBlock(country, 1, record)
    return { record, date: authorisedOn(block) ?? '' }
  })
  dated.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
  return { country, blocks: dated.map(({ record }, index) => toBlock(country, index + 1, record)) }
}

/** Why a record is not the one asked for, or not whole; null when it is. */
function problemOf(
  record: CountryRecord,
  eudractNumber: string,
  country: string,
): { reason: string; isCutOff: boolean } | null {
  const block = toBlock(country, 1, record)
  const valueOf = (code: string, label: string) =>
    block.byCode.get(code)?.find((field) => field.label === label)?.value ?? ''
  const isOther = (what: string) => ({ reason: `is ${what}`, isCutOff: false })
  const number = valueOf('', 'EudraCT Number') || valueOf('A.2', 'EudraCT number')
  if (number !== eudractNumber)
    return isOther(`a record of ${number === '' ? 'no EudraCT number' : number.slice(0, 40)}`)
  const linked = /\/trial\/[\d-]{14}\/([A-Z]{2}|3rd)\/?$/.exec(valueOf('', 'Link'))?.[1]
  if (linked !== undefined && linked !== country) return isOther(`the record of ${linked}, not of ${country}`)
  // EEA records end with N and P, third-country records with H (so in every recorded page).
  if (!/F.*[NPH]/.test(record.sections))
    return { reason: `cut off after section ${record.sections.at(-1) ?? 'none'}`, isCutOff: true }
  return hasTitle(block) ? null : { reason: 'has no title', isCutOff: false }
}

export interface TrialRead {
  record: TrialRecord | null
  rejected: RejectedRecord[]
  /** The first country record that was not sent, and why; null when all were. */
  notSent: string | null
}

/** Joins what was read of one trial. A country record that failed is rejected; a trial whose records all failed is. */
export function joinCountries(trial: ListedTrial, reads: readonly CountryRead[], fetchedAt: string): TrialRead {
  const blocks = reads.flatMap((read) => ('blocks' in read ? read.blocks : []))
  const failed = reads.flatMap((read) => ('reason' in read ? [read] : []))
  const { eudractNumber } = trial
  const unsent = failed.find(({ kind }) => kind === 'not-sent')
  const notSent = unsent ? `${eudractNumber}/${unsent.country} ${unsent.reason}` : null
  const reject = (recordId: string, reason: string, rawText: string): RejectedRecord => ({
    registryId: 'euctr',
    recordId,
    reason,
    url: euctrRecordUrl(recordId),
    rawText,
  })
  if (blocks.length === 0) {
    const reason = failed.map((read) => `${read.country}: ${read.reason}`).join('; ')
    const rawText = failed
      .map((read) => read.rawText.slice(0, Math.floor(MOST_REJECTED_TEXT / failed.length)))
      .join('\n')
    const criteriaUnread = failed.every(({ kind }) => kind !== 'malformed')
    const rejected = [
      { ...reject(eudractNumber, reason || 'the search lists no country record', cut(rawText)), criteriaUnread },
    ]
    return { record: null, rejected, notSent }
  }
  const rejected = failed.map((read) => reject(`${eudractNumber}/${read.country}`, read.reason, read.rawText))
  const built = toTrialRecord({ ...trial, listed: trial.countries, blocks }, fetchedAt)
  if ('record' in built) return { record: built.record, rejected, notSent }
  rejected.push(
    reject(eudractNumber, built.invalid.join('; '), cut(JSON.stringify(blocks.map(({ fields }) => fields)))),
  )
  return { record: null, rejected, notSent }
}

function cut(text: string): string {
  return text.slice(0, MOST_REJECTED_TEXT)
}
