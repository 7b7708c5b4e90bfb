import type { Substance } from '../substances/substance.ts'
import {
  ID_READINGS,
  ID_TIERS,
  type IdEvidence,
  type IdReading,
  type Trial,
  type TrialDetail,
  type TrialRecord,
  type TrialSummary,
} from '../trial.ts'
import { ageSource, agesOf } from './age.ts'
import { splitCriteria } from './criteria.ts'
import { latest } from './date.ts'
import { countriesOf, recruitingCountriesOf, sitePlacesOf } from './derive-places.ts'
import { joinSubstances, type JoinedSubstances } from './derive-substances.ts'
import { chooseTitles, isForeign } from './derive-titles.ts'
import { findDisagreements } from './disagreements.ts'
import { joinEnrollment } from './enrollment.ts'
import { isStaleRecruiting } from './freshness.ts'
import { criteriaSpeakOfId, readIdTreatment } from './id-reading.ts'
import { idMatches, UNCLEAR } from './intellectual-disability.ts'
import type { TrialCluster } from './join-records.ts'
import { compareText, worstCopy } from './preferred.ts'
import { orderPhases } from './phase.ts'
import { purposeOf } from './purpose.ts'
import { comparableText } from './search-text.ts'
import { preferredStatus } from './status-group.ts'

/** What deriving needs to know besides the records. `now`: ISO time. */
export interface DeriveContext {
  substances: readonly Substance[]
  registryOrder: readonly string[]
  now: string
}

/** What is not stated anywhere, where API.md asks for a text. */
const NOT_STATED = 'not stated'

/** Everything the API says of a trial, each value with the record it came from; null when it has none of the substances. */
export function deriveTrial(cluster: TrialCluster, context: DeriveContext): Trial | null {
  const joined = joinSubstances(cluster.records, context.substances)
  return joined.substances.length === 0 ? null : derive(cluster, context, joined)
}

/** The same of a trial that need not have any of the substances; null only for a cluster without records. */
export function deriveAnyTrial(cluster: TrialCluster, context: DeriveContext): Trial | null {
  return derive(cluster, context, joinSubstances(cluster.records, context.substances))
}

function derive(cluster: TrialCluster, context: DeriveContext, joined: JoinedSubstances): Trial | null {
  const status = preferredStatus(cluster.records, context.registryOrder, context.now)
  return status === null ? null : new TrialDerivation(cluster, context, joined, status).derive()
}

interface Sourced<T> {
  value: T
  record: TrialRecord
}

class TrialDerivation {
  readonly #cluster: TrialCluster
  readonly #records: readonly TrialRecord[]
  readonly #context: DeriveContext
  readonly #joined: JoinedSubstances
  readonly #status: TrialRecord
  readonly #sources: Record<string, string> = {}

  constructor(cluster: TrialCluster, context: DeriveContext, joined: JoinedSubstances, status: TrialRecord) {
    this.#cluster = cluster
    this.#records = cluster.records
    this.#context = context
    this.#joined = joined
    this.#status = status
  }

  derive(): Trial {
    const disagreements = findDisagreements(this.#records)
    const idEvidence = [...this.#records.flatMap(idMatches), ...this.#readings()]
    const { purpose, rule } = purposeOf([...this.#records])
    const summary: TrialSummary = {
      ...this.#identity(),
      substances: this.#joined.substances,
      purpose,
      ...this.#statusFields(),
      ...this.#population(),
      ...this.#design(),
      idTiers: ID_TIERS.filter((tier) =>
        idEvidence.some((found) => found.tier === tier && !found.field.endsWith(UNCLEAR)),
      ),
      idReading: ID_READINGS.filter((reading) => idEvidence.some((found) => found.reading === reading)),
      countries: countriesOf(this.#records),
      recruitingCountries: recruitingCountriesOf(this.#records, this.#status),
      sitePlaces: sitePlacesOf(this.#records, this.#status),
      ...this.#dates(),
      disagreements: disagreements.map(({ field }) => field),
      ...this.#copy(),
    }
    const detail: TrialDetail = {
      ...summary,
      ...this.#texts(),
      ...this.#lists(),
      purposeRule: rule,
      idEvidence,
      substanceEvidence: this.#joined.evidence,
      joinWarnings: this.#cluster.joinWarnings,
      fieldSources: this.#sources,
    }
    return { summary, detail, records: this.#cluster.records, disagreements }
  }

  /** First stated value in order of preference; notes which record it came from. */
  #take<T>(field: string, read: (record: TrialRecord) => T | null): T | null {
    return this.#find(field, read)?.value ?? null
  }

  #find<T>(field: string, read: (record: TrialRecord) => T | null): Sourced<T> | null {
    for (const record of this.#records) {
      const value = read(record)
      if (value === null) continue
      this.#sources[field] = record.recordId
      return { value, record }
    }
    return null
  }

  #identity(): Pick<TrialSummary, 'trialId' | 'registryIds' | 'title' | 'titleLang' | 'otherTitles'> {
    const registryIds: Record<string, string[]> = {}
    for (const { registryId, recordId } of this.#records) (registryIds[registryId] ??= []).push(recordId)
    const { title, titleRecordId, otherTitles } = chooseTitles(this.#records)
    if (titleRecordId !== null) this.#sources.title = titleRecordId
    const { trialId } = this.#cluster
    return { trialId, registryIds, title: title?.text ?? trialId, titleLang: title?.lang ?? 'und', otherTitles }
  }

  #statusFields() {
    const { statusGroup, overallStatus, statusDate, registryId, recordId, asOf, from } = this.#status
    this.#sources.statusGroup = recordId
    this.#sources.overallStatus = recordId
    return {
      statusGroup,
      overallStatus: overallStatus ?? NOT_STATED,
      statusDate,
      statusRegistryId: registryId,
      statusAsOf: asOf,
      statusFrom: from,
      staleRecruiting: isStaleRecruiting(this.#status, this.#context.now),
    }
  }

  #population(): Pick<TrialSummary, 'ages' | 'sex' | 'conditions' | 'enrollment'> {
    const { enrollment, sources } = joinEnrollment(this.#records)
    for (const [kind, recordId] of Object.entries(sources)) this.#sources[`enrollment.${kind}`] = recordId
    const aged = ageSource(this.#records)
    if (aged) this.#sources.ages = aged.recordId
    return {
      enrollment,
      ages: agesOf(this.#records),
      sex: this.#take('sex', (record) => record.sex),
      conditions: unique(this.#records.flatMap((record) => record.conditions.map(({ text }) => text))),
    }
  }

  #design(): Pick<TrialSummary, 'phases' | 'interventions' | 'leadSponsor'> {
    return {
      phases: this.#take('phases', ({ phases }) => (phases.length > 0 ? orderPhases(phases) : null)) ?? [],
      interventions: unique(this.#records.flatMap((record) => record.interventions.map(({ name }) => name))),
      leadSponsor: this.#leadSponsor(),
    }
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

  #dates() {
    const lastUpdated = latest(this.#records.map((record) => record.lastUpdated))
    if (lastUpdated !== null) this.#take('lastUpdated', (r) => (r.lastUpdated === lastUpdated ? lastUpdated : null))
    const answers = this.#records.map((record) => record.hasResults)
    const hasResults = answers.includes(true) ? true : answers.includes(false) ? false : null
    if (hasResults !== null) this.#take('hasResults', (r) => (r.hasResults === hasResults ? hasResults : null))
    return {
      startDate: this.#startDate()?.date ?? null,
      completionDate: this.#take('completionDate', (record) => record.completionDate)?.date ?? null,
      lastUpdated,
      hasResults,
    }
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

  /** Readings of all records; 'silent' only when no record's criteria say anything. */
  #readings(): IdEvidence[] {
    const found = this.#records.flatMap(readIdTreatment)
    const silent: IdReading = 'silent'
    const spoken =
      this.#records.some(criteriaSpeakOfId) || found.some(({ reading }) => reading !== null && reading !== silent)
    return spoken ? found.filter(({ reading }) => reading !== silent) : found
  }

  #texts() {
    return {
      officialTitle: chooseTitles(this.#records).officialTitle,
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

/** Texts that say the same once, in the words that came first. */
function unique(texts: readonly string[]): string[] {
  return uniqueBy(texts, (text) => comparableText(text) || text.trim()).filter((text) => text.trim() !== '')
}

function uniqueBy<T>(values: readonly T[], key: (value: T) => string): T[] {
  const seen = new Map<string, T>()
  for (const value of values) if (!seen.has(key(value))) seen.set(key(value), value)
  return [...seen.values()]
}
