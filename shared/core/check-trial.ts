import type { CheckFact } from '../api.ts'
import type { Decision, TrialRecord, TrialSummary } from '../trial.ts'
import { statedAges } from './age.ts'
import { statusKnownOn } from './status-group.ts'

/** What the registers say about one number, fact by fact, and what does not fit what a reader was told. */

type FactName = CheckFact['fact']

/**
 * The facts of every record of a trial, in their order. `substanceIds`: the substances of this site that are given or
 * named in it. A fact's date is the register's own where it gives one, else the day of our copy.
 */
export function checkFacts(records: readonly TrialRecord[], substanceIds: readonly string[]): CheckFact[] {
  return records.flatMap((record) => [...recordFacts(record), substanceFact(record, substanceIds)])
}

/** What can be said when the registry answered that it has no such number. `askedAt`: ISO time of its answer. */
export function absentFacts(registryId: string, askedAt: string): CheckFact[] {
  return [{ fact: 'registered', state: 'absent', value: null, registryId, date: askedAt }]
}

function recordFacts(record: TrialRecord): CheckFact[] {
  const { registryId, leadSponsor } = record
  const updated = record.lastUpdated ?? record.asOf
  const fact = (name: FactName, value: string | null, date: string | null = updated): CheckFact => ({
    fact: name,
    state: value === null ? 'not-stated' : 'present',
    value,
    registryId,
    date,
  })
  const ages = statedAges([record])
  return [
    fact('registered', record.recordId, record.firstPosted ?? updated),
    fact('sponsor', listed([leadSponsor.name, leadSponsor.kind])),
    fact('status', record.overallStatus, statusKnownOn(record) ?? record.asOf),
    fact(
      'country',
      listed([...record.countries, ...record.sites].map(({ country, countryStated }) => country ?? countryStated)),
    ),
    fact('sites', record.sites.length === 0 ? null : String(record.sites.length)),
    fact('contact', firstContact(record)),
    decisionFact('authority-decision', record, ['authority', 'member-state'], updated),
    decisionFact('ethics-approval', record, ['ethics-committee'], updated),
    fact('phase', record.phases.length > 0 ? record.phases.join(', ') : record.phaseStated),
    fact('ages', ages === 'not stated' ? null : ages),
    fact('last-updated', record.lastUpdated, record.lastUpdated),
  ]
}

function substanceFact({ registryId, asOf, lastUpdated }: TrialRecord, substanceIds: readonly string[]): CheckFact {
  const value = listed(substanceIds)
  const state = value === null ? 'absent' : 'present'
  return { fact: 'substance', state, value, registryId, date: lastUpdated ?? asOf }
}

/** A contact of the whole trial, else the first of a site. */
function firstContact({ contacts, sites }: TrialRecord): string | null {
  const [first] = [...contacts, ...sites.flatMap((site) => site.contacts)].filter(
    ({ name, phone, email }) => (name ?? phone ?? email) !== null,
  )
  return first === undefined ? null : listed([first.name, first.phone, first.email])
}

/** "Not Authorised", "Unfavourable", "Refused": a decision that says no. */
const SAYS_NO = /\b(?:not|un\w*|refus\w*|reject\w*|negative|prohibit\w*|non)\b/i

/** Every decision with its country and date; `absent` when all of them say no. */
function decisionFact(
  fact: FactName,
  { registryId, decisions }: TrialRecord,
  by: readonly Decision['by'][],
  updated: string | null,
): CheckFact {
  const own = decisions.filter((decision) => by.includes(decision.by))
  const dates = own.flatMap(({ date }) => date ?? []).sort()
  const value = listed(
    own.map(({ country, decision, date }) => listed([country, decision, date], ' ')),
    '; ',
  )
  const refused = own.length > 0 && own.every(({ decision }) => SAYS_NO.test(decision))
  const state = value === null ? 'not-stated' : refused ? 'absent' : 'present'
  return { fact, state, value, registryId, date: dates.at(-1) ?? updated }
}

function listed(parts: readonly (string | null)[], separator = ', '): string | null {
  const stated = [...new Set(parts.filter((part) => part !== null && part.trim() !== ''))]
  return stated.length === 0 ? null : stated.join(separator)
}

/** What does not fit, each to be said in a plain sentence. None of them is a verdict. */
export type Mismatch =
  | { kind: 'not-ours' }
  | { kind: 'other-substance'; named: readonly string[]; held: readonly string[] }
  | { kind: 'only-mentioned'; substanceIds: readonly string[] }
  | {
      kind:
        'completed' | 'ended-early' | 'withdrawn' | 'paused' | 'not-yet' | 'closed' | 'by-invitation' | 'under-review'
    }
  | { kind: 'status-unknown' }
  | { kind: 'expanded-access' }
  | { kind: 'not-in-country'; country: string }
  | { kind: 'not-recruiting-in-country'; country: string }
  | { kind: 'outdated' }
  | { kind: 'copy'; asOf: string | null }
  | { kind: 'linked-only'; id: string }

const STATUS_MISMATCH: Partial<Record<TrialSummary['statusGroup'], Mismatch>> = {
  completed: { kind: 'completed' },
  'ended-early': { kind: 'ended-early' },
  'never-started': { kind: 'withdrawn' },
  paused: { kind: 'paused' },
  'not-yet-recruiting': { kind: 'not-yet' },
  'active-not-recruiting': { kind: 'closed' },
  'by-invitation': { kind: 'by-invitation' },
  'under-review': { kind: 'under-review' },
  'expanded-access': { kind: 'expanded-access' },
  'active-recruitment-unknown': { kind: 'status-unknown' },
  unknown: { kind: 'status-unknown' },
}

/** What the reader was told: the countries and substances that the text names or the reader chose. */
export interface ReaderClaim {
  countries: readonly string[]
  substanceIds: readonly string[]
}

/** Where the register and what the reader was told do not fit. `id`: the number that was looked up, if another led here. */
export function findMismatches(trial: TrialSummary, claim: ReaderClaim, linkedFrom: string | null): Mismatch[] {
  const status = STATUS_MISMATCH[trial.statusGroup]
  return [
    ...(linkedFrom === null ? [] : [{ kind: 'linked-only' as const, id: linkedFrom }]),
    ...substanceMismatch(trial, claim.substanceIds),
    ...(status === undefined ? [] : [status]),
    ...claim.countries.flatMap((country) => countryMismatch(trial, country)),
    ...(trial.staleRecruiting ? [{ kind: 'outdated' as const }] : []),
    ...(trial.from === 'snapshot' || trial.statusFrom === 'snapshot'
      ? [{ kind: 'copy' as const, asOf: trial.statusAsOf ?? trial.asOf }]
      : []),
  ]
}

function substanceMismatch({ substances }: TrialSummary, named: readonly string[]): Mismatch[] {
  if (substances.length === 0) return [{ kind: 'not-ours' }]
  const held = substances.map(({ substanceId }) => substanceId)
  if (named.length > 0 && !named.some((id) => held.includes(id))) return [{ kind: 'other-substance', named, held }]
  const given = substances.filter(({ role }) => role === 'investigated' || role === 'comparator' || role === 'unclear')
  return given.length === 0 ? [{ kind: 'only-mentioned', substanceIds: held }] : []
}

/** Only where the trial may still take people in somewhere: that it is over is said once, for every country. */
function countryMismatch(trial: TrialSummary, country: string): Mismatch[] {
  if (trial.countries.length > 0 && !trial.countries.includes(country)) return [{ kind: 'not-in-country', country }]
  const open = trial.statusGroup === 'recruiting' && trial.statusFrom !== 'snapshot' && trial.from !== 'snapshot'
  return open && !trial.recruitingCountries.includes(country) ? [{ kind: 'not-recruiting-in-country', country }] : []
}
