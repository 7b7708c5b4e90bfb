import type { StatementReply } from '../../shared/api.ts'
import { permanentUrl } from '../../shared/core/citation.ts'
import type { DetailLocale } from '../state/locale.ts'

/** How to cite a version of the statement in words. */
export function citationInWords(
  statement: StatementReply,
  origin: string,
  { words, formats, lang }: DetailLocale,
): string {
  const date = formats.date(statement.publishedAt)
  return words.evidence.citation(statement.line[lang], statement.version, date, permanentUrl(origin, statement.version))
}
