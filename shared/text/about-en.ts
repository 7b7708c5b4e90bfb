import type { AboutText } from './about-text.ts'

const s = (n: number, one: string, many: string): string => (n === 1 ? one : many)

export const aboutEn: AboutText = {
  title: 'About Trialwijzer',
  onThisPage: 'On this page',
  what: {
    heading: 'What it is',
    paragraphs: [
      'Trialwijzer shows the registered trials with psilocybin, esketamine and MDMA. It joins what three registers say about one trial, and shows where they differ.',
      'It gives information, not medical advice. It never says whether someone may join a trial: only the trial’s doctors can.',
    ],
  },
  methods: 'How we work',
  finding: {
    heading: 'How trials are found',
    paragraphs: [
      'Every few hours we ask each register for all records about each substance. We use the substance’s names, its codes and its brand names. We keep an answer only when we have read as many records as the register says it holds.',
      'Then we check each record ourselves. A record belongs to a substance when the substance is a treatment in the trial: by its name, another name, the label of a group in the trial, or the product. Substances that only look alike, such as ketamine itself or MDA, are kept out and listed below.',
      'A register that could not be asked is named. We then show its last complete answer or earlier copies, with their dates. “Could not be asked” never means “no trials”.',
    ],
  },
  joining: {
    heading: 'How records become one trial',
    paragraphs: [
      'One trial can stand in several registers. We join records only when one of them states the other’s registry number. We never join by title or by sponsor.',
      'Where the registers differ, we show every value with its date. The status shown is the newest one that says something.',
    ],
  },
  roles: {
    heading: 'What the substance does in the trial',
    paragraphs: ['Each trial gets one role for each substance. The trial’s page shows the words it rests on.'],
    columns: { role: 'Role', meaning: 'When' },
    meaning: {
      investigated: 'The substance is what the trial tests.',
      comparator: 'Something else is tested, and compared with the substance.',
      background: 'Everyone in the trial gets it, for example as the usual anaesthetic.',
      mentioned: 'Only the keywords or the description name it. Hidden at first, and counted.',
      unclear: 'The record does not say. Shown, and counted.',
    },
  },
  purposes: {
    heading: 'What the trial is for',
    paragraphs: [
      'The registers do not say it in one field. A fixed rule reads the conditions, the groups and the title. The trial’s page shows the words that decided.',
    ],
    columns: { purpose: 'Purpose', meaning: 'When' },
    meaning: {
      'mental-health': 'It treats a mental-health condition, such as depression or PTSD.',
      'substance-use': 'It treats addiction to alcohol, tobacco or drugs.',
      'neurological-pain': 'It treats a condition of the brain or nerves, or pain.',
      'peri-operative': 'It is about anaesthesia, sedation, an operation or the time around it.',
      'healthy-mechanism': 'Healthy people take part, or it studies how the substance works.',
      other: 'It has another purpose.',
      unclear: 'The rule finds nothing, or finds two things that exclude each other.',
    },
  },
  statuses: {
    heading: 'What each status means',
    paragraphs: [
      'Each register has its own words. We sort them into groups, and always keep the register’s own word beside them. A word that we do not know becomes “status not known”, never “recruiting”.',
      'A status from an older copy is told in the past tense, and is never counted as recruiting now. “Recruiting” gets a warning when the end date has passed, or when nobody has confirmed it for more than a year.',
    ],
    groups: 'The groups',
    columns: { group: 'Our group', meaning: 'Meaning' },
    perRegistry: 'The words of each register',
    perRegistryOf: (registry) => `The words of ${registry}`,
    word: 'The register’s word',
    becomes: 'Our group',
    notLoaded: 'The table could not be loaded. Reload the page to try again.',
  },
  agesAndNumbers: {
    heading: 'Ages and numbers',
    paragraphs: [
      'Ages stay as the register states them: limits as limits, age groups as age groups. No upper limit means open, not “adults only”. No lower limit is “not stated”.',
      'Planned and actual numbers of participants are never added up. A withdrawn trial with 0 participants is not counted as a small trial.',
    ],
  },
  statement: {
    heading: 'The statement at the top of each page',
    paragraphs: [
      'It is worked out anew each time the records change. The evidence page shows every step, the trials that come close, and the list of words we look for.',
    ],
    link: 'See the evidence',
  },
  sources: {
    heading: 'Sources and their terms',
    paragraphs: ['All facts come from these registers. We do not change them.'],
    apiLink: 'All data of this site as JSON',
    docsLink: 'How to ask for the data: the API',
    embedLink: 'Show the list or the statement on your own site',
    terms: [
      'ClinicalTrials.gov: data of the U.S. National Library of Medicine, free to use when the source and the date are named. The Library does not endorse this site.',
      'EU Clinical Trials Register and CTIS: data of the European Medicines Agency, free to use when the source is named. The Agency does not endorse this site.',
      'Map: Natural Earth (public domain). Place names and positions: GeoNames (geonames.org, CC BY 4.0); we made a selection, rounded the positions and added names in other languages.',
    ],
  },
  blindSpots: {
    heading: 'What we cannot see',
    paragraphs: ['A search of registers has limits. These are ours:'],
    points: [
      'Other registers are not searched, such as those of China, Japan, Australia, the Netherlands and ISRCTN.',
      'The EU Clinical Trials Register does not publish phase 1 trials in adults.',
      'Some trials are never registered, and some registered trials never take place.',
      'A trial in a register is not an approved trial.',
      'Sponsors write the records themselves. They can be late or wrong.',
    ],
  },
  leftOut: {
    heading: 'What we left out',
    paragraphs: [
      'The registers also gave us these records. We do not show them as trials, and we do not hide that they exist.',
    ],
    lookAlikes: (n, count) =>
      `${count} ${s(n, 'record is', 'records are')} about another substance with a similar name`,
    unmatched: (n, count) => `${count} ${s(n, 'record does', 'records do')} not name the substance as a treatment`,
    rejected: (n, count) => `${count} ${s(n, 'record', 'records')} could not be read`,
  },
  privacy: {
    heading: 'Your privacy',
    paragraphs: [
      'No cookies, no tracking, no other companies: your browser speaks only with this server.',
      'Filtering, searching and saving happen on your device. The server learns which pages you open, and which trials you open or compare, because it sends them. It keeps no list of that: its log holds no addresses of visitors and no search words. To slow down floods of requests it counts them for a minute by network address, in memory only.',
      'Whoever hosts this copy may keep logs of their own. Ask them, see “Who runs this copy”.',
    ],
    columns: { what: 'What', where: 'Where it is kept' },
    kept: [
      { what: 'Filters and search words', where: 'In the address after the # sign. Browsers do not send that part.' },
      { what: 'Your language', where: 'On your device, and in the address when you choose it.' },
      { what: 'Your age and your place', where: 'On your device only.' },
      { what: 'Saved trials, and how they were then', where: 'On your device only.' },
      { what: 'Trials you compare', where: 'On your device, and in the address after the # sign.' },
      { what: 'Your marks at criteria', where: 'On your device only.' },
      { what: 'When you were last here', where: 'On your device only.' },
    ],
  },
  glossary: {
    heading: 'Words explained',
    paragraphs: ['Words that often stand in trials, in plain language.'],
    show: (_n, count) => `Show all ${count} words`,
  },
  accessibility: {
    heading: 'Accessibility',
    paragraphs: [
      'We aim for WCAG 2.2, level AA. Each page is tested by a program (axe) in both languages, in light and dark and on a narrow screen, and by keyboard. It has not yet been tested by people who use a screen reader every day.',
      'Each chart and the map have a table with the same numbers, and the table can do what the picture can.',
      'What does not work well yet: texts of the registers are often hard to read, and often only in English. We show them word for word.',
      'Does something not work for you? Tell who runs this copy, see below.',
    ],
  },
  exports: {
    heading: 'Files and feeds',
    paragraphs: [
      'The list can be had as a table (CSV) and as data (JSON), and followed with a feed reader (Atom). All take the filters of the list.',
      'The table has one row a trial, in UTF-8, separated by commas. An empty cell means that the register does not state it. Several values in a cell are separated by “ | ”. An apostrophe before a formula sign keeps a spreadsheet from running it.',
      'A feed tells new trials, with the date of the register, and changes, with the date on which we saw them. Changes are what a register answered otherwise than the time before. What replaces a bundled copy is not a change.',
    ],
    columns: { column: 'Column', meaning: 'What it is' },
    registry: 'one column for each register, named by its id',
    registryMeaning: 'The numbers of the trial in that register.',
    meaning: {
      trialId: 'The number under which we list the trial.',
      title: 'Title, in the words of the register.',
      titleLang: 'Language of the title.',
      substances: 'Substances of this site that the trial gives or names.',
      roles: 'The role of each of these substances, in the same order.',
      purpose: 'What the trial is for, by our own rule.',
      statusGroup: 'Our group for the status.',
      overallStatus: 'The status in the words of the register.',
      statusDate: 'Date of that status in the register.',
      statusRegistryId: 'The register whose status is shown.',
      statusAsOf: 'When that entry was read or copied.',
      statusFrom: 'live or stored: read by us. snapshot: a copy, so the status may be another one now.',
      recruitingCountries: 'Countries where it takes people in now. Empty for copies.',
      staleRecruiting: 'true: the register says recruiting, and it looks out of date.',
      phases: 'Phase or phases.',
      enrollmentPlanned: 'Planned number of participants.',
      enrollmentActual: 'Actual number of participants.',
      enrollmentUnspecified: 'Number of participants; the source does not say whether planned or actual.',
      enrollmentScope: 'What the number covers: whole-trial, eea or country.',
      minimumYears: 'Lowest age in years.',
      maximumYears: 'Highest age in years.',
      ageBands: 'Age groups of the EU registers.',
      admitsMinors: 'true: admits people under 18. false: adults only.',
      agesStated: 'Ages in the words of the register.',
      sex: 'ALL, FEMALE or MALE.',
      conditions: 'Conditions, in the words of the register.',
      interventions: 'Treatments in the trial.',
      idTiers: 'How close it comes to intellectual disability: named, syndrome, adjacent.',
      idReading: 'What the criteria say about intellectual disability. Empty: we do not hold the criteria.',
      countries: 'Countries (ISO 3166-1).',
      leadSponsor: 'Sponsor.',
      leadSponsorKind: 'industry or non-industry.',
      startDate: 'Start date.',
      completionDate: 'End date.',
      lastUpdated: 'When the sponsor last updated the entry.',
      hasResults: 'true: the register has results.',
      disagreements: 'Fields on which its registers differ.',
      asOf: 'When the oldest of its entries was read or copied. Empty: date unknown.',
      from: 'live or stored: read by us. snapshot: at least one entry is a copy.',
      url: 'The official record.',
      recordUrls: 'All official records of the trial.',
      page: 'Its page on this site.',
    },
  },
  cite: {
    heading: 'How to cite',
    paragraphs: [
      'Cite the statement with the permanent link on the evidence page: that version is kept. Cite a number from a list or chart with the date on which you saw it, because it changes. Name the registers as the source.',
    ],
    example: (day, url) =>
      `Trialwijzer. Trials of psilocybin, esketamine and MDMA in ClinicalTrials.gov, the EU Clinical Trials Register and CTIS. Seen on ${day}. ${url}`,
  },
  report: {
    heading: 'How to report an error',
    paragraphs: ['Name the number of the trial and what is wrong.'],
    points: [
      'The register itself is wrong: only the sponsor can change the record. The contacts stand on the trial’s page.',
      'We read the record wrongly: tell who runs this copy. The trial’s page shows the raw fields, so that you can compare.',
    ],
  },
  operator: {
    heading: 'Who runs this copy',
    paragraphs: ['Anyone may run a copy of this program.'],
    by: 'This copy is run by:',
    unnamed: 'Who runs this copy has not given a name.',
    contact: 'Contact',
  },
  licence: {
    heading: 'Licence',
    paragraphs: [
      'The program is free software under the MIT licence. The facts belong to no one; the registers’ terms stand above.',
    ],
  },
}
