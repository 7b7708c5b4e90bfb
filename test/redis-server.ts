import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

const PROGRAM = process.env.REDIS_SERVER_PATH ?? '/usr/bin/redis-server'

/** Why the tests with a real Redis are left out; null when they run. REQUIRE_REDIS=1 makes a missing one an error. */
export const noRedis: string | null = findRedis()

function findRedis(): string | null {
  if (existsSync(PROGRAM)) return null
  const reason = `no redis-server at ${PROGRAM} (set REDIS_SERVER_PATH)`
  if (process.env.REQUIRE_REDIS === '1') throw new Error(`REQUIRE_REDIS=1, but there is ${reason}`)
  console.warn(`The tests with a real Redis are left out: there is ${reason}.`)
  return reason
}

export interface RedisServer {
  url: string
  port: number
  /** SIGKILL: what it held is gone. */
  kill(): Promise<void>
  /** Starts again, empty, on the same port. */
  restart(): Promise<void>
  /** SIGSTOP: it takes connections and never answers. */
  freeze(): void
  thaw(): void
}

/** A real redis-server on a free port of this machine that keeps nothing on disk. */
export async function startRedis(options: { port?: number; password?: string } = {}): Promise<RedisServer> {
  const port = options.port ?? (await freePort())
  const login = options.password === undefined ? '' : `:${options.password}@`
  let child = await run(port, options.password)
  return {
    url: `redis://${login}127.0.0.1:${port}`,
    port,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
    async restart() {
      child = await run(port, options.password)
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  }
}

async function run(port: number, password: string | undefined): Promise<ChildProcess> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const login = password === undefined ? [] : ['--requirepass', password]
  const child = spawn(PROGRAM, [...settings, ...login], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString()
      if (said.includes('Ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${String(code)}:\n${said}`)))
  })
  return child
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
