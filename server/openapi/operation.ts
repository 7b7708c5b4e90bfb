import type * as z from 'zod/mini'
import type { ProblemCode } from '../../shared/api.ts'
import type { ValueForm } from '../../shared/core/query-rules.ts'
import type { TrialQueryParameter } from '../../shared/trial-query.ts'

/** One parameter of a call, in the terms of OpenAPI. */
export interface Parameter {
  name: string
  in: 'query' | 'path'
  /** Of the query: whether the call needs it. Parts of the path always are. */
  required?: true
  description: string
  schema: ValueForm | { type: 'array'; items: ValueForm; maxItems: number }
  example: string | number | boolean | readonly string[]
}

/** What a call answers when it succeeds. */
export interface Reply {
  description: string
  contentType: string
  /** Form of a JSON body; null for text, a table or a feed. */
  schema: z.ZodMiniType | null
  /** Facts only, shortened; null where an example says nothing that the schema does not. */
  example: unknown
}

/**
 * `data`: made from the registers' records: cached, rate limited, can fail. `fixed`: the same until the server is
 * renewed; cached and rate limited. `probe`: about the process; never cached or limited.
 */
export type OperationKind = 'data' | 'fixed' | 'probe'

/**
 * One call of the API. Everything in it is shown in the description AND run against the server by the contract test:
 * `samples` and the addresses under `problems` are real calls.
 */
export interface Operation {
  path: string
  id: string
  tag: 'Trials' | 'Figures' | 'Registries' | 'Following' | 'Files' | 'Server'
  kind: OperationKind
  summary: string
  description: string
  /** Its own parameters; of the same name as a filter: in place of it. */
  parameters: readonly Parameter[]
  /** Whether it takes the filters of the list, one source for every call that does; `without`: those it refuses. */
  filters?: { without: readonly TrialQueryParameter[] }
  reply: Reply
  /** Another answer in the form of the reply, with its meaning. */
  alsoReplies?: Readonly<Record<number, string>>
  /** Addresses that succeed; the first is the example of the description. */
  samples: readonly [string, ...string[]]
  /** What can be wrong, each with an address that gives that answer. */
  problems: Readonly<Partial<Record<ProblemCode, string>>>
}
