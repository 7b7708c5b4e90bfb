/**
 * A substance whose trials are collected. Adding one is a new file beside this and one line in `index.ts`.
 * Matching is case- and diacritic-insensitive on whole words.
 */
interface LookAlike {
  /** What it is, for the list of what was kept out. */
  name: string
  /** Words or phrases that name the look-alike in a product, an intervention or a title. */
  terms: readonly string[]
  reason: { en: string; nl: string }
}

export interface Substance {
  id: string
  name: { en: string; nl: string }
  /** Names, INN, salts, chemical names, brand names and spellings, in the languages of the registers. */
  synonyms: readonly string[]
  /** Sponsor and register codes of products (COMP360, JNJ-54135419 ...). `54135419*`: every code that begins so. */
  codes: readonly string[]
  casNumbers: readonly string[]
  /** Verified MeSH numbers. A MeSH term is also known by its name, which must then stand in `synonyms`. */
  meshIds: readonly string[]
  lookAlikes: readonly LookAlike[]
  /** Words people use; they lead a free-text search to this substance. Never used to match records. */
  layWords: readonly string[]
  /** What the registries are asked. Each adapter joins them in its own query language. */
  searchTerms: readonly string[]
  /** True: also given as an anaesthetic or sedative, so that an examination or a procedure can be what it is given for. */
  alsoAnaesthetic?: boolean
  /** Purposes the client shows by default; null: all. */
  defaultPurposes: readonly string[] | null
}
