import type { JsonSchema } from './api-document.ts'

/** A schema in a few words: `list of #TrialSummary#`, `text or null`. Named schemas stand between number signs. */
export function formInWords(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return `#${schema.$ref.replace(/^.*\//, '')}#`
  if (schema.anyOf !== undefined) return schema.anyOf.map(formInWords).join(' or ')
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ')
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(formInWords).join(', ')}]`
  if (schema.items !== undefined) return `list of ${formInWords(schema.items)}`
  if (schema.properties !== undefined) {
    const fields = Object.entries(schema.properties).map(([name, field]) => `${name}: ${formInWords(field)}`)
    return `{${fields.join(', ')}}`
  }
  if (typeof schema.additionalProperties === 'object') return `name → ${formInWords(schema.additionalProperties)}`
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['anything'])
  return types.map((type) => WORDS[type] ?? type).join(' or ')
}

const WORDS: Readonly<Record<string, string>> = { string: 'text', object: 'anything', boolean: 'true or false' }
