import type { Enrollment, TrialRecord } from '../trial.ts'

const NONE: Enrollment = { planned: null, actual: null, unspecified: null, scope: null }

type CountKind = 'planned' | 'actual' | 'unspecified'
const KINDS: readonly CountKind[] = ['planned', 'actual', 'unspecified']

export interface JoinedEnrollment {
  enrollment: Enrollment
  /** Which record each count came from. */
  sources: Partial<Record<CountKind, string>>
}

/**
 * Enrolment of a trial from its records, most preferred first. Counts of the whole trial before counts of a part of it;
 * planned and actual may come from two records, but only when both cover the same thing.
 */
export function joinEnrollment(records: readonly TrialRecord[]): JoinedEnrollment {
  const counted = records.filter(
    ({ enrollment: { planned, actual, unspecified } }) => planned !== null || actual !== null || unspecified !== null,
  )
  const main = counted.find((record) => record.enrollment.scope === 'whole-trial') ?? counted[0]
  if (!main) return { enrollment: NONE, sources: {} }
  const { scope } = main.enrollment
  const comparable = [main, ...counted.filter((record) => record !== main && record.enrollment.scope === scope)]
  const joined: JoinedEnrollment = { enrollment: { ...NONE, scope }, sources: {} }
  for (const kind of KINDS) {
    const source = comparable.find((record) => record.enrollment[kind] !== null)
    if (!source) continue
    joined.enrollment[kind] = source.enrollment[kind]
    joined.sources[kind] = source.recordId
  }
  return joined
}

/** The one number to size a trial by: what happened, else what was planned, else a count of unstated kind. */
export function enrollmentSize({ actual, planned, unspecified }: Enrollment): number | null {
  return actual ?? planned ?? unspecified
}
