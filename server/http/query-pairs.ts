import type { Request } from 'express'
import { InvalidQueryError } from '../errors.ts'

/** The query parameters as written, in order, repeats kept: nothing is folded into arrays or objects. */
export function queryPairs(request: Request): [string, string][] {
  const start = request.originalUrl.indexOf('?')
  if (start < 0) return []
  const query = request.originalUrl.slice(start + 1)
  requireDecodable(query)
  return [...new URLSearchParams(query)]
}

/** URLSearchParams replaces what it cannot decode; a filter on half a word would then silently find other trials. */
function requireDecodable(query: string): void {
  const broken = query.split('&').find((pair) => !isDecodable(pair))
  if (broken === undefined) return
  const name = broken.split('=')[0] ?? ''
  const field = isDecodable(name) && name !== '' ? decodeURIComponent(name).slice(0, 80) : 'query'
  const expected = 'percent-encoded UTF-8'
  throw new InvalidQueryError([{ field, message: 'is not valid percent-encoding', expected }])
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
