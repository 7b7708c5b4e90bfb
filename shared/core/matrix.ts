import type { Matrix, MatrixCell } from '../api.ts'
import { conditions } from '../conditions/index.ts'
import type { Purpose, Role, TrialSummary } from '../trial.ts'
import { eachInSteps, finish, type Steps } from './steps.ts'
import { conditionIdsOf } from './trial-conditions.ts'

/** Roles of the default view (PRODUCT §4): the substance is studied, compared with, or it is not clear. */
const COUNTED_ROLES: ReadonlySet<Role> = new Set(['investigated', 'comparator', 'unclear'])
/** Purposes that name a condition without treating it: sedating autistic children is no trial for autism. */
const SET_ASIDE: ReadonlySet<Purpose> = new Set(['peri-operative', 'healthy-mechanism'])

/**
 * What is and is not being studied: a cell for every condition and substance, empty ones too (PRODUCT §5).
 * A trial counts in every condition it names. `participants` adds actual numbers only; planned numbers and numbers of
 * unstated kind have their own sums. Recruiting counts no copies: a copy only knows what was so on its date.
 */
export function computeMatrix(trials: readonly TrialSummary[], substanceIds: readonly string[]): Matrix {
  return finish(computeMatrixInSteps(trials, substanceIds))
}

export function* computeMatrixInSteps(trials: readonly TrialSummary[], substanceIds: readonly string[]): Steps<Matrix> {
  const rows = new Map(
    conditions.map(({ id }) => [id, new Map(substanceIds.map((one) => [one, emptyCell(id, one)] as const))] as const),
  )
  const countIn = (trial: TrialSummary): void => {
    for (const condition of conditionIdsOf(trial)) {
      const row = rows.get(condition)
      for (const { substanceId, role } of trial.substances) {
        const cell = row?.get(substanceId)
        if (cell && COUNTED_ROLES.has(role)) count(cell, trial)
      }
    }
  }
  yield* eachInSteps(trials, countIn, 50)
  return {
    conditions: conditions.map(({ id, name }) => ({ id, name })),
    substances: [...substanceIds],
    cells: [...rows.values()].flatMap((row) => [...row.values()]),
  }
}

function emptyCell(condition: string, substanceId: string): MatrixCell {
  return {
    condition,
    substanceId,
    trials: 0,
    participants: null,
    planned: null,
    unspecified: null,
    admitsMinors: 0,
    ageNotStated: 0,
    recruiting: 0,
    trialIds: [],
    setAside: 0,
    setAsideIds: [],
  }
}

function count(cell: MatrixCell, trial: TrialSummary): void {
  if (SET_ASIDE.has(trial.purpose)) {
    cell.setAside += 1
    cell.setAsideIds.push(trial.trialId)
    return
  }
  cell.trials += 1
  cell.trialIds.push(trial.trialId)
  cell.participants = plus(cell.participants, trial.enrollment.actual)
  cell.planned = plus(cell.planned, trial.enrollment.planned)
  cell.unspecified = plus(cell.unspecified, trial.enrollment.unspecified)
  if (trial.ages.admitsMinors === true) cell.admitsMinors += 1
  if (trial.ages.admitsMinors === null) cell.ageNotStated += 1
  if (trial.statusGroup === 'recruiting' && trial.statusFrom !== 'snapshot') cell.recruiting += 1
}

function plus(sum: number | null, added: number | null): number | null {
  return added === null ? sum : (sum ?? 0) + added
}
