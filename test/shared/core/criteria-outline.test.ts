import { expect, it } from 'vitest'
import { leavesOf, outlineCriteria } from '../../../shared/core/criteria-outline.ts'
import { splitCriteria } from '../../../shared/core/criteria.ts'
import { buildCriteria, buildDetail } from '../../builders.ts'

const held = (combined: string) => ({
  ...buildDetail().eligibility,
  criteria: combined,
  ...splitCriteria(buildCriteria({ combined })),
})

it('puts criteria under the line that opens their list', () => {
  const text =
    'Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n* Any of these:\n\n  * epilepsy\n  * asthma:\n    * severe\n* Pregnancy'
  const { inclusion, exclusion } = outlineCriteria(held(text))
  expect(inclusion).toEqual([{ text: 'Adults', children: [] }])
  expect(exclusion).toEqual([
    {
      text: 'Any of these:',
      children: [
        { text: 'epilepsy', children: [] },
        { text: 'asthma:', children: [{ text: 'severe', children: [] }] },
      ],
    },
    { text: 'Pregnancy', children: [] },
  ])
  expect(leavesOf(exclusion).map((item) => item.text)).toEqual(['epilepsy', 'severe', 'Pregnancy'])
})

it('keeps the list of the server, flat, where the text does not give the same words', () => {
  const eligibility = { ...held('Inclusion Criteria:\n* Any of:\n  * a\n  * b'), inclusion: ['Any of:', 'a', 'b, c'] }
  expect(outlineCriteria(eligibility).inclusion).toEqual(
    ['Any of:', 'a', 'b, c'].map((text) => ({ text, children: [] })),
  )
})

it('nests the two fields of the EU registers as it does one text', () => {
  const fields = buildCriteria({ inclusion: '1. Adults', exclusion: 'None of:\n- a\n- b' })
  const eligibility = {
    ...buildDetail().eligibility,
    criteria: `Inclusion criteria:\n${fields.inclusion ?? ''}\n\nExclusion criteria:\n${fields.exclusion ?? ''}`,
    ...splitCriteria(fields),
  }
  const { inclusion, exclusion } = outlineCriteria(eligibility)
  expect(inclusion.map(({ text }) => text)).toEqual(['Adults'])
  expect(exclusion.map(({ children }) => children.length)).toEqual([2])
})
