import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { createFileStore } from '../../../server/store/file-store.ts'
import { createLogLines } from '../log-lines.ts'

const script = fileURLToPath(new URL('write-forever.ts', import.meta.url))

/** Starts the writer, kills it (SIGKILL) `afterMs` after its third version, and returns the last version it reported. */
async function writeAndKill(folder: string, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  let armed = false
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString()
    if (armed || !said.includes('3\n')) return
    armed = true
    setTimeout(() => child.kill('SIGKILL'), afterMs)
  })
  const signal = await new Promise((resolve) => child.on('exit', (_code, by) => resolve(by)))
  expect(signal).toBe('SIGKILL')
  return Number(said.trimEnd().split('\n').at(-1))
}

it('has the last or the next whole version after kill -9 at any moment of a write', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kill-'))
  try {
    for (const afterMs of [1, 6, 11, 17, 23]) {
      const last = await writeAndKill(folder, afterMs)
      const { log, at } = createLogLines()
      const read = await createFileStore({ folder, clock: systemClock, log }).readCollection('ctgov', 'psilocybin')
      const versions = new Set(read?.records.map((r) => r.whyStopped))
      expect(read?.records).toHaveLength(300)
      expect([`version ${last}`, `version ${last + 1}`]).toContain([...versions].join())
      expect(at('error')).toEqual([])
    }
    const files = readdirSync(path.join(folder, 'collections'))
    expect(files.filter((name) => name.includes('damaged'))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
