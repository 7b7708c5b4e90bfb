/**
 * What an answer has to look like, as plain data: written by `npm run shapes` from the schemas in `shared/`, which say
 * it for everybody. The library that reads those schemas would be a tenth of a first visit, and starting it holds up a
 * slow phone; what the client has to know is whether the answer is as they say.
 */
export type Shape = 'text' | 'number' | 'count' | 'flag' | 'anything' | StructuredShape

type StructuredShape =
  | { fields: Readonly<Record<string, Shape>> }
  | { list: Shape }
  | { orNull: Shape }
  | { orAbsent: Shape }
  | { oneOf: readonly string[] }
  | { map: Shape }
  | { places: readonly Shape[] }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const PLAIN: Readonly<Record<Extract<Shape, string>, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => Number.isFinite(value),
  count: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  flag: (value) => typeof value === 'boolean',
  anything: () => true,
}

/** Where a value is not of a shape: the way there, such as `trials.3.title`; '' for the value itself. Null: it is. */
export function mismatch(shape: Shape, value: unknown): string | null {
  if (typeof shape === 'string') return PLAIN[shape](value) ? null : ''
  if ('orNull' in shape) return value === null ? null : mismatch(shape.orNull, value)
  if ('orAbsent' in shape) return value === undefined ? null : mismatch(shape.orAbsent, value)
  if ('oneOf' in shape) return typeof value === 'string' && shape.oneOf.includes(value) ? null : ''
  if ('list' in shape) return Array.isArray(value) ? firstOf(value.entries(), () => shape.list) : ''
  if ('places' in shape)
    return Array.isArray(value) && value.length === shape.places.length
      ? firstOf(value.entries(), (at) => shape.places[Number(at)] ?? 'anything')
      : ''
  if (!isObject(value)) return ''
  if ('map' in shape) return firstOf(Object.entries(value), () => shape.map)
  for (const name in shape.fields) {
    const inside = mismatch(shape.fields[name] ?? 'anything', value[name])
    if (inside !== null) return way(name, inside)
  }
  return null
}

function firstOf(
  entries: Iterable<readonly [string | number, unknown]>,
  shapeAt: (key: string | number) => Shape,
): string | null {
  for (const [key, value] of entries) {
    const inside = mismatch(shapeAt(key), value)
    if (inside !== null) return way(key, inside)
  }
  return null
}

function way(key: string | number, inside: string): string {
  return inside === '' ? String(key) : `${key}.${inside}`
}
