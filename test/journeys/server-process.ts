import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const repoRoot = fileURLToPath(new URL('../..', import.meta.url))

export interface ServerProcess {
  url: string
  /** Time from the start of the process to its first line "listening", in ms. */
  startedInMs: number
  output(): string
  child: ChildProcess
  /** Ends the process with SIGTERM and gives its exit code. */
  stop(): Promise<number | null>
  kill(): Promise<void>
}

export function temporaryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'trialwijzer-test-'))
}

const { scripts } = JSON.parse(fs.readFileSync(path.join(repoRoot, 'package.json'), 'utf8')) as {
  scripts: { start: string }
}
/** The options that `npm start` gives to Node. */
export const NODE_FLAGS = scripts.start.split(' ').filter((word) => word.startsWith('--'))
const BUILT = path.join(repoRoot, 'dist', 'server', 'main.js')

/** Starts the built server as a process of its own on a free port. `env` replaces the whole environment but PATH. */
export async function startServer(env: Record<string, string>, file = BUILT): Promise<ServerProcess> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...NODE_FLAGS, file], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString('utf8')
      const match = /"url":"(http:[^"]+)"/.exec(output)
      if (match?.[1] !== undefined) resolve(match[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void exited.then((code) =>
      reject(new Error(`the server ended with ${String(code)} before it listened:\n${output}`)),
    )
  })
  return {
    url,
    startedInMs: performance.now() - startedAt,
    output: () => output,
    child,
    async stop() {
      child.kill('SIGTERM')
      return exited
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Asks until `ready` says yes; fails after `timeoutMs`. */
export async function waitFor<T>(ask: () => Promise<T>, ready: (value: T) => boolean, timeoutMs = 20_000): Promise<T> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const value = await ask()
    if (ready(value)) return value
    if (performance.now() > end)
      throw new Error(`not within ${String(timeoutMs)} ms; last seen: ${JSON.stringify(value).slice(0, 600)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url)
  return response.json()
}
