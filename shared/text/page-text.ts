/** Words of the HTML that the server sends before any script runs. The client's words are in `en.ts` and `nl.ts`. */
export interface PageText {
  siteTitle: string
  evidenceTitle: string
  aboutTitle: string
  aboutText: string
  savedTitle: string
  savedText: string
  compareTitle: string
  compareText: string
  checkTitle: string
  checkText: string
  embedTitle: string
  embedText: string
  notFoundTitle: string
  notFoundText: string
  toEvidence: string
  toTrials: string
  listTitle: string
  toList: (trials: string) => string
  listPage: (page: string, pages: string) => string
  previousPage: string
  nextPage: string
  publishedOn: (version: string, day: string) => string
  archived: string
  noScript: string
  exceptionsTitle: string
  exceptionsHead: readonly [string, string, string, string]
  searchedTitle: string
  searchedHead: readonly [string, string]
  notSearchedTitle: string
  toInspectTitle: string
}

export const pageText: Record<'en' | 'nl', PageText> = {
  en: {
    siteTitle: 'Trialwijzer: registered trials of psilocybin, esketamine and MDMA',
    evidenceTitle: 'Evidence: paediatric trials in intellectual disability',
    aboutTitle: 'About Trialwijzer',
    aboutText:
      'Trialwijzer shows what three official registers say about trials of psilocybin, esketamine and MDMA. Information, not medical advice.',
    savedTitle: 'Saved trials',
    savedText: 'The trials you saved are kept on your own device. JavaScript is needed to show them.',
    compareTitle: 'Compare trials',
    compareText: 'The trials you compare stand in the address after the # sign. JavaScript is needed to show them.',
    checkTitle: 'What does the register say about this trial?',
    checkText:
      'Here you can paste a trial number, a link or a whole advertisement; it is read in your own browser, so JavaScript is needed. Without it: put the number after /trial/ in the address of this site, such as /trial/NCT06341426. A listing in a register is not an approval, and nobody should have to pay to join a trial. Phone the hospital on a number you looked up yourself.',
    embedTitle: 'Trials on your own site',
    embedText:
      'Show the list of trials, or the statement, on your own site: load /embed.js as a module and place <trial-list> or <trial-statement>. JavaScript is needed to build the code here.',
    notFoundTitle: 'Not found',
    notFoundText: 'There is no page or trial at this address. Check the number, or look in the list of trials.',
    toEvidence: 'See the evidence',
    toTrials: 'See the trials',
    listTitle: 'All trials',
    toList: (trials) => `See all ${trials} trials as a plain list`,
    listPage: (page, pages) => `Page ${page} of ${pages}`,
    previousPage: 'Previous page',
    nextPage: 'Next page',
    publishedOn: (version, day) => `Version ${version}, published ${day}.`,
    archived: 'This is an earlier statement, kept as it was published.',
    noScript: 'Filters and charts need JavaScript. The figures are also available as plain data at /api/trials.',
    exceptionsTitle: 'The closest exceptions',
    exceptionsHead: ['Trial', 'Why it is close', 'Words in the register', 'Field'],
    searchedTitle: 'Trials checked',
    searchedHead: ['Registry or substance', 'Trials'],
    notSearchedTitle: 'Registries that were not searched',
    toInspectTitle: 'Entries that must be looked at by hand',
  },
  nl: {
    siteTitle: 'Trialwijzer: geregistreerde trials met psilocybine, esketamine en MDMA',
    evidenceTitle: 'Bewijs: trials voor kinderen met een verstandelijke beperking',
    aboutTitle: 'Over Trialwijzer',
    aboutText:
      'Trialwijzer laat zien wat drie officiële registers zeggen over trials met psilocybine, esketamine en MDMA. Informatie, geen medisch advies.',
    savedTitle: 'Bewaarde trials',
    savedText: 'De trials die u bewaart, staan op uw eigen apparaat. Om ze te laten zien is JavaScript nodig.',
    compareTitle: 'Trials vergelijken',
    compareText:
      'Welke trials u vergelijkt, staat in het adres na het #-teken. Om ze te laten zien is JavaScript nodig.',
    checkTitle: 'Wat zegt het register over deze trial?',
    checkText:
      'Hier plakt u een trialnummer, een link of een hele advertentie. Uw eigen browser leest die; daarvoor is JavaScript nodig. Zonder JavaScript: zet het nummer achter /trial/ in het adres van deze site, zoals /trial/NCT06341426. Een vermelding in een register is geen goedkeuring. Niemand hoort te betalen om mee te doen. Bel het ziekenhuis op een nummer dat u zelf opzocht.',
    embedTitle: 'Trials op uw eigen site',
    embedText:
      'Zet de lijst met trials, of de uitspraak, op uw eigen site: laad /embed.js als module en plaats <trial-list> of <trial-statement>. Om de code hier te maken is JavaScript nodig.',
    notFoundTitle: 'Niet gevonden',
    notFoundText: 'Op dit adres staat geen pagina of trial. Kijk het nummer na, of zoek in de lijst met trials.',
    toEvidence: 'Bekijk het bewijs',
    toTrials: 'Bekijk de trials',
    listTitle: 'Alle trials',
    toList: (trials) => `Bekijk alle ${trials} trials als gewone lijst`,
    listPage: (page, pages) => `Pagina ${page} van ${pages}`,
    previousPage: 'Vorige pagina',
    nextPage: 'Volgende pagina',
    publishedOn: (version, day) => `Versie ${version}, gepubliceerd op ${day}.`,
    archived: 'Dit is een eerdere uitspraak. Wij bewaren die zoals hij was.',
    noScript: 'Voor de filters en grafieken is JavaScript nodig. De cijfers staan ook als gegevens op /api/trials.',
    exceptionsTitle: 'De trials die het dichtst in de buurt komen',
    exceptionsHead: ['Trial', 'Waarom dichtbij', 'Woorden in het register', 'Veld'],
    searchedTitle: 'Bekeken trials',
    searchedHead: ['Register of middel', 'Trials'],
    notSearchedTitle: 'Registers die niet zijn doorzocht',
    toInspectTitle: 'Inschrijvingen die iemand zelf moet bekijken',
  },
}
