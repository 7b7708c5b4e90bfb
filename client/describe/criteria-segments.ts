import type { GlossaryMatch } from '../../shared/core/glossary-find.ts'
import { mapInSteps } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import type { GlossaryId } from '../../shared/text/glossary.ts'

/** A piece of a criterion. Joined together, the pieces are the text word for word. */
export type Segment =
  | { kind: 'text'; text: string }
  /** A number with its unit ("≥ 18.5 kg/m2", "450 ms"): not to be broken over two lines. */
  | { kind: 'measure'; text: string }
  | { kind: 'word'; text: string; id: GlossaryId }

const UNIT =
  '%|°C|(?:k|m|µ|μ|mc)?g(?:/(?:kg|m[lL]|d[lL]|[lL]|day|m2|m²))?|kg/m(?:2|²|\\^2)?|m[lL](?:/min(?:/1[.,]73 ?m(?:2|²))?)?|mm ?Hg|mmol/[lL]|[µμm]mol/[lL]|I?U/[lL]|bpm|ms(?:ec)?|cm|years?|yrs?|months?|weeks?|days?|hours?|minutes?|points?|jaar|maanden|weken|dagen|uur|punten|Jahren?|Monaten?|Wochen|Tagen?|Stunden|ans|mois|semaines|jours|heures'
const MEASURE = new RegExp(
  `(?:[<>≤≥=±~]{1,2}\\s?)?(?<![\\p{L}\\d])\\d{1,6}(?:[.,]\\d{1,4})?(?:\\s?[-–]\\s?\\d{1,6}(?:[.,]\\d{1,4})?)?\\s?(?:${UNIT})(?![\\p{L}\\d])`,
  'gu',
)

function measures(text: string): Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const match of text.matchAll(MEASURE)) {
    if (match.index > from) segments.push({ kind: 'text', text: text.slice(from, match.index) })
    segments.push({ kind: 'measure', text: match[0] })
    from = match.index + match[0].length
  }
  if (from < text.length) segments.push({ kind: 'text', text: text.slice(from) })
  return segments
}

/** The pieces of a text with the given words marked. */
export function segmentsOf(text: string, matches: readonly GlossaryMatch[]): Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const { id, start, end } of matches) {
    segments.push(...measures(text.slice(from, start)), { kind: 'word', text: text.slice(start, end), id })
    from = end
  }
  return [...segments, ...measures(text.slice(from))]
}

/** For each text of a list, the words to explain in it: each word of the list once, where it first stands. */
export function firstMatchesInSteps(
  texts: readonly string[],
  find: (text: string) => readonly GlossaryMatch[],
): Steps<GlossaryMatch[][]> {
  const seen = new Set<GlossaryId>()
  const first = (text: string): GlossaryMatch[] =>
    find(text).filter(({ id }) => {
      if (seen.has(id)) return false
      seen.add(id)
      return true
    })
  return mapInSteps(texts, first, 1)
}
