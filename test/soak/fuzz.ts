import { createHash } from 'node:crypto'
import { exchange } from '../server/http/app-server.ts'
import { randomRequest } from '../server/http/random-requests.ts'
import { startServer, temporaryFolder } from '../journeys/server-process.ts'
import { minutesOf } from './options.ts'

/**
 * `npm run fuzz [-- --minutes 5] [-- --seed words]`: random bytes on the server's socket. It fails when an answer is
 * 5xx, when the process ends, or when it stops answering; the seed repeats the run.
 */
function randomFrom(seed: string): (max: number) => number {
  let counter = 0
  let block = Buffer.alloc(0)
  let at = 0
  return (max) => {
    if (at + 4 > block.length) {
      block = createHash('sha512').update(`${seed} ${counter}`).digest()
      counter += 1
      at = 0
    }
    at += 4
    return max <= 0 ? 0 : block.readUInt32LE(at - 4) % max
  }
}

async function main(): Promise<void> {
  const minutes = minutesOf(process.argv, 5)
  const given = process.argv.indexOf('--seed')
  const seed = given < 0 ? new Date().toISOString() : (process.argv[given + 1] ?? '')
  const below = randomFrom(seed)
  const server = await startServer({ OFFLINE: '1', DATA_DIR: temporaryFolder(), RATE_LIMIT_PER_MINUTE: '100000000' })
  const port = Number(new URL(server.url).port)
  const statuses = new Map<string, number>()
  const failures: string[] = []
  const end = performance.now() + minutes * 60_000
  let sent = 0
  try {
    while (performance.now() < end && failures.length === 0) {
      const wires = Array.from({ length: 40 }, () => randomRequest(below))
      const answers = await Promise.all(wires.map((wire) => exchange(port, wire, 100)))
      sent += wires.length
      answers.forEach((answer, index) => {
        const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'no answer'
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (/HTTP\/1\.1 5\d\d /.test(answer)) failures.push(`5xx for ${wires[index]?.toString('base64') ?? ''}`)
      })
      if (server.child.exitCode !== null) failures.push(`the server ended:\n${server.output().slice(-2_000)}`)
    }
    const alive = await fetch(`${server.url}/api/trials`, { signal: AbortSignal.timeout(10_000) })
    if (alive.status !== 200) failures.push(`afterwards /api/trials answers ${alive.status}`)
    if (server.output().includes('"level":"error"')) failures.push('the log holds an error')
  } finally {
    await server.kill()
  }
  console.log(`${sent} requests in ${minutes} minutes, seed "${seed}"`)
  for (const [status, count] of [...statuses].sort()) console.log(`  ${status}: ${count}`)
  for (const failure of failures) console.error(failure)
  process.exitCode = failures.length === 0 ? 0 : 1
}

await main()
