import { stated, type CountryBlock } from './euctr-block.ts'
import { tidyLine } from './euctr-normalise.ts'
import type { Intervention } from '../../shared/trial.ts'
import type { EuctrField } from './euctr-text.ts'

/** Section D: products and placebos. One intervention for the same product in several country records. */
export function interventionsOf(blocks: readonly CountryBlock[]): Intervention[] {
  const merged = new Map<string, Intervention>()
  for (const block of blocks) {
    for (const intervention of readProducts(block.fields)) {
      const key = `${intervention.statedRole ?? ''} ${intervention.name.toLowerCase()}`
      const known = merged.get(key)
      if (known) mergeInto(known, intervention)
      else merged.set(key, intervention)
    }
  }
  return [...merged.values()]
}

interface Product {
  title: string
  isPlacebo: boolean
  /** Values by code, in printed order. */
  values: Map<string, string[]>
}

function readProducts(fields: readonly EuctrField[]): Intervention[] {
  const products: Product[] = []
  let open: Product | null = null
  for (const { code, value, lang } of fields) {
    if (!code.startsWith('D.')) continue
    if (code === 'D.IMP' || code === 'D.8') {
      open = { title: tidyLine(value), isPlacebo: code === 'D.8', values: new Map() }
      products.push(open)
    }
    const text = stated(value)
    if (!open || text === null || lang !== null) continue
    const same = open.values.get(code) ?? []
    same.push(tidyLine(text))
    open.values.set(code, same)
  }
  return products.flatMap((product) => (product.isPlacebo ? toPlacebo(product) : toProduct(product)))
}

function toPlacebo({ values }: Product): Intervention[] {
  if (values.get('D.8.1')?.[0]?.toLowerCase() !== 'yes') return []
  const description = [...(values.get('D.8.3') ?? []), ...(values.get('D.8.4') ?? [])].join('; ')
  return [{ ...bare('Placebo', description), statedRole: 'placebo' }]
}

function toProduct({ title, values }: Product): Intervention[] {
  const get = (code: string) => values.get(code) ?? []
  const [productName, tradeName] = [get('D.3.1'), get('D.2.1.1.1')]
  const substances = unique([...get('D.3.8'), ...get('D.3.9.3'), ...get('D.3.9.1'), ...get('D.3.9.2')])
  const names = unique([...productName, ...tradeName, ...get('D.3.2')])
  const name = productName[0] ?? tradeName[0] ?? substances[0] ?? names[0] ?? `Product without a name (IMP ${title})`
  const description = unique([...get('D.3.4'), ...get('D.3.7')]).join('; ')
  return [
    {
      ...bare(name, description),
      otherNames: names.filter((other) => other !== name),
      activeSubstances: substances,
      statedRole: readRole(get('D.1.2 and D.1.3')[0]),
    },
  ]
}

function readRole(words: string | undefined): 'test' | 'comparator' | null {
  const role = words?.toLowerCase()
  return role === 'test' || role === 'comparator' ? role : null
}

function bare(name: string, description: string): Intervention {
  return {
    name,
    type: null,
    otherNames: [],
    activeSubstances: [],
    description: description === '' ? null : description,
    armLabels: [],
    statedRole: null,
  }
}

function mergeInto(known: Intervention, same: Intervention): void {
  known.otherNames = unique([...known.otherNames, ...same.otherNames])
  known.activeSubstances = unique([...known.activeSubstances, ...same.activeSubstances])
  known.description ??= same.description
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
