import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CheckText } from '../../shared/core/check-text.ts'
import { MOST_CHARACTERS } from '../../shared/core/check-text.ts'
import type { AdvertReading } from '../../shared/core/red-flags.ts'
import { icon, statusIcon } from '../elements/icons.ts'
import { checkWords } from '../state/check-words.ts'
import type { Locale } from '../state/locale.ts'

/** What looks like a number and cannot be read, each with its reason. */
export function malformedNumbers({ malformed }: CheckText, { formats }: Locale): TemplateResult | typeof nothing {
  const text = checkWords.words.malformed
  if (malformed.length === 0) return nothing
  return html`<h3>${text.heading}</h3>
    <p>${text.explain}</p>
    <ul class="check-malformed">
      ${malformed.map(
        ({ raw, reason, digits }) =>
          html`<li>
            ${icon('alert')}
            <span><q>${raw}</q> ${text.reason[reason](digits === null ? '' : formats.number(digits))}</span>
          </li>`,
      )}
    </ul>`
}

/** What of the text was not read: said, never silently left out. */
export function limitNotes({ cut, left }: CheckText, { formats }: Locale): TemplateResult {
  const text = checkWords.words.found
  return html`${cut ? html`<p class="note note--warn">${icon('alert')}<span>${text.cut(formats.number(MOST_CHARACTERS))}</span></p>` : nothing}
  ${left > 0 ? html`<p class="note note--warn">${icon('alert')}<span>${text.left(left, formats.number(left))}</span></p>` : nothing}`
}

/** Questions about the text, each with the words that raised it. */
export function advertQuestions(reading: AdvertReading, hasNumber: boolean): TemplateResult {
  const text = checkWords.words.advert
  const { flags, missing, namesAuthorisedSpray } = reading
  const questions = [...(hasNumber ? [] : [text.noNumber]), ...missing.map((part) => text.missing[part])]
  return html`<section aria-labelledby="check-advert">
    <h2 id="check-advert">${text.heading}</h2>
    <p>${text.explain}</p>
    ${flags.length === 0 ? html`<p>${text.none}</p>` : nothing}
    <ul class="check-questions">
      ${flags.map(
        ({ flag, quotes }) =>
          html`<li>
            ${statusIcon('question')}
            <div>
              <p>${text.quoted[flag]}</p>
              ${quotes.map((quote) => html`<blockquote class="check-quote"><p>${quote}</p></blockquote>`)}
            </div>
          </li>`,
      )}
    </ul>
    ${namesAuthorisedSpray ? html`<p class="note">${text.spray}</p>` : nothing}
    ${
      questions.length === 0
        ? nothing
        : html`<h3>${text.missingHeading}</h3>
            <p>${text.missingExplain}</p>
            <ul>
              ${questions.map((question) => html`<li>${question}</li>`)}
            </ul>`
    }
  </section>`
}

/** What holds for every trial: what a register entry shows, whom to phone, the rules with their sources. */
export function standingAdvice(): TemplateResult {
  const { proves, phone, retreat, rules } = checkWords.words
  const list = (items: readonly string[]): TemplateResult =>
    html`<ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`
  const prose = (paragraphs: readonly string[]): TemplateResult[] => paragraphs.map((text) => html`<p>${text}</p>`)
  return html`<section aria-labelledby="check-phone">
      <h2 id="check-phone">${phone.heading}</h2>
      ${prose(phone.paragraphs)}
    </section>
    <section aria-labelledby="check-proves">
      <h2 id="check-proves">${proves.heading}</h2>
      ${list(proves.does)}
      <h3>${proves.doesNotHeading}</h3>
      ${list(proves.doesNot)}
      <p>${proves.source.text} <a href=${proves.source.url} rel="noopener">${proves.source.source}</a></p>
    </section>
    <section aria-labelledby="check-retreat">
      <h2 id="check-retreat">${retreat.heading}</h2>
      ${prose(retreat.paragraphs)}
    </section>
    <section aria-labelledby="check-rules">
      <h2 id="check-rules">${rules.heading}</h2>
      <p>${rules.explain}</p>
      ${rules.countries.map(
        (country) =>
          html`<h3>${country.heading}</h3>
            <ul class="check-rules">
              ${country.rules.map(
                (rule) =>
                  html`<li>
                    ${rule.text}
                    <span class="quiet">${rules.source}: <a href=${rule.url} rel="noopener">${rule.source}</a></span>
                  </li>`,
              )}
            </ul>`,
      )}
    </section>`
}
