import type { Steps } from '../../shared/core/steps.ts'

/** Elements of a list that are written at once: of trials, and of texts and numbers. */
const CHUNK = 20
const PLAIN_CHUNK = 2_000
/** Characters after which a piece ends. */
const PIECE = 64 * 1_024

/**
 * `JSON.stringify` of an object, in pieces of UTF-8: a list of thousands of trials would otherwise keep all visitors
 * waiting, and as long strings keep the collector of garbage busy.
 */
export function* jsonPieces(value: object): Steps<Buffer[]> {
  const pieces: Buffer[] = []
  let piece = ''
  for (const text of written(value)) {
    piece += text
    if (piece.length >= PIECE) {
      pieces.push(Buffer.from(piece))
      piece = ''
    }
    yield
  }
  pieces.push(Buffer.from(piece))
  return pieces
}

/** Lists in chunks; an object that holds a long list, or objects with such lists, is opened for it. */
function* written(value: unknown): Generator<string, void> {
  if (!isLong(value)) yield value === undefined ? 'null' : JSON.stringify(value)
  else if (Array.isArray(value)) {
    yield '['
    const chunk = value.some(isObject) ? CHUNK : PLAIN_CHUNK
    for (let at = 0; at < value.length; at += chunk) {
      const some: unknown[] = value.slice(at, at + chunk)
      if (at > 0) yield ','
      if (some.some((inner) => isLong(inner))) yield* separated(some.map((inner) => ['', inner] as const))
      else yield JSON.stringify(some).slice(1, -1)
    }
    yield ']'
  } else {
    yield '{'
    const entries = Object.entries(value).filter(([, inner]: [string, unknown]) => inner !== undefined)
    yield* separated(entries.map(([key, inner]: [string, unknown]) => [`${JSON.stringify(key)}:`, inner] as const))
    yield '}'
  }
}

function* separated(entries: readonly (readonly [string, unknown])[]): Generator<string, void> {
  for (const [at, [before, inner]] of entries.entries()) {
    yield (at > 0 ? ',' : '') + before
    yield* written(inner)
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Too long to be written at once: a long list, or something with one in it, as deep as answers go. */
function isLong(value: unknown, depth = 3): value is object {
  if (!isObject(value)) return false
  if (Array.isArray(value) && value.length > (value.some(isObject) ? CHUNK : PLAIN_CHUNK)) return true
  if (depth === 0) return false
  for (const inner of Object.values(value)) if (isLong(inner, depth - 1)) return true
  return false
}
