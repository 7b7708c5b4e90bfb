import type { LocalText, TrialRecord, TrialTitle } from '../trial.ts'
import { lean, NONE } from './lean.ts'
import { comparableText } from './search-text.ts'

/** The kind of title that stands above a trial: the short one a register asks for, before the scientific one. */
const KIND_RANK: Record<TrialTitle['kind'], number> = { brief: 0, official: 1, lay: 2, acronym: 3 }

export interface ChosenTitles {
  /** Null when no record has any title. */
  title: TrialTitle | null
  titleRecordId: string | null
  /** Lay and short titles that say something else than `title`, in every language. */
  otherTitles: LocalText[]
}

/** Titles of a trial from its records, most preferred first. */
export function chooseTitles(records: readonly TrialRecord[]): ChosenTitles {
  const source = records.find((record) => record.titles.some(isStated))
  const title = source ? bestTitle(source.titles) : null
  return {
    title,
    titleRecordId: source?.recordId ?? null,
    otherTitles: title ? lean(otherTitles(records, title)) : NONE,
  }
}

/** The scientific title, of the most preferred record that states one in English if any does. */
export function officialTitleOf(records: readonly TrialRecord[]): string | null {
  return bestTitle(records.flatMap(({ titles }) => titles.filter(({ kind }) => kind === 'official')))?.text ?? null
}

function isStated({ text }: TrialTitle): boolean {
  return /\S/.test(text)
}

/** By kind, then English or untagged before other languages, then as the register orders them. */
function bestTitle(titles: readonly TrialTitle[]): TrialTitle | null {
  let best: TrialTitle | null = null
  for (const title of titles) {
    if (isStated(title) && (best === null || titleRank(title) < titleRank(best))) best = title
  }
  return best
}

function titleRank({ kind, lang }: TrialTitle): number {
  return 2 * KIND_RANK[kind] + (isForeign(lang) ? 1 : 0)
}

export function isForeign(lang: string | null): boolean {
  return lang !== null && lang !== 'en' && !/^en\b/i.test(lang)
}

function otherTitles(records: readonly TrialRecord[], title: TrialTitle): LocalText[] {
  const others: LocalText[] = []
  let seen: Set<string> | null = null
  for (const { titles } of records) {
    for (const other of titles) {
      const { kind, text, lang } = other
      if (other === title || kind === 'official' || text === title.text || !isStated(other)) continue
      seen ??= new Set([comparableText(title.text)])
      const key = comparableText(text)
      if (seen.has(key)) continue
      seen.add(key)
      others.push({ text, lang })
    }
  }
  return others
}
