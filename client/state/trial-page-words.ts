import type { GlossaryMatch } from '../../shared/core/glossary-find.ts'
import type { Glossary } from '../../shared/text/glossary.ts'
import type { TrialPageText } from '../../shared/text/trial-page-text.ts'
import { inSlices, nextTask } from './in-slices.ts'
import { PageWords } from './locale.ts'

/** Words of the trial page and of its referral sheet. */
export const trialPageWords = new PageWords<TrialPageText>({
  en: async () => (await import('../../shared/text/trial-page-en.ts')).trialPageEn,
  nl: async () => (await import('../../shared/text/trial-page-nl.ts')).trialPageNl,
})

export interface LoadedGlossary {
  entries: Glossary
  find: (text: string) => GlossaryMatch[]
}

const find = async (): Promise<LoadedGlossary['find']> => {
  const { findGlossaryWords, prepareGlossary } = await import('../../shared/core/glossary-find.ts')
  await nextTask()
  await inSlices(prepareGlossary())
  return findGlossaryWords
}

/** Explanations and what finds them: loaded after the criteria are on screen. */
export const glossary = new PageWords<LoadedGlossary>({
  en: async () => ({ entries: (await import('../../shared/text/glossary-en.ts')).glossaryEn, find: await find() }),
  nl: async () => ({ entries: (await import('../../shared/text/glossary-nl.ts')).glossaryNl, find: await find() }),
})
