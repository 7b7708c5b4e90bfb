import type { Summary, SummaryGroup } from '../api.ts'
import { DISAGREEMENT_FIELDS, ID_READINGS, PURPOSES, SEXES, STATUS_GROUPS, type TrialSummary } from '../trial.ts'
import { ADULT_YEARS } from './age.ts'
import { enrollmentSize } from './enrollment.ts'
import { comparePhaseKeys, phaseKey } from './phase.ts'
import { compareText } from './preferred.ts'
import { eachInSteps, filterInSteps, finish, type Steps } from './steps.ts'
import { disagreementsOf } from './trial-filter.ts'

/** Key of trials that do not state the value. */
const NOT_STATED = 'not-stated'
const AGE_KEYS = ['adults-only', 'admits-minors', 'minors-only', NOT_STATED]

/** Upper ends (included) of the bins of the enrolment distribution; the last bin is open. */
const BINS: readonly (readonly [key: string, upTo: number])[] = [
  ['0', 0],
  ['1-10', 10],
  ['11-20', 20],
  ['21-50', 50],
  ['51-100', 100],
  ['101-200', 200],
  ['201-500', 500],
  ['501+', Infinity],
]
const BIN_KEYS = BINS.map(([key]) => key)

type CountOf = (trial: TrialSummary) => number | null

/**
 * The numbers behind the charts; every group names its trials. Planned and actual participants are never added together.
 * A trial that was withdrawn with 0 participants stands in `withdrawn` and in no distribution.
 */
export function computeSummary(trials: readonly TrialSummary[]): Summary {
  return finish(computeSummaryInSteps(trials))
}

export function* computeSummaryInSteps(trials: readonly TrialSummary[]): Steps<Summary> {
  const withdrawn = yield* filterInSteps(trials, isWithdrawnEmpty)
  const sized = yield* filterInSteps(trials, (trial) => !isWithdrawnEmpty(trial))
  const unsized = yield* filterInSteps(sized, (trial) => enrollmentSize(trial.enrollment) === null)
  return {
    byStatus: yield* group(trials, (trial) => [trial.statusGroup], inOrder(STATUS_GROUPS)),
    byPhase: yield* group(trials, (trial) => [phaseKey(trial.phases)], comparePhaseKeys),
    byAge: yield* group(trials, (trial) => [ageKey(trial)], inOrder(AGE_KEYS)),
    bySex: yield* group(trials, (trial) => [trial.sex ?? NOT_STATED], inOrder([...SEXES, NOT_STATED])),
    byPurpose: yield* group(trials, (trial) => [trial.purpose], inOrder(PURPOSES)),
    byCountry: yield* group(trials, (trial) => orNotStated(trial.countries), lastNotStated),
    byStartYear: yield* group(trials, (trial) => [trial.startDate?.slice(0, 4) ?? NOT_STATED], lastNotStated),
    byIdReading: yield* group(trials, (trial) => orNotStated(trial.idReading), inOrder([...ID_READINGS, NOT_STATED])),
    byDisagreement: yield* group(trials, disagreementsOf, inOrder(['any', ...DISAGREEMENT_FIELDS])),
    enrollment: {
      planned: yield* distribution(sized, (trial) => trial.enrollment.planned),
      actual: yield* distribution(sized, (trial) => trial.enrollment.actual),
      unspecified: yield* distribution(sized, (trial) => trial.enrollment.unspecified),
      notStated: yield* group(unsized, () => [NOT_STATED], compareText),
      withdrawn: yield* group(withdrawn, () => ['withdrawn'], compareText),
    },
  }
}

/** 'minors-only' when nobody of 18 or over is let in; a maximum of "17 Years" includes the whole 18th year. */
export function ageKey({ ages }: TrialSummary): string {
  if (ages.admitsMinors === null) return NOT_STATED
  if (!ages.admitsMinors) return 'adults-only'
  if (ages.maximumYears !== null) return ages.maximumYears < ADULT_YEARS ? 'minors-only' : 'admits-minors'
  if (ages.minimumYears !== null || ages.bands.length === 0) return 'admits-minors'
  return ages.bands.some((band) => band === '18-64-years' || band === '65-plus-years') ? 'admits-minors' : 'minors-only'
}

function isWithdrawnEmpty(trial: TrialSummary): boolean {
  return trial.statusGroup === 'never-started' && enrollmentSize(trial.enrollment) === 0
}

function* distribution(trials: readonly TrialSummary[], count: CountOf): Steps<SummaryGroup[]> {
  const counted = yield* filterInSteps(trials, (trial) => count(trial) !== null)
  return yield* group(counted, (trial) => [binKey(count(trial) ?? 0)], inOrder(BIN_KEYS), count)
}

function binKey(count: number): string {
  return BINS.find(([, upTo]) => count <= upTo)?.[0] ?? '501+'
}

/** A number of participants is null when no trial of the group states one: not 0. */
function* group(
  trials: readonly TrialSummary[],
  keysOf: (trial: TrialSummary) => readonly string[],
  order: (a: string, b: string) => number,
  count: CountOf = (trial) => trial.enrollment.actual,
): Steps<SummaryGroup[]> {
  const groups = new Map<string, SummaryGroup>()
  const addTo = (key: string, trial: TrialSummary): void => {
    let at = groups.get(key)
    if (!at) {
      at = { key, trials: 0, participants: null, planned: null, unspecified: null, trialIds: [] }
      groups.set(key, at)
    }
    at.trials++
    at.trialIds.push(trial.trialId)
    at.participants = plus(at.participants, count(trial))
    at.planned = plus(at.planned, trial.enrollment.planned)
    at.unspecified = plus(at.unspecified, trial.enrollment.unspecified)
  }
  yield* eachInSteps(trials, (trial) => {
    for (const key of new Set(keysOf(trial))) addTo(key, trial)
  })
  return [...groups.values()].sort((a, b) => order(a.key, b.key))
}

function plus(sum: number | null, count: number | null): number | null {
  return count === null ? sum : (sum ?? 0) + count
}

function orNotStated(values: readonly string[]): readonly string[] {
  return values.length > 0 ? values : [NOT_STATED]
}

function inOrder(keys: readonly string[]): (a: string, b: string) => number {
  return (a, b) => keys.indexOf(a) - keys.indexOf(b)
}

function lastNotStated(a: string, b: string): number {
  return Number(a === NOT_STATED) - Number(b === NOT_STATED) || compareText(a, b)
}
