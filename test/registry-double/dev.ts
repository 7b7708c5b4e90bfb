import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startDouble } from './double.ts'

/**
 * `npm run dev:double`: the three registries on this machine, and the app against them. Nothing leaves the machine and
 * nothing touches `./data`: what is collected goes to a folder of its own unless DATA_DIR says otherwise.
 */

const root = fileURLToPath(new URL('../../', import.meta.url))
const double = await startDouble({ ctgovMaxPageSize: 10 })

const environment = {
  PACE: 'off',
  ...Object.fromEntries(Object.entries(double.baseUrls).map(([id, url]) => [`${id.toUpperCase()}_BASE_URL`, url])),
  DATA_DIR: process.env.DATA_DIR ?? mkdtempSync(path.join(tmpdir(), 'trialwijzer-double-')),
}
console.log('registry double:', double.baseUrls)
console.log('records a substance:', double.counts())
console.log('collections are kept in', environment.DATA_DIR)

/** The built app; without a build script, the sources. */
function startApp(): ChildProcess {
  const options = { cwd: root, stdio: 'inherit' as const, env: { ...process.env, ...environment } }
  const build = path.join(root, 'server', 'build.mjs')
  if (!existsSync(build)) return spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], options)
  const built = spawnSync(process.execPath, [build], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) {
    console.error('the app could not be built')
    process.exit(1)
  }
  return spawn(process.execPath, [path.join(root, 'dist', 'server', 'main.js')], options)
}

const app = startApp()
app.on('exit', (code) => {
  void double.stop().then(() => process.exit(code ?? 1))
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal))
