import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { TrialSummary } from '../../shared/trial.ts'
import type { DetailLocale } from '../state/locale.ts'
import { href } from '../state/router.ts'

/** What the list says of a trial, where it is loaded. */
export type FindTrial = (trialId: string) => TrialSummary | null

const FEW = 8

/** Trials by number and title; many of them behind one summary. */
export function trialLinks(ids: readonly string[], find: FindTrial, { words, formats }: DetailLocale): TemplateResult {
  if (ids.length === 0) return html`<p>${words.evidence.none}</p>`
  const list = html`<ul class="trial-links">
    ${ids.map((id) => html`<li>${trialLink(id, find)}</li>`)}
  </ul>`
  if (ids.length <= FEW) return list
  return html`<details>
    <summary>${words.evidence.showList(ids.length, formats.number(ids.length))}</summary>
    ${list}
  </details>`
}

function trialLink(id: string, find: FindTrial): TemplateResult {
  const known = find(id)
  return html`<a href=${href(`/trial/${encodeURIComponent(id)}`)}>${id}</a
    >${known === null ? nothing : html` <span lang=${known.titleLang} dir="auto">${known.title}</span>`}`
}
