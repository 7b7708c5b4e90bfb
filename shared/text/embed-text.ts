/** Words of the lists and statements that other sites show, beside those for what a record says. */
export interface EmbedText {
  listLabel: (substances: string) => string
  allSubstances: string
  statementLabel: string
  loading: string
  count: (n: number, count: string) => string
  shownOf: (shown: string, total: string) => string
  more: (n: number, count: string) => string
  none: string
  noneHeld: string
  notAsked: (names: string) => string
  hidden: (n: number, count: string) => string
  copies: string
  conditions: string
  conditionsMore: (n: number, count: string) => string
  phaseNotStated: string
  phase: string
  ages: string
  enrollment: string
  countries: string
  countriesMore: (n: number, count: string) => string
  recruitingIn: string
  notRecruitingIn: (countries: string) => string
  registers: string
  source: string
  asOf: (date: string) => string
  asOfUnknown: string
  notAdvice: string
  failedList: string
  failedStatement: string
  retry: string
  seeList: string
  seeStatement: string
  version: (version: string) => string
  wrongTitle: (tag: string) => string
  wrong: (attribute: string, value: string, expected: string) => string
  countryForm: string
  limitForm: (most: string) => string
}

const s = (n: number, one: string, many: string): string => (n === 1 ? one : many)

export const embedEn: EmbedText = {
  listLabel: (substances) => `Registered trials: ${substances}`,
  allSubstances: 'psilocybin, esketamine and MDMA',
  statementLabel: 'Children and young people with an intellectual disability',
  loading: 'Loading…',
  count: (n, count) => `${count} ${s(n, 'trial', 'trials')}`,
  shownOf: (shown, total) => `${shown} of ${total} trials`,
  more: (n, count) => `${count} more ${s(n, 'trial', 'trials')} at Trialwijzer`,
  none: 'The registers hold no trial that matches.',
  noneHeld: 'Nothing that we hold matches.',
  notAsked: (names) => `Not asked, or not in full: ${names}. So this does not mean that there is none.`,
  hidden: (n, count) =>
    `Not in this list: ${count} ${s(n, 'trial', 'trials')} in which the substance is not what is being tested.`,
  copies: 'These are copies of register entries, not today’s registers.',
  conditions: 'For',
  conditionsMore: (_n, count) => `and ${count} more`,
  phaseNotStated: 'not stated',
  phase: 'Phase',
  ages: 'Ages',
  enrollment: 'Enrolment',
  countries: 'Countries',
  countriesMore: (_n, count) => `and ${count} more`,
  recruitingIn: 'Recruiting in',
  notRecruitingIn: (countries) => `No register says that it is recruiting in ${countries}.`,
  registers: 'Registers',
  source: 'Source: Trialwijzer',
  asOf: (date) => `as of ${date}`,
  asOfUnknown: 'date of the data unknown',
  notAdvice: 'What registers say, not medical advice. A trial in a register is not thereby approved or safe.',
  failedList: 'This list could not be loaded. That says nothing about whether there are trials.',
  failedStatement: 'The statement could not be loaded.',
  retry: 'Try again',
  seeList: 'See the trials at Trialwijzer',
  seeStatement: 'See the statement and its evidence at Trialwijzer',
  version: (version) => `Evidence, version ${version}`,
  wrongTitle: (tag) => `<${tag}> cannot be shown:`,
  wrong: (attribute, value, expected) => `The attribute ${attribute}="${value}" is not valid. Valid: ${expected}.`,
  countryForm: 'two-letter country codes (ISO 3166-1), such as NL or NL,BE',
  limitForm: (most) => `a whole number from 1 to ${most}`,
}

export const embedNl: EmbedText = {
  listLabel: (substances) => `Geregistreerde trials: ${substances}`,
  allSubstances: 'psilocybine, esketamine en MDMA',
  statementLabel: 'Kinderen en jongeren met een verstandelijke beperking',
  loading: 'Laden…',
  count: (n, count) => `${count} ${s(n, 'trial', 'trials')}`,
  shownOf: (shown, total) => `${shown} van ${total} trials`,
  more: (n, count) => `Nog ${count} ${s(n, 'trial', 'trials')} op Trialwijzer`,
  none: 'In de registers staat geen trial die hieraan voldoet.',
  noneHeld: 'In de gegevens die wij hebben, staat geen trial die hieraan voldoet.',
  notAsked: (names) => `Niet gevraagd, of niet helemaal: ${names}. Dit betekent dus niet dat er geen trials zijn.`,
  hidden: (n, count) =>
    `Niet in deze lijst: ${count} ${s(n, 'trial', 'trials')} waarin het middel niet is wat wordt onderzocht.`,
  copies: 'Dit zijn kopieën uit de registers, niet de registers van vandaag.',
  conditions: 'Bij',
  conditionsMore: (_n, count) => `en nog ${count}`,
  phaseNotStated: 'niet vermeld',
  phase: 'Fase',
  ages: 'Leeftijd',
  enrollment: 'Aantal deelnemers',
  countries: 'Landen',
  countriesMore: (_n, count) => `en nog ${count}`,
  recruitingIn: 'Zoekt deelnemers in',
  notRecruitingIn: (countries) => `Geen register zegt dat deze trial deelnemers zoekt in ${countries}.`,
  registers: 'Registers',
  source: 'Bron: Trialwijzer',
  asOf: (date) => `stand van ${date}`,
  asOfUnknown: 'datum van de gegevens onbekend',
  notAdvice:
    'Dit staat in de registers. Het is geen medisch advies. Staat een trial in een register, dan is die daarmee niet goedgekeurd of veilig.',
  failedList: 'We konden deze lijst niet laden. Dat zegt niet of er trials zijn.',
  failedStatement: 'We konden de uitspraak niet laden.',
  retry: 'Probeer opnieuw',
  seeList: 'Bekijk de trials op Trialwijzer',
  seeStatement: 'Bekijk de uitspraak en het bewijs op Trialwijzer',
  version: (version) => `Bewijs, versie ${version}`,
  wrongTitle: (tag) => `We kunnen <${tag}> niet laten zien:`,
  wrong: (attribute, value, expected) => `Het attribuut ${attribute}="${value}" klopt niet. Geldig: ${expected}.`,
  countryForm: 'landcodes van twee letters (ISO 3166-1), zoals NL of NL,BE',
  limitForm: (most) => `een heel getal van 1 tot en met ${most}`,
}
