import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { RegistriesReply, RegistryState } from '../../shared/api.ts'
import { STATUS_GROUPS } from '../../shared/trial-values.ts'
import { aboutWords } from '../state/about-words.ts'
import type { Locale } from '../state/locale.ts'

export function prose(paragraphs: readonly string[]): TemplateResult[] {
  return paragraphs.map((text) => html`<p>${text}</p>`)
}

/** Two columns: a word and what it means. */
export function meaningTable(
  [first, second]: readonly [string, string],
  rows: readonly (readonly [string, string])[],
): TemplateResult {
  return html`<div class="scroll-x" tabindex="0" role="group" aria-label=${first}>
    <table class="numbers">
      <thead>
        <tr>
          <th scope="col">${first}</th>
          <th scope="col">${second}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([word, meaning]) =>
            html`<tr>
              <th scope="row">${word}</th>
              <td>${meaning}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** Our groups with their meaning, then each register's own words with the group they become. */
export function statusTables(
  registries: readonly RegistryState[],
  reply: RegistriesReply | null,
  loaded: boolean,
  { words }: Locale,
): TemplateResult {
  const text = aboutWords.words.statuses
  const tables = (reply?.statusTables ?? []).filter((table) => table.words.length > 0)
  const name = (id: string): string => registries.find(({ registryId }) => registryId === id)?.name ?? id
  return html`<h3>${text.groups}</h3>
    ${meaningTable(
      [text.columns.group, text.columns.meaning],
      STATUS_GROUPS.map((group) => [words.status.now[group], words.status.hint[group]] as const),
    )}
    <h3>${text.perRegistry}</h3>
    ${loaded && tables.length === 0 ? html`<p>${text.notLoaded}</p>` : nothing}
    ${tables.map(
      ({ registryId, words: rows }) =>
        html`<details>
          <summary>${text.perRegistryOf(name(registryId))}</summary>
          ${meaningTable(
            [text.word, text.becomes],
            rows.map(({ word, group }) => [word, words.status.now[group]] as const),
          )}
        </details>`,
    )}`
}

/** Nothing disappears: every record that is not shown as a trial is named here. */
export function leftOut({ lookAlikes, unmatched, rejected }: RegistriesReply, { formats }: Locale): TemplateResult {
  const text = aboutWords.words.leftOut
  const list = (heading: string, items: readonly TemplateResult[]): TemplateResult | typeof nothing =>
    items.length === 0
      ? nothing
      : html`<details>
          <summary>${heading}</summary>
          <ul>
            ${items.map((item) => html`<li>${item}</li>`)}
          </ul>
        </details>`
  return html`${list(
    text.lookAlikes(lookAlikes.length, formats.number(lookAlikes.length)),
    lookAlikes.map((one) => html`${one.recordId} (${one.name}): <span lang="en" dir="auto">${one.title}</span>`),
  )}
  ${list(
    text.unmatched(unmatched.length, formats.number(unmatched.length)),
    unmatched.map((one) => html`${one.recordId}: <span lang="en" dir="auto">${one.title}</span>`),
  )}
  ${list(
    text.rejected(rejected.length, formats.number(rejected.length)),
    rejected.map(
      ({ recordId, registryId, url, reason }) =>
        html`${url === null ? (recordId ?? registryId) : html`<a href=${url} rel="noopener">${recordId ?? url}</a>`}:
        ${reason}`,
    ),
  )}`
}
