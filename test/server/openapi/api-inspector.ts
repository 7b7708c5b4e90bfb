import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { ApiDocument } from '../../../server/openapi/api-document.ts'

/** One answer held against the description: which call and status it was, and everything that is not as described. */
export interface Inspected {
  path: string
  status: number
  code: string | null
  complaints: string[]
  response: Response
  body: string
}

export interface ApiInspector {
  inspected: Inspected[]
  /** Asks `address` and holds the answer against the described call `path`. */
  ask(base: string, path: string, address: string, init?: RequestInit): Promise<Inspected>
}

/** Holds answers against an OpenAPI document in which every object is closed: a field it does not name is a complaint. */
export function createApiInspector(document: ApiDocument): ApiInspector {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajv.addSchema(closed(document), 'api')
  const validators = new Map<string, ValidateFunction>()
  const inspected: Inspected[] = []

  function validator(path: string, status: number, mediaType: string): ValidateFunction {
    const pointer = ['paths', path, 'get', 'responses', String(status), 'content', mediaType, 'schema']
    const ref = `api#/${pointer.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`
    const made = validators.get(ref) ?? ajv.compile({ $ref: ref })
    validators.set(ref, made)
    return made
  }

  return {
    inspected,
    async ask(base, path, address, init) {
      const response = await fetch(base + address, init)
      const body = await response.text()
      const { status } = response
      const complaints: string[] = []
      const described = document.paths[path]?.get.responses[String(status)]
      const [mediaType = ''] = (response.headers.get('content-type') ?? '').split(';')
      if (described === undefined) complaints.push(`status ${status} is not described`)
      for (const [name, header] of Object.entries(described?.headers ?? {})) {
        if (header.required === true && !response.headers.has(name)) complaints.push(`has no ${name}`)
      }
      if (described?.content === undefined) {
        if (body !== '') complaints.push('has a body that is not described')
      } else if (described.content[mediaType]?.schema === undefined) {
        complaints.push(`content type ${mediaType} is not described`)
      } else if (mediaType.endsWith('json')) {
        const validate = validator(path, status, mediaType)
        if (!validate(JSON.parse(body))) {
          const found = (validate.errors ?? []).slice(0, 3)
          complaints.push(...found.map((e) => `${e.instancePath} ${e.message ?? ''} ${JSON.stringify(e.params)}`))
        }
      }
      const code = mediaType === 'application/problem+json' ? (JSON.parse(body) as { code: string }).code : null
      const one = { path, status, code, complaints: complaints.map((c) => `${address}: ${c}`), response, body }
      inspected.push(one)
      return one
    },
  }
}

/** The document with every object that names its fields closed to others. */
export function closed<T>(part: T): T {
  if (Array.isArray(part)) return part.map(closed) as T
  if (typeof part !== 'object' || part === null) return part
  const copy = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]))
  const names = 'properties' in copy && copy.type === 'object' && !('additionalProperties' in copy)
  return (names ? { ...copy, additionalProperties: false } : copy) as T
}
