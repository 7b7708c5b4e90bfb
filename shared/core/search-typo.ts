import { comparableText, parseSearch, type SearchLexicon } from './search-text.ts'
import { eachInSteps, finish, type Steps } from './steps.ts'

/** From this many letters on one wrong letter is forgiven, and from this many on two. */
const ONE_FROM = 5
const TWO_FROM = 9
/** Letters only. A number is never put right: one digit off is another real trial. */
const WORD = /^\p{L}+$/u

/**
 * How many letters have to be changed, added, left out or swapped with their neighbour to make one word of the other
 * (optimal string alignment); null when more than `most`.
 */
export function editDistance(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null
  let twoBack: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + (same ? 0 : 1))
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (twoBack[j - 2] ?? Infinity) + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return null
    twoBack = before
    before = row
  }
  const distance = before[b.length] ?? Infinity
  return distance <= most ? distance : null
}

/** Words that a search can find, with how often they occur: what a misspelt word may have meant. */
export class KnownWords {
  readonly #counts = new Map<string, number>()
  readonly #byLength = new Map<number, { word: string; letters: number }[]>()

  /** `text` in comparable form. */
  add(text: string, weight = 1): void {
    for (const word of text.split(/\s+/)) {
      if (word.length < ONE_FROM - 1 || !WORD.test(word)) continue
      const held = this.#counts.get(word)
      this.#counts.set(word, (held ?? 0) + weight)
      if (held !== undefined) continue
      const alike = this.#byLength.get(word.length)
      const entry = { word, letters: lettersOf(word) }
      if (alike === undefined) this.#byLength.set(word.length, [entry])
      else alike.push(entry)
    }
  }

  /** The nearest known word within `most` letters; of equally near ones the most frequent. Null: none. */
  nearest(word: string, most: number): string | null {
    const wanted = lettersOf(word)
    let best: { word: string; distance: number; count: number } | null = null
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const { word: known, letters } of this.#byLength.get(length) ?? []) {
        // Changing one letter takes away at most one of those that occur, and adds one.
        if (bitsIn(letters ^ wanted) > 2 * most) continue
        const distance = editDistance(word, known, best?.distance ?? most)
        if (distance === null) continue
        const count = this.#counts.get(known) ?? 0
        if (best === null || distance < best.distance || count > best.count) best = { word: known, distance, count }
      }
    }
    return best?.word ?? null
  }
}

/** Which letters occur, as bits; letters that share a bit count as one. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31)
  return letters
}

function bitsIn(value: number): number {
  let count = 0
  for (let rest = value; rest !== 0; rest &= rest - 1) count++
  return count
}

/** A word of the lexicon means a substance or a condition: it goes before a word that only occurs somewhere. */
const LEXICON_WEIGHT = 1_000_000

export function addLexicon(words: KnownWords, lexicon: SearchLexicon): void {
  finish(addLexiconInSteps(words, lexicon))
}

const TERMS_A_STEP = 20

export function addLexiconInSteps(words: KnownWords, { entries }: SearchLexicon): Steps<void> {
  const terms = entries.flatMap((entry) => entry.words)
  const add = (term: string): void => words.add(comparableText(term.replaceAll('*', '')), LEXICON_WEIGHT)
  return eachInSteps(terms, add, TERMS_A_STEP)
}

/**
 * The search with each word that finds nothing put right, where a known word is near enough; null when there is nothing
 * to put right. `occurs`: does any trial contain these letters?
 */
export function correctSearch(
  q: string,
  words: KnownWords,
  lexicon: SearchLexicon,
  occurs: (literal: string) => boolean,
): string | null {
  const literal = new Set(
    parseSearch(q, lexicon)
      .filter(({ substanceIds, conditionIds, finds }) => substanceIds.length + conditionIds.length + finds.length === 0)
      .map((term) => term.literal),
  )
  const written = q.trim().split(/\s+/u)
  const corrected = written.map((one) => {
    const word = comparableText(one)
    if (!literal.has(word) || !WORD.test(word) || word.length < ONE_FROM || occurs(word)) return one
    return words.nearest(word, word.length < TWO_FROM ? 1 : 2) ?? one
  })
  return corrected.some((one, at) => one !== written[at]) ? corrected.join(' ') : null
}
