import { expect, it } from 'vitest'
import { noRedis } from '../redis-server.ts'
import { problemsOf } from './check-chaos.ts'
import { runChaos } from './run-chaos.ts'

it.skipIf(noRedis !== null)(
  'keeps three replicas serving, equal and as modest as one while replicas and Redis go down and come back',
  async () => {
    const seed = Math.floor(Math.random() * 1_000_000)
    const lines: string[] = [`seed ${seed}`]
    const result = await runChaos({ seconds: 9, seed, refreshSeconds: 5, say: (line) => void lines.push(line) }).catch(
      (error: unknown) => {
        throw new Error(lines.join('\n'), { cause: error })
      },
    )
    expect(problemsOf(result), lines.join('\n')).toEqual([])
    expect(result.replicasEnded).toBeGreaterThan(0)
  },
  300_000,
)
