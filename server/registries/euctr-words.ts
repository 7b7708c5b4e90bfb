import { lineOf, localTexts, stated, type CountryBlock } from './euctr-block.ts'
import { tidyLine } from './euctr-normalise.ts'
import { countryCode } from '../../shared/core/country.ts'
import type { CriteriaText, LocalText, TrialTitle } from '../../shared/trial.ts'

/** Sections A.3, E.1, E.3 and E.4: what people read, in every language the country records hold. */

const NO_TITLE = /^(?:n\.?\/?\s?[ad]\.?|none|not (?:applicable|available)|-+|\.+)$/i

/** Each kind: the wording most records share first, so that a local-language outlier does not lead. */
export function titlesOf(blocks: readonly CountryBlock[]): TrialTitle[] {
  const texts = (code: string) => byFrequency(blocks.flatMap((block) => localTexts(block, code)))
  const short = texts('A.3.2').filter(({ text }) => !NO_TITLE.test(text))
  return [
    ...texts('A.3').map((title): TrialTitle => ({ kind: 'official', ...title })),
    ...texts('A.3.1').map((title): TrialTitle => ({ kind: 'lay', ...title })),
    // A.3.2 asks for "name or abbreviated title": a name of up to three words is an acronym.
    ...short.map((title): TrialTitle => ({ kind: title.text.split(' ').length <= 3 ? 'acronym' : 'brief', ...title })),
  ]
}

/** Conditions (E.1.1), the same in plain words (E.1.1.1), and MedDRA terms (E.1.2). */
export function conditionsOf(blocks: readonly CountryBlock[]): LocalText[] {
  const texts = (code: string, label = '') => byFrequency(blocks.flatMap((block) => localTexts(block, code, label)))
  const seen = new Set<string>()
  return [...texts('E.1.1'), ...texts('E.1.1.1'), ...texts('E.1.2', 'Term')].filter(({ text }) => {
    const key = text.toLowerCase()
    return !seen.has(key) && seen.add(key)
  })
}

/** Different texts only (blanks and capitals aside), in order of how many records hold them, then as met. */
function byFrequency(texts: readonly LocalText[]): LocalText[] {
  const counted = new Map<string, { text: LocalText; count: number }>()
  for (const text of texts) {
    const key = text.text.toLowerCase()
    const known = counted.get(key)
    if (known) known.count++
    else counted.set(key, { text, count: 1 })
  }
  const tagged = ({ text }: { text: LocalText }) => Number(text.lang !== null)
  return [...counted.values()].sort((a, b) => tagged(a) - tagged(b) || b.count - a.count).map(({ text }) => text)
}

/** Criteria of every country record and language; the same words once, under the first country that holds them. */
export function criteriaOf(blocks: readonly CountryBlock[]): CriteriaText[] {
  const criteria = new Map<string, CriteriaText>()
  for (const block of blocks) {
    const inclusion = byLanguage(block, 'E.3')
    const exclusion = byLanguage(block, 'E.4')
    for (const lang of new Set([...inclusion.keys(), ...exclusion.keys()])) {
      const texts = { inclusion: inclusion.get(lang) ?? null, exclusion: exclusion.get(lang) ?? null }
      const key = tidyLine(`${texts.inclusion ?? ''} | ${texts.exclusion ?? ''}`).toLowerCase()
      if (criteria.has(key)) continue
      const country = block.country === '3rd' ? null : countryCode(block.country)
      criteria.set(key, { combined: null, ...texts, lang, country })
    }
  }
  return [...criteria.values()]
}

/** A code that is repeated in one language goes on (texts are cut at the length of a form field): joined, not dropped. */
function byLanguage(block: CountryBlock, code: string): Map<string | null, string> {
  const texts = new Map<string | null, string>()
  for (const { lang, value } of block.byCode.get(code) ?? []) {
    const text = stated(value)
    const known = texts.get(lang)
    if (text !== null && known !== text) texts.set(lang, known === undefined ? text : `${known}\n${text}`)
  }
  return texts
}

/** True when a record looks like what it should be: a title and the population are what every record holds. */
export function hasTitle(block: CountryBlock): boolean {
  return lineOf(block, 'A.3') !== null || localTexts(block, 'A.3').length > 0 || localTexts(block, 'A.3.1').length > 0
}
