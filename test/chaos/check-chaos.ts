import type { ChaosResult } from './run-chaos.ts'

/** What is wrong with a run; empty: nothing. */
export function problemsOf(result: ChaosResult): string[] {
  const problems: string[] = []
  if (result.failed.length > 0) {
    problems.push(`${String(result.failed.length)} visitor requests failed: ${result.failed.slice(0, 5).join('; ')}`)
  }
  if (result.requests < 50) problems.push(`only ${String(result.requests)} visitor requests were made`)
  const { upstream, upstreamOfOne, requestsPerRound, replicasEnded, redisKilled } = result
  // A replica that ends takes at most what it was asking with it (one collection of each registry, a third of a round),
  // and its successor asks again; the same where Redis forgets. And the two may stand a round apart when counting ends.
  const takeovers = replicasEnded + redisKilled
  const slack = requestsPerRound * (1 + takeovers / 3)
  if (upstream > upstreamOfOne + slack) {
    problems.push(
      `the registries got ${String(upstream)} requests, one replica alone made ${String(upstreamOfOne)}; allowed above that: ${String(Math.round(slack))}`,
    )
  }
  if (upstream === 0) problems.push('the registries were not asked at all')
  return [...problems, ...problemsOfLog(result)]
}

/** Nothing lost, nothing twice: each entry of one field begins where the one before it ended. */
function problemsOfLog({ changes, statuses }: ChaosResult): string[] {
  const problems: string[] = []
  const last = new Map<string, string | null>()
  for (const { registryId, recordId, field, from, to, kind } of changes) {
    const key = `${registryId} ${recordId} ${field ?? kind}`
    const before = last.get(key)
    if (before !== undefined && before !== from)
      problems.push(`${key}: ${String(before)}, then ${String(from)} -> ${String(to)}`)
    last.set(key, to)
  }
  const ends = [...last].filter(([key]) => key.endsWith(' overallStatus')).map(([, to]) => to)
  if (ends.length !== 1 || ends[0] !== statuses.at(-1)) {
    problems.push(
      `the log of changes ends with ${ends.join(', ') || 'nothing'}, the registry with ${statuses.at(-1) ?? ''}`,
    )
  }
  return problems
}
