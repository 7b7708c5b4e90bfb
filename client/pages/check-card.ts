import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CheckFact, CheckReply, RegistryState } from '../../shared/api.ts'
import type { CheckNumber } from '../../shared/core/check-text.ts'
import { findMismatches } from '../../shared/core/check-trial.ts'
import type { ReaderClaim } from '../../shared/core/check-trial.ts'
import { factsInOrder, factValue, isRegisterWords, mismatchWords } from '../describe/check-facts.ts'
import { icon, statusIcon } from '../elements/icons.ts'
import { statusBadge } from '../elements/status-badge.ts'
import { checkWords } from '../state/check-words.ts'
import type { Locale } from '../state/locale.ts'
import { href } from '../state/router.ts'
import type { Load } from '../state/trial-data.ts'

export interface NumberCard {
  number: CheckNumber
  /** Null: not looked up yet. */
  load: Load<CheckReply> | null
  claim: ReaderClaim
  registries: readonly RegistryState[]
  again: () => void
}

/** One number of the text: as it was written, and what the registers say. */
export function numberCard(card: NumberCard, locale: Locale): TemplateResult {
  const { number, load } = card
  const text = checkWords.words.card
  return html`<li class="check-card" aria-busy=${load?.phase === 'pending'}>
    <h3 class="check-card__id">${number.id}</h3>
    ${number.raw === number.id ? nothing : html`<p class="quiet">${number.repaired ? text.repaired(number.raw) : text.asWritten(number.raw)}</p>`}
    ${load === null ? nothing : outcome(card, load, locale)}
  </li>`
}

function outcome(card: NumberCard, load: Load<CheckReply>, locale: Locale): TemplateResult {
  const text = checkWords.words.card
  if (load.phase === 'pending') return html`<p>${text.looking(card.number.id)}</p>`
  if (load.phase === 'error')
    return html`<p class="note note--warn">${icon('alert')}<span>${text.failed}</span></p>
      ${againButton(card)}`
  const reply = load.value
  if (reply.found === null) return notAsked(card, reply)
  return reply.found ? found(card, reply, locale) : notFound(card, reply, locale)
}

function againButton({ again, number }: NumberCard): TemplateResult {
  return html`<button type="button" class="button no-print" @click=${again}>
    ${checkWords.words.card.again} <span class="visually-hidden">${number.id}</span>
  </button>`
}

function nameOf(id: string | null, { number, registries }: NumberCard): string {
  const known = registries.find(({ registryId }) => registryId === id)?.name
  return known ?? number.registry?.name ?? (number.kind === 'isrctn' ? 'ISRCTN' : checkWords.words.card.otherRegistry)
}

function notAsked(card: NumberCard, reply: CheckReply): TemplateResult {
  const text = checkWords.words.card
  const name = nameOf(reply.registryId, card)
  const reason = reply.reason ?? 'unavailable'
  const passes = reason !== 'not-searched' && reason !== 'incomplete'
  return html`<p class="note note--warn">
      ${statusIcon('question')}<span>${text.notAsked[reason](name)} ${text.notAskedHint}</span>
    </p>
    ${reply.url === null ? nothing : html`<p><a href=${reply.url} rel="noopener">${text.byHand(name)}</a></p>`}
    ${passes ? againButton(card) : nothing}`
}

function notFound(card: NumberCard, reply: CheckReply, locale: Locale): TemplateResult {
  const text = checkWords.words.card
  const name = nameOf(reply.registryId, card)
  const day = locale.formats.dateTime(reply.at ?? '')
  return html`<p class="note note--warn">${icon('cross')}<span>${text.notFound(name, day)}</span></p>
    <p>${text.notFoundHint} ${card.number.kind === 'eudract' ? text.notFoundEu : nothing}</p>
    ${reply.url === null ? nothing : html`<p><a href=${reply.url} rel="noopener">${text.byHand(name)}</a></p>`}`
}

function found(card: NumberCard, reply: CheckReply, locale: Locale): TemplateResult {
  const { words, formats } = locale
  const text = checkWords.words.card
  const { trial } = reply
  const names = [...new Set(reply.records.map(({ registryId }) => nameOf(registryId, card)))]
  return html`<p class="note"><span>${text.registeredIn(formats.list(names))}</span></p>
    ${trial === null ? nothing : html`<p class="check-card__title" lang=${trial.titleLang} dir="auto">${trial.title}</p>`}
    ${trial === null || trial.substances.length === 0 ? nothing : html`<p>${statusBadge(trial, locale)}</p>`}
    ${trial === null && !reply.facts.some(({ fact }) => fact === 'substance') ? html`<p>${text.unreadable(nameOf(reply.registryId, card))}</p>` : nothing}
    ${noticed(card, reply, locale)}
    <ul class="check-card__links">
      ${reply.trialId === null ? nothing : html`<li><a href=${href(`/trial/${encodeURIComponent(reply.trialId)}`)}>${text.trialPage}</a></li>`}
      ${reply.records.map(
        ({ registryId, recordId, url }) =>
          html`<li>
            <a href=${url} rel="noopener">${text.official(nameOf(registryId, card), recordId)}</a>
            <span class="quiet no-print">${words.app.newTab}</span>
          </li>`,
      )}
      <li class="no-print"><a href=${href(`/check#id=${encodeURIComponent(reply.id)}`)}>${text.link}</a></li>
    </ul>`
}

function noticed({ claim }: NumberCard, reply: CheckReply, locale: Locale): TemplateResult | typeof nothing {
  const text = checkWords.words
  const { trial } = reply
  if (trial === null) {
    const absent = reply.facts.some(({ fact, state }) => fact === 'substance' && state === 'absent')
    return absent ? sentences([mismatchWords({ kind: 'not-ours' }, text, locale)]) : nothing
  }
  const mismatches = findMismatches(trial, claim, reply.linkedOnly ? reply.id : null)
  if (mismatches.length === 0) return html`<p>${text.card.nothingNoticed}</p>`
  return sentences(mismatches.map((mismatch) => mismatchWords(mismatch, text, locale)))
}

function sentences(lines: readonly string[]): TemplateResult {
  return html`<div class="check-card__noticed">
    <h4>${checkWords.words.card.noticed}</h4>
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
  </div>`
}

/** Every fact of one number, present or not, with its register and date; nothing while it is not looked up. */
export function numberFacts(card: NumberCard, locale: Locale): TemplateResult | typeof nothing {
  const { load } = card
  if (load?.phase !== 'complete' || load.value.facts.length === 0) return nothing
  const reply = load.value
  const text = checkWords.words
  const { columns, factNotes } = text
  const heads = [columns.fact, columns.state, columns.value, columns.registry, columns.date]
  return html`<div class="check-record">
    <h3 class="check-card__id">${reply.id}</h3>
    <div class="scroll-x" tabindex="0" role="group" aria-label="${text.card.facts} (${reply.id})">
      <table class="numbers check-facts">
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${factsInOrder(reply.facts).map((fact, index, all) => factRow(fact, index === 0 || all[index - 1]?.fact !== fact.fact ? countOf(fact, all) : 0, card, locale))}
        </tbody>
      </table>
    </div>
    <p class="quiet">
      ${factNotes.date} ${reply.found === true ? `${factNotes.ethics} ${factNotes.contact}` : nothing}
    </p>
  </div>`
}

function countOf({ fact }: CheckFact, all: readonly CheckFact[]): number {
  return all.filter((one) => one.fact === fact).length
}

/** `rows`: over how many rows the fact's name stands; 0 for the second and later registers. */
function factRow(fact: CheckFact, rows: number, card: NumberCard, locale: Locale): TemplateResult {
  const text = checkWords.words
  const value = factValue(fact, text, locale)
  const shape =
    fact.state === 'present' ? icon('check') : fact.state === 'absent' ? icon('cross') : statusIcon('question')
  return html`<tr>
    ${rows === 0 ? nothing : html`<th scope=${rows === 1 ? 'row' : 'rowgroup'} rowspan=${rows}>${text.facts[fact.fact]}</th>`}
    <td>
      <span class="check-state check-state--${fact.state}">${shape}<span>${text.state[fact.state]}</span></span>
    </td>
    <td dir="auto" lang=${isRegisterWords(fact) && value !== null ? 'en' : nothing}>${value ?? '–'}</td>
    <td>${nameOf(fact.registryId, card)}</td>
    <td>${fact.date === null ? '–' : locale.formats.date(fact.date)}</td>
  </tr>`
}
