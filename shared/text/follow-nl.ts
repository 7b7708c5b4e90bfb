import type { FollowText } from './follow-text.ts'

const s = (n: number, one: string, many: string): string => (n === 1 ? one : many)

export const followNl: FollowText = {
  change: {
    nouns: {
      overallStatus: 'De status',
      'enrollment.planned': 'Het geplande aantal deelnemers',
      'enrollment.actual': 'Het echte aantal deelnemers',
      'enrollment.unspecified': 'Het aantal deelnemers',
      minimumAge: 'De laagste leeftijd',
      maximumAge: 'De hoogste leeftijd',
      ageBands: 'De leeftijdsgroep',
      startDate: 'De begindatum',
      completionDate: 'De einddatum',
      sites: 'Het aantal plaatsen',
    },
    changed: (registry, noun, from, to) => `${registry}: ${noun} was ${from} en is nu ${to}.`,
    stated: (registry, noun, to) => `${registry}: ${noun} stond er eerst niet en is nu ${to}.`,
    dropped: (registry, noun, from) => `${registry}: ${noun} was ${from} en staat er niet meer.`,
    results: (registry) => `${registry}: Er zijn nu resultaten geplaatst.`,
    resultsGone: (registry) => `${registry}: De resultaten staan er niet meer.`,
    number: (registry, from, to) => `${registry}: De trial heeft een nieuw nummer, ${to}. Eerst was het ${from}.`,
    appeared: (registry, recordId) => `${registry}: ${recordId} is nieuw in dit register.`,
    vanished: (registry, recordId) => `${registry}: ${recordId} staat niet meer in het antwoord van het register.`,
    returned: (registry, recordId) => `${registry}: ${recordId} staat weer in het antwoord van het register.`,
    other: (registry, kind) => `${registry}: Er is iets veranderd (${kind}).`,
    quote: (words) => `“${words}”`,
    line: (date, sentence) => `${date}, ${sentence}`,
  },
  visit: {
    since: (n, count, date) =>
      n === 0
        ? `We zagen geen veranderingen in de registers sinds uw bezoek van ${date}.`
        : `${count} ${s(n, 'verandering', 'veranderingen')} in de registers sinds uw bezoek van ${date}`,
    sinceLog: (n, count, date, visit) =>
      `${n === 0 ? 'We zagen geen veranderingen' : `${count} ${s(n, 'verandering', 'veranderingen')}`} in de registers sinds ${date}. U was hier op ${visit}. Wat er vóór ${date} veranderde, weten we niet.`,
    notAsked: (registries) => `Dit weten we niet, want we konden ze sindsdien niet vragen: ${registries}.`,
    device: 'De datum van uw bezoek blijft op dit apparaat.',
    more: (n, count) => `en nog ${count} ${s(n, 'trial', 'trials')}`,
  },
  take: {
    intro: 'Neem deze lijst mee, of volg hem.',
    privacy: 'Uw filters blijven op dit apparaat. Ze gaan pas naar onze server als u een van deze links gebruikt.',
    csv: 'Tabel voor een rekenprogramma (CSV)',
    json: 'Gegevens voor een computerprogramma (JSON)',
    feed: 'Feed met nieuwe trials en veranderingen (Atom)',
    feedHow: 'Zet de link van de feed in een feedlezer. Die stuurt uw filters dan elke keer mee als hij kijkt.',
    same: (n, count) => `In de bestanden ${s(n, 'staat deze ene trial', `staan deze ${count} trials`)}.`,
    differs: (n, count, shown) =>
      `In de bestanden ${s(n, 'staat', 'staan')} ${count} ${s(n, 'trial', 'trials')}. In de lijst op uw scherm: ${shown}.`,
    leftOut: (filters) => `Niet in de links: ${filters}.`,
    usual: 'trials die de lijst pas laat zien als u erom vraagt',
    columns: 'Wat de kolommen betekenen',
    cite: 'Verwijs naar deze trial',
    ris: 'RIS',
    bibtex: 'BibTeX',
  },
}
