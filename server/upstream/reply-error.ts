import { RegistryBusyError, RegistryChangedError, RegistryUnavailableError } from '../errors.ts'
import type { AppError } from '../errors.ts'

/**
 * What a status means: null when it is an answer an adapter reads (2xx, 400, 404). 403 is the EU portals' firewall under
 * load (registries/eu.md §2.6), so it is trouble that passes; any other 4xx says that our question is no longer known.
 */
export function replyError(registryId: string, status: number, retryAfter: unknown, now: Date): AppError | null {
  if ((status >= 200 && status < 300) || status === 400 || status === 404) return null
  const seconds = parseRetryAfter(retryAfter, now)
  if (status === 429 || (status === 503 && seconds !== null)) return new RegistryBusyError(registryId, seconds)
  if (status === 403 || status === 408 || status === 425 || status >= 500) {
    return new RegistryUnavailableError(registryId, `http-${status}`, `${registryId} answered with status ${status}`)
  }
  return new RegistryChangedError(registryId, `${registryId} answered with status ${status}, which it never did before`)
}

/** Seconds to wait: a number of seconds or an HTTP date. Null when absent or unreadable. */
export function parseRetryAfter(header: unknown, now: Date): number | null {
  if (typeof header !== 'string') return null
  const text = header.trim()
  if (/^\d{1,9}$/.test(text)) return Number(text)
  if (!/^[A-Z]{3}/i.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1_000))
}
