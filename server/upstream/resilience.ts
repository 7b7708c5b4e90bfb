import { BrokenCircuitError, ConsecutiveBreaker, ConstantBackoff, circuitBreaker, handleWhen, retry } from 'cockatiel'
import { sleep } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { RegistryBusyError, RegistryUnavailableError } from '../errors.ts'

export interface ResilienceOptions {
  registryId: string
  clock: Clock
  /** Aborted when the process stops. */
  signal: AbortSignal
  /** First wait before asking again; doubles, and a random part of up to half is taken off. */
  firstRetryMs: number
  /** How long nothing is asked after `FAILURES_BEFORE_BREAK` failures in a row. */
  breakMs: number
  onRetry(retry: { attempt: number; waitMs: number; error: Error }): void
  /** The breaker opened or closed. */
  onBreaker?: (open: boolean) => void
  /** The breaker opened: what is queued will not be asked. */
  onBreak(error: RegistryUnavailableError): void
  random?: () => number
}

export interface Resilience {
  /** Tries, waits, tries again; refuses at once while the registry's breaker is open. */
  execute<T>(attempt: () => Promise<T>): Promise<T>
}

const MAX_RETRIES = 3
/** Two requests that failed with all their retries. */
const FAILURES_BEFORE_BREAK = 2 * (MAX_RETRIES + 1)
/** A registry that asks for a longer wait is not waited for: the collection is tried again later. */
export const LONGEST_RETRY_AFTER_SECONDS = 60

/** Asking again would get the same answer: a certificate does not mend itself, an open breaker stays open a while. */
const NOT_RETRIED = new Set(['tls-chain', 'tls-certificate', 'redirect', 'circuit-open', 'stopped'])

export function createResilience(options: ResilienceOptions): Resilience {
  const { registryId, clock, signal, breakMs, random = Math.random } = options
  const breaker = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: breakMs,
    breaker: new ConsecutiveBreaker(FAILURES_BEFORE_BREAK),
  })
  // The wait is ours (below) and not cockatiel's, so that it runs on the given clock and ends when the process stops.
  const retrier = retry(handleWhen(isRetried), { maxAttempts: MAX_RETRIES, backoff: new ConstantBackoff(0) })

  function circuitOpen(cause: Error | null): RegistryUnavailableError {
    const last = cause === null ? '' : `; last: ${cause.message}`
    const message = `${registryId} failed ${FAILURES_BEFORE_BREAK} times in a row and is left alone for a while${last}`
    return new RegistryUnavailableError(registryId, 'circuit-open', message, cause === null ? {} : { cause })
  }

  function lastFailure(): Error | null {
    const failure = breaker.lastFailure
    return failure !== undefined && 'error' in failure ? failure.error : null
  }

  breaker.onBreak(() => {
    options.onBreaker?.(true)
    options.onBreak(circuitOpen(lastFailure()))
  })
  breaker.onReset(() => options.onBreaker?.(false))

  async function guarded<T>(attempt: () => Promise<T>): Promise<T> {
    try {
      return await breaker.execute(attempt)
    } catch (error) {
      throw error instanceof BrokenCircuitError ? circuitOpen(lastFailure()) : error
    }
  }

  return {
    execute(attempt) {
      let last: Error | null = null
      return retrier.execute(async (context) => {
        if (context.attempt > 0 && last !== null) {
          const waitMs = retryWaitMs(options.firstRetryMs, context.attempt, last, random)
          options.onRetry({ attempt: context.attempt, waitMs, error: last })
          await sleep(clock, waitMs, signal).catch((cause: unknown) => {
            throw new RegistryUnavailableError(registryId, 'stopped', 'the server is stopping', { cause })
          })
        }
        try {
          return await guarded(attempt)
        } catch (error) {
          last = error instanceof Error ? error : null
          throw error
        }
      })
    },
  }
}

function retryWaitMs(firstMs: number, attempt: number, error: Error, random: () => number): number {
  const backoff = firstMs * 2 ** (attempt - 1) * (1 - random() / 2)
  const asked = error instanceof RegistryBusyError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0
  // A little more than asked for, differently each time: replicas that were turned away together do not return together.
  return Math.max(backoff, asked + (asked > 0 ? backoff / 4 : 0))
}

/** What says that the registry as a whole is in trouble. */
function isOutage(error: Error): boolean {
  if (error instanceof RegistryBusyError) return true
  return error instanceof RegistryUnavailableError && error.kind !== 'circuit-open' && error.kind !== 'stopped'
}

function isRetried(error: Error): boolean {
  if (error instanceof RegistryBusyError) return (error.retryAfterSeconds ?? 0) <= LONGEST_RETRY_AFTER_SECONDS
  return error instanceof RegistryUnavailableError && !NOT_RETRIED.has(error.kind)
}
