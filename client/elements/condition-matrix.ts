import { html, nothing } from 'lit'
import type { PropertyDeclarations, TemplateResult } from 'lit'
import type { Matrix, MatrixCell } from '../../shared/api.ts'
import { PURPOSES } from '../../shared/trial-values.ts'
import { substances } from '../../shared/substances/index.ts'
import { href } from '../state/router.ts'
import { writeFragment } from '../state/url-state.ts'
import { DetailElement } from './text-element.ts'

/** A cell counts trials that treat the condition; these are the purposes its link asks for. */
const TREATMENT = PURPOSES.filter((purpose) => purpose !== 'peri-operative' && purpose !== 'healthy-mechanism')

/** Conditions by substances, empty cells included: they are the point. A cell opens its trials. */
export class ConditionMatrix extends DetailElement {
  static override properties: PropertyDeclarations = { matrix: { attribute: false } }

  declare matrix: Matrix | null

  constructor() {
    super()
    this.matrix = null
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.matrix === null) return nothing
    const { matrix } = this
    const { words, lang } = this.locale
    const name = (id: string): string => substances.find((one) => one.id === id)?.name[lang] ?? id
    const cells = new Map(matrix.cells.map((cell) => [`${cell.condition}/${cell.substanceId}`, cell]))
    return html`<div class="scroll-x" tabindex="0" role="group" aria-label=${words.evidence.matrix}>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">${words.evidence.condition}</th>
            ${matrix.substances.map((id) => html`<th scope="col">${name(id)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${matrix.conditions.map(
            (condition) =>
              html`<tr>
                <th scope="row">${condition.name[lang]}</th>
                ${matrix.substances.map((id) => this.#cell(cells.get(`${condition.id}/${id}`), `${condition.name[lang]}, ${name(id)}`))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }

  #cell(cell: MatrixCell | undefined, label: string): TemplateResult {
    const { words, formats } = this.locale
    const { evidence } = words
    if (cell === undefined || cell.trials === 0) {
      const aside =
        cell === undefined || cell.setAside === 0 ? null : evidence.cellSetAside(formats.number(cell.setAside))
      return html`<td class="matrix__empty">
        ${evidence.cellEmpty}${aside === null ? nothing : html`<span class="matrix__line">${aside}</span>`}
      </td>`
    }
    const params = [
      ['substance', cell.substanceId],
      ['condition', cell.condition],
      ...TREATMENT.map((purpose) => ['purpose', purpose] as const),
    ] as const
    const trials = words.charts.trialsCount(cell.trials, formats.number(cell.trials))
    return html`<td>
      <a href=${href(`/#${writeFragment(params)}`)} aria-label="${label}: ${trials}"><strong>${trials}</strong></a>
      ${this.#lines(cell).map((line) => html`<span class="matrix__line">${line}</span>`)}
    </td>`
  }

  /** Participants by kind, ages and recruitment of one cell; what is not stated is said, not guessed. */
  #lines(cell: MatrixCell): string[] {
    const { words, formats } = this.locale
    const { evidence } = words
    const say = (n: number | null, words: (count: string) => string): string | null =>
      n === null || n === 0 ? null : words(formats.number(n))
    const { participants } = cell
    return [
      say(participants, (count) => evidence.cellActual(participants ?? 0, count)),
      say(cell.planned, evidence.cellPlanned),
      say(cell.unspecified, evidence.cellUnspecified),
      say(cell.admitsMinors, evidence.cellMinors),
      say(cell.ageNotStated, evidence.cellAgeNotStated),
      cell.admitsMinors === 0 && cell.ageNotStated === 0 ? evidence.cellAdults : null,
      say(cell.recruiting, evidence.cellRecruiting),
      say(cell.setAside, evidence.cellSetAside),
    ].filter((line) => line !== null)
  }
}

customElements.define('condition-matrix', ConditionMatrix)
