import type { ChangeEntry } from '../api.ts'
import type { FollowText } from './follow-text.ts'

/** How a change is told in one language. */
export interface ChangeTelling {
  text: FollowText['change']
  registryName: (registryId: string) => string
  /** An ISO date in words. */
  date: (iso: string) => string
  /** Age group of the EU registers by its code. */
  ageBand: (code: string) => string
}

/** One entry of the change log as a plain sentence: who says it, what it was, what it is; the register's words quoted. */
export function changeSentence(
  { kind, field, from, to, recordId, registryId }: ChangeEntry,
  telling: ChangeTelling,
): string {
  const { text } = telling
  const registry = telling.registryName(registryId)
  if (field === null) {
    if (kind === 'new') return text.appeared(registry, recordId)
    if (kind === 'vanished') return text.vanished(registry, recordId)
    if (kind === 'returned') return text.returned(registry, recordId)
    return text.other(registry, kind)
  }
  if (kind === 'results') return to === null ? text.resultsGone(registry) : text.results(registry)
  if (kind === 'number' && from !== null && to !== null) return text.number(registry, from, to)
  const noun = Object.hasOwn(text.nouns, field) ? text.nouns[field] : undefined
  if (noun === undefined || (from === null && to === null)) return text.other(registry, field)
  if (from === null) return text.stated(registry, noun, valueWords(field, to ?? '', telling))
  if (to === null) return text.dropped(registry, noun, valueWords(field, from, telling))
  return text.changed(registry, noun, valueWords(field, from, telling), valueWords(field, to, telling))
}

/** Numbers as they are, dates and age groups in words, everything else quoted as the register's own. */
function valueWords(field: string, value: string, { text, date, ageBand }: ChangeTelling): string {
  if (field === 'sites' || field.startsWith('enrollment')) return value
  if (field === 'startDate' || field === 'completionDate') return date(value)
  if (field === 'ageBands') return text.quote(value.split(', ').map(ageBand).join(', '))
  return text.quote(value)
}
