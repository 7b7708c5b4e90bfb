import * as z from 'zod/mini'
import { FieldError, RegistryState } from '../../shared/api.ts'
import { Ages, CopyKind, Enrollment, Phase, StatusGroup } from '../../shared/trial.ts'

const text = z.nullable(z.string())

/** The fields that a list on another site shows, and no others: each site that embeds it loads these words. */
const EmbedTrial = z.object({
  trialId: z.string(),
  title: z.string(),
  titleLang: z.string(),
  statusGroup: StatusGroup,
  overallStatus: z.string(),
  statusAsOf: text,
  statusFrom: CopyKind,
  staleRecruiting: z.boolean(),
  phases: z.array(Phase),
  enrollment: Enrollment,
  ages: Ages,
  conditions: z.array(z.string()),
  countries: z.array(z.string()),
  recruitingCountries: z.array(z.string()),
})
export type EmbedTrial = z.infer<typeof EmbedTrial>

const ListReply = z.object({
  trials: z.array(EmbedTrial),
  total: z.number(),
  hidden: z.object({ role: z.number() }),
  registries: z.array(RegistryState),
})
export type ListReply = z.infer<typeof ListReply>

const EmbedStatement = z.object({
  text: z.object({ en: z.string(), nl: z.string() }),
  version: z.string(),
  asOf: text,
})
export type EmbedStatement = z.infer<typeof EmbedStatement>

const Refusal = z.object({ errors: z.array(FieldError) })

/** The server refused a value: which, and what is valid. */
export class RefusedError extends Error {
  readonly errors: readonly FieldError[]

  constructor(errors: readonly FieldError[]) {
    super(errors.map(({ field }) => field).join(', '))
    this.name = 'RefusedError'
    this.errors = errors
  }
}

export interface EmbedApi {
  list(query: string, signal: AbortSignal): Promise<ListReply>
  statement(signal: AbortSignal): Promise<EmbedStatement>
}

/** Asks the site that served the module, from any other. `base` ends with a slash. Sends no cookie and no referrer. */
export function createEmbedApi(base: string): EmbedApi {
  async function get<T extends z.ZodMiniType>(path: string, schema: T, signal: AbortSignal): Promise<z.infer<T>> {
    const response = await fetch(base + path, {
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { Accept: 'application/json' },
    })
    const body: unknown = await response.json()
    if (response.ok) return schema.parse(body)
    const refusal = Refusal.safeParse(body)
    throw refusal.success ? new RefusedError(refusal.data.errors) : new Error(`status ${response.status}`)
  }
  return {
    list: (query, signal) => get(`api/trials?${query}`, ListReply, signal),
    statement: (signal) => get('api/statement', EmbedStatement, signal),
  }
}
