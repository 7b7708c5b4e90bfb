import { euctr } from '../../../server/registries/euctr.ts'
import { substances } from '../../../shared/substances/index.ts'
import type { TrialRecord } from '../../../shared/trial.ts'
import type { EuctrFixture } from '../../fixtures/euctr/euctr-fixture.ts'
import { createEuctrDouble } from '../../registry-double/euctr-double.ts'
import type { CollectResult, RegistryHttp, RegistryReply } from '../../../server/registries/registry.ts'
import type { DoubleRegistry } from '../../registry-double/double.ts'

export const FETCHED_AT = '2026-11-22T08:00:00.000Z'

/** A RegistryHttp straight onto a double, without a socket: `paths` are the requests made, `change` may falsify a reply. */
export function httpOnto(
  double: DoubleRegistry,
  change: (path: string, reply: RegistryReply) => RegistryReply = (_, reply) => reply,
): RegistryHttp & { paths: string[]; mostAtOnce: () => number } {
  const paths: string[] = []
  let running = 0
  let most = 0
  return {
    paths,
    mostAtOnce: () => most,
    async get(path) {
      paths.push(path)
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      const url = new URL(path, 'http://double')
      const reply = double.handle({ method: 'GET', path: url.pathname, query: url.searchParams, body: '' })
      const contentType = (reply?.headers['content-type'] ?? 'text/plain').split(';')[0] ?? ''
      return change(path, {
        status: reply?.status ?? 404,
        contentType,
        body: reply?.body ?? 'Not found, no such address',
      })
    },
    post: () => Promise.reject(new Error('EUCTR is never posted to')),
  }
}

/** A substance as the adapter is handed it. */
export function substance(id: string) {
  const found = substances.find((one) => one.id === id)
  if (!found) throw new Error(`no substance ${id}`)
  return found
}

export function collect(id: string, http: RegistryHttp): Promise<CollectResult> {
  return euctr.collect(substance(id), http, () => undefined, FETCHED_AT)
}

/** One record of a substance's collection, from the double. */
export async function recordOf(fixtures: EuctrFixture[], id: string, eudractNumber: string): Promise<TrialRecord> {
  const { records } = await collect(id, httpOnto(createEuctrDouble(fixtures)))
  const record = records.find(({ recordId }) => recordId === eudractNumber)
  if (!record) throw new Error(`${eudractNumber} was not collected`)
  return record
}
