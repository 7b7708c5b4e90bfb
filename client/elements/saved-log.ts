import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { ChangeEntry } from '../../shared/api.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { changeLine } from '../describe/change-words.ts'
import { keptWords } from '../state/kept-words.ts'
import type { Locale } from '../state/locale.ts'

/** The entries of the change log about one trial since a moment (ISO time), newest first. */
export function changesSince(changes: readonly ChangeEntry[], trial: TrialSummary, since: string): ChangeEntry[] {
  const ids = new Set([trial.trialId, ...Object.values(trial.registryIds).flat()])
  return changes.filter(({ trialId, at }) => ids.has(trialId) && Date.parse(at) >= Date.parse(since)).reverse()
}

/** What the registers changed of a saved trial since then, under what differs now. */
export function savedLog(
  entries: readonly ChangeEntry[],
  names: ReadonlyMap<string, string>,
  locale: Locale,
): TemplateResult | typeof nothing {
  const { saved } = keptWords.words
  if (entries.length === 0) return nothing
  return html`<details class="log">
    <summary>${saved.log(entries.length, locale.formats.number(entries.length))}</summary>
    <ul>
      ${entries.map((entry) => html`<li>${changeLine(entry, names, locale)}</li>`)}
    </ul>
  </details>`
}
