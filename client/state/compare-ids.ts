import { parseTrialId } from '../../shared/core/trial-id.ts'
import { MOST_COMPARED } from './device-store.ts'
import { readFragment, valuesOf } from './url-state.ts'

export interface CompareIds {
  /** Canonical numbers, each once, at most four. */
  ids: string[]
  /** What is not a registry number. */
  unknown: string[]
  /** True when the link holds more than fit. */
  tooMany: boolean
}

/** `#ids=NCT01234567,2023-501234-12-00` as the trials to compare. */
export function readCompareIds(hash: string): CompareIds {
  const unknown: string[] = []
  const ids: string[] = []
  for (const text of valuesOf(readFragment(hash), 'ids')) {
    const known = parseTrialId(text)
    if (known === null) unknown.push(text.slice(0, 40))
    else if (!ids.includes(known.id)) ids.push(known.id)
  }
  return { ids: ids.slice(0, MOST_COMPARED), unknown, tooMany: ids.length > MOST_COMPARED }
}
