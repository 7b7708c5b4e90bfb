import type { IncomingHttpHeaders } from 'node:http'

/** What a request says of the answer it can take, read once for each distinct header. */

export interface Codings {
  br: boolean
  gzip: boolean
}

const NONE: Codings = { br: false, gzip: false }
/** Browsers send a handful of different headers; whoever sends thousands gets them read again each time. */
const REMEMBERED = 500
const MAX_HEADER = 200
const remembered = new Map<string, Codings>()

/** The content codings of ours that an `Accept-Encoding` admits (RFC 9110 §12.5.3). */
export function acceptedCodings(header: string | undefined): Codings {
  if (header === undefined) return NONE
  const known = remembered.get(header)
  if (known !== undefined) return known
  const codings = readCodings(header)
  if (header.length <= MAX_HEADER && remembered.size < REMEMBERED) remembered.set(header, codings)
  return codings
}

function readCodings(header: string): Codings {
  const weights = new Map<string, number>()
  for (const part of header.split(',').slice(0, 50)) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const q = parameters.find((parameter) => parameter.startsWith('q='))
    const weight = q === undefined ? 1 : Number(q.slice(2))
    weights.set(name, Number.isNaN(weight) ? 0 : weight)
  }
  const admits = (name: string): boolean => (weights.get(name) ?? weights.get('*') ?? 0) > 0
  return { br: admits('br'), gzip: admits('gzip') }
}

/**
 * Whether an `If-None-Match` names the content with this digest. Each coding of a content has a tag of its own
 * (`"digest"`, `"digest-br"`, `"digest-gzip"`); whoever holds any of them holds the content.
 */
function matchesEtag(header: string | undefined, digest: string): boolean {
  if (header === undefined) return false
  if (header === `"${digest}-br"`) return true
  if (header.trim() === '*') return true
  return header.split(',').some((candidate) => {
    const tag = candidate.trim().replace(/^W\//, '')
    return tag === `"${digest}"` || tag === `"${digest}-br"` || tag === `"${digest}-gzip"`
  })
}

/**
 * Whether the visitor holds what would be sent. If-None-Match decides where it is sent; If-Modified-Since is for readers
 * that keep no ETag (RFC 9110, 13.2.2).
 */
export function isUnchanged(headers: IncomingHttpHeaders, digest: string, lastModified: Date | undefined): boolean {
  const etags = headers['if-none-match']
  if (etags !== undefined) return matchesEtag(etags, digest)
  const since = headers['if-modified-since']
  if (since === undefined || lastModified === undefined) return false
  // Headers count in whole seconds.
  return Math.floor(lastModified.getTime() / 1_000) * 1_000 <= Date.parse(since)
}
