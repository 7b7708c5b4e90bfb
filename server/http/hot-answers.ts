import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { CacheStats } from './cached-body.ts'
import { acceptedCodings, isUnchanged } from './negotiation.ts'
import { bytesOf, chooseCoding, variantOf } from './ready-body.ts'
import type { Coding, ReadyBody, SendOptions } from './ready-body.ts'
import { createReadyHead } from './ready-head.ts'
import type { ReadyHead } from './ready-head.ts'

/**
 * Answers that can be given without entering Express. Nothing is made here: whatever a router sends as a ready body is
 * remembered under the address it was asked with, and given again for as long as it is current. So the front answers
 * exactly what the routers answer, and an address that was refused is never held.
 */
export interface HotAnswers {
  /** Null: let the routers answer. */
  find(request: IncomingMessage, url: string): HotAnswer | null
  /** Listens for the ready body that a router sends as this response. */
  learn(request: IncomingMessage, response: ServerResponse, url: string, about: About): void
  /** Called with a body that is asked for again and again. */
  onPopular(listener: (body: ReadyBody) => void): void
  readonly stats: CacheStats
}

/** What the front knows of an address, whatever the answer is. */
export interface About {
  route: string
  /** Headers of every answer at such an address, as names and values in turn. */
  common: readonly string[]
}

const MAX_BYTES = 64 * 1024 * 1024
const MAX_ENTRIES = 4_000
const MAX_KEY = 1_000
const ENTRY_OVERHEAD = 4_000
/** While one visitor's request makes the new answer, others get the one before, at most this long (ms). */
const REPLACED_WITHIN_MS = 2_000
const POPULAR_AFTER = 3

type Offer = (body: ReadyBody, options: SendOptions) => void
const offers = new WeakMap<ServerResponse, Offer>()

/** A router sent this; the front may keep it. */
export function offerAnswer(response: ServerResponse, body: ReadyBody, options: SendOptions): void {
  offers.get(response)?.(body, options)
}

interface HotVariant {
  bytes: Buffer
  etag: string
  found: ReadyHead
  notModified: ReadyHead
}

export class HotAnswer {
  readonly body: ReadyBody
  readonly route: string
  uses = 0
  /** The turn of the event loop in which it was last found to be current. */
  foundCurrentIn = 0
  /** Until when the routers are left to make the answer that replaces this one; performance.now() time. */
  replacedBy = 0
  readonly #common: readonly string[]
  readonly #options: SendOptions
  readonly #variants = new Map<Coding, HotVariant>()

  constructor(body: ReadyBody, options: SendOptions, about: About) {
    this.body = body
    this.route = about.route
    this.#common = about.common
    this.#options = options
  }

  /** What `variant` would say, or any other coding of the same. */
  isHeldBy(request: IncomingMessage, variant: HotVariant): boolean {
    if (request.headers['if-none-match'] === variant.etag) return true
    return isUnchanged(request.headers, this.body.digest, this.#options.lastModified)
  }

  /** Made once, and again when the body was compressed better meanwhile. */
  variantFor(acceptEncoding: string | undefined): HotVariant {
    const coding = chooseCoding(this.body, acceptedCodings(acceptEncoding))
    const known = this.#variants.get(coding)
    if (known !== undefined && (coding !== 'br' || known.bytes === this.body.br)) return known
    const { bytes, etag, headers, validators } = variantOf(this.body, coding, this.#options)
    const variant = {
      bytes,
      etag,
      found: createReadyHead(200, [...this.#common, ...headers]),
      notModified: createReadyHead(304, [...this.#common, ...validators]),
    }
    this.#variants.set(coding, variant)
    return variant
  }
}

export function createHotAnswers(): HotAnswers {
  const answers = new LRUCache<string, HotAnswer | 'by-language'>({
    max: MAX_ENTRIES,
    maxSize: MAX_BYTES,
    sizeCalculation: (answer, key) =>
      key.length * 2 + ENTRY_OVERHEAD + (answer === 'by-language' ? 0 : bytesOf(answer.body)),
  })
  let turn = 0
  let turnIsOpen = false
  const popular: ((body: ReadyBody) => void)[] = []
  const stats = { hits: 0, misses: 0, entries: () => answers.size, bytes: () => answers.calculatedSize }

  function held(request: IncomingMessage, url: string): HotAnswer | null {
    const found = answers.get(url)
    if (found !== 'by-language') return found ?? null
    const byLanguage = answers.get(languageKey(url, request))
    return byLanguage === undefined || byLanguage === 'by-language' ? null : byLanguage
  }

  /** Asked once in a turn of the event loop, in which under load dozens of requests are read. */
  function isCurrent(answer: HotAnswer): boolean {
    if (!turnIsOpen) {
      turnIsOpen = true
      turn += 1
      setImmediate(() => (turnIsOpen = false))
    }
    if (answer.foundCurrentIn === turn) return true
    if (answer.body.isCurrent?.() !== true) return false
    answer.foundCurrentIn = turn
    return true
  }

  /** The first to see that an answer is outdated fetches the new one from the routers; nobody else waits for it. */
  function isUsable(answer: HotAnswer): boolean {
    if (isCurrent(answer)) return true
    const now = performance.now()
    if (answer.replacedBy === 0) {
      answer.replacedBy = now + REPLACED_WITHIN_MS
      return false
    }
    return now < answer.replacedBy
  }

  return {
    stats,
    find(request, url) {
      const answer = held(request, url)
      if (answer === null || !isUsable(answer)) {
        stats.misses += 1
        return null
      }
      stats.hits += 1
      answer.uses += 1
      if (answer.uses === POPULAR_AFTER) for (const listener of popular) listener(answer.body)
      return answer
    },
    learn(request, response, url, about) {
      offers.set(response, (body, options) => {
        if (body.isCurrent === null || url.length > MAX_KEY) return
        const answer = new HotAnswer(body, options, about)
        if (options.vary === undefined) answers.set(url, answer)
        else {
          const key = languageKey(url, request)
          if (key.length > MAX_KEY) return
          answers.set(url, 'by-language')
          answers.set(key, answer)
        }
      })
    },
    onPopular: (listener) => void popular.push(listener),
  }
}

/** An address holds no space: no other address has this key. */
function languageKey(url: string, request: IncomingMessage): string {
  return `${url} ${request.headers['accept-language'] ?? ''}`
}
