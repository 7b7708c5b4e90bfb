import { systemClock } from '../../../server/clock.ts'
import { createLog } from '../../../server/log.ts'
import { createFileStore } from '../../../server/store/file-store.ts'
import { buildCollection, buildRecord } from '../../builders.ts'

/**
 * Until it is killed: ever new versions of one collection, each after an entry in a log, saying the number once both are
 * kept. Begins after the number it is given.
 */
const [folder = '', after = '0'] = process.argv.slice(2)
const store = createFileStore({ folder, clock: systemClock, log: createLog({ level: 'silent', clock: systemClock }) })
for (let version = Number(after) + 1; ; version += 1) {
  const records = Array.from({ length: 300 }, (_, i) =>
    buildRecord({
      recordId: `NCT${String(i).padStart(8, '0')}`,
      whyStopped: `version ${version}`,
      raw: { noise: Math.random() },
    }),
  )
  const fetchedAt = new Date(version).toISOString()
  await store.updateDocument('log', (kept) => [...((kept as number[] | null) ?? []), version])
  await store.writeCollection(
    buildCollection({
      registryId: 'ctgov',
      substanceId: 'psilocybin',
      records,
      complete: true,
      fetchedAt,
      from: 'live',
    }),
  )
  process.stdout.write(`${version}\n`)
}
