/**
 * Codes that stand for intellectual disability: ICD-10 F70 to F73, F78 and F79; ICD-11 6A00; DSM-5 (and ICD-9) 317,
 * 318.x and 319. A number of three digits is a code only beside the name of its list.
 */
export interface CodeMention {
  start: number
  end: number
}

const RANGE = '\\s*(?:-|–|—|to|through|bis|t/m|tot|a)\\s*'
const ICD_10 = 'f7[0-389](?:\\.\\d)?'
const ICD_11 = '6a00(?:\\.[0-4z])?'
const DSM = '31(?:7|8(?:\\.[0-2x])?|9)'
/** Written out for the version of the word lists. */
export const ID_CODES: readonly string[] = [ICD_10, ICD_11, DSM]
const CODES = new RegExp(
  `\\b(?:(?<icd10>${ICD_10})(?<range>${RANGE}f?\\d{2}(?:\\.\\d)?)?|(?<icd11>${ICD_11})(?:${RANGE}6a0\\w)?|(?<dsm>${DSM})(?:${RANGE}${DSM})?)(?!\\w|\\.\\d)`,
  'gi',
)
const LIST_NEAR = /\b(?:icd|cim|cie|dsm|diagnos\w*|codes?|coded|classif\w*|klassifi\w*)\b/i
// Only words between the list's name and the number: "DSM-5 diagnosis 318.0", not "DSM-5 309.81, group 1 of 317".
const DSM_BEFORE = /\b(?:dsm(?:[- ]?(?:5|4|iv|v))?(?:[- ]?tr)?|(?:icd|cim|cie)-?9(?:-cm)?)[^.;,\d]{0,40}$/i
const REACH = 60

/** All of them hold two digits beside each other; most labels do not. */
const MAY_HOLD_CODE = /\d\d/

/** Diagnosis codes of intellectual disability in a text, in order. Linear. */
export function findIdCodes(text: string): CodeMention[] {
  if (!MAY_HOLD_CODE.test(text)) return []
  return Array.from(text.matchAll(CODES)).flatMap((match) => {
    const end = match.index + match[0].length
    const before = text.slice(Math.max(0, match.index - REACH), match.index)
    const { icd11, range, dsm } = match.groups ?? {}
    const isCode =
      dsm !== undefined
        ? DSM_BEFORE.test(before)
        : icd11 !== undefined || range !== undefined || LIST_NEAR.test(`${before} ${text.slice(end, end + REACH)}`)
    return isCode ? [{ start: match.index, end }] : []
  })
}
