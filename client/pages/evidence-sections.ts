import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { StatementException, StatementReply } from '../../shared/api.ts'
import { PURPOSES } from '../../shared/trial-values.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { substances } from '../../shared/substances/index.ts'
import { ageWords, fieldWords } from '../describe/trial-words.ts'
import { staleNote, statusBadge } from '../elements/status-badge.ts'
import type { FindTrial } from '../elements/trial-links.ts'
import type { DetailLocale } from '../state/locale.ts'
import { href } from '../state/router.ts'

function substanceName(id: string, { lang }: DetailLocale): string {
  return substances.find((one) => one.id === id)?.name[lang] ?? id
}

function registryName(id: string, statement: StatementReply): string {
  return statement.registries.find((one) => one.registryId === id)?.name ?? id
}

/** Trials that could be mistaken for one, each with the words that matched. */
export function exceptions(statement: StatementReply, find: FindTrial, locale: DetailLocale): TemplateResult {
  const { evidence } = locale.words
  if (statement.exceptions.length === 0) return html`<p>${evidence.noExceptions}</p>`
  return html`<p>${evidence.exceptionsIntro}</p>
    <ul class="close-trials">
      ${statement.exceptions.map((one) => exception(one, find(one.trialId), locale))}
    </ul>`
}

function exception(one: StatementException, trial: TrialSummary | null, locale: DetailLocale): TemplateResult {
  const { words } = locale
  const { evidence } = words
  const purpose = PURPOSES.find((known) => known === one.purpose)
  const age = one.paediatric === null ? evidence.ageUnknown : one.paediatric ? evidence.paediatric : evidence.adult
  const status =
    trial === null
      ? html`${evidence.exceptionColumns.status}${words.app.colon}“<bdi>${one.overallStatus}</bdi>”`
      : statusBadge(trial, locale)
  const minors = trial?.ages.admitsMinors ?? null
  const inWords = trial === null || minors === null ? null : ageWords(trial.ages, locale)
  return html`<li class="close-trial">
    <h3>
      <a href=${href(`/trial/${encodeURIComponent(one.trialId)}`)}>${one.trialId}</a>
      <span lang=${trial?.titleLang ?? 'en'} dir="auto">${one.title}</span>
    </h3>
    <p class="close-trial__facts">
      ${status}
      <span><strong>${words.idTier[one.tier]}</strong></span>
      <span>${age}${inWords === null ? nothing : html` (${inWords})`}</span>
      ${purpose === undefined ? nothing : html`<span class="quiet">${words.purpose[purpose]}</span>`}
    </p>
    ${trial === null ? nothing : staleNote(trial, locale)}
    <blockquote>
      <p>“<bdi>${one.quote}</bdi>”</p>
      <footer>${fieldWords(one.field, locale)}</footer>
    </blockquote>
  </li>`
}

export function howWeSearched(statement: StatementReply, { words }: DetailLocale): TemplateResult {
  return html`<p>${words.evidence.howText}</p>
    <p class="quiet">${words.evidence.howTerms(statement.termsVersion)}</p>`
}

/** How many trials were read, per substance with its own answer, and per registry. */
export function screened(statement: StatementReply, locale: DetailLocale): TemplateResult {
  const { words, formats } = locale
  const { evidence } = words
  const { columns } = evidence
  return html`<p>${evidence.screened(formats.number(statement.screened.total))}. ${evidence.screenedRegistryNote}</p>
    <div class="scroll-x" tabindex="0" role="group" aria-labelledby="evidence-screened">
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">${columns.substance}</th>
            <th scope="col" class="number">${columns.screened}</th>
            <th scope="col" class="number">${columns.paediatric}</th>
            <th scope="col" class="number">${columns.named}</th>
            <th scope="col" class="number">${columns.syndrome}</th>
            <th scope="col" class="number">${columns.adjacent}</th>
            <th scope="col">${columns.verdict}</th>
          </tr>
        </thead>
        <tbody>
          ${statement.perSubstance.map(
            (row) =>
              html`<tr>
                <th scope="row">${substanceName(row.substanceId, locale)}</th>
                <td class="number">${formats.number(row.screened)}</td>
                <td class="number">${formats.number(row.paediatric)}</td>
                <td class="number">${formats.number(row.named.length)}</td>
                <td class="number">${formats.number(row.syndrome.length)}</td>
                <td class="number">${formats.number(row.adjacent.length)}</td>
                <td>${evidence.verdict[row.verdict]}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <div class="scroll-x" tabindex="0" role="group" aria-labelledby="evidence-screened">
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">${columns.registry}</th>
            <th scope="col" class="number">${columns.screened}</th>
          </tr>
        </thead>
        <tbody>
          ${Object.entries(statement.screened.perRegistry).map(
            ([id, count]) =>
              html`<tr>
                <th scope="row">${registryName(id, statement)}</th>
                <td class="number">${formats.number(count)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
}

export function definitions({ words }: DetailLocale): TemplateResult {
  return html`<dl class="definitions">
    ${words.evidence.definition.map(
      ({ term, text }) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${text}</dd>
        </div>`,
    )}
  </dl>`
}

/** What is not searched, and what no search of registers can see. */
export function blindSpots(statement: StatementReply, { words }: DetailLocale): TemplateResult {
  const { evidence } = words
  return html`${
      statement.notSearched.length === 0
        ? nothing
        : html`<p>${evidence.blindSpotsIntro}</p>
            <ul>
              ${statement.notSearched.map((name) => html`<li>${name}</li>`)}
            </ul>`
    }
    <ul>
      ${evidence.blindSpotsMore.map((text) => html`<li>${text}</li>`)}
    </ul>`
}

/** Links that repeat the search on each register's own site. */
export function repeatSearch(statement: StatementReply, locale: DetailLocale): TemplateResult {
  const { evidence } = locale.words
  return html`<p>${evidence.repeatIntro}</p>
    <ul class="columns">
      ${statement.searches.map(
        ({ registryId, substanceId, url }) =>
          html`<li>
            <a href=${url} rel="noopener"
              >${evidence.repeatLink(substanceName(substanceId, locale), registryName(registryId, statement))}</a
            >
          </li>`,
      )}
    </ul>`
}
