import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { ApiFailure } from '../api/trials-api.ts'
import type { Locale } from '../state/locale.ts'

/** An error as something to read and to act on. */
export function failureNote(failure: ApiFailure, locale: Locale, retry: (() => void) | null): TemplateResult {
  const { words } = locale
  // The server did answer: asking again would not change it.
  const isNothing = failure.kind === 'problem' && failure.status < 500 && failure.status !== 429
  return html`<div class="empty" role="alert">
    <h2>${isNothing ? words.errors.nothingTitle : words.errors.title}</h2>
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
