import type { Substance } from '../substances/substance.ts'
import { ID_READINGS, ID_TIERS, type Trial, type TrialDetail, type TrialRecord, type TrialSummary } from '../trial.ts'
import { ageSource } from './age.ts'
import { splitCriteria } from './criteria.ts'
import { latest } from './date.ts'
import { recruitingCountriesOf, sitePlacesOf } from './derive-places.ts'
import type { JoinedSubstances } from './derive-substances.ts'
import { isForeign, officialTitleOf } from './derive-titles.ts'
import { joinEnrollment } from './enrollment.ts'
import { isStaleRecruiting } from './freshness.ts'
import { UNCLEAR } from './intellectual-disability.ts'
import type { TrialCluster } from './join-records.ts'
import { lean, NONE } from './lean.ts'
import { compareText, worstCopy } from './preferred.ts'
import { orderPhases } from './phase.ts'
import {
  agesOnce,
  conditionsOf,
  countriesOnce,
  enrollmentOf,
  interventionsOf,
  purposeOnce,
  titlesOf,
  unique,
  uniqueBy,
} from './trial-parts.ts'

/** What deriving needs to know besides the records. `now`: ISO time. */
export interface DeriveContext {
  substances: readonly Substance[]
  registryOrder: readonly string[]
  now: string
}

/** What a trial is worked out from. */
export interface Given {
  cluster: TrialCluster
  context: DeriveContext
  /** The record whose status is shown. */
  status: TrialRecord
}

/** What is not stated anywhere, where API.md asks for a text. */
const NOT_STATED = 'not stated'

interface Sourced<T> {
  value: T
  record: TrialRecord
}

/** Works the summary and the detail of a trial out, and notes from which record each field comes. */
export class TrialDerivation {
  readonly #cluster: TrialCluster
  readonly #records: readonly TrialRecord[]
  readonly #context: DeriveContext
  readonly #joined: JoinedSubstances
  readonly #status: TrialRecord
  readonly #found: Pick<Trial, 'idEvidence' | 'disagreements'>
  /** By field: which record it came from. Only the page of a trial says so. */
  readonly #sources: Map<string, string> | null

  constructor(
    { cluster, context, status }: Given,
    joined: JoinedSubstances,
    found: Pick<Trial, 'idEvidence' | 'disagreements'>,
    notesSources = false,
  ) {
    this.#sources = notesSources ? new Map() : null
    this.#cluster = cluster
    this.#records = cluster.records
    this.#context = context
    this.#joined = joined
    this.#status = status
    this.#found = found
  }

  /** Written out field by field: put together by spreading, an object of so many is slow to make and to read. */
  summary(): TrialSummary {
    const records = this.#records
    const { trialId } = this.#cluster
    const { title, titleRecordId, otherTitles } = titlesOf(records)
    if (titleRecordId !== null) this.#note('title', titleRecordId)
    const { statusGroup, overallStatus, statusDate, registryId, recordId, asOf, from } = this.#status
    this.#note('statusGroup', recordId)
    this.#note('overallStatus', recordId)
    const copy = this.#copy()
    const { idEvidence, disagreements } = this.#found
    return {
      trialId,
      registryIds: this.#registryIds(),
      title: title?.text ?? trialId,
      titleLang: title?.lang ?? 'und',
      otherTitles,
      substances: this.#joined.substances,
      purpose: purposeOnce(records).purpose,
      statusGroup,
      overallStatus: overallStatus ?? NOT_STATED,
      statusDate,
      statusRegistryId: registryId,
      statusAsOf: asOf,
      statusFrom: from,
      staleRecruiting: isStaleRecruiting(this.#status, this.#context.now),
      enrollment: this.#enrollment(),
      ages: this.#ages(),
      sex: this.#take('sex', (record) => record.sex),
      conditions: conditionsOf(records),
      phases: this.#take('phases', ({ phases }) => (phases.length > 0 ? lean(orderPhases(phases)) : null)) ?? NONE,
      interventions: interventionsOf(records),
      leadSponsor: this.#leadSponsor(),
      idTiers: lean(
        ID_TIERS.filter((tier) => idEvidence.some((found) => found.tier === tier && !found.field.endsWith(UNCLEAR))),
      ),
      idReading: lean(ID_READINGS.filter((reading) => idEvidence.some((found) => found.reading === reading))),
      countries: countriesOnce(records),
      recruitingCountries: lean(recruitingCountriesOf(records, this.#status)),
      sitePlaces: lean(sitePlacesOf(records, this.#status)),
      startDate: this.#startDate()?.date ?? null,
      completionDate: this.#take('completionDate', (record) => record.completionDate)?.date ?? null,
      lastUpdated: this.#lastUpdated(),
      hasResults: this.#hasResults(),
      disagreements: lean(disagreements.map(({ field }) => field)),
      from: copy.from,
      asOf: copy.asOf,
    }
  }

  detail(): TrialDetail {
    return {
      ...this.summary(),
      ...this.#texts(),
      ...this.#lists(),
      purposeRule: purposeOnce(this.#records).rule,
      idEvidence: [...this.#found.idEvidence],
      substanceEvidence: this.#joined.evidence,
      joinWarnings: this.#cluster.joinWarnings,
      fieldSources: Object.fromEntries(this.#sources ?? []),
    }
  }

  #note(field: string, recordId: string): void {
    this.#sources?.set(field, recordId)
  }

  /** First stated value in order of preference; notes which record it came from. */
  #take<T>(field: string, read: (record: TrialRecord) => T | null): T | null {
    return this.#find(field, read)?.value ?? null
  }

  #find<T>(field: string, read: (record: TrialRecord) => T | null): Sourced<T> | null {
    for (const record of this.#records) {
      const value = read(record)
      if (value === null) continue
      this.#note(field, record.recordId)
      return { value, record }
    }
    return null
  }

  #registryIds(): TrialSummary['registryIds'] {
    const registryIds: TrialSummary['registryIds'] = {}
    for (const { registryId, recordId } of this.#records) {
      registryIds[registryId] = (registryIds[registryId] ?? NONE).concat(recordId)
    }
    return registryIds
  }

  #enrollment(): TrialSummary['enrollment'] {
    if (this.#sources !== null) {
      const { sources } = joinEnrollment(this.#records)
      for (const [kind, recordId] of Object.entries(sources)) this.#note(`enrollment.${kind}`, recordId)
    }
    return enrollmentOf(this.#records)
  }

  #ages(): TrialSummary['ages'] {
    const aged = this.#sources === null ? null : ageSource(this.#records)
    if (aged) this.#note('ages', aged.recordId)
    return agesOnce(this.#records)
  }

  /** Who is named comes before who is only known by kind (NCT02611505: industry, no name held). */
  #leadSponsor(): TrialSummary['leadSponsor'] {
    const named = this.#take('leadSponsor', ({ leadSponsor: { name, kind } }) =>
      name === null ? null : { name, kind },
    )
    const kindOnly = (): TrialSummary['leadSponsor'] | null =>
      this.#take('leadSponsor', ({ leadSponsor: { kind } }) => (kind === null ? null : { name: null, kind }))
    return named ?? kindOnly() ?? { name: null, kind: null }
  }

  #lastUpdated(): string | null {
    const lastUpdated = latest(this.#records.map((record) => record.lastUpdated))
    if (lastUpdated !== null) this.#take('lastUpdated', (r) => (r.lastUpdated === lastUpdated ? lastUpdated : null))
    return lastUpdated
  }

  #hasResults(): boolean | null {
    const answers = this.#records.map((record) => record.hasResults)
    const hasResults = answers.includes(true) ? true : answers.includes(false) ? false : null
    if (hasResults !== null) this.#take('hasResults', (r) => (r.hasResults === hasResults ? hasResults : null))
    return hasResults
  }

  /** A start of the trial, and only where no register states one the day it was permitted. */
  #startDate() {
    const started = this.#take('startDate', ({ startDate }) => (startDate?.kind === 'authorised' ? null : startDate))
    return started ?? this.#take('startDate', (record) => record.startDate)
  }

  /** A trial is a copy when its first record or the one its status comes from is; then its age is the oldest copy's. */
  #copy(): Pick<TrialSummary, 'asOf' | 'from'> {
    const first = this.#records[0] ?? this.#status
    const from = worstCopy([first.from, this.#status.from])
    const dates = this.#records.filter((record) => record.from === from).map((record) => record.asOf)
    return { from, asOf: dates.filter((date) => date !== null).sort(compareText)[0] ?? null }
  }

  #texts() {
    return {
      officialTitle: officialTitleOf(this.#records),
      laySummary: this.#take('laySummary', (record) => record.briefSummary),
      eligibility: this.#eligibility(),
      studyType: this.#take('studyType', (record) => record.studyType),
      whyStopped: this.#take('whyStopped', (record) => record.whyStopped),
      startDateKind: this.#startDate()?.kind ?? null,
      completionDateKind: this.#take('completionDate', (record) => record.completionDate)?.kind ?? null,
      design: this.#take('design', ({ design }) =>
        Object.values(design).some((value) => value !== null) ? design : null,
      ) ?? { allocation: null, interventionModel: null, masking: null, primaryPurpose: null },
    }
  }

  /** Criteria of one record, in English or without a stated language where it has them so; never mixed. */
  #eligibility(): TrialDetail['eligibility'] {
    const healthyVolunteers = this.#take('healthyVolunteers', (record) => record.healthyVolunteers)
    const found = this.#find('eligibility', ({ criteria }) => {
      const held = criteria.filter((text) => text.combined ?? text.inclusion ?? text.exclusion)
      return held.find((text) => !isForeign(text.lang)) ?? held[0] ?? null
    })
    const none = { criteria: null, criteriaLang: null, criteriaRecordId: null, inclusion: [], exclusion: [], other: [] }
    if (!found) return { ...none, healthyVolunteers }
    const { combined, inclusion, exclusion, lang } = found.value
    const parts = [inclusion && `Inclusion criteria:\n${inclusion}`, exclusion && `Exclusion criteria:\n${exclusion}`]
    return {
      criteria: combined ?? parts.filter(Boolean).join('\n\n'),
      criteriaLang: lang,
      criteriaRecordId: found.record.recordId,
      ...splitCriteria(found.value),
      healthyVolunteers,
    }
  }

  #lists() {
    const records = this.#records
    const shown = new Set(records.map((record) => record.recordId))
    const ids = records.flatMap((record) => [...record.linkedIds, ...record.aliasIds, ...record.otherIds])
    return {
      interventionDetails:
        this.#take('interventions', (r) => (r.interventions.length > 0 ? r.interventions : null)) ?? [],
      arms: this.#take('arms', (r) => (r.arms.length > 0 ? r.arms : null)) ?? [],
      countryStatuses: records.flatMap(({ registryId, recordId, countries }) =>
        countries.map((country) => ({ ...country, registryId, recordId })),
      ),
      sites: records.flatMap(({ registryId, sites }) => sites.map((site) => ({ ...site, registryId }))),
      contacts: uniqueBy(
        records.flatMap((record) => record.contacts),
        (contact) => JSON.stringify(contact),
      ),
      secondaryIds: unique(ids).filter((id) => !shown.has(id)),
      collaborators: unique(records.flatMap((record) => record.collaborators)),
      decisions: records.flatMap((record) => record.decisions),
    }
  }
}

/**
 * The summary of a trial of one live record that was asked for again, at `asOf`, and says the same. Written out as
 * `summary()` is, in the same order: copied with `...` it takes six times the memory until it is done.
 */
export function summaryAskedAgain(like: TrialSummary, asOf: string | null): TrialSummary {
  return {
    trialId: like.trialId,
    registryIds: like.registryIds,
    title: like.title,
    titleLang: like.titleLang,
    otherTitles: like.otherTitles,
    substances: like.substances,
    purpose: like.purpose,
    statusGroup: like.statusGroup,
    overallStatus: like.overallStatus,
    statusDate: like.statusDate,
    statusRegistryId: like.statusRegistryId,
    statusAsOf: asOf,
    statusFrom: like.statusFrom,
    staleRecruiting: like.staleRecruiting,
    enrollment: like.enrollment,
    ages: like.ages,
    sex: like.sex,
    conditions: like.conditions,
    phases: like.phases,
    interventions: like.interventions,
    leadSponsor: like.leadSponsor,
    idTiers: like.idTiers,
    idReading: like.idReading,
    countries: like.countries,
    recruitingCountries: like.recruitingCountries,
    sitePlaces: like.sitePlaces,
    startDate: like.startDate,
    completionDate: like.completionDate,
    lastUpdated: like.lastUpdated,
    hasResults: like.hasResults,
    disagreements: like.disagreements,
    from: like.from,
    asOf,
  }
}
