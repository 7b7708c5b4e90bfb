import type { Intervention } from '../../shared/trial.ts'
import type { CtisPartOne, CtisProduct } from './ctis-reply.ts'
import { codeText, oneLine, unique } from './ctis-text.ts'

const ROLES: ReadonlyMap<string, Intervention['statedRole']> = new Map([
  ['1', 'test'],
  ['2', 'comparator'],
  ['3', 'placebo'],
  ['4', 'background'],
])
const TYPES: ReadonlyMap<string, string> = new Map([
  ['1', 'PRODUCT'],
  ['2', 'SUBSTANCE'],
  ['3', 'ATC'],
])

/** `synonyms` was never recorded with a value: texts are taken wherever they stand in it, anything else is left. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.flatMap(texts) : []
}

function toIntervention(product: CtisProduct, groupRole: string | null): Intervention {
  const dictionary = product.productDictionaryInfo
  const typeCode = codeText(product.part1MpRoleTypeCode)
  const type = typeCode === null ? null : (TYPES.get(typeCode) ?? typeCode)
  const atcName = oneLine(dictionary?.atcName)
  // An entry can be a whole ATC class without a substance. Its words name a class of medicines, not what is given.
  const atc = type === 'ATC' ? [atcName === '-' ? null : atcName, oneLine(dictionary?.atcCode)] : []
  const substances =
    type === 'ATC'
      ? []
      : unique([
          oneLine(product.jsonActiveSubstanceNames),
          oneLine(dictionary?.activeSubstanceName),
          ...(dictionary?.productSubstances ?? []).flatMap(({ actSubstName, synonyms }) => [
            oneLine(actSubstName),
            ...texts(synonyms).map(oneLine),
          ]),
        ])
  const names = unique([
    oneLine(product.productName),
    oneLine(dictionary?.prodName),
    ...atc,
    oneLine(product.sponsorProductCodeEdit),
    oneLine(dictionary?.sponsorProductCode),
    oneLine(dictionary?.activeSubstanceOtherDescriptiveName),
  ])
  const [name = substances[0] ?? 'not named', ...otherNames] = names
  const given = unique([...(product.routes ?? []).map(oneLine), oneLine(product.pharmaceuticalFormDisplay)])
  return {
    name,
    type,
    otherNames,
    activeSubstances: substances,
    description: given.length > 0 ? given.join('; ') : null,
    armLabels: [],
    statedRole: ROLES.get(codeText(product.mpRoleInTrial) ?? groupRole ?? '') ?? null,
  }
}

function sameIntervention(a: Intervention, b: Intervention): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/**
 * Products of part I and of its role groups, which repeat them and hold some (placebos) that part I does not.
 * `rowProduct`: the search's list in free text, used only when part I names nothing; it may leave out the medicine.
 */
export function readProducts(part: CtisPartOne | null | undefined, rowProduct: string | null): Intervention[] {
  const grouped = (part?.productRoleGroupInfos ?? []).flatMap(({ productRoleCode, products }) =>
    (products ?? []).map((product) => ({ product, role: codeText(productRoleCode) })),
  )
  const roleOf = new Map(grouped.map(({ product, role }) => [codeText(product.id), role]))
  const listed = (part?.products ?? []).map((product) => ({ product, role: roleOf.get(codeText(product.id)) ?? null }))
  const held = new Set(listed.flatMap(({ product }) => codeText(product.id) ?? []))
  const further = grouped.filter(({ product }) => !held.has(codeText(product.id) ?? ''))
  const interventions: Intervention[] = []
  for (const { product, role } of [...listed, ...further]) {
    const next = toIntervention(product, role)
    if (!interventions.some((known) => sameIntervention(known, next))) interventions.push(next)
  }
  const name = oneLine(rowProduct)
  if (interventions.length > 0 || name === null) return interventions
  return [
    { name, type: null, otherNames: [], activeSubstances: [], description: null, armLabels: [], statedRole: null },
  ]
}
