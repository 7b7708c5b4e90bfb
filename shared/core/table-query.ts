import type { TrialQuery } from '../trial-query.ts'
import { defaultTrialQuery } from '../trial-query.ts'
import type { TrialSummary } from '../trial.ts'
import { defaultLexicon } from './search-lexicon.ts'
import { parseSearch, type SearchLexicon } from './search-text.ts'
import { finish, type Steps } from './steps.ts'
import { conditionIdsOf, isConditionId } from './trial-conditions.ts'
import { facetReaders, QUERY_FACETS } from './trial-facets.ts'
import { compileFilters, pageSize, type AppliedQuery, type FilterName } from './trial-filter.ts'
import { SORTS } from './trial-sort.ts'
import type { TrialTable } from './trial-table.ts'
import { askAll, type Reader } from './trial-tally.ts'

/** Filters that go by a trial's substances, roles and purpose only. */
const OF_KIND: ReadonlySet<string> = new Set([...QUERY_FACETS, 'purpose'])

type AlikeReader = Pick<Reader, 'name' | 'read'>

const STARTED: AlikeReader = { name: 'startDate', read: ({ startDate }) => startDate ?? [] }

/** What each other filter looks at: trials that are alike in it pass or fail together. */
const LOOKS_AT: ReadonlyMap<string, AlikeReader> = new Map<string, AlikeReader>([
  ...facetReaders(defaultTrialQuery()).flatMap((reader): [string, AlikeReader][] =>
    OF_KIND.has(reader.name) ? [] : [[reader.name, reader]],
  ),
  [
    'age',
    {
      name: 'ages',
      read: ({ ages: { minimumYears, maximumYears, bands, admitsMinors } }) =>
        `${String(minimumYears)} ${String(maximumYears)} ${String(admitsMinors)} ${bands.join(' ')}`,
    },
  ],
  ['startFrom', STARTED],
  ['startTo', STARTED],
  ['updatedFrom', { name: 'lastUpdated', read: ({ lastUpdated }) => lastUpdated ?? [] }],
])
/**
 * A condition that we have no name for is looked up in the register's own words; a query may ask for both. Few do: put
 * into groups when the first one asks.
 */
const ANY_CONDITIONS: AlikeReader = {
  name: 'anyConditions',
  read: (trial) => [...conditionIdsOf(trial), '', ...trial.conditions],
}

/** Works out what queries need, so that the first one takes no longer than a later one. */
export function* prepareQueries(table: TrialTable): Steps<void> {
  yield* table.kindsInSteps()
  for (const reader of LOOKS_AT.values()) yield* table.alikeInSteps(reader)
  for (const sort of SORTS) {
    yield* table.orderInSteps(sort)
  }
  yield* table.texts.readInSteps()
}

/** Why a trial does not match, as bits; nothing but its role or its purpose is told apart. */
const BY_ROLE = 1
const BY_PURPOSE = 2
const OTHERWISE = 4

/** What `applyTrialQuery` gives for the trials of the table, asked of columns instead of each trial. */
export function applyToTable(table: TrialTable, query: TrialQuery): AppliedQuery {
  return finish(applyToTableInSteps(table, query))
}

/** The same, for when all of very many trials may be asked for. */
export function* applyToTableInSteps(
  table: TrialTable,
  query: TrialQuery,
  lexicon: () => SearchLexicon = defaultLexicon,
): Steps<AppliedQuery> {
  const { trials } = table
  const failed = yield* failuresInSteps(table, query, lexicon)
  const counts = [0, 0, 0]
  for (const bits of failed) if (bits < counts.length) counts[bits] = (counts[bits] ?? 0) + 1
  const [total = 0, role = 0, purpose = 0] = counts
  const end = Math.min(query.offset + (query.limit ?? pageSize(total)), total)
  yield
  return {
    trials: yield* page(table.order(query.sort), { trials, failed, from: query.offset, end }),
    total,
    hidden: { role, purpose },
  }
}

/** Places in the table of all trials that match, in its own order. */
export function* placesInSteps(
  table: TrialTable,
  query: TrialQuery,
  lexicon: () => SearchLexicon = defaultLexicon,
): Steps<number[]> {
  const failed = yield* failuresInSteps(table, query, lexicon)
  const places: number[] = []
  for (let at = 0; at < failed.length; at++) if (failed[at] === 0) places.push(at)
  return places
}

/** For each trial why it does not match: 0 for one that does. */
function* failuresInSteps(table: TrialTable, query: TrialQuery, lexicon: () => SearchLexicon): Steps<Uint8Array> {
  const { trials } = table
  const failed = new Uint8Array(trials.length)
  const note = (passed: Uint8Array, bit: number): void => {
    for (let at = 0; at < failed.length; at++) if (passed[at] === 0) failed[at] = (failed[at] ?? 0) | bit
  }
  for (const { name, test } of compileFilters({ ...query, q: '' })) {
    const looksAt = readerFor(name, query)
    const groups = OF_KIND.has(name)
      ? yield* table.kindsInSteps()
      : looksAt === undefined
        ? null
        : yield* table.alikeInSteps(looksAt)
    const bit = name === 'role' ? BY_ROLE : name === 'purpose' ? BY_PURPOSE : OTHERWISE
    note(askAll(trials, { name, test, ...(groups === null ? {} : { groups }) }), bit)
    yield
  }
  const terms = query.q === '' ? [] : parseSearch(query.q, lexicon())
  if (terms.length > 0) note(yield* table.answersInSteps(terms), OTHERWISE)
  return failed
}

function readerFor(name: FilterName, query: TrialQuery): AlikeReader | undefined {
  if (name === 'condition' && !query.condition.every(isConditionId)) return ANY_CONDITIONS
  return LOOKS_AT.get(name)
}

/** Trials put on a page after which a step ends. */
const PAUSE_AFTER = 5_000

/** Of the trials that pass, in this order, those from `from` up to `end`. */
function* page(
  order: Uint32Array,
  of: { trials: readonly TrialSummary[]; failed: Uint8Array; from: number; end: number },
): Steps<TrialSummary[]> {
  const shown: TrialSummary[] = []
  let passed = 0
  for (let place = 0; place < order.length && passed < of.end; place++) {
    const at = order[place] ?? 0
    if (of.failed[at] !== 0) continue
    const trial = passed >= of.from ? of.trials[at] : undefined
    passed++
    if (trial !== undefined) shown.push(trial)
    if (passed % PAUSE_AFTER === 0) yield
  }
  return shown
}
