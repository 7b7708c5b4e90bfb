import type { ChangeEntry } from '../../shared/api.ts'
import { changeSentence } from '../../shared/text/change-sentence.ts'
import { followWords } from '../state/follow-words.ts'
import type { Locale } from '../state/locale.ts'
import { isolated } from '../../shared/text/isolated.ts'

/** A change with its day, as a plain sentence. `names`: of the registries by their id. */
export function changeLine(
  change: ChangeEntry,
  names: ReadonlyMap<string, string>,
  { words, formats }: Locale,
): string {
  const text = followWords.words.change
  const alone = (value: string | null): string | null => (value === null ? null : isolated(value))
  const sentence = changeSentence(
    { ...change, from: alone(change.from), to: alone(change.to) },
    {
      text,
      registryName: (registryId) => names.get(registryId) ?? registryId,
      date: (iso) => formats.date(iso),
      ageBand: (code) => words.ageBands[code] ?? code,
    },
  )
  return text.line(formats.date(change.at), sentence)
}
