import { systemClock } from '../../../server/clock.ts'
import { createLog } from '../../../server/log.ts'
import { createFileStore } from '../../../server/store/file-store.ts'
import { buildCollection, buildRecord } from '../../builders.ts'

/** Writes ever new versions of one collection, saying each number once it is kept, until it is killed. */
const folder = process.argv[2] ?? ''
const store = createFileStore({ folder, clock: systemClock, log: createLog({ level: 'silent', clock: systemClock }) })
for (let version = 1; ; version += 1) {
  const records = Array.from({ length: 300 }, (_, i) =>
    buildRecord({
      recordId: `NCT${String(i).padStart(8, '0')}`,
      whyStopped: `version ${version}`,
      raw: { noise: Math.random() },
    }),
  )
  await store.writeCollection(
    buildCollection({ registryId: 'ctgov', substanceId: 'psilocybin', records, complete: true, from: 'live' }),
  )
  process.stdout.write(`${version}\n`)
}
