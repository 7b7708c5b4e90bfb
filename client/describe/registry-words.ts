import type { RegistryState } from '../../shared/api.ts'
import type { RecordLocale } from '../state/locale.ts'

export interface RegistryWords {
  text: string
  /** The last attempt, when it failed although something older is served. */
  trouble: string | null
  tone: 'good' | 'calm' | 'warn'
}

/** What is served of a register now, in words: never "0" for "could not ask". */
export function registryWords(registry: RegistryState, { words, formats }: RecordLocale): RegistryWords {
  const { registries: text } = words
  const { state, error, fetchedAt, progress } = registry
  const at = error === null ? null : formats.dateTime(error.at)
  const trouble = at === null || state === 'failed' ? null : text.lastAttemptFailed(at)
  if (state === 'failed') return { text: at === null ? text.failed : text.failedSince(at), trouble, tone: 'warn' }
  if (state === 'snapshot')
    return {
      text: fetchedAt === null ? text.snapshotUndated : text.snapshot(formats.date(fetchedAt)),
      trouble,
      tone: 'calm',
    }
  if (state === 'in-progress' || state === 'never')
    return { text: state === 'never' && progress === null ? text.never : text.inProgress, trouble, tone: 'calm' }
  const when = fetchedAt === null ? words.app.notStated : formats.dateTime(fetchedAt)
  return state === 'fresh'
    ? { text: text.fresh(when), trouble, tone: 'good' }
    : { text: text.stale(when), trouble, tone: 'warn' }
}

export function progressWords(registry: RegistryState, { words, formats }: RecordLocale): string | null {
  if (registry.progress === null) return null
  const { done, total } = registry.progress
  return words.registries.asking(formats.number(done), total === null ? null : formats.number(total))
}
