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
import { mismatch } from './shape.ts'
import type { Shape } from './shape.ts'

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
type Shapes = Readonly<Record<ReplyName, Shape>>

const TRIALS_A_STEP = 10

/** What the answers have to look like is fetched beside the first of them. */
async function loadShapes(): Promise<Shapes> {
  return (await import('./reply-shapes.json')).default as Shapes
}

/** A value of which it was seen that it is what the schema of this name asks for; any other is refused. */
function read<N extends ReplyName>(shapes: Shapes, name: N, value: unknown): z.infer<Replies[N]> {
  const wrong = mismatch(shapes[name], value)
  if (wrong !== null)
    throw new TrialsApiError({ kind: 'unreadable' }, { cause: new Error(`${name}: not as agreed at "${wrong}"`) })
  return value as z.infer<Replies[N]>
}

/** Reads a page of the list in steps: thousands of trials at once would hold up the reader. */
async function readTrials(values: readonly unknown[]): Promise<TrialSummary[]> {
  return inSlices(readEach(await loadShapes(), values))
}

function* readEach(shapes: Shapes, values: readonly unknown[]): Generator<void, TrialSummary[]> {
  const trials: TrialSummary[] = []
  for (const [at, value] of values.entries()) {
    if (at % TRIALS_A_STEP === TRIALS_A_STEP - 1) yield
    trials.push(read(shapes, 'trialSummary', value))
  }
  return trials
}

async function get<N extends ReplyName>(url: string, name: N, signal?: AbortSignal): Promise<z.infer<Replies[N]>> {
  const [shapes, response] = await Promise.all([
    loadShapes().catch((error: unknown) => {
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
  if (response.ok) return read(shapes, name, body)
  const isNamed = mismatch(shapes.problem, body) === null
  const { code, detail } = isNamed ? (body as z.infer<Replies['problem']>) : { code: null, detail: null }
  throw new TrialsApiError({ kind: 'problem', status: response.status, code, detail })
}
