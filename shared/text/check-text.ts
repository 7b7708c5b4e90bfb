import type { CheckFact, CheckReply } from '../api.ts'
import type { MalformedReason } from '../core/check-text.ts'
import type { MissingPart, QuotedFlag } from '../core/red-flags.ts'

/** A rule with the public text it comes from. */
interface SourcedRule {
  text: string
  source: string
  url: string
}

interface CountryRules {
  heading: string
  rules: readonly SourcedRule[]
}

/** Words of `/check`, loaded with it. */
export interface CheckPageText {
  title: string
  heading: string
  lead: string
  form: {
    label: string
    hint: string
    privacy: string
    country: string
    countryHint: string
    countryFromText: string
    countryNamed: (countries: string) => string
    submit: string
    clear: string
    print: string
  }
  found: {
    heading: string
    none: string
    noneHint: string
    count: (n: number, count: string) => string
    ready: string
    cut: (most: string) => string
    left: (n: number, count: string) => string
    more: (n: number, count: string) => string
    checked: (n: number, count: string) => string
  }
  malformed: {
    heading: string
    explain: string
    reason: Record<MalformedReason, (digits: string) => string>
  }
  card: {
    asWritten: (raw: string) => string
    repaired: (raw: string) => string
    looking: (id: string) => string
    again: string
    failed: string
    registeredIn: (registries: string) => string
    notFound: (registry: string, day: string) => string
    notFoundHint: string
    /** Under a number of that register. */
    notFoundEu: string
    unreadable: (registry: string) => string
    notAsked: Record<NonNullable<CheckReply['reason']>, (registry: string) => string>
    notAskedHint: string
    official: (registry: string, id: string) => string
    byHand: (registry: string) => string
    trialPage: string
    link: string
    noticed: string
    nothingNoticed: string
    facts: string
    source: (registry: string, when: string) => string
    otherRegistry: string
  }
  facts: Record<CheckFact['fact'], string>
  columns: { fact: string; state: string; value: string; registry: string; date: string }
  state: Record<CheckFact['state'], string>
  kind: { industry: string; 'non-industry': string }
  sitesCount: (n: number, count: string) => string
  factNotes: { ethics: string; contact: string; date: string }
  mismatch: {
    notOurs: (substances: string) => string
    otherSubstance: (named: string, held: string) => string
    onlyMentioned: (substances: string) => string
    completed: string
    endedEarly: string
    withdrawn: string
    paused: string
    notYet: string
    closed: string
    byInvitation: string
    underReview: string
    statusUnknown: string
    expandedAccess: string
    notInCountry: (country: string) => string
    notRecruitingInCountry: (country: string) => string
    outdated: string
    copy: (day: string) => string
    copyUndated: string
    linkedOnly: (id: string) => string
  }
  advert: {
    heading: string
    explain: string
    quoted: Record<QuotedFlag, string>
    missingHeading: string
    missingExplain: string
    missing: Record<MissingPart, string>
    noNumber: string
    spray: string
    none: string
  }
  proves: {
    heading: string
    does: readonly string[]
    doesNotHeading: string
    doesNot: readonly string[]
    source: SourcedRule
  }
  phone: { heading: string; paragraphs: readonly string[] }
  retreat: { heading: string; paragraphs: readonly string[] }
  rules: { heading: string; explain: string; source: string; countries: readonly CountryRules[] }
}

/** The public sources of the rules: the same for both languages. */
export const RULE_SOURCES = {
  ccmo: 'https://www.ccmo.nl/',
  ccmoMinors:
    'https://www.ccmo.nl/onderzoekers/aanvullende-eisen-voor-bepaalde-soorten-onderzoek/onderzoek-bij-proefpersonen-jonger-dan-16-jaar',
  ccmoIncapacity: 'https://www.ccmo.nl/onderzoekers/soorten-onderzoek/onderzoek-bij-wilsonbekwame-proefpersonen',
  ccmoInsurance:
    'https://www.ccmo.nl/onderzoekers/wet-en-regelgeving-voor-medisch-wetenschappelijk-onderzoek/de-wmo-in-een-notendop/verzekeringen',
  wmo: (article: number): string => `https://wetten.overheid.nl/jci1.3:c:BWBR0009408&artikel=${article}`,
  famhp: 'https://www.famhp.be/',
  amgConsent: 'https://www.gesetze-im-internet.de/amg_1976/__40b.html',
  amgGeneral: 'https://www.gesetze-im-internet.de/amg_1976/__40a.html',
  euRegulation: 'https://eur-lex.europa.eu/eli/reg/2014/536/oj',
  ctgovDisclaimer: 'https://clinicaltrials.gov/about-site/disclaimer',
} as const
