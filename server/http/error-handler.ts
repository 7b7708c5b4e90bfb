import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
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
  'registry-unavailable': { status: 502, title: 'A registry could not be asked' },
  'registry-busy': { status: 503, title: 'A registry asked us to wait' },
  'registry-changed': { status: 502, title: 'A registry answered in an unknown form' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  overloaded: { status: 503, title: 'Overloaded' },
  internal: { status: 500, title: 'Something went wrong on our side' },
}

/** The HTTP status and the title of a problem. */
export function problemKind(code: ProblemCode): { status: number; title: string } {
  return STATUS[code]
}

export function sendProblem(
  response: Response,
  code: ProblemCode,
  detail: string,
  errors?: readonly FieldError[],
): void {
  const { status, title } = STATUS[code]
  const problem: Problem = {
    type: `urn:trialwijzer:problem:${code}`,
    title,
    status,
    detail,
    code,
    ...(errors === undefined ? {} : { errors: [...errors] }),
  }
  response.status(status).setHeader('Content-Type', 'application/problem+json; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(JSON.stringify(problem))
}

/** Answers what no router took. */
export const notFoundHandler: RequestHandler = (request, response) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD, OPTIONS')
    sendProblem(response, 'method-not-allowed', `${request.method} is not answered here.`)
    return
  }
  sendProblem(response, 'not-found', 'There is nothing at this address.')
}

/** Turns every thrown error into problem+json. The stack of an unknown error goes to the log, never to the caller. */
export function createErrorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
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
      log.error({ err: error, path: request.path }, 'unexpected error')
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
