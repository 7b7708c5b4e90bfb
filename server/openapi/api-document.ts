/** The parts of an OpenAPI 3.1 document that we write and read ourselves. */
export interface ApiDocument {
  openapi: string
  info: { title: string; version: string; description?: string }
  paths: Record<string, { get: DescribedCall }>
  components: { schemas: Record<string, JsonSchema> }
}

export interface DescribedCall {
  operationId: string
  summary: string
  description: string
  parameters: readonly {
    name: string
    in: 'query' | 'path'
    description: string
    required: boolean
    schema: JsonSchema
    example: unknown
  }[]
  responses: Record<string, DescribedReply>
}

export interface DescribedReply {
  description: string
  headers?: Record<string, { required?: boolean }>
  content?: Record<string, { schema?: JsonSchema; example?: unknown; examples?: Record<string, { value: unknown }> }>
}

/** The keywords of JSON Schema that the schemas of the answers come to. */
export interface JsonSchema {
  $ref?: string
  type?: string | readonly string[]
  description?: string
  enum?: readonly unknown[]
  items?: JsonSchema
  prefixItems?: readonly JsonSchema[]
  anyOf?: readonly JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: readonly string[]
  additionalProperties?: JsonSchema | boolean
}
