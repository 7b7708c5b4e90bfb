import type { ServerResponse } from 'node:http'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { FieldError, Problem, ProblemCode } from '../../shared/api.ts'
import { AppError, InvalidQueryError, RegistryBusyError } from '../errors.ts'

/** The only place that knows which HTTP status a code becomes. */
const STATUS: Record<ProblemCode, { status: number; title: string }> = {
  'invalid-query': { status: 400, title: 'The query is not valid' },
  'invalid-id': { status: 400, title: 'The trial number is not valid' },
  'trial-not-found': { status: 404, title: 'No such trial' },
  'not-found': { status: 404, title: 'Nothing here' },
  'method-not-allowed': { status: 405, title: 'Only GET, HEAD and OPTIONS are answered' },
  'bad-request': { status: 400, title: 'This is not a request that can be read' },
  'body-not-accepted': { status: 413, title: 'A request may have no body' },
  'address-too-long': { status: 414, title: 'The address is too long' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time' },
  'registry-unavailable': { status: 502, title: 'A registry could not be asked' },
  'registry-busy': { status: 503, title: 'A registry asked us to wait' },
  'registry-changed': { status: 502, title: 'A registry answered in an unknown form' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  overloaded: { status: 503, title: 'Overloaded' },
  internal: { status: 500, title: 'Something went wrong on our side' },
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
const RETRY_WHEN_OVERLOADED_SECONDS = 5

/** The HTTP status and the title of a problem. */
export function problemKind(code: ProblemCode): { status: number; title: string } {
  return STATUS[code]
}

export function problemOf(code: ProblemCode, detail: string, errors?: readonly FieldError[]): Problem {
  const { status, title } = STATUS[code]
  return {
    type: `urn:trialwijzer:problem:${code}`,
    title,
    status,
    detail,
    code,
    ...(errors === undefined ? {} : { errors: [...errors] }),
  }
}

export function sendProblem(
  response: ServerResponse,
  code: ProblemCode,
  detail: string,
  errors?: readonly FieldError[],
): void {
  const problem = problemOf(code, detail, errors)
  response.statusCode = problem.status
  response.setHeader('Content-Type', PROBLEM_TYPE)
  response.setHeader('Cache-Control', 'no-store')
  if (code === 'overloaded') response.setHeader('Retry-After', String(RETRY_WHEN_OVERLOADED_SECONDS))
  response.end(JSON.stringify(problem))
}

/** Answers what no router took. */
export const notFoundHandler: RequestHandler = (_request, response) => {
  sendProblem(response, 'not-found', 'There is nothing at this address.')
}

/**
 * Turns every thrown error into problem+json. The stack of an unknown error goes to the log, never to the caller; what
 * was asked goes to neither.
 */
export function createErrorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    if (error instanceof InvalidQueryError) {
      sendProblem(response, error.code, error.message, error.errors)
    } else if (error instanceof AppError) {
      if (error instanceof RegistryBusyError && error.retryAfterSeconds !== null) {
        response.setHeader('Retry-After', String(error.retryAfterSeconds))
      }
      sendProblem(response, error.code, error.message)
    } else if (isClientError(error)) {
      sendProblem(response, 'invalid-query', 'The address could not be read: it is not valid percent-encoded UTF-8.')
    } else {
      log.error({ err: error, requestId: response.getHeader('X-Request-Id') }, 'unexpected error')
      sendProblem(response, 'internal', 'The error has been logged.')
    }
  }
}

/** Express reports an undecodable path as an error with a 4xx status. */
function isClientError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  )
}
