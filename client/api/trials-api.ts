import type * as z from 'zod/mini'
import type {
  ChangesReply,
  CheckReply,
  Matrix,
  RegistriesReply,
  StatementReply,
  Summary,
  TrialReply,
  TrialsReply,
} from '../../shared/api.ts'
import type { ProblemCode } from '../../shared/api.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { inSlices } from '../state/in-slices.ts'
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
  /** What the registers say about one number; nothing else of what a reader pasted. */
  check(id: string, signal?: AbortSignal): Promise<CheckReply>
}

/** The only place of the client that fetches. `base` is '' in the browser: the same origin. */
export function createTrialsApi(base = ''): TrialsApi {
  return {
    trials: async (signal) => {
      const url = `${base}/api/trials?role=all&limit=${PAGE}`
      const first = await get(url, 'trialsPage', signal)
      const trials: TrialSummary[] = []
      let page = first
      let asked = page.trials.length
      while (asked < first.total) {
        // The next page is on its way while this one is read.
        const next = get(`${url}&offset=${asked}`, 'trialsPage', signal)
        const [read, following] = await Promise.all([readTrials(page.trials), next])
        trials.push(...read)
        page = following
        if (page.trials.length === 0) throw new TrialsApiError({ kind: 'unreadable' })
        asked += page.trials.length
      }
      trials.push(...(await readTrials(page.trials)))
      return { ...first, trials }
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
    check: (id, signal) => get(`${base}/api/check?id=${encodeURIComponent(id)}`, 'check', signal),
    summary: (signal) => get(`${base}/api/summary`, 'summary', signal),
  }
}

type Replies = typeof replies
type ReplyName = keyof Replies

const TRIALS_A_STEP = 20

/** Reads a page of the list in steps: thousands of trials at once would hold up the reader. */
async function readTrials(values: readonly unknown[]): Promise<TrialSummary[]> {
  const { replies: schemas } = await import('./replies.ts')
  return inSlices(readEach(schemas.trialSummary, values))
}

function* readEach(schema: Replies['trialSummary'], values: readonly unknown[]): Generator<void, TrialSummary[]> {
  const trials: TrialSummary[] = []
  for (const [at, value] of values.entries()) {
    if (at % TRIALS_A_STEP === TRIALS_A_STEP - 1) yield
    const parsed = schema.safeParse(value)
    if (!parsed.success) throw new TrialsApiError({ kind: 'unreadable' }, { cause: parsed.error })
    trials.push(parsed.data)
  }
  return trials
}

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
