import type { CriteriaSide } from './criteria-headings.ts'

/**
 * What the sentence around a mention does with it. `counts`: the trial takes or studies it. `excluded`: it is shut out.
 * `unclear`: the text does not say which. `ignored`: it is about somebody else (a relative) or only explains something.
 */
export type Polarity = 'counts' | 'excluded' | 'unclear' | 'ignored'

const WINDOW = 300
const HARD_END =
  /(?<!\b(?:e\.g|i\.e|eg|ie|vs|incl|approx|bijv|bv|z\.b|d\.h|p\. ?ej|p\. ?ex|m\.n|o\.a|no|nr))[.!?]\s+|[•\n]/g

// Words that look like a negation and are none.
const PSEUDO =
  /\b(?:not (?:limited to|only|necessarily|exclusively)|whether or not|with (?:and|or|and\/or) without|with\/without|(?:no|not) (?:more|less|later|younger|older|fewer|longer|earlier|lower|higher|worse|better) than|not? restrict\w*|exclusive(?:ly)?|niet alleen|met (?:of|en) zonder|niet (?:ouder|jonger|meer|minder) dan|nicht nur|mit (?:oder|und) ohne|avec (?:ou|et) sans|non seulement|pas seulement|con (?:o|y) sin|no solo|con (?:o|e) senza|non solo|regardless of|independent of|non(?=-))/g
const RELATIVE =
  /\b(?:family histor\w*|familial history|familiegeschiedenis|familieanamnese|familienanamnese|antecedents? familiaux|antecedentes familiares|anamnesi familiare|(?:first|1st)[- ]degree (?:relative|family)\w*|relatives? (?:with|who)|family members? (?:with|who)|(?:siblings?|brothers?|sisters?) (?:with|of|who))\b/
const CARER_NOUN =
  '(?:parents?|mothers?|fathers?|care-?givers?|care-?takers?|carers?|guardians?|families|spouses|partners|staff|personnel|employees|professionals|clinicians|therapists|physicians|doctors|nurses?|teachers?|educators?|aides|workers?|assistants|providers?|supporters|ouders?|moeders?|vaders?|mantelzorgers?|verzorgers?|verzorgenden|begeleiders?|verpleegkundigen?|leraren|leerkrachten|docenten|medewerkers|hulpverleners|zorgverleners|personeel|eltern|mutter|lehrer\\w*|pfleger\\w*|pflegekrafte\\w*|pflegepersonal|pflegepersonen|fachkrafte\\w*|personal|angehorige\\w*|aidants?|meres?|soignants?|infirmier\\w*|enseignants?|professionnels|padres|madres|cuidadores|enfermer\\w*|maestros|profesores|profesionales|genitori|infermieri|insegnanti|operatori)'
const CARE_VERB =
  '(?:who|that|caring|cares?|working|works?|supporting|supports?|teaching|treating|looking after|responsible|living|serving|die|zorgend\\w*|werkend\\w*|werkzaam|betreuen\\w*|arbeiten\\w*|qui|travaillant|accompagnant|que|trabajan|che|lavorano)'
const CARER = new RegExp(
  `\\b${CARER_NOUN}\\b(?: (?:or|and|of|und|oder|et|ou|y|o|e) (?:legal )?\\w+)?(?:,? ${CARE_VERB}\\b[^.;:]{0,40})? (?:of|for|with|to|who have|who has|van|voor|von|fur|mit|de|des|d'|di|met|con|avec|supporting|teaching|treating|after|betreuen\\w*)\\b[^.;:]{0,60}$|\\b${CARER_NOUN} (?:working )?(?:in|bij|bei|im|dans|en)(?: the)?(?: field of| area of)? $|\\b(?:caring|care-?giving) for\\b[^.;:]{0,60}$`,
)
const CARER_SUBJECT = new RegExp(
  `^\\P{L}*(?:(?:the|both|one of the|either|any|all|de|beide|die|les|los|i) ){0,2}${CARER_NOUN}(?: (?:or|and|of|und|oder|et|ou|y|o|e|en) ${CARER_NOUN})?,? (?:must|should|shall|may|do|does|did|can|cannot|have|has|having|who|that|is|are|without|diagnosed|not|moeten|mogen|hebben|durfen|haben|ne|ont|no|deben|tienen|non|devono|hanno)\\b(?!.*\\b(?:patients?|subjects?|participants?|child(?:ren)?|sons?|daughters?|adolescents?|minors?|kind(?:eren)?|kinder|deelnemers?|enfants?|hijos?|ninos?|figli\\w*|bambini)\\b)`,
  'u',
)
const CONSENT =
  /\b(?:consent\w*|assent|permission|sign\w*|agree\w*|authori[sz]\w*|toestemming\w*|instemm\w*|einwillig\w*|zustimm\w*|consentement|consentimiento|consenso|autori[sz]\w*)\b/
const EXPLAINED =
  /\b(?:not|niet|nicht|non|no|pas|rather)\b(?: \w+){0,3}? (?:explained|accounted|attributable|attributed|due|caused|secondary|related|than|verklaard|toe te schrijven|verklaren|erklar\w*|explique\w*|explicad\w*|attribu\w*|spiegat\w*)\b[^.;:]{0,40}$|\b(?:unless|except(?:ing)?|excepted|other than|apart from|tenzij|behalve|anders dan|es sei denn|ausser|sauf|excepto|salvo|tranne|eccetto)\b(?: [\w,]+){0,6}? (?:explained|accounted|attributable|attributed|due|caused|secondary|as a result|because|als gevolg|veroorzaakt|bedingt|verursacht|dus?|dues?|debidos?|debidas?|dovut[aoei])\b[^.;:]{0,40}$|\bunrelated to [^.;:]{0,40}$/

const EXCLUDED_STEM =
  'exclu(?!siv)\\w*|uitgesloten|uitsluit\\w*|exclusie\\w*|ausgeschlossen\\w*|ausschlu\\w*|ausschlie\\w*|esclus\\w*|esclud\\w*'
const NO_WORDS =
  'no|not|negative(?: \\w+){0,3} (?:for|of)|never|neither|nor|none|denies|without|absen(?:ce|t)|free|geen|niet|nooit|negatieve?(?: \\w+){0,2} (?:voor|op)|noch|kein\\w*|nicht|nie|weder|pas|aucun\\w*|jamais|ni|ningun\\w*|nunca|tampoco|nessun\\w*|non|cannot'
const NOT_EXCLUDED = new RegExp(
  `\\b(?:not|no|never|niet|geen|nicht|kein\\w*|pas|non|ne)\\b[^.:;]{0,40}\\b(?:${EXCLUDED_STEM})`,
)

const CUES: readonly {
  kind: 'admitted' | 'excluded' | 'except' | 'strong' | 'modal' | 'verb' | 'no'
  pattern: RegExp
}[] = [
  { kind: 'admitted', pattern: new RegExp(NOT_EXCLUDED.source, 'g') },
  {
    kind: 'excluded',
    pattern: new RegExp(
      `\\b(?:${EXCLUDED_STEM}|ineligible|not (?:be )?eligible|rule[sd]? out|ruling out|disqualif\\w*|niet in aanmerking|no elegibles?)`,
      'g',
    ),
  },
  {
    kind: 'except',
    pattern:
      /\b(?:except(?:ing|ions?)?(?: (?:for|of))?|(?<=\w[\w ,)]{3,})(?:excluding|excluyendo|escludendo)|exception of|other than|apart from|unless|behalve|met uitzondering van|anders dan|tenzij|uitgezonderd|au(?:ss|ß)er|ausgenommen|mit ausnahme|sauf|excepte|hormis|a l'exception|excepto|salvo|a excepcion|eccetto|tranne|ad eccezione)\b/g,
  },
  {
    kind: 'strong',
    pattern:
      /\b(?:without|absence of|lack(?:s|ing)?(?: of)?|free (?:of|from)|(?:do|does|did) ?n[o']t have|not having|not diagnosed|zonder|afwezigheid van|ontbreken van|ohne|fehlen|sans|absence d[e']?|sin|ausencia|senza|assenza)\b/g,
  },
  {
    kind: 'modal',
    pattern:
      /\b(?:(?:must|should|may|shall|can|do|does|did|will|moet\w*|mag|mogen|darf|durfen|deben?|debe|doit|doivent|devono) (?:not|niet|nicht|pas|no|non)|n'ont pas|ne doi\w+ pas|no deben?|non devono|non deve)\b/g,
  },
  {
    kind: 'verb',
    pattern:
      /\b(?:unable|inability|incapable|cannot|not able|can't|unwilling\w*|not(?= \w+ing\b)|niet in staat|nicht in der lage|incapa\w+)\b/g,
  },
  { kind: 'no', pattern: new RegExp(`\\b(?:${NO_WORDS})\\b`, 'g') },
]

const BREAK =
  /\b(?:but|however|although|though|yet|maar|echter|hoewel|aber|jedoch|sondern|mais|cependant|pero|sino|tuttavia)\b|,\s*(?:with|who|having|diagnosed|met|mit|avec|ayant|con)\b|\b(?:and|en|und|et|y|e) (?:with|who|has|have|having|is|are|must|diagnosed|heeft|hebben|met|hat|haben|mit|avec|a|ont|ayant|con|tiene|ha|hanno)\b/
const CAUSAL =
  /\b(?:because of|due to|owing to|as a result of|caused by|secondary to|door|wegens|vanwege|als gevolg van|wegen|aufgrund|infolge|en raison|a cause de|du fait|debido a|a causa)\b/
const ALSO_WITH = /\b(?:with|met|mit|avec|con)\b/

const OTHER_SUBJECT =
  /\b(?:patients?|subjects?|participants?|children|adolescents?|those|individuals|people|persons|anyone|patienten|deelnemers|kinderen|kinder|personen|enfants|pacientes|ninos|pazienti)\b/
const AFTER_EXCLUDED =
  /\b(?:excluded|exclusion(?:ary)?|exclud(?:es|ing)? (?:the )?(?:patient|participant|subject|child)\w*|ineligible|(?:not|n't) (?:be )?(?:eligible|allowed|permitted|accepted|included|enrol\w*|recruited|considered)|(?:can|may|must|will|should) ?not (?:take part|participate|be included|be enrol\w*|enter|join|be recruited)|cannot (?:take part|participate|be included|be enrol\w*|enter|join)|disqualif\w*|is absent|ruled out|uitgesloten|uitsluit\w*|niet (?:deelnemen|meedoen|toegestaan|toegelaten|geincludeerd)|ausgeschlossen|ausschlu\w*|nicht (?:teilnehmen|zugelassen|eingeschlossen|erlaubt)|exclus(?:e|es)?|ne (?:peuvent|pourront|seront) pas|non inclus\w*|excluid\w*|no (?:podran|pueden|seran)|esclus\w*|non (?:possono|potranno|saranno))\b/
const AFTER_ADMITTED =
  /\b(?:(?:is|are|be|also) (?:also )?(?:allowed|permitted|eligible|accepted|acceptable|included|enrolled|recruited|welcome)|(?:can|may) (?:also )?(?:take part|participate|be included|be enrol\w*|join|enrol\w*)|mogen (?:ook )?(?:meedoen|deelnemen)|(?:komen|komt) in aanmerking|toegestaan|(?:konnen|durfen) (?:auch )?teilnehmen|eingeschlossen werden|zugelassen|peuvent (?:etre inclus|participer)|sont inclus|pueden participar|seran incluidos|possono partecipare|allowed|permitted)\b/
const POPULATION =
  /\b(?:must (?:have|be|meet)|should have|eligible|inclusion|(?:will|can|may|to) be (?:included|enrol\w*|recruited)|(?:are|were) (?:included|enrol\w*|recruited)|participants are|population|aged|years? of age|\d+[- ]years?[- ]old|komen in aanmerking|worden geincludeerd|in de leeftijd|jaar oud|im alter|werden (?:eingeschlossen|aufgenommen)|ages? de|seront inclus|se incluira\w*|de edad)\b/

/** The part of the sentence before the mention. In "No history of: a; b; mention" the opening words are kept. */
function clauseBefore(text: string, start: number): string {
  const window = text.slice(Math.max(0, start - WINDOW), start)
  let from = 0
  for (const match of window.matchAll(HARD_END)) from = match.index + match[0].length
  const sentence = window.slice(from)
  const cut = sentence.lastIndexOf(';')
  if (cut < 0) return sentence
  const colon = sentence.indexOf(':')
  const opening = colon >= 0 && colon < sentence.indexOf(';') ? sentence.slice(0, colon + 1) : ''
  return `${opening} ${sentence.slice(cut + 1)}`
}

/** The part of the sentence behind the mention, without what stands in brackets. */
function clauseAfter(text: string, end: number): string {
  const window = text.slice(end, end + WINDOW)
  const stop = /(?<!\b(?:e\.g|i\.e|incl|vs))[.!?](?:\s|$)|[;•\n]/.exec(window)
  return (stop ? window.slice(0, stop.index) : window).replace(/\([^)]{0,200}\)?/g, ' ')
}

const mask = (text: string): string => text.replace(PSEUDO, (word) => '_'.repeat(word.length))

function isBroken(kind: string, between: string): boolean {
  if (BREAK.test(between)) return true
  return kind === 'verb' && (CAUSAL.test(between) || ALSO_WITH.test(between))
}

/** The last word before the mention that still governs it, and whether "excluded" opened the sentence. */
function governing(before: string): { last: string | null; opensExcluded: boolean } {
  let last: { kind: string; index: number } | null = null
  let opensExcluded = false
  for (const { kind, pattern } of CUES) {
    for (const match of before.matchAll(pattern)) {
      const end = match.index + match[0].length
      if (isBroken(kind, before.slice(end))) continue
      if (kind === 'excluded') opensExcluded = true
      // Earlier kinds are more specific: they win over a later kind that lies inside them.
      if (last === null || end > last.index) last = { kind, index: end }
    }
  }
  return { last: last?.kind ?? null, opensExcluded }
}

function byCue(cue: string, side: CriteriaSide): Polarity {
  if (cue === 'admitted') return 'counts'
  if (cue === 'excluded') return 'excluded'
  if (cue === 'except') return side === 'exclusion' ? 'counts' : side === 'inclusion' ? 'excluded' : 'unclear'
  // "Exclusion: children without intellectual disability" asks for it, if it is meant so; "Exclusion: no intellectual
  // disability" is a list that was written carelessly.
  if (cue === 'strong' && side === 'exclusion') return 'unclear'
  return 'excluded'
}

// A questionnaire that bears the name ("Intellectual Disability Screening Questionnaire") says nothing of who takes part.
const INSTRUMENT =
  /^(?:[ -](?!(?:and|or|with|who|on|by|in|at|as|is|are|has|have|according|assessed|measured|defined|confirmed|using|per|based)\b)[a-z]+){0,5}[ -](?:questionnaires?|scales?|inventor(?:y|ies)|check-?lists?|interview|survey|schedule|instrument)\b/
// A limit on it does: "score below 43 on the ... Questionnaire".
const OUTCOME_OF_TEST =
  /\b(?:scor\w*|positive|below|under|above|over|cut-?off|threshold|indicat\w*|less|lower|higher|more|at least|according|meet\w*)\b|[<>≤≥]/

/** A mention that is part of the name of an instrument: ignored, or unclear where the line asks for its result. */
function asInstrument(before: string, after: string): Polarity | null {
  if (!INSTRUMENT.test(after)) return null
  return OUTCOME_OF_TEST.test(before) || OUTCOME_OF_TEST.test(after) ? 'unclear' : 'ignored'
}

// "non-intellectually disabled"
const PREFIXED = /\bnon-?\s?$/
const BRACKETED_EXCLUSION = /^\s*[([]\s*(?:exclu\w*|exclusie\w*|ausschluss\w*|not allowed|not eligible)\s*[)\]]/

/** Polarity of the mention at [start, end) of a folded criterion that stands on `side`. Constant time per mention. */
export function criterionPolarity(folded: string, start: number, end: number, side: CriteriaSide): Polarity {
  if (PREFIXED.test(folded.slice(Math.max(0, start - 8), start))) return side === 'exclusion' ? 'unclear' : 'excluded'
  if (BRACKETED_EXCLUSION.test(folded.slice(end, end + 40))) return 'excluded'
  const before = mask(clauseBefore(folded, start))
  const after = mask(clauseAfter(folded, end))
  if (RELATIVE.test(before)) return 'ignored'
  const instrument = asInstrument(before, after)
  if (instrument !== null) return instrument
  if (CARER.test(before) && !CONSENT.test(before) && !CONSENT.test(after)) {
    return side === 'exclusion' ? 'ignored' : 'unclear'
  }
  if (EXPLAINED.test(before)) return 'ignored'

  const polarity = ofClause(before, after, side)
  // "Parents must not have an intellectual disability" shuts out no participant, and asks for none.
  if (!CARER_SUBJECT.test(before)) return polarity
  return polarity === 'excluded' ? 'ignored' : 'unclear'
}

function ofClause(before: string, after: string, side: CriteriaSide): Polarity {
  const excludedAt = AFTER_EXCLUDED.exec(after)
  const related = (match: RegExpExecArray): boolean => !OTHER_SUBJECT.test(after.slice(0, match.index))
  if (excludedAt && related(excludedAt)) return NOT_EXCLUDED.test(after) ? 'counts' : 'excluded'
  const admittedAt = AFTER_ADMITTED.exec(after)
  if (admittedAt && related(admittedAt)) return 'counts'

  const { last, opensExcluded } = governing(before)
  if (last !== null) return byCue(last, last === 'except' && opensExcluded ? 'exclusion' : side)
  if (side === 'inclusion') return 'counts'
  if (side === 'exclusion') return 'excluded'
  return POPULATION.test(before) || POPULATION.test(after) ? 'counts' : 'unclear'
}

const NEAR_NEGATION = new RegExp(
  `\\b(?:${NO_WORDS}|except|excluding|other than|zonder|ohne|sans|sin|senza)(?: [\\w-]+){0,2} (?:an? )?$`,
)

/** Polarity in a title, condition or keyword: only a negation right before the mention counts. */
export function labelPolarity(folded: string, start: number, end: number): Polarity {
  if (PREFIXED.test(folded.slice(Math.max(0, start - 8), start))) return 'excluded'
  const before = mask(folded.slice(Math.max(0, start - 100), start))
  if (NEAR_NEGATION.test(before)) return 'excluded'
  if (RELATIVE.test(before)) return 'ignored'
  const instrument = asInstrument(before, folded.slice(end, end + 120))
  if (instrument !== null) return 'unclear'
  return CARER.test(before) ? 'unclear' : 'counts'
}
