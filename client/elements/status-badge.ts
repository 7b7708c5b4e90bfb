import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { statusWords } from '../describe/status-words.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import type { Locale } from '../state/locale.ts'
import { icon, statusIcon } from './icons.ts'

/** A status as shape, words and colour, in that order of trust. */
export function statusBadge(trial: TrialSummary, locale: Locale): TemplateResult {
  const { text, shape, tone } = statusWords(trial, locale)
  return html`<span class="status status--${tone}">${statusIcon(shape)}<span>${text}</span></span>`
}

/** Beside a "recruiting" that looks out of date: said in a sentence, not by a colour. */
export function staleNote(trial: TrialSummary, { words }: Locale): TemplateResult | typeof nothing {
  if (!trial.staleRecruiting) return nothing
  return html`<p class="note note--warn">${icon('alert')}<span>${words.status.stale}</span></p>`
}
