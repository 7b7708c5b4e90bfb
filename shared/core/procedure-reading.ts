import { byPattern, findGeneral, findImaging } from './procedure-words.ts'
import type { TermMatch } from './word-match.ts'

/** What the words beside an examination or a disorder make of it. Looks at constant lengths. */

/** "Undergoing" anything but a course of treatment. */
const UNDERGOING =
  /(?<!\p{L})undergoing(?!\s+(?:[\p{L}-]{1,20}\s+){0,2}(?:treat|therap|psycho|ECT|electroconv|TMS|rTMS|chemo|dialys|haemodial|hemodial|rehab|detox|withdraw|esketam|ketam|assess|evaluat))(?!\p{L})/giu

const FEW_WORDS = "(?:[\\s()]+[\\p{L}\\p{N}'’-]{1,30}){0,4}[\\s()]+$"
/** "Undergoing MRI", "for lumbar puncture", "before the procedure": what people are sedated for. */
const SCHEDULED = new RegExp(
  `(?<!\\p{L})(?:undergo(?:ing|es)?|for|before|prior to|scheduled|requiring|needing|facilitat\\p{L}{1,4}|voor|vóór|bij|ondergaan|vor|für|bei|pour|avant|para|antes de|per|prima di|sottopost[ie] a|sometidos a|subissant)${FEW_WORDS}`,
  'iu',
)
const AT = new RegExp(
  `(?<!\\p{L})(?:at|during|in|after|following|tijdens|na|während|nach|pendant|lors|durante|después de|dopo)${FEW_WORDS}`,
  'iu',
)
const LINK_WINDOW = 120

export interface Examination extends TermMatch {
  /** `scheduled`: what people are sedated for; `at`: what goes on meanwhile; `named`: an imaging method, without more. */
  link: 'scheduled' | 'at' | 'named'
}

/** Imaging wherever it is named; general words ("procedure", "induction") only where a link stands before them. */
export function findExaminations(text: string): Examination[] {
  const linkOf = (start: number): Examination['link'] => {
    const before = text.slice(Math.max(0, start - LINK_WINDOW), start)
    return SCHEDULED.test(before) ? 'scheduled' : AT.test(before) ? 'at' : 'named'
  }
  const linked = (match: TermMatch): Examination => ({ ...match, link: linkOf(match.start) })
  return [
    ...findImaging(text).map(linked),
    ...findGeneral(text)
      .map(linked)
      .filter(({ link }) => link !== 'named'),
    ...byPattern(UNDERGOING, text).map((match) => ({ ...match, link: 'at' as const })),
  ]
}

const TREATS_BEFORE =
  /(?<!\p{L})(?:treat(?:ment|ing|s)?|therap(?:y|ies)|behandel\p{L}{0,5}|traitement|tratamiento|trattamento)(?:\s+(?:of|for|in|with|patients|adults|adolescents|children|people|van|bij|von|bei|de|des|del|di|la|le|der|acute|severe|major|post-?\s?traumatic|refractory|resistant)){1,5}\s+$/iu
const RESISTANT =
  /(?:treatment|therapy|therapie|drug)?[\s-]?(?:resistant|refractory|resistent\p{L}{0,2}|résistante?)\s+$/iu
const RESISTANT_NAME = /resist|refract|résist|major|MDD|TRD/iu

/** "Treatment of depression", "treatment-resistant depression": the disorder at [start, end) is what is treated. */
export function isSaidTreated(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - LINK_WINDOW), start)
  return TREATS_BEFORE.test(before) || RESISTANT.test(before) || RESISTANT_NAME.test(text.slice(start, end))
}
