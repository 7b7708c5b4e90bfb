import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exploreView, prepareList } from '../../client/state/explore-view.ts'
import type { ExploreView } from '../../client/state/explore-view.ts'
import { firstList } from '../../client/state/first-list.ts'
import { firstOf, valuesOf } from '../../client/state/url-state.ts'
import type { Params } from '../../client/state/url-state.ts'
import { finish } from '../../shared/core/steps.ts'
import { conditionIdsOf } from '../../shared/core/trial-conditions.ts'
import { substances } from '../../shared/substances/index.ts'
import { applyTrialQuery, filterTrials, type FacetName, type TrialQuery } from '../../shared/trial-query.ts'
import { ID_READINGS, ID_TIERS, PURPOSES, ROLES, SEXES, type TrialSummary } from '../../shared/trial.ts'
import { buildSummary } from '../builders.ts'

const STATUSES = ['recruiting', 'completed', 'unknown'] as const
const PHASES = ['PHASE1', 'PHASE2', 'PHASE3'] as const
const COUNTRIES = ['NL', 'DE', 'US']
const CONDITIONS = [
  'Major Depressive Disorder',
  'PTSD',
  'Treatment Resistant Depression',
  'Healthy',
  'Multiple sclerosis',
]
const WORDS = ['alpha', 'Depressie', 'symptoms', 'ms', 'MDMA', 'mushroom', 'Angst-stoornis', 'γράμμα']
const SEARCHES = [
  'alpha',
  'alp',
  'depressie',
  'ms',
  'paddo',
  'ptss alpha',
  'mdma',
  'zzz',
  'angst stoornis',
  'γρά',
  'trials met ms',
]

const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values], { maxLength: 2 })
const flag = fc.constantFrom(true, false, null)

const trial: fc.Arbitrary<Partial<TrialSummary>> = fc.record({
  title: fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' ')),
  substances: fc
    .uniqueArray(fc.constantFrom('psilocybin', 'esketamine', 'mdma'), { minLength: 1, maxLength: 2 })
    .chain((ids) =>
      fc.tuple(...ids.map((substanceId) => fc.constantFrom(...ROLES).map((role) => ({ substanceId, role })))),
    ),
  purpose: fc.constantFrom(...PURPOSES),
  statusGroup: fc.constantFrom(...STATUSES),
  statusFrom: fc.constantFrom('live' as const, 'snapshot' as const),
  phases: some(PHASES),
  countries: some(COUNTRIES),
  recruitingCountries: some(COUNTRIES),
  conditions: some(CONDITIONS),
  sex: fc.constantFrom(...SEXES, null),
  idTiers: some(ID_TIERS),
  idReading: some(ID_READINGS),
  hasResults: flag,
  startDate: fc.constantFrom('2020', '2021-05', '2021-05-03', null),
  ages: flag.map((admitsMinors) => ({ minimumYears: null, maximumYears: null, bands: [], admitsMinors, stated: '' })),
})
const trials = fc
  .array(trial, { maxLength: 40 })
  .map((list) =>
    list.map((one, n) =>
      buildSummary({ ...one, trialId: `NCT${String(n)}`, registryIds: { ctgov: [`NCT${String(n)}`] } }),
    ),
  )

const asked = (name: string, values: readonly string[]): fc.Arbitrary<Params> =>
  fc.subarray([...values], { maxLength: 2 }).map((chosen) => chosen.map((value) => [name, value] as const))
const params: fc.Arbitrary<Params> = fc
  .tuple(
    asked('substance', ['psilocybin', 'esketamine', 'mdma']),
    fc.constantFrom<Params>([], [], [['purpose', 'all']], [['purpose', 'mental-health']]),
    fc.constantFrom<Params>([], [], [['role', 'all']]),
    asked('status', STATUSES),
    asked('phase', [...PHASES, 'none']),
    asked('country', COUNTRIES),
    asked('condition', ['depression', 'ptsd', 'ms', 'healthy']),
    asked('sex', SEXES),
    fc.constantFrom<Params>([], [], [['admitsMinors', 'true']], [['hasResults', 'false']]),
    fc.constantFrom<Params>([], [], [['startYear', '2021']]),
    fc.option(fc.constantFrom(...SEARCHES), { nil: null }).map((q): Params => (q === null ? [] : [['q', q]])),
  )
  .map((parts) => parts.flat())

/** The trials that what the API does not know lets through: the usual purposes, and a bar of a chart. */
function poolOf(all: readonly TrialSummary[], given: Params): TrialSummary[] {
  const chosen = valuesOf(given, 'substance')
  const purposes = new Map(substances.map(({ id, defaultPurposes }) => [id, defaultPurposes ?? null]))
  const year = firstOf(given, 'startYear')
  return all.filter((one) => {
    const relevant = one.substances.filter(({ substanceId }) => chosen.length === 0 || chosen.includes(substanceId))
    const isUsual =
      valuesOf(given, 'purpose').length > 0 ||
      relevant.length === 0 ||
      relevant.some(({ substanceId }) => purposes.get(substanceId)?.includes(one.purpose) ?? true)
    return isUsual && (year === null || one.startDate?.startsWith(year) === true)
  })
}

/** What a count promises: so many trials with this value chosen instead. */
function promised(pool: readonly TrialSummary[], query: TrialQuery, name: string, value: string): number {
  const wanted = name === 'admitsMinors' || name === 'hasResults' ? value === 'true' : [value]
  return filterTrials(pool, { ...query, [name]: wanted }).length
}

const PROMISES: readonly { name: FacetName; values: readonly string[] }[] = [
  { name: 'status', values: STATUSES },
  { name: 'phase', values: [...PHASES, 'none'] },
  { name: 'country', values: COUNTRIES },
  { name: 'recruitingIn', values: COUNTRIES },
  { name: 'condition', values: ['depression', 'ptsd', 'ms'] },
  { name: 'registry', values: ['ctgov', 'ctis'] },
  { name: 'idTier', values: ID_TIERS },
  { name: 'idReading', values: ID_READINGS },
  { name: 'admitsMinors', values: ['true', 'false'] },
  { name: 'hasResults', values: ['true', 'false'] },
]

function expectPlain(all: readonly TrialSummary[], given: Params, view: ExploreView): void {
  const pool = poolOf(all, given)
  const plain = applyTrialQuery(pool, view.query)
  expect(view.shown.map(({ trialId }) => trialId)).toEqual(plain.trials.map(({ trialId }) => trialId))
  for (const { name, values } of PROMISES) {
    for (const value of values) {
      expect([name, value, view.facets[name]?.get(value) ?? 0]).toEqual([
        name,
        value,
        promised(pool, view.query, name, value),
      ])
    }
  }
  for (const name of ['status', 'phase', 'country', 'condition', 'sex'] as const) {
    if (view.query[name].length === 0) continue
    const lifted = filterTrials(pool, { ...view.query, [name]: [] }).length
    expect([name, view.hiddenBy.get(name)]).toEqual([name, lifted - plain.total])
  }
  if (view.query.q !== '') {
    const lifted = filterTrials(pool, { ...view.query, q: '' }).length
    expect(view.hiddenBy.get('q') ?? 0).toBe(lifted - plain.total)
  }
  const recruiting = filterTrials(pool, { ...view.query, status: ['recruiting'] })
  expect(view.recruitingNow).toBe(recruiting.filter(({ statusFrom }) => statusFrom !== 'snapshot').length)
}

describe('the list from columns', () => {
  it('is the first list, which is drawn without it, when nobody chose anything', () => {
    fc.assert(
      fc.property(trials, (all) => {
        const full = exploreView({ trials: all, params: [], age: null, substances })
        // Without a filter that is on, nobody asks what each hides; the other counts come with the filters.
        const first = firstList(all, substances)
        const facets = { substance: full.facets.substance ?? new Map() }
        expect({ ...full, ...first }).toEqual({ ...full, facets, hiddenBy: new Map() })
      }),
      { numRuns: 300 },
    )
  })

  it('is what the plain filters give, with the same counts, whatever was asked before', () => {
    fc.assert(
      fc.property(trials, fc.array(params, { minLength: 1, maxLength: 4 }), fc.boolean(), (all, queries, prepared) => {
        if (prepared) finish(prepareList(all))
        for (const given of queries) {
          expectPlain(all, given, exploreView({ trials: all, params: given, age: null, substances }))
        }
      }),
      { numRuns: 150 },
    )
  })
})

/** Trials that count how often one of their fields is read. */
function countedTrials(count: number): { trials: TrialSummary[]; reads: () => number } {
  let reads = 0
  const counted = Array.from({ length: count }, (_, n) => {
    const plain = buildSummary({
      trialId: `NCT${String(n)}`,
      title: `${WORDS[n % 5] ?? ''} ${String(n)}`,
      statusGroup: STATUSES[n % 3] ?? 'unknown',
      phases: [PHASES[n % 2] ?? 'PHASE1'],
      countries: [COUNTRIES[n % 3] ?? 'NL'],
      conditions: [CONDITIONS[n % 4] ?? ''],
      purpose: 'mental-health',
      lastUpdated: '2026-01-01',
    })
    return new Proxy(plain, {
      get(target, name, receiver) {
        reads += 1
        return Reflect.get(target, name, receiver) as unknown
      },
    })
  })
  for (const one of counted) conditionIdsOf(one)
  return { trials: counted, reads: () => reads }
}

/** Fields read by one interaction after the list has been drawn once. */
function readsOf(count: number, given: Params): number {
  const { trials: all, reads } = countedTrials(count)
  const view = (wanted: Params): ExploreView => exploreView({ trials: all, params: wanted, age: null, substances })
  finish(prepareList(all))
  view([['q', 'alpha']])
  const before = reads()
  view(given)
  return reads() - before
}

describe('the work of an interaction', () => {
  it.each<[string, Params]>([
    ['a filter', [['country', 'NL']]],
    [
      'several filters',
      [
        ['country', 'NL'],
        ['status', 'recruiting'],
        ['phase', 'PHASE1'],
        ['condition', 'ptsd'],
      ],
    ],
    ['a word', [['q', 'symptoms']]],
    ['a word that means a condition', [['q', 'depressie']]],
  ])('reads no more of 4,000 trials than of 600: %s', (_what, given) => {
    const few = readsOf(600, given)
    expect(few).toBeGreaterThan(0)
    expect(readsOf(4000, given)).toBe(few)
  })
})
