import type { Intervention, Role, SubstanceEvidence, TrialRecord } from '../trial.ts'
import type { Substance } from '../substances/substance.ts'
import { isPlacebo, roleFromArms } from './arm-role.ts'
import { quoteAround } from './text-quote.ts'
import { findSubstance, isNamed, type LookAlikeMatch } from './substance-terms.ts'

/** How a role was decided, strongest first; `rule-names.ts` has them in words. */
export const SUBSTANCE_RULES = [
  'stated-role',
  'experimental-arm',
  'comparator-arm',
  'every-arm-alike',
  'title-add-on',
  'copy-notes',
  'listed-intervention',
  'arm-label',
  'title',
  'title-observational',
  'title-other-product',
  'title-not-given',
  'mesh-or-description',
  'not-given',
  'mentioned',
  'copied-list',
] as const
export type SubstanceRule = (typeof SUBSTANCE_RULES)[number]

interface LookAlikeEvidence {
  registryId: string
  recordId: string
  field: string
  quote: string
}

export type SubstanceMatch =
  | { outcome: 'member'; role: Role; evidence: SubstanceEvidence[] }
  | { outcome: 'look-alike'; name: string; reason: { en: string; nl: string }; evidence: LookAlikeEvidence[] }
  | { outcome: 'none' }

const NO_MATCH: SubstanceMatch = Object.freeze({ outcome: 'none' })

interface Place {
  field: string
  quote: string
}

/** Intervention types of ClinicalTrials.gov that are no product. */
const NOT_PRODUCT_TYPES = new Set(['BEHAVIORAL', 'PROCEDURE', 'DEVICE', 'DIAGNOSTIC_TEST', 'OTHER', 'RADIATION'])
const NOT_PRODUCT_NAMES =
  /\b(?:placebo|saline|sham|therap(?:y|ies)|psychotherapy|counsel\w*|sessions?|regimen|standard of care|usual care|support|training|questionnaires?|imaging|mri|pet|eeg|control|trauma)\b/i
const ADD_ON = /\badd[\s-]?on\b|\badjunct\w*|\baugment\w*/i
const ALREADY_GIVEN = /\b(?:treated with|receiving|taking|stable on)\s+(?:[\w-]+\s+){0,3}$/i

function namesOf(intervention: Intervention): Place[] {
  return [intervention.name, ...intervention.otherNames, ...intervention.activeSubstances].map((quote, index) => ({
    field: index === 0 ? 'interventions.name' : 'interventions.otherNames',
    quote,
  }))
}

function titlesOf(record: TrialRecord): Place[] {
  return record.titles.map(({ kind, text }) => ({ field: `${kind}Title`, quote: text }))
}

function isProduct({ name, type }: Intervention): boolean {
  return !(type !== null && NOT_PRODUCT_TYPES.has(type)) && !NOT_PRODUCT_NAMES.test(name)
}

/** Places that name the substance, each with the words around the name; `as`: as what is given, or as what is not. */
function naming(substance: Substance, places: readonly Place[], as: 'own' | 'notGiven' = 'own'): Place[] {
  return places.flatMap(({ field, quote }) => {
    const [first] = findSubstance(substance, quote)[as]
    return first ? [{ field, quote: quoteAround(quote, first.start, first.end) }] : []
  })
}

/** A placebo by the register's role, or by its name while only its other names hold the substance. */
function isItsPlacebo(substance: Substance, { name, statedRole }: Intervention): boolean {
  return statedRole === 'placebo' || (isPlacebo(name) && findSubstance(substance, name).own.length === 0)
}

/** Interventions and arms that name the substance without giving it: a placebo of it, left out, stopped, half a racemate. */
function notGiven(record: TrialRecord, substance: Substance): Place[] {
  const placebos = record.interventions.filter((it) => isItsPlacebo(substance, it)).flatMap(namesOf)
  const labels = record.arms.map(({ label }) => ({ field: 'arms.label', quote: label }))
  const names = [...record.interventions.flatMap(namesOf), ...labels]
  return [
    ...naming(substance, names, 'notGiven'),
    ...naming(substance, [...placebos, ...labels.filter(({ quote }) => isPlacebo(quote))]),
  ]
}

function lookAlikeIn(substance: Substance, places: readonly Place[]): { like: LookAlikeMatch; place: Place } | null {
  for (const place of places) {
    const [like] = findSubstance(substance, place.quote).lookAlikes
    if (like) return { like, place }
  }
  return null
}

/** "Add-on therapy with X in patients treated with esketamine": the substance is what they already have. */
function isAddOnTo(record: TrialRecord, substance: Substance): boolean {
  const named = record.titles.flatMap(({ text }) =>
    findSubstance(substance, text).own.map(({ start }) => ({ text, start })),
  )
  return (
    record.interventions.length > 1 &&
    named.length > 0 &&
    named.every(
      ({ text, start }) => ADD_ON.test(text) && ALREADY_GIVEN.test(text.slice(Math.max(0, start - 80), start)),
    )
  )
}

const STATED_ROLES = { test: 'investigated', comparator: 'comparator', background: 'background' } as const

/** The strongest role the register states for one of these products; a placebo role says nothing of the substance. */
function statedRole(own: readonly Intervention[]): Role | null {
  for (const stated of ['test', 'comparator', 'background'] as const) {
    if (own.some((intervention) => intervention.statedRole === stated)) return STATED_ROLES[stated]
  }
  return null
}

function roleOfListed(
  record: TrialRecord,
  substance: Substance,
  own: readonly Intervention[],
  noted: Role | null,
): { role: Role; rule: SubstanceRule } {
  const stated = statedRole(own)
  if (stated) return { role: stated, rule: 'stated-role' }
  const byArms = roleFromArms(record, substance, own)
  if (byArms) return byArms
  if (record.arms.length === 0 && isAddOnTo(record, substance)) return { role: 'background', rule: 'title-add-on' }
  if (noted) return { role: noted, rule: 'copy-notes' }
  return { role: 'investigated', rule: 'listed-intervention' }
}

/**
 * Whether a record belongs to a substance, in which role, and on what evidence (PRODUCT §4).
 *
 * `collectedFor`: the record was copied (snapshot) for the collection of this substance; it then belongs to it even when
 * the copied fields are too thin to say so (NCT06560658 has no title and no product). By default the copy says so itself
 * (`copyNotes.copiedFor`). A register's own search also returns records that only mention the substance, so live records
 * have to name it.
 */
export function matchSubstance(
  record: TrialRecord,
  substance: Substance,
  collectedFor = record.copyNotes?.copiedFor === substance.id,
): SubstanceMatch {
  if (!collectedFor && !mayName(record, substance)) return NO_MATCH
  const { registryId, recordId } = record
  const member = (role: Role, rule: SubstanceRule, places: readonly Place[]): SubstanceMatch => ({
    outcome: 'member',
    role,
    evidence: places.slice(0, 6).map(({ field, quote }) => ({
      substanceId: substance.id,
      role,
      registryId,
      recordId,
      field,
      quote,
      rule,
    })),
  })
  const out = ({ like, place }: { like: LookAlikeMatch; place: Place }): SubstanceMatch => ({
    outcome: 'look-alike',
    name: like.name,
    reason: like.reason,
    evidence: [
      { registryId, recordId, field: place.field, quote: quoteAround(place.quote, like.match.start, like.match.end) },
    ],
  })

  const noted = collectedFor ? (record.copyNotes?.statedRole ?? null) : null
  const listed = record.interventions.filter(
    (it) => !isItsPlacebo(substance, it) && naming(substance, namesOf(it)).length > 0,
  )
  const real = listed.filter((it) => !isPlacebo(it.name))
  const own = real.length > 0 ? real : listed
  if (own.length > 0) {
    const { role, rule } = roleOfListed(record, substance, own, noted)
    return member(role, rule, naming(substance, own.flatMap(namesOf)))
  }

  const armLabels = record.arms.filter(({ label }) => !isPlacebo(label)).map((arm) => arm.label)
  const strayLabels = record.interventions.flatMap((it) => it.armLabels).filter((label) => !isPlacebo(label))
  const labels = [...new Set([...armLabels, ...strayLabels])].map((quote) => ({ field: 'arms.label', quote }))
  const labelled = naming(substance, labels)
  if (labelled.length > 0) {
    const byArms = roleFromArms(record, substance, [])
    return byArms ? member(byArms.role, byArms.rule, labelled) : member('investigated', 'arm-label', labelled)
  }

  const likeProduct = lookAlikeIn(substance, record.interventions.flatMap(namesOf))
  if (likeProduct) return out(likeProduct)

  const titled = naming(substance, titlesOf(record))
  if (noted) return member(noted, 'copy-notes', titled.length > 0 ? titled : [noteOf(record)])
  if (titled.length > 0) {
    if (record.interventions.some(isProduct)) return member('unclear', 'title-other-product', titled)
    if (record.studyType === 'OBSERVATIONAL') return member('unclear', 'title-observational', titled)
    return member('investigated', 'title', titled)
  }
  const likeTitle = lookAlikeIn(substance, titlesOf(record))
  if (likeTitle) return out(likeTitle)

  const titleNotGiven = naming(substance, titlesOf(record), 'notGiven')
  if (titleNotGiven.length > 0) return member('unclear', 'title-not-given', titleNotGiven)
  const described = naming(substance, descriptions(record))
  const refused = described.length === 0 ? notGiven(record, substance) : []
  // The register derives its index terms from the names: of a placebo's namesake they say nothing more.
  if (refused.length > 0) return member('mentioned', 'not-given', refused)
  const derived = [...meshPlaces(record, substance), ...described]
  if (derived.length > 0) return member('unclear', 'mesh-or-description', derived)
  const mentions = naming(substance, looseMentions(record))
  if (mentions.length > 0) return member('mentioned', 'mentioned', mentions)
  if (collectedFor) return member('unclear', 'copied-list', [noteOf(record)])
  return NO_MATCH
}

/** Does any text that is read below hold a name of it or of a look-alike, or any index term its number? */
function mayName(record: TrialRecord, substance: Substance): boolean {
  const named = (text: string): boolean => isNamed(substance, text)
  return (
    record.titles.some(({ text }) => named(text)) ||
    record.interventions.some(
      (it) =>
        named(it.name) ||
        it.otherNames.some(named) ||
        it.activeSubstances.some(named) ||
        it.armLabels.some(named) ||
        (it.description !== null && named(it.description)),
    ) ||
    record.arms.some(({ label, description }) => named(label) || (description !== null && named(description))) ||
    record.interventionMesh.some(({ id, term }) => (id !== null && substance.meshIds.includes(id)) || named(term)) ||
    looseMentions(record).some(({ quote }) => named(quote))
  )
}

function meshPlaces(record: TrialRecord, substance: Substance): Place[] {
  return record.interventionMesh
    .filter(
      ({ id, term }) =>
        (id !== null && substance.meshIds.includes(id)) || findSubstance(substance, term).own.length > 0,
    )
    .map(({ term }) => ({ field: 'interventionMesh', quote: term }))
}

function descriptions(record: TrialRecord): Place[] {
  const of = (field: string, text: string | null): Place[] => (text ? [{ field, quote: text }] : [])
  return [
    ...record.interventions.flatMap((it) => of('interventions.description', it.description)),
    ...record.arms.flatMap((arm) => of('arms.description', arm.description)),
  ]
}

function looseMentions(record: TrialRecord): Place[] {
  return [
    ...record.conditions.map(({ text }) => ({ field: 'conditions', quote: text })),
    ...record.keywords.map((quote) => ({ field: 'keywords', quote })),
    ...(record.briefSummary ? [{ field: 'briefSummary', quote: record.briefSummary.text }] : []),
  ]
}

function noteOf(record: TrialRecord): Place {
  return { field: 'copyNotes', quote: record.copyNotes?.note ?? record.copyNotes?.source ?? '' }
}
