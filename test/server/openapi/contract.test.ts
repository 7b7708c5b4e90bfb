import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Server } from 'node:http'
import type { Express } from 'express'
import type { App, AppDeps } from '../../../server/app.ts'
import { createBodyCache } from '../../../server/http/cached-body.ts'
import { HEALTH_PATHS } from '../../../server/http/health.ts'
import { createPageRouter } from '../../../server/http/page-router.ts'
import type { ApiDocument } from '../../../server/openapi/api-document.ts'
import { generalProblems } from '../../../server/openapi/document.ts'
import { operations } from '../../../server/openapi/operations.ts'
import type { TrialsReply } from '../../../shared/api.ts'
import { getJson, startServer, temporaryFolder, waitFor } from '../../journeys/server-process.ts'
import type { ServerProcess } from '../../journeys/server-process.ts'
import { startDouble } from '../../registry-double/double.ts'
import type { RegistryDouble } from '../../registry-double/double.ts'
import { createApiInspector } from './api-inspector.ts'
import type { ApiInspector, Inspected } from './api-inspector.ts'
import { createTestApp, createTestDeps, listen } from './test-app.ts'

/** Every call that the description names, run against the server; every answer held against the description. */

let document: ApiDocument
let inspector: ApiInspector
let app: App
const servers: Server[] = []
const processes: ServerProcess[] = []
let double: RegistryDouble

async function serve(partial?: Partial<AppDeps>, ...rest: [] | [[]]): Promise<string> {
  const { url, server } = await listen(await createTestApp(partial, ...rest))
  servers.push(server)
  return url
}

/** Deps whose catalogue and change log fail: what the server does then is described too. */
const broken: Partial<AppDeps> = {
  catalogue: {
    current: () => {
      throw new Error('broken on purpose')
    },
    states: () => {
      throw new Error('broken on purpose')
    },
    onPublish: () => 0,
  },
  changes: {
    all: () => {
      throw new Error('broken on purpose')
    },
  } as unknown as AppDeps['changes'],
}

beforeAll(async () => {
  double = await startDouble()
  const bases = Object.entries(double.baseUrls).map(([id, url]) => [`${id.toUpperCase()}_BASE_URL`, url] as const)
  const common = { RATE_LIMIT_PER_MINUTE: '1000000' }
  const live = await startServer({ ...common, ...Object.fromEntries(bases), PACE: 'off', DATA_DIR: temporaryFolder() })
  const copies = await startServer({ ...common, OFFLINE: '1', DATA_DIR: temporaryFolder() })
  processes.push(live, copies)
  await waitFor(
    () => getJson(`${live.url}/api/statement`) as Promise<{ basis: string }>,
    (s) => s.basis === 'registries',
    60_000,
  )
  document = (await getJson(`${live.url}/api/openapi.json`)) as ApiDocument
  inspector = createApiInspector(document)
  app = await createTestApp()
  const inProcess = await listen(app)
  servers.push(inProcess.server)
  for (const base of [live.url, copies.url, inProcess.url]) await askEverything(base)
  await askWhatFails()
}, 120_000)

afterAll(async () => {
  for (const server of servers) server.close()
  await Promise.all(processes.map((one) => one.kill()))
  await double.stop()
})

async function askEverything(base: string): Promise<void> {
  for (const { path, kind, samples, problems } of operations) {
    for (const sample of samples) {
      const { response } = await inspector.ask(base, path, sample)
      const etag = response.headers.get('etag')
      if (kind !== 'probe') await inspector.ask(base, path, sample, { headers: { 'If-None-Match': etag ?? '' } })
    }
    for (const address of Object.values(problems)) await inspector.ask(base, path, address)
    for (const { name, in: place, example, schema } of document.paths[path]?.get.parameters ?? []) {
      if (place === 'path') continue
      for (const value of [example, ...(schema.enum ?? schema.items?.enum ?? [])])
        await inspector.ask(base, path, `${path}?${name}=${encodeURIComponent(String(value))}`)
    }
  }
  const { trials } = (await getJson(`${base}/api/trials?role=all`)) as TrialsReply
  for (const { trialId } of trials) await inspector.ask(base, '/api/trials/{id}', `/api/trials/${trialId}`)
  const { version } = (await getJson(`${base}/api/statement`)) as { version: string }
  await inspector.ask(base, '/api/statement', `/api/statement?version=${version}`)
}

async function askWhatFails(): Promise<void> {
  const failing = await serve(broken)
  const empty = await serve({}, [])
  const full = await serve({ maxConnections: 0 })
  for (const { path, kind, samples } of operations) {
    if (kind === 'data') await inspector.ask(failing, path, samples[0])
    if (kind !== 'probe') {
      const strict = await serve({ rateLimitPerMinute: 1 })
      await fetch(strict + samples[0])
      await inspector.ask(strict, path, samples[0])
      await inspector.ask(full, path, samples[0])
    }
  }
  await inspector.ask(empty, '/readyz', '/readyz')
}

/** Paths of every route of the app, with the mount paths of its routers; parameters as in OpenAPI. */
function routesOf(root: Express): string[] {
  interface Layer {
    route?: { path: string }
    handle: { stack?: Layer[] }
    /** What of a path the layer takes; false when it is not for it. */
    match(path: string): { path: string } | false
  }
  const prefixes = [...new Set(operations.map(({ path }) => `/${path.split('/')[1] ?? ''}`))]
  const walk = (stack: readonly Layer[], prefix: string): string[] =>
    stack.flatMap((layer) => {
      if (layer.route !== undefined) return [prefix + layer.route.path.replace(/:(\w+)/g, '{$1}')]
      const inner = layer.handle.stack
      if (inner === undefined) return []
      const found = prefixes.map((candidate) => layer.match(`${candidate}/x`)).find((match) => match !== false)
      if (found === undefined) return [`a router mounted where no described call is: ${inner.length} routes`]
      return walk(inner, prefix + found.path)
    })
  return walk((root.router as unknown as { stack: Layer[] }).stack, '')
}

const of = (path: string): Inspected[] => inspector.inspected.filter((one) => one.path === path)

describe('the description of the API', () => {
  it('names every route of the server that is not a page, and no other', async () => {
    const deps = await createTestDeps()
    const pages = createPageRouter({ ...deps, bodies: createBodyCache(1000) }).stack.map((layer) => layer.route?.path)
    const routes = [...routesOf(app.routers), ...HEALTH_PATHS].filter(
      (path) => !pages.includes(path.replace(/\{(\w+)\}/g, ':$1')),
    )
    expect(routes.length).toBeGreaterThan(8)
    expect(Object.keys(document.paths).sort()).toEqual(
      [...new Set(routes)].filter((path) => path !== '/{*path}').sort(),
    )
  })

  it('is what every answer looks like: no field, status, header or content type beside it', () => {
    const complaints = inspector.inspected.flatMap((one) => one.complaints)
    expect(complaints.slice(0, 20)).toEqual([])
    expect(inspector.inspected.length).toBeGreaterThan(500)
  })

  it('names no status that the server was not seen to answer', () => {
    for (const { path } of operations) {
      const described = Object.keys(document.paths[path]?.get.responses ?? {}).sort()
      const seen = [...new Set(of(path).map(({ status }) => String(status)))].sort()
      expect(seen, path).toEqual(described)
    }
  })

  it('names no problem that the server was not seen to answer, and none is missing', () => {
    for (const one of operations) {
      const seen = [...new Set(of(one.path).flatMap(({ code }) => (code === null ? [] : [code])))].sort()
      expect(seen, one.path).toEqual([...Object.keys(one.problems), ...generalProblems(one)].sort())
    }
  })

  it('was held against answers that have something in every list', () => {
    const bodies = of('/api/changes')
      .concat(of('/api/registries'))
      .map(({ body }) => body)
    for (const list of ['changes', 'rejected', 'lookAlikes', 'unmatched', 'statusTables']) {
      expect(
        bodies.some((body) => new RegExp(`"${list}":\\[\\{`).test(body)),
        list,
      ).toBe(true)
    }
  })

  it('would notice a field that is not described', async () => {
    const { server, url } = await listen(
      await createTestApp({ operator: { name: null, url: null, extra: 1 } as never }),
    )
    servers.push(server)
    const fresh = createApiInspector(document)
    expect((await fresh.ask(url, '/api/registries', '/api/registries')).complaints).toEqual([
      expect.stringContaining('extra'),
    ])
  })

  it('tells the truth about HEAD, OPTIONS and other methods', async () => {
    const url = await serve()
    for (const { path, samples } of operations) {
      const get = await fetch(url + samples[0])
      const head = await fetch(url + samples[0], { method: 'HEAD' })
      expect(head.status, path).toBe(get.status)
      expect(head.headers.get('etag'), path).toBe(get.headers.get('etag'))
      expect(await head.text(), path).toBe('')
      const post = await fetch(url + samples[0], { method: 'POST' })
      expect(post.status, path).toBe(405)
      expect(post.headers.get('allow'), path).toBe('GET, HEAD, OPTIONS')
      if (!path.startsWith('/api/')) continue
      expect((await fetch(url + samples[0], { method: 'OPTIONS' })).status, path).toBe(204)
      expect(get.headers.get('access-control-allow-origin'), path).toBe('*')
    }
  })
})
