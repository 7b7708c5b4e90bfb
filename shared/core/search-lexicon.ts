import { conditions } from '../conditions/index.ts'
import { layWords } from '../conditions/lay-words.ts'
import { substances } from '../substances/index.ts'
import { lexiconInSteps, type LexiconEntry, type SearchLexicon } from './search-text.ts'
import { finish, type Steps } from './steps.ts'

let lexicon: SearchLexicon | undefined

/** Names, synonyms and lay words of our substances and conditions, in the languages of the registers. */
export function defaultLexicon(): SearchLexicon {
  return lexicon ?? finish(prepareLexicon())
}

/** Makes it ready in steps, for somebody who waits. */
export function* prepareLexicon(): Steps<SearchLexicon> {
  lexicon ??= yield* lexiconInSteps([...substanceEntries(), ...conditionEntries(), ...layEntries()])
  return lexicon
}

function substanceEntries(): LexiconEntry[] {
  return substances.map(({ id, name, synonyms, codes, layWords }) => ({
    words: [name.en, name.nl, ...synonyms, ...codes, ...layWords],
    substanceIds: [id],
    conditionIds: [],
  }))
}

/** Phrases that only contain a condition's name ("respiratory depression") are looked for word by word. */
function conditionEntries(): LexiconEntry[] {
  return conditions.flatMap(({ id, name, terms, except, layWords }) => [
    { words: [name.en, name.nl, ...terms, ...layWords], substanceIds: [], conditionIds: [id] },
    { words: except, substanceIds: [], conditionIds: [] },
  ])
}

function layEntries(): LexiconEntry[] {
  return layWords.map(({ words, finds }) => ({ words, substanceIds: [], conditionIds: [], finds }))
}
