import type { PurposeRuleId } from './purpose.ts'
import type { SubstanceRule } from './substance-match.ts'

interface Bilingual {
  en: string
  nl: string
}

const purposeRules: Record<PurposeRuleId, Bilingual> = {
  'peri-operative-named': {
    en: 'anaesthesia, sedation, intensive care or an operation is named',
    nl: 'verdoving, sedatie, intensive care of een operatie wordt genoemd',
  },
  'procedure-named': {
    en: 'an examination, procedure or induction is named, and the substance is also an anaesthetic',
    nl: 'een onderzoek, ingreep of inleiding wordt genoemd, en het middel is ook een verdovingsmiddel',
  },
  'ect-with-anaesthetic': {
    en: 'given with electroconvulsive therapy beside an anaesthetic; which of the two it is for is not clear',
    nl: 'gegeven bij elektroshocktherapie naast een verdovingsmiddel; waarvoor is niet duidelijk',
  },
  'postpartum-peri-operative': {
    en: 'depression after childbirth, with a dose given at the delivery',
    nl: 'depressie na een bevalling; het middel wordt rond de bevalling gegeven',
  },
  'postpartum-treatment': {
    en: 'treats people who have a depression after childbirth',
    nl: 'behandelt mensen met een depressie na een bevalling',
  },
  'postpartum-setting-not-stated': {
    en: 'depression after childbirth; it is not stated when or where the dose is given',
    nl: 'depressie na een bevalling; er staat niet bij wanneer of waar het middel wordt gegeven',
  },
  'healthy-in-title': { en: 'the title names healthy people', nl: 'de titel noemt gezonde mensen' },
  'kinetics-in-title': {
    en: 'the title asks what the body does with the substance',
    nl: 'de titel vraagt wat het lichaam met het middel doet',
  },
  'disorder-in-title': { en: 'the first disorder in the title', nl: 'de eerste aandoening in de titel' },
  'anaesthetic-named': { en: 'another anaesthetic is named', nl: 'een ander verdovingsmiddel wordt genoemd' },
  'healthy-in-conditions': {
    en: 'healthy people are listed as participants',
    nl: 'gezonde mensen staan als deelnemers genoemd',
  },
  'basic-science': { en: 'the register says basic science', nl: 'het register noemt het basisonderzoek' },
  'challenge-in-title': { en: 'the title calls it a challenge test', nl: 'de titel noemt het een test (challenge)' },
  'anaesthetic-in-conditions': {
    en: 'the substance is also an anaesthetic; only the conditions name who takes part, not what is treated',
    nl: 'het middel is ook een verdovingsmiddel; er staat wel bij wie meedoet, maar niet wat wordt behandeld',
  },
  'disorder-in-conditions': {
    en: 'the first disorder in the conditions',
    nl: 'de eerste aandoening bij de aandoeningen',
  },
  'pain-kind-not-stated': {
    en: 'pain is named; whether it is an illness or comes from a procedure is not stated',
    nl: 'pijn wordt genoemd; er staat niet bij of die van een ziekte of van een ingreep komt',
  },
  'mechanism-named': {
    en: 'asks what the substance does; no disorder is named',
    nl: 'vraagt wat het middel doet; er is geen aandoening genoemd',
  },
  'other-condition': {
    en: 'names a condition that fits no other purpose',
    nl: 'noemt een aandoening die bij geen ander doel past',
  },
  'facts-do-not-decide': { en: 'the facts do not decide', nl: 'de gegevens zijn niet genoeg om te kiezen' },
}

const substanceRules: Record<SubstanceRule, Bilingual> = {
  'stated-role': { en: 'the register states the role', nl: 'het register noemt de rol' },
  'experimental-arm': { en: 'given in an experimental group', nl: 'gegeven in een onderzoeksgroep' },
  'comparator-arm': { en: 'given only in a comparison group', nl: 'alleen gegeven in een vergelijkingsgroep' },
  'every-arm-alike': { en: 'given alike in every group', nl: 'in elke groep op dezelfde manier gegeven' },
  'title-add-on': { en: 'participants already have it', nl: 'deelnemers krijgen het middel al' },
  'copy-notes': { en: 'note of whoever made the copy', nl: 'notitie van wie de kopie maakte' },
  'listed-intervention': { en: 'listed as what is given', nl: 'staat in de lijst van wat wordt gegeven' },
  'arm-label': { en: 'named in the name of a group', nl: 'genoemd in de naam van een groep' },
  title: { en: 'no product is listed; the title names it', nl: 'er staat geen middel bij; de titel noemt het' },
  'title-observational': {
    en: 'the title names it; the study only observes',
    nl: 'de titel noemt het; het onderzoek kijkt alleen',
  },
  'title-other-product': {
    en: 'the title names it; other products are listed',
    nl: 'de titel noemt het; er staan andere middelen bij',
  },
  'title-not-given': {
    en: 'the title names it as a placebo, as left out or as stopped',
    nl: 'de titel noemt het als placebo, als niet gegeven of als gestopt',
  },
  'not-given': {
    en: 'only the name of a placebo, or something that is not given',
    nl: 'alleen de naam van een placebo, of iets dat niet wordt gegeven',
  },
  'mesh-or-description': {
    en: 'only index terms or descriptions of groups name it',
    nl: 'alleen trefwoorden of beschrijvingen van groepen noemen het',
  },
  mentioned: { en: 'only mentioned', nl: 'alleen genoemd' },
  'copied-list': {
    en: 'stood in a list of trials of this substance',
    nl: 'stond in een lijst met onderzoeken naar dit middel',
  },
}

const names = new Map<string, Bilingual>([...Object.entries(purposeRules), ...Object.entries(substanceRules)])

/** A rule of `purpose.ts` or `substance-match.ts` in words; an unknown one as it is. */
export function ruleInWords(rule: string, lang: 'en' | 'nl'): string {
  return names.get(rule)?.[lang] ?? rule
}
