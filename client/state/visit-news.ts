import type { ChangesReply, ChangeEntry, RegistryState } from '../../shared/api.ts'
import type { TrialSummary } from '../../shared/trial.ts'

/** What changed since a visit, worked out on the device from the log that is the same for everybody. */
export interface VisitNews {
  /** ISO time from which changes are counted: the visit, or the beginning of the log when that is later. */
  from: string
  /** How many changes, of all trials together. */
  count: number
  /** Newest change first; `trial` is null when it is held no more. */
  trials: readonly { trialId: string; trial: TrialSummary | null; changes: readonly ChangeEntry[] }[]
  /** Names of registries that have not answered since then: about those nothing is known. */
  notAsked: readonly string[]
}

export function visitNews(
  visit: string,
  log: ChangesReply,
  trials: readonly TrialSummary[],
  registries: readonly RegistryState[],
): VisitNews {
  const from = Date.parse(log.keptFrom) > Date.parse(visit) ? log.keptFrom : visit
  const since = log.changes.filter(({ at }) => Date.parse(at) >= Date.parse(from)).reverse()
  const byTrial = new Map<string, ChangeEntry[]>()
  for (const change of since) {
    const known = byTrial.get(change.trialId)
    if (known === undefined) byTrial.set(change.trialId, [change])
    else known.push(change)
  }
  const held = new Map(trials.map((trial) => [trial.trialId, trial]))
  return {
    from,
    count: since.length,
    trials: [...byTrial].map(([trialId, changes]) => ({ trialId, trial: held.get(trialId) ?? null, changes })),
    notAsked: registries
      .filter(({ fetchedAt }) => fetchedAt === null || !(Date.parse(fetchedAt) >= Date.parse(visit)))
      .map(({ name }) => name),
  }
}
