import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { expect, it } from 'vitest'
import { RegistryState, TrialsReply } from '../../../shared/api.ts'
import { systemClock } from '../../../server/clock.ts'
import { createFileStore } from '../../../server/store/file-store.ts'
import { seededRandom } from '../../bench/scaled-trials.ts'
import { environmentOf, createReplica } from '../../chaos/replica-set.ts'
import { getJson, waitFor } from '../../journeys/server-process.ts'
import { startDouble } from '../../registry-double/double.ts'
import { createLogLines } from '../log-lines.ts'

/** Of the store alone, and of the whole server: `npm run kill` takes fifty of those too (KILLS). */
const STORE_KILLS = 50
const SERVER_KILLS = Number(process.env.KILLS ?? 3)

function temporary(name: string): string {
  return mkdtempSync(path.join(os.tmpdir(), name))
}

/** Starts the writer, kills it (SIGKILL) `afterMs` after its first version, and returns the last version it reported. */
async function writeAndKill(script: string, folder: string, from: number, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [script, folder, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (part: Buffer) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
    said += part.toString()
  })
  const signal = await new Promise((resolve) => child.on('exit', (_code, by) => resolve(by)))
  expect(signal).toBe('SIGKILL')
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
}

it(`has the last or the next whole version after each of ${STORE_KILLS} kills at random moments of writing`, async () => {
  const seed = Math.floor(Math.random() * 1_000_000)
  const random = seededRandom(seed)
  const folder = temporary('kill-')
  const script = path.join(folder, 'write-forever.mjs')
  await esbuild.build({
    entryPoints: [fileURLToPath(new URL('write-forever.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  })
  try {
    let last = 0
    for (let kill = 0; kill < STORE_KILLS; kill += 1) {
      last = await writeAndKill(script, folder, last, random() * 25)
      const { log, at } = createLogLines()
      const store = createFileStore({ folder, clock: systemClock, log })
      const read = await store.readCollection('ctgov', 'psilocybin')
      const versions = new Set(read?.records.map((r) => r.whyStopped))
      expect(read?.records, `seed ${seed}`).toHaveLength(300)
      expect([`version ${last}`, `version ${last + 1}`]).toContain([...versions].join())
      // Every version is in the log once; the one that was cut off is perhaps in it, and written again by the next.
      const entries = (await store.readDocument('log')) as number[]
      expect([...new Set(entries)]).toEqual(Array.from({ length: new Set(entries).size }, (_, i) => i + 1))
      expect([last, last + 1]).toContain(entries.at(-1))
      expect(at('error')).toEqual([])
      last = Number([...versions].join().slice('version '.length))
    }
    expect(readdirSync(path.join(folder, 'collections')).filter((name) => name.includes('damaged'))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)

it(`serves a complete set after each of ${SERVER_KILLS} kills at random moments of refreshing`, async () => {
  const seed = Math.floor(Math.random() * 1_000_000)
  const random = seededRandom(seed)
  const double = await startDouble({ perSubstance: 3 })
  const env = environmentOf(double, { REFRESH_HOURS: String(0.4 / 3_600) })
  const server = await createReplica('server', env)
  const states = async () =>
    ((await getJson(`${server.url}/api/registries`)) as { registries: unknown[] }).registries.map((s) =>
      RegistryState.parse(s),
    )
  const count = async () => TrialsReply.parse(await getJson(`${server.url}/api/trials?role=all`)).total
  try {
    await server.start()
    await waitFor(states, (all) => all.flatMap((s) => s.collections).every((c) => c.complete), 30_000)
    const total = await count()
    for (let kill = 0; kill < SERVER_KILLS; kill += 1) {
      await new Promise((resolve) => setTimeout(resolve, random() * 500))
      await server.end('SIGKILL')
      await server.start()
      expect(await count(), `seed ${seed}`).toBe(total)
      expect((await states()).flatMap((s) => s.collections).filter((c) => !c.complete)).toEqual([])
    }
    expect(server.said()).not.toMatch(/damaged|"level":"(?:error|fatal)"/)
  } finally {
    await server.end('SIGKILL')
    await double.stop()
  }
}, 240_000)
