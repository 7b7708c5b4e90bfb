import http from 'node:http'
import { inSlices } from '../../server/in-slices.ts'
import { loadSnapshot } from '../../server/snapshot/load-snapshot.ts'
import { readRecordsInSteps } from '../../shared/core/derive-catalogue.ts'
import { substances } from '../../shared/substances/index.ts'
import type { Collection } from '../../shared/trial.ts'
import { startApp } from '../server/http/app-server.ts'
import { atMost } from './row.ts'
import type { Row } from './row.ts'
import { scaledCollections } from './scaled-collections.ts'
import { blockedRow, quiet, sweep, watched } from './watched.ts'
import type { Watched } from './watched.ts'

const MS_PER_1000 = 60

/**
 * Publishes in a server that is asked meanwhile, and that has published the snapshot before, as it does when it starts:
 * of new records, whose words are read when they come in; of a refresh that brings them all again in other objects; and
 * of one in which a single record changed.
 */
export async function publishRows(count: number): Promise<Row[]> {
  const app = await startApp({ rateLimitPerMinute: 1_000_000 })
  await app.publish(loadSnapshot())
  let collections = scaledCollections(count, '2026-11-22T00:00:00.000Z')
  await sweep()
  // A server that has run for a while: its code is compiled. After sweeping, which throws compiled code away as well.
  // One trial more each day, so that records are joined anew each time.
  for (const day of [17, 18, 19, 20, 21]) {
    await app.publish(scaledCollections(2_980 + day, `2026-11-${String(day)}T00:00:00.000Z`))
  }
  await quiet()
  // As the server does with what a registry answered.
  const read = (held: readonly Collection[]): Promise<Watched> =>
    watched(async () => {
      for (const [at, { records }] of collections.entries()) {
        await inSlices(readRecordsInSteps(records, substances, held[at]?.records))
      }
    })
  const firstReading = await read([])
  const first = await watched(() => app.publish(collections))
  const held = collections
  collections = scaledCollections(count, '2026-11-22T06:00:00.000Z')
  await sweep()
  await app.publish(held)
  await quiet()
  const secondReading = await read(held)
  const again = await watched(() => app.publish(collections))
  const [head, ...others] = collections
  if (head === undefined) throw new Error('no collections')
  const changed = head.records.map((record, at) => (at === 0 ? { ...record, overallStatus: 'COMPLETED' } : record))
  const one = await watched(() => app.publish([{ ...head, records: changed }, ...others]))
  await take(`${app.url}/api/matrix`)
  const bodies = await watched(async () => {
    // Filters that keep nearly everything: nobody has asked for these answers yet.
    for (const path of ['trials?startTo=2999', 'summary?startTo=2999']) await take(`${app.url}/api/${path}`)
  })
  await sweep()
  const { rss, heapUsed } = process.memoryUsage()
  await app.stop()
  const row = (what: string, seen: Watched, isPublish = true): Row[] => [
    {
      what: `${what}, ${count} trials`,
      value: `${(seen.ms / (count / 1_000)).toFixed(0)} ms per 1,000`,
      ...(isPublish ? { target: atMost(seen.ms / (count / 1_000), MS_PER_1000, 'ms') } : {}),
    },
    blockedRow(`${what}, ${count} trials`, seen),
  ]
  return [
    ...row('read every word of new records', firstReading, false),
    ...row('publish, every record new', first),
    ...row('recognise records that say the same again', secondReading, false),
    ...row('publish, every record asked again, none changed', again),
    ...row('publish, one record changed', one),
    ...row('make, compress and send the list and its summary', bodies),
    {
      what: `memory with ${count} trials`,
      value: `${(heapUsed / 1e6).toFixed(0)} MB heap, ${(rss / 1e6).toFixed(0)} MB in all`,
    },
  ]
}

/** Takes an answer as it comes, compressed: unpacking is not the work of the server. */
function take(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent: false, headers: { 'accept-encoding': 'br' } }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${url}: ${String(response.statusCode)}`))
        response.resume().once('end', resolve)
      })
      .once('error', reject)
  })
}
