import { problemsOf } from './check-chaos.ts'
import { runChaos } from './run-chaos.ts'

/** `npm run chaos [seconds] [seed]`: five minutes unless said otherwise; ends with 1 when anything is wrong. */
const seconds = Number(process.argv[2] ?? 300)
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1_000_000))
console.log(`chaos for ${seconds} s, seed ${seed}`)
const start = performance.now()
const result = await runChaos({
  seconds,
  seed,
  refreshSeconds: 15,
  say: (line) => console.log(`${((performance.now() - start) / 1_000).toFixed(1)} s  ${line}`),
})
const problems = problemsOf(result)
const { failed, changes, ...figures } = result
console.log({ ...figures, failed: failed.length, changes: changes.length })
for (const problem of problems) console.error(`WRONG: ${problem}`)
process.exit(problems.length === 0 ? 0 : 1)
