import { startServer, temporaryFolder } from '../journeys/server-process.ts'
import type { ServerProcess } from '../journeys/server-process.ts'
import { freePort } from '../redis-server.ts'
import type { RegistryDouble } from '../registry-double/double.ts'

/** A replica that can be killed and started again, on the same port and with the same files. */
export interface Replica {
  name: string
  url: string
  /** Since when it listens (performance.now()); null while it does not. */
  upSince: number | null
  /** When it last went down. */
  downAt: number
  /** Everything it said, over all its lives. */
  said(): string
  start(): Promise<void>
  /** SIGKILL, or SIGTERM when it may end in its own time. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

export function environmentOf(double: RegistryDouble, more: Record<string, string>): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(double.baseUrls).map(([id, url]) => [`${id.toUpperCase()}_BASE_URL`, url])),
    PACE: 'off',
    DATA_DIR: temporaryFolder(),
    RETRY_SECONDS: '1',
    RATE_LIMIT_PER_MINUTE: '1000000',
    ...more,
  }
}

export async function createReplica(name: string, env: Record<string, string>): Promise<Replica> {
  const port = await freePort()
  let server: ServerProcess | null = null
  let earlier = ''
  const replica: Replica = {
    name,
    url: `http://127.0.0.1:${port}`,
    upSince: null,
    downAt: 0,
    said: () => earlier + (server?.output() ?? ''),
    async start() {
      server = await startServer({ ...env, PORT: String(port) })
      replica.upSince = performance.now()
    },
    async end(signal) {
      if (server === null) return
      const ending = server
      replica.upSince = null
      replica.downAt = performance.now()
      await (signal === 'SIGKILL' ? ending.kill() : ending.stop())
      earlier += ending.output()
      server = null
    },
  }
  return replica
}

/** What a visitor or a program asks for; every answer comes from the catalogue, the states or the log of changes. */
export const PATHS = [
  '/api/trials?role=all',
  '/api/trials?substance=psilocybin&status=recruiting',
  '/api/statement',
  '/api/summary',
  '/api/matrix',
  '/api/registries',
  '/api/changes',
  '/feeds/trials.atom',
  '/',
  '/evidence?lang=nl',
]

interface Answer {
  path: string
  etag: string | null
  body: string
}

async function answersOf(replica: Replica): Promise<Answer[]> {
  return Promise.all(
    PATHS.map(async (path) => {
      const response = await fetch(replica.url + path)
      return { path, etag: response.headers.get('etag'), body: await response.text() }
    }),
  )
}

/** Asks all replicas until they answer byte for byte the same, with the same ETags, and none is busy; says how long. */
export async function waitUntilIdentical(replicas: readonly Replica[], withinMs: number): Promise<number> {
  const start = performance.now()
  for (;;) {
    const [first = [], ...others] = await Promise.all(replicas.map(answersOf))
    const differing = first
      .filter((one, i) => others.some((other) => other[i]?.etag !== one.etag || other[i].body !== one.body))
      .map(({ path }) => path)
    const states = first.find(({ path }) => path === '/api/registries')?.body ?? ''
    const fresh = !/"state":"(?!fresh)/.test(states)
    if (differing.length === 0 && fresh && first.every(({ etag }) => etag !== null)) return performance.now() - start
    if (performance.now() - start > withinMs) {
      throw new Error(
        `replicas differ after ${String(withinMs)} ms in: ${differing.join(', ')}; fresh: ${String(fresh)}\n${states.slice(0, 3_000)}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
