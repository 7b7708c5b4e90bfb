import { setMaxListeners } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AxiosInstance, AxiosResponse } from 'axios'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { AppError, RegistryBusyError, RegistryChangedError, RegistryUnavailableError } from '../errors.ts'
import type { Registry, RegistryHttp, RegistryReply } from '../registries/registry.ts'
import { networkError, timeoutError } from './network-error.ts'
import { NO_PACE, createPacer } from './pace.ts'
import { replyError } from './reply-error.ts'
import { LONGEST_RETRY_AFTER_SECONDS, createResilience } from './resilience.ts'

/** One request that was sent. `kind`: 'ok', 'http-404', 'busy', 'timeout', 'refused' ... */
export interface UpstreamEvent {
  registryId: string
  kind: string
  durationMs: number
}

export interface RegistryHttpOptions {
  registry: Pick<Registry, 'id' | 'pace' | 'maxReplyBytes'>
  baseUrl: string
  /** Longest silence. The whole request, up to its last byte, may take twice as long. */
  timeoutSeconds: number
  /** False only for a registry on this machine: no pace, and short waits between retries. */
  pace: boolean
  userAgent: string
  clock: Clock
  log: Logger
  /** Ends everything under way when the process stops. */
  signal?: AbortSignal
  /** How long a registry that keeps failing is left alone. */
  breakSeconds?: number
  onEvent?: (event: UpstreamEvent) => void
  /** The registry is left alone from now on, or asked again. */
  onBreaker?: (registryId: string, open: boolean) => void
}

/** Waits for a registry somewhere else, and for one on this machine, which needs no sparing. */
const WAITS = { paced: { firstRetryMs: 1_000, breakSeconds: 30 }, unpaced: { firstRetryMs: 50, breakSeconds: 0.5 } }
const MAX_REDIRECTS = 3

/** The only door to a registry: paced, bounded in time and size, retried, behind a breaker. */
export function createRegistryHttp(options: RegistryHttpOptions): RegistryHttp {
  const { registry, clock, log } = options
  const signal = options.signal ?? new AbortController().signal
  // Every request under way listens to it; Node would take the eleventh for a leak.
  setMaxListeners(0, signal)
  let client: Promise<AxiosInstance> | null = null
  const pacer = createPacer(options.pace ? registry.pace : NO_PACE, clock)
  const waits = options.pace ? WAITS.paced : WAITS.unpaced
  const base = options.baseUrl.replace(/\/+$/, '')
  const resilience = createResilience({
    registryId: registry.id,
    clock,
    signal,
    firstRetryMs: waits.firstRetryMs,
    breakMs: (options.breakSeconds ?? waits.breakSeconds) * 1_000,
    onBreaker: (open) => options.onBreaker?.(registry.id, open),
    onRetry: ({ attempt, waitMs, error }) =>
      log.info({ registryId: registry.id, attempt, waitMs: Math.round(waitMs), reason: error.message }, 'asking again'),
    onBreak: (error) => {
      log.warn({ registryId: registry.id, reason: error.message }, 'registry left alone for a while')
      pacer.flush(error)
    },
  })
  signal.addEventListener('abort', () => pacer.flush(stopped(registry.id)), { once: true })

  async function send(method: 'GET' | 'POST', url: URL, json: unknown): Promise<AxiosResponse<ArrayBuffer>> {
    client ??= createClient(options)
    const ready = await client
    if (signal.aborted) throw stopped(registry.id)
    const start = clock.now().getTime()
    const report = (kind: string): void => {
      const durationMs = clock.now().getTime() - start
      log.debug({ registryId: registry.id, method, path: withoutNumbers(url.pathname), kind, durationMs }, 'asked')
      options.onEvent?.({ registryId: registry.id, kind, durationMs })
    }
    try {
      const reply = await sendWithDeadline({ client: ready, method, url, json, options, signal })
      const error = reply.status >= 300 && reply.status < 400 ? null : toError(reply)
      if (error !== null) throw error
      report(reply.status === 200 ? 'ok' : `http-${reply.status}`)
      return reply
    } catch (error) {
      report(eventKind(error))
      throw error
    }
  }

  function toError(reply: AxiosResponse<ArrayBuffer>): AppError | null {
    const error = replyError(registry.id, reply.status, reply.headers['retry-after'], clock.now())
    // Not only this request waits: so does everything else that would be asked of this registry.
    if (error instanceof RegistryBusyError && error.retryAfterSeconds !== null) {
      pacer.hold(Math.min(error.retryAfterSeconds, LONGEST_RETRY_AFTER_SECONDS) * 1_000)
    }
    return error
  }

  /** Redirects are followed here and not by axios: each hop keeps the pace and stays with the same origin. */
  async function ask(method: 'GET' | 'POST', path: string, json: unknown): Promise<RegistryReply> {
    let url = new URL(base + path)
    let reply = await pacer.run(() => send(method, url, json))
    for (let hops = 0; reply.status >= 300 && reply.status < 400; hops += 1) {
      const next = redirectTarget(registry.id, url, reply)
      if (hops === MAX_REDIRECTS) throw redirectError(registry.id, `more than ${MAX_REDIRECTS} redirects in a row`)
      // 307 and 308 keep method and body; after any other redirect the new address is fetched (RFC 9110 §15.4).
      if (reply.status !== 307 && reply.status !== 308) method = 'GET'
      url = next
      reply = await pacer.run(() => send(method, next, json))
    }
    return {
      status: reply.status,
      contentType: contentTypeOf(reply),
      body: decode(reply.data),
    }
  }

  /** One byte that is wrong must not cost a registry; what cannot be read shows as such, and the operator hears of it. */
  function decode(data: ArrayBuffer): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(data)
    } catch {
      log.warn({ registryId: registry.id, bytes: data.byteLength }, 'answer is not valid UTF-8')
      return new TextDecoder('utf-8').decode(data)
    }
  }

  function request(method: 'GET' | 'POST', path: string, json: unknown): Promise<RegistryReply> {
    if (!path.startsWith('/') || path.startsWith('//')) {
      return Promise.reject(new Error(`a path starts with one slash: ${path.slice(0, 80)}`))
    }
    return resilience.execute(() => ask(method, path, json))
  }

  return {
    get: (path) => request('GET', path, undefined),
    post: (path, json) => request('POST', path, json),
  }
}

/** "Trialwijzer/1.2.3 (+https://where-it-runs; contact)": who asks, and whom to write to when it asks too much. */
export function userAgentOf(version: string, publicUrl: string | null, contact: string | null): string {
  const about = [publicUrl === null ? null : `+${publicUrl}`, contact].filter((part) => part !== null)
  return about.length === 0 ? `Trialwijzer/${version}` : `Trialwijzer/${version} (${about.join('; ')})`
}

/** axios is read with the first question: a server that starts has none yet, and visitors who wait. */
async function createClient(options: RegistryHttpOptions): Promise<AxiosInstance> {
  const { default: axios } = await import('axios')
  // HTTP/1.1 only: multiplexed downloads from CTIS arrived cut off (registries/eu.md §2.6).
  const agentOptions = { keepAlive: true, maxSockets: 32 }
  return axios.create({
    httpAgent: new http.Agent(agentOptions),
    httpsAgent: new https.Agent(agentOptions),
    proxy: false,
    maxRedirects: 0,
    decompress: true,
    maxContentLength: options.registry.maxReplyBytes,
    maxBodyLength: 1024 * 1024,
    timeout: options.timeoutSeconds * 1_000,
    responseType: 'arraybuffer',
    // Every status is looked at by us; axios would turn an error body into a JavaScript error with the request in it.
    validateStatus: () => true,
    headers: { 'User-Agent': options.userAgent, 'Accept-Encoding': 'gzip, deflate, br' },
  })
}

interface Sending {
  client: AxiosInstance
  method: 'GET' | 'POST'
  url: URL
  json: unknown
  options: RegistryHttpOptions
  signal: AbortSignal
}

/**
 * axios' own time-out is one of silence: a registry that sends a byte now and then would hold the request for ever, so a
 * second limit covers the whole request.
 */
async function sendWithDeadline(sending: Sending): Promise<AxiosResponse<ArrayBuffer>> {
  const { client, method, url, json, options, signal } = sending
  const deadlineMs = options.timeoutSeconds * 2_000
  const controller = new AbortController()
  const stop = (): void => controller.abort(stopped(options.registry.id))
  const cancel = options.clock.setTimeout(
    () => controller.abort(timeoutError(options.registry.id, deadlineMs)),
    deadlineMs,
  )
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await client.request<ArrayBuffer>({
      method,
      url: url.href,
      signal: controller.signal,
      ...(method === 'POST' ? { data: JSON.stringify(json), headers: { 'Content-Type': 'application/json' } } : {}),
    })
  } catch (error) {
    const reason: unknown = controller.signal.reason
    if (reason instanceof AppError) throw reason
    throw networkError(options.registry.id, error)
  } finally {
    cancel()
    signal.removeEventListener('abort', stop)
  }
}

/** A number may be asked for because a visitor asked for it; the log never says which. */
function withoutNumbers(path: string): string {
  return path.replace(/\d[\d-]{3,}/g, '*')
}

function redirectTarget(registryId: string, from: URL, reply: AxiosResponse): URL {
  const location: unknown = reply.headers.location
  const target = typeof location === 'string' && URL.canParse(location, from.href) ? new URL(location, from.href) : null
  if (target === null) throw redirectError(registryId, 'a redirect without a readable address')
  if (target.origin !== from.origin) throw redirectError(registryId, `a redirect to ${target.origin}`)
  return target
}

function redirectError(registryId: string, what: string): RegistryUnavailableError {
  return new RegistryUnavailableError(registryId, 'redirect', `${registryId} answered with ${what}`)
}

function stopped(registryId: string): RegistryUnavailableError {
  return new RegistryUnavailableError(registryId, 'stopped', 'the server is stopping')
}

function contentTypeOf(reply: AxiosResponse): string {
  const header: unknown = reply.headers['content-type']
  return typeof header === 'string' ? (header.split(';')[0] ?? '').trim().toLowerCase() : ''
}

function eventKind(error: unknown): string {
  if (error instanceof RegistryUnavailableError) return error.kind
  if (error instanceof RegistryBusyError) return 'busy'
  return error instanceof RegistryChangedError ? 'changed' : 'internal'
}
