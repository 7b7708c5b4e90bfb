import type { EmbedPageText } from '../../shared/text/embed-page-text.ts'
import { PageWords } from './locale.ts'

export const embedPageWords = new PageWords<EmbedPageText>({
  en: async () => (await import('../../shared/text/embed-page-en.ts')).embedPageEn,
  nl: async () => (await import('../../shared/text/embed-page-nl.ts')).embedPageNl,
})
