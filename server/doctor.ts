import packageJson from '../package.json' with { type: 'json' }
import { systemClock } from './clock.ts'
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './log.ts'
import { registries } from './registries/index.ts'
import type { LiveCheck, RegistryHttp } from './registries/registry.ts'
import { createRegistryHttp, userAgentOf } from './upstream/upstream-http.ts'

/**
 * `npm run doctor`: asks each live registry a few known questions, one line a check. Exits with 1 when one fails, with 2
 * when the environment is wrong. This is how an operator learns that a registry has changed.
 */
async function run(check: LiveCheck, http: RegistryHttp): Promise<{ ok: boolean; seen: string }> {
  try {
    return { ok: true, seen: await check.run(http) }
  } catch (error) {
    return { ok: false, seen: error instanceof Error ? error.message : String(error) }
  }
}

async function doctor(): Promise<number> {
  const config = readConfig(process.env, registries)
  const log = createLog({ level: 'silent', clock: systemClock })
  let failed = 0
  for (const registry of registries) {
    const http = createRegistryHttp({
      registry,
      baseUrl: config.baseUrls[registry.id] ?? registry.defaultBaseUrl,
      timeoutSeconds: config.upstreamTimeoutSeconds,
      pace: config.pace,
      userAgent: userAgentOf(packageJson.version, config.publicUrl, config.contact),
      clock: systemClock,
      log,
    })
    for (const check of registry.liveChecks) {
      const { ok, seen } = await run(check, http)
      if (!ok) failed += 1
      process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${registry.id}: ${check.name}: ${seen}\n`)
    }
  }
  process.stdout.write(failed === 0 ? 'Every check passed.\n' : `${failed} failed.\n`)
  return failed === 0 ? 0 : 1
}

try {
  process.exitCode = await doctor()
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`)
  process.exitCode = 2
}
