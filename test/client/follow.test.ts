import { describe, expect, it } from 'vitest'
import { DeviceStore } from '../../client/state/device-store.ts'
import { exploreView } from '../../client/state/explore-view.ts'
import { listLinks } from '../../client/state/list-links.ts'
import { readFragment } from '../../client/state/url-state.ts'
import { visitNews } from '../../client/state/visit-news.ts'
import type { ChangeEntry, RegistryState } from '../../shared/api.ts'
import { substances } from '../../shared/substances/index.ts'
import { changeSentence } from '../../shared/text/change-sentence.ts'
import { followEn } from '../../shared/text/follow-en.ts'
import { followNl } from '../../shared/text/follow-nl.ts'
import { plainDate } from '../../shared/text/plain-date.ts'
import { filterTrials, parseTrialQuery } from '../../shared/trial-query.ts'
import { buildSummary } from '../builders.ts'

const change = (partial: Partial<ChangeEntry>): ChangeEntry => ({
  at: '2026-11-20T10:00:00.000Z',
  trialId: 'NCT1',
  recordId: 'NCT1',
  registryId: 'ctgov',
  kind: 'status',
  field: 'overallStatus',
  from: 'A',
  to: 'B',
  ...partial,
})

describe('the last visit', () => {
  const storage = (): Storage => {
    const held = new Map<string, string>()
    return {
      get length() {
        return held.size
      },
      key: (index: number) => [...held.keys()][index] ?? null,
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => void held.set(key, value),
      removeItem: (key: string) => void held.delete(key),
      clear: () => held.clear(),
    }
  }

  it('is the end of the visit before: pages opened within half an hour are one visit', () => {
    const kept = storage()
    const open = (time: string): string | null => {
      const device = new DeviceStore(kept)
      device.noteVisit(time)
      return device.previousVisit
    }
    expect(open('2026-11-12T10:00:00.000Z')).toBeNull()
    expect(open('2026-11-12T10:20:00.000Z')).toBeNull()
    expect(open('2026-11-12T10:40:00.000Z')).toBeNull()
    expect(open('2026-11-20T09:00:00.000Z')).toBe('2026-11-12T10:40:00.000Z')
    expect(open('2026-11-20T09:10:00.000Z')).toBe('2026-11-12T10:40:00.000Z')
    const device = new DeviceStore(kept)
    device.setLang('nl')
    device.setAge(16)
    expect(device.previousVisit).toBe('2026-11-12T10:40:00.000Z')
    device.clearAll()
    expect([device.previousVisit, kept.length]).toEqual([null, 0])
  })

  const registry = (name: string, fetchedAt: string | null): RegistryState => ({
    registryId: name,
    name,
    url: '',
    state: 'fresh',
    fetchedAt,
    error: null,
    progress: null,
    collections: [],
  })

  it('has news: what changed since, by trial, newest first, and which register could not be asked since', () => {
    const log = {
      keptFrom: '2026-10-01T00:00:00.000Z',
      changes: [
        change({ at: '2026-11-11T00:00:00.000Z' }),
        change({ at: '2026-11-13T00:00:00.000Z' }),
        change({ at: '2026-11-14T00:00:00.000Z', trialId: 'NCT9', kind: 'vanished', field: null }),
        change({ at: '2026-11-15T00:00:00.000Z', field: 'sites' }),
      ],
    }
    const asked = [
      registry('One', '2026-11-19T00:00:00.000Z'),
      registry('Two', '2026-11-10T00:00:00.000Z'),
      registry('Three', null),
    ]
    const news = visitNews('2026-11-12T10:00:00.000Z', log, [buildSummary({ trialId: 'NCT1' })], asked)
    expect(news.count).toBe(3)
    expect(news.trials.map(({ trialId, trial, changes }) => [trialId, trial?.trialId ?? null, changes.length])).toEqual(
      [
        ['NCT1', 'NCT1', 2],
        ['NCT9', null, 1],
      ],
    )
    expect(news.notAsked).toEqual(['Two', 'Three'])
    expect(news.from).toBe('2026-11-12T10:00:00.000Z')
    // A log that begins after the visit cannot speak for the time before it.
    const later = visitNews('2026-09-01T00:00:00.000Z', log, [], [])
    expect([later.from, later.count]).toEqual([log.keptFrom, 4])
  })
})

describe('a change in words', () => {
  const say = (entry: Partial<ChangeEntry>, lang: 'en' | 'nl' = 'en') =>
    changeSentence(change(entry), {
      text: (lang === 'en' ? followEn : followNl).change,
      registryName: () => 'CTIS',
      date: (iso) => plainDate(iso, lang),
      ageBand: (code) => (code === '18-64-years' ? '18–64 years' : code),
    })

  it.each<[Partial<ChangeEntry>, string]>([
    [{}, 'CTIS: The status was “A” and is now “B”.'],
    [{ from: null }, 'CTIS: The status was not stated before and is now “B”.'],
    [
      { kind: 'enrollment', field: 'enrollment.planned', from: '60', to: null },
      'CTIS: The planned number of participants was 60 and is not stated any more.',
    ],
    [
      { kind: 'date', field: 'startDate', from: '2026-05', to: '2026-06-01' },
      'CTIS: The start date was May 2026 and is now 1 June 2026.',
    ],
    [
      { kind: 'ages', field: 'ageBands', from: '18-64-years', to: '18-64-years, odd' },
      'CTIS: The age group was “18–64 years” and is now “18–64 years, odd”.',
    ],
    [{ kind: 'results', field: 'hasResults', from: null, to: 'true' }, 'CTIS: The trial has results now.'],
    [
      { kind: 'number', field: 'recordId', from: '1', to: '2' },
      'CTIS: The trial has a new number, 2. Before it was 1.',
    ],
    [{ kind: 'new', field: null, from: null, to: 'T' }, 'CTIS: NCT1 is new in this register.'],
    [{ kind: 'vanished', field: null, from: 'T', to: null }, 'CTIS: NCT1 is no longer in the register’s answer.'],
    [{ kind: 'odd', field: 'toString', from: 'a', to: 'b' }, 'CTIS: Something changed (toString).'],
  ])('says %j', (entry, sentence) => {
    expect(say(entry)).toBe(sentence)
  })

  it('speaks Dutch', () => {
    expect(say({ kind: 'sites', field: 'sites', from: '3', to: '5' }, 'nl')).toBe(
      'CTIS: Het aantal plaatsen was 3 en is nu 5.',
    )
  })
})

describe('the links of the list', () => {
  const links = (fragment: string, age: number | null = null) =>
    listLinks(readFragment(fragment), { age, lang: 'nl', substances })

  it('carry the filters of the address, and name what they leave out', () => {
    expect(links('#status=recruiting,paused&q=ptss&sort=newest&enrolled=planned:1-9', 16)).toMatchObject({
      csv: '/api/trials.csv?status=recruiting,paused&q=ptss',
      json: '/api/trials.json?status=recruiting,paused&q=ptss',
      feed: '/feeds/trials.atom?lang=nl&status=recruiting,paused&q=ptss',
      leftOut: ['enrolled', 'age'],
    })
    expect(links('').csv).toBe('/api/trials.csv')
  })

  it('give the trials of the screen, also where the list hides other purposes by itself', () => {
    const trials = [
      buildSummary({
        trialId: 'A',
        substances: [{ substanceId: 'esketamine', role: 'investigated' }],
        purpose: 'peri-operative',
      }),
      buildSummary({
        trialId: 'B',
        substances: [{ substanceId: 'esketamine', role: 'investigated' }],
        purpose: 'mental-health',
      }),
      buildSummary({ trialId: 'C', purpose: 'peri-operative', disagreements: ['status'] }),
    ]
    for (const fragment of [
      '#substance=esketamine',
      '#substance=esketamine&purpose=all',
      '#disagrees=any',
      '#substance=psilocybin',
    ]) {
      const { params } = links(fragment)
      const { query } = parseTrialQuery(params)
      if (query === undefined) throw new Error(fragment)
      const shown = exploreView({ trials, params: readFragment(fragment), age: null, substances }).shown
      expect(
        filterTrials(trials, query)
          .map((one) => one.trialId)
          .sort(),
        fragment,
      ).toEqual(shown.map((one) => one.trialId).sort())
    }
  })
})
