import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyTrialQuery,
  canonicalQuery,
  countAllFacets,
  countFacets,
  defaultTrialQuery,
  filterTrials,
  parseTrialQuery,
  sortTrials,
  type TrialQuery,
} from '../../shared/trial-query.ts'
import { STATUS_GROUPS, type Ages, type Enrollment, type TrialSummary } from '../../shared/trial.ts'
import { buildSummary } from '../builders.ts'
import { cpuMilliseconds } from '../cpu-time.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 500)
const KNOWN = { substanceIds: ['psilocybin', 'esketamine', 'mdma'], registryIds: ['ctgov', 'ctis', 'euctr'] }

const parse = (text: string) => parseTrialQuery(new URLSearchParams(text), KNOWN)
const query = (text: string): TrialQuery => {
  const parsed = parse(text)
  if (!parsed.query) throw new Error(JSON.stringify(parsed.errors))
  return parsed.query
}
const errors = (text: string) => parse(text).errors ?? []
const trial = (id: string, partial: Partial<TrialSummary> = {}) => buildSummary({ trialId: id, ...partial })
const kept = (trials: TrialSummary[], text: string) => filterTrials(trials, query(text)).map((t) => t.trialId)
const ages = (partial: Partial<Ages>): Ages => ({
  minimumYears: null,
  maximumYears: null,
  bands: [],
  admitsMinors: null,
  stated: '',
  ...partial,
})
const people = (partial: Partial<Enrollment>): Enrollment => ({
  planned: null,
  actual: null,
  unspecified: null,
  scope: null,
  ...partial,
})

describe('parseTrialQuery', () => {
  it('has the defaults of API.md', () => {
    expect(query('')).toEqual(defaultTrialQuery())
    expect(query('').role).toEqual(['investigated', 'comparator', 'unclear'])
    expect(query('').sort).toBe('recruiting-first')
  })

  it('reads lists by repeating and with commas, once each, in one order', () => {
    expect(query('status=completed,recruiting&status=recruiting').status).toEqual(['recruiting', 'completed'])
    expect(query('country=nl,BE&country=DE').country).toEqual(['BE', 'DE', 'NL'])
    expect(query('role=all').role).toHaveLength(5)
    expect(query('role=background').role).toEqual(['background'])
  })

  it('names the parameter it does not know, and the ones it does', () => {
    expect(errors('colour=red')).toEqual([
      { field: 'colour', message: 'unknown parameter', expected: expect.stringContaining('substance, role') as string },
    ])
    expect(errors('constructor=1')).toHaveLength(1)
    expect(errors('__proto__=1')).toHaveLength(1)
  })

  it.each([
    ['status=RECRUITING', 'status', 'recruiting'],
    ['status=', 'status', 'recruiting'],
    ['status=recruiting,,completed', 'status', 'recruiting'],
    ['role=main', 'role', 'all'],
    ['substance=lsd', 'substance', 'psilocybin, esketamine, mdma'],
    ['registry=chictr', 'registry', 'ctgov'],
    ['phase=2', 'phase', 'PHASE1/PHASE2'],
    ['phase=PHASE2/PHASE1', 'phase', 'PHASE1/PHASE2'],
    ['country=Netherlands', 'country', 'NL'],
    ['country=ZZ', 'country', 'NL'],
    ['age=-1', 'age', '130'],
    ['age=131', 'age', '130'],
    ['age=abc', 'age', '130'],
    ['age=', 'age', '130'],
    ['age=1e1', 'age', '130'],
    ['sex=female', 'sex', 'FEMALE'],
    ['idTier=all', 'idTier', 'syndrome'],
    ['admitsMinors=yes', 'admitsMinors', 'true or false'],
    ['hasResults=1', 'hasResults', 'true or false'],
    ['startFrom=2024-13', 'startFrom', 'yyyy-mm'],
    ['updatedFrom=01/02/2024', 'updatedFrom', 'yyyy-mm'],
    ['limit=0', 'limit', '5000'],
    ['limit=5001', 'limit', '5000'],
    ['limit=10.5', 'limit', '5000'],
    ['offset=-1', 'offset', '0'],
    ['sort=random', 'sort', 'recruiting-first'],
    ['sort=--title', 'sort', 'recruiting-first'],
    ['age=16&age=17', 'age', 'once'],
    [`q=${'x'.repeat(201)}`, 'q', '200'],
  ])('refuses %s and says what is valid', (text, field, expected) => {
    const [error, ...more] = errors(text)
    expect(more).toEqual([])
    expect(error?.field).toBe(field)
    expect(error?.expected).toContain(expected)
  })

  it('reports every error at once', () => {
    expect(errors('age=x&limit=0&foo=1&status=a,b').map(({ field }) => field)).toEqual([
      'foo',
      'status',
      'status',
      'age',
      'limit',
    ])
  })

  it('accepts any well-formed id where it is not told the registries and substances', () => {
    expect(parseTrialQuery([['registry', 'isrctn']]).query?.registry).toEqual(['isrctn'])
    expect(parseTrialQuery([['registry', 'x y']]).errors).toHaveLength(1)
  })

  it(
    'never throws, and what it accepts survives its own canonical form',
    () => {
      const name = fc.oneof(fc.constantFrom(...Object.keys(defaultTrialQuery())), fc.string())
      const value = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(
          'all',
          'recruiting',
          'PHASE1',
          'PHASE1/PHASE2',
          'nl,BE',
          '16',
          '2024-02',
          'true',
          '-title',
          'ms ',
        ),
      )
      fc.assert(
        fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), (params) => {
          const parsed = parseTrialQuery(params, KNOWN)
          if (!parsed.query) return parsed.errors.length > 0
          expect(query(canonicalQuery(parsed.query))).toEqual(parsed.query)
          return true
        }),
        { numRuns: RUNS },
      )
    },
    20_000 + 2 * RUNS,
  )

  it('stays fast on absurdly long input', () => {
    const spent = cpuMilliseconds(() => {
      expect(parse(`country=${'NL,'.repeat(100_000)}`).errors).toHaveLength(1)
      expect(parse(`phase=${'PHASE1/'.repeat(100_000)}`).errors).toHaveLength(1)
      expect(parse(`q=${' '.repeat(500_000)}x`).query?.q).toBe('x')
    })
    expect(spent).toBeLessThan(2000)
  })
})

describe('canonicalQuery', () => {
  it('is empty for the default and the same for queries that mean the same', () => {
    expect(canonicalQuery(query(''))).toBe('')
    expect(canonicalQuery(query('role=unclear,investigated&role=comparator&sort=recruiting-first&offset=0'))).toBe('')
    expect(canonicalQuery(query('status=recruiting&country=NL,BE'))).toBe(
      canonicalQuery(query('country=BE&country=nl&status=recruiting')),
    )
    expect(canonicalQuery(query('role=all&q=a b%26c'))).toBe('role=all&q=a%20b%26c')
  })
})

describe('filters', () => {
  it('reads a role as a role in the substances asked for', () => {
    const trials = [
      trial('A', {
        substances: [
          { substanceId: 'psilocybin', role: 'investigated' },
          { substanceId: 'esketamine', role: 'background' },
        ],
      }),
      trial('B', { substances: [{ substanceId: 'esketamine', role: 'unclear' }] }),
    ]
    expect(kept(trials, '')).toEqual(['A', 'B'])
    expect(kept(trials, 'substance=esketamine')).toEqual(['B'])
    expect(kept(trials, 'substance=esketamine&role=all')).toEqual(['A', 'B'])
    expect(kept(trials, 'substance=mdma&role=all')).toEqual([])
  })

  it('finds phases singly, in combination and not stated', () => {
    const trials = [trial('A', { phases: ['PHASE1', 'PHASE2'] }), trial('B', { phases: ['PHASE2'] }), trial('C')]
    expect(kept(trials, 'phase=PHASE2')).toEqual(['A', 'B'])
    expect(kept(trials, 'phase=PHASE1/PHASE2')).toEqual(['A'])
    expect(kept(trials, 'phase=none,PHASE1')).toEqual(['A', 'C'])
    expect(kept(trials, 'phase=NA')).toEqual([])
  })

  it('keeps for age=16 trials that admit 16, and those that state no ages', () => {
    const trials = [
      trial('16-25', { ages: ages({ minimumYears: 16, maximumYears: 25, admitsMinors: true }) }),
      trial('adults', { ages: ages({ minimumYears: 18, admitsMinors: false }) }),
      trial('bands', { ages: ages({ bands: ['12-17-years'], admitsMinors: true }) }),
      trial('no minimum', { ages: ages({ maximumYears: 65 }) }),
      trial('nothing'),
    ]
    expect(kept(trials, 'age=16')).toEqual(['16-25', 'bands', 'no minimum', 'nothing'])
    expect(kept(trials, 'age=70')).toEqual(['adults', 'nothing'])
  })

  it('keeps trials for all under sex=FEMALE, and excludes what is not stated', () => {
    const trials = [
      trial('all', { sex: 'ALL' }),
      trial('women', { sex: 'FEMALE' }),
      trial('men', { sex: 'MALE' }),
      trial('nothing'),
    ]
    expect(kept(trials, 'sex=FEMALE')).toEqual(['all', 'women'])
    expect(kept(trials, 'sex=ALL')).toEqual(['all'])
  })

  it('excludes a trial with a null value by a filter on that value', () => {
    const trials = [
      trial('nothing'),
      trial('stated', {
        ages: ages({ minimumYears: 18, admitsMinors: false }),
        hasResults: false,
        startDate: '2024-05',
        lastUpdated: '2025-01-10',
      }),
    ]
    const filters = ['admitsMinors=false', 'hasResults=false', 'startFrom=2024', 'startTo=2024', 'updatedFrom=2025']
    for (const text of filters) {
      expect(kept(trials, text), text).toEqual(['stated'])
    }
    expect(kept(trials, 'admitsMinors=true')).toEqual([])
    expect(kept(trials, 'hasResults=true')).toEqual([])
  })

  it('reads a partial date as all it may mean, both ends included', () => {
    const trials = ['2023-12-31', '2024', '2024-05', '2024-05-20', '2025-01-01'].map((date) =>
      trial(date, { startDate: date }),
    )
    expect(kept(trials, 'startFrom=2024-05-10&startTo=2024-05-19')).toEqual(['2024', '2024-05'])
    expect(kept(trials, 'startFrom=2024&startTo=2024')).toEqual(['2024', '2024-05', '2024-05-20'])
    expect(kept(trials, 'startTo=2023')).toEqual(['2023-12-31'])
  })

  it('filters on places, registers, tiers and readings', () => {
    const trials = [
      trial('A', {
        countries: ['DE', 'NL'],
        recruitingCountries: ['DE'],
        registryIds: { ctis: ['2024-518143-38-00'], euctr: [] },
        idTiers: ['adjacent'],
        idReading: ['excludes', 'own-consent'],
      }),
      trial('B', { countries: ['NL'] }),
    ]
    expect(kept(trials, 'country=NL')).toEqual(['A', 'B'])
    expect(kept(trials, 'recruitingIn=NL')).toEqual([])
    expect(kept(trials, 'recruitingIn=DE')).toEqual(['A'])
    expect(kept(trials, 'registry=euctr')).toEqual([])
    expect(kept(trials, 'registry=ctis,euctr')).toEqual(['A'])
    expect(kept(trials, 'idTier=adjacent,named')).toEqual(['A'])
    expect(kept(trials, 'idReading=own-consent')).toEqual(['A'])
  })

  it('finds a condition by the row of the matrix or by its own words', () => {
    const trials = [
      trial('A', { conditions: ['Major Depressive Disorder'] }),
      trial('B', { conditions: ['Rett Syndrome'] }),
    ]
    expect(kept(trials, 'condition=depression')).toEqual(['A'])
    expect(kept(trials, 'condition=rett')).toEqual(['B'])
    expect(kept(trials, 'condition=depression&condition=RETT SYNDROME')).toEqual(['A', 'B'])
    expect(kept(trials, 'condition=--')).toEqual([])
  })
})

describe('applyTrialQuery', () => {
  const trials = [
    trial('A', { purpose: 'peri-operative', substances: [{ substanceId: 'esketamine', role: 'background' }] }),
    trial('B', { purpose: 'peri-operative', substances: [{ substanceId: 'esketamine', role: 'investigated' }] }),
    trial('C', { purpose: 'mental-health', substances: [{ substanceId: 'esketamine', role: 'background' }] }),
    trial('D', { purpose: 'mental-health', substances: [{ substanceId: 'esketamine', role: 'comparator' }] }),
    trial('E', { purpose: 'mental-health', substances: [{ substanceId: 'mdma', role: 'background' }] }),
  ]

  it('counts as hidden what the role filter alone, and the purpose filter alone, would bring back', () => {
    const applied = applyTrialQuery(trials, query('substance=esketamine&purpose=mental-health'))
    expect(applied.trials.map((t) => t.trialId)).toEqual(['D'])
    expect(applied.hidden).toEqual({ role: 1, purpose: 1 })
    const lifted = applyTrialQuery(trials, query('substance=esketamine&purpose=mental-health&role=all'))
    expect(lifted.total).toBe(applied.total + applied.hidden.role)
    expect(applyTrialQuery(trials, query('role=all')).hidden).toEqual({ role: 0, purpose: 0 })
  })

  it('pages after sorting, and gives the total of all pages', () => {
    const many = Array.from({ length: 6000 }, (_, n) => trial(`T${n}`, { enrollment: people({ actual: n }) }))
    const page = applyTrialQuery(many, query('sort=largest&limit=2&offset=1'))
    expect([page.total, page.trials.map((t) => t.trialId)]).toEqual([6000, ['T5998', 'T5997']])
    expect(applyTrialQuery(many, query('')).trials).toHaveLength(1000)
    expect(applyTrialQuery(many.slice(0, 5000), query('')).trials).toHaveLength(5000)
    expect(applyTrialQuery(many, query('limit=5000')).trials).toHaveLength(5000)
    expect(applyTrialQuery(many, query('offset=6000')).trials).toEqual([])
  })
})

describe('sortTrials', () => {
  const order = (trials: TrialSummary[], sort: TrialQuery['sort']) => sortTrials(trials, sort).map((t) => t.trialId)

  it('puts recruiting first, what looks out of date behind it, and copies between', () => {
    const trials = [
      trial('completed', { statusGroup: 'completed' }),
      trial('stale', { statusGroup: 'recruiting', staleRecruiting: true, lastUpdated: '2026-11-01' }),
      trial('copy', { statusGroup: 'recruiting', from: 'snapshot', lastUpdated: '2026-10-01' }),
      trial('old', { statusGroup: 'recruiting', lastUpdated: '2026-01-01' }),
      trial('new', { statusGroup: 'recruiting', lastUpdated: '2026-10' }),
      trial('soon', { statusGroup: 'not-yet-recruiting' }),
    ]
    expect(order(trials, 'recruiting-first')).toEqual(['new', 'old', 'copy', 'stale', 'soon', 'completed'])
    expect(order(trials, '-recruiting-first')[0]).toBe('completed')
  })

  it('puts trials that do not state the value last, both ways, and keeps ties in order', () => {
    const dated = [
      trial('none'),
      trial('2024', { startDate: '2024-01-05' }),
      trial('2025a', { startDate: '2025' }),
      trial('2025b', { startDate: '2025' }),
    ]
    expect(order(dated, 'newest')).toEqual(['2025a', '2025b', '2024', 'none'])
    expect(order(dated, '-newest')).toEqual(['2024', '2025a', '2025b', 'none'])
    const sized = [
      trial('none'),
      trial('planned 90', { enrollment: people({ planned: 90 }) }),
      trial('actual 12', { enrollment: people({ planned: 500, actual: 12 }) }),
    ]
    expect(order(sized, 'largest')).toEqual(['planned 90', 'actual 12', 'none'])
    const updated = [trial('a', { lastUpdated: '2024-02-01' }), trial('b', { lastUpdated: '2024-02-11' })]
    expect(order(updated, 'updated')).toEqual(['b', 'a'])
  })

  it('sorts titles without regard to case and accents', () => {
    const titled = ['beta', 'Álpha', 'alpha 2'].map((title) => trial(title, { title }))
    expect(order(titled, 'title')).toEqual(['Álpha', 'alpha 2', 'beta'])
    expect(order(titled, '-title')).toEqual(['beta', 'alpha 2', 'Álpha'])
  })
})

describe('facets', () => {
  const trials = [
    trial('A', { statusGroup: 'recruiting', countries: ['NL', 'DE'], phases: ['PHASE1', 'PHASE2'], sex: 'ALL' }),
    trial('B', { statusGroup: 'completed', countries: ['NL'], hasResults: true }),
    trial('C', { statusGroup: 'completed', countries: ['US'] }),
    trial('D', {
      statusGroup: 'recruiting',
      countries: ['NL'],
      substances: [{ substanceId: 'mdma', role: 'background' }],
    }),
  ]
  const facet = (text: string, field: Parameters<typeof countFacets>[2]) =>
    Object.fromEntries(countFacets(trials, query(text), field))

  it('lifts the own filter and keeps the others', () => {
    expect(facet('status=completed&country=NL', 'status')).toEqual({ recruiting: 1, completed: 1 })
    expect(facet('status=completed&country=NL', 'country')).toEqual({ NL: 1, US: 1 })
    expect(facet('status=completed&country=NL', 'phase')).toEqual({ none: 1 })
    expect(facet('', 'hasResults')).toEqual({ true: 1, 'not-stated': 2 })
  })

  it('counts for each value what choosing it would show', () => {
    expect(facet('substance=psilocybin', 'substance')).toEqual({ psilocybin: 3 })
    expect(facet('substance=psilocybin&role=all', 'substance')).toEqual({ psilocybin: 3, mdma: 1 })
    expect(facet('', 'role')).toEqual({ investigated: 3, background: 1 })
    const all = countAllFacets(trials, query('country=NL&role=all'))
    for (const [status, count] of all.status ?? []) {
      expect(kept(trials, `country=NL&role=all&status=${status}`)).toHaveLength(count)
    }
    for (const [substance, count] of all.substance ?? []) {
      expect(kept(trials, `country=NL&role=all&substance=${substance}`)).toHaveLength(count)
    }
  })
})

describe('speed', () => {
  const many = Array.from({ length: 200_000 }, (_, n) =>
    trial(`NCT${String(n).padStart(8, '0')}`, {
      statusGroup: STATUS_GROUPS[n % STATUS_GROUPS.length] ?? 'unknown',
      countries: n % 3 === 0 ? ['NL', 'DE'] : ['US'],
      title: `Psilocybin for depression, trial ${n}`,
      conditions: ['Depression'],
      ages: ages({ minimumYears: n % 80, admitsMinors: n % 80 < 18 }),
      lastUpdated: `2026-0${1 + (n % 9)}-1${n % 10}`,
    }),
  )
  const best = (run: () => unknown) => Math.min(...Array.from({ length: 3 }, () => cpuMilliseconds(run)))

  // Limits are generous, for a slow and busy machine; `npm run bench` has the real numbers.
  it('filters, counts, searches and sorts 200,000 trials', () => {
    const asked = query('status=recruiting&country=NL&age=40')
    const filtered = best(() => filterTrials(many, asked))
    const counted = best(() => countAllFacets(many, asked, ['status', 'country', 'phase', 'purpose', 'role']))
    const searched = best(() => filterTrials(many, query('q=depression 199999')))
    const sorted = best(() => applyTrialQuery(many, query('')))
    expect(filtered).toBeLessThan(500)
    expect(counted).toBeLessThan(1000)
    expect(searched).toBeLessThan(1000)
    expect(sorted).toBeLessThan(1500)
  }, 60_000)
})
