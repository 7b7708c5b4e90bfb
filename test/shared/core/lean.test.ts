import { expect, test } from 'vitest'
import { throughJson, lean, NONE, shareEmptyLists, shareParts } from '../../../shared/core/lean.ts'
import { buildIntervention, buildRecord } from '../../builders.ts'

test('holds one empty list, that nobody can add to', () => {
  const record = buildRecord({ interventions: [buildIntervention({ name: 'Psilocybin' })] })
  const before = structuredClone(record)
  shareEmptyLists(record)
  expect(record).toEqual(before)
  expect(record.keywords).toBe(NONE)
  expect(record.interventions[0]?.otherNames).toBe(NONE)
  expect(() => record.keywords.push('one more')).toThrow(TypeError)
  expect(NONE).toEqual([])
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
