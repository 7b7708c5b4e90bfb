import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

/** Headers of every answer, as names and values in turn; made once at the start. */
export interface CommonHeaders {
  /** For the pages and what belongs to them. */
  page: readonly string[]
  /** For what any site may read: no cookie is looked at and nothing of a visitor's is in it. */
  open: readonly string[]
  /** The same for data: no document, so the shortest policy is the strictest one. */
  data: readonly string[]
  /** For scripts, styles and pictures, with the shortest policy as well. */
  asset: readonly string[]
}

/** "Near me" asks for the place on the device. Only features that every browser knows: others fill its console. */
const PERMISSIONS = 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()'

/** Say nothing about an answer that is not a document, beyond what the content security policy says already. */
const DOCUMENTS_ONLY = new Set(['X-Frame-Options', 'Origin-Agent-Cluster'])

/** What an answer that is no document may load or be framed in: nothing and nowhere, should a browser take it for one. */
const SHORT_POLICY = "default-src 'none';frame-ancestors 'none'"

/** `publicUrl`: the address people use, when the operator told us; only https there makes HSTS true. */
export function createCommonHeaders(publicUrl: string | null): CommonHeaders {
  const page = [...helmetHeaders(publicUrl), 'Permissions-Policy', PERMISSIONS]
  const plain = pairs(page).filter(([name]) => !DOCUMENTS_ONLY.has(name))
  const open = plain.flatMap(([name, value]) => [
    name,
    name === 'Cross-Origin-Resource-Policy' ? 'cross-origin' : value,
  ])
  open.push('Access-Control-Allow-Origin', '*', 'Access-Control-Expose-Headers')
  open.push('Content-Disposition, ETag, Last-Modified, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id')
  return { page, open, data: withShortPolicy(open), asset: withShortPolicy(plain.flat()) }
}

function withShortPolicy(headers: readonly string[]): string[] {
  return pairs(headers).flatMap(([name, value]) => [name, name === 'Content-Security-Policy' ? SHORT_POLICY : value])
}

function pairs(list: readonly string[]): [name: string, value: string][] {
  return list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1] ?? '']] : []))
}

/** The paths that other sites may read. */
export function isOpenPath(path: string): boolean {
  return path.startsWith('/api/') || path.startsWith('/feeds/') || path === '/embed.js' || path === '/api'
}

/** Among the open paths: a page for people. */
const DOCUMENTS = new Set(['/api', '/api/docs'])

/** The headers for one path. */
export function commonFor({ page, open, data, asset }: CommonHeaders, path: string): readonly string[] {
  if (isOpenPath(path)) return DOCUMENTS.has(path) ? open : data
  return isAssetPath(path) ? asset : page
}

/** Files of the built client. What is not there gets no page: nobody comes there by hand. */
export function isAssetPath(path: string): boolean {
  return path.startsWith('/assets/')
}

/** What helmet would set on an answer, asked once instead of for each. */
function helmetHeaders(publicUrl: string | null): string[] {
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  const middleware = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['lit-html'],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    strictTransportSecurity: publicUrl?.startsWith('https:') === true ? { includeSubDomains: false } : false,
    // For browsers that no longer exist, or in the policy above already.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xDnsPrefetchControl: false,
  })
  middleware(response.req, response, (error) => {
    if (error !== undefined) throw error instanceof Error ? error : new Error('helmet refused its options')
  })
  return Object.entries(response.getHeaders()).flatMap(([name, value]) => [properName(name), String(value)])
}

/** `content-security-policy` -> `Content-Security-Policy`, as people look for it. */
function properName(name: string): string {
  return name.replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase())
}
