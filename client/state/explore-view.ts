import { compileFilters } from '../../shared/core/trial-filter.ts'
import { facetReaders, QUERY_FACETS } from '../../shared/core/trial-facets.ts'
import { tallyTrials, type NamedTest, type Reader } from '../../shared/core/trial-tally.ts'
import { conditionIdsOf, isConditionId } from '../../shared/core/trial-conditions.ts'
import { prepareConditions } from '../../shared/conditions/index.ts'
import { defaultLexicon, prepareLexicon } from '../../shared/core/search-lexicon.ts'
import { parseSearch } from '../../shared/core/search-text.ts'
import { defaultTrialQuery, parseTrialQuery } from '../../shared/trial-query.ts'
import type { TrialQuery } from '../../shared/trial-query.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { isRecruitingNow } from '../describe/status-words.ts'
import { NEAREST, ORDER } from './list-view.ts'
import type { ListView } from './list-view.ts'
import { LOCAL_FILTERS, localTest } from './local-filters.ts'
import type { NearMe } from './near-me.ts'
import { tableOf } from './trial-table.ts'
import type { ListTable } from './trial-table.ts'
import { firstOf, valuesOf, without } from './url-state.ts'
import type { Params } from './url-state.ts'
import { usualPurposes } from './usual-purposes.ts'
import type { UsualPurpose } from './usual-purposes.ts'

export interface ExploreInput {
  trials: readonly TrialSummary[]
  params: Params
  /** Typed on this device; never in the URL. */
  age: number | null
  substances: readonly Substance[]
  /** Distances from the place chosen on this device; null without one. */
  near?: NearMe | null
  /** What is searched for instead of the words in the link, when those find nothing. */
  search?: string | null
}

export interface ExploreView extends ListView {
  query: TrialQuery
}

/** Values that lift a default instead of filtering. */
const ALL = 'all'

/** From what the URL and the device say to what is on screen. Pure: the same input gives the same list. */
export function exploreView({ trials, params, age, substances, near, search }: ExploreInput): ExploreView {
  const { query, local, dropped } = readParams(withSearch(params, search ?? null), age, substances)
  const purposeChosen = valuesOf(params, 'purpose').length > 0
  const usual = usualPurposes(substances)
  const table = tableOf(trials)
  const { kinds } = table
  const alike = alikeReaders()
  const filters: NamedTest[] = [
    ...local.map((filter) => remembered(filter, valuesOf(params, filter.name), table, null)),
    ...(purposeChosen
      ? []
      : [{ name: 'purpose', test: (trial: TrialSummary) => usual(trial, query.substance), groups: kinds }]),
    ...compileFilters({ ...query, q: '' }).map((filter) =>
      OF_KIND.has(filter.name)
        ? { ...filter, groups: kinds }
        : remembered(filter, query[filter.name], table, alikeFor(filter.name, query, alike)),
    ),
    ...searchTests(query.q, table),
  ]
  const readers = [...facetReaders(query), ...ownReaders(query, purposeChosen, usual)].map((reader) =>
    OF_KIND.has(reader.name) ? { ...reader, groups: kinds } : { ...reader, groups: table.alike(reader) },
  )
  const byFacet = new Map(readers.map((reader) => [reader.name, reader]))
  const nearest = near !== undefined && near !== null && firstOf(params, ORDER) === NEAREST ? near : null
  const tally = tallyTrials({ trials, order: table.orderFrom(query.sort, nearest) }, filters, [...byFacet.values()])
  const one = (name: string): number => tally.counts.get(name)?.get(ONE) ?? 0
  const hiddenBy = new Map(tally.hiddenBy)
  // Without a choice of one's own the usual one comes back, which hides some of them still.
  if (purposeChosen) hiddenBy.set('purpose', Math.max(0, one(USUAL_PURPOSE) - tally.kept.length))
  const roleChosen = valuesOf(params, 'role').length > 0
  const hiddenByPurpose = tally.hiddenBy.get('purpose') ?? 0
  if (roleChosen) hiddenBy.set('role', Math.max(0, one(USUAL_ROLE) - tally.kept.length))
  return {
    shown: tally.kept,
    hidden: {
      role: roleChosen ? 0 : Math.max(0, one(ANY_ROLE) - tally.kept.length - (purposeChosen ? 0 : hiddenByPurpose)),
      purpose: purposeChosen ? 0 : hiddenByPurpose,
    },
    hiddenBy,
    facets: Object.fromEntries(tally.counts),
    anySubstance: one(ANY_SUBSTANCE),
    recruitingNow: one(RECRUITING_NOW),
    dropped,
    query,
  }
}

const ONE = 'yes'
const ANY_SUBSTANCE = 'any-substance'
const RECRUITING_NOW = 'recruiting-now'
const USUAL_PURPOSE = 'usual-purpose'
const USUAL_ROLE = 'usual-role'
/** Whatever its role; and its purpose, as long as nobody chose one: a trial that both choices hide is counted once. */
const ANY_ROLE = 'any-role'
const USUAL_ROLES: ReadonlySet<string> = new Set(defaultTrialQuery().role)

const RECRUITING: Reader = {
  name: RECRUITING_NOW,
  lifts: ['status'],
  read: (trial) => (isRecruitingNow(trial) ? ONE : []),
}

/** The search as a test whose answers are known: each word is looked for once, not with every filter. */
function searchTests(q: string, table: ListTable): NamedTest[] {
  const terms = parseSearch(q, defaultLexicon())
  return terms.length === 0 ? [] : [{ name: 'q', test: () => true, answers: table.answers(terms) }]
}

/** A filter that goes by its own values only, with its answers: switching another one does not ask it again. */
function remembered({ name, test }: NamedTest, values: unknown, table: ListTable, alike: Reader | null): NamedTest {
  const groups = alike === null ? null : table.alike(alike)
  return { name, test, answers: table.passing(`${name}=${JSON.stringify(values)}`, test, groups) }
}

/** The readers that depend on the trial alone: trials that are alike to one of them stay so for every query. */
function alikeReaders(): Reader[] {
  return [...facetReaders(defaultTrialQuery()).filter(({ name }) => !OF_KIND.has(name)), RECRUITING]
}

/** The facet whose values a filter goes by. Words of a condition that we have no name for are looked up in each trial. */
function alikeFor(filter: string, query: TrialQuery, readers: readonly Reader[]): Reader | null {
  if (filter === 'condition' && !query.condition.every(isConditionId)) return null
  return readers.find(({ name }) => name === filter) ?? null
}

const TRIALS_A_STEP = 5
const prepared = new WeakSet<readonly TrialSummary[]>()

/** A few at a time, and remembered: reading them in long rows would hold up a slow phone. */
function* readConditions(trials: readonly TrialSummary[]): Generator<void, void> {
  for (const [at, trial] of trials.entries()) {
    conditionIdsOf(trial)
    if (at % TRIALS_A_STEP === TRIALS_A_STEP - 1) yield
  }
}

/** Works out, in steps, what the first list of these trials needs, so that drawing it blocks no longer than a later one. */
export function* prepareList(trials: readonly TrialSummary[]): Generator<void, void> {
  if (prepared.has(trials)) return
  const table = tableOf(trials)
  yield* prepareConditions()
  yield* prepareLexicon()
  yield* table.kindsInSteps()
  yield* readConditions(trials)
  yield* table.orderInSteps(defaultTrialQuery().sort)
  for (const reader of alikeReaders()) {
    yield* table.alikeInSteps(reader)
    // Code that runs for the first time takes milliseconds, also for few trials.
    yield
  }
  prepared.add(trials)
}

/** Filters and counts that go by a trial's substances, roles and purpose only. */
const OF_KIND: ReadonlySet<string> = new Set([...QUERY_FACETS, 'purpose', ANY_SUBSTANCE, USUAL_PURPOSE, USUAL_ROLE])

/** Counts that are no facet of the API, taken in the same pass. The last `substance` replaces the facet's own. */
function ownReaders(query: TrialQuery, purposeChosen: boolean, usual: UsualPurpose): Reader[] {
  const inRole = (trial: TrialSummary): string[] =>
    trial.substances.flatMap(({ substanceId, role }) =>
      query.role.length === 0 || query.role.includes(role) ? [substanceId] : [],
    )
  // Another substance may have other usual purposes: each is asked as if it were the one chosen.
  const lifts = purposeChosen ? ['substance', 'role'] : ['substance', 'role', 'purpose']
  const isUsual = (trial: TrialSummary, chosen: readonly string[]): boolean => purposeChosen || usual(trial, chosen)
  return [
    { name: 'substance', lifts, read: (trial) => inRole(trial).filter((id) => isUsual(trial, [id])) },
    {
      name: ANY_SUBSTANCE,
      lifts,
      read: (trial) => (inRole(trial).length > 0 && isUsual(trial, []) ? ONE : []),
    },
    RECRUITING,
    {
      name: USUAL_ROLE,
      lifts: ['role'],
      read: ({ substances }) =>
        substances.some(
          ({ substanceId, role }) =>
            USUAL_ROLES.has(role) && (query.substance.length === 0 || query.substance.includes(substanceId)),
        )
          ? ONE
          : [],
    },
    { name: ANY_ROLE, lifts: purposeChosen ? ['role'] : ['role', 'purpose'], read: () => ONE },
    { name: USUAL_PURPOSE, lifts: ['purpose'], read: (trial) => (usual(trial, query.substance) ? ONE : []) },
  ]
}

interface ReadParams {
  query: TrialQuery
  local: NamedTest[]
  dropped: string[]
}

/** Understands what it can: a filter that is not valid is left out and named, the others still work. */
function readParams(params: Params, age: number | null, substances: readonly Substance[]): ReadParams {
  const dropped: string[] = []
  const local = LOCAL_FILTERS.flatMap((name) => {
    const values = valuesOf(params, name)
    if (values.length === 0) return []
    const test = localTest(name, values)
    if (test === null) dropped.push(name)
    return test === null ? [] : [{ name, test }]
  })
  const asked = without(params, [...LOCAL_FILTERS, 'age', 'limit', 'offset']).filter(
    ([name, value]) => !(name === 'purpose' && value === ALL) && !(name === ORDER && value === NEAREST),
  )
  const known = { substanceIds: substances.map((substance) => substance.id) }
  const withAge: Params = age === null ? asked : [...asked, ['age', String(age)]]
  const first = parseTrialQuery(withAge, known)
  if (first.errors === undefined) return { query: first.query, local, dropped }
  const bad = [...new Set(first.errors.map((error) => error.field))]
  const second = parseTrialQuery(without(withAge, bad), known)
  return { query: second.query ?? defaultTrialQuery(), local, dropped: [...dropped, ...bad] }
}

function withSearch(params: Params, search: string | null): Params {
  return search === null ? params : params.map(([name, value]) => (name === 'q' ? [name, search] : [name, value]))
}
