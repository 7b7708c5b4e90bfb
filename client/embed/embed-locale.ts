import { embedEn, embedNl } from '../../shared/text/embed-text.ts'
import type { EmbedText } from '../../shared/text/embed-text.ts'
import { recordWordsEn } from '../../shared/text/record-words-en.ts'
import { recordWordsNl } from '../../shared/text/record-words-nl.ts'
import { createFormats } from '../state/formats.ts'
import type { Lang } from '../state/formats.ts'
import type { RecordLocale } from '../state/locale.ts'

export interface EmbedLocale extends RecordLocale {
  text: EmbedText
}

const made: Partial<Record<Lang, EmbedLocale>> = {}

/** Words and formats of a language. Each element has its own: two on one page may differ. */
export function embedLocale(lang: Lang): EmbedLocale {
  return (made[lang] ??= {
    lang,
    words: lang === 'nl' ? recordWordsNl : recordWordsEn,
    text: lang === 'nl' ? embedNl : embedEn,
    formats: createFormats(lang),
  })
}
