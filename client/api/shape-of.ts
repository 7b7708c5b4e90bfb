import type * as core from 'zod/v4/core'
import type { Shape } from './shape.ts'

/** The shape that a schema describes. Not part of the page: read by `npm run shapes` and by its test. */
export function shapeOf(schema: core.$ZodType): Shape {
  const { def } = (schema as core.$ZodTypes)._zod
  if (def.type === 'string') return 'text'
  if (def.type === 'number') return numberShape(def)
  if (def.type === 'boolean') return 'flag'
  if (def.type === 'unknown') return 'anything'
  if (def.type === 'nullable') return { orNull: shapeOf(def.innerType) }
  if (def.type === 'optional') return { orAbsent: shapeOf(def.innerType) }
  if (def.type === 'array') return { list: shapeOf(def.element) }
  if (def.type === 'enum') return { oneOf: Object.values(def.entries).map(String) }
  if (def.type === 'record') return { map: shapeOf(def.valueType) }
  if (def.type === 'tuple') return { places: def.items.map(shapeOf) }
  if (def.type !== 'object') throw new Error(`npm run shapes: no shape for a schema of type ${def.type}`)
  return { fields: Object.fromEntries(Object.entries(def.shape).map(([name, one]) => [name, shapeOf(one)])) }
}

/** A count is the only number of which the schemas ask more. */
function numberShape({ checks }: core.$ZodNumberDef): Shape {
  const asked = (checks ?? []).map(({ _zod }) => _zod.def.check).sort()
  if (asked.length === 0) return 'number'
  if (asked.join() === 'greater_than,number_format') return 'count'
  throw new Error(`npm run shapes: no shape for a number with ${asked.join(', ')}`)
}
