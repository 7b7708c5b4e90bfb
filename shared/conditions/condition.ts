import type { Purpose } from '../trial.ts'

/**
 * A row of the matrix "what is and is not being studied", and the words that lead a search to it.
 * Terms are matched case- and diacritic-insensitively on whole words (`word-match.ts`; a trailing * matches endings).
 */
export interface Condition {
  id: string
  name: { en: string; nl: string }
  /** What registers call it, in English, Dutch, German, French, Spanish and Italian. */
  terms: readonly string[]
  /** Phrases that contain a term and mean something else. */
  except: readonly string[]
  /** What people type. */
  layWords: readonly string[]
  /** The purpose of a trial that treats it; null where the condition alone does not decide. */
  purpose: Purpose | null
}
