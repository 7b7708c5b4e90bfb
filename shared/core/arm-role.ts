import type { Arm, Intervention, Role, TrialRecord } from '../trial.ts'
import type { Substance } from '../substances/substance.ts'
import { findSubstance } from './substance-terms.ts'

/** What the arms say of the role of a substance. */
export interface ArmRole {
  role: Role
  rule: 'experimental-arm' | 'comparator-arm' | 'every-arm-alike'
}

/** ClinicalTrials.gov's arm types that are there to compare with. */
const COMPARATORS: ReadonlySet<string | null> = new Set([
  'ACTIVE_COMPARATOR',
  'PLACEBO_COMPARATOR',
  'SHAM_COMPARATOR',
  'NO_INTERVENTION',
])
const DOSE = /\d+(?:[.,]\d+)?\s?(?:mg|µg|μg|ug|mcg|g|ml|mL)(?:\/(?:kg|h|min))*/g
// "dexmedetomidine added to esketamine anaesthesia": the substance is the setting, not the question.
const SETTING_BEFORE =
  /\b(?:under|during|receiving|undergoing|treated with|sedated with|anaesthetised with|anesthetized with|add(?:ed|ition|-on) to|adjunct(?:ive)? to|adjuvant to)\s+(?:[\w-]+\s+){0,3}$/i
const SETTING_AFTER = /^[\s-]*(?:based\s+)?(?:general\s+)?(?:an?a?esthe|sedat)/i

const PLACEBO = /\bplacebo\b|\bsham\b/i
const ACTIVE_PLACEBO = /\bactive[\s-]placebo\b/i

/** A placebo that bears the name of the substance ("MDMA Placebo"); an active placebo is a dose of something. */
export function isPlacebo(name: string): boolean {
  return PLACEBO.test(name) && !ACTIVE_PLACEBO.test(name)
}

/** An arm names its interventions as "Drug: Esketamine". */
function holds(arm: Arm, intervention: Intervention): boolean {
  if (intervention.armLabels.includes(arm.label)) return true
  return arm.interventionNames.some((name) => name === intervention.name || name.endsWith(`: ${intervention.name}`))
}

/** Doses that stand beside the name of the substance in an arm, as one comparable text. */
function dosesIn(arm: Arm, substance: Substance): string {
  const text = `${arm.label}\n${arm.description ?? ''}`
  const doses = new Set<string>()
  for (const { start, end } of findSubstance(substance, text).own) {
    const after = text.slice(end, end + 40).match(DOSE) ?? []
    const before = text.slice(Math.max(0, start - 25), start).match(DOSE) ?? []
    const nearest = after[0] ?? before.at(-1)
    if (nearest) doses.add(nearest.replace(/\s/g, ''))
  }
  return [...doses].sort().join('|')
}

function allEqual(values: readonly string[]): boolean {
  return values.every((value) => value === values[0])
}

/** True when a title names the substance as the question, not only as the setting ("under esketamine anaesthesia"). */
function isSubject(record: TrialRecord, substance: Substance): boolean {
  return record.titles.some(({ text }) =>
    findSubstance(substance, text).own.some(
      ({ start, end }) =>
        !SETTING_BEFORE.test(text.slice(Math.max(0, start - 80), start)) &&
        !SETTING_AFTER.test(text.slice(end, end + 40)),
    ),
  )
}

/**
 * The role of a substance by the arms that hold it: alike in every arm while something else differs, and not the
 * subject of the title: background; in an experimental arm: investigated; only in arms to compare with, beside an
 * experimental arm: comparator. Null when the arms do not say.
 */
export function roleFromArms(record: TrialRecord, substance: Substance, own: readonly Intervention[]): ArmRole | null {
  const { arms } = record
  const others = record.interventions.filter((intervention) => !own.includes(intervention))
  const held = arms.map((arm) => own.filter((intervention) => holds(arm, intervention)))
  const withIt = arms.filter((arm, index) =>
    own.length > 0
      ? (held[index]?.length ?? 0) > 0
      : findSubstance(substance, arm.label).own.length > 0 && !isPlacebo(arm.label),
  )
  if (withIt.length === 0) return null

  if (arms.length > 1 && withIt.length === arms.length && own.length > 0) {
    const names = (list: readonly Intervention[]): string => list.map(({ name }) => name).join('\n')
    const alike = allEqual(held.map(names)) && allEqual(arms.map((arm) => dosesIn(arm, substance)))
    const differ = !allEqual(arms.map((arm) => names(others.filter((intervention) => holds(arm, intervention)))))
    if (alike && differ && !isSubject(record, substance)) return { role: 'background', rule: 'every-arm-alike' }
  }
  if (withIt.some((arm) => arm.type === 'EXPERIMENTAL')) return { role: 'investigated', rule: 'experimental-arm' }
  const elsewhere = arms.some((arm) => arm.type === 'EXPERIMENTAL')
  if (elsewhere && withIt.every((arm) => COMPARATORS.has(arm.type)))
    return { role: 'comparator', rule: 'comparator-arm' }
  return null
}
