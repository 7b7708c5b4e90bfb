import { describe, expect, it } from 'vitest'
import { exploreView } from '../../client/state/explore-view.ts'
import { countWithout } from '../../client/state/list-view.ts'
import { readFragment } from '../../client/state/url-state.ts'
import { substances } from '../../shared/substances/index.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { buildSummary } from '../builders.ts'

const esketamine = [{ substanceId: 'esketamine', role: 'investigated' as const }]
const trials: TrialSummary[] = [
  buildSummary({ trialId: 'NCT1', statusGroup: 'recruiting', purpose: 'mental-health', countries: ['NL'] }),
  buildSummary({ trialId: 'NCT2', statusGroup: 'recruiting', purpose: 'healthy-mechanism', from: 'snapshot' }),
  buildSummary({ trialId: 'NCT3', substances: esketamine, purpose: 'mental-health', statusGroup: 'completed' }),
  buildSummary({ trialId: 'NCT4', substances: esketamine, purpose: 'peri-operative', statusGroup: 'completed' }),
  buildSummary({
    trialId: 'NCT5',
    substances: [{ substanceId: 'mdma', role: 'mentioned' }],
    enrollment: { planned: 30, actual: 25, unspecified: null, scope: null },
  }),
]

function view(fragment: string, age: number | null = null) {
  return exploreView({ trials, params: readFragment(fragment), age, substances })
}
const ids = (list: readonly TrialSummary[]): string[] => list.map((trial) => trial.trialId).sort()

describe('the list', () => {
  it('hides peri-operative esketamine trials by default, counts them, and shows them when asked', () => {
    const usual = view('#substance=esketamine')
    expect(ids(usual.shown)).toEqual(['NCT3'])
    expect(usual.hidden.purpose).toBe(1)
    const all = view('#substance=esketamine&purpose=all')
    expect(ids(all.shown)).toEqual(['NCT3', 'NCT4'])
    expect(all.hidden.purpose).toBe(0)
  })

  it('hides only esketamine’s other purposes when all substances are shown', () => {
    expect(ids(view('').shown)).toEqual(['NCT1', 'NCT2', 'NCT3'])
    expect(view('').hidden).toEqual({ role: 1, purpose: 1 })
  })

  it('counts a trial that both choices hide once, and never lets it vanish', () => {
    const background = [{ substanceId: 'esketamine', role: 'background' as const }]
    const both = buildSummary({ trialId: 'NCT6', substances: background, purpose: 'peri-operative' })
    const at = (fragment: string) =>
      exploreView({ trials: [...trials, both], params: readFragment(fragment), age: null, substances })
    for (const [fragment, shown, hidden] of [
      ['', 3, { role: 2, purpose: 1 }],
      ['#role=all', 4, { role: 0, purpose: 2 }],
      ['#purpose=all', 4, { role: 2, purpose: 0 }],
      ['#role=all&purpose=all', 6, { role: 0, purpose: 0 }],
    ] as const) {
      const usual = at(fragment)
      expect(usual.shown.length, fragment).toBe(shown)
      expect(usual.hidden, fragment).toEqual(hidden)
    }
  })

  it('offers every purpose with its count, also those hidden by default', () => {
    expect(view('#substance=esketamine').facets.purpose?.get('peri-operative')).toBe(1)
  })

  it('brings back trials hidden by their role', () => {
    expect(ids(view('#role=all').shown)).toContain('NCT5')
  })

  it('counts a copy that was recruiting apart from what recruits now', () => {
    const { facets, recruitingNow } = view('#substance=psilocybin')
    expect(facets.status?.get('recruiting')).toBe(2)
    expect(recruitingNow).toBe(1)
  })

  it('filters by a bar of the enrolment chart, planned and actual apart', () => {
    expect(ids(view('#role=all&enrolled=planned:21-50').shown)).toEqual(['NCT5'])
    expect(ids(view('#role=all&enrolled=planned:1-20').shown)).toEqual([])
    expect(ids(view('#role=all&enrolled=actual:21-50').shown)).toEqual(['NCT5'])
    expect(ids(view('#role=all&enrolled=actual:26-').shown)).toEqual([])
  })

  it('leaves out a filter it does not understand, names it, and keeps the others', () => {
    const broken = view('#substance=psilocybin&phase=PHASE9&enrolled=many&colour=red')
    expect(broken.dropped.toSorted()).toEqual(['colour', 'enrolled', 'phase'])
    expect(ids(broken.shown)).toEqual(['NCT1', 'NCT2'])
  })

  it('never reads an age from the address', () => {
    expect(view('#age=16').query.age).toBeNull()
    expect(view('', 16).query.age).toBe(16)
  })

  it('says which filter emptied the list', () => {
    const input = { trials, params: readFragment('#country=NL&status=completed'), age: null, substances }
    expect(exploreView(input).shown).toEqual([])
    expect(countWithout(input.params, input.age, exploreView(input))).toEqual([
      { name: 'country', trials: 1 },
      { name: 'status', trials: 1 },
    ])
  })
})
