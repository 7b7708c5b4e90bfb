import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The journeys start the built server: build what is missing or out of date, once for all of them. */
export default function setup(): void {
  const start = fileURLToPath(new URL('../server/start.mjs', import.meta.url))
  const { status } = spawnSync(process.execPath, [start, '--build-only'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('the build failed, and the journeys need it')
}
