import type { FollowText } from './follow-text.ts'

const s = (n: number, one: string, many: string): string => (n === 1 ? one : many)

export const followEn: FollowText = {
  change: {
    nouns: {
      overallStatus: 'The status',
      'enrollment.planned': 'The planned number of participants',
      'enrollment.actual': 'The actual number of participants',
      'enrollment.unspecified': 'The number of participants',
      minimumAge: 'The lowest age',
      maximumAge: 'The highest age',
      ageBands: 'The age group',
      startDate: 'The start date',
      completionDate: 'The end date',
      sites: 'The number of places',
    },
    changed: (registry, noun, from, to) => `${registry}: ${noun} was ${from} and is now ${to}.`,
    stated: (registry, noun, to) => `${registry}: ${noun} was not stated before and is now ${to}.`,
    dropped: (registry, noun, from) => `${registry}: ${noun} was ${from} and is not stated any more.`,
    results: (registry) => `${registry}: The trial has results now.`,
    resultsGone: (registry) => `${registry}: The results are not there any more.`,
    number: (registry, from, to) => `${registry}: The trial has a new number, ${to}. Before it was ${from}.`,
    appeared: (registry, recordId) => `${registry}: ${recordId} is new in this register.`,
    vanished: (registry, recordId) => `${registry}: ${recordId} is no longer in the register’s answer.`,
    returned: (registry, recordId) => `${registry}: ${recordId} is back in the register’s answer.`,
    other: (registry, kind) => `${registry}: Something changed (${kind}).`,
    quote: (words) => `“${words}”`,
    line: (date, sentence) => `${date}, ${sentence}`,
  },
  visit: {
    since: (n, count, date) =>
      n === 0
        ? `We saw no changes in the registers since your visit of ${date}.`
        : `${count} ${s(n, 'change', 'changes')} in the registers since your visit of ${date}`,
    sinceLog: (n, count, date, visit) =>
      `${n === 0 ? 'We saw no changes' : `${count} ${s(n, 'change', 'changes')}`} in the registers since ${date}. You were here on ${visit}. We do not know what changed before ${date}.`,
    notAsked: (registries) => `Not known, because they could not be asked since then: ${registries}.`,
    device: 'The date of your visit stays on this device.',
    more: (n, count) => `and ${count} more ${s(n, 'trial', 'trials')}`,
  },
  take: {
    intro: 'Take this list along, or follow it.',
    privacy: 'Your filters stay on this device. They go to our server only when you use one of these links.',
    csv: 'Table for a spreadsheet (CSV)',
    json: 'Data for a program (JSON)',
    feed: 'Feed of new trials and changes (Atom)',
    feedHow: 'Put the link of the feed in a feed reader. The reader then sends your filters to us each time it looks.',
    same: (n, count) => `The files hold ${s(n, 'this 1 trial', `these ${count} trials`)}.`,
    differs: (n, count, shown) =>
      `The files hold ${count} ${s(n, 'trial', 'trials')}. The list on your screen shows ${shown}.`,
    leftOut: (filters) => `Not in the links: ${filters}.`,
    usual: 'trials that the list hides unless you ask for them',
    columns: 'What the columns mean',
    cite: 'Cite this trial',
    ris: 'RIS',
    bibtex: 'BibTeX',
  },
}
