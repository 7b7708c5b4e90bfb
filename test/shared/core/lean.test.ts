import { expect, test } from 'vitest'
import { throughJson, lean, NONE, share, shareParts } from '../../../shared/core/lean.ts'
import { buildIntervention, buildRecord } from '../../builders.ts'

test('holds one empty list, that nobody can add to', () => {
  const record = buildRecord({ interventions: [buildIntervention({ name: 'Psilocybin' })] })
  const before = structuredClone(record)
  share(record)
  expect(record).toEqual(before)
  expect(record.keywords).toBe(NONE)
  expect(record.interventions[0]?.otherNames).toBe(NONE)
  expect(() => record.keywords.push('one more')).toThrow(TypeError)
  expect(NONE).toEqual([])
})

test('holds one copy of each short text', () => {
  const one = { overallStatus: ['RECRUIT', 'ING'].join(''), sites: [{ city: ['Nij', 'megen'].join('') }] }
  const other = structuredClone(one)
  share(one)
  share(other)
  expect(other).toEqual(one)
  // Longer than what is shared, and more different texts than are remembered: all as they were.
  const many = { texts: Array.from({ length: 50_000 }, (_, at) => `text ${String(at)} ${'x'.repeat(at % 80)}`) }
  const before = structuredClone(many)
  share(many)
  expect(many).toEqual(before)
})

test('keeps what a list holds', () => {
  const list = ['a', 'b']
  expect(lean(list)).toEqual(list)
  expect(lean(list)).not.toBe(list)
  expect(lean([])).toBe(NONE)
})

test('holds a record as it would come out of a store', () => {
  const record = buildRecord({ titles: [{ kind: 'brief', text: 'Psilocybin', lang: null }] })
  const stored = throughJson(record)
  expect(stored).toStrictEqual(JSON.parse(JSON.stringify(record)))
  expect(stored.arms).toBe(NONE)
  expect(record.arms).not.toBe(NONE)
})

test('lets a record that says the same hold what the earlier one holds, and keep its own date', () => {
  const says = { titles: [{ kind: 'brief' as const, text: 'Psilocybin', lang: null }], overallStatus: 'RECRUITING' }
  const earlier = buildRecord({ ...says, asOf: '2026-11-21' })
  const record = buildRecord({ ...structuredClone(says), asOf: '2026-11-22' })
  const before = structuredClone(record)
  shareParts(earlier, record)
  expect(record).toEqual(before)
  expect(record.titles).toBe(earlier.titles)
  expect(record.asOf).toBe('2026-11-22')
})
