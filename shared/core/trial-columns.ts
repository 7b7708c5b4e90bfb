import type { TrialSummary } from '../trial.ts'
import { kept, Scratch } from './scratch.ts'
import type { Steps } from './steps.ts'

/** Trials that are alike in something, as numbers of groups, with one trial of each. */
export interface Groups {
  codes: Uint32Array
  examples: readonly TrialSummary[]
}

/** Trials after which a step ends. */
const STEP = 200

/**
 * Groups of trials with the same key: from then on a question is asked once a group, and counting is counting numbers.
 * In steps, so that a page can put pauses between them. `earlier`: the codes of another list, taken over when they are
 * the same.
 */
export function* groupInSteps(
  trials: readonly TrialSummary[],
  keyOf: (trial: TrialSummary) => string,
  earlier?: Uint32Array,
): Steps<Groups> {
  const numbers = new Map<string, number>()
  const examples: TrialSummary[] = []
  const scratch = new Scratch()
  const codes = scratch.uint32(trials.length)
  for (let at = 0; at < trials.length; at++) {
    const trial = trials[at]
    if (trial === undefined) continue
    if (at % STEP === STEP - 1) yield
    const key = keyOf(trial)
    const known = numbers.get(key)
    codes[at] = known ?? examples.length
    if (known !== undefined) continue
    numbers.set(key, examples.length)
    examples.push(trial)
  }
  const made = { codes: kept(codes, earlier), examples }
  scratch.giveBack()
  return made
}
