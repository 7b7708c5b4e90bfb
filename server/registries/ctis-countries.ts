import { countryCode } from '../../shared/core/country.ts'
import { latest, parseDayMonthYear, parseIsoDate } from '../../shared/core/date.ts'
import type { Contact, CountryStatus, Decision, Enrollment, Site, StatusGroup } from '../../shared/trial.ts'
import { ctisStatusGroup, publicStatusLabel } from './ctis-codes.ts'
import type { CtisPartTwo, CtisRow, CtisTrial } from './ctis-reply.ts'
import { codeText, oneLine, toCount, unique } from './ctis-text.ts'

interface TrialEvent {
  type: string
  date: string | null
}

/** Events of the trial by member state name. */
function eventsByCountry(trial: CtisTrial): Map<string, TrialEvent[]> {
  const events = new Map<string, TrialEvent[]>()
  for (const state of trial.events?.trialEvents ?? []) {
    const name = oneLine(state.mscName) ?? ''
    const list = (state.events ?? []).map((event) => ({
      type: event.notificationType ?? '',
      date: parseIsoDate(event.date ?? ''),
    }))
    events.set(name, [...(events.get(name) ?? []), ...list])
  }
  return events
}

function endedEarly(events: readonly TrialEvent[]): boolean {
  return events.some(({ type }) => type.includes('EARLY_TERMINATION'))
}

/** "Ended" is completed unless an event says that the trial, or its part in this country, was terminated early. */
function groupWithEvents(label: string | null, events: readonly TrialEvent[]): StatusGroup {
  const group = ctisStatusGroup(label)
  return group === 'completed' && endedEarly(events) ? 'ended-early' : group
}

/** Status of the whole trial. Only the public code counts: retrieve's `ctStatus` is the application's status. */
export function readStatus(trial: CtisTrial, row: CtisRow | null): { label: string | null; group: StatusGroup } {
  const label = publicStatusLabel(trial.ctPublicStatusCode ?? row?.ctStatus ?? null)
  return { label, group: groupWithEvents(label, [...eventsByCountry(trial).values()].flat()) }
}

function nameOf(part: CtisPartTwo): string | null {
  return oneLine(part.mscInfo?.mscName) ?? oneLine(part.mscInfo?.countryName)
}

/**
 * Date since which a country has the status it has. Recruitment: the active period before the events, which disagree by
 * a year for Belgium in 2023-505613-24-00's older periods.
 */
function statusDate(
  code: string | null,
  decided: string | null,
  part: CtisPartTwo | null,
  events: readonly TrialEvent[],
): string | null {
  const event = (...types: string[]) =>
    latest(events.filter(({ type }) => types.some((word) => type.includes(word))).map(({ date }) => date))
  const period = part?.mscInfo?.activeTrialRecruitmentPeriod
  switch (code ?? '') {
    case '2':
    case '3':
    case '11':
      return decided
    case '4':
      return parseIsoDate(period?.recruitmentStartDate ?? '') ?? event('START_OF_RECRUITMENT', 'RESTART_OF_RECRUITMENT')
    case '5':
      return parseIsoDate(period?.recruitmentEndDate ?? '') ?? event('END_OF_RECRUITMENT')
    case '6':
      return event('TEMPORARY_HALT')
    case '8':
      return event('END_OF_TRIAL', 'EARLY_TERMINATION')
    default:
      return null
  }
}

interface MemberState {
  name: string
  code: string | null
  decided: string | null
}

/** Member states from retrieve; where it lists none, from search's `"Spain:4"`. */
function memberStates(trial: CtisTrial, row: CtisRow | null): MemberState[] {
  const listed = (trial.authorizedApplication?.memberStatesConcerned ?? []).flatMap((state) => {
    const name = oneLine(state.mscName)
    const decided = parseIsoDate(state.firstDecisionDate ?? '')
    return name === null ? [] : [{ name, code: codeText(state.mscPublicStatusCode), decided }]
  })
  if (listed.length > 0) return listed
  return (row?.trialCountries ?? []).flatMap((text) => {
    const [, name, code] = /^(.*?)(?::(\d{1,3}))?$/s.exec(text.trim()) ?? []
    return name === undefined || name === '' ? [] : [{ name, code: code ?? null, decided: null }]
  })
}

/** Search's `"HU: 21/04/2026, HR: 24/04/2026"` by alpha-2 code. */
function rowDecisions(row: CtisRow | null): Map<string, string> {
  const decided = new Map<string, string>()
  for (const entry of (row?.decisionDate ?? '').split(',')) {
    const [code = '', day = ''] = entry.split(':')
    const country = countryCode(code)
    const date = parseDayMonthYear(day)
    if (country !== null && date !== null) decided.set(country, date)
  }
  return decided
}

/** Planned participants by country; null for a country that stands there twice, whose numbers might count one person twice. */
function plannedByCountry(parts: readonly CtisPartTwo[]): Map<string, number | null> {
  const planned = new Map<string, number | null>()
  for (const part of parts) {
    const name = nameOf(part) ?? ''
    planned.set(name, planned.has(name) ? null : toCount(part.recruitmentSubjectCount))
  }
  return planned
}

/** Member states with their public status, then the countries outside the EEA, of which CTIS gives no status. */
export function readCountries(trial: CtisTrial, row: CtisRow | null): CountryStatus[] {
  const parts = trial.authorizedApplication?.authorizedPartsII ?? []
  const events = eventsByCountry(trial)
  const planned = plannedByCountry(parts)
  const decisions = rowDecisions(row)
  const states = memberStates(trial, row).map(({ name, code, decided }): CountryStatus => {
    const country = countryCode(name)
    const status = publicStatusLabel(code)
    const own = events.get(name) ?? []
    const decision = decided ?? decisions.get(country ?? '') ?? null
    const part = parts.find((candidate) => nameOf(candidate) === name) ?? null
    return {
      country,
      countryStated: name,
      status,
      statusGroup: status === null ? null : groupWithEvents(status, own),
      statusDate: statusDate(code, decision, part, own),
      planned: planned.get(name) ?? null,
      url: null,
    }
  })
  const world = trial.authorizedApplication?.authorizedPartI?.rowCountriesInfo ?? []
  const others = world.flatMap((info): CountryStatus[] => {
    const name = oneLine(info.name) ?? oneLine(info.isoAlpha2Code)
    if (name === null) return []
    const country = countryCode(info.isoAlpha2Code ?? '') ?? countryCode(name)
    return [
      { country, countryStated: name, status: null, statusGroup: null, statusDate: null, planned: null, url: null },
    ]
  })
  return [...states, ...others]
}

/**
 * Planned participants. The sum over member states, which is also search's `totalNumberEnrolled`, leaves out everyone
 * outside the EEA: 13 in 2023-505613-24-00, with 19 more elsewhere. CTIS states no actual number.
 */
export function readEnrollment(trial: CtisTrial, row: CtisRow | null): Enrollment {
  const part = trial.authorizedApplication?.authorizedPartI
  const counts = [...plannedByCountry(trial.authorizedApplication?.authorizedPartsII ?? []).values()]
  const known = counts.filter((count) => count !== null)
  const summed =
    known.length > 0 && known.length === counts.length ? known.reduce((sum, count) => sum + count, 0) : null
  const eea = summed ?? toCount(row?.totalNumberEnrolled)
  const none = { actual: null, unspecified: null }
  if (eea === null) return { planned: null, ...none, scope: null }
  const elsewhere = toCount(part?.rowSubjectCount)
  const region = codeText(trial.trialRegionCode) ?? codeText(row?.trialRegion)
  const abroad = (part?.rowCountriesInfo ?? []).length > 0 || region === '2' || region === '3'
  if (elsewhere !== null && (elsewhere > 0 || !abroad)) {
    return { planned: eea + elsewhere, ...none, scope: 'whole-trial' }
  }
  return { planned: eea, ...none, scope: region === '1' && !abroad ? 'whole-trial' : 'eea' }
}

/** Decisions of the member states, in the registry's words where it has them; else only that and when one was taken. */
export function readDecisions(trial: CtisTrial, row: CtisRow | null): Decision[] {
  const parts = trial.authorizedApplication?.authorizedPartsII ?? []
  const decisions = rowDecisions(row)
  return memberStates(trial, row).flatMap(({ name, decided }): Decision[] => {
    const country = countryCode(name)
    const info = parts.find((candidate) => nameOf(candidate) === name)?.mscInfo
    const date = parseIsoDate(info?.decisionDate ?? '') ?? decided ?? decisions.get(country ?? '') ?? null
    const words = oneLine(info?.decision)
    if (words === null && date === null) return []
    return [{ by: 'member-state', country, decision: words ?? 'first decision', date }]
  })
}

export function readSites(trial: CtisTrial): Site[] {
  return (trial.authorizedApplication?.authorizedPartsII ?? []).flatMap((part) =>
    (part.trialSites ?? []).map((site): Site => {
      const place = site.organisationAddressInfo
      const stated = oneLine(place?.address?.countryName) ?? nameOf(part)
      const facility = unique([oneLine(place?.organisation?.name), oneLine(site.departmentName)])
      const person = site.personInfo
      const contact: Contact = {
        name: oneLine(unique([oneLine(person?.firstName), oneLine(person?.lastName)]).join(' ')),
        role: null,
        phone: oneLine(person?.telephone) ?? oneLine(place?.phone),
        email: oneLine(person?.email) ?? oneLine(place?.email),
      }
      return {
        facility: facility.length > 0 ? facility.join(', ') : null,
        city: oneLine(place?.address?.city),
        country: stated === null ? null : countryCode(stated),
        countryStated: stated,
        lat: null,
        lon: null,
        // CTIS states the status of a country, never of a site.
        status: null,
        statusGroup: null,
        contacts: Object.values(contact).some((value) => value !== null) ? [contact] : [],
      }
    }),
  )
}
