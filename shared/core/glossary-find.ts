import type { GlossaryId } from '../text/glossary.ts'
import { GLOSSARY_FORMS } from './glossary-terms.ts'
import { finish } from './steps.ts'
import type { Steps } from './steps.ts'
import { termMatcherInSteps } from './word-match.ts'
import type { TermMatch, TermMatcher } from './word-match.ts'

/** An explained word in a text: `text.slice(start, end)` is the word as it stands there. */
export interface GlossaryMatch {
  id: GlossaryId
  start: number
  end: number
}

const entries = Object.entries(GLOSSARY_FORMS) as [GlossaryId, readonly string[]][]
const ids = new Set<string>(entries.map(([id]) => id))
const isId = (id: string): id is GlossaryId => ids.has(id)

const isCapitals = (form: string): boolean => form === form.toUpperCase() && form !== form.toLowerCase()

/** "MINI" is an interview and "mini" is not; "SSRIs" is still "SSRI". */
function hasCase({ term }: TermMatch, found: string): boolean {
  const stem = found.replace(/s$/, '')
  return !isCapitals(term) || stem === stem.toUpperCase()
}

// Forms in capitals are matched apart, so that one that fails ("mini") does not stand in the way of another form.
function* makeMatcher(capitals: boolean): Steps<TermMatcher> {
  const terms = entries.flatMap(([id, forms]) =>
    forms.filter((form) => isCapitals(form) === capitals).map((term) => ({ id, term })),
  )
  return yield* termMatcherInSteps(terms)
}

let matchers: readonly TermMatcher[] | undefined

/** Makes ready what finding takes: in steps, for somebody who reads meanwhile. */
export function* prepareGlossary(): Steps<readonly TermMatcher[]> {
  matchers ??= [yield* makeMatcher(true), yield* makeMatcher(false)]
  return matchers
}

/** Explained words of a text, in its order; where two overlap, the longer one. Linear in the length of the text. */
export function findGlossaryWords(text: string): GlossaryMatch[] {
  const found = (matchers ?? finish(prepareGlossary()))
    .flatMap((match) => match(text))
    .filter((match) => hasCase(match, text.slice(match.start, match.end)))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: GlossaryMatch[] = []
  let covered = 0
  for (const { id, start, end } of found) {
    if (start < covered || !isId(id)) continue
    kept.push({ id, start, end })
    covered = end
  }
  return kept
}
