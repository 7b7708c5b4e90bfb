import { foldText } from './text-quote.ts'

/**
 * Finds talk of medicines in criteria, so that "never stop or change a medicine in order to qualify" stands wherever a
 * trial asks for a washout or excludes medicines. English, Dutch, German and French. It rather finds too much than too
 * little: a warning too many does no harm.
 */
export interface MedicineWords {
  /** A time without a medicine, or stopping or tapering one, is named. */
  washout: boolean
  /** Medicines are named at all. */
  medicine: boolean
}

const WASHOUT =
  /\bwash(?:ed)?[- ]?(?:ing[- ])?out|\bwashing out\b|\btaper|\bdiscontinu|\b(?:stop|stopped|stopping|cease|cessation|withh[eo]ld\w*|wean\w*|come off|go off|drug[- ]free|medication[- ]free|medicine[- ]free|abstain\w*|refrain\w*)\b|\bhalf[- ]?li(?:fe|ves)\b|\buitwas|\bafbouw|\bafgebouwd|\bstaken\b|\bgestaakt|\bstoppen met\b|\bgestopt met\b|\bmedicatievrij|\bhalfwaardetijd|\bhalveringstijd|\bauswasch|\bausschleich|\babsetz|\babgesetzt|\babzusetzen|\bhalbwertszeit|\bfenetre therapeutique|\bperiode de (?:lavage|sevrage)|\bsevrage (?:medicamenteux|therapeutique)|\barret (?:du|des|d'un) (?:traitement|medicament)|\bdemi[- ]vie/

const GROUPS =
  /\bmedicat|\bmedicin|\bmedicijn|\bgeneesmiddel|\bmedicament|\bmedikament|\bmedikation|\barzneimittel|\bpharmac[eo]t|\bpharmacolog|\bfarmacolog|\bpsychopharm|\bpsychofarmac|\bpsychotrop|\banti-?depress|\banti-?psychot|\banti-?epilep|\banti-?convuls|\banti-?coag|\banti-?hypertens|\banti-?histamin|\banti-?emetic|\banti-?retrovir|\bantibiotic|\banxiolytic|\bneurolept|\bbenzodiazep|\bbarbiturat|\bhypnotics?\b|\bsedatives?\b|\bopioid|\bopiat|\bstimulants?\b|\bpsychostimul|\bmood[- ]stabili|\bstemmingsstabili|\blithium|\bvalpro|\bssris?\b|\bsnris?\b|\btcas?\b|\bmao[- ]?[iabh]|\bmonoamine|\btricycli|\btrizykli|\bserotonergi|\btriptans?\b|\bcyp ?\d|\binhibitors?\b|\bremmers?\b|\bhemmer\b|\bcorticosteroid|\bcortico|\bsteroids?\b|\bthyroxin|\blevothyrox|\bconcomitant (?:therap|treatment|use)|\btraitements? (?:concomitant|medicamenteux|psychotrope|antidepresseur|par)|\bprescri(?:bed|ption)|\bcurrent(?:ly)? (?:treat|tak|us|receiv)|\binvestigational (?:drug|product|agent|medic)|\bprohibited\b/

// Names of medicines end alike in many languages: -oxetine, -pram, -azepam, -statin, -prazole.
const NAMES =
  /\b\w{2,}(?:oxetine?|alopram|azodone?|triptyline?|ipramine?|azepam|azolam|zolpidem|zopiclone?|iapine?|peridone?|piprazole?|lafaxine?|rtraline?|oxamine?|trigine|gabaline?|pentine?|phenidate?|fetamine?|phetamine?)\b|\b(?:bupropion|mirtazapin\w*|trazodon\w*|buspiron\w*|clozapin\w*|haloperidol|naltrexon\w*|disulfiram|methadon\w*|buprenorphin\w*|modafinil|tramadol|sildenafil|warfarin\w*|prazosin)\b/

// "Drug" means a medicine as well as cocaine: not before "abuse" or after "illicit".
const DRUG =
  /\b(?<!(?:illicit|illegal|recreational|street|of) )drugs?\b(?! ?(?:abuse|misuse|use|addict|depend|screen|test|toxic|of abuse|user|or alcohol))/

/** What a text says of medicines. Linear in its length. */
export function medicineWords(text: string): MedicineWords {
  const folded = foldText(text)
  const medicine = GROUPS.test(folded) || NAMES.test(folded) || DRUG.test(folded)
  // "Has stopped smoking" is no washout; without a medicine only the words that mean nothing else count.
  const washout = WASHOUT.test(folded) && (medicine || /\bwash[- ]?out|\bhalf[- ]?li|\buitwas|\bauswasch/.test(folded))
  return { washout, medicine: medicine || washout }
}

const READ = /^(?:en|nl|de|fr)\b/i

/**
 * Whether criteria need the warning. A text in a language these rules do not read gets it always. `lang`: BCP 47 tag of
 * the criteria; null when the register does not say, and then the rules are used.
 */
export function needsMedicineWarning(criteria: readonly string[], lang: string | null): boolean {
  if (criteria.length === 0) return false
  if (lang !== null && !READ.test(lang)) return true
  return criteria.some((text) => medicineWords(text).medicine)
}
