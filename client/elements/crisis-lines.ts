import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { Locale } from '../state/locale.ts'

/** Where to call, by country. */
export function crisisLines({ words, formats }: Locale): TemplateResult {
  return html`<ul class="crisis__lines">
    ${words.crisis.lines.map(
      (line) =>
        html`<li>
          ${formats.country(line.country)}${words.app.colon}<a href="tel:${line.phone.replace(/\D/g, '')}"
            ><strong>${line.phone}</strong></a
          >
          (${line.name})
        </li>`,
    )}
  </ul>`
}

export function crisisNote(locale: Locale): TemplateResult {
  const { words } = locale
  return html`<aside class="crisis" aria-labelledby="crisis-title">
    <h2 class="crisis__title" id="crisis-title">${words.crisis.title}</h2>
    <p>${words.crisis.text}</p>
    ${crisisLines(locale)}
  </aside>`
}
