import type { Substance } from '../substances/substance.ts'
import { isNamedNotGiven } from './named-not-given.ts'
import { createTermMatcher, type TermMatch, type TermMatcher } from './word-match.ts'

export interface LookAlikeMatch {
  name: string
  reason: { en: string; nl: string }
  match: TermMatch
}

/**
 * What a text says of a substance: places that name it, places that name it as what is not given (`named-not-given.ts`),
 * and places that name something like it.
 */
export interface SubstanceMentions {
  own: readonly TermMatch[]
  notGiven: readonly TermMatch[]
  lookAlikes: readonly LookAlikeMatch[]
}

/** What most texts say of a substance. */
const NO_MENTION: SubstanceMentions = { own: [], notGiven: [], lookAlikes: [] }

type Finder = (text: string) => SubstanceMentions

/**
 * One matcher for names, codes, CAS numbers and look-alikes: they share an id, so the longer phrase covers the shorter
 * one in it ("R,S-ketamine" is not S-ketamine, and S-ketamine is not ketamine).
 */
function compile(substance: Substance): Finder {
  const own = [...substance.synonyms, ...substance.codes, ...substance.casNumbers]
  const lookAlikes = new Map(substance.lookAlikes.flatMap((like) => like.terms.map((term) => [term, like] as const)))
  const match: TermMatcher = createTermMatcher(
    [...own, ...lookAlikes.keys()].map((term) => ({ term, id: substance.id })),
  )
  return (text) => {
    const matches = match(text)
    if (matches.length === 0) return NO_MENTION
    const mentions = {
      own: [] as TermMatch[],
      notGiven: [] as TermMatch[],
      lookAlikes: [] as LookAlikeMatch[],
    }
    for (const found of matches) {
      const like = lookAlikes.get(found.term)
      const meaning = like ? null : otherMeaning(text, found)
      if (like) mentions.lookAlikes.push({ name: like.name, reason: like.reason, match: found })
      else if (meaning) mentions.lookAlikes.push({ ...meaning, match: found })
      else if (isNamedNotGiven(text, found.start, found.end)) mentions.notGiven.push(found)
      else mentions.own.push(found)
    }
    return mentions
  }
}

const SMALL_WORDS = new Set([
  'of',
  'for',
  'the',
  'and',
  'in',
  'on',
  'to',
  'with',
  'van',
  'voor',
  'en',
  'de',
  'und',
  'für',
])

/** An abbreviation in brackets after words with these initials that are no chemical name means those words. */
function otherMeaning(text: string, found: TermMatch): Omit<LookAlikeMatch, 'match'> | null {
  const letters = text.slice(found.start, found.end)
  if (!/^[A-Z]{3,6}$/.test(letters) || text[found.start - 1] !== '(') return null
  const before = text.slice(Math.max(0, found.start - 120), found.start - 1)
  const words = (before.match(/\p{L}+/gu) ?? []).filter((word) => !SMALL_WORDS.has(word)).slice(-letters.length)
  const initials = words.map((word) => word[0]?.toUpperCase() ?? '').join('')
  if (initials !== letters || /dioxy|am(?:ph|f)etamin/i.test(words.join(' '))) return null
  return {
    name: `${letters} as an abbreviation of "${words.join(' ')}"`,
    reason: { en: 'The abbreviation means something else here.', nl: 'De afkorting betekent hier iets anders.' },
  }
}

const finders = new WeakMap<Substance, Finder>()

/** Does a text hold a name of the substance or of a look-alike, in whatever meaning? */
export function isNamed(substance: Substance, text: string): boolean {
  return findSubstance(substance, text) !== NO_MENTION
}

/** Names of a substance and of its look-alikes in a text. Linear in the length of the text. */
export function findSubstance(substance: Substance, text: string): SubstanceMentions {
  const known = finders.get(substance)
  if (known) return known(text)
  const made = compile(substance)
  finders.set(substance, made)
  return made(text)
}
