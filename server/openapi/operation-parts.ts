import examples from './examples.json' with { type: 'json' }
import type { Parameter, Reply } from './operation.ts'

/** An answer in JSON. */
export const json = (schema: NonNullable<Reply['schema']>, description: string, example: unknown): Reply => ({
  description,
  contentType: 'application/json; charset=utf-8',
  schema,
  example,
})

export const trialId: Parameter = {
  name: 'id',
  in: 'path',
  description: 'Any registry number of the trial: NCT, EU CT or EudraCT, also an earlier or a linked one.',
  schema: { type: 'string' },
  example: 'NCT03185819',
}
export const version: Parameter = {
  name: 'version',
  in: 'query',
  description: 'An earlier published statement, by its version. Without it: the one of now.',
  schema: { type: 'string' },
  example: examples.statement.version,
}
export const since: Parameter = {
  name: 'since',
  in: 'query',
  description: 'Changes from this day (from its start, UTC) or time with its zone. Without it: all that are kept.',
  schema: {
    type: 'string',
    pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2}))?$',
  },
  example: '2026-11-01',
}

export const lang: Parameter = {
  name: 'lang',
  in: 'query',
  description: 'Language of the words around the data; English without it.',
  schema: { type: 'string', enum: ['en', 'nl'] },
  example: 'nl',
}

/** An answer that is a file of another form than JSON. */
export function file(contentType: string, description: string): Reply {
  return { description, contentType, schema: null, example: null }
}
