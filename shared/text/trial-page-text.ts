/** Words of the trial page and of its referral sheet, loaded with them. */
export interface TrialPageText {
  marks: {
    start: string
    stop: string
    intro: string
    private: string
    group: (line: string) => string
    options: Readonly<Record<'true' | 'not-true' | 'not-sure', string>>
    none: string
    summary: (isTrue: string, notTrue: string, notSure: string) => string
    onlyTeam: string
    print: string
    printed: (mark: string) => string
    remove: string
    removed: string
  }
  glossary: {
    title: string
    intro: string
    close: string
    hint: string
    onPage: string
    search: string
    count: (n: number, count: string) => string
  }
  taking: {
    title: string
    people: (numbers: string) => string
    groups: (n: number, count: string) => string
    allocation: Readonly<Record<'random' | 'not-random', string>>
    model: Readonly<Record<'single' | 'parallel' | 'crossover' | 'factorial' | 'sequential', string>>
    masking: Readonly<Record<'none' | 'single' | 'double' | 'triple' | 'quadruple', string>>
    placebo: string
    sham: string
    noTreatment: string
    /** Names of the three design fields, for words of a register that we do not know. */
    fields: Readonly<Record<'allocation' | 'model' | 'masking', string>>
    stated: (field: string, words: string) => string
    visits: string
    noVisits: string
    nothing: string
  }
  retreats: string
  notAdvice: string
  questions: {
    title: string
    intro: string
    groups: Readonly<Record<QuestionGroup, string>>
    ask: Readonly<Record<QuestionId, (name: string) => string>>
    print: string
    copy: string
    copied: string
    own: string
  }
  share: {
    share: string
    copyLink: string
    copied: string
    failed: (address: string) => string
    sheet: string
  }
  sheet: {
    name: string
    title: (trialId: string) => string
    intro: string
    print: string
    back: string
    pages: string
    status: string
    statusFrom: (registry: string) => string
    criteria: string
    criteriaFrom: (registry: string, record: string) => string
    noCriteria: string
    rest: (n: number, count: string) => string
    places: string
    noPlaces: string
    morePlaces: (n: number, count: string) => string
    contact: string
    noContact: string
    moreContacts: (n: number, count: string) => string
    links: string
    copyOf: (date: string) => string
    askedOn: (date: string) => string
    undated: string
    made: (address: string) => string
    advice: string
    noPatient: string
  }
}

export const QUESTION_GROUPS = ['trial', 'medicines', 'consent', 'practical'] as const
export type QuestionGroup = (typeof QUESTION_GROUPS)[number]

export const QUESTION_IDS = [
  'open',
  'ended',
  'outside-trial',
  'steps',
  'visits',
  'chance',
  'placebo',
  'masked',
  'risks',
  'stop',
  'other-treatment',
  'medicines',
  'washout',
  'afterwards',
  'own-consent',
  'representative',
  'excludes',
  'reading',
  'support',
  'minors',
  'contraception',
  'home',
  'travel',
  'costs',
  'insurance',
  'approval',
  'results',
] as const
export type QuestionId = (typeof QUESTION_IDS)[number]
