/**
 * Words in an advertisement that are worth a question, quoted as they stand; and what such a text usually says and this
 * one does not. Neither is a verdict: real trials pay travel costs, and a short text may leave things out.
 */

const QUOTED_FLAGS = ['pay', 'bank', 'crypto', 'guarantee', 'retreat', 'private-contact', 'hurry'] as const
export type QuotedFlag = (typeof QUOTED_FLAGS)[number]
const MISSING = ['ethics', 'information', 'stop', 'sponsor'] as const
export type MissingPart = (typeof MISSING)[number]

export interface RedFlag {
  flag: QuotedFlag
  /** The words that raised it, at most `MOST_QUOTES`, as they stand in the text. */
  quotes: string[]
}

export interface AdvertReading {
  flags: RedFlag[]
  /** Not found in the text; empty for a text too short to be an advertisement. */
  missing: MissingPart[]
  /** Esketamine nasal spray is authorised care, for which a bill is usual. */
  namesAuthorisedSpray: boolean
  /** Depression, suicide: near these the crisis lines belong. */
  aboutMood: boolean
}

const MOST_QUOTES = 3
/** Below this many letters it is a number or a link, not an advertisement. */
const SHORTEST_ADVERT = 120

const expression = (parts: readonly string[]): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join('|')})`, 'giu')

const FLAG_WORDS: Record<QuotedFlag, RegExp> = {
  pay: expression([
    '(?:inschrijf|deelname|intake|administratie|screenings?|reserverings?)(?:geld|kosten|prijs|bedrag|vergoeding)',
    'aanbetal(?:ing|en)',
    '(?:waarborg|borg)som',
    'eigen bijdrage',
    'vooraf (?:te )?betal\\w+',
    '(?:betaal|betaalt|betalen)(?: \\w+){0,3} (?:vooraf|om mee te doen|om deel te nemen|voor deelname)',
    'kosten (?:bedragen|voor (?:uw )?deelname|zijn)',
    'prijs(?: per persoon|:)',
    '(?:registration|enrol+ment|participation|screening|entry|admin(?:istration)?|booking|application) fees?',
    '(?:a |refundable |non-refundable )?deposit',
    'down ?payment',
    'pay(?:ing|ment)?(?: \\S+){0,4} (?:to join|to take part|to participate|to secure|to reserve|in advance|up ?front)',
    '(?:costs?|price)(?: is|:| per person)',
  ]),
  bank: expression([
    'bank(?:gegevens|rekening(?:nummer)?|pas)',
    'rekeningnummers?',
    'iban',
    'credit ?(?:card|kaart)(?:gegevens| details| number)?',
    'bank (?:details|account|card)',
    'account number',
    'tikkie',
    'paypal',
    'western union',
    'gift ?cards?',
    'cadeaukaart(?:en)?',
  ]),
  crypto: expression([
    'bitcoins?',
    'btc',
    'ethereum',
    'usdt',
    "crypto(?:\\s?currency|munt(?:en)?|valuta|’s|'s)?(?![\\p{L}])",
  ]),
  guarantee: expression([
    'gegarandeerd\\w*',
    'garantie',
    'garanderen',
    '100 ?(?:%|procent) (?:\\w+ ){0,2}(?:succes\\w*|effectief|werkzaam|werkt|genezing|veilig|zeker)',
    'geneest',
    'wondermiddel',
    'zonder (?:enig )?risico',
    'geen (?:enkele )?bijwerkingen',
    'niet-goed-geld-terug',
    'guarante\\w+',
    '100 ?(?:%|percent|per cent) (?:\\w+ ){0,2}(?:success\\w*|effective|cure\\w*|safe|works|natural)',
    'miracle',
    'cures? (?:your|depression|ptsd|trauma|anxiety|addiction)',
    '(?:no|zero|without(?: any)?) (?:side[ -]effects|risks?)',
    'risk-free',
    'money[ -]back',
  ]),
  retreat: expression([
    'retreats?',
    'ceremon(?:y|ies|ieën|ie)',
    'truffel(?:s|ceremonie|sessies?)?',
    'truffles?',
    'magic mushrooms? (?:session|journey|experience)',
    'paddo(?:sessie|ceremonie)',
    'tripsitters?',
    'trip sitters?',
    'sjamaan\\w*',
    'shaman\\w*',
    'ayahuasca',
  ]),
  'private-contact': expression([
    'whats ?app\\w*',
    'telegram',
    '(?:via|op|on|through) signal',
    'direct message',
    'stuur (?:een )?dm',
    'dm (?:us|me|ons)',
  ]),
  hurry: expression([
    '(?:alleen|only) (?:vandaag|today|deze week|this week)',
    'laatste (?:plekken|plaatsen)',
    'nog (?:maar )?\\S+ (?:plekken|plaatsen)',
    'op=op',
    'beslis (?:nu|vandaag)',
    'last (?:few )?(?:places|spots)',
    'only \\S+ (?:places|spots) left',
    'act (?:now|fast)',
    'limited (?:places|spots|time)',
  ]),
}

/** Money to the person who takes part, not from them. */
const MONEY_BACK = /vergoed\w*|ontvang\w*|krijg\w*|terugbetaald|compensat\w*|reimburs\w*|receive\w*|paid to you/i
const DENIED =
  /(?<![\p{L}\p{N}])(?:(?:geen|niet|nooit|niets|nee|no|not|never|nothing|don[’']t|n[’']t)(?![\p{L}\p{N}])[^.!?,\n]{0,30}|(?:zonder|without)(?: \S{1,20})?\s*)$/iu
/** Flags whose own words hold the denial ("no side effects"). */
const DENIAL_COUNTS: ReadonlySet<QuotedFlag> = new Set(['pay', 'bank', 'crypto', 'retreat', 'private-contact', 'hurry'])
const GUARANTEE_DENIED = /^(?:gegarandeerd|garanti|garander|guarante)/i

const PART_WORDS: Record<MissingPart, RegExp> = {
  ethics:
    /(?<![\p{L}\p{N}])(?:metc|ccmo|mec|nedmec|bemmo?|ethi(?:ek|sche|cs|k|cal)\S{0,12}|medisch-ethische|medical ethic\S*|toetsingscommissie|review board|irb|research ethics|rec approv\S*)/iu,
  information:
    /(?<![\p{L}\p{N}])(?:informatiebrief|proefpersoneninformatie\S*|patiënteninformatie\S*|informatieformulier|schriftelijke informatie|toestemming\S*|information (?:letter|sheet|leaflet)|informed consent|consent form|written information)/iu,
  stop: /(?<![\p{L}\p{N}])(?:(?:op elk|ieder|op ieder|elk) moment|(?:altijd|zonder (?:opgaaf van )?reden\S*|tussentijds) (?:\S+ ){0,3}(?:stoppen|terugtrekken)|(?:stoppen|terugtrekken)(?: \S+){0,4} (?:wanneer|zonder|altijd)|at any (?:time|moment|point)|withdraw\S*|free to stop|stop whenever)/iu,
  sponsor:
    /(?:umc|ziekenhui|universit|hospital|medisch centrum|medical cent|kliniek|clinic|ggz|college|institut|stichting|foundation|b\.v\.|n\.v\.|klinikum|charit|rijnstate|radboud|erasmus|amsterdam umc|maastricht)/iu,
}

const SPRAY =
  /(?<![\p{L}\p{N}])(?:spravato|esketamine\S*(?: \S+){0,4} (?:neus\S*|nasal|spray)|(?:neusspray|nasal spray)(?: \S+){0,4} esketamine)/iu
const MOOD = /depress|suïcid|suicid|zelfmoord|zelfdoding|levensmoe|somber/iu

/** Reads an advertisement. Linear time: every expression is bounded. */
export function readAdvert(text: string): AdvertReading {
  const letters = text.replace(/\s+/g, ' ').trim()
  const isAdvert = letters.length >= SHORTEST_ADVERT && /\p{L}{4}/u.test(letters)
  return {
    flags: QUOTED_FLAGS.map((flag) => ({ flag, quotes: quotesOf(flag, letters) })).filter(
      ({ quotes }) => quotes.length > 0,
    ),
    missing: isAdvert ? MISSING.filter((part) => !PART_WORDS[part].test(letters)) : [],
    namesAuthorisedSpray: SPRAY.test(letters),
    aboutMood: MOOD.test(letters),
  }
}

function quotesOf(flag: QuotedFlag, text: string): string[] {
  const quotes = new Set<string>()
  for (const match of text.matchAll(FLAG_WORDS[flag])) {
    if (quotes.size === MOST_QUOTES) break
    if (
      raises(
        flag,
        match[0],
        text.slice(Math.max(0, match.index - 60), match.index),
        text.slice(match.index, match.index + 90),
      )
    )
      quotes.add(around(text, match.index, match.index + match[0].length))
  }
  return [...quotes]
}

function raises(flag: QuotedFlag, words: string, before: string, after: string): boolean {
  const denied = DENIED.test(before)
  if (denied && (DENIAL_COUNTS.has(flag) || GUARANTEE_DENIED.test(words))) return false
  return flag !== 'pay' || !MONEY_BACK.test(after.split(/[.!?]/)[0] ?? '')
}

/** The words with a few before and after them, cut at spaces. */
function around(text: string, start: number, end: number): string {
  const from = Math.max(0, start - 40)
  const to = Math.min(text.length, end + 40)
  const left = from === 0 ? '' : '…'
  const right = to === text.length ? '' : '…'
  const head = from === 0 ? text.slice(0, start) : text.slice(from, start).replace(/^\S*\s?/, '')
  const tail = to === text.length ? text.slice(end) : text.slice(end, to).replace(/\s?\S*$/, '')
  return `${left}${head}${text.slice(start, end)}${tail}${right}`
}
