import type { FollowText } from '../../shared/text/follow-text.ts'
import { PageWords } from './locale.ts'

/** Words for changes and for taking a list along, loaded by what first needs them. */
export const followWords = new PageWords<FollowText>({
  en: async () => (await import('../../shared/text/follow-en.ts')).followEn,
  nl: async () => (await import('../../shared/text/follow-nl.ts')).followNl,
})
