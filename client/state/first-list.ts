import { recruitingKey } from '../../shared/core/recruiting-order.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import { DEFAULT_ROLES } from '../../shared/trial-values.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { isRecruitingNow } from '../describe/status-words.ts'
import type { ListView } from './list-view.ts'
import { usualPurposes } from './usual-purposes.ts'

const views = new WeakMap<readonly TrialSummary[], ListView>()

/**
 * The list of somebody who has chosen nothing yet: what `exploreView` gives then, without all that choosing takes, so
 * that a first visit does not wait for it. Of the counts only those beside the substances are known.
 */
export function firstList(trials: readonly TrialSummary[], substances: readonly Substance[]): ListView {
  const held = views.get(trials)
  if (held !== undefined) return held
  const usual = usualPurposes(substances)
  const counts = new Map<string, number>()
  const shown: { trial: TrialSummary; key: number }[] = []
  let hiddenByPurpose = 0
  for (const trial of trials) {
    const inRole = trial.substances.filter(({ role }) => DEFAULT_ROLES.includes(role))
    for (const id of new Set(inRole.map(({ substanceId }) => substanceId)))
      if (usual(trial, [id])) counts.set(id, (counts.get(id) ?? 0) + 1)
    if (inRole.length === 0) continue
    if (usual(trial, [])) shown.push({ trial, key: recruitingKey(trial) })
    else hiddenByPurpose++
  }
  // A stable sort: equals stay as the server gave them.
  shown.sort((a, b) => b.key - a.key)
  const view: ListView = {
    shown: shown.map(({ trial }) => trial),
    hidden: { role: trials.length - shown.length - hiddenByPurpose, purpose: hiddenByPurpose },
    hiddenBy: new Map(),
    facets: { substance: counts },
    anySubstance: shown.length,
    recruitingNow: shown.filter(({ trial }) => isRecruitingNow(trial)).length,
    dropped: [],
  }
  views.set(trials, view)
  return view
}
