import type { Disagreement, DisagreementField, TrialRecord } from '../trial.ts'
import { ADULT_YEARS, bandYears, recordAdmitsMinors, statedAges } from './age.ts'
import { NONE } from './lean.ts'
import { orderPhases, phaseKey } from './phase.ts'
import { statusKnownOn } from './status-group.ts'
import { comparableText } from './search-text.ts'

/** What one record says of one field: two claims with different keys contradict each other. */
interface Claim {
  record: TrialRecord
  key: string
  value: string
  date?: string | null
}

/**
 * The fields on which the registers of one trial differ, each with what every record says, in the order given.
 * Only stated values are compared, and only like with like: planned with planned for the same part of the trial,
 * an actual date with an actual date. Two records of one register are not a disagreement between registers.
 */
export function findDisagreements(records: readonly TrialRecord[]): Disagreement[] {
  const [first] = records
  if (records.every(({ registryId }) => registryId === first?.registryId)) return NONE
  return [
    compare('status', [statusClaims(records)]),
    compare('phase', [phaseClaims(records)]),
    compare('enrollment', enrollmentClaims(records)),
    compare('ages', ageClaims(records)),
    compare('startDate', dateClaims(records, 'startDate')),
    compare('completionDate', dateClaims(records, 'completionDate')),
    compare('sponsor', [sponsorClaims(records)]),
  ].filter((found) => found !== null)
}

/** Each list of claims is compared within itself; what the lists that differ say is shown, each value once a record. */
function compare(field: DisagreementField, lists: readonly (readonly Claim[])[]): Disagreement | null {
  const shown = new Map<string, Disagreement['values'][number]>()
  for (const claims of lists.filter(differs)) {
    for (const { record, value, date } of claims) {
      const { registryId, recordId } = record
      const on = date === undefined ? (record.lastUpdated ?? statusKnownOn(record)) : date
      shown.set(`${registryId} ${recordId} ${value}`, { registryId, recordId, value, date: on })
    }
  }
  return shown.size === 0 ? null : { field, values: [...shown.values()] }
}

function differs(claims: readonly Claim[]): boolean {
  const keys = new Set(claims.map((claim) => claim.key))
  const registries = new Set(claims.map((claim) => claim.record.registryId))
  // With two keys and two registries there is always a pair that differs in both.
  return keys.size > 1 && registries.size > 1
}

function statusClaims(records: readonly TrialRecord[]): Claim[] {
  return records
    .filter((record) => record.statusGroup !== 'unknown')
    .map((record) => ({
      record,
      key: record.statusGroup,
      value: record.overallStatus ?? record.statusGroup,
      date: statusKnownOn(record),
    }))
}

function phaseClaims(records: readonly TrialRecord[]): Claim[] {
  return records
    .filter((record) => record.phases.length > 0)
    .map((record) => ({
      record,
      key: phaseKey(record.phases),
      value: record.phaseStated ?? orderPhases(record.phases).join(', '),
    }))
}

function enrollmentClaims(records: readonly TrialRecord[]): Claim[][] {
  const lists = new Map<string, Claim[]>()
  for (const record of records) {
    const { scope } = record.enrollment
    if (scope === null) continue
    for (const kind of ['planned', 'actual'] as const) {
      const count = record.enrollment[kind]
      if (count === null) continue
      const list = lists.get(`${scope} ${kind}`) ?? []
      list.push({ record, key: String(count), value: `${count} (${kind})` })
      lists.set(`${scope} ${kind}`, list)
    }
  }
  return [...lists.values()]
}

/** Limits against limits; limits and bands by who they let in at all: a band is coarser than a limit, not against it. */
function ageClaims(records: readonly TrialRecord[]): Claim[][] {
  const claim = (record: TrialRecord, key: string | null): Claim[] =>
    key === null ? [] : [{ record, key, value: statedAges([record]) }]
  return [
    records.flatMap((record) => claim(record, limitsKey(record))),
    records.flatMap((record) => claim(record, lifeStages(record))),
    records.flatMap((record) => claim(record, recordAdmitsMinors(record)?.toString() ?? null)),
  ]
}

function limitsKey({ minimumAge, maximumAge }: TrialRecord): string | null {
  const minimum = minimumAge?.years ?? null
  const maximum = maximumAge?.years ?? null
  if (minimum === null && maximum === null) return null
  return `${minimum?.toFixed(3) ?? 'open'} to ${maximum?.toFixed(3) ?? 'open'}`
}

/** Which of minors, adults under 65 and people of 65 and over a record lets in; null when it does not say. */
function lifeStages(record: TrialRecord): string | null {
  const minimum = record.minimumAge?.years ?? null
  const maximum = record.maximumAge?.years ?? null
  const ranges =
    minimum !== null
      ? [[minimum, maximum ?? Infinity] as const]
      : maximum === null
        ? record.ageBands.map(bandYears)
        : []
  if (ranges.length === 0) return null
  const minors = ranges.some(([from]) => from < ADULT_YEARS)
  const adults = ranges.some(([from, to]) => from < 65 && to > ADULT_YEARS)
  // "18 to 65 years" is what EU records write beside the band 18-64, so only above 65 counts as older.
  const older = ranges.some(([, to]) => to > 65)
  return [minors && 'minors', adults && 'adults', older && 'older'].filter(Boolean).join('+')
}

/** One list for each kind of date; the more precise date is compared only as far as the other one goes. */
function dateClaims(records: readonly TrialRecord[], field: 'startDate' | 'completionDate'): Claim[][] {
  return (['actual', 'estimated', 'authorised'] as const).map((kind) => {
    const stated = records.flatMap((record) => {
      const date = record[field]
      return date?.kind === kind ? [{ record, value: date.date }] : []
    })
    const known = Math.min(...stated.map(({ value }) => value.length))
    return stated.map(({ record, value }) => ({ record, key: value.slice(0, known), value }))
  })
}

function sponsorClaims(records: readonly TrialRecord[]): Claim[] {
  return records.flatMap((record) => {
    const name = record.leadSponsor.name
    const key = name === null ? '' : comparableText(name)
    return name === null || key === '' ? [] : [{ record, key, value: name }]
  })
}
