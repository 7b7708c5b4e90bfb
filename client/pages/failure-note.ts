import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { ApiFailure } from '../api/trials-api.ts'
import type { Locale } from '../state/locale.ts'

/** An error as something to read and to act on. `instead`: of one part, or of the whole page with its heading. */
export function failureNote(
  failure: ApiFailure,
  locale: Locale,
  retry: (() => void) | null,
  instead: 'part' | 'page' = 'part',
): TemplateResult {
  const { words } = locale
  // The server did answer: asking again would not change it.
  const isNothing = failure.kind === 'problem' && failure.status < 500 && failure.status !== 429
  const title = isNothing ? words.errors.nothingTitle : words.errors.title
  return html`<div class="empty" role="alert">
    ${instead === 'page' ? html`<h1 tabindex="-1">${title}</h1>` : html`<h2>${title}</h2>`}
    <p>${failureWords(failure, locale)}</p>
    ${retry === null || isNothing ? nothing : html`<button type="button" class="button" @click=${retry}>${words.errors.retry}</button>`}
  </div>`
}

function failureWords(failure: ApiFailure, { words }: Locale): string {
  if (failure.kind === 'offline') return words.errors.offline
  if (failure.kind === 'unreadable') return words.errors.unreadable
  const known = failure.code === null ? undefined : words.errors.byCode[failure.code]
  return known ?? words.errors.other(String(failure.status))
}
