import { queryRules } from '../../shared/core/query-rules.ts'
import type { KnownValues } from '../../shared/core/query-rules.ts'
import { MAX_VALUES } from '../../shared/trial-query.ts'
import type { TrialQueryParameter } from '../../shared/trial-query.ts'
import type { Parameter } from './operation.ts'

/** What each filter means. Typed by the filters themselves: a new one does not compile until it is described. */
const MEANING: Record<TrialQueryParameter, { text: string; example: string | number | boolean }> = {
  substance: { text: 'Trials of any of these substances.', example: 'psilocybin' },
  role: {
    text: 'Role of the substance in the trial. Without it: investigated, comparator and unclear. `all` lifts the filter.',
    example: 'investigated',
  },
  purpose: { text: 'What the trial is for, derived by rule from its record.', example: 'mental-health' },
  status: { text: 'Status group, derived from the status word of the registry.', example: 'recruiting' },
  phase: { text: 'A phase, `none` for trials that state none, or an exact combination.', example: 'PHASE2' },
  country: { text: 'Countries with a site or a country record of the trial.', example: 'NL' },
  recruitingIn: {
    text: 'Countries in which a registry says, in a live answer, that the trial recruits now. Copies never count.',
    example: 'NL',
  },
  condition: { text: 'A condition by its id in `/api/matrix`, or words of a condition.', example: 'depression' },
  age: {
    text: 'Trials whose stated ages admit this age in years, and trials that state no age at all.',
    example: 16,
  },
  sex: { text: 'Who can take part. `FEMALE` and `MALE` keep trials for all sexes too.', example: 'FEMALE' },
  registry: { text: 'Trials with a record in any of these registries.', example: '' },
  idTier: { text: 'How closely the trial concerns intellectual disability.', example: 'named' },
  idReading: { text: 'What its criteria say that touches people with intellectual disability.', example: 'excludes' },
  disagrees: { text: 'Trials on which registries differ: on this field, or on `any`.', example: 'any' },
  admitsMinors: {
    text: 'Whether anyone under 18 is admitted. Trials that state no age are in neither.',
    example: true,
  },
  hasResults: { text: 'Whether a registry holds results.', example: true },
  startFrom: { text: 'Start date on or after this day, month or year.', example: '2020' },
  startTo: { text: 'Start date on or before the end of this day, month or year.', example: '2026-06' },
  updatedFrom: { text: 'Last updated at the registry on or after this day, month or year.', example: '2024-01-01' },
  q: { text: 'Words in titles, conditions, interventions and numbers; Dutch and everyday words too.', example: 'ptsd' },
  sort: { text: 'Order of the list; a leading `-` reverses it.', example: 'newest' },
  limit: { text: 'Most trials in the answer. Without it: all of up to 5,000, 1,000 of more.', example: 1 },
  offset: { text: 'How many trials of the ordered list to leave out before the first.', example: 0 },
}

/** The filters as parameters, in canonical order, each with the values that the parser of queries takes. */
export function filterParameters(known: KnownValues): Parameter[] {
  const rules = queryRules(known)
  return (Object.keys(rules) as TrialQueryParameter[]).map((name) => {
    const rule = rules[name]
    const { text } = MEANING[name]
    const example = MEANING[name].example === '' ? (rule.form.enum?.[0] ?? '') : MEANING[name].example
    const isList = 'values' in rule
    return {
      name,
      in: 'query',
      description: `${text} ${isList ? 'Repeat it, or separate with commas, for any of several; each' : 'Given once:'} ${rule.expected}.`,
      schema: isList ? { type: 'array', items: rule.form, maxItems: MAX_VALUES } : rule.form,
      example: isList ? [String(example)] : example,
    }
  })
}
