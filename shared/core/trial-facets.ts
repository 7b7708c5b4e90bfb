import type { TrialQuery } from '../trial-query.ts'
import type { TrialSummary } from '../trial.ts'
import { NO_PHASE } from './phase.ts'
import { defaultLexicon } from './search-lexicon.ts'
import type { SearchLexicon } from './search-text.ts'
import { conditionIdsOf } from './trial-conditions.ts'
import { compileFilters, disagreementsOf, registriesOf, type FilterName } from './trial-filter.ts'
import { tallyTrials, type Reader } from './trial-tally.ts'

/** Key of a value that a trial does not state. */
const NOT_STATED = 'not-stated'

const READ = {
  substance: (trial: TrialSummary, { role }: TrialQuery) =>
    trial.substances.filter((s) => role.length === 0 || role.includes(s.role)).map((s) => s.substanceId),
  role: (trial: TrialSummary, { substance }: TrialQuery) =>
    trial.substances.filter((s) => substance.length === 0 || substance.includes(s.substanceId)).map((s) => s.role),
  purpose: (trial: TrialSummary) => trial.purpose,
  status: (trial: TrialSummary) => trial.statusGroup,
  phase: (trial: TrialSummary) => (trial.phases.length === 0 ? NO_PHASE : trial.phases),
  country: (trial: TrialSummary) => trial.countries,
  recruitingIn: (trial: TrialSummary) => trial.recruitingCountries,
  condition: (trial: TrialSummary) => conditionIdsOf(trial),
  sex: (trial: TrialSummary) => trial.sex ?? NOT_STATED,
  registry: registriesOf,
  idTier: (trial: TrialSummary) => trial.idTiers,
  idReading: (trial: TrialSummary) => trial.idReading,
  disagrees: disagreementsOf,
  admitsMinors: (trial: TrialSummary) => trial.ages.admitsMinors?.toString() ?? NOT_STATED,
  hasResults: (trial: TrialSummary) => trial.hasResults?.toString() ?? NOT_STATED,
} satisfies Partial<Record<FilterName, (trial: TrialSummary, query: TrialQuery) => string | readonly string[]>>

export type FacetName = keyof typeof READ
const FACETS = Object.keys(READ) as FacetName[]

/** How many trials each value of one filter would give, with that filter lifted and the others kept. */
export function countFacets(
  trials: readonly TrialSummary[],
  query: TrialQuery,
  facet: FacetName,
  lexicon: () => SearchLexicon = defaultLexicon,
): ReadonlyMap<string, number> {
  return countAllFacets(trials, query, [facet], lexicon)[facet] ?? new Map()
}

/** The counts of several facets in one pass over the trials. */
export function countAllFacets(
  trials: readonly TrialSummary[],
  query: TrialQuery,
  facets: readonly FacetName[] = FACETS,
  lexicon: () => SearchLexicon = defaultLexicon,
): Partial<Record<FacetName, ReadonlyMap<string, number>>> {
  const { counts } = tallyTrials({ trials }, compileFilters(query, lexicon), facetReaders(query, facets))
  return Object.fromEntries(counts)
}

/** Facets whose values depend on what else is asked, by the substances and roles of a trial. */
export const QUERY_FACETS: ReadonlySet<string> = new Set<FacetName>(['substance', 'role'])

/** The readers of these facets: each with its own filter lifted and the others kept. */
export function facetReaders(query: TrialQuery, facets: readonly FacetName[] = FACETS): Reader[] {
  return facets.map((name) => ({
    name,
    lifts: liftedBy(name),
    read: (trial) => READ[name](trial, query),
  }))
}

/** A role is one in a substance, so choosing another substance asks anew which role the trial has in that one. */
function liftedBy(facet: FacetName): string[] {
  return facet === 'substance' ? ['substance', 'role'] : [facet]
}
