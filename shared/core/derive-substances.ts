import type { Substance } from '../substances/substance.ts'
import { ROLES, type Role, type SubstanceEvidence, type SubstanceRole, type TrialRecord } from '../trial.ts'
import { readOnce } from './record-notes.ts'
import { matchSubstance, type SubstanceMatch } from './substance-match.ts'

/** The strongest role first: what one register says a substance is for, another's silence does not undo. */
const ROLE_RANK: Record<Role, number> = { investigated: 0, comparator: 1, background: 2, unclear: 3, mentioned: 4 }
/** Roles that rest on a product of the trial. */
const GIVEN: ReadonlySet<Role> = new Set(ROLES.filter((role) => ROLE_RANK[role] <= ROLE_RANK.background))

export interface JoinedSubstances {
  substances: SubstanceRole[]
  evidence: SubstanceEvidence[]
}

const readers = new WeakMap<Substance, (record: TrialRecord) => SubstanceMatch>()

/** What `matchSubstance` says of a record; read once. */
export function matchOnce(record: TrialRecord, substance: Substance): SubstanceMatch {
  const known = readers.get(substance)
  if (known !== undefined) return known(record)
  const read = readOnce((one) => matchSubstance(one, substance))
  readers.set(substance, read)
  return read(record)
}

/**
 * Which substances a trial has, in which role, on what evidence of all its records. Where one record names a look-alike
 * as the product and no other one names the substance as given, the look-alike wins.
 */
export function joinSubstances(records: readonly TrialRecord[], substances: readonly Substance[]): JoinedSubstances {
  const joined: JoinedSubstances = { substances: [], evidence: [] }
  for (const substance of substances) {
    let role: Role | null = null
    let lookAlike = false
    const evidence: SubstanceEvidence[] = []
    for (const record of records) {
      const match = matchOnce(record, substance)
      if (match.outcome === 'look-alike') lookAlike = true
      if (match.outcome !== 'member') continue
      if (role === null || ROLE_RANK[match.role] < ROLE_RANK[role]) role = match.role
      evidence.push(...match.evidence)
    }
    if (role === null || (lookAlike && !GIVEN.has(role))) continue
    joined.substances.push({ substanceId: substance.id, role })
    joined.evidence.push(...evidence)
  }
  return joined
}
