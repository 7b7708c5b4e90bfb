import { expect, it } from 'vitest'
import { enrollmentSize, joinEnrollment } from '../../../shared/core/enrollment.ts'
import type { Enrollment } from '../../../shared/trial.ts'
import { buildRecord } from '../../builders.ts'

const none: Enrollment = { planned: null, actual: null, unspecified: null, scope: null }
const record = (recordId: string, enrollment: Partial<Enrollment>) =>
  buildRecord({ recordId, enrollment: { ...none, ...enrollment } })

it('takes the actual number and the planned one from the registers that state them', () => {
  const actual = record('NCT03185819', { actual: 147, scope: 'whole-trial' })
  const planned = record('2016-004422-42', { planned: 145, scope: 'whole-trial' })
  expect(joinEnrollment([actual, planned])).toEqual({
    enrollment: { planned: 145, actual: 147, unspecified: null, scope: 'whole-trial' },
    sources: { actual: 'NCT03185819', planned: '2016-004422-42' },
  })
})

it('never mixes a number for Europe with one for the whole trial', () => {
  const europe = record('2023-505613-24-00', { planned: 13, scope: 'eea' })
  const whole = record('NCT00000001', { actual: 30, scope: 'whole-trial' })
  expect(joinEnrollment([europe, whole]).enrollment).toEqual({ ...none, actual: 30, scope: 'whole-trial' })
  expect(joinEnrollment([europe]).enrollment).toEqual({ ...none, planned: 13, scope: 'eea' })
})

it('keeps a number of unstated kind apart, and 0 as a number', () => {
  expect(joinEnrollment([record('NCT00000001', { unspecified: 60 })]).enrollment).toEqual({ ...none, unspecified: 60 })
  expect(joinEnrollment([record('NCT06353282', { actual: 0, scope: 'whole-trial' })]).enrollment.actual).toBe(0)
  expect(joinEnrollment([record('NCT06631677', {})])).toEqual({ enrollment: none, sources: {} })
})

it('sizes a trial by what happened before what was planned', () => {
  expect(enrollmentSize({ ...none, planned: 100, actual: 0 })).toBe(0)
  expect(enrollmentSize({ ...none, planned: 100, unspecified: 5 })).toBe(100)
  expect(enrollmentSize(none)).toBeNull()
})
