import type { TrialsByNumber } from '../../shared/core/derive-catalogue.ts'
import { hasSameNumbers } from '../../shared/core/join-records.ts'
import { NumberMap } from '../../shared/core/number-map.ts'
import { isSameList, isSameListInSteps } from '../../shared/core/same-list.ts'
import { eachInSteps } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import type { Trial } from '../../shared/trial.ts'

/** Where numbers lead to, as places in a list of trials: while the numbers are the same, another list has the same. */
export interface NumberPlaces {
  /** Any number of a trial (also obsolete and linked ones that only one trial has). */
  byNumber: NumberMap<number>
  /** EU CT number without its last part. */
  byEuCtBase: NumberMap<number>
}

/** The first three parts of an EU CT number; their middle part starts with 5, a EudraCT number's never does. */
export const EU_CT_BASE = /^\d{4}-5\d{5}-\d{2}$/
const EU_CT_LENGTH = '2024-511111-11-00'.length

/** `earlier`: of another list, taken over when the numbers are the same. */
export function* placesInSteps(
  trials: readonly Trial[],
  earlier: { trials: readonly Trial[]; places: NumberPlaces } | null,
): Steps<NumberPlaces> {
  if (earlier !== null && (yield* isSameListInSteps(trials, earlier.trials, haveSameNumbers))) return earlier.places
  const byNumber = yield* indexByNumber(trials)
  return { byNumber, byEuCtBase: yield* indexByEuCtBase(byNumber) }
}

/** Trials by what leads to their places. */
export function trialsAt(places: NumberMap<number>, trials: readonly Trial[]): TrialsByNumber {
  return {
    get(id) {
      const place = places.get(id)
      return place === undefined ? undefined : trials[place]
    },
  }
}

const haveSameNumbers = ({ records }: Trial, other: Trial): boolean =>
  isSameList(records, other.records, hasSameNumbers)

/**
 * A record's own numbers always lead to its trial. A number that is only linked to (an extension study that names its
 * parent) leads there only when a single trial names it.
 */
function* indexByNumber(trials: readonly Trial[]): Steps<NumberMap<number>> {
  const own = new NumberMap<number>()
  const linked = new NumberMap<number | null>()
  const add = ({ records }: Trial, place: number): void => {
    for (const record of records) {
      own.set(record.recordId, place)
      if (record.aliasIds.length + record.linkedIds.length === 0) continue
      for (const id of record.aliasIds) own.set(id, place)
      for (const id of record.linkedIds) {
        const known = linked.get(id)
        if (known === undefined) linked.set(id, place)
        else if (known !== place) linked.set(id, null)
      }
    }
  }
  yield* eachInSteps(trials, add)
  yield* linked.eachInSteps((place, id) => {
    if (place !== null && !own.has(id)) own.set(id, place)
  })
  return own
}

function* indexByEuCtBase(byNumber: NumberMap<number>): Steps<NumberMap<number>> {
  const bases = new NumberMap<number>()
  yield* byNumber.eachInSteps((place, id) => {
    // Most numbers are of another length.
    if (id.length !== EU_CT_LENGTH) return
    const base = id.slice(0, -3)
    if (EU_CT_BASE.test(base)) bases.set(base, place)
  })
  return bases
}
