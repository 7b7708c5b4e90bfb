import { createDocument } from 'zod-openapi'
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi'
import packageJson from '../../package.json' with { type: 'json' }
import * as api from '../../shared/api.ts'
import type { ProblemCode } from '../../shared/api.ts'
import type { KnownValues } from '../../shared/core/query-rules.ts'
import * as health from '../../shared/health.ts'
import * as trial from '../../shared/trial.ts'
import { problemKind } from '../http/error-handler.ts'
import type { ApiDocument } from './api-document.ts'
import { fieldNotes } from './field-notes.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { filterParameters } from './parameters.ts'

const ABOUT = `What three official registers say about trials of psilocybin, esketamine and MDMA.

Only GET, HEAD and OPTIONS are answered; anything else is a 405. No key is needed, there are no cookies, and any site may call it (CORS). Every answer about trials has an ETag: send it back as \`If-None-Match\` and an unchanged answer is a 304 without a body. Fields may be added in later versions, never renamed or removed: ignore fields you do not know. \`null\` means that the registry does not state it. Dates are as exact as the registry states them.

A registry that could not be asked is not an empty registry: every list carries \`registries\`, the state of each. A trial that is listed is not thereby approved, safe or open to anyone in particular.`

const TAGS: readonly { name: Operation['tag']; description: string }[] = [
  { name: 'Trials', description: 'The trials themselves.' },
  { name: 'Figures', description: 'Counts and the statement, each with the trials behind it.' },
  { name: 'Registries', description: 'How complete the data are.' },
  { name: 'Following', description: 'What changed.' },
  { name: 'Files', description: 'The same as files: tables and references.' },
  { name: 'Server', description: 'The server and its description.' },
]

/** Schemas that the description names, wherever an answer holds them. */
const NAMED = Object.fromEntries(
  Object.entries({ ...trial, ...api, ...health }).filter(([, value]) => typeof value === 'object' && '_zod' in value),
)

/** OpenAPI 3.1 of every call, from the schemas of the answers and the rules of the filters. */
export function createApiDocument(deps: KnownValues & { publicUrl: string | null }): ApiDocument {
  const made = createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Trialwijzer',
        version: packageJson.version,
        description: ABOUT,
        license: { name: packageJson.license, identifier: packageJson.license },
      },
      servers: [{ url: deps.publicUrl ?? '/' }],
      tags: [...TAGS],
      paths: Object.fromEntries(operations.map((one) => [one.path, { get: describe(one, deps) }])),
      components: { schemas: NAMED as never },
    },
    {
      // The server's promise is that fields may be added: a description that forbids more would break it.
      override: ({ jsonSchema }) => {
        if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      },
    },
  )
  // Plain JSON, as it will be sent.
  const document = JSON.parse(JSON.stringify(made)) as ApiDocument
  addNotes(document)
  keepUsed(document)
  return document
}

function describe(one: Operation, known: KnownValues): ZodOpenApiOperationObject {
  const own = one.parameters.map(({ name }) => name)
  const left = one.filters === undefined ? null : [...own, ...one.filters.without]
  const filters = left === null ? [] : filterParameters(known).filter(({ name }) => !left.includes(name))
  const parameters = [...filters, ...one.parameters]
  return {
    operationId: one.id,
    tags: [one.tag],
    summary: one.summary,
    description: `${one.description}\n\nFor example: \`GET ${one.samples[0]}\``,
    parameters: parameters.map((parameter) => ({
      ...parameter,
      required: parameter.in === 'path' || parameter.required === true,
      ...(parameter.schema.type === 'array' ? { style: 'form', explode: true } : {}),
    })) as NonNullable<ZodOpenApiOperationObject['parameters']>,
    responses: replies(one),
  }
}

function replies(one: Operation): Record<`${1 | 2 | 3 | 4 | 5}${string}`, ZodOpenApiResponseObject> {
  const body = {
    [one.reply.contentType.split(';')[0] ?? '']: {
      schema: one.reply.schema ?? { type: one.reply.contentType.startsWith('application/json') ? 'object' : 'string' },
      ...(one.reply.example === null ? {} : { example: one.reply.example }),
    },
  } as ZodOpenApiResponseObject['content'] & object
  const headers = one.kind === 'probe' ? {} : { headers: HEADERS }
  const found: Record<string, ZodOpenApiResponseObject> = {
    200: { description: one.reply.description, ...headers, content: body },
    ...(one.kind === 'probe' ? {} : { 304: { description: 'Unchanged: the ETag you sent still holds.', ...headers } }),
  }
  for (const [status, description] of Object.entries(one.alsoReplies ?? {}))
    found[status] = { description, content: body }
  const codes = [...(Object.keys(one.problems) as ProblemCode[]), ...generalProblems(one)]
  for (const code of codes) {
    const { status } = problemKind(code)
    const same = codes.filter((other) => problemKind(other).status === status)
    found[status] = {
      description: same.map((other) => `\`${other}\`: ${problemKind(other).title}.`).join(' '),
      ...(['too-many-requests', 'overloaded'].includes(code) ? { headers: { 'Retry-After': RETRY_AFTER } } : {}),
      content: { 'application/problem+json': { schema: api.Problem, examples: Object.fromEntries(same.map(example)) } },
    }
  }
  return found
}

/** What can go wrong with any call of its kind. */
export function generalProblems({ kind }: Pick<Operation, 'kind'>): ProblemCode[] {
  if (kind === 'probe') return []
  return kind === 'data' ? ['too-many-requests', 'internal', 'overloaded'] : ['too-many-requests', 'overloaded']
}

const text = { type: 'string' } as const
const HEADERS = {
  ETag: { description: 'Digest of the answer.', required: true, schema: text },
  'Cache-Control': { description: 'How long the answer may be kept.', required: true, schema: text },
}
const RETRY_AFTER = { description: 'Seconds to wait.', required: true, schema: text }

function example(code: ProblemCode): [string, { value: unknown }] {
  const { status, title } = problemKind(code)
  const errors =
    code === 'invalid-query'
      ? { errors: [{ field: 'age', message: '"old" is not valid', expected: 'an age in years' }] }
      : {}
  const detail = code === 'invalid-query' ? 'age: "old" is not valid' : title
  return [code, { value: { type: `urn:trialwijzer:problem:${code}`, title, status, detail, code, ...errors } }]
}

/** A note about a field that is not there would be a lie, and stops the server's start. */
function addNotes(document: ApiDocument): void {
  const { schemas } = document.components
  for (const [name, notes] of Object.entries(fieldNotes)) {
    for (const [field, note] of Object.entries(notes)) {
      const property = schemas[name]?.properties?.[field]
      if (property === undefined) throw new Error(`field-notes.ts describes ${name}.${field}, which does not exist`)
      property.description = note
    }
  }
}

/** Leaves out the schemas that no answer holds. */
function keepUsed(document: ApiDocument): void {
  const { schemas } = document.components
  const used = new Set<string>()
  const visit = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue
      used.add(name)
      visit(schemas[name])
    }
  }
  visit(document.paths)
  for (const name of Object.keys(schemas)) if (!used.has(name)) Reflect.deleteProperty(schemas, name)
}
