import { beforeEach, describe, expect, it } from 'vitest'
import { createChangeLog } from '../../../server/catalogue/changes.ts'
import { diffInSteps } from '../../../server/catalogue/collection-diff.ts'
import { ChangeEntry } from '../../../shared/api.ts'
import { finish } from '../../../shared/core/steps.ts'
import type { Collection, TrialRecord } from '../../../shared/trial.ts'
import { buildCollection, buildRecord, buildSite } from '../../builders.ts'
import { createFakeClock } from '../fake-clock.ts'
import { createLogLines } from '../log-lines.ts'
import { createMemoryStore } from '../memory-store.ts'

const AT = '2026-11-02T00:00:00.000Z'
const base = buildRecord({
  recordId: 'NCT00000001',
  titles: [
    { kind: 'official', text: 'A long title', lang: 'en' },
    { kind: 'brief', text: 'A title', lang: 'en' },
  ],
  overallStatus: 'NOT_YET_RECRUITING',
})
const collectionOf = (...records: TrialRecord[]): Collection => buildCollection({ records })
const of = (more: Partial<TrialRecord>): Collection => collectionOf({ ...base, ...more })
const brief = (changes: ChangeEntry[]) => changes.map(({ kind, field, from, to }) => [kind, field, from, to])

const diff = (...looks: Parameters<typeof diffInSteps>): ChangeEntry[] => finish(diffInSteps(...looks))

describe('a difference between two looks', () => {
  it('is none when nothing that is compared changed', () => {
    expect(diff(of({}), of({ asOf: AT, raw: { x: 1 }, from: 'stored', lastUpdated: '2026-11-01' }), AT)).toEqual([])
  })

  it('is a whole entry with registry, number and date', () => {
    const changes = diff(of({}), of({ overallStatus: 'RECRUITING' }), AT)
    expect(changes.map((c) => ChangeEntry.parse(c))).toEqual([
      {
        at: AT,
        trialId: 'NCT00000001',
        recordId: 'NCT00000001',
        registryId: 'ctgov',
        kind: 'status',
        field: 'overallStatus',
        from: 'NOT_YET_RECRUITING',
        to: 'RECRUITING',
      },
    ])
  })

  const enrollment = { planned: null, actual: null, unspecified: null, scope: null }
  it.each<[string, Partial<TrialRecord>, Partial<TrialRecord>, unknown[][]]>([
    [
      'planned to actual enrolment',
      { enrollment: { ...enrollment, planned: 60 } },
      { enrollment: { ...enrollment, actual: 0 } },
      [
        ['enrollment', 'enrollment.planned', '60', null],
        ['enrollment', 'enrollment.actual', null, '0'],
      ],
    ],
    [
      'ages',
      { minimumAge: { stated: '18 Years', years: 18 }, ageBands: ['18-64-years', '65-plus-years'] },
      { minimumAge: { stated: '16 Years', years: 16 }, ageBands: ['65-plus-years', '18-64-years'], maximumAge: null },
      [['ages', 'minimumAge', '18 Years', '16 Years']],
    ],
    [
      'dates',
      { startDate: { date: '2026-05', kind: 'estimated' } },
      { startDate: { date: '2026-05', kind: 'actual' }, completionDate: { date: '2028', kind: 'estimated' } },
      [['date', 'completionDate', null, '2028']],
    ],
    ['sites', { sites: [buildSite()] }, { sites: [buildSite(), buildSite()] }, [['sites', 'sites', '1', '2']]],
    ['results', { hasResults: false }, { hasResults: true }, [['results', 'hasResults', null, 'true']]],
    ['no results either way', { hasResults: null }, { hasResults: false }, []],
  ])('names %s', (_name, before, after, changes) => {
    expect(brief(diff(of(before), of(after), AT))).toEqual(changes)
  })

  it('names a new and a vanished record with its title', () => {
    const other = { ...base, recordId: 'NCT00000002' }
    expect(brief(diff(collectionOf(base), collectionOf(other), AT))).toEqual([
      ['new', null, null, 'A title'],
      ['vanished', null, 'A title', null],
    ])
    const gone = new Set(['NCT00000002'])
    expect(brief(diff(collectionOf(base), collectionOf(base, other), AT, gone))).toEqual([
      ['returned', null, null, 'A title'],
    ])
  })

  it('follows a resubmitted record to its new number', () => {
    const before = { ...base, recordId: '2023-501234-12-00' }
    const after = { ...base, recordId: '2023-501234-12-01', aliasIds: ['2023-501234-12-00'], overallStatus: 'Ongoing' }
    expect(brief(diff(collectionOf(before), collectionOf(after), AT))).toEqual([
      ['number', 'recordId', '2023-501234-12-00', '2023-501234-12-01'],
      ['status', 'overallStatus', 'NOT_YET_RECRUITING', 'Ongoing'],
    ])
  })

  it('is not made by a record that we can no longer read, or can read at last', () => {
    const unread = buildCollection({
      rejected: [{ registryId: 'ctgov', recordId: base.recordId, reason: 'odd', url: null, rawText: '' }],
    })
    expect(diff(of({}), unread, AT)).toEqual([])
    expect(diff(unread, of({}), AT)).toEqual([])
    const unnamed = buildCollection({
      rejected: [{ registryId: 'ctgov', recordId: null, reason: 'odd', url: null, rawText: '' }],
    })
    expect(diff(of({}), unnamed, AT)).toEqual([])
    expect(diff(unnamed, of({}), AT)).toEqual([])
    // The same unreadable entry as before explains nothing.
    const both = { ...of({}), rejected: unnamed.rejected }
    expect(brief(diff(both, unnamed, AT))).toEqual([['vanished', null, 'A title', null]])
  })

  it.each<[string, Collection | null, Collection]>([
    ['nothing', null, of({})],
    ['a snapshot, even one that calls itself complete', { ...collectionOf(), from: 'snapshot' }, of({})],
    ['an answer that was cut short', { ...collectionOf(), complete: false }, of({})],
  ])('is none from %s', (_name, previous, next) => {
    expect(diff(previous, next, AT)).toEqual([])
  })

  it('is none towards an answer that was cut short', () => {
    expect(diff(of({}), { ...collectionOf(), complete: false }, AT)).toEqual([])
  })

  it('is found across a restart', () => {
    const stored: Collection = { ...of({}), from: 'stored' }
    expect(diff(stored, of({ overallStatus: 'RECRUITING' }), AT)).toHaveLength(1)
    expect(diff(stored, of({}), AT)).toEqual([])
  })

  it('of twenty thousand records is found, and does not take quadratic time (the test would not end)', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({ ...base, recordId: `NCT${i}` }))
    const changed = many.map((r) => ({ ...r, overallStatus: 'COMPLETED' }))
    expect(diff(collectionOf(...many), collectionOf(...changed), AT)).toHaveLength(20_000)
  })
})

describe('the change log', () => {
  let store: ReturnType<typeof createMemoryStore>
  let logged: ReturnType<typeof createLogLines>
  const clock = createFakeClock(AT)

  beforeEach(() => {
    store = createMemoryStore()
    logged = createLogLines()
  })

  const open = (held: Collection[] = [], length = 5_000) =>
    createChangeLog({ store, clock, log: logged.log, held: () => held, length })
  const recruiting = of({ overallStatus: 'RECRUITING' })

  it('is kept and read back', async () => {
    const first = open()
    expect(await first.observe(of({}), recruiting)).toHaveLength(1)
    await first.settled()
    const second = open()
    await second.load()
    expect(second.all()).toEqual(first.all())
    expect(second.since(AT)).toHaveLength(1)
    expect(second.since('2026-11-02T00:00:00.001Z')).toEqual([])
  })

  it('says returned, not new, of a record that vanished before', async () => {
    const first = open()
    await first.observe(of({}), collectionOf())
    await first.settled()
    const second = open()
    await second.load()
    await second.observe(collectionOf(), of({}))
    await second.observe(of({}), collectionOf())
    expect(second.all().map((c) => c.kind)).toEqual(['vanished', 'returned', 'vanished'])
  })

  it('keeps the newest entries only', async () => {
    const changes = open([], 3)
    const status = (n: number) => of({ overallStatus: `S${n}` })
    for (let n = 0; n < 5; n += 1) await changes.observe(status(n), status(n + 1))
    await changes.settled()
    expect(changes.all().map((c) => c.to)).toEqual(['S3', 'S4', 'S5'])
    expect(store.documents.get('changes')).toEqual({ keptFrom: AT, entries: changes.all() })
  })

  it('says from when on it is whole: since somebody looks, or since its oldest entry when older ones were dropped', async () => {
    const moving = createFakeClock(AT)
    const opened = () => createChangeLog({ store, clock: moving, log: logged.log, held: () => [], length: 2 })
    const first = opened()
    await first.load()
    await first.settled()
    moving.jump(3_600_000)
    const second = opened()
    await second.load()
    expect(second.keptFrom()).toBe(AT)
    const status = (n: number) => of({ overallStatus: `S${n}` })
    for (let n = 0; n < 3; n += 1) {
      await second.observe(status(n), status(n + 1))
      moving.jump(1_000)
    }
    expect(second.keptFrom()).toBe('2026-11-02T01:00:01.000Z')
  })

  it('can be read again without telling anything twice, as when another replica wrote it', async () => {
    const [one, other] = [open(), open()]
    await one.observe(of({}), recruiting)
    await one.settled()
    await other.load()
    const before = other.revision()
    await other.observe(recruiting, of({ overallStatus: 'COMPLETED' }))
    await other.settled()
    await other.load()
    await one.load()
    expect(one.all().map((c) => c.to)).toEqual(['RECRUITING', 'COMPLETED'])
    expect(other.all()).toEqual(one.all())
    expect(other.revision()).toBeGreaterThan(before)
  })

  it('tells the change of a trial with two substances once', async () => {
    const mdma = (c: Collection): Collection => ({ ...c, substanceId: 'mdma' })
    const changes = open([recruiting, mdma(recruiting)])
    await changes.observe(of({}), recruiting)
    await changes.observe(mdma(of({})), mdma(recruiting))
    expect(changes.all()).toHaveLength(1)
    await changes.observe(recruiting, of({}))
    await changes.observe(of({}), recruiting)
    expect(changes.all().map((c) => c.to)).toEqual(['RECRUITING', 'NOT_YET_RECRUITING', 'RECRUITING'])
  })

  it('calls no record new or gone while another substance of that registry holds it', async () => {
    const mdma: Collection = { ...of({}), substanceId: 'mdma' }
    const changes = open([mdma])
    expect(await changes.observe(collectionOf(), of({}))).toEqual([])
    expect(await changes.observe(of({}), collectionOf())).toEqual([])
    const copy = open([{ ...mdma, from: 'snapshot' }])
    expect(await copy.observe(collectionOf(), of({}))).toHaveLength(1)
  })

  it('is served although it cannot be kept, and starts empty when what was kept is not a log', async () => {
    store.failWith = new Error('ENOSPC')
    const changes = open()
    await changes.observe(of({}), recruiting)
    await changes.settled()
    expect(changes.all()).toHaveLength(1)
    expect(logged.at('error')).toHaveLength(1)
    store.documents.set('changes', [{ kind: 'odd' }])
    const other = open()
    await other.load()
    expect(other.all()).toEqual([])
    expect(logged.at('error')).toHaveLength(2)
  })

  it('sets what was kept and is no log aside before something takes its place', async () => {
    const odd = { version: 9, entries: 'elsewhere' }
    store.documents.set('changes', odd)
    const changes = open()
    await changes.load()
    expect(store.documents.get('changes')).toEqual(odd)
    await changes.observe(of({}), recruiting)
    await changes.settled()
    const aside = [...store.documents].filter(([name]) => name.startsWith('changes-unreadable-'))
    expect(aside).toEqual([[expect.stringMatching(/^[\w-]+$/), odd]])
    expect(store.documents.get('changes')).toEqual({ keptFrom: AT, entries: changes.all() })
    await changes.observe(recruiting, of({}))
    await changes.settled()
    expect([...store.documents.keys()]).toHaveLength(2)
  })

  it('compares one after the other, each as of the moment it was told, and is settled after the last', async () => {
    const mdma: Collection = { ...of({}), substanceId: 'mdma' }
    let held: Collection[] = []
    const changes = createChangeLog({ store, clock, log: logged.log, held: () => held })
    void changes.observe(of({}), collectionOf())
    // It came under the other substance later: at the first look nobody held it.
    held = [mdma]
    void changes.observe(collectionOf(), of({ overallStatus: 'RECRUITING' }))
    void changes.observe(of({ overallStatus: 'RECRUITING' }), of({ overallStatus: 'COMPLETED' }))
    expect(changes.all()).toEqual([])
    await changes.settled()
    expect(changes.all().map(({ kind, to }) => [kind, to])).toEqual([
      ['vanished', null],
      ['status', 'COMPLETED'],
    ])
    expect(store.documents.get('changes')).toEqual({ keptFrom: AT, entries: changes.all() })
  })

  it('says so and goes on when two looks cannot be compared', async () => {
    const changes = open()
    const broken = { ...of({}), records: null } as unknown as Collection
    expect(await changes.observe(broken, of({}))).toEqual([])
    expect(logged.at('error')).toHaveLength(1)
    expect(await changes.observe(of({}), recruiting)).toHaveLength(1)
  })
})
