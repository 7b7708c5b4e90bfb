/**
 * Places where a text names a substance that it does not say is given: the namesake of a placebo ("psilocybin-matched
 * placebo"), something left out ("no esketamine") or stopped, or a half of a racemate ("racemic mixture of esketamine
 * and arketamine"). Read in the words right beside the name; anything further off does not count.
 */

const BEFORE = 90
const AFTER = 60

/** Blanks, brackets, quotation marks and hyphens: no comma, stroke or plus, which put two things beside each other. */
const GAP = `[\\s()\\[\\]"'’“”„«»-]`
const FORMS =
  'nasal|intranasal|oral|intravenous|iv|spray|neusspray|capsules?|tablets?|pills?|solution|injection|infusion|hydrochloride|treatment|therapy'
const PLACEBO = '(?:placebos?|sham|nepmiddel|scheinpräparat)'

/** "Esketamine placebo", "Psilocybin-matched placebo", "MDMA (placebo)"; not "psilocybin placebo-controlled". */
const PLACEBO_AFTER = new RegExp(
  `^(?:(?:-|[)\\]]?\\s+)(?:${FORMS}|match(?:ed|ing)|identical|equivalent|like|look-?alike)){0,4}(?:-|[)\\]]?\\s+|[)\\]]?\\s*[(\\[]\\s*)(?:match(?:ed|ing)\\s+)?${PLACEBO}(?![\\p{L}\\p{N}]|[\\s-]*(?:control|contrôl|compar|gecontroleerd|kontrolliert))`,
  'iu',
)

/** "Placebo (for psilocybin)", "placebo to match esketamine"; not "active placebo MDMA", nor "from placebo to MDMA". */
const PLACEBO_BEFORE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<!(?:acti[a-z]{1,4}|aktiv[a-z]{0,2}|from|switch|switched)[\\s-])${PLACEBO}(?:${GAP}+(?:${FORMS}|match(?:ed|ing|es)?|identical|similar|equivalent|corresponding|comparable|resembling|mimicking|version|in\\s+appearance|to|for|of|the|voor|van|het|für|zu|zum|von|pour|du|de|des|la|le|l|d|para|per|di|del|della)){0,7}${GAP}*$`,
  'iu',
)

const NONE = [
  'no|not|non|without|never|excluding|except|(?:instead|free|absence|lack|omission) of|(?:other|rather) than',
  'geen|niet|zonder|kein(?:e|en|em|er|es)?|nicht|ohne|sans|pas d[eu]|aucune?|sin|ningún|ninguna|senza|nessuna?',
].join('|')
const SMALL = `any|the|a|added|additional|further|prior|previous|receiving|given|taking|using|treated with|${FORMS}`

/** "No esketamine", "zonder esketamine"; not "with or without esketamine", "whether or not". */
const NONE_BEFORE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<!(?:with|met|mit|avec|con)\\s*(?:/|and/or|and|or|en|of|und|oder|et|ou|y|o|e)\\s*)(?<!whether\\s+or\\s+)(?:${NONE})(?:${GAP}+(?:${SMALL})){0,3}${GAP}+$`,
  'iu',
)
const NONE_AFTER =
  /^[\s)\]]+\(?(?:(?:is|was|are|were|will be)\s+)?not\s+(?:be\s+)?(?:added|given|administered|used|received|taken|allowed|permitted)|^[\s-]free(?!\p{L})/iu

/** "Discontinuation of esketamine", "stopping esketamine"; not "randomised withdrawal study of esketamine". */
const STOPPED_BEFORE = new RegExp(
  `(?<![\\p{L}])(?:(?:discontinuation|discontinuing|cessation|withdrawal|withholding|stopping|tapering|omission)\\s+(?:of|from)|discontinuing|stopping|withdrawing|withholding|tapering|omitting|(?:stoppen|staken|afbouwen|afbouw|stopzetting)\\s+(?:van|met)|absetzen\\s+von|arrêt\\s+d[eu]|suspensión\\s+de|sospensione\\s+di)(?:${GAP}+(?:${SMALL}|l|d)){0,3}${GAP}+$`,
  'iu',
)
const STOPPED_AFTER = new RegExp(
  `^(?:[\\s-]+(?:${FORMS})){0,3}[\\s-]+(?:discontinuation|cessation|withdrawal(?!\\s+(?:design|study|trial|phase))|withheld|stopped|omitted)(?![\\p{L}])`,
  'iu',
)

/** "Ketamine (racemic mixture of esketamine and arketamine)". */
const RACEMATE_BEFORE =
  /(?<!\p{L})racem\p{L}{1,6}(?:\s+(?:mixture|mix|compound|form|mengsel|gemisch|mélange|mezcla|miscela))?\s+(?:(?:composed|consisting|made)\s+of|containing|comprising|of|van|aus|von|d[eu]|di)\s+(?:[^\s.;:]{1,24}\s+){0,5}[([]?$/iu

/** True when the name at [start, end) stands for something that the text does not say is given. Looks at constant lengths. */
export function isNamedNotGiven(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - BEFORE), start)
  const after = text.slice(end, end + AFTER)
  return (
    PLACEBO_AFTER.test(after) ||
    PLACEBO_BEFORE.test(before) ||
    NONE_BEFORE.test(before) ||
    NONE_AFTER.test(after) ||
    STOPPED_BEFORE.test(before) ||
    STOPPED_AFTER.test(after) ||
    RACEMATE_BEFORE.test(before)
  )
}
