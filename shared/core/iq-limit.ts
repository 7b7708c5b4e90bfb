/** A limit on IQ in a text. `below`: takes or means people under `high`; `above`: over `low`; `range`: from `low` to `high`. */
export interface IqLimit {
  kind: 'below' | 'above' | 'range'
  low: number | null
  high: number | null
  start: number
  end: number
}

/** The highest IQ of intellectual disability, with the usual margin of five points (DSM-5, AAIDD). */
const ID_IQ_CEILING = 75
const ID_IQ = 70

const NAME =
  /\b(?:(?:fs|v|p|nv|t)?iq|intelligence quotient|intelligenti?equotient|intelligenzquotient(?:en)?|qi|quotient intellectuel|cociente intelectual|coeficiente intelectual|quoziente (?:intellettivo|di intelligenza)|intellectual functioning|(?:intelligence|intelligentie|intelligenz)(?! quotient)|(?<test>wechsler(?! memory)|wisc|wais|wppsi|wasi|stanford[- ]binet))\b/g
const RANGE =
  /^[^.;\d<>≤≥]{0,60}(?<!\d)(\d{2,3})\s*(?:(?:points?|punten)\s*)?(?:-|–|—|to|and|tot(?: en met)?|t\/m|en|bis|und|a|y|et|e|ed)\s*(\d{2,3})(?!\d|\.\d|\s*(?:kg|years|jaar|%|mg))/
const BELOW_WORDS =
  '<|≤|=<|⩽|(?:at or )?below|under|(?:less|lower|fewer|smaller) (?:or equal )?(?:than|to)|inferior to|does not exceed|not exceeding|up to|at most|maximum(?: of)?|max\\.?|lager dan|minder dan|kleiner dan|onder|hoogstens|ten hoogste|maximaal|hochstens|unter(?:halb)?|kleiner(?: als)?|niedriger als|weniger als|inferieur(?:e)?(?: ou egal)?(?: a)?|moins de|en dessous de|inferior(?: o igual)? a|menor(?: o igual)? (?:de|a|que)|por debajo de|inferiore(?: o uguale)? a|minore di|sotto'
const ABOVE_WORDS =
  '>|≥|=>|⩾|(?:at or )?above|over|(?:greater|higher|more|larger) (?:or equal )?(?:than|to)|superior to|exceed(?:s|ing)?|at least|minimum(?: of)?|min\\.?|hoger dan|meer dan|groter dan|boven|ten minste|minstens|minimaal|uber|hoher als|grosser als|mindestens|superieur(?:e)?(?: ou egal)?(?: a)?|au moins|plus de|superior(?: o igual)? a|mayor(?: o igual)? (?:de|a|que)|al menos|por encima de|superiore(?: o uguale)? a|maggiore di|almeno'
const NEGATOR = '(?<no>\\b(?:not|no|niet|nicht|non|ne)\\s+(?:be |is |have )?)?'
const COMPARED = new RegExp(
  `^[^.;\\d]{0,60}?${NEGATOR}(?:(?<below>${BELOW_WORDS})|(?<above>${ABOVE_WORDS}))\\s*(?:=\\s*)?(?:of |de |den |a |dem |the |van )?(?<n>\\d{2,3})(?!\\d|\\.\\d|\\s*(?:kg|years|jaar|%|mg))`,
)
const TRAILING =
  /^[^.;\d]{0,40}(?<n>\d{2,3})\s*(?:points? )?(?:of|or|oder|ou|o|und|and|en)\s+(?:(?<below>less|lower|below|under|lager|minder|daarbeneden|weniger|darunter|niedriger|moins|menos|inferior|meno|inferiore)|(?<above>more|higher|above|over|greater|hoger|meer|daarboven|mehr|daruber|hoher|plus|mas|superior|piu|superiore))\b/
const LEADING = new RegExp(
  `(?:(?<below>${BELOW_WORDS})|(?<above>${ABOVE_WORDS}))\\s*(?<n>\\d{2,3})\\s+(?:(?:on|in|op|of) (?:an? |the |een )?)?(?:standardi[sz]ed )?(?=(?:fs)?iq\\b)`,
)
// "IQ test and BMI < 30": the number belongs to something else.
const OTHER_MEASURE =
  /\b(?:bmi|weight|age|aged|years?|blood|heart|pressure|gewicht|leeftijd|alter|poids|peso|edad|mmse|moca|gaf|madrs|ham-?d)\b/

// "IQ >= 40 and < 70": only joining words stand between the two limits.
const JOIN =
  '(?:[\\s,/&()]|(?:and|but|or|also|points?|punten|punkte|the|of|with|a|an|upper|lower|limit|iq|fsiq|score|full|scale|is|be|en|maar|und|aber|et|mais|y|pero|e|ma)\\b){0,20}'
const SECOND = new RegExp(
  `^${JOIN}${NEGATOR}(?:(?<below>${BELOW_WORDS})|(?<above>${ABOVE_WORDS}))\\s*(?:(?:iq|fsiq)\\s*)?(?:=\\s*)?(?:of |de |den |a |dem |the |van )?(?<n>\\d{2,3})(?!\\d|\\.\\d|\\s*(?:kg|years|jaar|%|mg))`,
)
// "Minimum IQ of 35", "maximal IQ 70"
const WORD_BEFORE =
  /(?:(?<below>maxim(?:um|al\w*)|max\.?|highest|upper limit (?:of|for)|hoogste|hochster?)|(?<above>minim(?:um|al\w*)|min\.?|lowest|lower limit (?:of|for)|laagste))\s+(?:(?:full[- ]scale|total|verbal|non-?verbal|estimated|measured)\s+){0,2}$/
const NUMBER_AFTER =
  /^\s*(?:scores?\s*)?(?:(?:of|is|:|=|van|von|de)\s*)?(\d{2,3})(?!\d|\.\d|\s*(?:-|–|to|and \d|kg|years|jaar|%|mg))/
// In standard deviations: the mean of an IQ is 100 and a deviation 15, so two below the mean is 70.
const DEVIATIONS =
  /^[^.;]{0,60}?(?<within>\b(?:no|not|within|less than|fewer than|niet|nicht|at most)\b[^.;]{0,20}?)?(?<minus>[-−–]\s?)?\b(?<n>one|two|three|four|een|twee|drie|zwei|drei|deux|trois|dos|tres|due|tre|\d(?:\.\d)?)\s*(?:or more\s+|of meer\s+)?(?:sds?\b|s\.d\.|standard deviations?|standaard-?deviaties?|standardabweichung(?:en)?|ecarts?[- ]types?|desviaci\w+ (?:estandar|tipicas?)|deviazion\w+ standard)(?:\s+or more)?(?<below>[^.;]{0,20}?\b(?:below|under|beneath|onder|unter|au-dessous|en dessous|por debajo|sotto)\b)?/
const NUMBER_WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  een: 1,
  twee: 2,
  drie: 3,
  zwei: 2,
  drei: 3,
  deux: 2,
  trois: 3,
  dos: 2,
  tres: 3,
  due: 2,
  tre: 3,
}

const plausible = (n: number): boolean => n >= 20 && n <= 145

function limitAfter(rest: string): (Omit<IqLimit, 'start' | 'end'> & { length: number }) | null {
  const trailing = TRAILING.exec(rest)
  const compared = COMPARED.exec(rest)
  const range = RANGE.exec(rest)
  const first = [trailing, range, compared]
    .filter((match) => match !== null)
    .filter((match) => !OTHER_MEASURE.test(match[0]))
    .sort((a, b) => a[0].length - b[0].length)[0]
  if (!first) return null
  const length = first[0].length
  if (first === range) {
    const low = Number(range[1])
    const high = Number(range[2])
    return plausible(low) && plausible(high) && low < high ? { kind: 'range', low, high, length } : null
  }
  const groups = first.groups ?? {}
  const n = Number(groups.n)
  if (!plausible(n)) return null
  const isBelow = (groups.below !== undefined) !== (groups.no !== undefined)
  return { kind: isBelow ? 'below' : 'above', low: isBelow ? null : n, high: isBelow ? n : null, length }
}

type Found = Omit<IqLimit, 'start' | 'end'> & { length: number }

function limitInDeviations(rest: string): Found | null {
  const groups = DEVIATIONS.exec(rest)
  if (!groups?.groups || (groups.groups.minus === undefined && groups.groups.below === undefined)) return null
  const stated = groups.groups.n ?? ''
  const limit = 100 - 15 * (NUMBER_WORDS[stated] ?? Number(stated))
  if (!plausible(limit)) return null
  const within = groups.groups.within !== undefined
  return {
    kind: within ? 'above' : 'below',
    low: within ? limit : null,
    high: within ? null : limit,
    length: groups[0].length,
  }
}

/** The limit with the one that closes it, where another follows at once ("at least 50 but below 70"). */
function closed(limit: Found, rest: string): Found {
  if (limit.kind === 'range') return limit
  const second = SECOND.exec(rest.slice(limit.length, limit.length + 80))
  const groups = second?.groups ?? {}
  const n = Number(groups.n)
  if (!second || !plausible(n)) return limit
  const isBelow = (groups.below !== undefined) !== (groups.no !== undefined)
  if (isBelow === (limit.kind === 'below')) return limit
  const [low, high] = isBelow ? [limit.low, n] : [n, limit.high]
  if (low === null || high === null || low >= high) return limit
  return { kind: 'range', low, high, length: limit.length + second[0].length }
}

function limitAround(before: string, rest: string): Found | null {
  const word = WORD_BEFORE.exec(before)
  const number = word === null ? null : NUMBER_AFTER.exec(rest)
  const n = Number(number?.[1])
  if (word === null || number === null || !plausible(n)) return null
  const isBelow = word.groups?.below !== undefined
  return {
    kind: isBelow ? 'below' : 'above',
    low: isBelow ? null : n,
    high: isBelow ? n : null,
    length: number[0].length,
  }
}

/** IQ limits in a folded text ("IQ < 70", "IQ between 40 and 85", "QI inferieur a 70"). Linear. */
export function findIqLimits(folded: string): IqLimit[] {
  const limits: IqLimit[] = []
  for (const match of folded.matchAll(NAME)) {
    // The closing half of "minimum IQ of 35 and maximum IQ of 70".
    if (match.index < (limits.at(-1)?.end ?? 0)) continue
    const nameEnd = match.index + match[0].length
    const rest = folded.slice(nameEnd, nameEnd + 160)
    const isTest = match.groups?.test !== undefined
    const first =
      limitAround(folded.slice(Math.max(0, match.index - 60), match.index), rest) ?? limitAfter(rest.slice(0, 140))
    const after = first === null ? limitInDeviations(rest) : closed(first, rest)
    // A test names no unit: "Wechsler, children of 10 to 16" is an age.
    if (after && !(isTest && (after.high ?? after.low ?? 0) < 50)) {
      const { length, ...limit } = after
      limits.push({ ...limit, start: match.index, end: nameEnd + length })
      continue
    }
    if (isTest) continue
    const from = Math.max(0, match.index - 60)
    const before = LEADING.exec(folded.slice(from, nameEnd))
    const n = Number(before?.groups?.n)
    if (!before || !plausible(n)) continue
    const isBelow = before.groups?.below !== undefined
    const span = { start: from + before.index, end: nameEnd }
    limits.push({ kind: isBelow ? 'below' : 'above', low: isBelow ? null : n, high: isBelow ? n : null, ...span })
  }
  return limits
}

/**
 * What a limit says about intellectual disability where people inside it are taken: `named` (only IQs of intellectual
 * disability), `adjacent` (reaches below 70 but also above 75), `excludes` (starts at 70 or higher), or nothing.
 */
export function meaningOfIq(limit: IqLimit): 'named' | 'adjacent' | 'excludes' | null {
  if (limit.high !== null && limit.high <= ID_IQ_CEILING) return 'named'
  if (limit.low !== null && limit.low >= ID_IQ) return 'excludes'
  if (limit.low !== null || (limit.high !== null && limit.high <= 90)) return 'adjacent'
  return null
}
