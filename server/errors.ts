import type { FieldError, ProblemCode } from '../shared/api.ts'

/** An error with a code of the API. Only `http/error-handler.ts` knows which HTTP status a code becomes. */
export class AppError extends Error {
  readonly code: ProblemCode

  constructor(code: ProblemCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
  }
}

export class InvalidQueryError extends AppError {
  readonly errors: readonly FieldError[]

  constructor(errors: readonly FieldError[], code: 'invalid-query' | 'invalid-id' = 'invalid-query') {
    super(code, errors.map((e) => `${e.field}: ${e.message}`).join('; '))
    this.name = 'InvalidQueryError'
    this.errors = errors
  }
}

/** The registry, or our catalogue, answered "none". */
export class TrialNotFoundError extends AppError {
  constructor(message: string, options?: ErrorOptions) {
    super('trial-not-found', message, options)
    this.name = 'TrialNotFoundError'
  }
}

/** Network, time-out, TLS or 5xx: worth asking again later. `kind` is what the log and the metrics count. */
export class RegistryUnavailableError extends AppError {
  readonly registryId: string
  readonly kind: string

  constructor(registryId: string, kind: string, message: string, options?: ErrorOptions) {
    super('registry-unavailable', message, options)
    this.name = 'RegistryUnavailableError'
    this.registryId = registryId
    this.kind = kind
  }
}

/** 429 or 503: asked to wait. */
export class RegistryBusyError extends AppError {
  readonly registryId: string
  readonly retryAfterSeconds: number | null

  constructor(registryId: string, retryAfterSeconds: number | null, options?: ErrorOptions) {
    super('registry-busy', `${registryId} asked us to wait`, options)
    this.name = 'RegistryBusyError'
    this.registryId = registryId
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The reply is not what the adapter knows: not retried within the fetch, logged loudly. */
export class RegistryChangedError extends AppError {
  readonly registryId: string

  constructor(registryId: string, message: string, options?: ErrorOptions) {
    super('registry-changed', message, options)
    this.name = 'RegistryChangedError'
    this.registryId = registryId
  }
}
