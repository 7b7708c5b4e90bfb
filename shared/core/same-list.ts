import type { Steps } from './steps.ts'

/** Pairs after which a step ends. */
const STEP = 500

/** Do two lists hold the same, in the same order? */
export function isSameList<T>(
  a: readonly T[],
  b: readonly T[],
  isSame: (one: T, other: T) => boolean = Object.is,
): boolean {
  return a === b || (a.length === b.length && hasSamePairs(a, b, { isSame, from: 0, end: a.length }))
}

export function* isSameListInSteps<T>(
  a: readonly T[],
  b: readonly T[],
  isSame: (one: T, other: T) => boolean,
): Steps<boolean> {
  if (a.length !== b.length) return false
  for (let from = 0; from < a.length; from += STEP) {
    if (!hasSamePairs(a, b, { isSame, from, end: Math.min(from + STEP, a.length) })) return false
    yield
  }
  return true
}

function hasSamePairs<T>(
  a: readonly T[],
  b: readonly T[],
  { isSame, from, end }: { isSame: (one: T, other: T) => boolean; from: number; end: number },
): boolean {
  for (let at = from; at < end; at++) if (!isSame(a[at] as T, b[at] as T)) return false
  return true
}
