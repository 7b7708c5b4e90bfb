import type { KeptText } from '../../shared/text/kept-text.ts'
import { PageWords } from './locale.ts'

/** Words of the saved and compared trials and of the button that clears the device. */
export const keptWords = new PageWords<KeptText>({
  en: async () => (await import('../../shared/text/kept-en.ts')).keptEn,
  nl: async () => (await import('../../shared/text/kept-nl.ts')).keptNl,
})
