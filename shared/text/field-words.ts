/** A field name of the evidence in words; `criteria (admits by name)` part by part. A name without words stays as it is. */
export function fieldInWords(field: string, fields: Readonly<Record<string, string>>): string {
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (known !== undefined) return known
  const [, base, note] = /^(.+) \((.+)\)$/.exec(field) ?? []
  if (base === undefined || note === undefined) return field
  return `${fields[base] ?? base} (${fields[note] ?? note})`
}
