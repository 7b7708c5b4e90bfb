import { RULE_SOURCES as source, type CheckPageText } from './check-text.ts'

const s = (n: number, one: string, many: string): string => (n === 1 ? one : many)

export const checkEn: CheckPageText = {
  title: 'Check a trial',
  heading: 'What does the register say about this trial?',
  lead: 'Paste a trial number, a link, or the whole text of an advertisement or message. You see what the official registers hold under each number, and what you can ask. No score and no verdict: the facts, with their register and date.',
  form: {
    label: 'A number, a link, or the whole text',
    hint: 'For example NCT06341426, 2016-004422-42 or 2024-516890-63-00.',
    privacy:
      'The text stays in your browser. Only the numbers found in it are looked up, one by one. The text is not stored, also not on this device.',
    country: 'Country you were told about',
    countryHint: 'We then say whether the trial is registered there.',
    countryFromText: 'The countries named in the text',
    countryNamed: (countries) => `Named in the text: ${countries}`,
    submit: 'Look it up',
    clear: 'Empty the box',
    print: 'Print this page',
  },
  found: {
    heading: 'Numbers in the text',
    none: 'No trial number found in this text.',
    noneHint:
      'A trial number looks like NCT06341426 (ClinicalTrials.gov), 2016-004422-42 (EudraCT) or 2024-516890-63-00 (EU CT). Ask for it: every registered trial has one.',
    count: (n, count) => `${count} trial ${s(n, 'number', 'numbers')} found in the text.`,
    ready: 'Press “Look it up” to see what the registers say.',
    cut: (most) => `The text is long. Only the first ${most} characters were read.`,
    left: (n, count) => `${count} more ${s(n, 'number was', 'numbers were')} left out: there are too many.`,
    more: (n, count) => `Look up ${count} more ${s(n, 'number', 'numbers')}`,
    checked: (n, count) => `${count} ${s(n, 'number', 'numbers')} looked up.`,
  },
  malformed: {
    heading: 'Looks like a trial number, but cannot be one',
    explain:
      'We repair spaces, dashes and look-alike letters, such as O for 0. We never change a digit: one digit off is another trial. Ask for the right number.',
    reason: {
      length: (digits) => `There are ${digits} digits. There must be 8.`,
      sign: () => 'There is a letter where a digit should be, and we do not guess which.',
      end: () => 'We cannot tell where the number ends.',
      year: () => 'It starts with a year in which no such numbers were given out.',
      serial: () => 'The middle part of a EudraCT number starts with a 0. This may be another kind of number.',
      parts: () => 'A part of the number has too many or too few digits.',
    },
  },
  card: {
    asWritten: (raw) => `In the text: “${raw}”`,
    repaired: (raw) =>
      `In the text: “${raw}”. Spaces, dashes or look-alike letters were put right; no digit was changed.`,
    looking: (id) => `Looking up ${id} …`,
    again: 'Ask again',
    failed: 'This site could not be reached, so nothing was looked up.',
    registeredIn: (registries) =>
      `Registered in ${registries}. Anyone can copy such a number: it says nothing about who approached you.`,
    notFound: (registry, day) => `${registry} answered that it shows no trial under this number (asked ${day}).`,
    notFoundHint:
      'Compare the number sign by sign with where you found it. Is the number right? Then pay nothing, and phone the hospital first, on a number you looked up yourself. A new trial can take some weeks to appear.',
    notFoundEu: 'The EU Clinical Trials Register does not show phase 1 trials in adults.',
    unreadable: (registry) =>
      `${registry} holds an entry under this number. We could not read it; open the official record.`,
    notAsked: {
      'not-searched': (registry) => `This number belongs to ${registry}. This site does not ask that register.`,
      incomplete: () =>
        'This is an EU CT number without its last part, and we hold no trial that starts with it. The register needs all four parts.',
      offline: (registry) => `We do not hold this number. This copy of the site cannot ask ${registry} now.`,
      'too-many': (registry) =>
        `We do not hold this number. Many numbers are being looked up now, and we spare ${registry}. Try again in a minute.`,
      'too-slow': (registry) => `${registry} has not answered yet. Ask again in a minute.`,
      unavailable: (registry) => `We do not hold this number, and ${registry} could not be asked.`,
    },
    notAskedHint: 'So we do not know whether it exists. Look it up in the register yourself.',
    official: (registry, id) => `Official record ${id} in ${registry}`,
    byHand: (registry) => `Look it up in ${registry}`,
    trialPage: 'Everything we hold about this trial',
    link: 'Link to this check',
    noticed: 'Compare with what you were told',
    nothingNoticed:
      'The entry says that people are being taken in. Check place, ages and criteria on the trial’s page.',
    facts: 'What the registers state',
    source: (registry, when) => `Asked of ${registry}, ${when}.`,
    otherRegistry: 'another register',
  },
  facts: {
    registered: 'Registered',
    sponsor: 'Sponsor (who is responsible)',
    status: 'Status',
    country: 'Countries',
    sites: 'Places (sites)',
    contact: 'Contact',
    'authority-decision': 'Decision of an authority',
    'ethics-approval': 'Opinion of an ethics committee',
    phase: 'Phase',
    ages: 'Ages',
    substance: 'Substance of this site',
    'last-updated': 'Last changed by the sponsor',
  },
  columns: { fact: 'Fact', state: 'State', value: 'What the register says', registry: 'Register', date: 'Date' },
  state: { present: 'present', absent: 'absent', 'not-stated': 'not stated' },
  kind: { industry: 'company', 'non-industry': 'not a company' },
  sitesCount: (n, count) => `${count} ${s(n, 'place', 'places')}`,
  factNotes: {
    ethics:
      'CTIS gives one decision for each country; the opinion of an ethics committee is part of it. What ClinicalTrials.gov says about oversight is the sponsor’s own statement. “Not stated” is not “none”.',
    contact: 'Compare the contact with the advertisement. Still find the telephone number of the hospital yourself.',
    date: 'The date is the register’s own where it gives one, otherwise the day of our copy.',
  },
  mismatch: {
    notOurs: (substances) => `The entry names none of ${substances}. The number belongs to a trial of something else.`,
    otherSubstance: (named, held) => `The text names ${named}. Under this number a trial of ${held} is registered.`,
    onlyMentioned: (substances) =>
      `In this trial ${substances} is not what is tested: it is given to everyone, or only mentioned.`,
    completed: 'The register says that this trial is completed. Nobody can join it any more.',
    endedEarly: 'The register says that this trial was stopped early.',
    withdrawn: 'The register says that this trial never started, was withdrawn or was refused.',
    paused: 'The register says that this trial is paused.',
    notYet: 'The register says that this trial does not take people in yet.',
    closed: 'The register says that this trial still runs, and no longer takes people in.',
    byInvitation: 'The register says that people can join only when they are invited by the trial itself.',
    underReview: 'The register says that this trial is still being assessed. It may not start before a decision.',
    statusUnknown: 'The register does not say whether people are being taken in now.',
    expandedAccess: 'This entry is about access to a medicine outside a trial. It is no place in a trial.',
    notInCountry: (country) => `The register names no place in ${country} for this trial.`,
    notRecruitingInCountry: (country) => `The register does not say that people are being taken in in ${country} now.`,
    outdated: 'The entry looks out of date: its end has passed, or nobody has confirmed it for over a year.',
    copy: (day) => `This is a copy of the entry, made ${day}. It may have changed since.`,
    copyUndated: 'This is a copy of the entry of an unknown date. It may have changed since.',
    linkedOnly: (id) =>
      `We hold no entry under ${id} itself. The entry of another register names this number as its own.`,
  },
  advert: {
    heading: 'Questions to ask about this text',
    explain:
      'These are questions, not a judgement. The words that raised each question are quoted. Ask them of the hospital, not only of who wrote the text.',
    quoted: {
      pay: 'The text speaks of money. Who has to pay whom, and what for? Nobody should have to pay to join a trial.',
      bank: 'The text speaks of bank details or a payment service. Why are these needed? Never give them before you have signed the consent form at the hospital.',
      crypto: 'The text speaks of crypto money. Why would a hospital ask for it?',
      guarantee:
        'The text promises something. A trial is done because nobody knows yet whether it works. Who says this, and on what grounds?',
      retreat:
        'The text speaks of a retreat, a ceremony or truffles. Is it part of a registered trial at all? A paid session is not one.',
      'private-contact':
        'The text gives a private message service. Is there also a telephone number of the hospital that you can look up yourself?',
      hurry: 'The text asks for haste. You have a right to time to think. How much time do you get?',
    },
    missingHeading: 'Not found in this text',
    missingExplain: 'A short text can leave things out. So only ask.',
    missing: {
      ethics: 'Which ethics committee approved the trial? In the Netherlands a METC or the CCMO.',
      information: 'Can you get the written information letter before you decide?',
      stop: 'Can you stop at any moment, without giving a reason?',
      sponsor: 'Which hospital or university is responsible, and which doctor?',
    },
    noNumber: 'Under which number is the trial registered? This text gives none.',
    spray:
      'The text names esketamine nasal spray. That is also an authorised treatment outside trials, given in hospitals and mental-health care. A bill or your health insurer’s payment is then normal, and not a sign of fraud.',
    none: 'We found no words that raise a question. That says nothing about the trial itself.',
  },
  proves: {
    heading: 'What a register entry shows',
    does: [
      'Someone entered the trial under this number, on a known date.',
      'The entry says who is responsible, what is tested, and who can take part.',
      'For CTIS and the EU Clinical Trials Register: an authority received an application for it. The decision stands in the entry where it was published.',
    ],
    doesNotHeading: 'What it does not show',
    doesNot: [
      'That someone who contacts you really belongs to the trial. A real number can be copied.',
      'That the trial was approved. ClinicalTrials.gov publishes what the sponsor writes.',
      'That the treatment works or is without risk.',
      'That joining costs nothing: registers do not ask that.',
    ],
    source: {
      text: 'ClinicalTrials.gov says itself that a listing is not an endorsement.',
      source: 'ClinicalTrials.gov, disclaimer',
      url: source.ctgovDisclaimer,
    },
  },
  phone: {
    heading: 'Phone the hospital, on a number you looked up yourself',
    paragraphs: [
      'Look for the hospital’s own website and call its main number. Do not use the number or link in the message. Ask for the doctor or the research department that the register names.',
      'Ask: do you run the trial with this number? Is this person one of your staff? Who pays for what? Which ethics committee approved it?',
      'Never stop or change a medicine to be able to join a trial without your own doctor.',
    ],
  },
  retreat: {
    heading: 'Retreats and truffle sessions',
    paragraphs: [
      'A paid retreat, ceremony or truffle session is not a registered trial, also when the people there speak of research. The rules below do not protect you there.',
    ],
  },
  rules: {
    heading: 'The rules that protect people in a trial',
    explain: 'In short, and not legal advice. Each rule has its public source.',
    source: 'Source',
    countries: [
      {
        heading: 'Netherlands',
        rules: [
          {
            text: 'A trial may start only after approval by a METC (a recognised medical ethics committee) or the CCMO. The information letter names the committee.',
            source: 'WMO, article 2',
            url: source.wmo(2),
          },
          {
            text: 'You get written information and time to think, and you consent in writing. You may stop at any moment, without a reason and without paying for it.',
            source: 'WMO, article 6',
            url: source.wmo(6),
          },
          {
            text: 'Under 12 the parents or guardian consent. From 12 to 15 both the child and the parents. From 16 the person alone.',
            source: 'WMO, article 6',
            url: source.wmo(6),
          },
          {
            text: 'Trials with children under 16 are allowed only under strict conditions.',
            source: 'CCMO, subjects under 16',
            url: source.ccmoMinors,
          },
          {
            text: 'For someone who cannot decide about it, a legal representative consents. The same strict conditions apply.',
            source: 'CCMO, adults who cannot decide',
            url: source.ccmoIncapacity,
          },
          {
            text: 'When a child or a person who cannot decide resists, the trial does not go on for that person.',
            source: 'WMO, article 4',
            url: source.wmo(4),
          },
          {
            text: 'An insurance covers harm caused by the trial.',
            source: 'CCMO, insurance',
            url: source.ccmoInsurance,
          },
          {
            text: 'You can put questions to an expert who has no part in the trial. The information letter names that person.',
            source: 'WMO, article 9',
            url: source.wmo(9),
          },
          { text: 'More about the committees and the law.', source: 'CCMO', url: source.ccmo },
        ],
      },
      {
        heading: 'Belgium',
        rules: [
          {
            text: 'An ethics committee and the medicines agency (FAMHP) assess a medicine trial before it starts. Parents or a representative consent for a minor or for someone who cannot decide, who is heard as far as possible. The sponsor must be insured.',
            source: 'FAMHP',
            url: source.famhp,
          },
        ],
      },
      {
        heading: 'Germany',
        rules: [
          {
            text: 'The authority (BfArM or PEI) and an ethics committee assess a medicine trial before it starts. The sponsor must have an insurance for participants.',
            source: 'AMG, section 40a',
            url: source.amgGeneral,
          },
          {
            text: 'The parents consent for a minor; a minor who understands what it is about must also agree.',
            source: 'AMG, section 40b',
            url: source.amgConsent,
          },
        ],
      },
      {
        heading: 'Whole European Union',
        rules: [
          {
            text: 'For medicine trials: informed consent, the right to stop, and protection of minors and of people who cannot decide.',
            source: 'Regulation (EU) 536/2014, articles 28 to 35',
            url: source.euRegulation,
          },
        ],
      },
    ],
  },
}
