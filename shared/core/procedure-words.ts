import { createTermMatcher, type TermMatch, type TermMatcher } from './word-match.ts'

/**
 * Words of examinations and procedures for which people are sedated. They say something only of a substance that is
 * also an anaesthetic: in a psilocybin trial a scan or a lumbar puncture is a measurement.
 */

const matcher = (terms: readonly string[]): TermMatcher => createTermMatcher(terms.map((term) => ({ term, id: 'x' })))

/** Done to people, hardly ever as a measurement of what a medicine does to their mood. */
const PROCEDURES = [
  'separation anxiety',
  'parental separation',
  'separation from parents',
  'separation from their parents',
  'scheidingsangst',
  'Trennungsangst',
  'mask acceptance',
  'mask compliance',
  'mask induction',
  'inhalational induction',
  'inhalation induction',
  'rapid sequence',
  'emergence',
  'lumbar puncture*',
  'spinal tap*',
  'lumbaalpunctie*',
  'Lumbalpunktion*',
  'ponction lombaire',
  'ponctions lombaires',
  'punción lumbar',
  'puntura lombare',
  'intrathecal',
  'cannulation',
  'canulation',
  'cannula insertion',
  'canulatie',
  'venipuncture*',
  'venepuncture*',
  'venapunctie',
  'Venenpunktion',
  'venous access',
  'IV access',
  'intravenous access',
  'line placement',
  'PICC',
  'catheter*',
  'hartkatheter*',
  'Herzkatheter*',
  'Katheter*',
  'cathéter*',
  'cateter*',
  'biops*',
  'Biopsie*',
  'bone marrow',
  'beenmerg*',
  'Knochenmark*',
  'auditory brainstem',
  'brainstem auditory',
  'brainstem evoked',
  'ABR',
  'BERA',
  'hearing test*',
  'hearing screening',
  'hearing assessment',
  'audiometr*',
  'gehooronderzoek',
  'Hörtest*',
  'echocardiogra*',
  'echocardiografie',
  'Echokardiogra*',
  'échocardiogra*',
  'ecocardiogra*',
  'cardioversion',
  'radiofrequency ablation',
  'catheter ablation',
  'angiogra*',
  'embolization',
  'embolisation',
  'dental',
  'dentistry',
  'dentist*',
  'tooth',
  'teeth',
  'molar*',
  'pulp therapy',
  'tandheelkund*',
  'tandarts*',
  'zahn*',
  'dentaire*',
  'odontolog*',
  'odontoiatri*',
  'burn',
  'burns',
  'brandwond*',
  'Verbrennung*',
  'brûlure*',
  'quemadura*',
  'ustion*',
  'wound dressing*',
  'wound care',
  'dressing change*',
  'change of dressing*',
  'dressings',
  'debridement',
  'débridement',
  'verbandwissel*',
  'Verbandwechsel*',
  'pansement*',
  'blood draw*',
  'blood sampling',
  'blood collection',
  'vaccination*',
  'immunisation*',
  'immunization*',
  'bronchoalveolar',
  'central line*',
  'uncooperative',
  'puncture*',
  'stenting',
  'angioplasty',
  'sutur*',
  'laceration*',
  'incision and drainage',
  'abscess drainage',
  'chest tube*',
  'closed reduction',
  'fracture*',
  'dislocation*',
  'joint injection*',
  'toxin injection*',
  'intravitreal',
  'ophthalmic examination*',
  'ophthalmologic examination*',
  'ophthalmological examination*',
  'eye examination*',
  'fundus examination*',
  'retinopathy of prematurity',
  'oogonderzoek',
  'Augenuntersuchung*',
  'cystourethrogra*',
  'urodynamic*',
  'nasogastric',
  'laryngeal mask*',
  'intubatie',
  'intubación',
  'intubazione',
  'Einleitung der Narkose',
  'during labor',
  'during labour',
  'vaginal delivery',
  'invasive procedure*',
  'diagnostic procedure*',
  'therapeutic procedure*',
  'interventional procedure*',
  'medical procedure*',
  'outpatient procedure*',
  'bedside procedure*',
  'painful procedure*',
  'procedural',
  'procedure-related',
  'medische ingreep',
  'medische ingrepen',
]
/** Phrases that share words with the list and mean an illness, a measurement or a role-play. */
const NO_PROCEDURE = [
  'separation anxiety disorder*',
  'emergence of',
  'treatment-emergence',
  'procedural memory',
  'procedural learning',
  'sham procedure*',
  'muscle biopsy',
]

/** Also a way to measure what a medicine does. */
const IMAGING = [
  'MRI',
  'MR imaging',
  'magnetic resonance',
  'CT scan*',
  'CT examination*',
  'computed tomography',
  'X-ray*',
  'PET-CT',
  'PET/CT',
  'PET/MRI',
  'MRI/CT',
  'CT/MRI',
  'ultrasonogra*',
  'ultrasound',
  'EEG',
  'electroencephalogra*',
  'elektroencefalogra*',
  'Elektroenzephalogra*',
  'électroencéphalogra*',
  'polysomnogra*',
  'evoked potential*',
  'electromyogra*',
  'nerve conduction',
  'MRT',
  'IRM',
  'Kernspintomogra*',
  'Magnetresonan*',
  'magneetresonantie*',
  'resonancia magnética',
  'risonanza magnetica',
  'résonance magnétique',
]
/** Measured brains, not patients who must lie still. */
const MEASURED = [
  'functional MRI',
  'functional magnetic resonance',
  'fMRI',
  'resting state',
  'connectivity',
  'spectroscopy',
  'biomarker*',
  'predictor*',
  'prediction',
  'correlates',
  'brain network*',
  'neural',
  'neuroimaging',
  'glutamate',
  'plasticity',
  'neuroplasticity',
]

/** Mean something only after a word such as "before" or "undergoing". */
const GENERAL = [
  'procedure*',
  'imaging',
  'examination*',
  'CT',
  'radiotherapy',
  'radiation therapy',
  'emergency department*',
  'emergency room*',
  'spoedeisende hulp',
  'Notaufnahme',
  'scan',
  'scans',
  'scanning',
  'testing',
  'tests',
  'induction',
  'ingreep',
  'ingrepen',
  'onderzoek in het ziekenhuis',
  'inleiding',
  'Eingriff*',
  'Untersuchung*',
  'Einleitung',
  'procédure*',
  'examen',
  'examens',
  'procedimiento*',
  'procedur*',
  'esame',
  'esami',
]
/** The first weeks of a course of treatment, and tests of the mind. */
const NOT_GENERAL = [
  'induction phase*',
  'induction period*',
  'induction treatment*',
  'induction therapy',
  'induction dos*',
  'induction and maintenance',
  'induction and continuation',
  'induction of response',
  'induction of remission',
  'mood induction',
  'fear induction',
  'neuropsychological testing',
  'cognitive testing',
  'neuropsychological tests',
  'cognitive tests',
  'neuropsychological examination*',
  'study procedure*',
]

/** Matches of the terms that no exception overlaps. */
function clearOf(terms: readonly string[], exceptions: readonly string[]): TermMatcher {
  const find = matcher(terms)
  const findExceptions = matcher(exceptions)
  return (text) => {
    const found = find(text)
    if (found.length === 0) return found
    const excepted = findExceptions(text)
    let next = 0
    return found.filter(({ start, end }) => {
      while ((excepted[next]?.end ?? Infinity) <= start) next += 1
      const exception = excepted[next]
      return exception === undefined || exception.start >= end
    })
  }
}

/** Names of procedures by their endings: looking into (bronchoscopy) and draining (thoracentesis). */
const BY_ENDING =
  /(?<!\p{L})(?!micro|spectro|tele|stereo)\p{L}{3,24}(?:scop(?:y|ies|ie|ía|ia|ische)|centesis|punctie|punktion)(?!\p{L})/giu
/** Every match of a pattern, as matches of terms. */
export const byPattern = (pattern: RegExp, text: string): TermMatch[] =>
  Array.from(text.matchAll(pattern), ({ 0: term, index }) => ({
    id: 'x',
    term,
    start: index,
    end: index + term.length,
  }))

const findListed = clearOf(PROCEDURES, NO_PROCEDURE)
/** Procedures that say by themselves what an anaesthetic is given for. */
export function findProcedures(text: string): TermMatch[] {
  return [...findListed(text), ...byPattern(BY_ENDING, text)]
}

export const findImaging = matcher(IMAGING)
export const findGeneral = clearOf(GENERAL, NOT_GENERAL)
/** Says that brains are measured. */
export const findMeasured = matcher(MEASURED)
