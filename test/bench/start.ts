import http from 'node:http'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { environmentOf } from '../chaos/replica-set.ts'
import { getJson, startServer, temporaryFolder, waitFor } from '../journeys/server-process.ts'
import { atMost, median } from './row.ts'
import type { Row } from './row.ts'

const STARTS = 5
const WITHIN_MS = 1_000
const VISITORS = 10_000
const AT_ONCE = 50

/** From before the process exists to the first 200 of a list of trials. */
async function coldStart(env: Record<string, string>): Promise<number> {
  const start = performance.now()
  const server = await startServer(env)
  try {
    await visit(new http.Agent(), `${server.url}/api/trials`)
    return performance.now() - start
  } finally {
    await server.kill()
  }
}

function visit(agent: http.Agent, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent, headers: { 'accept-encoding': 'br' } }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${url}: ${String(response.statusCode)}`))
        response.resume()
        response.once('end', () => resolve())
      })
      .once('error', reject)
  })
}

type States = { state: string }[]
/** Every register has answered. */
export const isFresh = (states: States): boolean => states.length > 0 && states.every(({ state }) => state === 'fresh')

export async function statesOf(url: string): Promise<States> {
  const { registries } = (await getJson(`${url}/api/registries`)) as { registries: States }
  return registries
}

/** How often the registries were asked until everything was there and so many visitors had come. */
async function askedFor(
  visitors: number,
): Promise<{ asked: number; double: RegistryDouble; env: Record<string, string> }> {
  const double = await startDouble()
  const env = { ...environmentOf(double, {}), DATA_DIR: temporaryFolder(), RATE_LIMIT_PER_MINUTE: '100000000' }
  const server = await startServer(env)
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const paths = ['/', '/api/trials', '/api/trials?status=recruiting', '/api/statement', '/api/summary', '/evidence']
  for (let at = 0; at < visitors; at += AT_ONCE) {
    const some = Array.from(
      { length: Math.min(AT_ONCE, visitors - at) },
      (_, i) => paths[(at + i) % paths.length] ?? '/',
    )
    await Promise.all(some.map((path) => visit(agent, server.url + path)))
  }
  await waitFor(() => statesOf(server.url), isFresh, 60_000)
  agent.destroy()
  await server.stop()
  return { asked: double.requests.length, double, env }
}

/** Cold starts, and what visitors cost the registries. */
export async function startRows(): Promise<Row[]> {
  const one = await askedFor(1)
  const many = await askedFor(VISITORS)
  await Promise.all([one.double.stop(), many.double.stop()])
  const starts = { snapshot: [] as number[], store: [] as number[] }
  for (let i = 0; i < STARTS; i += 1) {
    starts.snapshot.push(await coldStart({ OFFLINE: '1', DATA_DIR: temporaryFolder() }))
    starts.store.push(await coldStart({ OFFLINE: '1', DATA_DIR: one.env.DATA_DIR ?? '' }))
  }
  const row = (what: string, times: number[]): Row => ({
    what: `process start to the first 200, ${what}`,
    value: `${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})`,
    target: atMost(median(times), WITHIN_MS, 'ms'),
  })
  return [
    row('from the snapshot', starts.snapshot),
    row('from the store', starts.store),
    {
      what: `questions to the registries, 1 and ${VISITORS} visitors`,
      value: `${one.asked} and ${many.asked}`,
      target: { text: 'equal', met: one.asked === many.asked },
    },
  ]
}
