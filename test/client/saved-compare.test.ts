import { describe, expect, it } from 'vitest'
import { compareRows } from '../../client/describe/compare-rows.ts'
import { savedChanges } from '../../client/describe/saved-words.ts'
import { changesSince } from '../../client/elements/saved-log.ts'
import { readCompareIds } from '../../client/state/compare-ids.ts'
import { DeviceStore, MOST_COMPARED } from '../../client/state/device-store.ts'
import { createFormats } from '../../client/state/formats.ts'
import { changedFields, copyOf } from '../../client/state/saved-copy.ts'
import { en } from '../../shared/text/en.ts'
import { keptEn } from '../../shared/text/kept-en.ts'
import { buildDetail, buildSummary } from '../builders.ts'

const locale = { lang: 'en' as const, words: en, formats: createFormats('en') }
const none = { planned: null, actual: null, unspecified: null, scope: null }

/** A storage in memory, with everything that is used of it. */
function memoryStorage(start: Record<string, string> = {}): Storage & { dump(): Record<string, string> } {
  const held = new Map(Object.entries(start))
  return {
    get length() {
      return held.size
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
    dump: () => Object.fromEntries(held),
  }
}

describe('the trials kept on a device', () => {
  it('are there again in the next visit, with how they were', () => {
    const storage = memoryStorage()
    new DeviceStore(storage).toggleSaved('NCT1', copyOf(buildSummary({ trialId: 'NCT1' })), '2026-11-01T10:00:00.000Z')
    const [kept] = new DeviceStore(storage).savedTrials()
    expect(kept).toMatchObject({ trialId: 'NCT1', at: '2026-11-01T10:00:00.000Z', copy: { title: 'Trial NCT1' } })
  })

  it('go when they are toggled again, and tell who listens', () => {
    const store = new DeviceStore(memoryStorage())
    let told = 0
    store.addEventListener('change', () => told++)
    store.toggleSaved('NCT1')
    store.toggleSaved('NCT1')
    expect(store.savedTrials()).toEqual([])
    expect(told).toBe(2)
  })

  it('are at most four in a comparison: a fifth is refused and changes nothing', () => {
    const store = new DeviceStore(memoryStorage())
    const ids = ['NCT1', 'NCT2', 'NCT3', 'NCT4']
    expect(ids.map((id) => store.toggleCompared(id))).toEqual([true, true, true, true])
    expect(ids).toHaveLength(MOST_COMPARED)
    expect(store.toggleCompared('NCT5')).toBe(false)
    expect(store.comparedTrials()).toEqual(ids)
    expect(store.toggleCompared('NCT2')).toBe(true)
    expect(store.comparedTrials()).toEqual(['NCT1', 'NCT3', 'NCT4'])
  })

  it('are cleared with everything else of this site, and with nothing of another', () => {
    const storage = memoryStorage({ 'trialwijzer.marks': '{}', 'trialwijzer.place': '{}', trialwijzerish: 'theirs' })
    const store = new DeviceStore(storage)
    store.setAge(30)
    store.toggleSaved('NCT1')
    store.toggleCompared('NCT1')
    store.clearAll()
    expect(storage.dump()).toEqual({ trialwijzerish: 'theirs' })
    expect([store.age, store.savedTrials(), store.comparedTrials()]).toEqual([null, [], []])
  })

  it('follow what another tab did', () => {
    const storage = memoryStorage()
    const [here, there] = [new DeviceStore(storage), new DeviceStore(storage)]
    there.toggleSaved('NCT1')
    here.seeOtherTab('trialwijzer.saved')
    expect(here.isSaved('NCT1')).toBe(true)
  })

  it('survive nonsense in the storage', () => {
    const store = new DeviceStore(
      memoryStorage({ 'trialwijzer.saved': '[{"trialId":1}]', 'trialwijzer.compared': '{' }),
    )
    expect([store.savedTrials(), store.comparedTrials()]).toEqual([[], []])
  })
})

describe('what changed since a trial was saved', () => {
  const before = buildSummary({
    statusGroup: 'not-yet-recruiting',
    overallStatus: 'NOT_YET_RECRUITING',
    enrollment: { ...none, planned: 40 },
    ages: { minimumYears: 18, maximumYears: 65, bands: [], admitsMinors: false, stated: '18-65' },
    startDate: '2026-01',
    recruitingCountries: ['NL', 'BE'],
  })

  it('is nothing when only the order of a list changed', () => {
    expect(changedFields(copyOf(before), { ...before, recruitingCountries: ['BE', 'NL'], asOf: '2027' })).toEqual([])
  })

  it('is told field by field, planned and actual apart', () => {
    const now = {
      ...before,
      statusGroup: 'recruiting' as const,
      overallStatus: 'RECRUITING',
      enrollment: { ...none, planned: 40, actual: 12 },
      ages: { ...before.ages, maximumYears: null },
      completionDate: '2027-03-01',
    }
    expect(savedChanges(copyOf(before), now, keptEn, locale)).toEqual([
      { field: 'Status', was: 'Not yet recruiting', now: 'Recruiting' },
      { field: 'Enrolment', was: '40 planned', now: '40 planned; 12 took part' },
      { field: 'Ages', was: '18 to 65 years', now: '18 years and older' },
      { field: 'End date', was: 'not stated', now: '1 March 2027' },
    ])
  })

  it('never says of a copy that it recruits now', () => {
    const now = {
      ...before,
      statusGroup: 'recruiting' as const,
      overallStatus: 'RECRUITING',
      statusFrom: 'snapshot' as const,
    }
    expect(savedChanges(copyOf(before), now, keptEn, locale)[0]?.now).toMatch(/^Was recruiting/)
  })

  it('shows the words of the register where both are of one group', () => {
    const completed = { ...before, statusGroup: 'paused' as const, overallStatus: 'Suspended' }
    const now = { ...completed, overallStatus: 'Temporarily halted' }
    expect(savedChanges(copyOf(completed), now, keptEn, locale)).toEqual([
      { field: 'Status', was: 'Paused (“Suspended”)', now: 'Paused (“Temporarily halted”)' },
    ])
  })
})

it('finds in the change log what is about a trial under any of its numbers, since it was saved', () => {
  const trial = buildSummary({ trialId: 'NCT1', registryIds: { ctgov: ['NCT1'], ctis: ['2023-1'] } })
  const entry = (trialId: string, at: string) => ({
    at,
    trialId,
    recordId: trialId,
    kind: 'status',
    field: 'overallStatus',
    from: 'A',
    to: 'B',
    registryId: 'ctgov',
  })
  const log = [
    entry('NCT1', '2026-10-01T00:00:00.000Z'),
    entry('2023-1', '2026-11-02T00:00:00.000Z'),
    entry('NCT2', '2026-11-03T00:00:00.000Z'),
    entry('NCT1', '2026-11-04T00:00:00.000Z'),
  ]
  expect(changesSince(log, trial, '2026-11-01T00:00:00.000Z').map(({ at }) => at.slice(0, 10))).toEqual([
    '2026-11-04',
    '2026-11-02',
  ])
})

describe('a comparison', () => {
  it('reads the numbers of its link, each once, and names what is none', () => {
    expect(readCompareIds('#ids=NCT01234567,nct01234567,2023-501234-12-00,foo')).toEqual({
      ids: ['NCT01234567', '2023-501234-12-00'],
      unknown: ['foo'],
      tooMany: false,
    })
    const five = readCompareIds('#ids=NCT00000001,NCT00000002,NCT00000003,NCT00000004,NCT00000005')
    expect([five.ids.length, five.tooMany]).toEqual([4, true])
    expect(readCompareIds('').ids).toEqual([])
  })

  it('says which rows differ', () => {
    const rows = compareRows(
      [
        buildDetail({ trialId: 'NCT1', phases: ['PHASE2'], sex: 'ALL' }),
        buildDetail({ trialId: 'NCT2', phases: ['PHASE3'], sex: 'ALL' }),
      ],
      keptEn,
      locale,
    )
    const differs = (field: string) => rows.find((row) => row.field === field)?.differs
    expect([differs('phase'), differs('sex'), differs('registers')]).toEqual([true, false, true])
  })

  it('says in words who knows the treatment, and leaves a word it does not know as it is', () => {
    const design = { allocation: null, interventionModel: null, primaryPurpose: null }
    const rows = compareRows(
      ['QUADRUPLE', 'Open; Double blind', 'HALF_MOON', null].map((masking, n) =>
        buildDetail({ trialId: `NCT${String(n)}`, design: { ...design, masking } }),
      ),
      keptEn,
      locale,
    )
    const { masking } = keptEn.compare
    expect(rows.find(({ field }) => field === 'masking')?.cells).toMatchObject([
      { kind: 'words', text: masking.quadruple },
      { kind: 'words', text: `${masking.none}; ${masking.double}` },
      { kind: 'register', items: ['HALF_MOON'] },
      { kind: 'words', text: locale.words.app.notStated },
    ])
  })

  it('does not turn "not stated" into "nowhere"', () => {
    const rows = compareRows(
      [
        buildDetail({ statusGroup: 'recruiting' }),
        buildDetail({ statusGroup: 'completed' }),
        buildDetail({ statusGroup: 'completed', statusFrom: 'snapshot' }),
      ],
      keptEn,
      locale,
    )
    const cells = rows.find(({ field }) => field === 'recruitingIn')?.cells
    expect(cells?.map((cell) => (cell.kind === 'words' ? cell.text : ''))).toEqual([
      'not stated',
      'no country',
      'not stated',
    ])
  })
})
