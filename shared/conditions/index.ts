import { finish, type Steps } from '../core/steps.ts'
import { termMatcherInSteps, type TermMatch, type TermMatcher } from '../core/word-match.ts'
import type { Condition } from './condition.ts'
import { lifeAndLearning } from './life-and-learning.ts'
import { mentalHealth } from './mental-health.ts'
import { neurological } from './neurological.ts'
import { substanceUse } from './substance-use.ts'

const all: readonly Condition[] = [...mentalHealth, ...substanceUse, ...neurological, ...lifeAndLearning]

/** The rows of the matrix in the order of PRODUCT §5. A new row is an entry in one of the lists and its id here. */
const ORDER = [
  'depression',
  'treatment-resistant-depression',
  'ptsd',
  'anxiety',
  'addiction',
  'cluster-headache',
  'brain-injury',
  'autism',
  'als',
  'ms',
  'parkinson',
  'eating-disorders',
  'ocd',
  'palliative-care',
  'adhd',
  'intellectual-disability',
]

export const conditions: readonly Condition[] = [...all].sort((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id))

// Exceptions share the id of their condition, so that the longer phrase covers the term in it.
const exceptions = new Set(conditions.flatMap(({ id, except }) => except.map((term) => `${id} ${term}`)))
let matcher: TermMatcher | undefined

/** Makes ready what finding them takes: in steps, for somebody who waits. */
export function* prepareConditions(): Steps<TermMatcher> {
  matcher ??= yield* termMatcherInSteps(
    conditions.flatMap(({ id, terms, except }) => [...terms, ...except].map((term) => ({ term, id }))),
  )
  return matcher
}

/** Made when first asked: somebody who only wants the names does not wait for it. */
function match(text: string): readonly TermMatch[] {
  return (matcher ?? finish(prepareConditions()))(text)
}

/** Conditions that a text names, with where, in text order; not the phrases that only look like them. */
export function findConditions(text: string): TermMatch[] {
  return match(text).filter(({ id, term }) => !exceptions.has(`${id} ${term}`))
}
