import type { Request } from 'express'

/** The query parameters as written, in order, repeats kept: nothing is folded into arrays or objects. */
export function queryPairs(request: Request): [string, string][] {
  const start = request.originalUrl.indexOf('?')
  return start < 0 ? [] : [...new URLSearchParams(request.originalUrl.slice(start + 1))]
}
