import type * as core from 'zod/v4/core'
import type { Shape } from './shape.ts'

/** The shape that a schema describes. Not part of the page: read by `npm run shapes` and by its test. */
export function shapeOf(schema: core.$ZodType): Shape {
  const { def } = (schema as core.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return 'text'
    case 'number':
      return numberShape(def)
    case 'boolean':
      return 'flag'
    case 'unknown':
      return 'anything'
    case 'nullable':
      return { orNull: shapeOf(def.innerType) }
    case 'optional':
      return { orAbsent: shapeOf(def.innerType) }
    case 'array':
      return { list: shapeOf(def.element) }
    case 'enum':
      return { oneOf: Object.values(def.entries).map(String) }
    case 'record':
      return { map: shapeOf(def.valueType) }
    case 'tuple':
      return { places: def.items.map(shapeOf) }
    case 'object':
      return { fields: Object.fromEntries(Object.entries(def.shape).map(([name, one]) => [name, shapeOf(one)])) }
    default:
      throw new Error(`npm run shapes: no shape for a schema of type ${def.type}`)
  }
}

/** A count is the only number of which the schemas ask more. */
function numberShape({ checks }: core.$ZodNumberDef): Shape {
  const asked = (checks ?? []).map(({ _zod }) => _zod.def.check).sort()
  if (asked.length === 0) return 'number'
  if (asked.join() === 'greater_than,number_format') return 'count'
  throw new Error(`npm run shapes: no shape for a number with ${asked.join(', ')}`)
}
