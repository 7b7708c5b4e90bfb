import type { Ages, Enrollment, Phase, StatusGroup, TrialSummary } from '../../shared/trial.ts'
import { fieldInWords } from '../../shared/text/field-words.ts'
import type { Locale, RecordLocale } from '../state/locale.ts'

/** Ages in words: exact limits, bands as bands, open ends said to be open, nothing guessed. */
export function ageWords(ages: Ages, { words, formats }: RecordLocale): string {
  const { minimumYears: min, maximumYears: max } = ages
  if (min !== null && max !== null) {
    const from = formats.wholeYears(min)
    return words.ages.fromTo(from !== null && max >= 1 && min !== 0 ? from : formats.age(min), formats.age(max))
  }
  if (min !== null) return words.ages.from(formats.age(min))
  if (max !== null) return words.ages.upTo(formats.age(max))
  if (ages.bands.length > 0)
    return words.ages.bands(formats.list(ages.bands.map((band) => words.ageBands[band] ?? band)))
  return words.ages.notStated
}

/** Planned, actual and unspecified numbers, each with its own word; null means not stated. */
export function enrollmentWords(
  enrollment: Enrollment,
  group: StatusGroup,
  { words, formats }: RecordLocale,
): string[] {
  const { planned, actual, unspecified, scope } = enrollment
  if (group === 'never-started' && (actual === 0 || unspecified === 0)) {
    return [
      words.enrollment.withdrawn,
      ...(planned === null || planned === 0 ? [] : [words.enrollment.planned(planned, formats.number(planned))]),
    ]
  }
  const parts = [
    planned === null ? null : words.enrollment.planned(planned, formats.number(planned)),
    actual === null ? null : words.enrollment.actual(actual, formats.number(actual)),
    unspecified === null ? null : words.enrollment.unspecified(unspecified, formats.number(unspecified)),
  ].filter((part) => part !== null)
  if (parts.length === 0) return [words.enrollment.notStated]
  return scope === 'eea' || scope === 'country' ? [...parts, words.enrollment.scope[scope]] : parts
}

/** "Phase 1 and Phase 2 combined", with what the phase means. */
export function phaseWords(
  phases: readonly Phase[],
  { words, formats }: Locale,
): { text: string; hint: string | null } {
  const [first] = phases
  if (first === undefined) return { text: words.charts.phase.notStated, hint: null }
  if (phases.length === 1) return { text: words.phase[first], hint: words.phaseHint[first] }
  return { text: words.phaseJoined(formats.list(phases.map((phase) => words.phase[phase]))), hint: null }
}

/** The first few of a list and how many more there are. */
export function someOf(
  items: readonly string[],
  most: number,
  more: (n: number, count: string) => string,
  formats: Locale['formats'],
): string {
  if (items.length <= most + 1) return formats.list(items)
  const rest = items.length - most
  return `${items.slice(0, most).join(', ')} ${more(rest, formats.number(rest))}`
}

/** Field names of disagreements and evidence in words; a name we do not know is shown as it is. */
export function fieldWords(field: string, { words }: Locale): string {
  return fieldInWords(field, words.fields)
}

const MOOD = /depress|suicid|zelfmoord|selbstmord|dépress|melanchol/i

/** Content near which the crisis lines belong. */
export function isAboutMood(trial: Pick<TrialSummary, 'title' | 'conditions'>): boolean {
  return [trial.title, ...trial.conditions].some((text) => MOOD.test(text))
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
