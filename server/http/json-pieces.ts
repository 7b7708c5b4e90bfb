import type { Steps } from '../../shared/core/steps.ts'

/** Elements of a list that are written at once. */
const CHUNK = 20
/** Characters after which a piece ends. */
const PIECE = 64 * 1_024

/** `JSON.stringify` of an object, in pieces: a list of thousands of trials would otherwise keep all visitors waiting. */
export function* jsonPieces(value: object): Steps<string[]> {
  const pieces: string[] = []
  let piece = '{'
  let isFirst = true
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (inner === undefined) continue
    piece += `${isFirst ? '' : ','}${JSON.stringify(key)}:`
    isFirst = false
    if (!Array.isArray(inner)) {
      piece += JSON.stringify(inner)
      continue
    }
    piece += '['
    for (let at = 0; at < inner.length; at += CHUNK) {
      piece += `${at > 0 ? ',' : ''}${JSON.stringify(inner.slice(at, at + CHUNK)).slice(1, -1)}`
      if (piece.length >= PIECE) {
        pieces.push(piece)
        piece = ''
      }
      yield
    }
    piece += ']'
  }
  return [...pieces, `${piece}}`]
}
