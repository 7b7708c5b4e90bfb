import { conditions, findConditions } from '../conditions/index.ts'
import { purposeTerms } from '../conditions/purpose-terms.ts'
import { substances } from '../substances/index.ts'
import type { Purpose, PurposeRule, TrialRecord } from '../trial.ts'
import { findExaminations, isSaidTreated } from './procedure-reading.ts'
import { findMeasured, findProcedures } from './procedure-words.ts'
import {
  findAnaesthetics,
  findEct,
  findHealthy,
  findKinetics,
  findMechanism,
  findNoDisorder,
  findPain,
  findPeriOperative,
  findPostpartum,
  findPostpartumTreated,
  isMaskedByAnaesthesia,
} from './purpose-words.ts'
import { findSubstance } from './substance-terms.ts'
import { quoteAround } from './text-quote.ts'
import { createTermMatcher, type TermMatcher } from './word-match.ts'

/** How a purpose was decided, in the order the rules are tried; `rule-names.ts` has them in words. */
export const PURPOSE_RULES = [
  'peri-operative-named',
  'ect-with-anaesthetic',
  'procedure-named',
  'postpartum-peri-operative',
  'postpartum-treatment',
  'postpartum-setting-not-stated',
  'disorder-in-title',
  'healthy-in-title',
  'kinetics-in-title',
  'anaesthetic-named',
  'healthy-in-conditions',
  'basic-science',
  'challenge-in-title',
  'anaesthetic-in-conditions',
  'disorder-in-conditions',
  'pain-kind-not-stated',
  'mechanism-named',
  'other-condition',
  'facts-do-not-decide',
] as const
export type PurposeRuleId = (typeof PURPOSE_RULES)[number]

export interface DerivedPurpose {
  purpose: Purpose
  rule: PurposeRule
}

interface Place {
  field: string
  text: string
}

/** The texts a purpose is read from. */
interface Facts {
  titles: Place[]
  conditions: Place[]
  /** Names of arms and interventions. */
  arms: Place[]
  /** Descriptions of arms and interventions. */
  descriptions: Place[]
  primaryPurposes: string[]
  /** A substance that is also an anaesthetic is named, and none of ours that is not. */
  isAnaesthetic: boolean
}

interface Disorder extends Place {
  /** Row of the matrix, or word of `purpose-terms.ts`. */
  id: string
  purpose: Purpose
  start: number
  end: number
}

const extraTerms = purposeTerms.flatMap(({ purpose, terms }) => terms.map((term) => ({ term, id: purpose })))
const findExtra = createTermMatcher(extraTerms)
const purposeOfCondition = new Map(conditions.map(({ id, purpose }) => [id, purpose]))

function factsOf(records: readonly TrialRecord[]): Facts {
  const facts: Facts = {
    titles: [],
    conditions: [],
    arms: [],
    descriptions: [],
    primaryPurposes: [],
    isAnaesthetic: false,
  }
  for (const record of records) {
    for (const { kind, text } of record.titles) facts.titles.push({ field: `${kind}Title`, text })
    for (const { text } of record.conditions) facts.conditions.push({ field: 'conditions', text })
    for (const { label, description } of record.arms) {
      facts.arms.push({ field: 'arms.label', text: label })
      if (description) facts.descriptions.push({ field: 'arms.description', text: description })
    }
    for (const { name, description } of record.interventions) {
      facts.arms.push({ field: 'interventions.name', text: name })
      if (description) facts.descriptions.push({ field: 'interventions.description', text: description })
    }
    if (record.design.primaryPurpose) facts.primaryPurposes.push(record.design.primaryPurpose.toUpperCase())
  }
  facts.isAnaesthetic = isAnaesthetic(records, facts)
  return facts
}

function isAnaesthetic(records: readonly TrialRecord[], { titles, arms }: Facts): boolean {
  const named = substances.filter(
    (substance) =>
      records.some(({ copyNotes }) => copyNotes?.copiedFor === substance.id) ||
      [...titles, ...arms].some(({ text }) => findSubstance(substance, text).own.length > 0),
  )
  return named.length > 0 && named.every(({ alsoAnaesthetic }) => alsoAnaesthetic === true)
}

function decide(purpose: Purpose, rule: PurposeRuleId, place: Place, start = 0, end = 0): DerivedPurpose {
  return { purpose, rule: { rule, field: place.field, quote: quoteAround(place.text, start, end) } }
}

function first(find: TermMatcher, places: readonly Place[]): { place: Place; start: number; end: number } | null {
  for (const place of places) {
    const [found] = find(place.text)
    if (found) return { place, start: found.start, end: found.end }
  }
  return null
}

/** Decides by the first place that names one of the words. */
function when(
  find: TermMatcher,
  places: readonly Place[],
  purpose: Purpose,
  rule: PurposeRuleId,
): DerivedPurpose | null {
  const found = first(find, places)
  return found && decide(purpose, rule, found.place, found.start, found.end)
}

/** The disorders that a text names; at one place the row of the matrix comes before the general words. */
function disordersIn({ field, text }: Place): Disorder[] {
  const named: Disorder[] = []
  for (const { id, start, end } of findConditions(text)) {
    const purpose = purposeOfCondition.get(id)
    if (purpose) named.push({ field, text, id, purpose, start, end })
  }
  for (const { id, term, start, end } of findExtra(text)) {
    named.push({ field, text, id: term, purpose: id as Purpose, start, end })
  }
  return named
}

/** The disorder that a text names first. */
function disorderIn(place: Place): Disorder | null {
  let first: Disorder | null = null
  for (const disorder of disordersIn(place)) if (first === null || disorder.start < first.start) first = disorder
  return first
}

function firstDisorder(places: readonly Place[]): Disorder | null {
  for (const place of places) {
    const found = disorderIn(place)
    if (found) return found
  }
  return null
}

/**
 * Anaesthesia, sedation, intensive care, operations and deliveries. Electroconvulsive therapy is given under
 * anaesthesia and is itself a psychiatric treatment: there only title and conditions speak, and with another
 * anaesthetic named it is not clear whether the substance is the anaesthetic or the treatment.
 */
function periOperative(facts: Facts): DerivedPurpose | null {
  const stated = [...facts.titles, ...facts.conditions]
  const isEct = first(findEct, [...stated, ...facts.arms]) !== null
  const onlyStated = isEct || facts.titles.some(({ text }) => isMaskedByAnaesthesia(text))
  const places = onlyStated ? stated : [...stated, ...facts.arms]
  const named = when(findPeriOperative, places, 'peri-operative', 'peri-operative-named')
  if (named || !isEct) return named
  return when(findAnaesthetics, [...facts.titles, ...facts.arms], 'unclear', 'ect-with-anaesthetic')
}

/** Lifelong conditions: they say who is sedated, and esketamine is hardly ever given for them. */
const WHO = new Set([
  ...['autism', 'adhd', 'intellectual-disability', 'cerebral palsy', 'neurodevelopmental', 'Down syndrome'],
  ...["Down's syndrome", 'Rett', 'fragile X', 'Angelman', 'Prader-Willi', 'tuberous sclerosis', 'Phelan-McDermid'],
  ...['ADNP', 'tourette'],
])
/** As often what sedation has to deal with, or who is examined, as what is treated. */
const WHO_OR_WHAT = new Set([
  'anxiety',
  'epilep*',
  'seizure*',
  'insomnia',
  'psychological distress',
  'emotional distress',
])

/**
 * Examinations and procedures, where the substance is also an anaesthetic. A procedure decides, whatever disorder is
 * named beside it, unless the title says that a disorder is treated. Imaging is also a measurement: where the title names
 * a disorder that is treated (depression), healthy people or what is measured it does not decide; where only the
 * conditions name one it decides when people undergo it ("for MRI", not "during MRI").
 */
function procedure(facts: Facts): DerivedPurpose | null {
  if (!facts.isAnaesthetic || first(findEct, [...facts.titles, ...facts.conditions, ...facts.arms])) return null
  if (healthyOrKinetics(facts)) return null
  const stated = [...facts.titles, ...facts.conditions]
  const inTitles = facts.titles.flatMap(disordersIn).filter(({ id }) => !WHO.has(id))
  if (inTitles.some(({ id, text, start, end }) => !WHO_OR_WHAT.has(id) && isSaidTreated(text, start, end))) return null
  const named = when(findProcedures, stated, 'peri-operative', 'procedure-named')
  if (named) return named
  if (inTitles.some(({ id }) => !WHO_OR_WHAT.has(id)) || first(findMeasured, facts.titles)) return null
  const inConditions = facts.conditions.flatMap(disordersIn).filter(({ id }) => !WHO.has(id))
  const onlyScheduled = inTitles.length + inConditions.length > 0
  for (const place of stated) {
    const found = findExaminations(place.text).find(({ link }) => !onlyScheduled || link === 'scheduled')
    if (found) return decide('peri-operative', 'procedure-named', place, found.start, found.end)
  }
  return null
}

/**
 * Depression after childbirth: mostly prevented with a dose in the anaesthesia of the delivery, at times treated later.
 * Descriptions may name the setting; without it the facts do not decide.
 */
function postpartum(facts: Facts): DerivedPurpose | null {
  const named = first(findPostpartum, [...facts.titles, ...facts.conditions])
  if (!named) return null
  const atDelivery = when(findPeriOperative, facts.descriptions, 'peri-operative', 'postpartum-peri-operative')
  if (atDelivery) return atDelivery
  const treated = when(findPostpartumTreated, facts.titles, 'mental-health', 'postpartum-treatment')
  if (treated) return treated
  if (facts.primaryPurposes.includes('TREATMENT')) {
    return decide('mental-health', 'postpartum-treatment', { field: 'design.primaryPurpose', text: 'TREATMENT' })
  }
  return decide('unclear', 'postpartum-setting-not-stated', named.place, named.start, named.end)
}

/** People without an illness, or a question about the substance itself, where the title names no disorder. */
function healthyOrKinetics(facts: Facts): DerivedPurpose | null {
  return (
    when(findHealthy, facts.titles, 'healthy-mechanism', 'healthy-in-title') ??
    when(findKinetics, facts.titles, 'healthy-mechanism', 'kinetics-in-title')
  )
}

const disorderDecides = (found: Disorder, rule: PurposeRuleId): DerivedPurpose =>
  decide(found.purpose, rule, found, found.start, found.end)

const findChallenge = createTermMatcher([{ term: 'challenge', id: 'x' }])

/** Without a disorder in the title: what the conditions and the design say. */
function byConditions(facts: Facts): DerivedPurpose | null {
  const healthy = when(findHealthy, facts.conditions, 'healthy-mechanism', 'healthy-in-conditions')
  if (healthy) return healthy
  if (facts.primaryPurposes.includes('BASIC_SCIENCE')) {
    const place = { field: 'design.primaryPurpose', text: 'BASIC_SCIENCE' }
    return decide('healthy-mechanism', 'basic-science', place)
  }
  const challenge = when(findChallenge, facts.titles, 'healthy-mechanism', 'challenge-in-title')
  if (challenge) return challenge
  const disorder = firstDisorder(facts.conditions)
  if (!disorder) return null
  // Esketamine, children, autism: who is sedated, or what is treated? The conditions alone do not say.
  if (facts.isAnaesthetic && WHO.has(disorder.id)) {
    return decide('unclear', 'anaesthetic-in-conditions', disorder, disorder.start, disorder.end)
  }
  return disorderDecides(disorder, 'disorder-in-conditions')
}

/** A condition that names something, and not only the substance, the method or wellbeing in general. */
function namesSomething({ text }: Place): boolean {
  return (
    findNoDisorder(text).length === 0 &&
    substances.every((substance) => {
      const { own, lookAlikes } = findSubstance(substance, text)
      return own.length + lookAlikes.length === 0
    })
  )
}

/**
 * What a trial is for, with the rule that decided and the words it decided on. Rules are tried in the order of
 * `PURPOSE_RULES`. Readings: peri-operative = given in anaesthesia, sedation, intensive care or the analgesia of an
 * operation or delivery, or for an examination or procedure when it is also an anaesthetic, whatever the outcome; healthy-mechanism = people without an illness or a question about the
 * substance; two disorders: the one the title names first. When the facts do not decide: `unclear`.
 */
export function purposeOf(records: readonly TrialRecord[]): DerivedPurpose {
  const facts = factsOf(records)
  const inTitle = firstDisorder(facts.titles)
  const other = facts.conditions.find(namesSomething)
  return (
    periOperative(facts) ??
    procedure(facts) ??
    postpartum(facts) ??
    (inTitle ? disorderDecides(inTitle, 'disorder-in-title') : healthyOrKinetics(facts)) ??
    when(findAnaesthetics, [...facts.titles, ...facts.conditions], 'peri-operative', 'anaesthetic-named') ??
    byConditions(facts) ??
    when(findPain, [...facts.titles, ...facts.conditions], 'unclear', 'pain-kind-not-stated') ??
    when(findMechanism, [...facts.titles, ...facts.conditions], 'healthy-mechanism', 'mechanism-named') ??
    (other && decide('other', 'other-condition', other)) ??
    decide('unclear', 'facts-do-not-decide', facts.titles[0] ?? facts.conditions[0] ?? { field: 'titles', text: '' })
  )
}
