import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apiDocsContent } from '../../../server/openapi/docs-page.ts'
import { createApiDocument } from '../../../server/openapi/document.ts'
import { formInWords } from '../../../server/openapi/form-words.ts'
import { filterParameters } from '../../../server/openapi/parameters.ts'
import { registries } from '../../../server/registries/index.ts'
import { queryRules } from '../../../shared/core/query-rules.ts'
import { substances } from '../../../shared/substances/index.ts'
import { defaultTrialQuery, parseTrialQuery } from '../../../shared/trial-query.ts'
import { closed } from './api-inspector.ts'

const known = { substanceIds: substances.map((s) => s.id), registryIds: registries.map((r) => r.id) }
const document = createApiDocument({ ...known, publicUrl: 'https://trials.example' })
const filters = filterParameters(known)

describe('the filters in the description', () => {
  it('are the filters that the server reads, each with a meaning and an example that is valid', () => {
    expect(filters.map(({ name }) => name)).toEqual(Object.keys(defaultTrialQuery()))
    for (const { name, description, example } of filters) {
      expect(description.length, name).toBeGreaterThan(30)
      expect(parseTrialQuery([[name, String(example)]], known).errors, name).toBeUndefined()
    }
  })

  it('describe a form that holds for whatever the server takes', () => {
    const ajv = new Ajv2020({ coerceTypes: true })
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        'PHASE1/PHASE2',
        'none',
        'NL',
        'nl',
        '16',
        '0.5',
        '5000',
        '0',
        'true',
        '2024-02',
        '-title',
        'all',
      ),
      fc.constantFrom(...filters.flatMap(({ schema }) => ('items' in schema ? (schema.items.enum ?? []) : []))),
    )
    const rules = queryRules(known)
    for (const [name, rule] of Object.entries(rules)) {
      const valid = ajv.compile({ type: 'object', properties: { value: rule.form } })
      let taken = 0
      fc.assert(
        fc.property(word, (text) => {
          if (rule.read(text) === undefined) return
          taken += 1
          expect(valid({ value: text }), `${name}=${text}`).toBe(true)
        }),
        { numRuns: 400, seed: 5 },
      )
      expect(taken, name).toBeGreaterThan(0)
    }
  })

  it('give every value that is one of a list', () => {
    const of = (name: string): unknown => filters.find((one) => one.name === name)?.schema
    expect(of('registry')).toMatchObject({ items: { enum: known.registryIds } })
    expect(of('sort')).toMatchObject({ enum: expect.arrayContaining(['newest', '-newest']) as unknown })
    expect(of('limit')).toMatchObject({ type: 'integer', minimum: 1, maximum: 5000 })
  })
})

describe('the document', () => {
  it('is OpenAPI 3.1 in which every reference leads somewhere and every name is used once', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    const text = JSON.stringify(document)
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
    expect(references.length).toBeGreaterThan(50)
    expect(references.filter((name) => document.components.schemas[name ?? ''] === undefined)).toEqual([])
    const ids = Object.values(document.paths).map(({ get }) => get.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [path, { get }] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(
        get.parameters.filter((one) => one.in === 'path').map(({ name }) => name),
        path,
      ).toEqual(inPath)
      expect(get.description, path).not.toBe('')
    }
  })

  it('has examples that are as described, field for field', () => {
    const ajv = new Ajv2020({ strict: false })
    ajv.addSchema(closed(document), 'api')
    let checked = 0
    for (const [path, { get }] of Object.entries(document.paths)) {
      for (const [status, reply] of Object.entries(get.responses)) {
        for (const [type, { example, examples }] of Object.entries(reply.content ?? {})) {
          const pointer = ['paths', path, 'get', 'responses', status, 'content', type, 'schema']
          const valid = ajv.compile({ $ref: `api#/${pointer.map((p) => p.replaceAll('/', '~1')).join('/')}` })
          for (const value of [
            ...(example === undefined ? [] : [example]),
            ...Object.values(examples ?? {}).map((e) => e.value),
          ]) {
            expect(valid(value), `${path} ${status} ${JSON.stringify(valid.errors?.[0])}`).toBe(true)
            checked += 1
          }
        }
      }
    }
    expect(checked).toBeGreaterThan(25)
  })

  it('leaves room for fields to be added', () => {
    expect(JSON.stringify(document)).not.toContain('"additionalProperties":false')
  })
})

describe('the page of the description', () => {
  it('shows every call, every parameter and every field in both languages, without a script', () => {
    for (const lang of ['en', 'nl'] as const) {
      const { markup } = apiDocsContent(document, lang)
      expect(markup).not.toMatch(/<script|\sstyle=|\son[a-z]+=/)
      for (const [path, { get }] of Object.entries(document.paths)) {
        expect(markup).toContain(`GET ${path}`)
        for (const { name } of get.parameters) expect(markup).toContain(`<code>${name}</code>`)
      }
      for (const [name, { properties }] of Object.entries(document.components.schemas)) {
        expect(markup).toContain(`id="schema-${name}"`)
        for (const field of Object.keys(properties ?? {})) expect(markup).toContain(`<code>${field}</code>`)
      }
    }
    expect(apiDocsContent(document, 'nl').markup).toContain('Vragen die u kunt stellen')
  })

  it('shows what stands in the document as text', () => {
    const hostile = structuredClone(document)
    hostile.paths['/healthz']!.get.summary = '<img src=x onerror=alert(1)>'
    const { markup } = apiDocsContent(hostile, 'en')
    expect(markup).not.toContain('<img')
    expect(markup).toContain('&lt;img src=x')
  })

  it('puts a form into words', () => {
    expect(formInWords({ type: 'array', items: { $ref: '#/components/schemas/Arm' } })).toBe('list of #Arm#')
    expect(formInWords({ type: ['string', 'null'] })).toBe('text or null')
    expect(formInWords({ anyOf: [{ enum: ['a', 'b'] }, { type: 'null' }] })).toBe('a | b or null')
    expect(formInWords({ type: 'object', properties: { en: { type: 'string' } } })).toBe('{en: text}')
    expect(formInWords({})).toBe('anything')
  })
})
