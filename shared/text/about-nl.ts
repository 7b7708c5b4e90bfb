import type { AboutText } from './about-text.ts'

const s = (n: number, one: string, many: string): string => (n === 1 ? one : many)

/** Dutch at level B1: short sentences, words that people use. */
export const aboutNl: AboutText = {
  title: 'Over Trialwijzer',
  onThisPage: 'Op deze pagina',
  what: {
    heading: 'Wat het is',
    paragraphs: [
      'Trialwijzer laat de geregistreerde trials zien met psilocybine, esketamine en MDMA. Een trial is een onderzoek naar een behandeling bij mensen. We leggen naast elkaar wat drie registers over één trial zeggen. En we laten zien waar ze verschillen.',
      'U krijgt hier informatie, geen medisch advies. We zeggen nooit of iemand mee mag doen. Dat kunnen alleen de artsen van de trial.',
    ],
  },
  methods: 'Hoe we werken',
  finding: {
    heading: 'Hoe we trials vinden',
    paragraphs: [
      'Om de paar uur vragen we elk register om alles over elk middel. We zoeken op de namen, de codes en de merknamen van het middel. Een antwoord telt pas als we alles hebben gelezen wat het register zegt te hebben.',
      'Daarna kijken we elke vermelding zelf na. Een vermelding hoort bij een middel als het middel een behandeling is in de trial. Dat zien we aan de naam, een andere naam, de naam van een groep of het product. Middelen die er alleen op lijken, zoals gewone ketamine of MDA, laten we weg. U vindt ze hieronder in een lijst.',
      'Kon een register niet worden gevraagd? Dan staat dat erbij. U ziet dan het laatste volledige antwoord of oudere kopieën, met de datum. “Niet gevraagd” betekent nooit “geen trials”.',
    ],
  },
  joining: {
    heading: 'Hoe vermeldingen één trial worden',
    paragraphs: [
      'Eén trial kan in meer registers staan. We voegen vermeldingen alleen samen als de ene het nummer van de andere noemt. We doen dat nooit op titel of op opdrachtgever.',
      'Zeggen de registers iets anders? Dan ziet u elk antwoord met de datum. Als status ziet u de nieuwste die iets zegt.',
    ],
  },
  roles: {
    heading: 'Wat het middel doet in de trial',
    paragraphs: ['Elke trial krijgt per middel één rol. Op de pagina van de trial ziet u op welke woorden dat rust.'],
    columns: { role: 'Rol', meaning: 'Wanneer' },
    meaning: {
      investigated: 'De trial onderzoekt dit middel.',
      comparator: 'De trial onderzoekt iets anders en vergelijkt dat met dit middel.',
      background: 'Iedereen in de trial krijgt het, bijvoorbeeld als gewone verdoving.',
      mentioned: 'Het staat alleen in de trefwoorden of de beschrijving. Eerst verborgen, wel geteld.',
      unclear: 'De vermelding zegt het niet. We laten de trial zien en tellen hem mee.',
    },
  },
  purposes: {
    heading: 'Waar de trial voor is',
    paragraphs: [
      'De registers hebben daar geen vast veld voor. Een vaste regel leest de aandoeningen, de groepen en de titel. Op de pagina van de trial ziet u welke woorden de doorslag gaven.',
    ],
    columns: { purpose: 'Doel', meaning: 'Wanneer' },
    meaning: {
      'mental-health': 'De trial behandelt een psychische aandoening, zoals depressie of PTSS.',
      'substance-use': 'De trial behandelt een verslaving aan alcohol, tabak of drugs.',
      'neurological-pain': 'De trial behandelt een aandoening van hersenen of zenuwen, of pijn.',
      'peri-operative': 'De trial gaat over verdoving, een roesje, een operatie of de tijd daaromheen.',
      'healthy-mechanism': 'Gezonde mensen doen mee, of de trial kijkt hoe het middel werkt.',
      other: 'De trial heeft een ander doel.',
      unclear: 'De regel vindt niets, of vindt twee dingen die niet samengaan.',
    },
  },
  statuses: {
    heading: 'Wat elke status betekent',
    paragraphs: [
      'Elk register heeft eigen woorden. We delen ze in groepen in. Het woord van het register blijft er altijd bij staan. Kennen we een woord niet? Dan wordt het “status niet bekend”, nooit “zoekt deelnemers”.',
      'Komt een status uit een oudere kopie? Dan staat er hoe het was. Zo’n trial tellen we nooit als “zoekt nu deelnemers”. Is de einddatum voorbij? Of heeft al een jaar niemand de status bevestigd? Dan staat er een waarschuwing bij.',
    ],
    groups: 'De groepen',
    columns: { group: 'Onze groep', meaning: 'Betekenis' },
    perRegistry: 'De woorden van elk register',
    perRegistryOf: (registry) => `De woorden van ${registry}`,
    word: 'Woord van het register',
    becomes: 'Onze groep',
    notLoaded: 'We konden de tabel niet laden. Laad de pagina opnieuw.',
  },
  agesAndNumbers: {
    heading: 'Leeftijden en aantallen',
    paragraphs: [
      'Leeftijden laten we staan zoals het register ze noemt. Een grens blijft een grens, een groep blijft een groep. Geen hoogste leeftijd betekent: geen grens. Het betekent niet: alleen volwassenen. Geen laagste leeftijd is “niet vermeld”.',
      'Geplande en echte aantallen deelnemers tellen we nooit bij elkaar op. Een ingetrokken trial met 0 deelnemers tellen we niet als een kleine trial.',
    ],
  },
  statement: {
    heading: 'De uitspraak boven elke pagina',
    paragraphs: [
      'We berekenen die opnieuw als er iets verandert in de registers. Op de pagina met het bewijs ziet u elke stap en de trials die in de buurt komen. U ziet daar ook op welke woorden we letten.',
    ],
    link: 'Bekijk het bewijs',
  },
  sources: {
    heading: 'Bronnen en hun voorwaarden',
    paragraphs: ['Alle feiten komen uit deze registers. We veranderen ze niet.'],
    apiLink: 'Alle gegevens van deze site als JSON',
    docsLink: 'Zo vraagt u de gegevens op: de API',
    embedLink: 'De lijst of de uitspraak op uw eigen site zetten',
    terms: [
      'ClinicalTrials.gov: gegevens van de U.S. National Library of Medicine. U mag ze vrij gebruiken als u de bron en de datum noemt. De Library staat niet achter deze site.',
      'EU Clinical Trials Register en CTIS: gegevens van het Europees Geneesmiddelenbureau. U mag ze vrij gebruiken als u de bron noemt. Het bureau staat niet achter deze site.',
      'Kaart: Natural Earth (vrij van rechten). Plaatsen en hun ligging: GeoNames (geonames.org, CC BY 4.0). We maakten een keuze, rondden de ligging af en voegden namen in andere talen toe.',
    ],
  },
  blindSpots: {
    heading: 'Wat we niet kunnen zien',
    paragraphs: ['Zoeken in registers heeft grenzen. Dit zijn die van ons:'],
    points: [
      'In andere registers zoeken we niet, zoals die van China, Japan, Australië, Nederland en ISRCTN.',
      'In het EU Clinical Trials Register zijn trials van fase 1 bij volwassenen niet openbaar.',
      'Sommige trials staan in geen enkel register. Sommige geregistreerde trials gaan nooit door.',
      'Een trial in een register is nog geen goedgekeurde trial.',
      'Opdrachtgevers schrijven de vermeldingen zelf. Die kunnen te laat of fout zijn.',
    ],
  },
  leftOut: {
    heading: 'Wat we weglaten',
    paragraphs: [
      'De registers gaven ons ook deze vermeldingen. We laten ze niet zien als trial. Maar we verzwijgen ze ook niet.',
    ],
    lookAlikes: (n, count) =>
      `${count} ${s(n, 'vermelding gaat', 'vermeldingen gaan')} over een ander middel met een naam die erop lijkt`,
    unmatched: (n, count) =>
      `${count} ${s(n, 'vermelding noemt', 'vermeldingen noemen')} het middel niet als behandeling`,
    rejected: (n, count) => `${count} ${s(n, 'vermelding kon', 'vermeldingen konden')} we niet lezen`,
  },
  privacy: {
    heading: 'Uw privacy',
    paragraphs: [
      'Geen cookies, geen volgsystemen, geen andere bedrijven. Uw browser praat alleen met deze server.',
      'Filteren, zoeken en bewaren gebeurt op uw apparaat. De server weet wel welke pagina’s u opent en welke trials u opent of vergelijkt, want hij stuurt ze op. Hij houdt daar geen lijst van bij. In het logboek staan geen adressen van bezoekers en geen zoekwoorden. Om te veel vragen tegelijk tegen te gaan, telt de server ze één minuut per netwerkadres. Dat bewaart hij niet.',
      'De beheerder van deze kopie kan zelf ook een logboek bijhouden. Vraag het daar na, zie “Van wie deze kopie is”.',
    ],
    columns: { what: 'Wat', where: 'Waar het staat' },
    kept: [
      { what: 'Filters en zoekwoorden', where: 'In het adres na het #-teken. Browsers sturen dat deel niet op.' },
      { what: 'Uw taal', where: 'Op uw apparaat, en in het adres als u een taal kiest.' },
      { what: 'Uw leeftijd en uw plaats', where: 'Alleen op uw apparaat.' },
      { what: 'Bewaarde trials en hoe die toen waren', where: 'Alleen op uw apparaat.' },
      { what: 'Trials die u vergelijkt', where: 'Op uw apparaat, en in het adres na het #-teken.' },
      { what: 'Wat u bij de voorwaarden aankruist', where: 'Alleen op uw apparaat.' },
      { what: 'Wanneer u hier het laatst was', where: 'Alleen op uw apparaat.' },
    ],
  },
  glossary: {
    heading: 'Moeilijke woorden, uitgelegd',
    paragraphs: ['Woorden die vaak in trials staan, in gewone taal.'],
    show: (_n, count) => `Laat alle ${count} woorden zien`,
  },
  accessibility: {
    heading: 'Toegankelijkheid',
    paragraphs: [
      'We willen voldoen aan WCAG 2.2, niveau AA. Een programma (axe) test elke pagina: in twee talen, licht en donker, en op een smal scherm. We testen ook met alleen het toetsenbord. Mensen die elke dag een schermlezer gebruiken, hebben de site nog niet getest.',
      'Bij elke grafiek en bij de kaart staat een tabel met dezelfde getallen. Met de tabel kunt u hetzelfde als met het plaatje.',
      'Wat nog niet goed gaat: de teksten van de registers zijn vaak moeilijk en vaak alleen in het Engels. We laten ze woord voor woord zien.',
      'Werkt iets niet voor u? Laat het weten aan de beheerder van deze kopie, zie hieronder.',
    ],
  },
  exports: {
    heading: 'Bestanden en feeds',
    paragraphs: [
      'U kunt de lijst meenemen als tabel (CSV) en als gegevens (JSON). Met een feedlezer (Atom) kunt u hem volgen. Alle drie nemen ze de filters van de lijst mee.',
      'De tabel heeft één regel per trial, in UTF-8, met komma’s ertussen. Een lege cel betekent: het register zegt het niet. Staan er meer waarden in een cel? Dan staat er “ | ” tussen. Een apostrof vóór een formuleteken zorgt dat een rekenprogramma de formule niet uitvoert.',
      'Een feed vertelt over nieuwe trials, met de datum van het register. En over veranderingen, met de datum waarop wij ze zagen. Een verandering is: een register antwoordde iets anders dan de keer ervoor. Wat een meegeleverde kopie vervangt, is geen verandering.',
    ],
    columns: { column: 'Kolom', meaning: 'Wat het is' },
    registry: 'één kolom per register, met de code van dat register als naam',
    registryMeaning: 'De nummers van de trial in dat register.',
    meaning: {
      trialId: 'Het nummer waaronder de trial bij ons staat.',
      title: 'De titel, in de woorden van het register.',
      titleLang: 'De taal van de titel.',
      substances: 'De middelen van deze site die de trial geeft of noemt.',
      roles: 'De rol van elk van deze middelen, in dezelfde volgorde.',
      purpose: 'Waar de trial voor is, volgens onze eigen regel.',
      statusGroup: 'Onze groep voor de status.',
      overallStatus: 'De status in de woorden van het register.',
      statusDate: 'De datum van die status in het register.',
      statusRegistryId: 'Het register waarvan u de status ziet.',
      statusAsOf: 'Wanneer die vermelding is gelezen of gekopieerd.',
      statusFrom: 'live of stored: door ons gelezen. snapshot: een kopie. De status kan nu dus anders zijn.',
      recruitingCountries: 'Landen waar nu mensen mee kunnen doen. Leeg bij kopieën.',
      staleRecruiting: 'true: volgens het register zoekt de trial deelnemers, maar dat lijkt verouderd.',
      phases: 'Fase of fasen.',
      enrollmentPlanned: 'Het geplande aantal deelnemers.',
      enrollmentActual: 'Het echte aantal deelnemers.',
      enrollmentUnspecified: 'Het aantal deelnemers. De bron zegt niet of het gepland is of echt.',
      enrollmentScope: 'Waar het aantal over gaat: whole-trial, eea of country.',
      minimumYears: 'De laagste leeftijd in jaren.',
      maximumYears: 'De hoogste leeftijd in jaren.',
      ageBands: 'De leeftijdsgroepen van de EU-registers.',
      admitsMinors: 'true: ook voor mensen onder de 18. false: alleen voor volwassenen.',
      agesStated: 'De leeftijd in de woorden van het register.',
      sex: 'ALL, FEMALE of MALE: allen, vrouwen of mannen.',
      conditions: 'De aandoeningen, in de woorden van het register.',
      interventions: 'De behandelingen in de trial.',
      idTiers: 'Hoe dicht de trial bij een verstandelijke beperking komt: named, syndrome, adjacent.',
      idReading: 'Wat er staat over een verstandelijke beperking. Leeg: we hebben de voorwaarden niet.',
      countries: 'De landen (ISO 3166-1).',
      leadSponsor: 'De opdrachtgever.',
      leadSponsorKind: 'industry (een bedrijf) of non-industry.',
      startDate: 'De begindatum.',
      completionDate: 'De einddatum.',
      lastUpdated: 'Wanneer de opdrachtgever de vermelding het laatst bijwerkte.',
      hasResults: 'true: het register heeft resultaten.',
      disagreements: 'Velden waarover de registers verschillen.',
      asOf: 'Wanneer de oudste vermelding is gelezen of gekopieerd. Leeg: datum onbekend.',
      from: 'live of stored: door ons gelezen. snapshot: minstens één vermelding is een kopie.',
      url: 'De officiële vermelding.',
      recordUrls: 'Alle officiële vermeldingen van de trial.',
      page: 'De pagina van de trial op deze site.',
    },
  },
  cite: {
    heading: 'Hoe u naar ons verwijst',
    paragraphs: [
      'Verwijs naar de uitspraak met de vaste link op de pagina met het bewijs. Die versie bewaren we. Noemt u een getal uit een lijst of grafiek? Zet erbij op welke dag u het zag, want het verandert. Noem de registers als bron.',
    ],
    example: (day, url) =>
      `Trialwijzer. Trials met psilocybine, esketamine en MDMA in ClinicalTrials.gov, het EU Clinical Trials Register en CTIS. Gezien op ${day}. ${url}`,
  },
  report: {
    heading: 'Een fout melden',
    paragraphs: ['Noem het nummer van de trial en zeg wat er fout is.'],
    points: [
      'Het register zelf heeft het fout: alleen de opdrachtgever kan de vermelding veranderen. De contacten staan op de pagina van de trial.',
      'Wij lezen de vermelding verkeerd: laat het weten aan de beheerder van deze kopie. Op de pagina van de trial staan de velden van het register, zodat u kunt vergelijken.',
    ],
  },
  operator: {
    heading: 'Van wie deze kopie is',
    paragraphs: ['Iedereen mag een kopie van dit programma gebruiken.'],
    by: 'De beheerder van deze kopie is:',
    unnamed: 'De beheerder van deze kopie heeft geen naam opgegeven.',
    contact: 'Contact',
  },
  licence: {
    heading: 'Licentie',
    paragraphs: [
      'Het programma is vrije software met de MIT-licentie. De feiten zijn van niemand. De voorwaarden van de registers staan hierboven.',
    ],
  },
}
