import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { StatementReply } from '../../shared/api.ts'
import { citeStatement, permanentUrl } from '../../shared/core/citation.ts'
import { citationInWords } from '../describe/citation.ts'
import { exceptionsCsv } from '../describe/exceptions-csv.ts'
import { copyText } from '../elements/copy-text.ts'
import { download } from '../elements/download.ts'
import type { DetailLocale } from '../state/locale.ts'

interface CopyState {
  /** Null before anybody tried. */
  copied: boolean | null
  onCopied: (copied: boolean) => void
}

/** A link that stays, a citation, and the data behind the page. */
export function citeSection(
  statement: StatementReply,
  locale: DetailLocale,
  { copied, onCopied }: CopyState,
): TemplateResult {
  const { evidence, app } = locale.words
  const inWords = citationInWords(statement, window.location.origin, locale)
  const citation = citeStatement(statement, window.location.origin, locale.lang)
  const url = permanentUrl(window.location.origin, statement.version)
  const button = (label: string, name: string, type: string, text: () => string): TemplateResult =>
    html`<button
      type="button"
      class="button"
      @click=${() => download(name, new Blob([text()], { type: `${type};charset=utf-8` }))}
    >
      ${label}
    </button>`
  return html`<p>${evidence.citeIntro}</p>
    <p>${evidence.permanent}${app.colon}<a href=${url}>${url}</a></p>
    <blockquote class="citation"><p>${inWords}</p></blockquote>
    <p class="buttons no-print">
      <button type="button" class="button" @click=${() => void copyText(inWords).then(onCopied)}>
        ${copied === true ? evidence.copied : evidence.copy}
      </button>
      ${button(evidence.downloadBibtex, 'trialwijzer.bib', 'application/x-bibtex', () => citation.bibtex)}
      ${button(evidence.downloadRis, 'trialwijzer.ris', 'application/x-research-info-systems', () => citation.ris)}
      ${button(evidence.downloadCsv, 'trialwijzer-close-trials.csv', 'text/csv', () => exceptionsCsv(statement.exceptions))}
      ${button(evidence.downloadJson, 'trialwijzer-evidence.json', 'application/json', () => JSON.stringify(statement, null, 2))}
      <button type="button" class="button" @click=${() => window.print()}>${evidence.print}</button>
    </p>
    <p role="status">${copied === null ? '' : copied ? evidence.copied : app.copyFailed}</p>`
}
