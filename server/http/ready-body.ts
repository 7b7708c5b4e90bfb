import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Steps } from '../../shared/core/steps.ts'
import { inSlices } from '../in-slices.ts'
import type { Codings } from './negotiation.ts'

const brotli = promisify(brotliCompress)
const gzipAsync = promisify(gzip)

/** Below this many bytes compression costs more than it saves. */
const COMPRESS_FROM = 1_000

/** An answer serialised and compressed once, and sent to everybody. */
export interface ReadyBody {
  contentType: string
  /** Digest of the content; each coding has an ETag of its own, made from it. */
  digest: string
  identity: Buffer
  br: Buffer | null
  gzip: Buffer | null
  /** False as soon as the same question has another answer; null: nobody can tell without asking again. */
  isCurrent: (() => boolean) | null
}

/** What is sent, or the pieces of it. */
export type Content = string | Buffer | readonly Buffer[]

/** Encodes piece by piece, and compresses off the event loop (brotli quality 5: 14 ms a megabyte). */
export async function makeReadyBody(
  contentType: string,
  content: Content,
  isCurrent: (() => boolean) | null = null,
): Promise<ReadyBody> {
  const { identity, digest } = await inSlices(encode(content))
  if (identity.length < COMPRESS_FROM) return { contentType, digest, identity, br: null, gzip: null, isCurrent }
  const [br, zipped] = await Promise.all([compressBrotli(identity, 5), gzipAsync(identity, { level: 6 })])
  return { contentType, digest, identity, br, gzip: zipped, isCurrent }
}

function* encode(content: Content): Steps<{ identity: Buffer; digest: string }> {
  const hash = createHash('sha256')
  const buffers: Buffer[] = []
  for (const piece of typeof content === 'string' || Buffer.isBuffer(content) ? [content] : content) {
    const buffer = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
    hash.update(buffer)
    buffers.push(buffer)
    yield
  }
  const identity = yield* joined(buffers)
  return { identity, digest: hash.digest('base64url').slice(0, 22) }
}

/** `Buffer.concat`, which takes a third of a second for some hundred megabytes. */
function* joined(buffers: readonly Buffer[]): Steps<Buffer> {
  const [first] = buffers
  if (first !== undefined && buffers.length === 1) return first
  const whole = Buffer.allocUnsafeSlow(buffers.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const buffer of buffers) {
    at += buffer.copy(whole, at)
    yield
  }
  return whole
}

export function compressBrotli(bytes: Buffer, quality: number): Promise<Buffer> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  return brotli(bytes, { params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: bytes.length } })
}

export function bytesOf(body: ReadyBody): number {
  return body.identity.length + (body.br?.length ?? 0) + (body.gzip?.length ?? 0)
}

export interface SendOptions {
  status?: number
  cacheControl: string
  /** Further request headers that the answer depends on, beside Accept-Encoding. */
  vary?: 'Accept-Language'
  /** When what is sent began to read as it does. */
  lastModified?: Date
  /** The name under which a browser keeps it as a file. */
  fileName?: string
}

export type Coding = 'br' | 'gzip' | null

/** One way to send a body: what goes over the wire, and the headers that describe it (names and values in turn). */
export interface Variant {
  bytes: Buffer
  etag: string
  headers: string[]
  /** The headers of a 304. */
  validators: string[]
}

export function variantOf(body: ReadyBody, coding: Coding, options: SendOptions): Variant {
  const bytes = coding === null ? body.identity : (body[coding] ?? body.identity)
  const etag = `"${coding === null ? body.digest : `${body.digest}-${coding}`}"`
  const vary = options.vary === undefined ? 'Accept-Encoding' : `Accept-Encoding, ${options.vary}`
  const validators = ['ETag', etag, 'Cache-Control', options.cacheControl, 'Vary', vary]
  if (options.lastModified !== undefined) validators.push('Last-Modified', options.lastModified.toUTCString())
  const described = ['Content-Type', body.contentType, 'Content-Length', String(bytes.length)]
  if (coding !== null) described.push('Content-Encoding', coding)
  if (options.fileName !== undefined)
    described.push('Content-Disposition', `attachment; filename="${options.fileName}"`)
  return { bytes, etag, validators, headers: [...validators, ...described] }
}

/** Brotli when the visitor takes it, however it is listed: browsers give "gzip, deflate, br" equal weight. */
export function chooseCoding(body: ReadyBody, accepted: Codings): Coding {
  if (body.br !== null && accepted.br) return 'br'
  return body.gzip !== null && accepted.gzip ? 'gzip' : null
}
