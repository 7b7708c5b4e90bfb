import { deriveCatalogue } from '../../shared/core/derive-catalogue.ts'
import { substances } from '../../shared/substances/index.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { loadSnapshot } from '../../server/snapshot/load-snapshot.ts'

const CONTEXT = { substances, registryOrder: ['ctgov', 'ctis', 'euctr'], now: '2026-11-22T00:00:00.000Z' }
const WORDS = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda omicron sigma tau upsilon omega'.split(
  ' ',
)
const GROUPS = ['recruiting', 'not-yet-recruiting', 'active-not-recruiting', 'completed', 'ended-early'] as const

/** The same numbers on every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** As many trials as asked for, each a trial of the snapshot under another number, title and status, with sites in Europe. */
export function scaledTrials(count: number): TrialSummary[] {
  const base = deriveCatalogue(loadSnapshot(), CONTEXT).trials.map(({ summary }) => summary)
  const random = seededRandom(7)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!
  return Array.from({ length: count }, (_, n): TrialSummary => {
    const from = base[n % base.length]!
    const trialId = `NCT${String(10_000_000 + n)}`
    const live = random() < 0.8
    const statusGroup = live ? pick(GROUPS) : from.statusGroup
    const recruiting = live && statusGroup === 'recruiting'
    const sites = Math.floor(random() * 12)
    return {
      ...from,
      trialId,
      registryIds: { ctgov: [trialId] },
      title: `${from.title} (${pick(WORDS)} ${pick(WORDS)} ${n})`,
      statusGroup,
      from: live ? 'live' : from.from,
      recruitingCountries: recruiting ? from.countries : [],
      sitePlaces:
        sites === 0
          ? []
          : [
              {
                country: from.countries[0] ?? null,
                points: Array.from({ length: sites }, (): [number, number, number] => [
                  Math.round((43 + random() * 15) * 100) / 100,
                  Math.round((-4 + random() * 20) * 100) / 100,
                  recruiting && random() < 0.7 ? 1 : 0,
                ]),
                towns: random() < 0.3 ? [['Utrecht', recruiting ? 1 : 0]] : [],
              },
            ],
    }
  })
}
