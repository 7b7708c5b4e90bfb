import { AppError, RegistryUnavailableError } from '../errors.ts'

/** The answer was whole enough to read, but may not replace what is held. */
export class RefusedResultError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'RefusedResultError'
  }
}

export function codeOf(error: Error): string {
  return error instanceof AppError || error instanceof RefusedResultError ? error.code : 'internal'
}

/** Shown to visitors: what went wrong with the registry, never the text of a bug of ours. */
export function messageOf(error: Error): string {
  return isOurBug(error) ? 'the answer could not be read because of an error in this program' : error.message
}

export function isOurBug(error: Error): boolean {
  return codeOf(error) === 'internal'
}

/** True when the flight ended because the process is stopping. */
export function isStopping(error: Error): boolean {
  return error instanceof RegistryUnavailableError && error.kind === 'stopped'
}
