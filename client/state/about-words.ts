import type { AboutText } from '../../shared/text/about-text.ts'
import { PageWords } from './locale.ts'

export const aboutWords = new PageWords<AboutText>({
  en: async () => (await import('../../shared/text/about-en.ts')).aboutEn,
  nl: async () => (await import('../../shared/text/about-nl.ts')).aboutNl,
})
