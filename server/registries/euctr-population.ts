import { anyAnswer, answerOf, shortOf, mostCommon, numberOf, type CountryBlock } from './euctr-block.ts'
import { orderPhases } from '../../shared/core/phase.ts'
import type { AgeBand, Enrollment, Phase, Sex, TrialRecord } from '../../shared/trial.ts'

/** Sections E.6 to F: what kind of trial, in whom, how many. Union of the country records. */

const PHASE_CODES: readonly (readonly [string, Phase, string])[] = [
  ['E.7.1', 'PHASE1', 'Human pharmacology (Phase I)'],
  ['E.7.2', 'PHASE2', 'Therapeutic exploratory (Phase II)'],
  ['E.7.3', 'PHASE3', 'Therapeutic confirmatory (Phase III)'],
  ['E.7.4', 'PHASE4', 'Therapeutic use (Phase IV)'],
]

const BAND_CODES: readonly (readonly [string, AgeBand])[] = [
  ['F.1.1', 'under-18-years'],
  ['F.1.1.1', 'in-utero'],
  ['F.1.1.2', 'preterm'],
  ['F.1.1.3', '0-27-days'],
  ['F.1.1.4', '28-days-23-months'],
  ['F.1.1.5', '2-11-years'],
  ['F.1.1.6', '12-17-years'],
  ['F.1.2', '18-64-years'],
  ['F.1.3', '65-plus-years'],
]

export function phasesOf(blocks: readonly CountryBlock[]): Pick<TrialRecord, 'phases' | 'phaseStated'> {
  const yes = PHASE_CODES.filter(([code]) => anyAnswer(blocks, code) === true)
  return {
    phases: orderPhases(yes.map(([, phase]) => phase)),
    phaseStated: yes.length === 0 ? null : yes.map(([, , words]) => words).join('; '),
  }
}

export function bandsOf(blocks: readonly CountryBlock[]): Pick<TrialRecord, 'ageBands' | 'ageBandsExcluded'> {
  const bands = (answer: boolean) =>
    BAND_CODES.filter(([code]) => anyAnswer(blocks, code) === answer).map(([, band]) => band)
  return { ageBands: bands(true), ageBandsExcluded: bands(false) }
}

/** Null unless both questions are answered: "not present" is not "No". */
export function sexOf(blocks: readonly CountryBlock[]): Sex | null {
  const female = anyAnswer(blocks, 'F.2.1')
  const male = anyAnswer(blocks, 'F.2.2')
  if (female === null || male === null) return null
  if (female && male) return 'ALL'
  return female ? 'FEMALE' : male ? 'MALE' : null
}

/**
 * Planned number: whole trial, else EEA, else the one member state. A 0 beside a number of a smaller scope is a field
 * left out, not a trial of nobody. Several countries that state only their own number give none for the trial:
 * the register did not add them up, and countries may be missing.
 */
export function enrollmentOf(blocks: readonly CountryBlock[]): Enrollment {
  const inStates = new Map(blocks.map((block) => [block.country, numberOf(block, 'F.4.1')]))
  const stated: readonly (readonly [number | null, 'whole-trial' | 'eea' | 'country'])[] = [
    [mostCommon(blocks.map((block) => positive(numberOf(block, 'F.4.2.2')))), 'whole-trial'],
    [mostCommon(blocks.map((block) => positive(numberOf(block, 'F.4.2.1')))), 'eea'],
    [inStates.size === 1 ? ([...inStates.values()][0] ?? null) : null, 'country'],
  ]
  const [planned, scope] = stated.find(([value]) => value !== null) ?? [null, null]
  return { planned, actual: null, unspecified: null, scope }
}

function positive(value: number | null): number | null {
  return value === 0 ? null : value
}

export function designOf(blocks: readonly CountryBlock[]): TrialRecord['design'] {
  const says = (code: string) => anyAnswer(blocks, code)
  const randomised = says('E.8.1.1')
  return {
    allocation: randomised === null ? null : randomised ? 'Randomised' : 'Not randomised',
    interventionModel: joinYes(blocks, [
      ['E.8.1.5', 'Parallel group'],
      ['E.8.1.6', 'Cross over'],
    ]),
    masking: joinYes(blocks, [
      ['E.8.1.2', 'Open'],
      ['E.8.1.3', 'Single blind'],
      ['E.8.1.4', 'Double blind'],
    ]),
    primaryPurpose: joinYes(blocks, [
      ['E.6.1', 'Diagnosis'],
      ['E.6.2', 'Prophylaxis'],
      ['E.6.3', 'Therapy'],
    ]),
  }
}

function joinYes(blocks: readonly CountryBlock[], answers: readonly (readonly [string, string])[]): string | null {
  const yes = answers.filter(([code]) => blocks.some((block) => answerOf(block, code) === true))
  return yes.length === 0 ? null : yes.map(([, words]) => words).join('; ')
}

/** Countries and regions named in E.8.6.3, one a line, and the third country of H.4.1. */
export function namedCountries(block: CountryBlock): string[] {
  const regions = (block.byCode.get('E.8.6.3') ?? []).flatMap(({ value }) => value.split('\n'))
  const first = shortOf(block, 'H.4.1')
  return first === null ? regions : [...regions, first]
}
