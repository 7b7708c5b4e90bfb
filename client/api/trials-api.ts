import type * as z from 'zod/mini'
import type {
  ChangesReply,
  Matrix,
  RegistriesReply,
  StatementReply,
  Summary,
  TrialReply,
  TrialsReply,
} from '../../shared/api.ts'
import type { ProblemCode } from '../../shared/api.ts'
import type { replies } from './replies.ts'

/** The most trials the server gives in one answer. */
const PAGE = 5000

/** Why nothing could be shown: no answer, an answer this page cannot read, or a problem the server named. */
export type ApiFailure =
  | { kind: 'offline' }
  | { kind: 'unreadable' }
  | { kind: 'problem'; status: number; code: ProblemCode | null; detail: string | null }

class TrialsApiError extends Error {
  readonly failure: ApiFailure

  constructor(failure: ApiFailure, options?: ErrorOptions) {
    super(`trials-api: ${failure.kind}`, options)
    this.name = 'TrialsApiError'
    this.failure = failure
  }
}

/** Any caught value as a failure to draw; an unknown error means that the answer could not be used. */
export function failureOf(error: unknown): ApiFailure {
  return error instanceof TrialsApiError ? error.failure : { kind: 'unreadable' }
}

export interface TrialsApi {
  /** All trials in every role, so that each filter can be switched on the device. */
  trials(signal?: AbortSignal): Promise<TrialsReply>
  trial(id: string, signal?: AbortSignal): Promise<TrialReply>
  /** `version`: an earlier statement; null: the newest. */
  statement(version: string | null, signal?: AbortSignal): Promise<StatementReply>
  registries(signal?: AbortSignal): Promise<RegistriesReply>
  matrix(signal?: AbortSignal): Promise<Matrix>
  /** Everything we saw change, of all trials: the same answer for every visitor. */
  changes(signal?: AbortSignal): Promise<ChangesReply>
  summary(signal?: AbortSignal): Promise<Summary>
}

/** The only place of the client that fetches. `base` is '' in the browser: the same origin. */
export function createTrialsApi(base = ''): TrialsApi {
  return {
    trials: async (signal) => {
      const url = `${base}/api/trials?role=all&limit=${PAGE}`
      const reply = await get(url, 'trials', signal)
      while (reply.trials.length < reply.total) {
        const page = await get(`${url}&offset=${reply.trials.length}`, 'trials', signal)
        if (page.trials.length === 0) throw new TrialsApiError({ kind: 'unreadable' })
        reply.trials.push(...page.trials)
      }
      return reply
    },
    trial: (id, signal) => get(`${base}/api/trials/${encodeURIComponent(id)}`, 'trial', signal),
    statement: (version, signal) =>
      get(
        `${base}/api/statement${version === null ? '' : `?version=${encodeURIComponent(version)}`}`,
        'statement',
        signal,
      ),
    registries: (signal) => get(`${base}/api/registries`, 'registries', signal),
    changes: (signal) => get(`${base}/api/changes`, 'changes', signal),
    matrix: (signal) => get(`${base}/api/matrix`, 'matrix', signal),
    summary: (signal) => get(`${base}/api/summary`, 'summary', signal),
  }
}

type ReplyName = keyof typeof replies

async function get<N extends ReplyName>(
  url: string,
  name: N,
  signal?: AbortSignal,
): Promise<z.infer<(typeof replies)[N]>> {
  // What reads the answer is fetched beside the answer.
  const [{ replies: schemas }, response] = await Promise.all([
    import('./replies.ts').catch((error: unknown) => {
      throw new TrialsApiError({ kind: 'unreadable' }, { cause: error })
    }),
    fetch(url, {
      headers: { Accept: 'application/json' },
      ...(signal === undefined ? {} : { signal }),
    }),
  ]).catch((error: unknown) => {
    if (signal?.aborted === true || error instanceof TrialsApiError) throw error
    throw new TrialsApiError({ kind: 'offline' }, { cause: error })
  })
  const body: unknown = await response.json().catch((error: unknown) => {
    if (signal?.aborted === true) throw error
    throw response.ok
      ? new TrialsApiError({ kind: 'unreadable' }, { cause: error })
      : new TrialsApiError({ kind: 'problem', status: response.status, code: null, detail: null }, { cause: error })
  })
  if (!response.ok) {
    const problem = schemas.problem.safeParse(body)
    const { code, detail } = problem.success ? problem.data : { code: null, detail: null }
    throw new TrialsApiError({ kind: 'problem', status: response.status, code, detail })
  }
  const parsed = schemas[name].safeParse(body)
  if (!parsed.success) throw new TrialsApiError({ kind: 'unreadable' }, { cause: parsed.error })
  return parsed.data as z.infer<(typeof replies)[N]>
}
