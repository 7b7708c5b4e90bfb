import type { StatementException } from '../api.ts'
import type { Substance } from '../substances/substance.ts'
import type { IdEvidence, IdTier, RejectedRecord, Role, SubstanceRole, Trial, TrialRecord } from '../trial.ts'
import { recordAdmitsMinors, statedAges } from './age.ts'
import { matchIdTerms, UNCLEAR } from './intellectual-disability.ts'
import { findSubstance } from './substance-terms.ts'

/** Roles that the statement screens. Trials with the substance in the background stand in the exceptions. */
const SCREENED: readonly Role[] = ['investigated', 'comparator', 'unclear']
const TIER_ORDER: readonly IdTier[] = ['named', 'syndrome', 'adjacent']

/** A trial with what the statement needs of it. */
export interface Screened {
  trial: Trial
  id: string
  admitsMinors: boolean | null
  /** Substances in a screened role. */
  substanceIds: string[]
  /** Strongest tier whose evidence is clear, and that evidence. */
  tier: IdTier | null
  evidence: IdEvidence | null
  /** Evidence for `named` or `syndrome` whose text does not say whether the trial takes or excludes it. */
  unclear: IdEvidence | null
  /** Expanded access, which is not a trial place: an exception, never what makes or holds up the verdict. */
  isProgramme: boolean
}

const EXPANDED_ACCESS = /expanded.access/i
const isExpandedAccess = ({ statusGroup, studyType }: TrialRecord): boolean =>
  statusGroup === 'expanded-access' || (studyType !== null && EXPANDED_ACCESS.test(studyType))

/** The records whose ages make a trial paediatric, where another of its records is for adults only; else []. */
export function recordsThatAdmitMinors({ records, summary }: Trial): TrialRecord[] {
  if (summary.ages.admitsMinors !== true || !records.some((record) => recordAdmitsMinors(record) === false)) return []
  return records.filter((record) => recordAdmitsMinors(record) === true)
}

/** Of the evidence whose text says whether the trial takes or excludes it, or of the rest. Most trials have none. */
function strongest(evidence: readonly IdEvidence[], isUnclear: boolean): IdEvidence | null {
  if (evidence.length === 0) return null
  for (const tier of TIER_ORDER) {
    const first = evidence.find((one) => one.tier === tier && one.field.endsWith(UNCLEAR) === isUnclear)
    if (first) return first
  }
  return null
}

export function screen(trial: Trial): Screened {
  const { idEvidence } = trial
  const clear = strongest(idEvidence, false)
  const { trialId, ages, substances } = trial.summary
  const isScreened = ({ role }: SubstanceRole): boolean => SCREENED.includes(role)
  const counted = substances.every(isScreened) ? substances : substances.filter(isScreened)
  return {
    trial,
    id: trialId,
    admitsMinors: ages.admitsMinors,
    substanceIds: counted.map(({ substanceId }) => substanceId),
    tier: clear?.tier ?? null,
    evidence: clear,
    unclear: strongest(idEvidence, true),
    isProgramme: trial.records.length > 0 && trial.records.every(isExpandedAccess),
  }
}

/** The role shown for a trial of several substances: the one that makes it count most. */
function mainRole(trial: Trial): Role {
  const order: readonly Role[] = [...SCREENED, 'background', 'mentioned']
  return order.find((role) => trial.summary.substances.some((one) => one.role === role)) ?? 'unclear'
}

/** The trial as an exception of the statement, or null when nothing of it touches intellectual disability. */
export function exceptionOf({ trial, id, admitsMinors, evidence, unclear }: Screened): StatementException | null {
  const shown = unclear?.tier === 'named' && evidence?.tier !== 'named' ? unclear : (evidence ?? unclear)
  const tier = shown?.tier ?? null
  if (!shown || tier === null) return null
  const { title, purpose, overallStatus, ages } = trial.summary
  const admitting = recordsThatAdmitMinors(trial)
  return {
    trialId: id,
    title,
    tier,
    paediatric: admitsMinors,
    role: mainRole(trial),
    purpose,
    overallStatus,
    ages: admitting.length === 0 ? ages.stated : statedAges(admitting),
    quote: shown.quote,
    field: shown.field,
  }
}

/** Raw text is often JSON: its escapes are read as the signs they stand for ("\nintellectual" is two words). */
function unescapeJson(raw: string): string {
  return raw
    .replace(/\\u([0-9a-f]{4})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\[nrtbf]/g, '\n')
    .replace(/\\(.)/g, '$1')
}

/** Substances whose name stands beside intellectual disability in a record that could not be read. */
export function substancesToInspect(rejected: RejectedRecord, substances: readonly Substance[]): string[] {
  const text = unescapeJson(rejected.rawText)
  if (!matchIdTerms(text).some(({ tier }) => tier === 'named')) return []
  return substances
    .filter((substance) => {
      const { own, notGiven } = findSubstance(substance, text)
      return own.length + notGiven.length > 0
    })
    .map(({ id }) => id)
}
