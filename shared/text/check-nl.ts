import { RULE_SOURCES as source, type CheckPageText } from './check-text.ts'

const s = (n: number, one: string, many: string): string => (n === 1 ? one : many)

export const checkNl: CheckPageText = {
  title: 'Trial nagaan',
  heading: 'Wat zegt het register over deze trial?',
  lead: 'Plak een trialnummer, een link, of de hele tekst van een advertentie of bericht. U ziet per nummer wat de officiële registers vermelden, en wat u kunt vragen. Geen score en geen oordeel: de feiten, met register en datum.',
  form: {
    label: 'Een nummer, een link of de hele tekst',
    hint: 'Bijvoorbeeld NCT06341426, 2016-004422-42 of 2024-516890-63-00.',
    privacy:
      'De tekst blijft in uw browser. Alleen de nummers uit de tekst zoeken wij op, één voor één. De tekst wordt niet bewaard, ook niet op dit apparaat.',
    country: 'Het land dat u is genoemd',
    countryHint: 'Wij zeggen dan of de trial daar geregistreerd is.',
    countryFromText: 'De landen die in de tekst staan',
    countryNamed: (countries) => `Genoemd in de tekst: ${countries}`,
    submit: 'Zoek op',
    clear: 'Maak het vak leeg',
    print: 'Deze pagina afdrukken',
  },
  found: {
    heading: 'Nummers in de tekst',
    none: 'Er staat geen trialnummer in deze tekst.',
    noneHint:
      'Een trialnummer ziet er zo uit: NCT06341426 (ClinicalTrials.gov), 2016-004422-42 (EudraCT) of 2024-516890-63-00 (EU CT). Vraag ernaar: elke geregistreerde trial heeft er een.',
    count: (n, count) => `${count} ${s(n, 'trialnummer', 'trialnummers')} gevonden in de tekst.`,
    ready: 'Kies “Zoek op” om te zien wat de registers zeggen.',
    cut: (most) => `De tekst is lang. Alleen de eerste ${most} tekens zijn gelezen.`,
    left: (n, count) => `Nog ${count} ${s(n, 'nummer is', 'nummers zijn')} weggelaten: het zijn er te veel.`,
    more: (n, count) => `Zoek nog ${count} ${s(n, 'nummer', 'nummers')} op`,
    checked: (n, count) => `${count} ${s(n, 'nummer', 'nummers')} opgezocht.`,
  },
  malformed: {
    heading: 'Lijkt op een trialnummer, maar kan het niet zijn',
    explain:
      'Wij herstellen spaties, streepjes en letters die op cijfers lijken, zoals O voor 0. Een cijfer veranderen wij nooit: één ander cijfer is een andere trial. Vraag naar het goede nummer.',
    reason: {
      length: (digits) => `Er staan ${digits} cijfers. Het moeten er 8 zijn.`,
      sign: () => 'Er staat een letter waar een cijfer hoort. Wij raden niet welk cijfer.',
      end: () => 'Wij kunnen niet zien waar het nummer ophoudt.',
      year: () => 'Het begint met een jaar waarin zulke nummers niet zijn uitgegeven.',
      serial: () => 'Het middelste deel van een EudraCT-nummer begint met een 0. Dit kan een ander soort nummer zijn.',
      parts: () => 'Een deel van het nummer heeft te veel of te weinig cijfers.',
    },
  },
  card: {
    asWritten: (raw) => `In de tekst: “${raw}”`,
    repaired: (raw) =>
      `In de tekst: “${raw}”. Spaties, streepjes of letters zijn hersteld. Er is geen cijfer veranderd.`,
    looking: (id) => `Wij zoeken ${id} op …`,
    again: 'Vraag opnieuw',
    failed: 'Deze site was niet te bereiken. Er is dus niets opgezocht.',
    registeredIn: (registries) =>
      `Geregistreerd in ${registries}. Iedereen kan zo’n nummer overnemen: het zegt niets over wie u benaderde.`,
    notFound: (registry, day) => `${registry} antwoordt dat het geen trial met dit nummer laat zien (gevraagd ${day}).`,
    notFoundHint:
      'Vergelijk het nummer teken voor teken met de plek waar u het vond. Klopt het nummer? Betaal dan niets, en bel eerst het ziekenhuis, op een nummer dat u zelf opzocht. Een nieuwe trial staat soms pas na enkele weken in het register.',
    notFoundEu: 'Het EU Clinical Trials Register laat fase 1 bij volwassenen niet zien.',
    unreadable: (registry) =>
      `${registry} heeft een inschrijving met dit nummer. Wij konden die niet lezen. Open de officiële inschrijving.`,
    notAsked: {
      'not-searched': (registry) => `Dit nummer hoort bij ${registry}. Deze site vraagt dat register niet.`,
      incomplete: () =>
        'Dit is een EU CT-nummer zonder het laatste deel. Wij hebben geen trial die zo begint. Het register heeft alle vier de delen nodig.',
      offline: (registry) => `Wij hebben dit nummer niet. Deze kopie van de site kan ${registry} nu niet vragen.`,
      'too-many': (registry) =>
        `Wij hebben dit nummer niet. Er wordt nu veel opgezocht, en wij sparen ${registry}. Probeer het over een minuut opnieuw.`,
      'too-slow': (registry) => `${registry} heeft nog niet geantwoord. Vraag het over een minuut opnieuw.`,
      unavailable: (registry) => `Wij hebben dit nummer niet, en ${registry} was niet te bereiken.`,
    },
    notAskedHint: 'Wij weten dus niet of het bestaat. Zoek het zelf op in het register.',
    official: (registry, id) => `Officiële inschrijving ${id} in ${registry}`,
    byHand: (registry) => `Zoek het op in ${registry}`,
    trialPage: 'Alles wat wij over deze trial hebben',
    link: 'Link naar deze controle',
    noticed: 'Vergelijk met wat u is verteld',
    nothingNoticed:
      'Volgens de inschrijving kunnen mensen nu meedoen. Kijk op de pagina van de trial naar plaats, leeftijd en voorwaarden.',
    facts: 'Wat de registers vermelden',
    source: (registry, when) => `Gevraagd aan ${registry}, ${when}.`,
    otherRegistry: 'een ander register',
  },
  facts: {
    registered: 'Geregistreerd',
    sponsor: 'Verantwoordelijke (opdrachtgever)',
    status: 'Status',
    country: 'Landen',
    sites: 'Plaatsen',
    contact: 'Contact',
    'authority-decision': 'Besluit van een autoriteit',
    'ethics-approval': 'Oordeel van een ethische commissie',
    phase: 'Fase',
    ages: 'Leeftijden',
    substance: 'Welk middel',
    'last-updated': 'Laatst gewijzigd door de opdrachtgever',
  },
  columns: { fact: 'Feit', state: 'Stand', value: 'Wat het register zegt', registry: 'Register', date: 'Datum' },
  state: { present: 'staat erin', absent: 'staat er niet in', 'not-stated': 'niet vermeld' },
  kind: { industry: 'bedrijf', 'non-industry': 'geen bedrijf' },
  sitesCount: (n, count) => `${count} ${s(n, 'plaats', 'plaatsen')}`,
  factNotes: {
    ethics:
      'CTIS geeft één besluit per land. Het oordeel van een ethische commissie hoort daarbij. Wat ClinicalTrials.gov over toezicht zegt, schrijft de opdrachtgever zelf. “Niet vermeld” is niet “er is niets”.',
    contact: 'Vergelijk het contact met de advertentie. Zoek het telefoonnummer van het ziekenhuis toch zelf op.',
    date: 'De datum is die van het register als het die geeft. Anders is het de dag van onze kopie.',
  },
  mismatch: {
    notOurs: (substances) =>
      `De inschrijving noemt geen van deze middelen: ${substances}. Het nummer hoort bij een trial met iets anders.`,
    otherSubstance: (named, held) =>
      `De tekst noemt ${named}. Onder dit nummer staat een trial met ${held} geregistreerd.`,
    onlyMentioned: (substances) =>
      `In deze trial wordt ${substances} niet getest. Iedereen krijgt het, of het wordt alleen genoemd.`,
    completed: 'Volgens het register is deze trial afgerond. Niemand kan nog meedoen.',
    endedEarly: 'Volgens het register is deze trial eerder gestopt.',
    withdrawn: 'Volgens het register is deze trial nooit begonnen, ingetrokken of geweigerd.',
    paused: 'Volgens het register ligt deze trial stil.',
    notYet: 'Volgens het register kan nog niemand meedoen aan deze trial.',
    closed: 'Volgens het register loopt deze trial nog, maar kan niemand meer gaan meedoen.',
    byInvitation: 'Volgens het register kan meedoen alleen op uitnodiging van de trial zelf.',
    underReview: 'Volgens het register wordt deze trial nog beoordeeld. Vóór een besluit mag de trial niet beginnen.',
    statusUnknown: 'Het register zegt niet of mensen nu kunnen meedoen.',
    expandedAccess:
      'Deze inschrijving gaat over toegang tot een medicijn buiten een trial. Het is geen plek in een trial.',
    notInCountry: (country) => `Het register noemt voor deze trial geen plaats in ${country}.`,
    notRecruitingInCountry: (country) => `Het register zegt niet dat mensen nu kunnen meedoen in ${country}.`,
    outdated:
      'De inschrijving lijkt verouderd. De einddatum is voorbij, of niemand heeft haar het afgelopen jaar bevestigd.',
    copy: (day) => `Dit is een kopie van de inschrijving, gemaakt op ${day}. Die kan sindsdien veranderd zijn.`,
    copyUndated: 'Dit is een kopie van de inschrijving zonder bekende datum. Die kan sindsdien veranderd zijn.',
    linkedOnly: (id) =>
      `Wij hebben geen inschrijving onder ${id} zelf. De inschrijving van een ander register noemt dit nummer.`,
  },
  advert: {
    heading: 'Vragen om te stellen over deze tekst',
    explain:
      'Dit zijn vragen, geen oordeel. De woorden die een vraag oproepen, staan erbij. Stel ze aan het ziekenhuis, niet alleen aan wie de tekst schreef.',
    quoted: {
      pay: 'De tekst spreekt over geld. Wie betaalt aan wie, en waarvoor? Niemand hoort te betalen om mee te doen aan een trial.',
      bank: 'De tekst spreekt over bankgegevens of een betaaldienst. Waarom zijn die nodig? Geef ze nooit voordat u in het ziekenhuis hebt getekend.',
      crypto: 'De tekst spreekt over cryptogeld. Waarom zou een ziekenhuis daarom vragen?',
      guarantee:
        'De tekst belooft iets. Een trial is er juist omdat niemand nog weet of het werkt. Wie zegt dit, en waarop berust het?',
      retreat:
        'De tekst spreekt over een retraite, een ceremonie of truffels. Hoort dit wel bij een geregistreerde trial? Een betaalde sessie is dat niet.',
      'private-contact':
        'De tekst noemt een privé-berichtendienst. Is er ook een telefoonnummer van het ziekenhuis dat u zelf kunt opzoeken?',
      hurry: 'De tekst vraagt om haast. U hebt recht op bedenktijd. Hoeveel tijd krijgt u?',
    },
    missingHeading: 'Niet gevonden in deze tekst',
    missingExplain: 'Een korte tekst kan iets weglaten. Vraag er daarom alleen naar.',
    missing: {
      ethics: 'Welke ethische commissie heeft de trial goedgekeurd? In Nederland is dat een METC of de CCMO.',
      information: 'Kunt u de informatiebrief krijgen voordat u beslist?',
      stop: 'Kunt u op elk moment stoppen, zonder reden?',
      sponsor: 'Welk ziekenhuis of welke universiteit is verantwoordelijk, en welke arts?',
    },
    noNumber: 'Onder welk nummer staat de trial geregistreerd? In deze tekst staat geen nummer.',
    spray:
      'De tekst noemt esketamine-neusspray. Dat is ook een toegelaten behandeling buiten een trial, in het ziekenhuis of de ggz. Een rekening of betaling door uw zorgverzekeraar is dan gewoon. Het is geen teken van fraude.',
    none: 'Wij vonden geen woorden die een vraag oproepen. Dat zegt niets over de trial zelf.',
  },
  proves: {
    heading: 'Wat een inschrijving in een register laat zien',
    does: [
      'Iemand heeft de trial onder dit nummer ingeschreven, op een bekende datum.',
      'De inschrijving zegt wie verantwoordelijk is, wat wordt getest en wie kan meedoen.',
      'Bij CTIS en het EU Clinical Trials Register kreeg een autoriteit een aanvraag. Het besluit staat erbij als het gepubliceerd is.',
    ],
    doesNotHeading: 'Wat zij niet laat zien',
    doesNot: [
      'Dat wie u benadert echt bij de trial hoort. Een echt nummer is zo overgenomen.',
      'Dat de trial is goedgekeurd. ClinicalTrials.gov publiceert wat de opdrachtgever schrijft.',
      'Dat de behandeling werkt of geen risico heeft.',
      'Dat meedoen niets kost: registers vragen daar niet naar.',
    ],
    source: {
      text: 'ClinicalTrials.gov zegt zelf dat een vermelding geen aanbeveling is.',
      source: 'ClinicalTrials.gov, disclaimer',
      url: source.ctgovDisclaimer,
    },
  },
  phone: {
    heading: 'Bel het ziekenhuis, op een nummer dat u zelf opzocht',
    paragraphs: [
      'Zoek de website van het ziekenhuis en bel het algemene nummer. Gebruik niet het nummer of de link uit het bericht. Vraag naar de arts of de onderzoeksafdeling die het register noemt.',
      'Vraag: doet u de trial met dit nummer? Werkt deze persoon bij u? Wie betaalt wat? Welke ethische commissie keurde de trial goed?',
      'Stop nooit met een medicijn en verander het nooit om te kunnen meedoen, zonder uw eigen arts.',
    ],
  },
  retreat: {
    heading: 'Retraites en truffelsessies',
    paragraphs: [
      'Een betaalde retraite, ceremonie of truffelsessie is geen geregistreerde trial. Dat geldt ook als men daar over onderzoek spreekt. De regels hieronder beschermen u daar niet.',
    ],
  },
  rules: {
    heading: 'De regels die mensen in een trial beschermen',
    explain: 'In het kort, en geen juridisch advies. Bij elke regel staat de openbare bron.',
    source: 'Bron',
    countries: [
      {
        heading: 'Nederland',
        rules: [
          {
            text: 'Een trial mag pas beginnen na goedkeuring door een METC (een erkende medisch-ethische commissie) of de CCMO. De informatiebrief noemt de commissie.',
            source: 'WMO, artikel 2',
            url: source.wmo(2),
          },
          {
            text: 'U krijgt schriftelijke informatie en bedenktijd, en geeft schriftelijk toestemming. U mag op elk moment stoppen, zonder reden en zonder kosten.',
            source: 'WMO, artikel 6',
            url: source.wmo(6),
          },
          {
            text: 'Onder de 12 geven de ouders of voogd toestemming. Van 12 tot en met 15 het kind én de ouders. Vanaf 16 de persoon zelf.',
            source: 'WMO, artikel 6',
            url: source.wmo(6),
          },
          {
            text: 'Trials met kinderen onder de 16 mogen alleen onder strenge voorwaarden.',
            source: 'CCMO, proefpersonen onder 16 jaar',
            url: source.ccmoMinors,
          },
          {
            text: 'Voor wie er niet zelf over kan beslissen, geeft een wettelijk vertegenwoordiger toestemming. Dezelfde strenge voorwaarden gelden.',
            source: 'CCMO, wilsonbekwame volwassenen',
            url: source.ccmoIncapacity,
          },
          {
            text: 'Verzet een kind zich, of iemand die niet zelf kan beslissen? Dan gaat de trial voor die persoon niet door.',
            source: 'WMO, artikel 4',
            url: source.wmo(4),
          },
          {
            text: 'Een verzekering dekt schade door de trial.',
            source: 'CCMO, verzekeringen',
            url: source.ccmoInsurance,
          },
          {
            text: 'U kunt vragen stellen aan een deskundige die niet bij de trial hoort. De informatiebrief noemt die persoon.',
            source: 'WMO, artikel 9',
            url: source.wmo(9),
          },
          { text: 'Meer over de commissies en de wet.', source: 'De CCMO', url: source.ccmo },
        ],
      },
      {
        heading: 'België',
        rules: [
          {
            text: 'Een ethisch comité en het FAGG beoordelen een trial met medicijnen voordat die begint. Voor minderjarigen en voor wie niet kan beslissen, beslissen de ouders of een vertegenwoordiger. Zij worden zelf zoveel mogelijk gehoord. De opdrachtgever moet verzekerd zijn.',
            source: 'FAGG',
            url: source.famhp,
          },
        ],
      },
      {
        heading: 'Duitsland',
        rules: [
          {
            text: 'De autoriteit (BfArM of PEI) en een ethische commissie beoordelen een trial met medicijnen vooraf. De opdrachtgever moet de deelnemers verzekeren.',
            source: 'AMG, § 40a',
            url: source.amgGeneral,
          },
          {
            text: 'De ouders geven toestemming voor een minderjarige. Een minderjarige die begrijpt waar het om gaat, moet zelf ook instemmen.',
            source: 'AMG, § 40b',
            url: source.amgConsent,
          },
        ],
      },
      {
        heading: 'Hele Europese Unie',
        rules: [
          {
            text: 'Bij trials met medicijnen: toestemming na uitleg, het recht om te stoppen, en bescherming van kinderen. Ook mensen die niet zelf kunnen beslissen, zijn beschermd.',
            source: 'Verordening (EU) 536/2014, artikelen 28 tot en met 35',
            url: source.euRegulation,
          },
        ],
      },
    ],
  },
}
