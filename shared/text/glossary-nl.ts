import type { Glossary } from './glossary.ts'

/** Dutch at B1, written by us. */
export const glossaryNl: Glossary = {
  phase: {
    term: 'fase',
    text: 'Hoe ver een middel is getest. Fase 1 kijkt bij weinig mensen naar bijwerkingen. Fase 2 en 3 kijken of het werkt. Fase 4 komt na de goedkeuring.',
  },
  randomised: {
    term: 'gerandomiseerd',
    text: 'Het lot bepaalt in welke groep iemand komt. De persoon en de arts kiezen dat niet.',
  },
  'double-blind': {
    term: 'dubbelblind',
    text: 'De deelnemer en de onderzoekers weten niet wie welke behandeling krijgt. Dat horen zij pas na afloop.',
  },
  'single-blind': {
    term: 'enkelblind',
    text: 'Eén van beiden weet niet wie welke behandeling krijgt. Meestal is dat de deelnemer.',
  },
  'open-label': { term: 'open-label', text: 'Iedereen weet welke behandeling iemand krijgt. Niets is verborgen.' },
  unblinding: {
    term: 'deblindering',
    text: 'Te weten komen wie welke behandeling kreeg. Wie een sterke dosis krijgt, merkt dat vaak zelf.',
  },
  placebo: {
    term: 'placebo',
    text: 'Een nepmiddel. Het ziet eruit als het medicijn, maar er zit geen werkzame stof in.',
  },
  'active-placebo': {
    term: 'actief placebo',
    text: 'Een stof die u wel merkt, maar die de ziekte niet behandelt. Zo is moeilijker te raden wat u kreeg.',
  },
  sham: {
    term: 'schijnbehandeling',
    text: 'Een behandeling die echt lijkt, maar het niet is. Daarmee vergelijken de onderzoekers.',
  },
  arm: { term: 'arm', text: 'Een van de groepen in een trial. Elke arm krijgt een eigen behandeling.' },
  'control-group': {
    term: 'controlegroep',
    text: 'De groep die de geteste behandeling niet krijgt. Met die groep wordt vergeleken.',
  },
  'cross-over': {
    term: 'cross-over',
    text: 'Iedereen krijgt alle behandelingen, na elkaar. Het lot bepaalt de volgorde.',
  },
  'parallel-group': { term: 'parallelle groepen', text: 'Elke groep houdt de hele trial dezelfde behandeling.' },
  baseline: {
    term: 'beginmeting',
    text: 'De eerste meting, vóór de behandeling begint. In het Engels heet dat: baseline.',
  },
  screening: {
    term: 'screening',
    text: 'Gesprekken en onderzoeken vooraf. Daarmee bekijkt het team of iemand mee kan doen.',
  },
  'follow-up': { term: 'follow-up', text: 'Bezoeken of telefoontjes na de behandeling, om te zien hoe het gaat.' },
  'run-in': {
    term: 'aanloopperiode',
    text: 'Een periode vóór de behandeling in de trial. Vaak is die bedoeld om op één medicijn in te stellen.',
  },
  washout: {
    term: 'wash-outperiode',
    text: 'Een tijd zonder een medicijn, zodat het uit het lichaam gaat. Begin daar nooit aan zonder uw arts.',
  },
  taper: { term: 'afbouwen', text: 'Stap voor stap minder van een medicijn nemen. Doe dat alleen samen met uw arts.' },
  'primary-outcome': {
    term: 'primaire uitkomst',
    text: 'Wat de trial als belangrijkste meet om de vraag te beantwoorden.',
  },
  'secondary-outcome': { term: 'secundaire uitkomst', text: 'Andere dingen die de trial ook meet.' },
  efficacy: { term: 'werkzaamheid', text: 'Hoe goed een behandeling werkt in een trial.' },
  'adverse-event': {
    term: 'ongewenst voorval',
    text: 'Iets naars dat een deelnemer overkomt. De behandeling hoeft niet de oorzaak te zijn.',
  },
  'serious-adverse-event': {
    term: 'ernstig ongewenst voorval',
    text: 'Een voorval met levensgevaar, ziekenhuisopname of blijvende schade.',
  },
  protocol: { term: 'protocol', text: 'Het geschreven plan van een trial. Iedereen moet zich eraan houden.' },
  sponsor: {
    term: 'opdrachtgever (sponsor)',
    text: 'Het bedrijf of de instelling die verantwoordelijk is voor de trial.',
  },
  investigator: { term: 'onderzoeker', text: 'De arts of onderzoeker die de trial op één plaats leidt.' },
  'ethics-committee': {
    term: 'ethische commissie',
    text: 'Onafhankelijke mensen die een trial eerst moeten goedkeuren. In Nederland heet dit: METC.',
  },
  'informed-consent': {
    term: 'geïnformeerde toestemming',
    text: 'Ja zeggen nadat de trial is uitgelegd, meestal met een handtekening. U mag altijd stoppen.',
  },
  capacity: { term: 'wilsbekwaam', text: 'De keuze kunnen begrijpen, afwegen en zelf beslissen.' },
  'legal-representative': {
    term: 'wettelijk vertegenwoordiger',
    text: 'Iemand die volgens de wet mag beslissen voor een ander. Dat kan een ouder, mentor of curator zijn.',
  },
  assent: {
    term: 'instemming',
    text: 'Het ja van een kind, of van iemand die niet alleen kan beslissen. Een ander tekent ook.',
  },
  caregiver: { term: 'verzorger', text: 'Iemand die de deelnemer helpt of voor hem zorgt. Die gaat vaak mee.' },
  'inclusion-criteria': { term: 'inclusiecriteria', text: 'Wat waar moet zijn om mee te doen.' },
  'exclusion-criteria': { term: 'exclusiecriteria', text: 'Redenen waarom iemand niet mee kan doen.' },
  'expanded-access': {
    term: 'compassionate use',
    text: 'Een middel krijgen dat nog niet is goedgekeurd, buiten een trial om. Dat kan als niets anders meer helpt.',
  },
  'off-label': {
    term: 'off-label',
    text: 'Een goedgekeurd medicijn gebruiken voor iets waarvoor het niet is goedgekeurd.',
  },
  'investigational-product': { term: 'onderzoeksmiddel', text: 'Het middel dat in een trial wordt getest.' },
  'extension-study': {
    term: 'vervolgonderzoek',
    text: 'Een trial die verdergaat met de mensen uit een eerdere trial.',
  },
  cohort: { term: 'cohort', text: 'Een groep mensen die samen of op dezelfde manier de trial doet.' },
  observational: {
    term: 'observationeel onderzoek',
    text: 'De onderzoekers kijken en meten alleen. Zij kiezen geen behandeling.',
  },
  'healthy-volunteer': { term: 'gezonde vrijwilliger', text: 'Iemand zonder de ziekte die meedoet.' },
  'treatment-resistant': {
    term: 'therapieresistent',
    text: 'Nog steeds ziek na minstens twee behandelingen die lang genoeg duurden. Elke trial heeft daar een eigen regel voor.',
  },
  mdd: {
    term: 'depressieve stoornis',
    text: 'De medische naam voor een depressie. Vaste klachten duren dan twee weken of langer.',
  },
  remission: { term: 'remissie', text: 'De klachten zijn weg of bijna weg.' },
  relapse: { term: 'terugval', text: 'De ziekte komt terug nadat het beter ging.' },
  comorbidity: { term: 'comorbiditeit', text: 'Een andere ziekte die iemand tegelijk heeft.' },
  'dsm-5': { term: 'DSM-5', text: 'Het Amerikaanse handboek met regels voor psychische diagnoses.' },
  'icd-10': {
    term: 'ICD-10',
    text: 'De lijst met alle ziekten van de Wereldgezondheidsorganisatie. ICD-11 is de nieuwe versie.',
  },
  scid: { term: 'SCID', text: 'Een lang gesprek met vaste vragen om een psychische diagnose te stellen.' },
  mini: { term: 'MINI', text: 'Een kort gesprek met vaste vragen om een psychische diagnose te stellen.' },
  bipolar: {
    term: 'bipolaire stoornis',
    text: 'Een ziekte met depressieve tijden en tijden met heel veel energie (manie).',
  },
  mania: {
    term: 'manie',
    text: 'Een tijd met een heel hoge stemming, weinig slaap en riskante keuzes. Hypomanie is milder.',
  },
  psychosis: {
    term: 'psychose',
    text: 'Het contact met de werkelijkheid verliezen. Iemand hoort bijvoorbeeld stemmen.',
  },
  schizophrenia: { term: 'schizofrenie', text: 'Een langdurige ziekte met psychoses.' },
  dissociation: { term: 'dissociatie', text: 'Het gevoel los te staan van uzelf of de wereld om u heen.' },
  ptsd: {
    term: 'PTSS',
    text: 'Posttraumatische stressstoornis: klachten die blijven na een heel erge gebeurtenis. In het Engels: PTSD.',
  },
  'suicidal-ideation': {
    term: 'gedachten aan zelfdoding',
    text: 'Denken aan de dood of een einde maken aan het leven. Heeft u dit? Bel: de nummers staan op deze pagina.',
  },
  'substance-use-disorder': {
    term: 'verslaving',
    text: 'Niet kunnen stoppen met alcohol, drugs of een medicijn, terwijl het schade doet.',
  },
  'personality-disorder': {
    term: 'persoonlijkheidsstoornis',
    text: 'Een blijvende manier van voelen en doen die problemen geeft.',
  },
  'intellectual-disability': {
    term: 'verstandelijke beperking',
    text: 'Leren en het dagelijks leven gaan moeilijker dan bij anderen, al vanaf de kindertijd.',
  },
  iq: { term: 'IQ', text: 'Een getal uit een test van denken en leren. De meeste mensen zitten tussen 85 en 115.' },
  madrs: {
    term: 'MADRS',
    text: 'Een gesprek over depressie met tien vragen: 0 tot 60 punten. Meer punten betekent meer klachten.',
  },
  'ham-d': {
    term: 'HAM-D',
    text: 'De Hamilton-schaal: een gesprek over depressie, meestal 17 vragen. Meer punten betekent meer klachten.',
  },
  qids: { term: 'QIDS', text: 'Een lijst met 16 vragen over depressie. Meestal vult u die zelf in.' },
  'phq-9': { term: 'PHQ-9', text: 'Een lijst met negen vragen over depressie: 0 tot 27 punten. U vult die zelf in.' },
  bdi: { term: 'BDI', text: 'De lijst van Beck met 21 vragen over depressie. U vult die zelf in.' },
  epds: { term: 'EPDS', text: 'Een lijst met tien vragen over de stemming rond een bevalling.' },
  'ham-a': { term: 'HAM-A', text: 'De Hamilton-schaal voor angst: een gesprek met 14 vragen.' },
  'gad-7': { term: 'GAD-7', text: 'Een lijst met zeven vragen over angst. U vult die zelf in.' },
  cgi: { term: 'CGI', text: 'Het oordeel van de arts over hoe ziek iemand is, van 1 tot 7.' },
  'c-ssrs': {
    term: 'C-SSRS',
    text: 'Vaste vragen over gedachten aan zelfdoding. Veel trials vragen dit om gevaar te zien.',
  },
  'caps-5': { term: 'CAPS-5', text: 'Een lang gesprek over PTSS: 0 tot 80 punten.' },
  'pcl-5': { term: 'PCL-5', text: 'Een lijst met 20 vragen over PTSS. U vult die zelf in.' },
  'lec-5': { term: 'LEC-5', text: 'Een lijst met erge gebeurtenissen die iemand kan hebben meegemaakt.' },
  ymrs: { term: 'YMRS', text: 'Een gesprek over manie met elf vragen. Young is hier een achternaam.' },
  moca: { term: 'MoCA', text: 'Een korte test van geheugen en denken: 0 tot 30 punten.' },
  mmse: { term: 'MMSE', text: 'Een korte test van geheugen en denken: 0 tot 30 punten.' },
  audit: { term: 'AUDIT', text: 'Tien vragen over het drinken van alcohol.' },
  'treatment-history': {
    term: 'ATHF / ATRQ',
    text: 'Een formulier over eerdere behandelingen tegen depressie: welke, hoe lang en of het hielp.',
  },
  vas: {
    term: 'VAS / NRS',
    text: 'Een lijn of een cijfer van 0 tot 10. Daarmee zegt u hoe sterk iets is, zoals pijn.',
  },
  asa: { term: 'ASA-klasse', text: 'Hoe gezond iemand is voor een operatie: I is gezond, hoger is zieker.' },
  ssri: { term: 'SSRI', text: 'Een groep medicijnen tegen depressie en angst, zoals sertraline en citalopram.' },
  snri: { term: 'SNRI', text: 'Een groep medicijnen tegen depressie en angst, zoals venlafaxine en duloxetine.' },
  tca: {
    term: 'tricyclisch antidepressivum (TCA)',
    text: 'Een oudere groep medicijnen tegen depressie, zoals nortriptyline.',
  },
  maoi: {
    term: 'MAO-remmer',
    text: 'Een oudere groep medicijnen tegen depressie. Die gaat slecht samen met veel andere middelen.',
  },
  antidepressant: {
    term: 'antidepressivum',
    text: 'Een medicijn tegen depressie, en soms tegen angst of pijn. Stop er niet zelf mee.',
  },
  antipsychotic: {
    term: 'antipsychoticum',
    text: 'Een medicijn tegen psychose. Artsen geven het ook bij depressie en onrust.',
  },
  benzodiazepine: { term: 'benzodiazepine', text: 'Een kalmerend middel of slaapmiddel, zoals lorazepam.' },
  'mood-stabiliser': {
    term: 'stemmingsstabilisator',
    text: 'Een medicijn dat de stemming gelijk houdt, zoals lithium.',
  },
  stimulant: {
    term: 'stimulerend middel',
    text: 'Een middel dat wakker maakt, vaak bij ADHD. Soms gaat het over drugs.',
  },
  opioid: { term: 'opioïde', text: 'Een sterke pijnstiller, zoals morfine.' },
  cyp: {
    term: 'CYP-enzymen',
    text: 'Stoffen in de lever die medicijnen afbreken. Sommige medicijnen maken ze trager of sneller.',
  },
  concomitant: { term: 'comedicatie', text: 'Een medicijn dat iemand naast de behandeling in de trial gebruikt.' },
  'half-life': { term: 'halfwaardetijd', text: 'De tijd waarin de helft van een medicijn uit het lichaam gaat.' },
  prn: { term: 'zo nodig (PRN)', text: 'Een medicijn dat u alleen neemt als het nodig is, niet elke dag.' },
  'serotonin-syndrome': {
    term: 'serotoninesyndroom',
    text: 'Een gevaarlijke reactie. Middelen samen maken dan te veel van de stof serotonine.',
  },
  ketamine: {
    term: 'ketamine',
    text: 'Een narcosemiddel dat ook bij depressie wordt getest. Het bestaat uit twee spiegelvormen. Een daarvan is esketamine.',
  },
  esketamine: {
    term: 'esketamine',
    text: 'Een van de twee spiegelvormen van ketamine: als neusspray of narcosemiddel. Het is niet hetzelfde middel als ketamine.',
  },
  psilocybin: {
    term: 'psilocybine',
    text: 'De stof in ‘paddo’s’ en truffels. In trials komt de stof uit een laboratorium of fabriek.',
  },
  mdma: { term: 'MDMA', text: 'De stof die bekend is als xtc of ecstasy. In trials is de dosis bekend en zuiver.' },
  psychedelic: { term: 'psychedelicum', text: 'Een stof die enkele uren verandert wat iemand ziet, voelt en denkt.' },
  psychotherapy: { term: 'psychotherapie', text: 'Behandeling door te praten met een therapeut.' },
  intranasal: { term: 'via de neus', text: 'Als spray in de neus.' },
  intravenous: { term: 'intraveneus', text: 'In een ader, met een infuus of een prik.' },
  intramuscular: { term: 'intramusculair', text: 'Met een prik in een spier.' },
  anaesthesia: {
    term: 'narcose of verdoving',
    text: 'Middelen waardoor u slaapt of geen pijn voelt bij een operatie.',
  },
  bmi: {
    term: 'BMI',
    text: 'Gewicht in kilo’s, gedeeld door lengte keer lengte in meters. Tussen 18,5 en 25 is gewoon.',
  },
  qtc: {
    term: 'QTc',
    text: 'Een tijd op het hartfilmpje. Is die te lang, dan zijn sommige middelen slecht voor het hart.',
  },
  ecg: { term: 'ECG (hartfilmpje)', text: 'Een filmpje van de hartslag, met plakkers op de huid. Het doet geen pijn.' },
  'blood-pressure': {
    term: 'hoge bloeddruk (hypertensie)',
    text: 'De bovendruk (systolisch) en de onderdruk (diastolisch) zeggen hoe hard het bloed duwt.',
  },
  'liver-tests': {
    term: 'leverwaarden',
    text: 'Bloedonderzoek dat laat zien hoe de lever werkt, zoals ALAT, ASAT en bilirubine.',
  },
  'child-pugh': { term: 'Child-Pugh', text: 'Een schaal voor hoe ziek de lever is: A is licht, C is ernstig.' },
  egfr: {
    term: 'nierfunctie (eGFR)',
    text: 'Een getal uit bloedonderzoek. Het laat zien hoe goed de nieren het bloed schoonmaken.',
  },
  uln: {
    term: 'bovengrens van normaal (ULN)',
    text: 'De hoogste waarde die nog gewoon is. “3 × ULN” is drie keer zo hoog.',
  },
  hcg: {
    term: 'zwangerschapstest (β-hCG)',
    text: 'Een test van bloed of urine op de stof hCG. Die laat een zwangerschap zien.',
  },
  contraception: {
    term: 'anticonceptie',
    text: 'Middelen om niet zwanger te worden, zoals de pil, een spiraaltje of condooms.',
  },
  'childbearing-potential': { term: 'vruchtbaar', text: 'Zwanger kunnen worden.' },
  lactating: { term: 'borstvoeding geven', text: 'Een kind melk geven uit de borst.' },
  ect: { term: 'ECT', text: 'Een behandeling van ernstige depressie met korte stroomstootjes onder narcose.' },
  tms: { term: 'TMS', text: 'Een behandeling met magnetische pulsen aan de buitenkant van het hoofd.' },
  vns: {
    term: 'VNS / DBS',
    text: 'Een apparaatje in het lichaam geeft kleine stroomstootjes aan een zenuw of de hersenen.',
  },
  'drug-screen': { term: 'drugstest', text: 'Een test van urine of bloed op drugs en sommige medicijnen.' },
  hypersensitivity: { term: 'overgevoeligheid', text: 'Een allergie of een sterke reactie op een stof.' },
  contraindication: {
    term: 'contra-indicatie',
    text: 'Een reden waarom een behandeling iemand meer kwaad dan goed doet.',
  },
  'first-degree-relative': { term: 'eerstegraads familielid', text: 'Een ouder, broer, zus of kind.' },
  seizure: { term: 'epileptische aanval', text: 'Een plotselinge storing in de hersenen, zoals bij epilepsie.' },
  aneurysm: { term: 'aneurysma', text: 'Een zwakke, uitgezakte plek in een bloedvat.' },
  'intracranial-pressure': { term: 'druk in de schedel', text: 'De druk binnen in de schedel.' },
  cardiovascular: {
    term: 'hart en bloedvaten',
    text: 'Iets van het hart of de bloedvaten, zoals een hartziekte of een beroerte.',
  },
  inpatient: {
    term: 'opgenomen patiënt',
    text: 'Iemand die in het ziekenhuis blijft slapen. Wie naar huis gaat, is poliklinisch.',
  },
  site: { term: 'locatie', text: 'Het ziekenhuis of de kliniek waar de trial plaatsvindt.' },
}
