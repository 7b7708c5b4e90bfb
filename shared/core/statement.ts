import type { Basis, FunnelStep, Statement, StatementException, Verdict } from '../api.ts'
import { writeStatement, type StatementFacts } from '../text/statement-text.ts'
import { trialInWords, type NamedTrial } from '../text/statement-trial-text.ts'
import type { Collection, IdTier } from '../trial.ts'
import { agesOf } from './age.ts'
import { syndromeName } from './intellectual-disability.ts'
import { compareText } from './preferred.ts'
import {
  citedName,
  inspectRejected,
  inspectTrials,
  isFound,
  type StatementInput,
  type ToInspect,
} from './statement-inspect.ts'
import { exceptionOf, recordsThatAdmitMinors, screen, type Screened } from './statement-evidence.ts'
import { statementVersion } from './statement-version.ts'
import { eachInSteps, filterInSteps, finish, mapInSteps, sortInSteps, type Steps } from './steps.ts'
import { registriesOf } from './trial-filter.ts'

/** Registers that nobody asks here. A registry that is added to the list of registries leaves this one. */
const NOT_SEARCHED: readonly { id: string; name: string }[] = [
  { id: 'isrctn', name: 'ISRCTN' },
  { id: 'ccmo', name: 'onderzoekmetmensen.nl (Netherlands)' },
  { id: 'drks', name: 'DRKS (Germany)' },
  { id: 'chictr', name: 'ChiCTR (China)' },
  { id: 'jrct', name: 'jRCT (Japan)' },
  { id: 'cris', name: 'CRIS (South Korea)' },
  { id: 'ctri', name: 'CTRI (India)' },
  { id: 'anzctr', name: 'ANZCTR (Australia, New Zealand)' },
  { id: 'rebec', name: 'ReBEC (Brazil)' },
  { id: 'irct', name: 'IRCT (Iran)' },
  { id: 'ictrp', name: 'WHO ICTRP' },
]

interface Coverage {
  complete: boolean
  anyComplete: boolean
  used: Collection[]
}

const isComplete = (collection: Collection): boolean => collection.complete && collection.from !== 'snapshot'

/** Whether every registry has answered in full for these substances, and from which collections we speak. */
function coverageOf(input: StatementInput, substanceIds: readonly string[]): Coverage {
  const coverage: Coverage = {
    complete: input.registries.length > 0 && substanceIds.length > 0,
    anyComplete: false,
    used: [],
  }
  for (const { id: registryId } of input.registries) {
    for (const substanceId of substanceIds) {
      const held = input.collections.filter((one) => one.registryId === registryId && one.substanceId === substanceId)
      const complete = held.filter(isComplete)
      coverage.used.push(...(complete.length > 0 ? complete : held))
      coverage.complete &&= complete.length > 0
      coverage.anyComplete ||= complete.length > 0
    }
  }
  return coverage
}

const basisOf = ({ complete, anyComplete }: Coverage): Basis =>
  complete ? 'registries' : anyComplete ? 'mixed' : 'copies'

function datesOf(used: readonly Collection[]): Pick<StatementFacts, 'oldest' | 'newest' | 'someUndated'> {
  const dates: string[] = []
  let someUndated = false
  for (const { from, fetchedAt, asOfRange, records } of used) {
    if (from === 'snapshot') {
      if (asOfRange) dates.push(asOfRange.oldest, asOfRange.newest)
      someUndated ||= records.some(({ asOf }) => asOf === null)
    } else if (fetchedAt !== null) dates.push(fetchedAt)
    else someUndated = true
  }
  dates.sort(compareText)
  return { oldest: dates[0] ?? null, newest: dates.at(-1) ?? null, someUndated }
}

function verdictOf(hasFound: boolean, hasToInspect: boolean, complete: boolean): Verdict {
  if (hasFound) return 'found'
  if (hasToInspect) return 'cannot-say'
  return complete ? 'none' : 'none-in-copies'
}

const idsOf = (screened: readonly Screened[]): string[] => screened.map(({ id }) => id)

function* funnelOf(screened: readonly Screened[]): Steps<FunnelStep[]> {
  const minors = yield* filterInSteps(screened, ({ admitsMinors }) => admitsMinors === true)
  const step = function* (name: string, some: readonly Screened[]): Steps<FunnelStep> {
    return { step: name, trials: some.length, trialIds: yield* mapInSteps(some, ({ id }) => id) }
  }
  const ofTier = function* (tier: IdTier): Steps<FunnelStep> {
    return yield* step(tier, yield* filterInSteps(minors, (one) => !one.isProgramme && one.tier === tier))
  }
  return [
    yield* step('all', screened),
    yield* step('admits-minors', minors),
    yield* ofTier('named'),
    yield* ofTier('syndrome'),
    yield* ofTier('adjacent'),
  ]
}

function namedTrial(one: Screened, input: StatementInput): NamedTrial {
  const admitting = recordsThatAdmitMinors(one.trial)
  const { ages, enrollment, statusGroup, overallStatus, conditions, purpose } = one.trial.summary
  const condition = conditions[0] === undefined ? null : { en: conditions[0], nl: conditions[0] }
  return {
    trialId: one.id,
    substances: input.substances.filter(({ id }) => one.substanceIds.includes(id)).map(({ name }) => name),
    condition: syndromeName(one.evidence?.term ?? '') ?? condition,
    ages: admitting.length === 0 ? ages : agesOf(admitting),
    agesAsIn: [...new Set(admitting.map(({ registryId }) => citedName(input, registryId)))],
    enrollment,
    stopped: statusGroup !== 'never-started' ? null : /withdrawn/i.test(overallStatus) ? 'withdrawn' : 'never-started',
    periOperative: purpose === 'peri-operative',
    isProgramme: one.isProgramme,
  }
}

function* perSubstance(
  input: StatementInput,
  screened: readonly Screened[],
  toInspect: readonly ToInspect[],
): Steps<Statement['perSubstance']> {
  const rows: Statement['perSubstance'] = []
  for (const { id: substanceId } of input.substances) {
    const own = yield* filterInSteps(screened, ({ substanceIds }) => substanceIds.includes(substanceId))
    const minors = yield* filterInSteps(own, ({ admitsMinors }) => admitsMinors === true)
    const ofTier = (tier: string): string[] => idsOf(minors.filter((one) => !one.isProgramme && one.tier === tier))
    rows.push({
      substanceId,
      verdict: verdictOf(
        own.some(isFound),
        toInspect.some(({ substanceIds }) => substanceIds.includes(substanceId)),
        coverageOf(input, [substanceId]).complete,
      ),
      screened: own.length,
      paediatric: minors.length,
      named: ofTier('named'),
      syndrome: ofTier('syndrome'),
      adjacent: ofTier('adjacent'),
    })
    yield
  }
  return rows
}

function* screenedCounts(input: StatementInput, screened: readonly Screened[]): Steps<Statement['screened']> {
  const perRegistry = Object.fromEntries(input.registries.map(({ id }) => [id, 0]))
  const perSubstance = Object.fromEntries(input.substances.map(({ id }) => [id, 0]))
  const addTo = (counts: Record<string, number>, id: string): void => {
    const count = counts[id]
    if (count !== undefined) counts[id] = count + 1
  }
  yield* eachInSteps(screened, ({ trial, substanceIds }) => {
    for (const id of registriesOf(trial.summary)) addTo(perRegistry, id)
    substanceIds.forEach((id, at) => {
      if (substanceIds.indexOf(id) === at) addTo(perSubstance, id)
    })
  })
  return { total: screened.length, perRegistry, perSubstance }
}

const TIER_RANK = { named: 0, syndrome: 1, adjacent: 2 }

/** Trials that touch intellectual disability and are not for adults only: screened ones and those in the background. */
function* exceptionsOf(all: readonly Screened[]): Steps<StatementException[]> {
  const exceptions: StatementException[] = []
  const add = (one: Screened): void => {
    if (one.admitsMinors === false) return
    const isShown =
      one.substanceIds.length > 0 || one.trial.summary.substances.some(({ role }) => role === 'background')
    const exception = isShown ? exceptionOf(one) : null
    if (exception !== null) exceptions.push(exception)
  }
  yield* eachInSteps(all, add)
  const compare = (a: StatementException, b: StatementException): number =>
    TIER_RANK[a.tier] - TIER_RANK[b.tier] || compareText(a.trialId, b.trialId)
  return yield* sortInSteps(exceptions, compare)
}

function* factsOf(
  input: StatementInput,
  screened: readonly Screened[],
  toInspect: readonly ToInspect[],
  coverage: Coverage,
): Steps<StatementFacts> {
  const named = (some: readonly Screened[]): Steps<NamedTrial[]> => {
    const name = (one: Screened): NamedTrial => {
      const trial = namedTrial(one, input)
      // The text is written in one go, and lists them all.
      trialInWords(trial)
      return trial
    }
    return mapInSteps(some, name, 10)
  }
  const found = yield* filterInSteps(screened, isFound)
  return {
    verdict: verdictOf(found.length > 0, toInspect.length > 0, coverage.complete),
    basis: basisOf(coverage),
    total: screened.length,
    ...datesOf(coverage.used),
    substances: input.substances.map(({ name }) => name),
    registries: input.registries,
    found: yield* named(found),
    close: yield* named(
      yield* filterInSteps(screened, (one) => !one.isProgramme && one.tier === 'syndrome' && one.admitsMinors === true),
    ),
    programmes: yield* named(
      yield* filterInSteps(
        screened,
        (one) => one.isProgramme && one.admitsMinors !== false && (one.tier === 'named' || one.tier === 'syndrome'),
      ),
    ),
    inspect: toInspect.map(({ recordId, registryId, reason }) => ({
      id: recordId ?? citedName(input, registryId),
      reason,
    })),
    namedElsewhere: screened.some((one) => one.tier === 'named' && !one.isProgramme && !isFound(one)),
  }
}

/**
 * The statement on paediatric trials in intellectual disability, computed from the catalogue as it is. A trial of
 * several records counts once. `none` needs every collection to be complete; a snapshot never completes one.
 */
export function computeStatement(input: StatementInput): Statement {
  return finish(computeStatementInSteps(input))
}

export function* computeStatementInSteps(input: StatementInput): Steps<Statement> {
  const all = yield* sortInSteps(yield* mapInSteps(input.trials, screen, 50), (a, b) => compareText(a.id, b.id))
  const screened = yield* filterInSteps(all, ({ substanceIds }) => substanceIds.length > 0)
  const coverage = coverageOf(input, idsOfSubstances(input))
  yield
  const inspect = [...(yield* inspectTrials(screened)), ...inspectRejected(input)]
  yield
  const facts = yield* factsOf(input, screened, inspect, coverage)
  const { verdict, basis } = facts
  yield
  const counts = yield* screenedCounts(input, screened)
  yield
  const bySubstance = yield* perSubstance(input, screened, inspect)
  yield
  const funnel = yield* funnelOf(screened)
  yield
  const exceptions = yield* exceptionsOf(all)
  const chosen = function* (test: (one: Screened) => boolean): Steps<string[]> {
    return idsOf(yield* filterInSteps(screened, test))
  }
  const rest = {
    verdict,
    basis,
    termsVersion: input.termsVersion,
    screened: counts,
    perSubstance: bySubstance,
    funnel,
    found: yield* chosen(isFound),
    toInspect: inspect.map(({ registryId, recordId, url, reason }) => ({ registryId, recordId, url, reason })),
    exceptions,
    adultsWithId: yield* chosen(
      ({ admitsMinors, tier }) => admitsMinors === false && (tier === 'named' || tier === 'syndrome'),
    ),
    paediatricExcludingId: yield* chosen(
      ({ admitsMinors, trial }) => admitsMinors === true && trial.summary.idReading.includes('excludes'),
    ),
    ageNotStated: yield* chosen(({ admitsMinors }) => admitsMinors === null),
    notSearched: NOT_SEARCHED.filter(({ id }) => !input.registries.some((one) => one.id === id)).map(
      ({ name }) => name,
    ),
  }
  const searches = input.registries.flatMap((registry) =>
    input.substances.map((substance) => ({
      registryId: registry.id,
      substanceId: substance.id,
      url: registry.searchUrl(substance),
    })),
  )
  // The dates move with every refresh; what is said without them is what the version stands for.
  const undated = writeStatement({ ...facts, oldest: null, newest: null, someUndated: false })
  yield
  const texts = writeStatement(facts)
  yield
  return {
    ...rest,
    searches,
    ...texts,
    asOf: facts.oldest,
    version: yield* statementVersion({ ...rest, undated }),
  }
}

const idsOfSubstances = (input: StatementInput): string[] => input.substances.map(({ id }) => id)
