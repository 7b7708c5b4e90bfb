import type { CriteriaText, IdEvidence, IdReading, TrialRecord } from '../trial.ts'
import { readCriteria, type CriteriaItem } from './criteria.ts'
import { criterionMentions, mayMentionId, type CriterionMention } from './intellectual-disability.ts'
import { readOnce } from './record-notes.ts'
import { foldText, quoteAround } from './text-quote.ts'

/** How a trial treats people with an intellectual disability, read from its criteria by the rules below. */
interface Reading {
  reading: IdReading
  term: string
  start: number
  end: number
}

const REPRESENTATIVE =
  /\b(?:legal(?:ly)? (?:authori[sz]ed |acceptable |designated |appointed )?(?:representatives?|guardians?|surrogates?|caregivers?)|legally (?:authori[sz]ed|acceptable|designated) (?:person|individual)s?|lars?\b|surrogates?|next of kin|proxy|guardians?|wettelijke? vertegenwoordigers?|vertegenwoordigers?|voogd(?:en)?|curatoren?|mentoren?|gesetzliche[nrs]? (?:vertreter\w*|betreuer\w*|stellvertreter\w*)|betreuer\w*|sorgeberechtigt\w*|erziehungsberechtigt\w*|representants? lega(?:l|ux)|tuteurs?|titulaires? de l'autorite parentale|representantes? legal(?:es)?|tutor(?:es)?|rappresentant[ei] legal[ei]|tutor[ei])\b/
const PARENT =
  /\b(?:parents?|parental|mother|father|(?:signed by|from) (?:\w+ ){0,3}famil\w+|ouders?|ouderlijk\w*|eltern\w*|elterlich\w*|padres?|madres?|progenitor(?:es)?|genitor[ei])\b/
const CONSENT =
  /\b(?:consent\w*|permission|informed consent form|icf|toestemming\w*|instemming|einwillig\w*|zustimmung\w*|consentement|consentir|consentimiento|consenso|acconsent\w*)\b/
const REFUSED =
  /\b(?:refus\w*|unwilling\w*|declin\w*|disagree\w*|not (?:agree|consent|sign|willing)\w*|do(?:es)? not (?:agree|consent|sign|want)|no (?:signed )?(?:informed )?consent|without (?:signed |written )?(?:informed )?consent|lack of (?:informed )?consent|weiger\w*|ablehn\w*|verweiger\w*|rechaz\w*|rifiut\w*|negativa)\b/
// Exclusion of people for whom somebody else decides.
const PROTECTED =
  /\b(?:(?:under|subject to) (?:legal )?(?:guardianship|curatorship|tutorship|legal protection|protection)|guardianship|protected adults?|legally (?:incompetent|incapacitated)|legal incompetence|incapacitat\w*|mentally incompetent|incompetent to|deprived of (?:their )?liberty|onder (?:curatele|voogdij|bewind\w*|mentorschap)|curatele|wilsonbekwa\w*|handelingsonbekwa\w*|unter (?:gesetzlicher )?betreuung|gesetzliche[nrm]? betreuung|einwilligungsunfahig\w*|nicht einwilligungsfahig\w*|geschaftsunfahig\w*|sous (?:tutelle|curatelle|sauvegarde)|tutelle|curatelle|sauvegarde de justice|mesure de protection|majeurs? (?:proteges?|incapables?)|incapables? majeurs?|bajo tutela|incapacitad\w*|tutela legal|interdett\w*)\b/
const OWN_CONSENT =
  /\b(?:informed consent|written consent|consent forms?|give (?:\w+ ){0,3}consent|provide (?:\w+ ){0,3}consent|sign (?:\w+ ){0,3}consent|consent for themselves|(?:able|ability|capable|capacity|competent|unable|inability|incapable|lack\w*|impaired)(?: \w+){0,5} (?:to )?consent|capacity to (?:\w+ ){0,3}(?:consent|decide|understand)|(?:decision[- ]making|decisional|mental|legal) capacity|legally competent|(?:geinformeerde|schriftelijke) toestemming|toestemmings\w*|toestemming (?:te )?(?:kunnen )?geven|informed[- ]consent\w*|wilsbekwa\w*|einwilligungsfahig\w*|einwilligungs\w*|(?:schriftliche[nr]?|informierte[nr]?) (?:einwilligung|einverstandnis\w*)|einwilligung|consentement(?: libre| eclaire|\b)|consentir|apte a consentir|consentimiento informado|capacidad (?:de|para) (?:consentir|otorgar|dar)|consenso informato|capacita di (?:dare|fornire|esprimere))/
const CONSENT_WAIVED =
  /\b(?:waive\w*|deferred consent|consent (?:is |was )?not required|no consent (?:is )?required|withdr[ae]w\w*)\b/

const READING_DEMAND =
  /\b(?:(?:able|ability|capable|unable|inability|cannot|can ?not|can|must|incapable|sufficient\w*)(?: [\w,/'-]+){0,6} (?:read|reading|write)|(?:read|reading)(?: and|,| or|\/) ?(?:write|writing|understand|comprehend|speak|complete)|(?:speak|understand|write|comprehend)(?:,? and|,| or|\/) ?(?:\w+,? (?:and |or )?)?(?:read|write)\b|illitera\w*|litera(?:te|cy)\b|reading (?:level|ability|skills?|comprehension|grade)|(?:(?<!please )complet\w*|fill\w* (?:in|out)|answer\w*|respond to) (?:[\w-]+ ){0,5}(?:questionnaires?|self[- ]?(?:report|rat|assess|administer)\w*(?: [\w-]+){0,3}|patient[- ]reported outcome\w*|rating scales?|(?:written|online) (?:surveys?|forms?)|surveys?|diary|diaries)|(?:kunnen|kan|in staat)(?: [\w,]+){0,6} (?:te )?(?:lezen|schrijven)|lezen (?:en|of) (?:schrijven|begrijpen)|(?:niet|onvoldoende)(?: \w+){0,4} lezen|analfabe\w*|laaggeletterd\w*|vragenlijst(?:en)?(?: \w+){0,4} (?:in te vullen|invullen|beantwoorden)|(?:lesen|schreiben) (?:und|oder) (?:schreiben|lesen|verstehen)|(?:fahig\w*|fahigkeit|lage)(?: [\w,]+){0,6} (?:zu )?lesen|analphabet\w*|lesekompetenz|lesefahigkeit\w*|fragebog\w+(?: \w+){0,5} (?:auszufullen|ausfullen|zu beantworten|beantworten)|selbstbeurteilung\w*|(?:lire|ecrire)(?:,| et| ou)(?: \w+){0,2} (?:ecrire|comprendre|lire|parler)|(?:sachant|capables? de|savoir|incapables? de|apte a)(?: \w+){0,3} lire|illettr\w*|analphabet\w*|(?:remplir|completer|repondre a)(?: [\w-]+){0,5} (?:questionnaires?|auto-?questionnaires?|echelles?)|(?:leer|escribir)(?:,| y| o| e)(?: \w+){0,2} (?:escribir|comprender|entender|leer)|(?:capaz|capaces|saber|sepan?|incapaz|incapaces)(?: \w+){0,3} leer|analfabet\w*|(?:completar|rellenar|cumplimentar|responder)(?: [\w-]+){0,5} (?:cuestionarios?|escalas|autoinformes?)|leggere e (?:scrivere|comprendere)|(?:compilare|completare)(?: \w+){0,4} questionari)/
// The demand is on the carer, not on the participant.
const CARER_SUBJECT =
  /^(?:an? |the |identified |reliable )*(?:parents?|caregivers?|carers?|guardians?|legal (?:guardian|representative)s?|study partners?|informants?|ouders?|mantelzorgers?|verzorgers?|eltern|betreuungspersonen?|aidants?|cuidador(?:es)?)\b(?!(?: |\/|,)*(?:and|or|en|of|und|oder|et|ou|y|o)\b(?: \w+){0,2} (?:patient|participant|subject|child|deelnemer|kind|paciente))/

const at = (reading: IdReading, term: string, match: RegExpExecArray): Reading => ({
  reading,
  term,
  start: match.index,
  end: match.index + match[0].length,
})

// Cheap tests that spare most items the long patterns.
const MAY_CONSENT =
  /consen|permis|assent|guard|repres|\blar|surrog|proxy|\bkin\b|toestem|instem|verteg|voogd|curat|mentor|bewind|bekwa|einwill|zustim|einverst|vertret|betreu|berechtigt|geschaft|tute|tuto|tutr|autorit|sauveg|proteg|protect|majeur|capac|incap|incompe|compet|interd/
const MAY_READ =
  /read|writ|litera|illet|complet|fill|answer|respon|repon|speak|compre|underst|lez|schr|vragen|analph|analfa|lesen|lese|frageb|selbst|lire|ecri|rempl|leer|escrib|rellen|cumpl|legg|compil/

function readConsent({ side }: CriteriaItem, folded: string): Reading | null {
  if (!MAY_CONSENT.test(folded)) return null
  const protectedBy = side === 'inclusion' ? null : PROTECTED.exec(folded)
  const consent = CONSENT.exec(folded)
  const representative = REPRESENTATIVE.exec(folded) ?? (consent ? PARENT.exec(folded) : null)
  if (representative) {
    const alone = /^(?:legal(?:ly)? (?:authori[sz]ed|acceptable)|lars?$)/.test(representative[0])
    const refusedProxy =
      /\b(?:no|not|without|geen|niet|kein\w*|nicht|pas|sin)\b[^.;]{0,40}$/.test(
        folded.slice(0, representative.index),
      ) || /\b(?:not (?:be )?(?:allowed|permitted|accepted)|niet toegestaan|nicht (?:erlaubt|zulassig))\b/.test(folded)
    if (side === 'exclusion') {
      if (REFUSED.test(folded)) return at('representative-allowed', 'representative', representative)
      if (/\b(?:or|\/|and|of|oder|ou|o) ?(?:\w+ ){0,3}$/.test(folded.slice(0, representative.index)) && consent) {
        return at('representative-allowed', 'representative', representative)
      }
      return PARENT.test(representative[0]) ? null : at('own-consent', 'representative', representative)
    }
    if (refusedProxy && consent) return at('own-consent', 'own consent', consent)
    if (consent || alone) return at('representative-allowed', 'representative', representative)
  }
  if (protectedBy) return at('own-consent', 'legal protection', protectedBy)
  const own = CONSENT_WAIVED.test(folded) ? null : OWN_CONSENT.exec(folded)
  return own ? at('own-consent', 'own consent', own) : null
}

/** Names intellectual disability, or an IQ that reaches into it, without shutting anybody out. */
const speaksOfId = ({ polarity, tier, term }: CriterionMention): boolean =>
  (polarity === 'counts' || polarity === 'unclear') && (tier === 'named' || term === 'IQ limit')

function readItem(item: CriteriaItem, mentions: readonly CriterionMention[]): Reading[] {
  const folded = foldText(item.text)
  const readings: Reading[] = []
  for (const { polarity, namesId, term, start, end } of mentions) {
    if (polarity === 'excluded' && namesId) readings.push({ reading: 'excludes', term, start, end })
  }
  const consent = readConsent(item, folded)
  if (consent) readings.push(consent)
  const demand = !MAY_READ.test(folded) || CARER_SUBJECT.test(folded) ? null : READING_DEMAND.exec(folded)
  if (demand) readings.push(at('reading-demand', 'reading', demand))
  return readings
}

const LANGUAGES = new Set(['en', 'nl', 'de', 'fr', 'es', 'it'])
const COMMON_WORDS: readonly RegExp[] = [
  /\b(?:the|of|and|or|with|any|to)\b/g,
  /\b(?:het|een|van|en|of|met|geen)\b/g,
  /\b(?:der|die|und|oder|mit|von|eine?)\b/g,
  /\b(?:le|les|des|et|ou|avec|un)\b/g,
  /\b(?:el|los|las|y|o|con|una?)\b/g,
  /\b(?:il|gli|della|e|o|con|di)\b/g,
]

/** True when the text is in a language these rules read; without a language tag, when its small words say so. */
function isReadable(criteria: CriteriaText): boolean {
  if (criteria.lang !== null) return LANGUAGES.has(criteria.lang.toLowerCase().split(/[-_]/)[0] ?? '')
  const sample = foldText([criteria.combined, criteria.inclusion, criteria.exclusion].join(' ').slice(0, 2000))
  return COMMON_WORDS.some((words) => new Set(sample.match(words)).size >= 2)
}

const isHeld = (text: string | null): boolean => text !== null && text.trim() !== ''
const isFull = (criteria: CriteriaText): boolean =>
  isHeld(criteria.combined) || (isHeld(criteria.inclusion) && isHeld(criteria.exclusion))

type Add = (reading: IdReading, field: string, quote: string, term: string) => void

function readCopyNotes(record: TrialRecord, add: Add): void {
  const notes = record.copyNotes
  if (notes === null) return
  if (notes.idMention === 'excludes') add('excludes', 'copy notes', notes.idQuote ?? '', 'copy notes')
  const consentNote = notes.note ?? ''
  if (notes.guardianConsent === 'yes') add('representative-allowed', 'copy notes', consentNote, 'guardian consent')
  if (notes.guardianConsent === 'no') add('own-consent', 'copy notes', consentNote, 'guardian consent')
}

const FIELDS = {
  inclusion: 'inclusionCriteria',
  exclusion: 'exclusionCriteria',
  unknown: 'eligibilityCriteria',
} as const

interface Treatment {
  readings: readonly IdEvidence[]
  /** The criteria name intellectual disability in a way that none of the readings stands for: they ask for it, say. */
  speaksOfId: boolean
}

const NOTHING_READ: Treatment = { readings: [], speaksOfId: false }

const treatmentOf = readOnce((record): Treatment => {
  const found = new Map<string, IdEvidence>()
  let speaks = record.copyNotes?.idMention === 'includes'
  const add: Add = (reading, field, quote, term) => {
    const key = `${reading}\n${term}`
    const { registryId, recordId } = record
    if (!found.has(key)) found.set(key, { tier: null, reading, registryId, recordId, field, quote, term })
  }
  for (const criteria of record.criteria) {
    const mayMention = mayMentionId(criteria)
    for (const item of readCriteria(criteria)) {
      const mentions = mayMention ? criterionMentions(item.text, item.lead, item.side) : []
      speaks ||= mentions.some(speaksOfId)
      for (const { reading, start, end, term } of readItem(item, mentions)) {
        add(reading, FIELDS[item.side], quoteAround(item.text, start, end), term)
      }
    }
  }
  readCopyNotes(record, add)
  if (found.size === 0 && !speaks && record.criteria.some((criteria) => isFull(criteria) && isReadable(criteria))) {
    add('silent', 'eligibilityCriteria', '', '')
  }
  return found.size === 0 && !speaks ? NOTHING_READ : { readings: [...found.values()], speaksOfId: speaks }
})

/** True when the criteria name intellectual disability without excluding it: such a record is never "says nothing". */
export function criteriaSpeakOfId(record: TrialRecord): boolean {
  return treatmentOf(record).speaksOfId
}

/**
 * How the criteria of a record treat people with an intellectual disability, each reading with its line. `silent` only
 * when they are held in full, in a language the rules read, and speak of none of it. [] when no criteria are held, or
 * when they only ask for an intellectual disability: then its tier says what they say (`idMatches`).
 */
export function readIdTreatment(record: TrialRecord): readonly IdEvidence[] {
  return treatmentOf(record).readings
}
