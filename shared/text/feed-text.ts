/** Words of the Atom feed, beside the sentences about changes. */
export interface FeedText {
  title: string
  /** `filters`: the filters as they stand in the address. */
  titleFiltered: (filters: string) => string
  subtitle: string
  newTrial: (title: string) => string
  changed: (title: string) => string
  gone: (recordId: string) => string
  registered: (registry: string, recordId: string, date: string) => string
  registeredUndated: (registry: string, recordId: string) => string
  status: (words: string, registry: string) => string
  statusOfCopy: (words: string, registry: string) => string
  author: string
}

export const feedText: Record<'en' | 'nl', FeedText> = {
  en: {
    title: 'Trialwijzer: new trials and changes',
    titleFiltered: (filters) => `Trialwijzer: new trials and changes (${filters})`,
    subtitle:
      'What the registers say about trials of psilocybin, esketamine and MDMA. Information, not medical advice. A register entry is not an approval.',
    newTrial: (title) => `New: ${title}`,
    changed: (title) => `Changed: ${title}`,
    gone: (recordId) => `${recordId} changed`,
    registered: (registry, recordId, date) => `${registry}: registered as ${recordId} on ${date}.`,
    registeredUndated: (registry, recordId) => `${registry}: registered as ${recordId}.`,
    status: (words, registry) => `Status now, in the words of ${registry}: “${words}”.`,
    statusOfCopy: (words, registry) => `Status in a copy of ${registry}: “${words}”. It may be another one now.`,
    author: 'Trialwijzer',
  },
  nl: {
    title: 'Trialwijzer: nieuwe trials en veranderingen',
    titleFiltered: (filters) => `Trialwijzer: nieuwe trials en veranderingen (${filters})`,
    subtitle:
      'Wat de registers zeggen over trials met psilocybine, esketamine en MDMA. Informatie, geen medisch advies. Dat een trial in een register staat, is geen goedkeuring.',
    newTrial: (title) => `Nieuw: ${title}`,
    changed: (title) => `Veranderd: ${title}`,
    gone: (recordId) => `${recordId} is veranderd`,
    registered: (registry, recordId, date) => `${registry}: ingeschreven als ${recordId} op ${date}.`,
    registeredUndated: (registry, recordId) => `${registry}: ingeschreven als ${recordId}.`,
    status: (words, registry) => `Status nu, in de woorden van ${registry}: “${words}”.`,
    statusOfCopy: (words, registry) => `Status in een kopie van ${registry}: “${words}”. Die kan nu anders zijn.`,
    author: 'Trialwijzer',
  },
}
