import type { Collection, TrialRecord } from '../../shared/trial.ts'
import snapshot from './snapshot.json' with { type: 'json' }
import { expandSnapshot } from './snapshot-file.ts'

/**
 * The bundled copies, so that a first start without a network has something to serve. One collection for each registry
 * and substance, none of them complete, every record `from: 'snapshot'` with the date of its copy or null.
 */
export function loadSnapshot(): Collection[] {
  return (expandSnapshot(snapshot) as Collection[]).map((collection) => ({
    ...collection,
    records: collection.records.map(withRaw),
  }))
}

/**
 * A copy kept no reply of the register; `raw` then shows what was copied, under the register's names. What the copy itself
 * holds in `raw` (a date that is none) stays as it is.
 */
function withRaw(record: TrialRecord): TrialRecord {
  const { enrollment, leadSponsor } = record
  const raw = {
    titles: record.titles.map(({ text }) => text),
    overallStatus: record.overallStatus,
    phases: record.phaseStated,
    studyType: record.studyType,
    enrollmentPlanned: enrollment.planned,
    enrollmentActual: enrollment.actual,
    enrollment: enrollment.unspecified,
    minimumAge: record.minimumAge?.stated ?? null,
    maximumAge: record.maximumAge?.stated ?? null,
    stdAges: record.stdAges,
    sex: record.sex,
    conditions: record.conditions.map(({ text }) => text),
    interventions: record.interventions.map(({ name }) => name),
    leadSponsor: leadSponsor.name,
    leadSponsorClass: leadSponsor.stated,
    countries: record.countries.map(({ countryStated, status }) =>
      status === null ? countryStated : `${countryStated}: ${status}`,
    ),
    startDate: record.startDate?.date ?? null,
    primaryCompletionDate: record.primaryCompletionDate?.date ?? null,
    completionDate: record.completionDate?.date ?? null,
    lastUpdate: record.lastUpdated,
    hasResults: record.hasResults,
    otherIds: [...record.linkedIds, ...record.otherIds],
  }
  const stated = Object.entries(raw).filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length))
  return { ...record, raw: { ...Object.fromEntries(stated), ...record.raw } }
}
