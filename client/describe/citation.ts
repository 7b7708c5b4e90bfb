import type { StatementReply } from '../../shared/api.ts'
import type { DetailLocale } from '../state/locale.ts'

export interface Citation {
  plain: string
  bibtex: string
  ris: string
}

/** The address at which exactly this version of the statement stays readable. */
export function permanentUrl(origin: string, version: string): string {
  return `${origin}/evidence?version=${encodeURIComponent(version)}`
}

/** How to cite a version of the statement: in words, for BibTeX and for RIS readers. */
export function citationOf(
  statement: StatementReply,
  origin: string,
  { words, formats, lang }: DetailLocale,
): Citation {
  const url = permanentUrl(origin, statement.version)
  const line = statement.line[lang]
  const date = formats.date(statement.publishedAt)
  const year = statement.publishedAt.slice(0, 4)
  return {
    plain: words.evidence.citation(line, statement.version, date, url),
    bibtex: [
      `@misc{trialwijzer-${statement.version.replace(/[^\w-]/g, '')},`,
      `  title = {${bibtexText(line)}},`,
      '  author = {{Trialwijzer}},',
      `  year = {${year}},`,
      `  note = {Version ${bibtexText(statement.version)}},`,
      `  url = {${url}}`,
      '}',
      '',
    ].join('\n'),
    ris: [
      'TY  - ELEC',
      `TI  - ${risText(line)}`,
      'AU  - Trialwijzer',
      `PY  - ${year}`,
      `ET  - ${risText(statement.version)}`,
      `UR  - ${url}`,
      'ER  - ',
      '',
    ].join('\r\n'),
  }
}

function bibtexText(text: string): string {
  return text.replace(/[{}\\]/g, '').replace(/([&%$#_])/g, '\\$1')
}

function risText(text: string): string {
  return text.replace(/\s+/g, ' ')
}
