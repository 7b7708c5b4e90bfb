import type { TrialRecord, TrialSummary } from '../trial.ts'
import { agesOf } from './age.ts'
import { countriesOf } from './derive-places.ts'
import { chooseTitles } from './derive-titles.ts'
import { joinEnrollment } from './enrollment.ts'
import { lean } from './lean.ts'
import { purposeOf } from './purpose.ts'
import { readAloneOnce } from './record-notes.ts'
import { comparableText, foldSearchText } from './search-text.ts'
import { findConditionIds } from './trial-conditions.ts'
import { noteOn, type TrialNotes } from './trial-notes.ts'

/** Parts of a trial that its records alone decide, whenever and by whom they were copied. */
export const purposeOnce = readAloneOnce(purposeOf)
export const titlesOf = readAloneOnce(chooseTitles)
export const countriesOnce = readAloneOnce((records) => lean(countriesOf(records)))
export const agesOnce = readAloneOnce(agesOf)
export const enrollmentOf = readAloneOnce((records) => joinEnrollment(records).enrollment)
export const conditionsOf = readAloneOnce((records) =>
  lean(unique(records.flatMap((record) => record.conditions.map(({ text }) => text)))),
)
export const interventionsOf = readAloneOnce((records) =>
  lean(unique(records.flatMap((record) => record.interventions.map(({ name }) => name)))),
)
const trialNotesOf = readAloneOnce((records): TrialNotes => {
  const { title, otherTitles } = titlesOf(records)
  const { recordId, registryId, leadSponsor } = records[0] ?? NO_RECORD
  const texts = {
    trialId: recordId,
    registryIds: { [registryId]: [recordId] },
    title: title?.text ?? recordId,
    otherTitles,
    conditions: conditionsOf(records),
    interventions: interventionsOf(records),
    leadSponsor,
  }
  const titleKey = comparableText(texts.title)
  return { conditionIds: findConditionIds(texts), titleKey, searchText: foldSearchText(texts, titleKey) }
})

const NO_RECORD = { recordId: '', registryId: '', leadSponsor: { name: null, kind: null } }

/** What was read from a record holds for the trial that it is alone in. */
export function noteTexts(summary: TrialSummary, records: readonly TrialRecord[]): void {
  if (records.length === 1) noteOn(summary, trialNotesOf(records))
}

/** Reads what a trial of this one record would say, so that it need not be read when the trial is derived. */
export function readAlone(record: TrialRecord): void {
  const alone = [record]
  purposeOnce(alone)
  countriesOnce(alone)
  agesOnce(alone)
  enrollmentOf(alone)
  trialNotesOf(alone)
}

/** Texts that say the same once, in the words that came first. */
export function unique(texts: readonly string[]): string[] {
  if (texts.length <= 1) return texts.filter((text) => text.trim() !== '')
  return uniqueBy(texts, (text) => comparableText(text) || text.trim()).filter((text) => text.trim() !== '')
}

export function uniqueBy<T>(values: readonly T[], key: (value: T) => string): T[] {
  const seen = new Map<string, T>()
  for (const value of values) if (!seen.has(key(value))) seen.set(key(value), value)
  return [...seen.values()]
}
