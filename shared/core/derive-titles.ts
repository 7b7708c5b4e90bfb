import type { LocalText, TrialRecord, TrialTitle } from '../trial.ts'
import { comparableText } from './search-text.ts'

/** The kind of title that stands above a trial: the short one a register asks for, before the scientific one. */
const KIND_RANK: Record<TrialTitle['kind'], number> = { brief: 0, official: 1, lay: 2, acronym: 3 }

export interface ChosenTitles {
  /** Null when no record has any title. */
  title: TrialTitle | null
  titleRecordId: string | null
  /** Lay and short titles that say something else than `title`, in every language. */
  otherTitles: LocalText[]
  officialTitle: string | null
}

/** Titles of a trial from its records, most preferred first. */
export function chooseTitles(records: readonly TrialRecord[]): ChosenTitles {
  const source = records.find((record) => stated(record).length > 0)
  const title = source ? (bestTitle(stated(source)) ?? null) : null
  const officials = records.flatMap((record) => stated(record).filter(({ kind }) => kind === 'official'))
  return {
    title,
    titleRecordId: source?.recordId ?? null,
    otherTitles: title ? otherTitles(records, title) : [],
    officialTitle: bestTitle(officials)?.text ?? null,
  }
}

function stated(record: TrialRecord): TrialTitle[] {
  return record.titles.filter(({ text }) => text.trim() !== '')
}

/** By kind, then English or untagged before other languages, then as the register orders them. */
function bestTitle(titles: readonly TrialTitle[]): TrialTitle | undefined {
  return [...titles].sort(
    (a, b) => KIND_RANK[a.kind] - KIND_RANK[b.kind] || Number(isForeign(a.lang)) - Number(isForeign(b.lang)),
  )[0]
}

export function isForeign(lang: string | null): boolean {
  return lang !== null && !/^en\b/i.test(lang)
}

function otherTitles(records: readonly TrialRecord[], title: TrialTitle): LocalText[] {
  const seen = new Set([comparableText(title.text)])
  const others: LocalText[] = []
  for (const { kind, text, lang } of records.flatMap(stated)) {
    const key = comparableText(text)
    if (kind === 'official' || seen.has(key)) continue
    seen.add(key)
    others.push({ text, lang })
  }
  return others
}
