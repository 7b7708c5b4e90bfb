import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ctgov } from '../../../server/registries/ctgov.ts'
import { CTGOV_FIELDS } from '../../../server/registries/ctgov-study.ts'
import type { RegistryHttp } from '../../../server/registries/registry.ts'
import { substances } from '../../../shared/substances/index.ts'
import { CTGOV_PIECES } from '../../registry-double/ctgov-pieces.ts'
import { startDouble, type RegistryDouble } from '../../registry-double/double.ts'
import { plainHttp } from '../../registry-double/plain-http.ts'

/** The official description of the API, kept beside the project (registries/ctgov.md). */
const SPEC = new URL('../../../../shared/data/ctgov/ctg-oas-v2__2.0.5.yaml', import.meta.url)
const METADATA = new URL('../../../../shared/data/ctgov/studies_metadata.json', import.meta.url)
const present = existsSync(SPEC) && existsSync(METADATA)
if (!present) console.warn('left out: ClinicalTrials.gov against its OpenAPI document (../shared/data/ctgov is absent)')

interface Parameter {
  name: string
  in: string
  required: boolean
  style?: string
  schema: { type: string; [keyword: string]: unknown }
}
interface Spec {
  paths: Record<string, { get: { parameters: Parameter[] } }>
  components: { schemas: Record<string, Record<string, unknown>> }
}
interface FieldNode {
  piece: string
  name: string
  children?: FieldNode[]
}

describe.skipIf(!present)('ClinicalTrials.gov against its OpenAPI document 2.0.5', () => {
  let spec: Spec
  let ajv: Ajv
  let pieces: Map<string, string>
  let double: RegistryDouble
  let http: RegistryHttp
  let bodies: { path: string; body: unknown }[]

  beforeAll(async () => {
    spec = parse(readFileSync(SPEC, 'utf8')) as Spec
    ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: true })
    for (const format of ['int32', 'int64', 'float', 'double', 'byte', 'binary']) ajv.addFormat(format, true)
    ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/)
    ajv.addSchema({ $id: 'oas', components: { schemas: closed(spec.components.schemas) } })
    pieces = piecePaths(JSON.parse(readFileSync(METADATA, 'utf8')) as FieldNode[])

    double = await startDouble({ ctgovMaxPageSize: 9 })
    const plain = plainHttp('ctgov', double.baseUrls.ctgov!)
    bodies = []
    http = {
      ...plain,
      async get(path) {
        const reply = await plain.get(path)
        if (reply.contentType === 'application/json') bodies.push({ path, body: JSON.parse(reply.body) })
        return reply
      },
    }
    for (const substance of substances) await ctgov.collect(substance, http, () => undefined, '')
    await ctgov.fetchRecord('NCT06199700', http, '')
    await ctgov.fetchRecord('NCT99999999', http, '')
    for (const check of ctgov.liveChecks) await check.run(http).catch(() => undefined)
  })
  afterAll(() => double.stop())

  it('sends only documented paths and parameters, with valid values', () => {
    expect(double.requests.length).toBeGreaterThan(8)
    for (const { method, path } of double.requests) {
      expect(method).toBe('GET')
      expect(requestErrors(spec, ajv, path), path).toEqual([])
    }
  })

  it('would notice a parameter or a value that the register refuses', () => {
    expect(requestErrors(spec, ajv, '/studies?filter.phase=PHASE2')).toEqual(['filter.phase is unknown'])
    expect(requestErrors(spec, ajv, '/studies?format=xml')).toHaveLength(1)
    expect(requestErrors(spec, ajv, '/studies?pageSize=many')).toHaveLength(1)
    expect(requestErrors(spec, ajv, '/studies?fields=')).toHaveLength(1)
    expect(requestErrors(spec, ajv, '/studies/2015-001234-12')).toHaveLength(1)
    expect(requestErrors(spec, ajv, '/study?x=1')).toEqual(['/study is no path'])
  })

  it('asks for fields that exist', () => {
    expect(CTGOV_FIELDS.filter((field) => !pieces.has(field))).toEqual([])
    expect(new Set(CTGOV_FIELDS).size).toBe(CTGOV_FIELDS.length)
  })

  it('has a double that knows the fields by their real places', () => {
    for (const [piece, path] of Object.entries(CTGOV_PIECES)) expect(path, piece).toBe(pieces.get(piece))
  })

  it('has a double that answers in the documented shape, without fields of its own', () => {
    const schemaOf = (path: string) =>
      path.startsWith('/version') ? 'Version' : path.startsWith('/studies?') ? 'PagedStudies' : 'Study'
    expect(bodies.length).toBeGreaterThan(8)
    const seen = new Set<string>()
    for (const { path, body } of bodies) {
      const schema = schemaOf(path)
      seen.add(schema)
      expect(errorsOf(validator(ajv, schema), body), `${schema} ${path.slice(0, 60)}`).toEqual([])
    }
    expect([...seen].toSorted()).toEqual(['PagedStudies', 'Study', 'Version'])
  })

  it('has complete fixtures in the documented shape', () => {
    for (const { study } of double.data.ctgov)
      expect(errorsOf(validator(ajv, 'Study'), study), study.protocolSection.identificationModule.nctId).toEqual([])
  })

  it('would notice a fixture with a field or a word that the register does not have', () => {
    const study = validator(ajv, 'Study')
    expect(errorsOf(study, { protocolSection: { statusModule: { overallStatus: 'OPEN' } } })).toHaveLength(1)
    expect(errorsOf(study, { protocolSection: { statusModule: { status: 'RECRUITING' } } })).toHaveLength(1)
    expect(errorsOf(study, { protocolSection: { conditionsModule: { conditions: [{}] } } })).toHaveLength(1)
  })
})

/** The schemas with no room for undocumented fields, so that a slip in a fixture shows. */
function closed(schemas: Spec['components']['schemas']): Spec['components']['schemas'] {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      schema.properties === undefined ? schema : { ...schema, additionalProperties: false },
    ]),
  )
}

function piecePaths(nodes: readonly FieldNode[], above = ''): Map<string, string> {
  return new Map(
    nodes.flatMap(({ piece, name, children = [] }): [string, string][] => {
      const path = above === '' ? name : `${above}.${name}`
      return [[piece, path], ...piecePaths(children, path)]
    }),
  )
}

function validator(ajv: Ajv, schema: string): ValidateFunction {
  return ajv.getSchema(`oas#/components/schemas/${schema}`) as ValidateFunction
}

function errorsOf(validate: ValidateFunction, body: unknown): string[] {
  // Validation may coerce (it is set up for query values), so it gets a copy.
  return validate(structuredClone(body))
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
}

function requestErrors(spec: Spec, ajv: Ajv, request: string): string[] {
  const [path = '', search = ''] = request.split('?')
  const id = /^\/studies\/(?!metadata|search-areas|enums)([^/]+)$/.exec(path)?.[1]
  const parameters = spec.paths[id === undefined ? path : '/studies/{nctId}']?.get.parameters
  if (parameters === undefined) return [`${path} is no path`]
  const given: [string, string][] = [...new URLSearchParams(search)]
  if (id !== undefined) given.push(['nctId', id])
  const errors = given.flatMap(([name, text]) => {
    const parameter = parameters.find((candidate) => candidate.name === name)
    if (parameter === undefined) return [`${name} is unknown`]
    const value = parameter.schema.type === 'array' ? text.split(/[,|]/) : text
    const schema = JSON.parse(JSON.stringify(parameter.schema).replaceAll('"#/', '"oas#/')) as object
    // Wrapped, because only a value inside something can be coerced to a number or boolean.
    const validate = ajv.compile({ type: 'object', properties: { value: schema } })
    return validate({ value }) ? [] : [`${name}: ${(validate.errors ?? []).map(({ message }) => message).join(', ')}`]
  })
  const missing = parameters.filter(({ name, required }) => required && !given.some(([held]) => held === name))
  return [...errors, ...missing.map(({ name }) => `${name} is missing`)]
}
