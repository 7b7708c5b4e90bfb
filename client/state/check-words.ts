import type { CheckPageText } from '../../shared/text/check-text.ts'
import { PageWords } from './locale.ts'

export const checkWords = new PageWords<CheckPageText>({
  en: async () => (await import('../../shared/text/check-en.ts')).checkEn,
  nl: async () => (await import('../../shared/text/check-nl.ts')).checkNl,
})
