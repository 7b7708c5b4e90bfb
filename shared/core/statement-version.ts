import { sha256 } from './digest.ts'

const LENGTH = 16

/** JSON with sorted keys: the same evidence gives the same text, whatever order it was put together in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
  }
  return value === undefined ? 'null' : JSON.stringify(value)
}

/** Short digest of what a statement rests on: 16 hexadecimal digits, the same while the evidence is the same. */
export function statementVersion(evidence: unknown): string {
  return sha256(canonical(evidence)).slice(0, LENGTH)
}
