import type { TrialSummary } from '../../shared/trial.ts'
import type { SearchIndex } from './search-index.ts'
import { whenIdle } from './when-idle.ts'

/** Loads and starts what puts a search right, in a pause: the list is drawn without it. */
export async function loadIndex(
  trials: readonly TrialSummary[],
  options: { isWanted: () => boolean; onReady: () => void },
): Promise<SearchIndex | null> {
  await new Promise<void>((resolve) => void whenIdle(resolve))
  const code = await import('./search-index.ts').catch(() => null)
  return code === null || !options.isWanted() ? null : new code.SearchIndex(trials, options.onReady)
}
