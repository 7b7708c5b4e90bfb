import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import { AppError } from '../errors.ts'
import { offerAnswer } from './hot-answers.ts'
import { acceptedCodings, isUnchanged } from './negotiation.ts'
import { bytesOf, chooseCoding, makeReadyBody, variantOf } from './ready-body.ts'
import type { Content, ReadyBody, SendOptions } from './ready-body.ts'

/** Each keeps its answer in memory until it is compressed; more of them at once than this are told to come back. */
const MAX_BUILDING = 64
const ENTRY_OVERHEAD = 500

export interface BodyCache {
  /** `isCurrent` goes with the body, see ReadyBody. */
  get(key: string, build: () => Built | Promise<Built>, isCurrent?: () => boolean): Promise<ReadyBody>
  readonly stats: CacheStats
}

interface Built {
  contentType: string
  body: Content
}

/** Since the start, but for what is held now. */
export interface CacheStats {
  hits: number
  misses: number
  entries(): number
  bytes(): number
}

/**
 * Says whether all that was read still reads the same. A body outlives its version in the cache: what says that it is outdated must
 * hold neither that version nor the request that asked for it, or they all stay in memory until the cache is full.
 */
export function unchangedSince(...reads: readonly (() => string | number)[]): () => boolean {
  const was = reads.map((read) => read())
  return () => reads.every((read, at) => read() === was[at])
}

/**
 * Ready bodies by key, at most `maxBytes` of them; two requests for the same key build it once. A build that fails
 * leaves nothing behind.
 */
export function createBodyCache(maxBytes: number): BodyCache {
  const cache = new LRUCache<string, ReadyBody>({
    maxSize: maxBytes,
    sizeCalculation: (b, key) => bytesOf(b) + key.length * 2 + ENTRY_OVERHEAD,
  })
  const building = new Map<string, Promise<ReadyBody>>()
  const stats = { hits: 0, misses: 0, entries: () => cache.size, bytes: () => cache.calculatedSize }
  return {
    stats,
    async get(key, build, isCurrent) {
      const held = cache.get(key)
      if (held !== undefined) {
        stats.hits += 1
        return held
      }
      const running = building.get(key)
      if (running !== undefined) return running
      if (building.size >= MAX_BUILDING) throw new AppError('overloaded', 'Too many different answers are being made.')
      stats.misses += 1
      const promise = (async () => {
        const { contentType, body } = await build()
        const ready = await makeReadyBody(contentType, body, isCurrent ?? null)
        cache.set(key, ready)
        return ready
      })()
      building.set(key, promise)
      try {
        return await promise
      } finally {
        building.delete(key)
      }
    },
  }
}

/**
 * Sends a ready body: 304 when the visitor holds it, else the best coding the visitor accepts. Tells the front, which
 * then answers the same question itself for as long as the body is current.
 */
export function sendReadyBody(
  request: IncomingMessage,
  response: ServerResponse,
  body: ReadyBody,
  options: SendOptions,
): void {
  const status = options.status ?? 200
  const variant = variantOf(body, chooseCoding(body, acceptedCodings(request.headers['accept-encoding'])), options)
  const notModified = status === 200 && isUnchanged(request.headers, body.digest, options.lastModified)
  if (status === 200) offerAnswer(response, body, options)
  response.statusCode = notModified ? 304 : status
  const headers = notModified ? variant.validators : variant.headers
  for (let i = 0; i + 1 < headers.length; i += 2) response.setHeader(headers[i] ?? '', headers[i + 1] ?? '')
  if (notModified || request.method === 'HEAD') response.end()
  else response.end(variant.bytes)
}
