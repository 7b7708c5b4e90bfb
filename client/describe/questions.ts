import { medicineWords } from '../../shared/core/medicine-words.ts'
import type { QuestionGroup, QuestionId, TrialPageText } from '../../shared/text/trial-page-text.ts'
import { QUESTION_GROUPS } from '../../shared/text/trial-page-text.ts'
import type { StatusGroup, TrialDetail } from '../../shared/trial.ts'
import type { Locale } from '../state/locale.ts'
import { givenSubstances, hasPlacebo, isMasked, isRandomised } from './taking-part.ts'

interface Rule {
  id: QuestionId
  group: QuestionGroup
  /** When a trial gives rise to it; absent: always. */
  when?: (facts: Facts) => boolean
}

interface Facts {
  trial: TrialDetail
  given: string | null
  countries: string
  home: readonly string[]
  medicine: boolean
  washout: boolean
  contraception: boolean
}

const OVER: readonly StatusGroup[] = ['completed', 'ended-early', 'never-started']
/** Where a reader of this site most likely lives, as long as the device holds no place. */
const LIKELY_HOME = ['NL', 'BE']
const CONTRACEPTION = /contracept|birth control|anticoncept|voorbehoed|verhütung|verhuetung/i

const isTrialPlace = ({ trial }: Facts): boolean => trial.statusGroup !== 'expanded-access'
const isOver = ({ trial }: Facts): boolean => OVER.includes(trial.statusGroup)
const goesOn = (facts: Facts): boolean => isTrialPlace(facts) && !isOver(facts)

const RULES: readonly Rule[] = [
  { id: 'open', group: 'trial', when: goesOn },
  { id: 'ended', group: 'trial', when: isOver },
  { id: 'outside-trial', group: 'trial', when: (facts) => !isTrialPlace(facts) },
  { id: 'steps', group: 'trial' },
  { id: 'visits', group: 'trial' },
  { id: 'chance', group: 'trial', when: ({ trial, given }) => isRandomised(trial) && given !== null },
  { id: 'placebo', group: 'trial', when: ({ trial, given }) => hasPlacebo(trial) && given !== null },
  { id: 'masked', group: 'trial', when: ({ trial }) => isMasked(trial) },
  { id: 'risks', group: 'trial', when: ({ given }) => given !== null },
  { id: 'stop', group: 'trial' },
  { id: 'other-treatment', group: 'trial' },
  { id: 'medicines', group: 'medicines', when: ({ medicine }) => medicine },
  { id: 'washout', group: 'medicines', when: ({ medicine, washout }) => medicine || washout },
  { id: 'afterwards', group: 'medicines' },
  { id: 'own-consent', group: 'consent', when: ({ trial }) => trial.idReading.includes('own-consent') },
  { id: 'representative', group: 'consent', when: ({ trial }) => trial.idReading.includes('representative-allowed') },
  { id: 'excludes', group: 'consent', when: ({ trial }) => trial.idReading.includes('excludes') },
  { id: 'reading', group: 'consent', when: ({ trial }) => trial.idReading.includes('reading-demand') },
  { id: 'support', group: 'consent', when: ({ trial }) => !trial.idReading.some((one) => one !== 'silent') },
  { id: 'minors', group: 'consent', when: ({ trial }) => trial.ages.admitsMinors === true },
  { id: 'contraception', group: 'practical', when: ({ contraception }) => contraception },
  { id: 'home', group: 'practical', when: ({ given }) => given !== null },
  {
    id: 'travel',
    group: 'practical',
    when: ({ trial, home }) => trial.countries.length > 0 && !trial.countries.some((code) => home.includes(code)),
  },
  { id: 'costs', group: 'practical' },
  { id: 'insurance', group: 'practical' },
  { id: 'approval', group: 'practical' },
  { id: 'results', group: 'practical' },
]

export interface QuestionList {
  group: QuestionGroup
  questions: { id: QuestionId; text: string }[]
}

/**
 * Questions to ask about a trial: fixed questions, each asked when its fields give rise to it. `home`: the country of the
 * place kept on the device; null when there is none.
 */
export function questionsFor(
  trial: TrialDetail,
  text: TrialPageText['questions'],
  locale: Locale,
  home: string | null = null,
): QuestionList[] {
  const { criteria, inclusion, exclusion, other } = trial.eligibility
  const words = [criteria ?? '', ...inclusion, ...exclusion, ...other].map(medicineWords)
  const { formats } = locale
  const facts: Facts = {
    trial,
    given: givenSubstances(trial, locale),
    home: home === null ? LIKELY_HOME : [home],
    countries: formats.list(trial.countries.map((code) => formats.country(code))),
    medicine: words.some(({ medicine }) => medicine),
    washout: words.some(({ washout }) => washout),
    contraception: CONTRACEPTION.test(criteria ?? ''),
  }
  const asked = RULES.filter(({ when }) => when === undefined || when(facts))
  const nameOf = (id: QuestionId): string => (id === 'travel' ? facts.countries : (facts.given ?? ''))
  return QUESTION_GROUPS.map((group) => ({
    group,
    questions: asked.filter((rule) => rule.group === group).map(({ id }) => ({ id, text: text.ask[id](nameOf(id)) })),
  })).filter(({ questions }) => questions.length > 0)
}
