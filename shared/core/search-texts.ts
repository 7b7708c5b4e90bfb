import type { TrialSummary } from '../trial.ts'
import { searchTextOnce } from './search-text.ts'
import type { Steps } from './steps.ts'

/**
 * Trials in one string. One in another script doubles the memory of its string only; with fewer, strings stay below the
 * 128 kB from which the collector of garbage lets them lie instead of copying them while everybody waits.
 */
const BLOCK = 500

interface Block {
  text: string
  /** Where each trial's text starts, and where the last one ends. */
  starts: readonly number[]
}

/**
 * The search texts of many trials, end to end in a few long strings: a word is found in all of them with some 1 % of the
 * calls that asking each trial takes. Read block by block, at the latest when first asked.
 */
export class SearchTexts {
  readonly #trials: readonly TrialSummary[]
  readonly #blocks: Block[] = []
  #earlier: SearchTexts | null

  /** `earlier`: of much the same trials, from which is taken what is the same. Let go of once all is read. */
  constructor(trials: readonly TrialSummary[], earlier: SearchTexts | null = null) {
    this.#trials = trials
    this.#earlier = earlier
  }

  /** Reads all of them. */
  *readInSteps(): Steps<void> {
    for (let number = 0; number * BLOCK < this.#trials.length; number++) {
      this.#block(number)
      yield
    }
    this.#earlier = null
  }

  /** The block that was read here of trials with these very texts. */
  #held(number: number, trials: readonly TrialSummary[]): Block | undefined {
    const isSame = (trial: TrialSummary, at: number): boolean => {
      const own = this.#trials[number * BLOCK + at]
      return own !== undefined && hasSameTexts(trial, own)
    }
    return trials.length === Math.min(BLOCK, this.#trials.length - number * BLOCK) && trials.every(isSame)
      ? this.#blocks[number]
      : undefined
  }

  /** Of one trial, folded for comparing. */
  textOf(at: number): string {
    const { text, starts } = this.#block(Math.floor(at / BLOCK))
    return text.slice(starts[at % BLOCK], (starts[(at % BLOCK) + 1] ?? 0) - 1)
  }

  /** For each trial whether its text holds these letters: 1 or 0. */
  *findInSteps(letters: string): Steps<Uint8Array> {
    const flags = new Uint8Array(this.#trials.length)
    for (let number = 0; number * BLOCK < flags.length; number++) {
      const { text, starts } = this.#block(number)
      let trial = 0
      for (let at = text.indexOf(letters); at !== -1; at = text.indexOf(letters, starts[trial])) {
        while ((starts[trial + 1] ?? Infinity) <= at) trial++
        // What is left of the string after the last trial is empty.
        if (trial >= starts.length - 1) break
        flags[number * BLOCK + trial] = 1
        trial++
      }
      yield
    }
    return flags
  }

  #block(number: number): Block {
    for (let next = this.#blocks.length; next <= number; next++) this.#blocks.push(this.#read(next))
    return this.#blocks[number] ?? { text: '', starts: [0] }
  }

  #read(number: number): Block {
    const trials = this.#trials.slice(number * BLOCK, (number + 1) * BLOCK)
    const held = this.#earlier === null ? undefined : this.#earlier.#held(number, trials)
    if (held !== undefined) return held
    const texts = trials.map(searchTextOnce)
    const starts = [0]
    // A line end stands in no word that is looked for, so that nothing is found across two trials.
    for (const text of texts) starts.push((starts.at(-1) ?? 0) + text.length + 1)
    return { text: texts.map((text) => `${text}\n`).join(''), starts }
  }
}

/** A trial that was asked for again and says the same keeps its texts, not only equal ones: nothing is compared by letter. */
function hasSameTexts(a: TrialSummary, b: TrialSummary): boolean {
  return (
    a === b ||
    (a.trialId === b.trialId &&
      a.title === b.title &&
      a.registryIds === b.registryIds &&
      a.otherTitles === b.otherTitles &&
      a.conditions === b.conditions &&
      a.interventions === b.interventions &&
      a.leadSponsor === b.leadSponsor)
  )
}
