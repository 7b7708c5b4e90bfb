import { sha256InSteps } from './digest.ts'
import type { Steps } from './steps.ts'

const LENGTH = 16
/** Characters that are digested at once, or a little more. */
const PIECE = 10_000
/** Texts of a list that are written at once. */
const MANY = 500

/** JSON with sorted keys, in pieces: the same evidence gives the same text, whatever order it was put together in. */
function* canonical(value: unknown): Generator<string, void> {
  if (Array.isArray(value) && value.every((inner) => typeof inner === 'string')) {
    // Numbers of all trials, several times over.
    yield '['
    for (let at = 0; at < value.length; at += MANY) {
      yield (at > 0 ? ',' : '') + JSON.stringify(value.slice(at, at + MANY)).slice(1, -1)
    }
    yield ']'
  } else if (Array.isArray(value)) {
    yield '['
    for (const [at, inner] of value.entries()) {
      if (at > 0) yield ','
      yield* canonical(inner)
    }
    yield ']'
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    yield '{'
    for (const [at, [key, inner]] of entries.entries()) {
      yield `${at > 0 ? ',' : ''}${JSON.stringify(key)}:`
      yield* canonical(inner)
    }
    yield '}'
  } else yield value === undefined ? 'null' : JSON.stringify(value)
}

/** Short digest of what a statement rests on: 16 hexadecimal digits, the same while the evidence is the same. */
export function* statementVersion(evidence: unknown): Steps<string> {
  const pieces: string[] = []
  let piece = ''
  for (const text of canonical(evidence)) {
    piece += text
    if (piece.length < PIECE) continue
    pieces.push(piece)
    piece = ''
    yield
  }
  return (yield* sha256InSteps([...pieces, piece])).slice(0, LENGTH)
}
