import { rename, writeFile } from 'node:fs/promises'
import packageJson from '../../package.json' with { type: 'json' }
import { substances } from '../../shared/substances/index.ts'
import { systemClock } from '../clock.ts'
import { ConfigError, readConfig } from '../config.ts'
import { AppError } from '../errors.ts'
import { createLog } from '../log.ts'
import { registries } from '../registries/index.ts'
import type { RegistryHttp } from '../registries/registry.ts'
import { createRegistryHttp, userAgentOf } from '../upstream/upstream-http.ts'
import { buildSnapshot, SnapshotIncompleteError } from './build-snapshot.ts'
import { printSnapshot } from './snapshot-file.ts'

/**
 * `npm run snapshot`: rebuilds `snapshot.json` from the live registries. Writes nothing when one collection is not
 * complete, and names it. Exits with 1 then, with 2 when the environment is wrong.
 */
async function makeSnapshot(): Promise<void> {
  const config = readConfig(process.env, registries)
  const log = createLog({ level: 'silent', clock: systemClock })
  const https = new Map<string, RegistryHttp>(
    registries.map((registry) => [
      registry.id,
      createRegistryHttp({
        registry,
        baseUrl: config.baseUrls[registry.id] ?? registry.defaultBaseUrl,
        timeoutSeconds: config.upstreamTimeoutSeconds,
        pace: config.pace,
        userAgent: userAgentOf(packageJson.version, config.publicUrl, config.contact),
        clock: systemClock,
        log,
      }),
    ]),
  )
  const collections = await buildSnapshot({
    registries,
    substances,
    httpFor(registryId) {
      const http = https.get(registryId)
      if (http === undefined) throw new Error(`no http for ${registryId}`)
      return http
    },
    now: () => systemClock.now(),
    onCollection: (registryId, substanceId) => process.stdout.write(`${registryId} ${substanceId} ...\n`),
  })
  const target = new URL('snapshot.json', import.meta.url)
  const fresh = new URL('snapshot.json.new', import.meta.url)
  const day = systemClock.now().toISOString().slice(0, 10)
  await writeFile(fresh, printSnapshot(`the live registries, ${day}`, collections))
  await rename(fresh, target)
  const records = collections.reduce((sum, collection) => sum + collection.records.length, 0)
  process.stdout.write(`snapshot.json: ${records} records\n`)
}

try {
  await makeSnapshot()
} catch (error) {
  if (error instanceof ConfigError) process.exitCode = 2
  else if (error instanceof SnapshotIncompleteError || error instanceof AppError) process.exitCode = 1
  else throw error
  process.stderr.write(`${error.message}\n`)
}
