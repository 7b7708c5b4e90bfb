import { createTermMatcher, type TermMatch, type TermMatcher } from './word-match.ts'

const matcher = (terms: readonly string[]): TermMatcher => createTermMatcher(terms.map((term) => ({ term, id: 'x' })))

/** Phrases that share their words with a setting below and mean something else. */
const NOT_PERI_OPERATIVE = [
  'anesthesia-masked',
  'anaesthesia-masked',
  'anesthesia-blinded',
  'anaesthesia-blinded',
  // People who work there, or have been there.
  'anesthesiologist*',
  'anaesthesiologist*',
  'anesthetist*',
  'anaesthetist*',
  'ICU staff',
  'ICU workers',
  'ICU nurses',
  'ICU survivors',
  'intensive care staff',
  'intensive care workers',
  'intensive care nurses',
  'intensive care survivors',
  // Veterans of it.
  'operation enduring freedom',
  'operation iraqi freedom',
  'operation new dawn',
  'military operations',
  'combat operations',
  'special operations',
  // Unwanted effects of a treatment.
  'sedation and dissociation',
  'dissociation and sedation',
  'sedation, dissociation',
]

const PERI_OPERATIVE = [
  'anesth*',
  'anaesth*',
  'anesthe*',
  'anesthés*',
  'anästhe*',
  'anestes*',
  'narcose',
  'narkose',
  'sedation',
  'sedative premedication',
  'sedatie',
  'sédation',
  'sedierung',
  'sedación',
  'sedazione',
  'premedicat*',
  'prämedikation',
  'perioperat*',
  'peri-operat*',
  'postoperat*',
  'post-operat*',
  'preoperat*',
  'pre-operat*',
  'intraoperat*',
  'intra-operat*',
  'postsurg*',
  'post-surg*',
  'postanesth*',
  'péri-opératoire',
  'périopératoire',
  'postopératoire',
  'post-opératoire',
  'préopératoire',
  'surgery',
  'surgeries',
  'surgical',
  'operation',
  'operations',
  'operatie*',
  'operativ*',
  'chirurg*',
  'chirurgie*',
  'cirugía',
  'quirúrgic*',
  'procedural pain',
  'pain, procedural',
  'emergence agitation',
  'emergence delirium',
  'intubation',
  'intubated',
  'mechanical ventilation',
  'mechanically ventilated',
  'intensive care',
  'ICU',
  'PACU',
  'cesarean',
  'caesarean',
  'cesarian',
  'keizersnede',
  'sectio caesarea',
  'kaiserschnitt',
  'césarienne',
  'cesárea',
  'taglio cesareo',
  'labor analgesia',
  'labour analgesia',
  'labor pain',
  'labour pain',
  'epidural',
  'spinal block',
  'nerve block',
  'parturient*',
  'patient-controlled',
  'postoperative analgesia',
  'opioid-free',
  'opioid-sparing',
  'endoscop*',
  'colonoscop*',
  'gastroscop*',
  'bronchoscop*',
  'hysteroscop*',
  'laparoscop*',
  'arthroscop*',
  'cystoscop*',
  'thoracoscop*',
  'ERCP',
  'abortion',
  'oocyte retrieval',
  'tonsillect*',
  'adenoidect*',
  'hysterect*',
  'mastect*',
  'hepatect*',
  'gastrect*',
  'colect*',
  'nephrect*',
  'thyroidect*',
  'prostatect*',
  'cholecystect*',
  'craniotom*',
  'thoracotom*',
  'laparotom*',
  'tracheotom*',
  'arthroplast*',
  'septoplast*',
  'dental extraction',
  'dental treatment',
  'dressing change',
  'emergency procedures',
  'painful procedures',
  'small procedures',
  'minor procedures',
  'fracture reduction',
  'hip fracture*',
  'transplantation',
  'cardiopulmonary bypass',
  'extubation',
  'PONV',
  'PCIA',
  'PCEA',
  'painless',
  'shivering',
  'lithotripsy',
  'circumcision',
  'hernia repair',
  'strabismus',
  'Allgemeinanästhesie',
  'Regionalanästhesie',
  'Spinalanästhesie',
  'Lokalanästhesie',
  'Vollnarkose',
  'Analgosedierung',
]

/** Drugs of the anaesthetist; midazolam and lidocaine are left out, they are also a placebo and a treatment of pain. */
const ANAESTHETICS = [
  'propofol',
  'ciprofol',
  'remimazolam',
  'dexmedetomidine',
  'dexmedetomidin',
  'sevoflurane',
  'sevofluran',
  'desflurane',
  'isoflurane',
  'etomidate',
  'thiopental',
  'sufentanil',
  'remifentanil',
  'alfentanil',
  'rocuronium',
  'succinylcholine',
  'ropivacaine',
  'bupivacaine',
  'levobupivacaine',
  'sugammadex',
]

const HEALTHY = [
  'healthy',
  'healthy volunteers',
  'healthy subjects',
  'gezonde vrijwilligers',
  'gezonde proefpersonen',
  'gezonde deelnemers',
  'gesunde Probanden',
  'gesunde Freiwillige',
  'gesunden Probanden',
  'volontaires sains',
  'sujets sains',
  'voluntarios sanos',
  'volontari sani',
  'meditators',
  'recreational drug users',
]
const NOT_HEALTHY = ['healthy controls', 'healthy control', 'mental healthcare', 'healthy comparison']

/** A question about the substance in the body, in whomever it is asked. */
const KINETICS = [
  'pharmacokinetic*',
  'pharmacokinets',
  'bioavailability',
  'bioequivalence',
  'mass balance',
  'drug-drug interaction*',
  'drug interaction*',
  'pharmacological interaction*',
  'interaction between',
  'food effect*',
  'abuse potential',
  'abuse liability',
  'cardiac repolarization',
  'cardiac repolarisation',
  'QT',
  'on-road driving',
  'dose-response relationship',
  'farmacokinetiek',
  'Pharmakokinetik',
  'pharmacocinétique',
  'farmacocinética',
  'farmacocinetica',
]

/** What a substance does to people, where no disorder is named. */
const MECHANISM = [
  'basic science',
  'mechanism of action',
  'mechanisms of action',
  'neurobiolog*',
  'neural',
  'neuroimaging',
  'fMRI',
  'brain mapping',
  'brain function',
  'neuroplasticity',
  'cognition',
  'cognitive function*',
  'memory',
  'memories',
  'emotion*',
  'social cognition',
  'social interaction',
  'prosocial',
  'empathy',
  'perception',
  'consciousness',
  'subjective experience',
  'subjective effects',
  'acute effects',
  'startle',
  'fear extinction',
  'receptor modulation',
  'receptor occupancy',
  'challenge',
  'music intervention',
  'role of music',
  'set and setting',
  'creativity',
  'sleep architecture',
  'EEG',
  'microdose',
  'influence of',
]

const POSTPARTUM = [
  'postpartum depress*',
  'post-partum depress*',
  'depression, postpartum',
  'postnatal depress*',
  'perinatal depress*',
  'maternal depression',
  'postpartum mood',
  'postpartale depressi*',
  'postpartale Depression*',
  'dépression du post-partum',
  'depresión posparto',
  'depressione post-partum',
]
/** Says that people who have a postpartum depression are treated for it. */
const POSTPARTUM_TREATED = [
  'treatment of postpartum',
  'treatment for postpartum',
  'treating postpartum',
  'treat postpartum',
  'with postpartum depress*',
  'with postnatal depress*',
  'with perinatal depress*',
]

/** Pain of which the kind is not said. */
const PAIN = [
  'pain',
  'analgesia',
  'pijn',
  'pijnbestrijding',
  'Schmerz',
  'Schmerzen',
  'douleur',
  'douleurs',
  'dolor',
  'dolore',
  'dolori',
]

/** Conditions that name no disorder: they never decide. */
const NO_DISORDER = [
  'mental health',
  'mental wellbeing',
  'mental well-being',
  'wellbeing',
  'well-being',
  'trauma',
  'quality of life',
  'psychedelic*',
  'hallucinogen*',
  'psychotherapy',
  'ecstasy',
  'elderly',
  'older patients',
  'older adults',
  'children',
  'adults',
  'adolescent*',
  'pregnancy',
  'treatment',
]

const ECT = [
  'ECT',
  'electroconvulsive',
  'electroconvulsietherapie',
  'Elektrokonvulsionstherapie',
  'électroconvulsivothérapie',
]

/** Removes matches that an exception covers, by giving both one id: the longer phrase wins. */
function without(terms: readonly string[], exceptions: readonly string[]): TermMatcher {
  const excepted = new Set(exceptions)
  const match = matcher([...terms, ...exceptions])
  return (text) => match(text).filter(({ term }) => !excepted.has(term))
}

const findSettings = without(PERI_OPERATIVE, NOT_PERI_OPERATIVE)
const findNotSettings = matcher(NOT_PERI_OPERATIVE)
/** Names of operations by their endings; blood letting, and dividing in two, are none. */
const OPERATION =
  /(?<!\p{L})(?!phlebotom|dichotom)\p{L}{3,30}(?:ectom(?:y|ies)|otomy|ostomy|oplasty|orrhaphy)(?!\p{L})/giu

/** The same, in a fraction of the time, of which most texts hold none. */
const MAY_BE_OPERATION = /ectom|otom|ostom|oplast|orrhaph/i

/** Words of anaesthesia, sedation, operations, deliveries and intensive care. */
export function findPeriOperative(text: string): readonly TermMatch[] {
  const settings = findSettings(text)
  if (!MAY_BE_OPERATION.test(text)) return settings
  const operations = [...text.matchAll(OPERATION)].map(({ 0: term, index }) => ({
    id: 'x',
    term,
    start: index,
    end: index + term.length,
  }))
  return [...settings, ...operations]
}

/** A title that says the anaesthetic hides what is given: its arms name anaesthesia for that reason. */
export const isMaskedByAnaesthesia = (text: string): boolean =>
  findNotSettings(text).some(({ term }) => /(?:masked|blinded)$/.test(term))
export const findAnaesthetics = matcher(ANAESTHETICS)
export const findHealthy = without(HEALTHY, NOT_HEALTHY)
export const findKinetics = matcher(KINETICS)
export const findMechanism = matcher(MECHANISM)
export const findPostpartum = matcher(POSTPARTUM)
export const findPostpartumTreated = matcher(POSTPARTUM_TREATED)
export const findPain = matcher(PAIN)
export const findNoDisorder = matcher(NO_DISORDER)
export const findEct = matcher(ECT)
